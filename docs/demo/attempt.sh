#!/bin/sh
# Make a half-finished hand-in out of a chapter's solution: one mistake, some exercises still open.
#
# usage: docs/demo/attempt.sh NN-name FOLDER      writes FOLDER/NN-name/*.c
#
# docs/demo/NN-name.attempt names the mistake, a patch in grading/NN-name/wrong, and the numbers of
# the open exercises. No solved code is committed: it is all made from solutions/.
set -eu
chapter=$1 out=$2
recipe=docs/demo/$chapter.attempt
wrong=$(sed -n 's/^wrong //p' "$recipe")
open=$(sed -n 's/^open //p' "$recipe")

rm -rf "${out:?}/$chapter" "$out/patched"
mkdir -p "$out/$chapter" "$out/patched/solutions"
cp -r "solutions/$chapter" "$out/patched/solutions/"
patch -s -p1 --no-backup-if-mismatch -d "$out/patched" <"grading/$chapter/wrong/$wrong.patch"
for file in "$out/patched/solutions/$chapter"/*.c; do
  # Only the open exercises keep their markers, so only they become TODOs.
  awk -v open=" $open " '
    /^[ \t]*\/\/> \[/ && !index(open, " " $3 " ") { solved = $2; next }
    /^[ \t]*\/\/< \[/ && $2 == solved { solved = ""; next }
    { print }' "$file" | awk -f solutions/skeleton.awk >"$out/$chapter/$(basename "$file")"
done
rm -r "$out/patched"
