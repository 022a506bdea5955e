#!/usr/bin/env bash
# check.sh TARGETS ROOTS: `fullstrict check` of every target of the farm, in one process.
# A line of TARGETS is "name address tls-port http-port"; all have the same two ports.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
read -r _ _ tls http <"$1"
mapfile -t hosts < <(awk '{ print $1 }' "$1")
mapfile -t addresses < <(awk '{ print "--resolve=" $1 ":" $3 ":" $2 }' "$1")
exec "$here/.build/release/fullstrict" check --json --add-ca "$2" -p "$tls" --http-port "$http" \
    "${addresses[@]}" "${hosts[@]}"
