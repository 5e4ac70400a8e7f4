#!/bin/sh
# Which cases run the code of a region of the solution? Those that find out when it is not there.
#
# usage: grading/reach.sh NN-name WORKER FOLDER
#
# A region (solutions/skeleton.awk) is a part of one function. Where it says TODO, all cases that come by
# end there. What is changed within the region changes nothing for the others, so grading/variant.sh runs
# these only. FOLDER/NAME gets their numbers, counted from 0, with commas behind; COMPILE is as for
# variant.sh.
set -eu
chapter=$1 worker=$2 folder=$3
rm -rf "$folder" "$folder.new"
mkdir -p "$folder.new/code"
for file in solutions/"$chapter"/*.c; do
  sed -n 's|^[[:blank:]]*//> \[\([a-z0-9_]*\)\].*|\1|p' "$file" | while read -r region; do
    code=$folder.new/code/$region
    awk -v only="[$region]" -f solutions/skeleton.awk "$file" >"$code.c"
    # shellcheck disable=SC2086 # words by intent
    $COMPILE -c "$code.c" -o "$code.o"
    ld -shared "$code.o" -o "$code.so"
    LD_PRELOAD=$code.so "$worker" --seed 1 --limit 1 --out "$code.jsonl" 2>/dev/null
    awk '/^{"exercise":"[^"]*","case":"[^"]*","end":/ { if (!/"end":"exit","status":0/) printf "%d,", n; n++ }' \
      "$code.jsonl" >"$folder.new/$region"
    rm "$code".*
  done
done
rmdir "$folder.new/code"
mv "$folder.new" "$folder"
