# `make help` lists the targets.
SWIFT ?= swift
# The import check and the tests use the same flags, so that no module is built twice.
CHECKED := --explicit-target-dependency-import-check error
SUITES := $(notdir $(wildcard Tests/*Tests))
# Suites that wait for sockets and programs run their tests one after another. In parallel with tests
# that use the processor, they would time out on few cores.
SERIAL := OriginProbeTests OriginLabTests OriginCheckTests CommandLineTests ExampleTests FuzzTests
# Suites of the code that owns OpenSSL's objects or reads untrusted bytes.
POINTERS := DataFormatsTests OpenSSLSupportTests TLSEngineTests ChainVerificationTests CertificateForgeTests \
    ReportingTests FuzzTests OriginProbeTests
# Suites of the code that runs on several threads: the prober's event loops, the scanner's pool, the handshakes.
THREADS := OriginProbeTests BatchScanTests TLSEngineTests FuzzTests
# The existing suites in a list, marked if their tests run one after another.
chosen = $(foreach suite,$(filter $(1),$(SUITES)),$(suite)$(if $(filter $(suite),$(SERIAL)),:serial))
SOURCES := Sources Tests Examples bench Package.swift
export SWIFT

.DEFAULT_GOAL := help
.PHONY: demo lab-twice test test-all test-asan test-tsan fuzz differential build lint format bench help
.NOTPARALLEL:

demo: build ## Start misconfigured origins on loopback, check them and print the matrix
	.build/release/fullstrict lab --demo

lab-twice: build ## The lab's matrix twice on a busy machine; fails when a cell differs
	scripts/lab-twice.sh

test: ## Build, import check, format check and all tests
	@scripts/setup.sh test
	$(SWIFT) build --build-tests $(CHECKED)
	$(SWIFT) format lint --strict --recursive $(SOURCES)
	scripts/tests.sh .build -- $(call chosen,$(SUITES))

test-all: test test-asan test-tsan lab-twice differential fuzz ## make test and every longer check

test-asan: ## The suites of OpenSSL's objects and the prober under AddressSanitizer (own build)
	@scripts/setup.sh test
	$(SWIFT) build --build-tests --sanitize=address --scratch-path .build-asan
	LSAN_OPTIONS=suppressions=scripts/lsan.txt scripts/tests.sh .build-asan \
	    --skip PooledMemoryTests -- $(call chosen,$(POINTERS))

test-tsan: ## The suites that run on several threads under ThreadSanitizer (own build)
	@scripts/setup.sh test
	$(SWIFT) build --build-tests --sanitize=thread --scratch-path .build-tsan
	TSAN_OPTIONS=suppressions=scripts/tsan.txt scripts/tests.sh .build-tsan \
	    --skip FuzzTests.FuzzTests -- $(call chosen,$(THREADS))

fuzz: ## libFuzzer over every reader of untrusted bytes; FUZZ_SECONDS=60 in all (docs/testing.md)
	@scripts/setup.sh test
	scripts/fuzz.sh

differential: ## 3,600 random chains against the openssl program; DIFFERENTIAL_FAMILIES of 15
	@scripts/setup.sh test
	DIFFERENTIAL_FAMILIES=$${DIFFERENTIAL_FAMILIES:-240} \
	    $(SWIFT) test --disable-xctest $(CHECKED) --filter OpenSSLAgreementTests

# Swift's libraries are linked statically: this saves 12 % of processor time per target, and Swift need
# not be installed. Inlining across modules saves another 3 %, and omitting run-time checks of exclusive
# access over 1 %. Omitting the dynamic symbol table, which is never loaded, saves 1 MB of memory.
build: ## The release executable: .build/release/fullstrict
	@scripts/setup.sh build
	$(SWIFT) build --configuration release --product fullstrict --static-swift-stdlib \
	    -Xswiftc -cross-module-optimization -Xswiftc -enforce-exclusivity=unchecked \
	    -Xlinker --no-export-dynamic

lint: ## Check the format of all Swift files
	$(SWIFT) format lint --strict --recursive $(SOURCES)

format: ## Rewrite all Swift files in the project's format
	$(SWIFT) format --in-place --recursive $(SOURCES)

bench: build ## CPU time per target, compared with a C floor and other programs (bench/README.md)
	bench/all.sh

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
