#!/bin/bash
# Captions of pictures that were never seen, learnt from pixels: at least nine of ten are true, within a
# quarter of an hour. Films, whose captions say what moves where. Pairs of colour and shape that were held
# out, and other ways to tell, stand beside it for the record. Two trainings run side by side.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=tests/milestones/_lib.sh
. tests/milestones/_lib.sh
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"; kill $(jobs -p) 2>/dev/null' EXIT
export OPENBLAS_NUM_THREADS=1

# The share of true captions in a line of marks that begins with $1.
true_of() { sed -n "s/^$1 *[0-9]* *[0-9.]* *\([0-9.]*\) .*/\1/p" <<<"$printed"; }
# shellcheck disable=SC2317 # expect calls it
at_least() { awk -v x="$1" -v y="$2" 'BEGIN { exit !(x != "" && x >= y) }'; }
record() { echo "for the record: $1, $(true_of seen) true; held-out pairs, $(true_of 'held out')"; }

# What runs beside is shown when it is done.
others() {
  for tell in start steps; do
    show "$bin/caption" train --tell $tell --test 2000
    record "--tell $tell"
  done
  return $missed
}

others >"$scratch/others" 2>"$scratch/others.err" &
beside=$!
show "$bin/caption" train --checkpoint "$scratch/model" --test 2000
expect 'at least 0.90 of the captions of new pictures are true' at_least "$(true_of seen)" 0.90
seconds=$(sed -n 's/.* \([0-9.]*\) s of the processor.*/\1/p' <<<"$printed")
expect 'learnt in at most 900 s of one processor' at_least 900 "$seconds"
record 'pictures'
show "$bin/caption" evaluate --checkpoint "$scratch/model" --scenes 2000 --blind
expect 'a blindfolded captioner is caught: at most 0.05 true' at_least 0.05 "$(true_of seen)"
films=(--films --batch 16 --updates 15000 --test 2000)
show "$bin/caption" train "${films[@]}" --film recurrent
record 'films, each place of them by an LSTM'
recurrent=$(true_of seen)
expect 'more than half of the captions of new films are true' at_least "$recurrent" 0.50
wait $beside || missed=1
cat "$scratch/others" "$scratch/others.err"
show "$bin/caption" train "${films[@]}" --film mean
record 'films, each place of them by its mean, which does not know what came first'
mean=$(true_of seen)
expect "what came first counts: by an LSTM at least a third more than by the mean ($recurrent and $mean)" \
  at_least "$recurrent" "$(awk -v m="$mean" 'BEGIN { print m * 4 / 3 }')"
exit $missed
