#!/bin/sh
# Builds the release objects and the benchmark against them, then runs it. Arguments: files of roots.
set -eu
cd "$(dirname "$0")/../.."
swift build -c release --target ChainVerification
swift build -c release --target CertificateForge
build=.build/release
objects=$(ls "$build"/DataFormats.build/*.o "$build"/OriginFacts.build/*.o "$build"/OpenSSLSupport.build/*.o \
    "$build"/ChainVerification.build/*.o "$build"/CertificateForge.build/*.o)
# The package's name is what grants access to its insides; SwiftPM takes it from the folder.
name=$(basename "$PWD" | tr 'A-Z' 'a-z')
# shellcheck disable=SC2086
swiftc -O -swift-version 6 -package-name "$name" -I "$build/Modules" \
    -Xcc -fmodule-map-file=Sources/COpenSSL/module.modulemap \
    bench/chains/main.swift $objects -lssl -lcrypto -o "$build/chain-bench"
exec "$build/chain-bench" "$@"
