#!/bin/sh
# Draw the figures of chapter 05: for each its data and its pictures.
#
# usage: chapters/05-ngram/plots/draw.sh FOLDER
set -eu
out=${1:?expected a folder for the figures}
here=$(dirname "$0")
mkdir -p "$out"
make -s build/bin/plot

for name in sorting mass counts order size entropy lattice; do
  "$here/../numbers.sh" csv $name >"$out/$name.csv"
  build/bin/plot "$here/$name.gp" "$out/$name.csv" "$out/$name"
done
