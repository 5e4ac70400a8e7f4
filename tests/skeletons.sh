#!/bin/bash
# The committed skeletons are what the solutions give today, compile without a warning as a student
# compiles them, and hold nothing of a marked region.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/_lib.sh"

count=0
for solution in solutions/*/*.c; do
  skeleton=chapters/${solution#solutions/}
  awk -f solutions/skeleton.awk "$solution" >"$scratch/cut.c" || fail "$solution cannot be cut"
  cmp -s "$scratch/cut.c" "$skeleton" || fail "$skeleton is stale; run: make skeletons"
  grep -nE '//[<>] \[' "$skeleton" && fail "$skeleton holds a marker"
  count=$((count + 1))
done

# Regions are numbered as the exercises are, and every exercise has one.
for chapter in $(chapters cases.c); do
  sed -nE 's|^[[:space:]]*//> \[[a-z0-9_]+\] ([0-9]+\.[0-9]+)  .*|\1|p' "solutions/$chapter"/*.c | sort -u >"$scratch/regions"
  jq -r 'select(.number).number' "grading/$chapter/expected.jsonl" | sort -u >"$scratch/exercises"
  [ -s "$scratch/exercises" ] || fail "$chapter: no exercise numbers in expected.jsonl"
  odd=$(comm -3 "$scratch/regions" "$scratch/exercises" | tr -s '\n\t' '  ')
  [ -z "$odd" ] || fail "$chapter: region without exercise, or the reverse: $odd"
done

# A build of its own, so that a warning cannot hide behind an object that is already there.
for chapter in $(chapters cases.c); do
  objects=("chapters/$chapter"/*.c)
  objects=("${objects[@]/#/$scratch/build/asan/}")
  make -s BUILD="$scratch/build" "${objects[@]/%.c/.o}" >"$scratch/log" 2>&1 || fail "$chapter: a skeleton does not compile"
  [ -s "$scratch/log" ] && fail "$chapter: compiling a skeleton says $(head -n 5 "$scratch/log")"
done
finish "$count skeletons are up to date and compile in silence"
