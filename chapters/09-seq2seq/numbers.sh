#!/bin/sh
# The numbers that lesson 09 and its walk-through quote: docs/true-numbers.md says how.
#
# usage: chapters/09-seq2seq/numbers.sh              "key value…" lines, computed now (some seconds)
#        chapters/09-seq2seq/numbers.sh block NAME   one of the lesson's tables
#        chapters/09-seq2seq/numbers.sh translations of measured/ what translate says, anew; runs that are in
#                                                    build/measured/09-seq2seq already are not run again
#        chapters/09-seq2seq/numbers.sh measure      all of measured/ anew, on this machine (ten minutes)
#
# With PAIRS=FILE, source, tab, target on each line, the last two also learn real sentence pairs: some minutes more.
# Without it the record of them stays.
set -eu
cd "$(dirname "$0")/../.."
measured=chapters/09-seq2seq/measured
runs=build/measured/09-seq2seq
make -s build/bin64/09-numbers

# The table of the lesson: one fixed place for each step, one vector, weights by place, keys asked.
learned() {
  echo 'words right, in %   one place   one vector        weights by place  keys asked'
  build/bin64/09-numbers keys | sed 's/^/ch09./' | cat - "$measured/numbers.txt" | awk '
    /^ch09.places/ { split($1, part, "."); order[++n] = part[3]; fixed[part[3]] = $2 }
    /^ch09.learn[.].*[.]all / { split($1, part, "."); has[part[3], part[4]] = sprintf("%.0f (%.0f to %.0f)", $2, $3, $4) }
    END { for (i = 1; i <= n; i++) printf "%-17s %8.0f     %-16s  %-16s  %s\n", order[i], fixed[order[i]],
      has[order[i], "vector"], has[order[i], "place"], has[order[i], "keys"] }'
}

# --- translate ----------------------------------------------------------------------------------------

# learn NAME OPTION…: a model $runs/NAME and its curve
learn() {
  [ -e "$runs/$1" ] && return
  name=$1
  shift
  build/bin/translate train --curve "$runs/$name.csv" --checkpoint "$runs/$name.part" "$@" >"$runs/$name.log"
  mv "$runs/$name.part" "$runs/$name"
}

# judge NAME OPTION…: answers of a model to sources that it has not learnt
judge() {
  name=$1
  shift
  build/bin/translate evaluate --checkpoint "$runs/$name" --held-out 0.1 --most 2000 "$@"
}
exact_bleu() { sed -n 's/.*: \([0-9.]*\) % exact, BLEU \([0-9.]*\);.*/\1 \2/p'; }

# Median, low and high of each group: "group value" a line on stdin, "group median low high" out.
spread() {
  sort -k 1,1 -k 2,2g | awk 'function put() { if (n) print group, x[int((n + 1) / 2)], x[1], x[n] }
    $1 != group { put(); n = 0; group = $1 } { x[++n] = $2 } END { put() }'
}

# Exact answers and BLEU by words of the reference, five seeds of three decoders: medians, lows, highs.
lengths() {
  for seed in 1 2 3 4 5; do
    [ -e "$runs/lengths.$seed.csv" ] && continue
    build/bin/translate bottleneck --seed $seed >"$runs/lengths.part"
    mv "$runs/lengths.part" "$runs/lengths.$seed.csv"
  done
  echo "told,clauses,from,to,exact in %,lowest,highest,BLEU,lowest,highest"
  cat "$runs"/lengths.[1-5].csv | awk -F, '$1 != "told" { key = $1 "," $2 "," $3 "," $4
    print key ",exact", 100 * $6; print key ",bleu", $7 }' | spread | awk '
    { key = $1; sub(/,[a-z]*$/, "", key); has[$1] = $2 "," $3 "," $4; keys[key] }
    END { for (key in keys) print key "," has[key ",exact"] "," has[key ",bleu"] }' |
    sort -t , -k 1,1 -k 2,2n -k 3,3n
}

# Three decoders learn the made-up tongue, five seeds.
tongue() {
  for seed in 1 2 3 4 5; do
    for told in first always attention; do
      learn "tongue.$told.$seed" --task tongue --told $told --seed $seed --hidden 64 --embedding 32 --updates 3000 \
        --judge 500 2>/dev/null
    done
  done
}

# Exact answers while they learn: medians, lows, highs.
curves() {
  echo "updates,attention: median of 5 seeds,lowest,highest,always,lowest,highest,first,lowest,highest"
  for told in attention always first; do
    cat "$runs/tongue.$told".[1-5].csv | awk -F, -v told=$told '$1 != "updates" { print $1 "," told, 100 * $4 }'
  done | spread | awk -F '[, ]' '{ has[$1, $2] = $3 "," $4 "," $5; at[$1] } END { for (n in at)
    print n "," has[n, "attention"] "," has[n, "always"] "," has[n, "first"] }' | sort -n
}

# One vector's answers by the width of the beam, five seeds.
beams() {
  [ -e "$runs/beams.txt" ] && return
  for seed in 1 2 3 4 5; do
    for beam in 1 2 4 10 30; do
      for power in 0 1; do
        judge "tongue.first.$seed" --task tongue --generate 25000 --beam $beam --normalise $power | exact_bleu |
          sed "s/^/$seed $beam $power /"
      done
    done
  done >"$runs/beams.part"
  mv "$runs/beams.part" "$runs/beams.txt"
}
beams_table() {
  awk '{ print $2 "." $3 ".exact", $4; print $2 "." $3 ".bleu", $5 }' "$runs/beams.txt" | spread | awk '
    { has[$1] = $1 ~ /exact/ ? sprintf("%5.1f", $2) : sprintf("%.3f (%.3f to %.3f)", $2, $3, $4) }
    END { print "beam   BLEU, a = 0              BLEU, a = 1              exact, a = 1"
      split("1 2 4 10 30", beam, " ")
      for (i = 1; i <= 5; i++) printf "%4d   %s   %s   %s %%\n", beam[i], has[beam[i] ".0.bleu"], has[beam[i] ".1.bleu"],
        has[beam[i] ".1.exact"] }'
}

# The first wrong answers of two models of dates.
dates() {
  learn dates.first --task dates --told first --hidden 64 --embedding 32 --updates 2000
  learn dates.attention --task dates --hidden 64 --embedding 32 --updates 200
  learn dates.always --task dates --told always --hidden 64 --embedding 32 --updates 2000
  for told in first attention; do
    judge dates.$told --generate 25000 --show | awk -F '\t' -v told=$told '
      NF == 3 && $2 != $3 && n++ < 3 { printf "%-14s %-26s %s\n", n == 1 ? (told == "first" ? "one vector" : told) : "", $1, $2 }'
  done
}

looks() {
  build/bin/translate attention --checkpoint "$runs/tongue.attention.1" \
    --sentence 'the old kings near a river saw the white bird because the dogs followed a queen'
}

length_key() { # TOLD CLAUSES FROM
  awk -F, -v t="$1" -v c="$2" -v f="$3" '$1 == t && $2 == c && $3 == f {
    print "ch09.lengths." t "." c "." f ".exact", $5, $6, $7; print "ch09.lengths." t "." c "." f ".bleu", $8, $9, $10 }' \
    "$measured/lengths.csv"
}
one() { # KEY: one value, from stdin
  awk -v key="$1" '{ print key, $1, $1, $1 }'
}

translation_keys() {
  echo "# Translators: sentences by words of the reference, five seeds (translate bottleneck)."
  for told in first always attention; do
    for from in 1 5 9 13; do length_key $told 0 $from; done
  done
  length_key attention 3 21
  length_key attention 4 21
  echo "# Tongue: 3,000 updates, 2,000 unseen sentences, beam of 4, a = 1, five seeds."
  for told in first attention; do
    for seed in 1 2 3 4 5; do judge "tongue.$told.$seed" --task tongue --generate 25000; done |
      exact_bleu | awk -v t=$told '{ print "ch09.tongue." t ".exact", $1 }' | spread
  done
  echo "# How many clauses attention says of four, per cent of 1,000 sentences, five seeds."
  for seed in 1 2 3 4 5; do
    judge "tongue.attention.$seed" --task tongue --clauses 4 --generate 20000 --most 1000 --show | awk -F '\t' '
      NF == 3 { n++; said[gsub(/ (zo|ke) /, "&", $2) + 1]++ }
      END { for (k = 2; k <= 4; k++) print "ch09.clauses." k, 100 * said[k] / n }'
  done | spread
  echo "# By how much a beam of 30 has less BLEU than one of 4."
  awk '$2 == 4 { four[$1, $3] = $5 } $2 == 30 { print "ch09.beams.lost." $3, four[$1, $3] - $5 }' "$runs/beams.txt" | spread
  echo "# Words of the answers, per cent of the references', a = 0."
  for seed in 1 2 3 4 5; do
    for beam in 1 4 30; do
      judge "tongue.first.$seed" --task tongue --generate 25000 --beam $beam --normalise 0 --show | awk -F '\t' -v beam=$beam '
        NF == 3 { said += split($2, word, " "); right += split($3, word, " ") }
        END { print "ch09.beams.words." beam, 100 * said / right }'
    done
  done | spread
  echo "# Dates, unknown names: 2,000 unseen sources, one seed."
  for told in first always attention; do judge dates.$told --generate 25000 | exact_bleu | one ch09.dates.$told; done
  judge names --task tongue --names 20 --generate 25000 | exact_bleu | one ch09.names.exact
}

# Real pairs, punctuation and apostrophes set apart; every seventh pair is one to judge by, if it is held out.
real() {
  LC_ALL=C sed -E -e 's/\xc2\xa0|\xe2\x80\xaf/ /g' -e 's/[.,!?;:"]/ & /g' -e "s/'|\xe2\x80\x99/& /g" "$PAIRS" \
    >"$runs/pairs.tsv"
  awk 'NR % 7 == 0' "$runs/pairs.tsv" >"$runs/seventh.tsv"
  learn real --pairs "$runs/pairs.tsv" --updates 12000
  echo "# Real pairs, $(sed -n 's/.*: \([0-9]* pairs to learn\).*/\1/p' "$runs/real.log"): 12,000 updates, one seed; beam 4, a = 1."
  judge real --pairs "$runs/seventh.tsv" --most 100000 | exact_bleu >"$runs/real.txt"
  cut -d ' ' -f 1 "$runs/real.txt" | one ch09.real.exact
  cut -d ' ' -f 2 "$runs/real.txt" | one ch09.real.bleu
}

translations() {
  make -s build/bin/translate
  mkdir -p "$measured" "$runs"
  build/bin/translate demo | sed 's/, [0-9.]* s:/:/' >"$measured/demo.txt"
  lengths >"$measured/lengths.csv"
  tongue
  curves >"$measured/curves.csv"
  beams
  beams_table >"$measured/beams.txt"
  dates >"$measured/dates.txt"
  looks >"$measured/looks.csv"
  learn names --task tongue --names 20 --vocabulary 91 --hidden 64 --embedding 32 --updates 4000
  grep '^ch09.real\|^# Real' "$measured/numbers.txt" >"$runs/real.keys" || true
  [ -z "${PAIRS-}" ] || real >"$runs/real.keys"
  {
    grep '^# key\|^# Times\|^# bilinear\|^# Small\|^ch09.time\|^ch09.learn' "$measured/numbers.txt" || true
    translation_keys
    cat "$runs/real.keys"
  } >"$measured/numbers.new"
  mv "$measured/numbers.new" "$measured/numbers.txt"
}

# --- times, small translators -------------------------------------------------------------------------

measure() {
  make -s build/bin/09-numbers
  mkdir -p "$measured" "$runs"
  grep '^ch09.real\|^# Real' "$measured/numbers.txt" >"$runs/kept" || true
  {
    echo "# key median low high; $(date +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    echo "# Times: milliseconds of processor time, 21 runs of a job at S = T = 30, B = 32, H = 128, keys of 256;"
    echo "# bilinear and concat: one sentence; beam: 5 of 10,000 words, 30 steps, sorted: 3 steps; bleu: 99 sentences."
    build/bin/09-numbers times | sed 's/^/ch09./'
    echo "# Small translators: per cent of the words of fresh sentences, 600 updates (long: 3,000), five seeds."
    build/bin/09-numbers learn | sed 's/^/ch09./'
    cat "$runs/kept"
  } >"$measured/numbers.new"
  mv "$measured/numbers.new" "$measured/numbers.txt"
  learned >"$measured/learned.txt"
  translations
}

case ${1-} in
  '') build/bin64/09-numbers keys | sed 's/^/ch09./' ;;
  block) build/bin64/09-numbers block "${2-}" ;;
  translations) translations ;;
  measure) measure ;;
  *) echo "numbers.sh: expected block NAME, translations, measure or nothing" >&2 && exit 2 ;;
esac
