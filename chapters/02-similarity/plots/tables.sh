#!/bin/sh
# Make the chapter's tables of the King James text in a folder, unless they are there and newer than
# the program: kjv.counts, five places to either side, and kjv.ppmi.
#
# usage: chapters/02-similarity/plots/tables.sh FOLDER
set -eu
out=${1:?expected a folder for the tables}
text=build/data/kjv.txt
mkdir -p "$out"
[ -e $text ] || datasets/fetch.sh >/dev/null
[ -z "$(find "$out/kjv.ppmi" -newer build/bin/cooc 2>/dev/null)" ] || exit 0
new=$out/new.$$
mkdir "$new"
trap 'rm -rf "$new"' EXIT
sed "s/[^A-Za-z']/ /g" $text |
  build/bin/cooc build --lower --min-count 10 --weight flat --output "$new/kjv.counts" - >"$new/kjv.said"
build/bin/cooc ppmi --alpha 0.75 --output "$new/kjv.ppmi" "$new/kjv.counts" >>"$new/kjv.said"
mv "$new/kjv.said" "$new/kjv.counts" "$out"
mv "$new/kjv.ppmi" "$out"
