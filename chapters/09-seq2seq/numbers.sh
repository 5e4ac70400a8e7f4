#!/bin/sh
# The numbers that lesson 09 and its walk-through quote: docs/true-numbers.md says how.
#
# usage: chapters/09-seq2seq/numbers.sh              "key value…" lines, computed now (some seconds)
#        chapters/09-seq2seq/numbers.sh block NAME   one of the lesson's tables
set -eu
cd "$(dirname "$0")/../.."
make -s build/bin64/09-numbers

case ${1-} in
  '') build/bin64/09-numbers keys | sed 's/^/ch09./' ;;
  block) build/bin64/09-numbers block "${2-}" ;;
  *) echo "numbers.sh: expected block NAME or nothing" >&2 && exit 2 ;;
esac
