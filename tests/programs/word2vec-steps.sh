#!/bin/bash
# The steps of word2vec, quick and plain, are the gradients of the chapter's functions.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
build/f64/tests/oracles/04-word2vec/steps || fail 'see above'
finish 'every step is the gradient'
