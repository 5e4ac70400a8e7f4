#!/bin/bash
# BLEU as translate counts it beside NLTK's, to 1e-6.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
/usr/bin/python3 -c 'import nltk' 2>/dev/null || skip 'NLTK is not installed (Debian: python3-nltk)'
"${MAKE:-make}" -s build/bin/translate || exit 1
/usr/bin/python3 -B tests/programs/translate_nltk.py build/bin/translate "$scratch" || fail 'BLEU is not that of NLTK'
finish 'BLEU agrees with NLTK'
