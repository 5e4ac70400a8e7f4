#!/bin/sh
# Draw the figures of chapter 06: for each its data and its pictures.
#
# usage: chapters/06-rnn/plots/draw.sh FOLDER
#
# Trains the character model once (ten seconds) and keeps it in the folder for the next time.
set -eu
out=${1:?expected a folder for the figures}
here=$(dirname "$0")
mkdir -p "$out"
make -s build/bin64/06-numbers build/bin/charlm build/bin/plot

# model NAME OPTION…: train unless the model is there and newer than the program
model() {
  name=$1
  shift
  [ -z "$(find "$out/$name.model" -newer build/bin/charlm 2>/dev/null)" ] || return 0
  rm -f "$out/$name.model"
  build/bin/charlm train --sample 0 --checkpoint "$out/$name.model" "$@" >/dev/null
}
model one --updates 1
model full --curve "$out/bits.csv"

for name in unrolled triangle hello; do build/bin64/06-numbers csv $name >"$out/$name.csv"; done
build/bin/charlm units --checkpoint "$out/full.model" --length 4000 |
  awk -f "$here/units.awk" -v show=48 >"$out/units.csv"
{
  echo "lag,after 1 update,after 3000 updates"
  build/bin/charlm gradients --checkpoint "$out/one.model" | sed 1d >"$out/one.lags"
  build/bin/charlm gradients --checkpoint "$out/full.model" | sed 1d |
    paste -d, "$out/one.lags" - | cut -d, -f1,2,4
} >"$out/gradients.csv"
rm "$out/one.lags"
{
  echo "steps that the gradient goes back,bits per letter: median of 5 seeds,lowest,highest,sees 2 letters,sees 3 letters,entropy"
  "$here/../numbers.sh" source >"$out/source.keys"
  bounds=$(awk '{ x[$1] = $2 } END { OFS = ","; print x["ch06.context2"], x["ch06.context3"], x["ch06.source.bits"] }' "$out/source.keys")
  sed -n 's/^ch06.cut.steps//p' "$here/../measured/numbers.txt" | tr ' ' , | sed "s/$/,$bounds/"
  rm "$out/source.keys"
} >"$out/cut.csv"

for name in unrolled hello triangle bits units gradients cut; do
  build/bin/plot "$here/$name.gp" "$out/$name.csv" "$out/$name"
done
