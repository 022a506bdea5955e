#!/usr/bin/env bash
# run.sh [COMMAND …]: starts the farm, compares the floor with each COMMAND, stops the farm.
# In a COMMAND, {targets} and {roots} stand for the farm's target list and root. BENCH_ROUNDS sets the
# number of rounds (7).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/settings.sh"

floor="$work/bin/floor $targets $roots"
commands=("$floor")
for command in "$@"; do
    command=${command//'{targets}'/$targets}
    commands+=("${command//'{roots}'/$roots}")
done

"$here/farm.sh" up
trap '"$here/farm.sh" down' EXIT
$floor >"$work/floor.jsonl" # fails early when the farm does not serve
"$here/compare.sh" "${BENCH_ROUNDS:-7}" "$sites" "${commands[@]}"
