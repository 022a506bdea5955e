#!/usr/bin/env bash
# curl.sh TARGETS ROOTS: both requests of every target by one curl, 64 at a time: chain and host are checked, and a line of JSON is
# printed for each request, with the certificates where curl can.
set -euo pipefail
awk '{
    printf "url = https://%s:%s/\nresolve = %s:%s:%s\noutput = /dev/null\n", $1, $3, $1, $3, $2
    printf "url = http://%s:%s/\nresolve = %s:%s:%s\noutput = /dev/null\n", $1, $4, $1, $4, $2
}' "$1" | curl --silent --parallel --parallel-max 64 --cacert "$2" --write-out '%{json}\n' --config -
