#!/bin/bash
# ARPA files go both ways between ngram and IRSTLM, and both give every word the same probability.
# limit: 300
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
[ -x /usr/lib/irstlm/bin/compile-lm ] || skip 'IRSTLM is not installed (Debian: irstlm)'
/usr/bin/python3 -B tests/programs/ngram_peers.py "$PWD/build/bin" "$scratch" || fail 'see above'
finish "IRSTLM and ngram agree on each other's models"
