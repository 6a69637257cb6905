#!/usr/bin/env bash
# Holds bywhen and other date readers against one gold file: bash bench/peers/run.sh [GOLD.jsonl]
# Needs Go, Node and npm; README.md says what it prints.
set -euo pipefail
cd "$(dirname "$0")"
gold=$(realpath "${1:-../../../shared/eval/gold/times-meantime-dev.jsonl}")
npm install --silent --no-audit --no-fund
found=$(mktemp -d)
trap 'rm -r "$found"' EXIT
go build -o "$found/bywhen" ../../cmd/bywhen

for peer in chrono compromise recognizers; do
  echo "== $peer"
  node peers.mjs "$peer" "$gold" >"$found/$peer.jsonl"
  "$found/bywhen" eval "$gold" --predicted "$found/$peer.jsonl" | grep '^time '
done
echo "== bywhen"
(cd .. && GOLD="$gold" go test . -run '^$' -bench 'BenchmarkTimes$' -cpu 1 | grep -o '[0-9.]* KB/cpu-s')
"$found/bywhen" eval "$gold" | grep '^time '
