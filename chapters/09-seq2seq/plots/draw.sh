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
cp "$out/bottleneck.csv" "$out/read.csv"

for name in bottleneck told padding tree widths read order; do
  build/bin/plot "$here/$name.gp" "$out/$name.csv" "$out/$name"
done
