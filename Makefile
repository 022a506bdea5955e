# `make help` lists the targets.
SWIFT ?= swift
# One debug build serves the compiler's checks and the tests; the same flags, so nothing is built twice.
CHECKED := --explicit-target-dependency-import-check error
# Suites that wait for sockets and programs run one after another: beside tests that
# compute, on few cores, their clocks would run out.
WAITING := OriginProbeTests|OriginLabTests|CommandLineTests
SOURCES := Sources Tests Package.swift
export SWIFT

.DEFAULT_GOAL := help
.PHONY: demo test build lint format bench help
.NOTPARALLEL:

demo: build ## Start origins with every misconfiguration on loopback, check them, print the matrix
	.build/release/fullstrict lab --demo

test: ## Everything CI runs: build, import check, format check, all tests
	@scripts/setup.sh test
	$(SWIFT) build --build-tests $(CHECKED)
	$(SWIFT) format lint --strict --recursive $(SOURCES)
	$(SWIFT) test --skip-build --disable-xctest $(CHECKED) --skip '$(WAITING)'
	$(SWIFT) test --skip-build --disable-xctest $(CHECKED) --no-parallel --filter '$(WAITING)'

build: ## The release executable: .build/release/fullstrict
	@scripts/setup.sh build
	$(SWIFT) build --configuration release --product fullstrict

lint: ## Check the format of all Swift files
	$(SWIFT) format lint --strict --recursive $(SOURCES)

format: ## Rewrite all Swift files in the project's format
	$(SWIFT) format --in-place --recursive $(SOURCES)

bench: build ## CPU time per target against a C floor (see bench/README.md)
	bench/run.sh "bench/check.sh {targets} {roots}"

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
