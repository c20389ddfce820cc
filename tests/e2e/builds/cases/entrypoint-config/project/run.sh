#!/bin/sh
set -eu
echo "greeting=$GREETING" >/etc/greeter/greeter.conf
exec cat /etc/greeter/greeter.conf
