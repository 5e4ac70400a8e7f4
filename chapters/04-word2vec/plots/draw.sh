#!/bin/sh
# Draw the figures of chapter 04: for each its data and its pictures.
#
# usage: chapters/04-word2vec/plots/draw.sh FOLDER
set -eu
out=${1:?expected a folder for the figures}
here=$(dirname "$0")
mkdir -p "$out"
make -s build/bin/plot

for name in pairs tree optimum loss offsets corpus rare steps; do
  "$here/../numbers.sh" csv $name >"$out/$name.csv"
  build/bin/plot "$here/$name.gp" "$out/$name.csv" "$out/$name"
done
