#!/usr/bin/env bash
# scan.sh TARGETS ROOTS [OPTION …]: `fullstrict scan` of every target of the farm: one worker, 64 at a
# time, no rate limits. A line of TARGETS is "name address tls-port http-port".
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
list=$1 roots=$2
shift 2
{ echo host,address,port,http_port; tr ' ' , <"$list"; } |
    "$here/.build/release/fullstrict" scan -l - -o - --add-ca "$roots" --workers 1 -c 64 \
        --rate-limit 0 --per-ip 0 --per-ip-rate 0 "$@"
