#!/bin/sh
# Draw the figures of chapter 08: for each its data and its pictures.
#
# usage: chapters/08-gated/plots/draw.sh FOLDER
#
# Trains a small character model once (a few seconds) and keeps it in the folder for the next time.
set -eu
out=${1:?expected a folder for the figures}
here=$(dirname "$0")
mkdir -p "$out"
make -s build/bin64/08-numbers build/bin/gatedlm build/bin/plot

for name in cell shares flow phase valley; do build/bin64/08-numbers csv $name >"$out/$name.csv"; done
build/bin/gatedlm lags --kinds tanh,irnn,nprnn,lstm-forget0,lstm,gru >"$out/lags.csv"
[ ! -e "$here/../measured/curves.csv" ] || cp "$here/../measured/curves.csv" "$out/compare.csv"
if [ -z "$(find "$out/gates.model" -newer build/bin/gatedlm 2>/dev/null)" ]; then
  rm -f "$out/gates.model"
  build/bin/gatedlm train --cell lstm --hidden 64 --updates 600 --sample 0 --checkpoint "$out/gates.model" >/dev/null
fi
build/bin/gatedlm gates --checkpoint "$out/gates.model" --length 3000 | awk -f "$here/gates.awk" >"$out/gates.csv"

for name in cell shares flow phase valley lags gates; do
  build/bin/plot "$here/$name.gp" "$out/$name.csv" "$out/$name"
done
