#!/bin/sh
# Draw the figures of chapter 03: for each its data and its pictures.
#
# usage: chapters/03-svd/plots/draw.sh FOLDER
set -eu
out=${1:?expected a folder for the figures}
here=$(dirname "$0")
mkdir -p "$out"
make -s build/bin64/03-numbers build/bin/svd build/bin/plot

for name in circle steps noise clouds; do build/bin64/03-numbers csv $name >"$out/$name.csv"; done
{
  echo "method,n,milliseconds of one processor: the fastest of 7"
  sed -n 's/^ch03.time.\([a-z]*\).n\([0-9]*\) [^ ]* \([^ ]*\) .*/\1,\2,\3/p' "$here/../measured/numbers.txt" |
    grep -E '^(jacobi|lapack|truncated),'
} >"$out/time.csv"
{
  echo "numbers a word,share of squares,Spearman's rho with what was planted,the same of whole rows"
  build/bin/svd | awk '
    $3 == "%" && $1 + 0 > 1 && $4 + 0 > 0 { k[++n] = $1; share[n] = $2 / 100; rho[n] = $4 }
    END { for (i = 1; i < n; i++) print k[i] "," share[i] "," rho[i] "," rho[n] }'
} >"$out/scree.csv"
build/bin/svd map --words 80 --width 640 --font 15 --output "$out/map.csv" >/dev/null
build/bin/svd map --method lle --words 80 --width 640 --font 15 --output "$out/lle.csv" >/dev/null

for name in circle scree time steps lle map noise clouds; do
  build/bin/plot "$here/$name.gp" "$out/$name.csv" "$out/$name"
done
