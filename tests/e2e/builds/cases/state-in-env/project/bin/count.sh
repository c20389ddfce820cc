set -eu
old=$(cat "$STATE" 2>/dev/null || echo 0)
echo $((old + 1)) >"$STATE"
echo "starts: $(cat "$STATE")"
