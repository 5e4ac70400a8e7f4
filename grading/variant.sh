#!/bin/sh
# The transcript of a variant: a solution in which some files are replaced.
#
# usage: grading/variant.sh NN-name OUT.jsonl PATCH-OR-FOLDER
#
# A patch is a wrong variant (grading/NN-name/wrong/*.patch), a folder a right one
# (grading/NN-name/right/NAME/): its .c files replace the solution's files of the same names.
# The Makefile sets COMPILE (compiler and flags), OBJECTS (of the solution's worker) and LINK.
set -eu
chapter=$1 out=$2 variant=$3
work=${out%.jsonl}
rm -rf "$work"
mkdir -p "$work"

if [ -d "$variant" ]; then
  cp "$variant"/*.c "$work/"
else
  mkdir -p "$work/solutions"
  cp -r "solutions/$chapter" "$work/solutions/"
  patch -s -p1 --no-backup-if-mismatch -d "$work" <"$variant" || {
    echo "$variant: does not apply to solutions/$chapter" >&2
    exit 1
  }
  sed -n 's|^+++ b/\([^[:space:]]*\).*|\1|p' "$variant" | while read -r file; do
    mv "$work/$file" "$work/"
  done
  rm -r "$work/solutions"
fi

linked=
for o in $OBJECTS; do
  case $o in
    */solutions/"$chapter"/*) [ -f "$work/$(basename "$o" .o).c" ] && continue ;;
  esac
  linked="$linked $o"
done
# shellcheck disable=SC2086 # lists of words by intent
$COMPILE "$work"/*.c $linked $LINK -o "$work/worker"
rm -f "$out.new"
"$work/worker" --contents --out "$out.new"
"$work/worker" --seed 1 --limit 2 --out "$out.new" 2>/dev/null
mv "$out.new" "$out"
rm -r "$work"
