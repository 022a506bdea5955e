#!/usr/bin/env bash
# all.sh: compares the floor, `scan` with two requests and with four, and the installed peers.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

commands=("$here/scan.sh {targets} {roots} --exchanges 2" "$here/scan.sh {targets} {roots}")
add() { # PROGRAM COMMAND
    if command -v "$1" >/dev/null; then commands+=("$2 {targets} {roots}"); else echo "all: $1 is not installed" >&2; fi
}
add python3 "python3 $here/peers/with_asyncio.py"
add curl "$here/peers/curl.sh"
add openssl "$here/peers/s_client.sh"
exec "$here/run.sh" "${commands[@]}"
