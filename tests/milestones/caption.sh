#!/bin/bash
# Captions of pictures that were never seen, learnt from pixels: at least nine of ten are true, within a
# quarter of an hour. Pairs of colour and shape that were held out, other ways to tell, and films stand
# beside it for the record.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=tests/milestones/_lib.sh
. tests/milestones/_lib.sh
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT

# The share of true captions in a line of marks that begins with $1.
true_of() { sed -n "s/^$1 *[0-9]* *[0-9.]* *\([0-9.]*\) .*/\1/p" <<<"$printed"; }
# shellcheck disable=SC2317 # expect calls it
at_least() { awk -v x="$1" -v y="$2" 'BEGIN { exit !(x != "" && x >= y) }'; }

show "$bin/caption" train --checkpoint "$scratch/model" --test 2000
expect 'at least 0.90 of the captions of new pictures are true' at_least "$(true_of seen)" 0.90
seconds=$(sed -n 's/.* \([0-9.]*\) s of the processor.*/\1/p' <<<"$printed")
expect 'learnt in at most 900 s of one processor' at_least 900 "$seconds"
echo "for the record: held-out pairs, $(true_of 'held out') true"
show "$bin/caption" evaluate --checkpoint "$scratch/model" --scenes 2000 --blind
expect 'a blindfolded captioner is caught: at most 0.05 true' at_least 0.05 "$(true_of seen)"
for tell in start steps; do
  show "$bin/caption" train --tell $tell --rate 0.003 --test 2000
  echo "for the record: --tell $tell, $(true_of seen) true; held-out pairs, $(true_of 'held out')"
done
for film in mean recurrent; do
  show "$bin/caption" train --films --film $film --tell steps --frames 4 --batch 16 --rate 0.003 --updates 15000 --test 2000
  echo "for the record: films by $film, $(true_of seen) true"
done
exit $missed
