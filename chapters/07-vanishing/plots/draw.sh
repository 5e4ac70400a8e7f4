#!/bin/sh
# Draw the figures of chapter 07: for each its data and its pictures.
#
# usage: chapters/07-vanishing/plots/draw.sh FOLDER
set -eu
out=${1:?expected a folder for the figures}
here=$(dirname "$0")
mkdir -p "$out"
make -s build/bin64/07-numbers build/bin/plot

for name in ellipses skew products clip wall; do build/bin64/07-numbers csv $name >"$out/$name.csv"; done

for name in ellipses skew products clip wall; do
  build/bin/plot "$here/$name.gp" "$out/$name.csv" "$out/$name"
done
