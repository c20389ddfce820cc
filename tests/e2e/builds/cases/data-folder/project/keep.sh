#!/bin/sh
set -eu
date >"$1/last"
echo "kept in $1"
