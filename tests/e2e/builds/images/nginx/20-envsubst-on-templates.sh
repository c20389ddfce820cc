#!/bin/sh
set -e
[ -d /etc/nginx/templates ] || exit 0
if [ ! -w /etc/nginx/conf.d ]; then
  echo "$0: ERROR: /etc/nginx/templates exists, but /etc/nginx/conf.d is not writable" >&2
  exit 0
fi
defined=$(printf '${%s} ' $(awk 'BEGIN { for (name in ENVIRON) print name }'))
for template in /etc/nginx/templates/*.template; do
  envsubst "$defined" <"$template" >"/etc/nginx/conf.d/$(basename "$template" .template)"
done
