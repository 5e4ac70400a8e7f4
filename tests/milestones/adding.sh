#!/bin/bash
# The adding problem over 50, 150 and 300 steps. Le, Jaitly and Hinton (2015) find that an IRNN learns
# it where a tanh network does not; Talathi and Vartak (2015) that an np-RNN does too.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=tests/milestones/_lib.sh
. tests/milestones/_lib.sh
seeds=5

# Seeds that solved it, from the last line that `vanish adding` prints of a kind.
solved() { sed -n "s/^$1 *solved by \([0-9]*\) of .*/\1/p" <<<"$printed"; }

learn() { # LAG KINDS RATE SEQUENCES
  show "$bin/vanish" adding --lag "$1" --kinds "$2" --rate "$3" --sequences "$4" --seeds $seeds
}

for lag in 50 150; do
  learn $lag 'irnn,nprnn' 0.01 300000
  for kind in irnn nprnn; do
    expect "$kind solves lag $lag, at least 4 of $seeds seeds" [ "$(solved $kind)" -ge 4 ]
  done
done
learn 300 irnn 0.005 400000
expect "irnn solves lag 300, at least 4 of $seeds seeds" [ "$(solved irnn)" -ge 4 ]
learn 300 nprnn 0.005 400000
echo "for the record: nprnn at lag 300, $(solved nprnn) of $seeds seeds"
learn 50 tanh 0.03 300000 # the rate that suits it best of 0.003, 0.01, 0.03 and 0.1
echo "for the record: tanh at lag 50, $(solved tanh) of $seeds seeds"
for lag in 150 300; do
  learn $lag tanh 0.03 200000
  expect "tanh does not solve lag $lag, with any of $seeds seeds" [ "$(solved tanh)" = 0 ]
done
exit $missed
