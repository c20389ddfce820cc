printf 'path %s of %s\n' "$(cat /etc/share)" "$REPORT"
