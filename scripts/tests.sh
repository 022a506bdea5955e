#!/usr/bin/env bash
# Runs the built tests with the options given. After a failure the failed tests and their
# reasons stand once more at the end, where a log cut short still shows them.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
"${SWIFT:-swift}" test --skip-build --disable-xctest "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
if [ "$status" -ne 0 ]; then
    echo "failed, once more:"
    grep -E '✘|↳' "$log" | tail -n 100
fi
exit "$status"
