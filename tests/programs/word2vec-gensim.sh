#!/bin/bash
# word2vec and gensim read each other's vectors and agree about them.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
/usr/bin/python3 -c 'import gensim' 2>/dev/null || skip 'gensim is not installed (Debian: python3-gensim)'
/usr/bin/python3 -B tests/programs/word2vec_gensim.py "$PWD/build/bin/word2vec" "$scratch" || fail 'see above'
finish 'vectors, analogies and correlations agree with gensim'
