#!/bin/bash
# cooc's neighbours and rank correlations are scikit-learn's and SciPy's.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
/usr/bin/python3 -c 'import sklearn, scipy.stats' 2>/dev/null ||
  skip 'scikit-learn and SciPy are not installed (Debian: python3-sklearn)'
/usr/bin/python3 -B tests/programs/cooc_peers.py "$PWD/build/bin/cooc" "$scratch" || fail 'see above'
finish 'neighbours agree with scikit-learn, rank correlations with SciPy'
