# Short names for what CONTRIBUTING.md describes. None of it is needed to build or to test:
# `go build ./cmd/bywhen` and `go test ./...` do that on a machine that has only Go.

.PHONY: fmt vet staticcheck test check bench bench-ledger crash eval

fmt:
	gofmt -w $$(git ls-files '*.go')

vet:
	go vet ./...

staticcheck:
	go tool -modfile=tools/go.mod staticcheck ./...

test:
	go test ./...

# What is run on every change.
check:
	bash .ci/run

# Throughput on one core; see bench/README.md.
bench:
	go test ./bench -run '^$$' -bench . -skip Ledger -benchtime 3x -cpu 1

# A ledger of SIZE invented statements: recording, adding, asking, rebuilding; see bench/README.md.
SIZE ?= 100000
bench-ledger:
	BYWHEN_LEDGER_SIZE=$(SIZE) go test ./bench -run '^$$' -bench Ledger -benchtime 1x -timeout 4h

# Kills a program that records, 10,000 times on each engine that is here, at random moments.
KILLS ?= 10000
crash:
	BYWHEN_KILLS=$(KILLS) go test ./ledger/store -run '^TestCrash$$' -v -count 1 -timeout 24h

# Scores on the development gold beside the repository.
GOLD ?= ../shared/eval/gold
eval:
	for f in $(GOLD)/*-dev.jsonl; do echo "$$f"; go run ./cmd/bywhen eval $$f; done
