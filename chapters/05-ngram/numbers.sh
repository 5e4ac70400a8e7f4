#!/bin/sh
# The numbers that lesson 05 and its walk-through quote: docs/true-numbers.md says how.
#
# usage: chapters/05-ngram/numbers.sh              "key value…" lines, computed now (fifteen seconds)
#        chapters/05-ngram/numbers.sh block NAME   a table or what a program prints, as the lesson shows it
#        chapters/05-ngram/numbers.sh csv NAME     the data of a figure
#        chapters/05-ngram/numbers.sh measure      measured/ anew, on this machine (half a minute)
set -eu
cd "$(dirname "$0")/../.."
measured=chapters/05-ngram/measured
tables=build/tables/05-ngram
text=$tables/kjv.words
make -s build/bin64/05-numbers build/bin/05-numbers build/bin/ngram build/bin/markov
[ -e build/data/kjv.txt ] || datasets/fetch.sh >/dev/null
mkdir -p $tables
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if [ ! -e $text ]; then # letters and apostrophes, small
  sed "s/[^A-Za-z']/ /g" build/data/kjv.txt | tr '[:upper:]' '[:lower:]' >"$scratch/words"
  mv "$scratch/words" $text
fi

# What ngram demo prints: perplexities of the generated language, and typing errors mended.
demo_keys() {
  build/bin/ngram | awk '
    $1 ~ /^[1-5]$/ && NF == 5 { print "ch05.demo.kn" $1, $2; print "ch05.demo.katz" $1, $3; print "ch05.demo.add" $1, $4; print "ch05.demo.mle" $1, $5 }
    $1 == "2^H" { print "ch05.demo.floor", $2; print "ch05.demo.source", $NF }
    / as typed / { print "ch05.demo.typed", $3 }
    / channel alone / { print "ch05.demo.alone", $3 }
    / channel and model / { print "ch05.demo.both", $4 }'
}

keys() {
  build/bin64/05-numbers keys $text | sed 's/^/ch05./'
  build/bin64/05-numbers csv entropy $text | awk -F, 'NR > 1 {
    print "ch05.chain.add" $1, $2; print "ch05.chain.two" $1, $3; print "ch05.chain.three" $1, $4
    floor = $5; source = $6 } END { print "ch05.chain.floor", floor; print "ch05.chain.source", source }'
  build/bin64/05-numbers csv size $text | awk -F, 'NR == 2 { print "ch05.size.first", $1, $2, $5 }
    { last = $1; one = $2; five = $5 } END { print "ch05.size.last", last, one, five }'
  demo_keys
}

# Networks and counts on the same 300 sentences of the generated language; perplexity per word of 1,000
# others.
networks() {
  for seed in 1 2; do
    build/bin/markov --seed $seed --characters 60000 | sed '$d; s/\([.!,]\)/ \1/g' >"$scratch/text$seed"
  done
  head -n 300 "$scratch/text1" >"$scratch/train"
  head -n 1000 "$scratch/text2" >"$scratch/test"
  for seed in 1 2 3 4 5; do
    build/bin/ngram neural --order 3 --dimension 10 --hidden 30 --held-out 0.1 --updates 200 --seed $seed \
      --test "$scratch/test" "$scratch/train" | awk '/unknown words counted/ { printf "%s ", $NF } END { print "" }'
  done | sort -n | awk '{ net[NR] = $1; kn = $2 } END {
    print "ch05.network.nnlm", net[3], net[1], net[5]; print "ch05.network.kn", kn, kn, kn }'
}

block() {
  case $1 in
    demo) build/bin/ngram | sed -n 3,9p ;;
    *) build/bin64/05-numbers block "$1" $text ;;
  esac
}

measure() {
  mkdir -p $measured
  {
    echo "# key median low high; $(date +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    echo "# Times: milliseconds of the processor, 9 runs; what is timed stands at the head of the walk-through."
    build/bin/05-numbers times $text | sed 's/^/ch05./'
    echo "# Perplexity per word of 300 generated sentences: a network of order 3, 5 seeds, and counts."
    networks
  } >$measured/numbers.txt.new
  mv $measured/numbers.txt.new $measured/numbers.txt
}

case ${1-} in
  '') keys ;;
  block) block "${2-}" ;;
  csv) build/bin64/05-numbers csv "${2-}" $text ;;
  measure) measure ;;
  *) echo "numbers.sh: expected block NAME, csv NAME, measure or nothing" >&2 && exit 2 ;;
esac
