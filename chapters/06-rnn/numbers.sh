#!/bin/sh
# The numbers that lesson 06 and its walk-through quote: docs/true-numbers.md says how.
#
# usage: chapters/06-rnn/numbers.sh              "key value…" lines, computed now (half a minute)
#        chapters/06-rnn/numbers.sh block NAME   one of the lesson's tables
#        chapters/06-rnn/numbers.sh source       only what concerns the generated text
#        chapters/06-rnn/numbers.sh measure      measured/ anew, on this machine (four minutes)
set -eu
cd "$(dirname "$0")/../.."
measured=chapters/06-rnn/measured
make -s build/bin64/06-numbers build/bin/06-numbers build/bin/charlm build/bin/tagger build/bin/markov
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The last held-out loss in bits of a training run with these options.
bits() {
  build/bin/charlm train --sample 0 --curve "$scratch/curve.csv" "$@" >/dev/null
  tail -n 1 "$scratch/curve.csv" | cut -d, -f3
}

# Bits per letter of the best model that sees this letter and the n-1 before it, on this text.
bits_of_context() {
  awk -v n="$1" 'BEGIN { RS = "\1" } {
    last = length($0) - n
    for (i = 1; i <= last; i++) { c[substr($0, i, n)]++; j[substr($0, i, n + 1)]++ }
    for (k in j) bits -= j[k] * log(j[k] / c[substr(k, 1, n)]) / log(2)
    printf "%.6f\n", bits / last }'
}

source_keys() {
  build/bin/markov --entropy | awk 'NR == 1 { print "ch06.source.bits", $1 }'
  build/bin/markov --characters 400000 --seed 1 >"$scratch/text"
  for n in 1 2 3 4; do echo "ch06.context$n $(bits_of_context $n <"$scratch/text")"; done
}

keys() {
  build/bin64/06-numbers keys | sed 's/^/ch06./'
  source_keys
  build/bin/tagger | awk '
    function row(name, first) {
      print "ch06.tag." name ".majority", 100 * $first
      print "ch06.tag." name ".network", 100 * $(first + 1)
      print "ch06.tag." name ".best", 100 * $(first + 2)
    }
    /^tag, from the left/ { row("left", 5) }
    /^tag, both ways/     { row("both", 4) }
    /^classify/           { row("sentence", 4) }'
  bits --checkpoint "$scratch/model" | sed 's/^/ch06.charlm.bits /'
  build/bin/charlm gradients --checkpoint "$scratch/model" |
    awk -F, '$1 == 0 { first = $2 } $1 == 10 || $1 == 20 { print "ch06.gradient" $1, $2 / first }'
  build/bin/charlm units --checkpoint "$scratch/model" --length 4000 |
    awk -f chapters/06-rnn/plots/units.awk | sed 's/^/ch06.units./'
}

# "key median low high" of numbers, one a line on stdin.
spread() {
  sort -n | awk -v key="$1" '{ x[NR] = $1 } END { print key, x[int((NR + 1) / 2)], x[1], x[NR] }'
}

measure() {
  mkdir -p $measured
  {
    echo "# key median low high; $(date +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    echo "# charlm: five seeds each. Times: milliseconds, 31 runs of a function at T = 50, B = 32, D = H = 128."
    for seed in 1 2 3 4 5; do bits --seed $seed; done | spread ch06.charlm
    for shape in "1 1600" "2 800" "5 320" "10 160" "20 80" "50 32"; do
      for seed in 1 2 3 4 5; do bits --seed $seed --steps "${shape% *}" --batch "${shape#* }"; done |
        spread "ch06.cut.steps${shape% *}"
    done
    build/bin/06-numbers times | sed 's/^/ch06./'
  } >$measured/numbers.txt
  build/bin/charlm | sed -n '/^--- at first/,$p' >$measured/samples.txt
}

case ${1-} in
  '') keys ;;
  block) build/bin64/06-numbers block "${2-}" ;;
  source) source_keys ;;
  measure) measure ;;
  *) echo "numbers.sh: expected block NAME, source, measure or nothing" >&2 && exit 2 ;;
esac
