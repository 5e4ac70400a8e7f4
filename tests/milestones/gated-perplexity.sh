#!/bin/bash
# Letters and words at equal parameter count: all cells, and Kneser-Ney, on the King James text where it is
# there (make data), else on generated text of known entropy.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=tests/milestones/_lib.sh
. tests/milestones/_lib.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

bits() { # UNIT MODEL
  awk -F, -v unit="$1" -v model="$2" '$1 == unit && $2 == model { print $5 }' "$work/csv"
}
# shellcheck disable=SC2317 # expect calls it
less() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a > 0 && a < b) }'; }

text=build/data/kjv.txt
if [ -f $text ]; then
  head -c 2000000 $text >"$work/text"
  text=$work/text updates=3000
else
  "$bin/markov" --seed 1 --characters 1000000 >"$work/text"
  text=$work/text updates=1500
fi
show chapters/08-gated/compare.sh --updates $updates --csv "$work/csv" "$text"
for cell in lstm gru; do
  expect "letters: $cell needs fewer bits than 3-grams" \
    less "$(bits letters $cell)" "$(bits letters 'Kneser-Ney 3-grams')"
done
best=$(for cell in lstm lstm-peephole lstm-coupled gru; do bits letters $cell; done | sort -n | head -n 1)
expect "letters: the best gated cell ($best) needs fewer bits than tanh ($(bits letters tanh)) with as many weights" \
  less "$best" "$(bits letters tanh)"
exit $missed
