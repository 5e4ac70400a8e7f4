#!/bin/bash
# The committed expected values are what the solutions answer today, and a second run writes the
# same bytes.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/_lib.sh"

make -s build/bin/compare
for chapter in $(chapters expected.jsonl); do
  worker=build/f64/solutions/$chapter/worker
  make -s "$worker" || fail "$chapter: no worker"
  for run in 1 2; do
    "$worker" --contents --out "$scratch/$run.jsonl" || fail "$chapter: no contents"
    "$worker" --seed 1 --out "$scratch/$run.jsonl" || fail "$chapter: the worker fails"
  done
  cmp "$scratch/1.jsonl" "$scratch/2.jsonl" || fail "$chapter: two runs differ"
  # Another machine's BLAS sums in another order: equal to 1e-10, not to the bit.
  build/bin/compare --all --tolerance 1e-10 "grading/$chapter/expected.jsonl" "$scratch/1.jsonl" >"$scratch/log" ||
    fail "grading/$chapter/expected.jsonl is stale; run: make expected CH=$chapter
$(grep -v ': equal' "$scratch/log" | tail -n 8)"
  rm "$scratch"/[12].jsonl
done
finish 'expected values are up to date'
