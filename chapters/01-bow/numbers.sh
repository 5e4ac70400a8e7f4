#!/bin/sh
# The numbers that lesson 01 and its walk-through quote: docs/true-numbers.md says how.
#
# usage: chapters/01-bow/numbers.sh              "key value…" lines, computed now (ten seconds)
#        chapters/01-bow/numbers.sh block NAME   what a program prints, as the lesson shows it
#        chapters/01-bow/numbers.sh measure      measured/ anew, on this machine (two minutes)
set -eu
cd "$(dirname "$0")/../.."
measured=chapters/01-bow/measured
kjv=build/data/kjv.tsv
make -s build/bin64/01-numbers build/bin/01-numbers build/bin/bow
[ -e $kjv ] || datasets/fetch.sh >/dev/null
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# What bow train printed, as keys with this prefix.
train_keys() {
  awk -v p="$1" '
    NR == 1 { sub(/.*: /, ""); print p ".documents", $1; print p ".classes", $3
      print p ".train", $5; print p ".words", $9; print p ".different", $11 }
    NR == 2 { print p ".vocabulary", $3 + 0; print p ".unk", $4; print p ".parameters", $12 }
    $1 == "epoch" && $2 == 0 { print p ".untrained", $5 }
    $1 == "epoch" { print p ".epoch" $2, $5, $7, $10, $12 }
    $1 == "kept:" { print p ".kept", $3 }
    $1 == "test:" { print p ".right", $2; print p ".test", $4; print p ".accuracy", $7 + 0; print p ".loss", $9 }
    /most frequent class/ { print p ".majority", $NF }
    /true source/ { print p ".bayes", $NF }
    / predictions change$/ { print p ".shuffled", $6 }
    /true .* predicted/ { n = NF - 3; next }
    n > 0 && NF == n + 1 { printf "%s.confusion.%s", p, $1; for (i = 2; i <= NF; i++) printf " %s", $i; print "" }'
}

keys() {
  build/bin64/01-numbers keys | sed 's/^/ch01./'
  build/bin/bow train >"$scratch/generated"
  build/bin/bow train --text $kjv >"$scratch/kjv"
  train_keys ch01.generated <"$scratch/generated"
  train_keys ch01.kjv <"$scratch/kjv"
  build/bin/bow vocab --text $kjv --min-count 1 --top 10 | awk '
    NR == 1 { sub(/.*: /, ""); print "ch01.vocab.words", $3; print "ch01.vocab.different", $5 }
    NR > 2 { print "ch01.vocab.rank" $1, $2, $3, $4, $5 }'
  build/bin/bow vocab --text $kjv --min-count 1 --csv "$scratch/words.csv" >/dev/null
  awk -F, '
    $2 == 1 { once++ } NR > 1 { n++ }
    $6 == "\"lord\"" || $6 == "\"ark\"" || $6 == "\"dove\"" { gsub("\"", "", $6); print "ch01.vocab." $6, $1, $2, $4, $5 }
    END { print "ch01.vocab.once", once; print "ch01.vocab.once_share", 100 * once / n }' "$scratch/words.csv"
  build/bin/bow counts --text $kjv | awk '
    NR == 1 { gsub(/[(),%]/, " "); print "ch01.counts.rows", $2; print "ch01.counts.cols", $3
      print "ch01.counts.cells", $4; print "ch01.counts.entries", $6; print "ch01.counts.share", $NF }
    NR == 2 { print "ch01.counts.dense", $5; print "ch01.counts.sparse", $10 }'
  build/bin/bow nearest --text $kjv "the dove came back to the ark with an olive leaf" |
    awk '{ print "ch01.nearest" NR, $1, $2 }'
  build/bin/bow limit | awk '/decides/ { p = "ch01.limit." $2; print p ".train", $6 + 0; print p ".test", $9 + 0; print p ".majority", $NF }'
}

# "key median low high" of numbers, one a line on stdin.
spread() {
  sort -n | awk -v key="$1" '{ x[NR] = $1 } END { print key, x[int((NR + 1) / 2)], x[1], x[NR] }'
}

# The test accuracy of five seeds; each draws another split, other weights, another order.
accuracies() {
  key=$1
  shift
  for seed in 1 2 3 4 5; do
    build/bin/bow train --text $kjv --seed $seed "$@" | awk '$1 == "test:" { print $7 + 0 }'
  done | spread "$key"
}

block() {
  case $1 in
    deck)
      build/bin/bow counts --no-lemmas --words "dog cat person holding tree computer using fish house sky" \
        "person using computer person holding cat" ;;
    francisco) build/bin/bow counts --words x "He's spending 7 days in San Francisco." | head -n 2 ;;
    vocab) build/bin/bow vocab --text $kjv --min-count 1 --top 6 | sed 1d ;;
    nearest)
      build/bin/bow nearest --text $kjv --top 3 "the dove came back to the ark with an olive leaf" ;;
    *) echo "numbers.sh: there is no block '$1'" >&2 && exit 2 ;;
  esac
}

measure() {
  mkdir -p $measured
  {
    echo "# key median low high; $(date +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    echo "# accuracies on the King James text: five seeds. Times: microseconds, 31 runs, a batch of 32 verses."
    accuracies ch01.accuracy.default
    accuracies ch01.accuracy.forms --no-lemmas
    accuracies ch01.accuracy.stop --stop
    accuracies ch01.accuracy.forms_stop --no-lemmas --stop
    accuracies ch01.accuracy.tfidf --pool tfidf
    accuracies ch01.accuracy.sum --pool sum --rate 0.02
    accuracies ch01.accuracy.book --column 2
    build/bin/01-numbers times | sed 's/^/ch01./'
  } >$measured/numbers.txt.new
  mv $measured/numbers.txt.new $measured/numbers.txt
  build/bin/bow train --text $kjv >$measured/kjv.txt
  build/bin/bow limit >$measured/limit.txt
}

case ${1-} in
  '') keys ;;
  block) block "${2-}" ;;
  measure) measure ;;
  *) echo "numbers.sh: expected block NAME, measure or nothing" >&2 && exit 2 ;;
esac
