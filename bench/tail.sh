#!/usr/bin/env bash
# tail.sh [OPTION …]: how long a scan takes when some targets do not answer: 5 % of the farm's sites are
# at addresses that accept connections and stay silent, 5 % at addresses where nothing listens; 1,000 at
# a time, 5 s per target, no retries, no rate limits. BENCH_SITES=2500 gives the figure in
# docs/performance.md. Further options are passed on.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/settings.sh"

quiet=${network%.*}.$((${network##*.} + 1)) # the next /24 is silent, the one after refuses
closed=${network%.*}.$((${network##*.} + 2))
"$here/farm.sh" up
"$work/bin/tarpit" "$tls_port" "$http_port" "$quiet".{1..20} &
tarpit=$!
trap 'kill $tarpit; "$here/farm.sh" down' EXIT

awk -v quiet="$quiet" -v closed="$closed" 'BEGIN { srand(7); print "host,address,port,http_port" } {
    chance = rand()
    address = chance < 0.05 ? quiet "." NR % 20 + 1 : chance < 0.10 ? closed "." NR % 20 + 1 : $2
    print $1 "," address "," $3 "," $4
}' "$targets" >"$work/tail.csv"

TIMEFORMAT='%R s, user %U s, system %S s'
status=0
time "$here/../.build/release/fullstrict" scan -l "$work/tail.csv" -o - --add-ca "$roots" -c 1000 --timeout 5 \
    --retries 0 --rate-limit 0 --per-ip 0 --per-ip-rate 0 "$@" >"$work/tail.jsonl" || status=$?
echo "$(wc -l <"$work/tail.jsonl") records of $(($(wc -l <"$work/tail.csv") - 1)) targets, exit status $status"
