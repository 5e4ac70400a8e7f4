#!/bin/bash
# Pack what a student gets for a chapter: build/kit/unrolled-NN-name.tar.gz.
#
# usage: grading/kit.sh NN-name
#
# In it: the lesson, skeletons and given programs of the chapter, its cases with their expected
# values and sketches, the harness and data generators, the judge, and the solutions and laboratories
# of the chapters that it builds on. Only files under version control are packed, and only from the list below, so
# nothing can slip in: no other solution, no wrong or right variant, no test, no instructor's tool.
# The same files give the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
chapter=${1?'usage: grading/kit.sh NN-name'}
[ -f "grading/$chapter/cases.c" ] || { echo "kit: $chapter: there is no such chapter" >&2; exit 2; }
[ -n "$(git ls-files "chapters/$chapter")" ] ||
  { echo "kit: chapters/$chapter: git does not know these files yet; git add them first" >&2; exit 2; }
earlier=$(cat "chapters/$chapter/builds-on" 2>/dev/null || true)

paths=(Makefile LICENSE .clang-format .editorconfig harness datasets docs/dependencies.md
  docs/install-packages.sh "chapters/$chapter" ":!chapters/$chapter/numbers/ways" ":(glob)grading/$chapter/*.[ch]"
  "grading/$chapter/expected.jsonl" "grading/$chapter/sketches.jsonl" ':(glob)grading/*.[ch]'
  grading/check.sh grading/handin.sh ':!grading/variants.c' ':!grading/patch.[ch]' ':!grading/compare_main.c')
for before in $earlier; do
  paths+=("chapters/$before/builds-on" ":(glob)chapters/$before/*.h" ":(glob)chapters/$before/lab/*.[ch]" ":(glob)solutions/$before/*.c")
done

name=unrolled-$chapter
out=build/kit
staged=$out/$name
rm -rf "$staged"
mkdir -p "$staged"
git ls-files -z -- "${paths[@]}" | tar --null -T - -cf - | tar -xf - -C "$staged"
for solution in "solutions/$chapter"/*.c; do # cut anew: somebody may have solved the committed ones
  awk -f solutions/skeleton.awk "$solution" >"$staged/chapters/${solution#solutions/}"
done
sed "s/NN-name/$chapter/g" docs/kit-README.md >"$staged/README.md"

tar --sort=name --format=ustar --mtime="@${SOURCE_DATE_EPOCH:-1767225600}" --owner=0 --group=0 \
  --numeric-owner --mode=u+rwX,go+rX,go-w -C "$out" -cf - "$name" | gzip -9n >"$staged.tar.gz.new"
mv "$staged.tar.gz.new" "$staged.tar.gz"
echo "packed $staged.tar.gz: $(find "$staged" -type f | wc -l) files, $(du -k "$staged.tar.gz" | cut -f 1) KiB"
rm -r "$staged"
