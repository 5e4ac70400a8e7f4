#!/bin/sh
# The numbers that lesson 08 and its walk-through quote: docs/true-numbers.md says how.
#
# usage: chapters/08-gated/numbers.sh              "key value…" lines, computed now
#        chapters/08-gated/numbers.sh block NAME   one of the lesson's tables
#        chapters/08-gated/numbers.sh measure      measured/ anew, on this machine
set -eu
cd "$(dirname "$0")/../.."
measured=chapters/08-gated/measured
make -s build/bin64/08-numbers build/bin/08-numbers

keys() {
  build/bin64/08-numbers keys | sed 's/^/ch08./'
}

measure() {
  mkdir -p $measured
  {
    echo "# key median low high; $(date +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    echo "# Times: milliseconds, 31 runs of a job at T = 50, B = 32 (.one: B = 1), D = H = 128."
    build/bin/08-numbers times | sed 's/^/ch08./'
  } >$measured/numbers.txt
}

case ${1-} in
  '') keys ;;
  block) build/bin64/08-numbers block "${2-}" ;;
  measure) measure ;;
  *) echo "numbers.sh: expected block NAME, measure or nothing" >&2 && exit 2 ;;
esac
