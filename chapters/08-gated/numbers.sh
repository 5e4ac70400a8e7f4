#!/bin/sh
# The numbers that lesson 08 and its walk-through quote: docs/true-numbers.md says how.
#
# usage: chapters/08-gated/numbers.sh              "key value…" lines, computed now (half a minute)
#        chapters/08-gated/numbers.sh block NAME   one of the lesson's tables
#        chapters/08-gated/numbers.sh times        of measured/ what concerns times, anew
#        chapters/08-gated/numbers.sh measure      all of measured/ anew, on this machine (an hour); runs that
#                                                  are in build/measured/08-gated already are not run again
set -eu
cd "$(dirname "$0")/../.."
measured=chapters/08-gated/measured
runs=build/measured/08-gated
make -s build/bin64/08-numbers build/bin/08-numbers build/bin/gatedlm

keys() {
  build/bin64/08-numbers keys | sed 's/^/ch08./'
  build/bin/gatedlm lags --kinds tanh,irnn,nprnn,lstm-forget0,lstm,gru |
    awk -F, '$2 == 20 || $2 == 50 || $2 == 100 { print "ch08.lag" $2 "." $1, $3 }'
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  build/bin/gatedlm train --cell lstm --hidden 64 --updates 600 --sample 0 --checkpoint "$scratch/m" >/dev/null
  build/bin/gatedlm gates --checkpoint "$scratch/m" --length 3000 |
    awk -v keys=1 -f chapters/08-gated/plots/gates.awk | sed 's/^/ch08.gates./'
}

# --- what takes long --------------------------------------------------------------------------------

# learn NAME CELL SEED OPTION…: a character model of the King James text, its curve and what it says
learn() {
  [ -e "$runs/$1.$2.$3.csv" ] && return
  name=$1 cell=$2 seed=$3
  shift 3
  build/bin/gatedlm train --text build/data/kjv.txt --cell "$cell" --seed "$seed" "$@" --updates 1000 \
    --held-out 0.01 --sample 0 --curve "$runs/$name.$cell.$seed.csv" >"$runs/$name.$cell.$seed.log"
}

# add KIND LAG SEQUENCES: the adding problem, five seeds
add() {
  [ -e "$runs/adding.$2.$1.txt" ] && return
  build/bin/gatedlm adding --kinds "$1" --lag "$2" --sequences "$3" --rule adam --rate 0.002 --seeds 5 \
    >"$runs/adding.$2.$1.part"
  mv "$runs/adding.$2.$1.part" "$runs/adding.$2.$1.txt"
}

# "median low high" of numbers, one a line on stdin.
spread() {
  sort -n | awk '{ x[NR] = $1 } END { print x[int((NR + 1) / 2)], x[1], x[NR] }'
}

# The last losses of a cell, five seeds: median, low, high.
bits() {
  for seed in 1 2 3 4 5; do tail -n 1 "$runs/$1.$2.$seed.csv" | cut -d, -f3; done | spread
}

compare_row() {
  # shellcheck disable=SC2046  # three words are wanted
  set -- "$1" "$2" $(bits "$1" "$2") $(sed -n 's/.* 1x\([0-9]*\) .* \([0-9]*\) weights.*/\1 \2/p' "$runs/$1.$2.1.log")
  printf '%-14s %5d %8d %9.3f   %.3f to %.3f\n' "$2" "$6" "$7" "$3" "$4" "$5"
}

compare_table() {
  echo 'cell           units  weights   bits per letter, five seeds'
  for cell in $cells; do compare_row p "$cell"; done
  echo 'equally wide'
  for cell in lstm gru; do compare_row w "$cell"; done
}

adding_table() {
  echo '                50 values           150 values'
  echo 'layer      solved  sequences    solved  sequences'
  for kind in tanh irnn lstm gru; do
    printf '%-10s' "$kind"
    for lag in 50 150; do
      awk '/ of 5 seeds/ { solved = $4 + 0; median = $NF } END { printf "%7s %10s   ", solved "/5", solved ? median : "-" }' \
        "$runs/adding.$lag.$kind.txt"
    done
    echo
  done | sed 's/ *$//'
}

# Bits against letters read: medians of five seeds.
curves() {
  echo "millions of letters,tanh,lstm,gru"
  for cell in tanh lstm gru; do
    for seed in 1 2 3 4 5; do sed "1d;s/^/$cell,/" "$runs/p.$cell.$seed.csv"; done
  done | sort -t, -k1,1 -k2,2n -k4,4n | awk -F, '{ n = ++seen[$2, $1]; if (n == 3) x[$2, $1] = $4; all[$2] }
    END { for (l in all) printf "%g,%s,%s,%s\n", l / 1e6, x[l, "tanh"], x[l, "lstm"], x[l, "gru"] }' | sort -n
}

clock_jobs() {
  {
    grep -v '^ch08.time\|^# Times' "$measured/numbers.txt" || true
    echo "# Times: milliseconds, 31 runs of a job at T = 50, B = 32 (.one: B = 1), D = H = 128."
    build/bin/08-numbers times | sed 's/^/ch08./'
  } >"$measured/numbers.new"
  mv "$measured/numbers.new" "$measured/numbers.txt"
}

cells="tanh irnn lstm lstm-peephole lstm-coupled phased-lstm gru"
measure() {
  mkdir -p "$measured" "$runs"
  datasets/fetch.sh
  for seed in 1 2 3 4 5; do
    for cell in $cells; do learn p "$cell" "$seed" --parameters 150000; done
    for cell in lstm gru; do learn w "$cell" "$seed" --hidden 128; done
  done
  for kind in tanh irnn lstm gru; do
    add "$kind" 50 200000
    add "$kind" 150 100000
  done
  {
    echo "# key median low high; $(date +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    echo "# Character models of build/data/kjv.txt: five seeds, bits per letter after 1,000 updates."
    for cell in $cells; do echo "ch08.kjv.$cell $(bits p "$cell")"; done
    for cell in lstm gru; do echo "ch08.kjv.wide.$cell $(bits w "$cell")"; done
  } >"$measured/numbers.txt"
  compare_table >"$measured/compare.txt"
  adding_table >"$measured/adding.txt"
  curves >"$measured/curves.csv"
  clock_jobs
}

case ${1-} in
  '') keys ;;
  block) build/bin64/08-numbers block "${2-}" ;;
  times) clock_jobs ;;
  measure) measure ;;
  *) echo "numbers.sh: expected block NAME, times, measure or nothing" >&2 && exit 2 ;;
esac
