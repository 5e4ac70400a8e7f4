#!/bin/sh
# The numbers that lesson 07 and its walk-through quote: docs/true-numbers.md says how.
#
# usage: chapters/07-vanishing/numbers.sh              "key value…" lines, computed now
#        chapters/07-vanishing/numbers.sh block NAME   one of the lesson's tables
#        chapters/07-vanishing/numbers.sh measure      measured/ anew, on this machine
set -eu
cd "$(dirname "$0")/../.."
measured=chapters/07-vanishing/measured
make -s build/bin64/07-numbers build/bin/07-numbers

keys() {
  build/bin64/07-numbers keys | sed 's/^/ch07./'
}

measure() {
  mkdir -p $measured
  {
    echo "# key median low high; $(date +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    echo "# times: milliseconds of one processor, 31 runs."
    build/bin/07-numbers times | sed 's/^/ch07./'
  } >$measured/numbers.txt.new
  mv $measured/numbers.txt.new $measured/numbers.txt
}

case ${1-} in
  '') keys ;;
  block) build/bin64/07-numbers block "${2-}" ;;
  measure) measure ;;
  *) echo "numbers.sh: expected block NAME, measure or nothing" >&2 && exit 2 ;;
esac
