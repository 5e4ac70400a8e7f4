#!/bin/bash
# caption's convolutional net and PyTorch's, from the same weights on the same pictures, learn the same.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
/usr/bin/python3 -c 'import torch' 2>/dev/null || skip 'no python3-torch'
"${MAKE:-make}" -s build/bin/caption || exit 1
/usr/bin/python3 -B - "$scratch" <<'PYTHON'
import random
import struct
import sys

r = random.Random(3)
labels = [r.randrange(10) for _ in range(300)]
with open(sys.argv[1] + "/images", "wb") as f:
    f.write(struct.pack(">IIII", 0x803, len(labels), 14, 12))
    for label in labels:  # a bright row or column where the label says, and noise
        f.write(bytes(min(255, r.randrange(90) + 160 * (y == label or x == label + 1))
                      for y in range(14) for x in range(12)))
with open(sys.argv[1] + "/labels", "wb") as f:
    f.write(struct.pack(">II", 0x801, len(labels)) + bytes(labels))
PYTHON
options=(--images "$scratch/images" --labels "$scratch/labels" --batch 16 --updates 40 --rate 0.003)
build/bin/caption digits "${options[@]}" --trace "$scratch/trace" >"$scratch/own" || fail 'caption digits'
/usr/bin/python3 -B tests/bench/caption_peer.py "${options[@]}" --weights "$scratch/trace" >"$scratch/peer" ||
  fail 'PyTorch'
own=$(sed -n 's/.*loss //p' "$scratch/own")
peer=$(sed -n 's/.*"loss": \([0-9.]*\).*/\1/p' "$scratch/peer")
awk -v a="$own" -v b="$peer" 'BEGIN { d = a - b; exit !(a > 0 && b > 0 && d < 2e-3 * b && d > -2e-3 * b) }' ||
  fail "mean loss of 40 updates: caption $own, PyTorch $peer"
finish "mean loss of 40 updates: caption $own, PyTorch $peer"
