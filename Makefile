# `make help` lists the targets.
SWIFT ?= swift
# One debug build serves the compiler's checks and the tests; the same flags, so nothing is built twice.
CHECKED := --explicit-target-dependency-import-check error
# Suites that wait for sockets and programs run one after another: beside tests that
# compute, on few cores, their clocks would run out.
WAITING := OriginProbeTests|OriginLabTests|CommandLineTests|NetworkFuzzTests
# What owns OpenSSL's objects, and what reads foreign bytes.
POINTERS := ChainVerificationTests|TLSEngineTests|CertificateForgeTests|ReportingTests|FuzzTests
# What runs on several threads: the prober's event loops, the scanner's pool, the handshakes.
THREADS := OriginProbeTests|BatchScanTests|TLSEngineTests|NetworkFuzzTests
SOURCES := Sources Tests Package.swift
export SWIFT

.DEFAULT_GOAL := help
.PHONY: demo lab-twice test test-asan test-tsan fuzz differential build lint format bench help
.NOTPARALLEL:

demo: build ## Start origins with every misconfiguration on loopback, check them, print the matrix
	.build/release/fullstrict lab --demo

lab-twice: build ## The lab's matrix twice in a row, all cores held by busy loops; fails on a differing cell
	scripts/lab-twice.sh

test: ## Everything CI runs: build, import check, format check, all tests
	@scripts/setup.sh test
	$(SWIFT) build --build-tests $(CHECKED)
	$(SWIFT) format lint --strict --recursive $(SOURCES)
	scripts/tests.sh $(CHECKED) --skip '$(WAITING)'
	scripts/tests.sh $(CHECKED) --no-parallel --filter '$(WAITING)'

test-asan: ## The prober's suites and those of OpenSSL's objects, under AddressSanitizer (own build)
	@scripts/setup.sh test
	$(SWIFT) build --build-tests --sanitize=address --scratch-path .build-asan
	LSAN_OPTIONS=suppressions=scripts/lsan.txt scripts/tests.sh \
	    --sanitize=address --scratch-path .build-asan --filter '$(POINTERS)' \
	    --skip 'PooledMemoryTests|$(WAITING)'
	LSAN_OPTIONS=suppressions=scripts/lsan.txt scripts/tests.sh \
	    --sanitize=address --scratch-path .build-asan --no-parallel \
	    --filter 'OriginProbeTests|NetworkFuzzTests'

test-tsan: ## The prober's, the scanner's and the handshakes' suites, under ThreadSanitizer (own build)
	@scripts/setup.sh test
	$(SWIFT) build --build-tests --sanitize=thread --scratch-path .build-tsan
	TSAN_OPTIONS=suppressions=scripts/tsan.txt scripts/tests.sh \
	    --sanitize=thread --scratch-path .build-tsan --no-parallel --filter '$(THREADS)'

fuzz: ## libFuzzer over every reader of foreign bytes; FUZZ_SECONDS=60 in all (docs/testing.md)
	@scripts/setup.sh test
	scripts/fuzz.sh

differential: ## 3,600 random chains against the openssl program; DIFFERENTIAL_FAMILIES of 15
	@scripts/setup.sh test
	DIFFERENTIAL_FAMILIES=$${DIFFERENTIAL_FAMILIES:-240} \
	    $(SWIFT) test --disable-xctest $(CHECKED) --filter OpenSSLAgreementTests

# With Swift's own libraries inside: 12 % less processor time a target, and it runs where no Swift is.
# Inlining across modules: another 3 %. Without tests of exclusive access at run time: over 1 %.
# Without a table of all symbols, which nothing loads: 1 MB of memory.
build: ## The release executable: .build/release/fullstrict
	@scripts/setup.sh build
	$(SWIFT) build --configuration release --product fullstrict --static-swift-stdlib \
	    -Xswiftc -cross-module-optimization -Xswiftc -enforce-exclusivity=unchecked \
	    -Xlinker --no-export-dynamic

lint: ## Check the format of all Swift files
	$(SWIFT) format lint --strict --recursive $(SOURCES)

format: ## Rewrite all Swift files in the project's format
	$(SWIFT) format --in-place --recursive $(SOURCES)

bench: build ## CPU time per target beside a C floor and other programs (see bench/README.md)
	bench/all.sh

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
