#!/usr/bin/env bash
# lab-twice.sh: runs the lab's matrix twice in a row while busy loops occupy every core. It fails if a cell
# is not as expected, or differs between the two runs.
#   BUSY_LOOPS  the number of loops (default: two per core)
#   FULLSTRICT  the program (default: .build/release/fullstrict)
set -euo pipefail

tool=${FULLSTRICT:-.build/release/fullstrict}
loops=${BUSY_LOOPS:-$((2 * $(nproc)))}
folder=$(mktemp -d)
busy=()

finish() {
    [ ${#busy[@]} -eq 0 ] || kill "${busy[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

for ((i = 0; i < loops; i++)); do
    (while :; do :; done) &
    busy+=($!)
done

matrix() { # NUMBER
    local begin=$SECONDS status=0
    "$tool" lab --demo --color never >"$folder/report$1" 2>"$folder/log$1" || status=$?
    sed '/Each cell:/,$d' "$folder/report$1" >"$folder/matrix$1"
    echo "run $1: $(grep -c '^  [✓✗] ' "$folder/matrix$1") origins, $((SECONDS - begin)) s, exit $status"
    [ "$status" -eq 0 ] || {
        grep '^  ✗ ' "$folder/matrix$1" || tail -n 5 "$folder/log$1"
        sed -n '/, expected /p' "$folder/report$1"
        return 1
    }
}

failed=0
for number in 1 2; do
    matrix "$number" || failed=1
done
diff "$folder/matrix1" "$folder/matrix2" || failed=1
[ "$failed" -eq 0 ] || exit 1
echo "both runs gave the same matrix; $loops busy loops on $(nproc) cores"
