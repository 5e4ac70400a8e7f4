#!/bin/bash
# `make check` gives the solutions full marks, and the skeletons none: every exercise "not
# implemented", no crash, no point.
# limit: 120
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/_lib.sh"
export CHECK_OUT=$scratch

# What is wrong with a result, one line a finding.
solved='def all_right: .state == "passed" and .points == .max;
  select(.points != .max or .max <= 0) | "\(.points) of \(.max) points",
  (.exercises[] | select(all_right | not) | "\(.number) \(.name): \(.state), \(.points) of \(.max)"),
  (.exercises[] | select(.leak) | "\(.name) leaks: \(.leak)")'
untouched='select(.points != 0) | "\(.points) points",
  (.exercises[] | select(.state != "not implemented" or .points != 0)
    | "\(.number) \(.name): \(.state), \(.points) points")'

expect() { # SOURCE-FOLDER EXIT-STATUS CHAPTER JQ-PROGRAM
  local status found exercises
  rm -f "$scratch/$3.json"
  make -s check CH="$3" SRC="$1" >"$scratch/out" 2>"$scratch/err"
  status=$?
  [ $((status != 0)) = "$2" ] || fail "$3 $1: exit status $status of make: $(tail -n 3 "$scratch/err")"
  found=$(jq -r "(if .exercises == [] then \"no exercises\" else empty end), ($4)" "$scratch/$3.json" 2>&1)
  [ -z "$found" ] || fail "$3 $1: $found"
  exercises=$(jq '.exercises | length' "$scratch/$3.json")
  [ "$exercises" = "$(grep -c '"points":' "grading/$3/expected.jsonl")" ] ||
    fail "$3 $1: $exercises exercises in the result"
  echo "$3 $1: $(jq -r '"\(.points) of \(.max) points in \(.exercises | length) exercises"' "$scratch/$3.json")"
}

for chapter in $(chapters cases.c); do
  expect solutions 0 "$chapter" "$solved"
  expect chapters 1 "$chapter" "$untouched"
done
finish 'solutions have all points, skeletons none'
