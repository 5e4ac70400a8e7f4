#!/bin/bash
# From the same weights, on the same batches, translate in double precision has PyTorch's losses.
# limit: 300
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
/usr/bin/python3 -c 'import torch' 2>/dev/null || skip 'python3-torch is not installed'

"${MAKE:-make}" -s build/bin64/translate || exit 1
# SparseAdam adds its epsilon to the uncorrected root, which is seen in the sixth digit.
agrees() { # TOLD RULE RATE LIMIT
  build/bin64/translate train --task tongue --generate 600 --told "$1" --hidden 12 --embedding 8 --batch 7 \
    --updates 100 --optimizer "$2" --rate "$3" --fall 0 --clip 0 --judge 0 --trace "$scratch/trace" \
    >/dev/null 2>&1 || fail "translate: told $1 does not train"
  /usr/bin/python3 -B tests/programs/translate_torch.py "$scratch/trace" "$2" "$3" "$4" || fail "told $1, $2"
}
agrees first sgd 0.5 1e-10
agrees always sgd 0.5 1e-10
agrees attention sgd 0.5 1e-10
agrees attention adam 0.01 1e-4
finish 'translate and PyTorch learn alike'
