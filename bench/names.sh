#!/usr/bin/env bash
# names.sh [COUNT]: what looking up a name (A and AAAA) costs: a scan of COUNT names (20,000) compared
# with the same scan with addresses given, at a port where nothing listens. The difference is the lookup.
# Needs root, because it replaces resolv.conf in a mount namespace.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/settings.sh"

count=${1:-20000}
server=$network.253 closed=$network.254
mkdir -p "$work/bin"
"${CC:-cc}" -O2 -o "$work/bin/names" "$here/names.c"
"$work/bin/names" "$server" 53 "$closed" &
names=$!
trap 'kill $names' EXIT
echo "nameserver $server" >"$work/resolv.conf"
awk -v count="$count" 'BEGIN { print "host"; for (i = 1; i <= count; i++) printf "name-%06d.test\n", i }' >"$work/names.csv"
awk -v closed="$closed" 'NR == 1 { print "host,address"; next } { print $1 "," closed }' "$work/names.csv" >"$work/given.csv"

# The scan's exit status says what it found; here only that it wrote every record matters.
scan() { # LIST
    echo "unshare -m sh -c 'mount --bind $work/resolv.conf /etc/resolv.conf; $here/../.build/release/fullstrict scan -l $1 -o $1.jsonl \
--workers 1 -c 256 --allow-private --retries 0 --rate-limit 0 --per-ip 0 --per-ip-rate 0 --dns-rate-limit 0; test \$(wc -l <$1.jsonl) = $count; \
written=\$?; rm $1.jsonl; exit \$written'"
}
"$here/compare.sh" "${BENCH_ROUNDS:-7}" "$count" "$(scan "$work/given.csv")" "$(scan "$work/names.csv")"
