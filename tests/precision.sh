#!/bin/bash
# Is single precision good enough for the programs? Every solution built with float answers its
# cases within 1e-5 of the double answers (relative to an array's largest element).
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/_lib.sh"

for chapter in $(chapters expected.jsonl); do
  worker=build/f32/solutions/$chapter/worker
  "$worker" --contents --out "$scratch/$chapter" || fail "$chapter: no contents"
  "$worker" --seed 1 --out "$scratch/$chapter" || fail "$chapter: the worker fails"
  echo "== $chapter"
  build/bin/compare --tolerance 1e-5 "grading/$chapter/expected.jsonl" "$scratch/$chapter" ||
    fail "$chapter: float and double differ by more than 1e-5"
done
finish 'float is within 1e-5 of double'
