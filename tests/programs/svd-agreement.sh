#!/bin/bash
# svd agrees with NumPy and scikit-learn: singular values, positive PMI, neighbours, maps.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"

for module in numpy scipy sklearn; do
  /usr/bin/python3 -c "import $module" 2>/dev/null ||
    skip "Python's $module is not installed (Debian: python3-sklearn, which brings the others)"
done
make -s build/bin64/svd build/bin/svd || fail 'svd does not build'
/usr/bin/python3 -B tests/programs/svd_agrees.py build/bin64/svd build/bin/svd "$scratch" ||
  fail 'svd and its peers differ'
finish 'svd agrees with NumPy and scikit-learn'
