#!/bin/sh
# The shell form reaches an entry point as three words.
if [ "$1" = /bin/sh ]; then
  echo "in the wrapper: $3"
else
  echo "in the wrapper: $*"
fi
