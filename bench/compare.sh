#!/usr/bin/env bash
# compare.sh ROUNDS TARGETS "COMMAND A" "COMMAND B" …
# Runs the commands in turn, ROUNDS times, in reverse order every other round, so that other load on the
# machine affects all of them. For each it prints the median user + system time in microseconds per
# target, and the median of its ratios to A within a round. The commands' output is discarded; one that
# fails ends the comparison.
set -euo pipefail
[ $# -ge 3 ] || { echo 'usage: compare.sh ROUNDS TARGETS "COMMAND A" "COMMAND B" …' >&2; exit 64; }
rounds=$1 count=$2
shift 2
commands=("$@")
samples=$(mktemp)
trap 'rm -f "$samples" "$samples.time"' EXIT
TIMEFORMAT='%3U %3S'

measure() { # ROUND INDEX
    if ! { time bash -c "exec ${commands[$2]}" >/dev/null 2>&1 </dev/null; } 2>"$samples.time"; then
        echo "compare: failed: ${commands[$2]}" >&2
        exit 1
    fi
    echo "$1 $2 $(cat "$samples.time")" >>"$samples"
}

for ((round = 1; round <= rounds; round++)); do
    for ((i = 0; i < ${#commands[@]}; i++)); do
        measure "$round" $((round % 2 ? i : ${#commands[@]} - 1 - i))
    done
done

awk -v targets="$count" '
    function sorted(values, n,    i, j, v) {
        for (i = 2; i <= n; i++) {
            v = values[i]
            for (j = i - 1; j > 0 && values[j] > v; j--) values[j + 1] = values[j]
            values[j + 1] = v
        }
    }
    function median(values, n) { return n % 2 ? values[(n + 1) / 2] : (values[n / 2] + values[n / 2 + 1]) / 2 }
    { cpu[$1, $2] = ($3 + $4) * 1e6 / targets; if ($1 > rounds) rounds = $1; if ($2 > last) last = $2 }
    END {
        printf "%10s %8s %17s\n", "us/target", "x A", "lowest-highest"
        for (c = 0; c <= last; c++) {
            for (r = 1; r <= rounds; r++) { times[r] = cpu[r, c]; ratios[r] = cpu[r, c] / cpu[r, 0] }
            sorted(times, rounds); sorted(ratios, rounds)
            printf "%10.1f %8.3f %8.1f-%.1f  %c\n", median(times, rounds), median(ratios, rounds), times[1], times[rounds], 65 + c
        }
    }' "$samples"
for i in "${!commands[@]}"; do
    printf '%b = %s\n' "\\x$(printf '%x' $((65 + i)))" "${commands[$i]}"
done
