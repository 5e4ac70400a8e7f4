#!/bin/sh
# The numbers that lesson 07 and its walk-through quote: docs/true-numbers.md says how.
#
# usage: chapters/07-vanishing/numbers.sh              "key value…" lines, computed now (five seconds)
#        chapters/07-vanishing/numbers.sh block NAME   one of the lesson's tables
#        chapters/07-vanishing/numbers.sh measure      measured/ anew, on this machine (half an hour)
#        chapters/07-vanishing/numbers.sh summary      measured/numbers.txt anew from the other records
set -eu
cd "$(dirname "$0")/../.."
measured=chapters/07-vanishing/measured
make -s build/bin64/07-numbers build/bin/07-numbers build/bin/vanish
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

keys() {
  build/bin64/07-numbers keys | sed 's/^/ch07./'
}

# adding VALUES OPTION…: five seeds of each kind, appended to adding.csv.
adding() {
  values=$1
  shift
  build/bin/vanish adding --lag "$values" --seeds 5 "$@" --curve "$scratch/curve.csv" >/dev/null
  awk -F, -v values="$values" 'NR > 1 { print values "," $1 "," $2 "," $3 "," $4 }' "$scratch/curve.csv" \
    >>$measured/adding.csv.new
}

# When each run of adding.csv was solved: "values kind sequences", or -1.
ends() {
  awk -F, 'NR > 1 { run = $1 " " $2 " " $3; last[run] = $5; at[run] = $4 }
    END { for (run in last) { split(run, w, " "); print w[1], w[2], last[run] < 0.01 ? at[run] : -1 } }' \
    $measured/adding.csv | sort -k1,1n -k2,2 -k3,3n
}

# The lesson's table of them.
adding_table() {
  echo "values   layer   solved by     after sequences: median (fewest to most)"
  ends | awk '
    function tell() {
      printf "%6d   %-6s   %d of %d seeds", values, kind, solved, runs
      if (solved) printf "  %8d (%d to %d)", x[int((solved + 1) / 2)], x[1], x[solved]
      print ""
    }
    $1 != values || $2 != kind { if (runs) tell(); values = $1; kind = $2; runs = solved = 0 }
    { runs++; if ($3 >= 0) x[++solved] = $3 }
    END { tell() }'
}

# "key median low high" of "key value" lines.
spread() {
  sort -k1,1 -k2,2g | awk '
    $1 != key { if (n) print key, x[int((n + 1) / 2)], x[1], x[n]; key = $1; n = 0 }
    { x[++n] = $2 }
    END { print key, x[int((n + 1) / 2)], x[1], x[n] }'
}

# Per cent right by attractors of agreement.csv, a line for each run.
right() {
  awk -F, 'NR > 1 { key = $1 "." $3 " " $2; n[key] += $5; r[key] += $6 }
    END { for (key in n) { split(key, w, " "); print "ch07.agreement." w[1], 100 * r[key] / n[key] } }' "$1"
}

summary() {
  grep -e '^#' -e '^ch07.time' $measured/numbers.txt >"$scratch/numbers.txt"
  {
    ends | awk '$3 >= 0 { print "ch07.adding." $1 "." $2, $3 / 1000 }' | spread
    right $measured/agreement.csv | spread
    right $measured/number.csv | sed 's/agreement/number/' | spread
    right $measured/fast.csv | sed 's/agreement/fast/' | spread
    ends | awk '{ n[$1 "." $2] += $3 >= 0 } END { for (k in n) print "ch07.solved." k, n[k], n[k], n[k] }' | sort
    awk '/values:/ { values = $2 } / solved by / { print "ch07.unclipped." values + 0, $4, $4, $4 }' $measured/unclipped.txt
    awk -F, '$2 == 10 || $2 == 50 { print "ch07.trained." $1 "." $2, $3, $4, $5 }' $measured/trained.csv
    awk -F, '$2 == 10 || $2 == 50 || $2 == 100 { print "ch07.lags." $1 "." $2, $3, $4, $5 }' $measured/start.csv
  } >>"$scratch/numbers.txt"
  cp "$scratch/numbers.txt" $measured/numbers.txt
  adding_table >$measured/adding.txt
}

timings() {
  {
    echo "# key median low high; $(date +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    echo "# times: milliseconds of one processor, 31 runs. All else: vanish, five seeds; the commands stand in numbers.sh."
    echo "# adding: thousand sequences until solved."
    build/bin/07-numbers times | sed 's/^/ch07./'
  } >$measured/numbers.txt
}

measure() {
  mkdir -p $measured
  timings
  build/bin/vanish >$measured/demo.txt
  build/bin/vanish lags --lag 100 >$measured/start.csv
  build/bin/vanish lags --lag 50 --trained >$measured/trained.csv
  build/bin/vanish agreement --every-word --sequences 100000 --sentences 10000 --seeds 5 \
    --table $measured/agreement.csv >/dev/null
  build/bin/vanish agreement --every-word --sequences 100000 --sentences 10000 --seeds 5 --kinds tanh --rate 0.05 \
    --table $measured/fast.csv >/dev/null
  build/bin/vanish agreement --seeds 5 --table $measured/number.csv >/dev/null
  for values in 50 150; do
    build/bin/vanish adding --lag $values --kinds irnn --clip 0 --seeds 5
  done >$measured/unclipped.txt
  echo "values,kind,seed,sequences,loss" >$measured/adding.csv.new
  adding 50 --kinds tanh --rate 0.03 --sequences 300000 # the best for it of 0.003, 0.01, 0.03, 0.1
  adding 50 --kinds irnn,nprnn --sequences 300000
  adding 150 --kinds tanh --rate 0.03
  adding 150 --kinds irnn,nprnn --sequences 300000
  adding 300 --kinds irnn,nprnn --rate 0.005 --sequences 400000
  mv $measured/adding.csv.new $measured/adding.csv
  summary
}

case ${1-} in
  '') keys ;;
  block) build/bin64/07-numbers block "${2-}" ;;
  measure) measure ;;
  summary) summary ;;
  times) timings ;;
  *) echo "numbers.sh: expected block NAME, measure, summary or nothing" >&2 && exit 2 ;;
esac
