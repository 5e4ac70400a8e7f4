#!/bin/sh
# Draw the figures of chapter 07: for each its data and its pictures.
#
# usage: chapters/07-vanishing/plots/draw.sh FOLDER
#
# What takes minutes of training is drawn from the chapter's record, measured/.
set -eu
out=${1:?expected a folder for the figures}
here=$(dirname "$0")
record=$here/../measured
mkdir -p "$out"
make -s build/bin64/07-numbers build/bin/vanish build/bin/plot

for name in ellipses skew products wall; do build/bin64/07-numbers csv $name >"$out/$name.csv"; done
build/bin/vanish cliff --grid 40 | awk -F, '
  { print }
  $1 == "plain" && $2 == 0 { w = $3; b = $4 }
  $1 == "plain" && $2 == 1 { # the way there, in dots
    for (i = 1; i < 80; i++) printf "leap,%d,%.6f,%.6f,,\n", i, w + ($3 - w) * i / 600, b + ($4 - b) * i / 600
  }' >"$out/cliff.csv"
{
  echo "when,kind,steps back,norm: mean of 5 seeds,lowest,highest"
  build/bin/vanish lags --lag 50 | sed '1d; s/^/start,/'
  sed '1d; s/^/trained,/' "$record/trained.csv"
} >"$out/lags.csv"
cp "$record/adding.csv" "$out/adding.csv"
{
  echo "kind,attractors,per cent right: median of 5 seeds,lowest,highest"
  sed -n 's/^ch07.agreement[.]\([a-z]*\)[.]\([0-9]\) \([^ ]*\) \([^ ]*\) \([^ ]*\)$/\1,\2,\3,\4,\5/p' "$record/numbers.txt"
  awk -F, 'NR > 1 && $1 == "tanh" { n[$3] += $5; if ($4) r[$3] += $5 }
    END { for (k in n) { p = 100 * r[k] / n[k]; print "nearest," k "," p "," p "," p } }' \
    "$record/agreement.csv" | sort
} >"$out/agreement.csv"

for name in ellipses skew products wall cliff lags adding agreement; do
  build/bin/plot "$here/$name.gp" "$out/$name.csv" "$out/$name"
done
