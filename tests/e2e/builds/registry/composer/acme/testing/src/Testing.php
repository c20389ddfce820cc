<?php
namespace Acme;

class Testing {}
