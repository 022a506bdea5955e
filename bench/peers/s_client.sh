#!/usr/bin/env bash
# s_client.sh TARGETS ROOTS: one `openssl s_client` per target, two at a time: handshake and
# verification, no request.
set -euo pipefail
awk '{ print $1, $2 ":" $3 }' "$1" |
    xargs -P 2 -L 1 sh -c 'openssl s_client -servername "$1" -verify_hostname "$1" -connect "$2" -CAfile "$0" \
        -verify_return_error </dev/null 2>/dev/null' "$2"
