#!/bin/bash
# The same training run without and with clipping: without, the loss becomes no finite number at some
# update; with, every loss stays finite and the run goes on learning.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=tests/milestones/_lib.sh
. tests/milestones/_lib.sh
plain=0 clipped=0 seeds=5

for seed in $(seq $seeds); do
  show "$bin/vanish" explode --updates 20000 --seed "$seed"
  plain=$((plain + $(grep -c 'plain.*is no finite number' <<<"$printed")))
  clipped=$((clipped + $(grep -c 'clipped.*every loss finite' <<<"$printed")))
done
expect "without clipping the loss becomes infinite, at least 3 of $seeds seeds ($plain)" [ $plain -ge 3 ]
expect "with clipping it never does ($clipped of $seeds)" [ $clipped = $seeds ]
exit $missed
