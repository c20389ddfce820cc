#!/bin/sh
set -e
if [ "$(id -u)" = 0 ]; then
  chown www-data: /data
  exec gosu www-data "$0" "$@"
fi
exec "$@"
