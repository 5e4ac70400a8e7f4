#!/bin/sh
# The numbers that lesson 04 and its walk-through quote: docs/true-numbers.md says how.
#
# usage: chapters/04-word2vec/numbers.sh              "key value…" lines, computed now (twenty seconds)
#        chapters/04-word2vec/numbers.sh block NAME   a table as the lesson shows it
#        chapters/04-word2vec/numbers.sh csv NAME     the data of a figure
#        chapters/04-word2vec/numbers.sh measure [PART…]
#                                                     measured/ anew, on this machine (half an hour)
#
# Parts: demo, models, corpus, rare, kjv, steps, times. All training is by one thread, whose steps depend on
# the seed alone.
set -eu
cd "$(dirname "$0")/../.."
measured=chapters/04-word2vec/measured
make -s build/bin64/04-numbers build/bin/04-numbers build/bin/word2vec build/bin/cooc build/bin/world
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# train TEXT OUTPUT OPTION… : one thread, nothing printed, no word left out unless an option says so.
train() {
  text=$1
  vectors=$2
  shift 2
  build/bin/word2vec train --train "$text" --output "$vectors" --threads 1 --sample 0 --alpha 0.05 \
    --min-count 1 --debug 0 "$@"
}

# accuracy VECTORS QUESTIONS OPTION… : "semantic syntactic total", per cent by 3CosAdd.
accuracy() {
  vectors=$1
  questions=$2
  shift 2
  build/bin/word2vec analogy "$@" "$vectors" "$questions" 2>/dev/null | tail -n 3 | awk '{ printf "%s ", $5 }'
}

rho() { build/bin/word2vec pairs "$1" "$2" | sed 's/.*ρ \([-0-9.]*\).*/\1/'; }

# "median low high" of the numbers of standard input, one on each line.
spread() { sort -g | awk '{ x[NR] = $1 } END { print x[int((NR + 1) / 2)], x[1], x[NR] }'; }

# counts TEXT OUTPUT OPTION… : who stands within five places of whom, the nearer the more, as with windows
# that are drawn.
counts() {
  text=$1
  table=$2
  shift 2
  build/bin/cooc build --output "$table" "$@" "$text" >/dev/null
}

# --- the parts of measure -----------------------------------------------------------------------------

part_demo() { build/bin/word2vec >$measured/demo.txt 2>/dev/null; }

# Two models, three objectives, 10,000 sentences; full softmax takes so long that it has fewer seeds.
part_models() {
  build/bin/world --sentences 10000 >"$scratch/text"
  build/bin/world --analogies >"$scratch/questions"
  {
    echo "model      objective   runs  semantic  syntactic    total"
    for model in skip-gram CBOW; do
      for objective in negatives tree softmax; do
        case $objective in negatives) how='--negative 5' ;; tree) how='--negative 0 --hs 1' ;; *) how='--softmax 1' ;; esac
        case $model.$objective in skip-gram.softmax) runs=1 ;; *.softmax) runs=3 ;; *) runs=5 ;; esac
        : >"$scratch/runs"
        for seed in $(seq $runs); do
          # shellcheck disable=SC2086  # several options
          train "$scratch/text" "$scratch/v" --size 32 --iter 5 --min-count 5 --seed "$seed" \
            --cbow "$([ $model = CBOW ] && echo 1 || echo 0)" $how
          accuracy "$scratch/v" "$scratch/questions" >>"$scratch/runs"
          echo >>"$scratch/runs"
        done
        printf '%-10s %-11s %4d' $model $objective $runs
        for column in 1 2 3; do cut -d' ' -f$column "$scratch/runs" | spread | cut -d' ' -f1; done |
          awk '{ x[NR] = $1 } END { printf "  %6.1f %%   %6.1f %%  %6.1f %%\n", x[1], x[2], x[3] }'
      done
    done
  } >$measured/models.new
  mv $measured/models.new $measured/models.txt
}

# ρ with planted similarities, and analogies, as the text grows.
part_corpus() {
  build/bin/world --analogies >"$scratch/questions"
  build/bin/world --pairs --most 600 >"$scratch/pairs"
  {
    echo "sentences,vectors,ρ,semantic,syntactic,total,semantic with inputs,syntactic with inputs,total with inputs"
    for n in 1000 3000 10000 30000 100000; do
      build/bin/world --sentences $n >"$scratch/text"
      counts "$scratch/text" "$scratch/counts" --min-count 1
      build/bin/04-numbers spectral "$scratch/counts" 0 64 "$scratch/v.svd"
      train "$scratch/text" "$scratch/v.one" --cbow 0 --size 64 --iter 1
      train "$scratch/text" "$scratch/v.five" --cbow 0 --size 64 --iter 5
      train "$scratch/text" "$scratch/v.twenty" --cbow 0 --size 64 --iter 20
      for v in svd one five twenty; do
        echo "$n $v $(rho "$scratch/v.$v" "$scratch/pairs") $(accuracy "$scratch/v.$v" "$scratch/questions")" \
          "$(accuracy "$scratch/v.$v" "$scratch/questions" --allow-inputs)" | tr -s ' ' ',' | sed 's/,$//'
      done
    done
  } >$measured/corpus.new
  mv $measured/corpus.new $measured/corpus.csv
}

# ρ of pairs of nouns whose rarer word came so often: skip-gram against CBOW, 30,000 sentences, five seeds.
part_rare() {
  build/bin/world --sentences 30000 >"$scratch/text"
  build/bin/world --pairs --most 10000 >"$scratch/pairs"
  for seed in 1 2 3 4 5; do
    for cbow in 0 1; do
      train "$scratch/text" "$scratch/v.$cbow" --save-vocab "$scratch/vocab" --cbow $cbow --size 64 --iter 5 --seed $seed
      for class in '1 30' '30 100' '100 300' '300 1000'; do
        awk -v low="${class% *}" -v high="${class#* }" 'FILENAME == ARGV[1] { n[$1] = $2; next }
          { m = n[$1] < n[$2] ? n[$1] : n[$2]; if (m >= low && m < high) print }' "$scratch/vocab" "$scratch/pairs" >"$scratch/some"
        rho "$scratch/v.$cbow" "$scratch/some" >>"$scratch/rho.$cbow.${class% *}"
        wc -l <"$scratch/some" >"$scratch/pairs.${class% *}"
      done
    done
  done
  {
    echo "at least,less than,pairs,skip-gram,low,high,CBOW,low,high"
    for class in '1 30' '30 100' '100 300' '300 1000'; do
      from=${class% *}
      echo "$class $(cat "$scratch/pairs.$from") $(spread <"$scratch/rho.0.$from") $(spread <"$scratch/rho.1.$from")" | tr -s ' ' ','
    done
  } >$measured/rare.new
  mv $measured/rare.new $measured/rare.csv
}

# Real text: the King James Bible, questions from plots/relations.txt, judgements from WordNet.
part_kjv() {
  [ -e build/data/wordnet-pairs.tsv ] || datasets/fetch.sh >/dev/null
  sed "s/[^A-Za-z']/ /g" build/data/kjv.txt | tr '[:upper:]' '[:lower:]' >"$scratch/text"
  awk '/^#/ { next } { if ($1 != last) print ": " $1; n = $1 == last ? n : 0; last = $1
      for (i = 1; i <= n; i++) { q[++all] = $2 " " $3 " " a[i] " " b[i]; print a[i], b[i], $2, $3; print $2, $3, a[i], b[i] }
      a[++n] = $2; b[n] = $3 }' chapters/04-word2vec/plots/relations.txt >"$scratch/questions"
  counts "$scratch/text" "$scratch/counts" --min-count 5
  build/bin/04-numbers spectral "$scratch/counts" 0 100 "$scratch/v.svd"
  for passes in 1 5 15; do
    train "$scratch/text" "$scratch/v.$passes" --cbow 0 --size 100 --iter $passes --min-count 5 --sample 1e-3
  done
  {
    echo "                          analogies, given words        ρ with"
    echo "vectors                   left out    allowed           WordNet"
    for v in svd 1 5 15; do
      case $v in svd) name='PPMI + SVD' ;; 1) name='skip-gram, 1 pass' ;; *) name="skip-gram, $v passes" ;; esac
      # shellcheck disable=SC2046  # three numbers each
      printf '%-22s %8.1f %%  %8.1f %%        %8.3f\n' "$name" $(accuracy "$scratch/v.$v" "$scratch/questions" | cut -d' ' -f3) \
        $(accuracy "$scratch/v.$v" "$scratch/questions" --allow-inputs | cut -d' ' -f3) "$(rho "$scratch/v.$v" build/data/wordnet-pairs.tsv)"
    done
  } >$measured/kjv.new
  mv $measured/kjv.new $measured/kjv.txt
}

part_steps() {
  {
    echo "step,median,low,high"
    build/bin/04-numbers steps | sed 's/^speed[.]//' | tr ' ' ','
  } >$measured/steps.new
  mv $measured/steps.new $measured/steps.csv
}

part_times() {
  build/bin/04-numbers times | sed 's/^/ch04./' >$measured/times.new
  mv $measured/times.new $measured/times.txt
}

# What the tables hold, as keys.
record() {
  echo "# key median low high; $(date +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
  echo "# speed: thousands of words a second of one core's time, 7 runs (numbers/steps.c); rare: 5 seeds;"
  echo "# corpus: one seed, whose steps are the same on every machine but for rounding."
  echo "# time: milliseconds of the processor, 15 runs (numbers/ways/times.c)."
  cat $measured/times.txt
  awk -F, 'NR > 1 { print "ch04.speed." $1, $2, $3, $4 }' $measured/steps.csv
  awk -F, 'NR > 1 { print "ch04.rare." $1 ".skipgram", $4, $5, $6; print "ch04.rare." $1 ".cbow", $7, $8, $9 }' $measured/rare.csv
  awk -F, 'NR > 1 { k = "ch04.corpus." $1 "." $2; print k ".rho", $3, $3, $3; print k ".semantic", $4, $4, $4
    print k ".total", $6, $6, $6; print k ".inputs.semantic", $7, $7, $7; print k ".inputs.total", $9, $9, $9 }' $measured/corpus.csv
}

measure() {
  mkdir -p $measured
  [ $# -gt 0 ] || set -- demo models corpus rare kjv steps times
  for part; do "part_$part"; done
  record >$measured/numbers.new
  mv $measured/numbers.new $measured/numbers.txt
}

# --- now ----------------------------------------------------------------------------------------------

csv() {
  case $1 in
    corpus | rare | steps) cat $measured/"$1".csv ;;
    offsets)
      build/bin/world --sentences 40000 >"$scratch/text"
      train "$scratch/text" "$scratch/v" --cbow 0 --size 64 --iter 5
      build/bin64/04-numbers offsets "$scratch/v"
      ;;
    loss) build/bin/04-numbers csv loss 2>/dev/null ;;
    *) build/bin64/04-numbers csv "$1" ;;
  esac
}

keys() {
  build/bin64/04-numbers keys | sed 's/^/ch04./'
  build/bin/04-numbers csv loss 2>"$scratch/said" | awk -F, 'NR > 1 { if (!($1 in first)) { first[$1] = $3; order[++n] = $1 } last[$1] = $3 }
    END { for (i = 1; i <= n; i++) { print "ch04.loss." order[i] ".first", first[order[i]]; print "ch04.loss." order[i] ".last", last[order[i]] } }'
  awk '{ gsub(/[,;]/, ""); print "ch04.loss.words", $1; print "ch04.loss.turns", $3
    print "ch04.loss.softmax.chance", $(NF - 3); print "ch04.loss.negatives.chance", $(NF - 2); print "ch04.loss.tree.chance", $(NF - 1) }' "$scratch/said"
}

case ${1-} in
  '') keys ;;
  block) build/bin64/04-numbers block "${2-}" ;;
  csv) csv "${2-}" ;;
  measure) shift && measure "$@" ;;
  *) echo "numbers.sh: expected block NAME, csv NAME, measure or nothing" >&2 && exit 2 ;;
esac
