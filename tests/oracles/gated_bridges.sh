#!/bin/bash
# Chapter 08's layers are PyTorch's after a change of columns and signs, on numbers that nobody has
# seen before, and are not without it.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
/usr/bin/python3 -c 'import torch' 2>/dev/null || skip 'PyTorch is not installed (Debian: python3-torch)'
worker=build/f64/solutions/08-gated/worker
"$worker" --contents --out "$scratch/seed-7" || fail 'no contents'
"$worker" --seed 7 --out "$scratch/seed-7" || fail 'the worker fails'
/usr/bin/python3 -B tests/oracles/08-gated.py "$scratch/seed-7" >/dev/null || fail 'see above'
finish 'LSTM and GRU are the library'\''s, over the bridge only'
