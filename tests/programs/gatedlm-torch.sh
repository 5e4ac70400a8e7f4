#!/bin/bash
# Values, gradients and a hundred losses of gatedlm in double precision are PyTorch's.
# limit: 300
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
/usr/bin/python3 -c 'import torch' 2>/dev/null || skip 'python3-torch is not installed'

"${MAKE:-make}" -s build/bin64/gatedlm build/bin/markov || exit 1
text=$scratch/text
build/bin/markov --seed 3 --characters 12000 >"$text"
agrees() { # CELL LAYERS RULE RATE
  build/bin64/gatedlm train --text "$text" --cell "$1" --layers "$2" --hidden 24 --embedding 10 --batch 8 \
    --steps 20 --updates 100 --optimizer "$3" --rate "$4" --clip 0 --sample 0 --trace "$scratch/trace" \
    >/dev/null 2>&1 || fail "gatedlm: $1 does not train"
  /usr/bin/python3 -B tests/programs/gatedlm_torch.py "$scratch/trace" "$text" 8 20 "$3" "$4" ||
    fail "$1, $2 layers, $3"
}
agrees lstm 1 adam 0.01
agrees lstm 2 momentum 0.1
agrees gru 1 adam 0.01
agrees gru 2 adagrad 0.05
agrees tanh 1 sgd 0.5
finish 'gatedlm and PyTorch learn alike'
