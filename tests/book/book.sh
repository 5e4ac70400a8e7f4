#!/bin/bash
# The book: both editions are as complete as they claim, the student's holds no answer, and the same
# files give the same bytes, wherever they stand.
# limit: 900
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"

docs/book/build.sh ready 2>"$scratch/missing" || skip "$(cat "$scratch/missing")"
student=build/book/student/html
solution=build/book/solution/html
[ -e $solution/index.html ] || make -s book >"$scratch/make" || fail "make book: $(tail -n 5 "$scratch/make")"

# Built once more, elsewhere, from what is under version control and the same figures. The student
# edition is built where there is no solution: it cannot show what it cannot read.
again() { # EDITION
  local tree=$scratch/$1 excluded=(':!build')
  [ "$1" = solution ] || excluded+=(':!solutions')
  mkdir -p "$tree/build/book"
  git ls-files -z -- . "${excluded[@]}" | tar --null -T - -cf - | tar -xf - -C "$tree"
  ln -s "$PWD/build/book/plots" "$tree/build/book/plots"
  (cd "$tree" && docs/book/build.sh "$1") >"$scratch/log" 2>&1 || fail "$1 edition: $(tail -n 5 "$scratch/log")"
  diff -rq "build/book/$1/html" "$tree/build/book/$1/html" >"$scratch/diff" ||
    fail "$1 edition, built twice: $(head -n 5 "$scratch/diff")"
}

lines() { # WHAT FOLDER
  python3 -B tests/book/lines.py "$@" >"$scratch/lines" || fail "$1: $(head -n 5 "$scratch/lines")"
  tail -n 1 "$scratch/lines"
}

# Every chapter has its page, the front page names all ten, what is not there yet is said to come.
chapter_pages() {
  local lesson number
  for lesson in chapters/*/README.md; do
    number=$(basename "$(dirname "$lesson")" | cut -c 1-2)
    [ -s $student/ch"$number".html ] || fail "chapter $number has no page"
    grep -q "href=\"ch$number.html\"" $student/index.html || fail "the front page does not lead to $number"
    [ -s $solution/walk"$number".html ] || fail "chapter $number has no walk-through"
    [ -e $student/walk"$number".html ] && fail "the student edition has the walk-through of $number"
    for page in $student $solution; do
      grep -q "<details class=.notation.>" "$page/ch$number.html" || fail "$page: $number is without the notation"
    done
  done
  local there later
  there=$(grep -o '<li><a href="ch[0-9]*' $student/index.html | sort -u | wc -l)
  later=$(sed -n '/<ol class="chapters">/,/<\/ol>/p' $student/index.html | grep -o '<li class="later">' | wc -l)
  [ $((there + later)) = 10 ] || fail "the front page has $there chapters and $later to come"
}

header_pages() {
  local header page
  for header in harness/*.h datasets/*.h chapters/*/*.h; do
    page=$(basename "$header" .h | sed 's/_/__/g')_8h.html
    [ -s "$student/$page" ] || fail "$header has no page"
  done
}

# What is for the tests of true numbers is not for readers.
no_marks() {
  grep -lE '<!--|ch[0-9]{2}\.[a-z_]+\.[a-z]' $student/*.html $solution/*.html >"$scratch/marks" &&
    fail "marks are left in $(tr '\n' ' ' <"$scratch/marks")"
}

# The check at the end of a build finds what is wrong with a page.
check_finds() { # WHAT SED
  mkdir -p "$scratch/site"
  printf '<!DOCTYPE html><html lang="en"><body><h1 id="a">A</h1><p>text <a href="#a">a</a></p></body></html>' |
    sed "$2" >"$scratch/site/page.html"
  found=$(cd docs/book && python3 -B -c "import check, sys; print(*check.check(sys.argv[1]), sep='\n')" "$scratch/site")
  if [ "$1" = nothing ]; then
    [ "$found" = '' ] || fail "a good page is said to have: $found"
  else
    grep -q "$1" <<<"$found" || fail "not found: $1 (but: $found)"
  fi
}

python3 -B tests/book/filter.py || fail 'the filter does not do what it should'
chapter_pages
header_pages
no_marks
lines leak $student
lines walk-through $solution
check_finds nothing ''
check_finds 'has no place #b' 's/#a/#b/'
check_finds 'leads nowhere' 's/#a/other.html/'
check_finds 'is there twice' 's/<p>/<p id="a">/'
check_finds 'closes <p>' 's,</p>,</div>,'
check_finds 'is not closed' 's,</p></body></html>,,'
check_finds 'left over' 's/text/<tex>/'
check_finds 'left over' 's/text/<!--n ch01.x exact-->/'
check_finds 'without alt' 's/text/<img src="page.html">/'
again student
again solution
finish "$(find $student -name '*.html' | wc -l) and $(find $solution -name '*.html' | wc -l) pages; every build gives the same bytes"
