# Hiring Outcomes. `make` alone lists the targets.

AS_OF ?= 2017-03-31
AUDIENCE ?= internal
INPUT ?= SampleInput
OUTPUT ?= Output
OUTCOMES = $(BUILD)/release/outcomes
FUZZ_SECONDS ?= 60
PREFIX ?= /usr/local
BENCH_PACKAGES = gcc isal python3-venv
# POSTGRESQL=1: a command that can publish into PostgreSQL, in a build folder of its own.
BUILD = .build$(if $(POSTGRESQL),-postgresql)
TRAITS = $(if $(POSTGRESQL),--traits PostgreSQL)
PACKAGES = $(if $(POSTGRESQL),libpq-dev) libbz2-dev libglpk-dev libisal-dev libsqlite3-dev libssl-dev libxlsxwriter-dev libxml2-dev zlib1g-dev pkg-config

# What `outcomes --version`, the manifests and the history call the program.
export PROGRAM_COMMIT := $(shell git describe --always --dirty --abbrev=12 --exclude='*' 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help deps build install pipeline test sample golden reference docs lint format bench bench-long check-long sanitize clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

deps: ## install the system packages that are missing (Debian, Ubuntu)
	@Scripts/install-packages $(PACKAGES)

build: deps ## build the command, optimised (POSTGRESQL=1: with its database)
	swift build -c release --product outcomes $(TRAITS) --scratch-path $(BUILD)

install: deps ## build with the Swift libraries inside, and install (PREFIX=/usr/local, DESTDIR=, POSTGRESQL=1)
	swift build -c release --product outcomes $(TRAITS) --static-swift-stdlib --scratch-path $(BUILD)-static
	Scripts/install-product $(BUILD)-static/release/outcomes $(PREFIX) $(DESTDIR)

pipeline: build ## run the nightly pipeline on SampleInput (AS_OF=, INPUT=, OUTPUT=, AUDIENCE=)
	@$(OUTCOMES) run Pipelines/nightly.yaml --input $(INPUT) --output $(OUTPUT) --as-of $(AS_OF) --audience $(AUDIENCE) \
		|| [ $$? -eq 1 ]
	@echo "Tables:   $(OUTPUT)/current/tables/*.csv"
	@echo "Report:   $(OUTPUT)/current/report.html"
	@echo "Rejects:  $(OUTPUT)/current/rejects/*.csv"
	@echo "Manifest: $(OUTPUT)/current/manifest.json"
	@echo "Look at:  column -s, -t $(OUTPUT)/current/tables/training-access.csv | less -S"

test: deps ## build and run the tests
	swift build -c release --build-tests
	swift test -c release --skip-build

sample: build ## write SampleInput again; the same bytes, unless the generator changed
	rm -rf SampleInput
	$(OUTCOMES) sample --seed 2016 --scale 0.01 --output SampleInput

golden: deps ## record the golden tables again; say why in CHANGELOG.md
	swift build -c release --build-tests
	GOLDEN=record swift test -c release --skip-build --filter Golden

reference: build ## write Documentation/reference and the manual page again, from the code
	$(OUTCOMES) reference --output Documentation

docs: deps ## the pages of the modules' API, in .build-docs/pages; what DocC warns of fails
	@Scripts/make-docs

lint: ## check the format of the sources
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format: ## format the sources
	swift format --in-place --recursive --parallel Package.swift Sources Tests

bench: build ## against DuckDB, Polars and ISA-L on 1 million declarations (two minutes)
	@Scripts/install-packages $(BENCH_PACKAGES)
	Benchmarks/bench 1000000

bench-long: build ## the same on 10 million, and 50 million alone (a quarter of an hour, 8 GB of disk)
	@Scripts/install-packages $(BENCH_PACKAGES)
	Benchmarks/bench 10000000
	Benchmarks/bench 50000000 --only alone --rounds 1

check-long: build test ## the slow checks: the tutorial, oracle, public runs, the report in a browser, hostile files, sanitizers, fuzz (about 50 minutes)
	@Scripts/install-packages lld python3-venv chromium fonts-dejavu-core
	Tests/Docs/check
	Tests/Oracle/check 24
	Tests/Public/check 3
	Tests/Optimum/check
	Tests/Report/check
	@Scripts/install-packages libreoffice-calc-nogui
	Tests/Forms/check
	@Scripts/install-packages postgresql libpq-dev
	Tests/PostgreSQL/check
	Tests/Hostile/check ../shared/data/hostile
	FAULT_STRIDE=1 KILLS=300 swift test -c release --skip-build --filter FaultTests
	Tests/Nights/ordinary
	Tests/Nights/soak 0.1
	@Scripts/install-packages systemd man-db
	Tests/Install/check
	$(MAKE) docs
	$(MAKE) sanitize SANITIZER=address
	$(MAKE) sanitize SANITIZER=thread
	Tests/Fuzz/run $(FUZZ_SECONDS)

sanitize: deps ## the tests under SANITIZER=address or thread
	ASAN_OPTIONS=detect_leaks=0 TSAN_OPTIONS="suppressions=$(CURDIR)/Tests/Sanitizers/thread.supp" swift test -c release --disable-xctest --sanitize $(SANITIZER) --scratch-path .build-$(SANITIZER) -Xswiftc -use-ld=lld

clean: ## remove what was built and published here
	rm -rf .build .build-* Output
