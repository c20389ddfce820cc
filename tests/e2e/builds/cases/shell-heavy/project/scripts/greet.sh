#!/bin/sh
sort /var/greet/all
