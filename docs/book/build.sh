#!/bin/sh
# Build one edition of the book: OUT/EDITION/html/index.html. `make book` draws the figures first.
#
# usage: docs/book/build.sh student|solution [OUT]     OUT is build/book unless given
#        docs/book/build.sh ready                      says what is missing; 1 when something is
#
# The student edition reads no file below solutions/.
set -eu
cd "$(dirname "$0")/../.."
EDITION=$1
out=${2-build/book}/$EDITION

missing=
for program in doxygen blahtexml /usr/bin/python3; do
  command -v $program >/dev/null || missing="$missing $program"
done
for file in /usr/share/doxygen-awesome-css/doxygen-awesome.css \
  /usr/share/texmf/fonts/opentype/public/lm-math/latinmodern-math.otf; do
  [ -e $file ] || missing="$missing ${file##*/}"
done
/usr/bin/python3 -c 'import fontTools, brotli' 2>/dev/null || missing="$missing fontTools-or-brotli"
case $(doxygen --version 2>/dev/null) in
  1.9.4*) ;;
  *) missing="$missing doxygen-1.9.4" ;; # others write other pages, which finish.py does not know
esac
if [ "$missing" ]; then
  echo "book: missing:$missing (docs/install-packages.sh book installs what Debian 12 has)" >&2
  exit 1
fi

case $EDITION in
  ready) exit 0 ;;
  student) code=chapters input='chapters' ;;
  solution) code=solutions input='chapters solutions' ;;
  *) echo "build.sh: $1: expected student, solution or ready" >&2 && exit 2 ;;
esac
export EDITION

# Made beside its place and moved there at the end: who reads the old book meanwhile still can.
new=$out.new
rm -rf "$new"
mkdir -p "$new/code"
for file in "$code"/*/*.c; do
  copy=$new/code/${file#*/}
  mkdir -p "$(dirname "$copy")"
  awk -f docs/book/functions.awk "$file" >"$copy"
done
{
  cat docs/book/Doxyfile
  echo "OUTPUT_DIRECTORY = $new"
  echo "EXAMPLE_PATH = $new/code"
  echo "PROJECT_NUMBER = \"$EDITION edition\""
  echo "INPUT = docs/book/front.md $input docs/notation.md docs/book/reference.md"
  echo "INPUT += harness datasets grading/case.h"
  echo "STRIP_FROM_INC_PATH = harness datasets grading" chapters/*/lab chapters/* # else the whole path is printed
  # Of the folders in a chapter only its laboratory has something to look up.
  for folder in chapters/*/*/; do [ "${folder%/lab/}" != "$folder" ] || echo "EXCLUDE += ${folder%/}"; done
} | doxygen -
docs/book/finish.py "$new/html"
rm -rf "$new/code" "$out"
mv "$new" "$out"
echo "the $EDITION edition: $out/html/index.html ($(find "$out/html" -name '*.html' | wc -l) pages)"
