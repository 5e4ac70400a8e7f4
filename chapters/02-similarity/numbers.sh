#!/bin/sh
# The numbers that lesson 02 and its walk-through quote: docs/true-numbers.md says how.
#
# usage: chapters/02-similarity/numbers.sh              "key value…" lines, computed now (ten seconds)
#        chapters/02-similarity/numbers.sh block NAME   a table or what a program prints, as the lesson shows it
#        chapters/02-similarity/numbers.sh csv NAME     the data of a figure that needs a text
#        chapters/02-similarity/numbers.sh measure      measured/ anew, on this machine (one minute)
set -eu
cd "$(dirname "$0")/../.."
measured=chapters/02-similarity/measured
tables=build/tables/02-similarity
make -s build/bin64/02-numbers build/bin/02-numbers build/bin/cooc build/bin/world
chapters/02-similarity/plots/tables.sh $tables
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Words and their opposites: twelve that were listed before anything was measured, and one that was
# looked for afterwards because it is otherwise.
opposites='light darkness
day night
good evil
life death
heaven earth
father mother
right left
hot cold
rich poor
old new
love hate
loved hated
peace war'

# "word,opposite,cosine,place,words": the opposite's place among all words.
csv_opposites() {
  echo "$opposites" >"$scratch/pairs"
  cut -d' ' -f1 "$scratch/pairs" >"$scratch/queries"
  build/bin/cooc neighbours --queries "$scratch/queries" --top 100000 $tables/kjv.ppmi 2>/dev/null >"$scratch/lists"
  echo "word,opposite,cosine,place,words"
  awk 'FILENAME == ARGV[1] { other[$1] = $2; next }
    { words[$1]++ }
    $3 == other[$1] { place[$1] = $2; cosine[$1] = $4; order[++n] = $1 }
    END { for (i = 1; i <= n; i++) { w = order[i]; print w "," other[w] "," cosine[w] "," place[w] "," words[w] } }' \
    "$scratch/pairs" "$scratch/lists"
}

# "word,table,rank,neighbour,cosine" of two words, by counts and by PPMI.
csv_neighbours() {
  echo "word,table,rank,neighbour,cosine"
  for word in ark light; do
    for table in counts ppmi; do
      echo $word >"$scratch/queries"
      build/bin/cooc neighbours --queries "$scratch/queries" --top 5 $tables/kjv.$table 2>/dev/null |
        awk -v table=$table 'NR > 1 { print $1 "," table "," $2 "," $3 "," $4 }'
    done
  done
}

# "sentences,counts,PPMI,PPMI smoothed": Spearman's ρ with the planted similarities of the generated
# world's nouns, as the text grows.
csv_world() {
  build/bin/world --pairs --most 600 >"$scratch/pairs"
  echo "sentences,counts,PPMI alpha 1,PPMI alpha 0.75"
  for n in 1000 3000 10000 30000 100000; do
    build/bin/world --sentences $n >"$scratch/text"
    build/bin/cooc build --min-count 1 --output "$scratch/counts" "$scratch/text" >/dev/null
    for alpha in 1 0.75; do
      build/bin/cooc ppmi --alpha $alpha --output "$scratch/ppmi$alpha" "$scratch/counts" >/dev/null
    done
    for table in counts ppmi1 ppmi0.75; do build/bin/cooc eval "$scratch/$table" "$scratch/pairs"; done |
      awk -v n=$n '{ for (i = 1; i < NF; i++) if ($i == "ρ") n = n "," $(i + 1) + 0 } END { print n }'
  done
}

kjv_keys() {
  awk 'NR == 1 { print "ch02.kjv.words", $1; print "ch02.kjv.vocabulary", $(NF - 3) }
    / entries / { gsub(/[(),%]/, " "); for (i = 1; i < NF; i++) if ($(i + 1) == "entries") { n++
      print "ch02.kjv." (n == 1 ? "counts" : "ppmi") ".entries", $i
      print "ch02.kjv." (n == 1 ? "counts" : "ppmi") ".share", $(i + 2) } }' $tables/kjv.said
  csv_opposites | awk -F, 'NR > 1 { print "ch02.opposite." $1, $3; print "ch02.place." $1, $4 }'
  csv_neighbours | awk -F, 'NR > 1 { print "ch02.near." $1 "." $2 "." $3, $5 }'
}

keys() {
  build/bin64/02-numbers keys | sed 's/^/ch02./'
  kjv_keys
  csv_world | awk -F, '
    $1 == 10000 { print "ch02.early.counts", $2; print "ch02.early.plain", $3; print "ch02.early.smooth", $4 }
    END { print "ch02.final.counts", $2; print "ch02.final.plain", $3; print "ch02.final.smooth", $4 }'
}

block() {
  case $1 in
    kjv) build/bin/cooc neighbours --top 5 $tables/kjv.ppmi ark light ;;
    *) build/bin64/02-numbers block "$1" ;;
  esac
}

measure() {
  mkdir -p $measured
  {
    echo "# key median low high; $(date +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    echo "# Times: milliseconds of the processor, 31 runs; what is timed stands at the head of the walk-through."
    build/bin/02-numbers times | sed 's/^/ch02./'
  } >$measured/numbers.txt.new
  mv $measured/numbers.txt.new $measured/numbers.txt
  build/bin/cooc >$measured/demo.txt
}

case ${1-} in
  '') keys ;;
  block) block "${2-}" ;;
  csv) "csv_${2-}" ;;
  measure) measure ;;
  *) echo "numbers.sh: expected block NAME, csv NAME, measure or nothing" >&2 && exit 2 ;;
esac
