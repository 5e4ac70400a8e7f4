#!/bin/sh
# Draw the figures of chapter 02: for each its data and its pictures.
#
# usage: chapters/02-similarity/plots/draw.sh FOLDER
set -eu
out=${1:?expected a folder for the figures}
here=$(dirname "$0")
mkdir -p "$out"
make -s build/bin64/02-numbers build/bin/cooc build/bin/world build/bin/plot

for name in plane circle window ppmi; do build/bin64/02-numbers csv $name >"$out/$name.csv"; done
for name in neighbours opposites world; do "$here/../numbers.sh" csv $name >"$out/$name.csv"; done
for name in plane window ppmi circle neighbours opposites world; do
  build/bin/plot "$here/$name.gp" "$out/$name.csv" "$out/$name"
done
