#!/bin/bash
# The grader's strength: every wrong variant is killed, at least 90 % are named, every right
# alternative gets full marks; and there are enough of both.
# limit: 1200
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/_lib.sh"

for chapter in $(chapters cases.c); do
  make -s wrong CH="$chapter" >"$scratch/log" 2>&1 || fail "$chapter: make wrong: $(tail -n 12 "$scratch/log")"
  sum=$(grep -oE 'killed [0-9]+/[0-9]+, named [0-9]+/[0-9]+' "$scratch/log" | tail -n 1)
  read -r killed all named all_again <<<"$(tr -cs '0-9\n' ' ' <<<"$sum")"
  if [ -z "${all_again-}" ]; then
    fail "$chapter: no line 'killed K/K, named N/K'"
    continue
  fi
  [ "$killed" = "$all" ] || fail "$chapter: $sum: a wrong variant keeps its marks"
  [ $((10 * named)) -ge $((9 * all)) ] || fail "$chapter: $sum: fewer than 90 % are named"
  [ "$all" = "$(git ls-files "grading/$chapter/wrong/*.patch" | wc -l)" ] || fail "$chapter: $sum, but there are other patches"
  while read -r exercise; do
    few=$(cat "grading/$chapter"/wrong/*.patch | grep -cx "Exercise: $exercise")
    [ "$few" -ge 4 ] || fail "$chapter: $exercise has $few wrong variants; at least 4 are wanted"
  done < <(jq -r 'select(.number).exercise' "grading/$chapter/expected.jsonl")
  rights=("grading/$chapter"/right/*/)
  [ -d "${rights[0]}" ] || fail "$chapter: no right alternative"
  echo "$chapter: $sum; ${#rights[@]} right alternatives"
done
finish 'the grader knows wrong from right'
