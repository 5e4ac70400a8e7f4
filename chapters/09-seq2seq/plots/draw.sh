#!/bin/sh
# Draw the figures of chapter 09: for each its data and its pictures.
#
# usage: chapters/09-seq2seq/plots/draw.sh FOLDER
set -eu
out=${1:?expected a folder for the figures}
here=$(dirname "$0")
mkdir -p "$out"
make -s build/bin64/09-numbers build/bin/plot

for name in told padding tree widths order; do build/bin64/09-numbers csv $name >"$out/$name.csv"; done
build/bin64/09-numbers csv weights >"$out/bottleneck.csv"
{
  echo "words,keys asked: median of 5 seeds,lowest,highest,weights by place,lowest,highest,one vector,lowest,highest"
  sed -n 's/^ch09.learn[.]backwards[.]\([a-z]*\)[.]\([0-9]*\) \([^ ]*\) \([^ ]*\) \([^ ]*\)$/\2 \1 \3,\4,\5/p' "$here/../measured/numbers.txt" |
    awk '{ has[$1, $2] = $3 } END { for (n = 4; n <= 12; n++) print n "," has[n, "keys"] "," has[n, "place"] "," has[n, "vector"] }'
} >"$out/learned.csv"
cp "$out/bottleneck.csv" "$out/read.csv"
for name in lengths curves looks; do cp "$here/../measured/$name.csv" "$out/$name.csv"; done

for name in bottleneck told padding tree widths read order learned lengths curves looks; do
  build/bin/plot "$here/$name.gp" "$out/$name.csv" "$out/$name"
done
