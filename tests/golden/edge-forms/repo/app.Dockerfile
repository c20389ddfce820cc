# syntax=docker/dockerfile:1
# escape=`
FROM debian:12-slim AS base
RUN apt-get update `
    # needed for health checks
    && apt-get install -y `
       curl
RUN <<EOF
set -e
chmod -R 777 /srv
cd /srv && make
EOF
FORM scratch
USER root
HEALTHCHECK CMD curl -f http://localhost/
HEALTHCHECK NONE
