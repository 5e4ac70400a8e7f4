#!/bin/bash
# The script that compares models on one text prints a whole table, and refuses what is no text.
# limit: 300
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
"${MAKE:-make}" -s build/bin/gatedlm build/bin/ngram build/bin/markov || exit 1
build/bin/markov --seed 7 --characters 30000 >"$scratch/text"
chapters/08-gated/compare.sh --parameters 5000 --word-parameters 5000 --updates 60 --rate 0.01 --cells tanh,gru \
  --csv "$scratch/csv" "$scratch/text" >"$scratch/table" 2>"$scratch/err" || fail "it stops: $(cat "$scratch/err")"
[ "$(wc -l <"$scratch/csv")" = 9 ] || fail "not nine lines: $(cat "$scratch/csv")"
# The source's entropy is 0.79 bits a letter; nobody is better, and after so little nobody is much worse.
awk -F, '$1 == "letters" && ($5 < 0.75 || $5 > 2.5) { exit 1 }' "$scratch/csv" || fail "$(cat "$scratch/csv")"
awk -F, '$2 == "gru" || $2 == "tanh" { if ($4 > 5000 || $4 < 4000) exit 1; n++ } END { exit n != 4 }' "$scratch/csv" ||
  fail "weights: $(cat "$scratch/csv")"
for wrong in "$scratch/missing" "--nonsense 1 $scratch/text" "--unit lines $scratch/text" '' /dev/null; do
  # shellcheck disable=SC2086 # words
  chapters/08-gated/compare.sh $wrong >/dev/null 2>"$scratch/err" && fail "'$wrong' is taken"
  [ "$(wc -l <"$scratch/err")" = 1 ] || fail "'$wrong': $(cat "$scratch/err")"
done
finish 'one table for all models'
