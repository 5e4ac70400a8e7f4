#!/bin/bash
# The C kernel for Jupyter keeps its promises: state, redefinition, errors at the cell's line,
# crashes, endless loops, pictures, an end without traces.
# limit: 900
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"

/usr/bin/python3 -c 'import metakernel, jupyter_client' 2>/dev/null || skip 'python3-metakernel is not installed'
make -s build/jupyter/kernels/unrolled-c/kernel.json || fail 'there is no kernel.json'
export JUPYTER_PATH=$PWD/build/jupyter JUPYTER_CONFIG_DIR=$scratch JUPYTER_RUNTIME_DIR=$scratch IPYTHONDIR=$scratch
mkdir -p build/notebooks/broken/06-rnn
cp solutions/06-rnn/*.c build/notebooks/broken/06-rnn/
echo 'int broken(' >>build/notebooks/broken/06-rnn/rnn.c
/usr/bin/python3 -B tests/notebooks/kernel.py build/notebooks/broken || fail 'the kernel breaks a promise'

# It can be installed for a user, and names this checkout.
JUPYTER_DATA_DIR=$scratch/data make -s kernel >"$scratch/log" 2>&1 || fail "not installed: $(cat "$scratch/log")"
grep -qF "$PWD/notebooks/kernel/kernel.py" "$scratch/data/kernels/unrolled-c/kernel.json" || fail 'the installed kernel is another one'
finish 'the kernel keeps its promises'
