#!/usr/bin/env bash
# names.sh [COUNT]: what looking up a name costs, A and AAAA: a scan of COUNT names (20,000) beside the same scan with the address
# given, at a port where nobody listens. The difference is the lookup. Needs root: resolv.conf is another one in a mount
# namespace of its own.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/settings.sh"

count=${1:-20000}
server=$network.253 nobody=$network.254
mkdir -p "$work/bin"
"${CC:-cc}" -O2 -o "$work/bin/names" "$here/names.c"
"$work/bin/names" "$server" 53 "$nobody" &
names=$!
trap 'kill $names' EXIT
echo "nameserver $server" >"$work/resolv.conf"
awk -v count="$count" 'BEGIN { print "host"; for (i = 1; i <= count; i++) printf "name-%06d.test\n", i }' >"$work/names.csv"
awk -v nobody="$nobody" 'NR == 1 { print "host,address"; next } { print $1 "," nobody }' "$work/names.csv" >"$work/given.csv"

# A scan that finds nobody ends with the status of what it found: only whether it wrote every record counts.
scan() { # LIST
    echo "unshare -m sh -c 'mount --bind $work/resolv.conf /etc/resolv.conf; $here/../.build/release/fullstrict scan -l $1 -o $1.jsonl \
--workers 1 -c 256 --allow-private --retries 0 --rate-limit 0 --per-ip 0 --per-ip-rate 0 --dns-rate-limit 0; test \$(wc -l <$1.jsonl) = $count; \
written=\$?; rm $1.jsonl; exit \$written'"
}
"$here/compare.sh" "${BENCH_ROUNDS:-7}" "$count" "$(scan "$work/given.csv")" "$(scan "$work/names.csv")"
