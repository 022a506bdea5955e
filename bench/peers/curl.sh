#!/usr/bin/env bash
# curl.sh TARGETS ROOTS: both requests to every target with one curl, 64 at a time. It verifies chain and
# host, and prints a line of JSON for each request, with the certificates where curl supports that.
set -euo pipefail
awk '{
    printf "url = https://%s:%s/\nresolve = %s:%s:%s\noutput = /dev/null\n", $1, $3, $1, $3, $2
    printf "url = http://%s:%s/\nresolve = %s:%s:%s\noutput = /dev/null\n", $1, $4, $1, $4, $2
}' "$1" | curl --silent --parallel --parallel-max 64 --cacert "$2" --write-out '%{json}\n' --config -
