#!/bin/sh
# Draw the figures of chapter 08: for each its data and its pictures.
#
# usage: chapters/08-gated/plots/draw.sh FOLDER
set -eu
out=${1:?expected a folder for the figures}
here=$(dirname "$0")
mkdir -p "$out"
make -s build/bin64/08-numbers build/bin/plot

for name in cell shares flow phase valley; do build/bin64/08-numbers csv $name >"$out/$name.csv"; done

for name in cell shares flow phase valley; do
  build/bin/plot "$here/$name.gp" "$out/$name.csv" "$out/$name"
done
