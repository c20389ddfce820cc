#!/bin/sh
echo clock strikes
