#!/usr/bin/env bash
# tests.sh FOLDER [OPTION]... -- SUITE[:serial]...
# Runs the test targets built in FOLDER one after another; with `:serial`, the tests of that target also
# run one after another. Options are passed to the test program (`--skip PATTERN`). At the end, the
# script prints how long each target took, which tests were skipped and why, and every failure again, so
# that a truncated log still shows the failures.
#   FULLSTRICT_TEST_SEED  the seed of the random tests (default: a new one, printed)
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# `swift test` would plan the build again for each target.
program=$1/debug/fullstrictPackageTests.xctest
shift
options=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
    options+=("$1")
    shift
done
shift
[ $# -gt 0 ] || { echo "tests.sh: no test target named after --" >&2; exit 64; }
export NO_COLOR=1
export FULLSTRICT_TEST_SEED=${FULLSTRICT_TEST_SEED:-$((RANDOM * 32768 + RANDOM))}

log=$(mktemp)
trap 'rm -f "$log" "$log".*' EXIT
table=()
failed=()

run() { # SUITE[:serial]
    local suite=${1%:serial} begin=$SECONDS status order=() count
    [ "$suite" = "$1" ] || order=(--no-parallel)
    "$program" --testing-library swift-testing "${options[@]}" "${order[@]}" \
        --filter "^$suite\\." </dev/null 2>&1 | tee "$log.one"
    status=${PIPESTATUS[0]}
    count=$(sed -n 's/.*Test run with \([0-9]*\) test.*/\1/p' "$log.one" | tail -n 1)
    if [ "$status" -ne 0 ]; then
        failed+=("$suite")
    elif [ "${count:-0}" -eq 0 ]; then
        echo "✘ $suite: no test ran" | tee -a "$log.one"
        failed+=("$suite")
    fi
    cat "$log.one" >>"$log"
    table+=("$(printf '%-24s %6s %6s s' "$suite" "${count:--}" "$((SECONDS - begin))")")
}

for suite; do run "$suite"; done

printf '\n%-24s %6s %8s\n' suite tests time
printf '%s\n' "${table[@]}"
printf '%-24s %6s %6s s   FULLSTRICT_TEST_SEED=%s\n' "all" "" "$SECONDS" "$FULLSTRICT_TEST_SEED"
if grep -q '^➜' "$log"; then
    echo "skipped:"
    grep '^➜' "$log" | sort -u
fi
if [ ${#failed[@]} -gt 0 ]; then
    echo "failed: ${failed[*]}"
    grep -E '✘|↳' "$log" | grep -v 'Version:\|Platform:' | tail -n 100
    exit 1
fi
