#!/usr/bin/env bash
# fuzz.sh [TARGET...]: runs libFuzzer with AddressSanitizer on the given targets of Tests/FuzzTests, or on
# all of them. The targets share FUZZ_SECONDS (60). Corpora are kept in .build-fuzz/corpus. An input that
# crashes or stalls a reader is written to .build-fuzz/found, and the script fails. To reproduce one:
#   FUZZ_TARGET=http1 .build-fuzz/fuzzer .build-fuzz/found/http1-crash-…
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
swift=${SWIFT:-swift}
folder=.build-fuzz
objects=()
# `make test-asan` looks for leaks; Swift's own backtraces fail under the sanitizer.
export ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no

# libFuzzer has its own main, so SwiftPM only compiles the objects, and this script links them.
build() {
    "$swift" build -Xswiftc -sanitize=fuzzer,address -Xcc -fsanitize=fuzzer-no-link,address \
        --scratch-path "$folder" --target FuzzTests
    mapfile -d '' objects < <(
        find "$folder/debug/" -path '*.build/*' -name '*.o' ! -path '*-tool.build/*' -print0)
    local libraries
    read -ra libraries < <(pkg-config --libs openssl libcares libidn2)
    "${swift}c" -sanitize=fuzzer,address -use-ld=lld -parse-as-library -o "$folder/fuzzer" \
        "${objects[@]}" "${libraries[@]}" -lTesting
}

run() { # TARGET SECONDS
    local corpus=$folder/corpus/$1 log=$folder/found/$1.log
    mkdir -p "$corpus"
    if FUZZ_TARGET=$1 FUZZ_CORPUS=$corpus "$folder/fuzzer" -max_total_time="$2" -timeout=5 \
        -rss_limit_mb=2048 -max_len=65536 -detect_leaks=0 \
        -artifact_prefix="$folder/found/$1-" "$corpus" 2>"$log"; then
        echo "$1: $(grep -c . <(ls "$corpus")) inputs kept, $(grep -E '^Done' "$log")"
        rm -f "$log"
    else
        echo "$1: STOPPED, see $log" >&2
        tail -n 20 "$log" >&2
        return 1
    fi
}

build
mkdir -p "$folder/found"
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
    read -ra targets < <(FUZZ_TARGET='' "$folder/fuzzer" -runs=1 2>/dev/null | sed 's/.*one of //')
fi
share=$((${FUZZ_SECONDS:-60} / ${#targets[@]}))
failures=0
for target in "${targets[@]}"; do
    run "$target" "$((share > 0 ? share : 1))" || failures=$((failures + 1))
done
exit "$((failures > 0))"
