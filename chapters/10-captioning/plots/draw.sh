#!/bin/sh
# Draw the figures of chapter 10: for each its data and its pictures.
#
# usage: chapters/10-captioning/plots/draw.sh FOLDER
#
# What the program drew of a model that learns for minutes is in the chapter's record, measured/.
set -eu
out=${1:?expected a folder for the figures}
here=$(dirname "$0")
mkdir -p "$out"
make -s build/bin64/10-numbers build/bin/plot

for name in im2col filters norm depth placed glimpses cosine; do
  build/bin64/10-numbers csv $name >"$out/$name.csv"
done
printf 'x,y\n0,0\n' >"$out/roads.csv" # a drawing without data

for name in im2col filters norm depth placed roads glimpses cosine; do
  build/bin/plot "$here/$name.gp" "$out/$name.csv" "$out/$name"
done
for name in sheet unseen looks; do cp "$here/../measured/$name.svg" "$out/"; done
