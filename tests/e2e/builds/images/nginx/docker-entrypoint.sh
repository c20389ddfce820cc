#!/bin/sh
set -e
if [ "$1" = "nginx" ] && [ -d /docker-entrypoint.d ]; then
  for f in /docker-entrypoint.d/*.sh; do [ ! -x "$f" ] || "$f"; done
fi
exec "$@"
