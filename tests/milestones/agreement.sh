#!/bin/bash
# Subject and verb with 0 to 4 nouns of the other number in between: by which rule does a network
# expect the verb, the subject's or the nearest noun's?
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=tests/milestones/_lib.sh
. tests/milestones/_lib.sh
seeds=5

# Seeds of a kind whose number in a column is at least (or at most) so large. Columns 4 to 8 are 0 to 4
# attractors.
count() { # KIND COLUMN COMPARISON NUMBER
  awk -v kind="$1" -v column="$2" -v sign="$3" -v limit="$4" '
    $1 == kind && (sign == ">=" ? $column >= limit : $column <= limit) { n++ } END { print n + 0 }' <<<"$printed"
}

show "$bin/vanish" agreement --seeds $seeds --sentences 10000
for kind in tanh irnn nprnn; do
  expect "asked for the number, $kind is right at least 97 % of the time with 3 attractors, all seeds" \
    [ "$(count $kind 7 '>=' 97)" = $seeds ]
done
show "$bin/vanish" agreement --every-word --sequences 100000 --seeds $seeds --sentences 10000
expect 'asked for every next word, irnn is right at least 90 % of the time with 3 attractors, 4 seeds' \
  [ "$(count irnn 7 '>=' 90)" -ge 4 ]
expect 'and tanh follows the nearest noun: at most 30 % with 3 attractors, 4 seeds' \
  [ "$(count tanh 7 '<=' 30)" -ge 4 ]
show "$bin/vanish" agreement --every-word --sequences 100000 --rate 0.05 --seeds $seeds --sentences 10000
expect 'with larger steps tanh finds the subject too: at least 97 % with 3 attractors, 4 seeds' \
  [ "$(count tanh 7 '>=' 97)" -ge 4 ]
exit $missed
