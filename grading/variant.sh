#!/bin/sh
# The transcript of a variant: a solution in which some files are replaced.
#
# usage: grading/variant.sh NN-name WORKER OUT.jsonl PATCH-OR-FOLDER
#
# A patch is a wrong variant (grading/NN-name/wrong/*.patch), a folder a right one
# (grading/NN-name/right/NAME/): its .c files replace the solution's files of the same names.
# They are compiled by COMPILE (compiler and flags), and loaded before the solution, which WORKER has as
# a shared object: of two functions of one name the first that was loaded is called.
#
# A patch that changes regions of the solution and nothing else can change the answers of those cases only
# that run them (grading/reach.sh, which has left their numbers beside WORKER). The others are left out of
# the transcript: grading/variants.c knows what the solution answers there.
set -eu
chapter=$1 worker=$2 out=$3 variant=$4
work=${out%.jsonl}
rm -rf "$work"
mkdir -p "$work"

# Names of the regions that a patch of one file changes, and - for a change outside of them. Lines are
# inserted before a line, so the end of a region belongs to it and its beginning does not.
regions_of() { # PATCH FILE
  awk 'FNR == NR { if ($1 == "//>") { in_region[FNR] = "-"; name = substr($2, 2, length($2) - 2); next }
      in_region[FNR] = name == "" ? "-" : name; if ($1 == "//<") name = ""; next }
    /^@@ / { split(substr($2, 2), at, ","); line = at[1] + (at[2] == "0"); next }
    /^[-+]/ && line { print line in in_region ? in_region[line] : "-" }
    /^[- ]/ && line { line++ }' "$2" "$1" | sort -u
}

only=
if [ -d "$variant" ]; then
  cp "$variant"/*.c "$work/"
else
  files=$(sed -n 's|^+++ b/solutions/[^/]*/\([^[:space:]]*\).*|\1|p' "$variant")
  for file in $files; do cp "solutions/$chapter/$file" "$work/"; done
  patch -s -p3 --no-backup-if-mismatch -d "$work" <"$variant" || {
    echo "$variant: does not apply to solutions/$chapter" >&2
    exit 1
  }
  case $files in *[[:space:]]*) regions=- ;; *) regions=$(regions_of "$variant" "solutions/$chapter/$files") ;; esac
  case $regions in
    -*) ;;
    *) only="--only $(for region in $regions; do cat "${worker%/*}/reach/$region"; done)" ;;
  esac
fi

for file in "$work"/*.c; do
  # shellcheck disable=SC2086 # words by intent
  $COMPILE -c "$file" -o "${file%.c}.o"
done
ld -shared "$work"/*.o -o "$work/variant.so"
rm -f "$out.new"
# shellcheck disable=SC2086 # words by intent
LD_PRELOAD=$work/variant.so "$worker" --seed 1 --limit 1 $only --out "$out.new" 2>/dev/null
mv "$out.new" "$out"
rm -r "$work"
