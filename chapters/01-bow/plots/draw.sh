#!/bin/sh
# Draw the figures of chapter 01: for each its data and its pictures.
#
# usage: chapters/01-bow/plots/draw.sh FOLDER
#
# On the King James text where build/data has it (make data), else on generated documents.
set -eu
out=${1:?expected a folder for the figures}
here=$(dirname "$0")
kjv=build/data/kjv.tsv
mkdir -p "$out"
make -s build/bin64/01-numbers build/bin/bow build/bin/plot
set --
[ ! -e $kjv ] || set -- --text $kjv

build/bin64/01-numbers csv pick >"$out/pick.csv"
build/bin/bow vocab "$@" --min-count 1 --csv "$out/words.csv" >/dev/null
# On a log axis thousands of rare words would lie on top of each other: 60 of every factor e will do,
# and the powers of ten, which are labelled.
awk -F , 'NR == 1 { seen = -1; print; next }
  int(60 * log($1)) > seen || $1 ~ /^10*$/ { print; seen = int(60 * log($1)) }' \
  "$out/words.csv" >"$out/zipf.csv"
rm "$out/words.csv"
cp "$out/zipf.csv" "$out/coverage.csv"
build/bin/bow train "$@" --curve "$out/learning.csv" --confusion "$out/confusion.csv" >/dev/null
build/bin/bow train --dim 2 --epochs 5 --vectors "$out/map.csv" >/dev/null

for name in pick zipf coverage learning confusion map; do
  build/bin/plot "$here/$name.gp" "$out/$name.csv" "$out/$name"
done
