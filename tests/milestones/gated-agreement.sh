#!/bin/bash
# Subject and verb with 0 to 4 nouns of the other number in between, when a network learns to expect every
# next word: gated cells beside the tanh network.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=tests/milestones/_lib.sh
. tests/milestones/_lib.sh
seeds=3

# Seeds of a kind with at least so many per cent in a column. Columns 4 to 8 are 0 to 4 attractors.
count() { # KIND COLUMN PER-CENT
  awk -v kind="$1" -v column="$2" -v limit="$3" '
    $1 == kind && $column >= limit { n++ } END { print n + 0 }' <<<"$printed"
}

show "$bin/gatedlm" agreement --every-word --rule adam --rate 0.003 --sequences 100000 --seeds $seeds \
  --kinds tanh,irnn,lstm,lstm-peephole,lstm-coupled,gru,phased-lstm --sentences 10000
for kind in lstm gru; do
  expect "$kind is right at least 97 % of the time with 3 attractors, at least 2 of $seeds seeds" \
    [ "$(count $kind 7 97)" -ge 2 ]
done
for kind in tanh irnn lstm-peephole lstm-coupled phased-lstm; do
  echo "for the record: $kind, 97 % with 3 attractors, $(count $kind 7 97) of $seeds seeds"
done
exit $missed
