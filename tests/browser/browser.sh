#!/bin/bash
# Every page that the project makes, opened in a real browser, light and dark, wide and narrow,
# without a network: no error, no dead link, no raw formula, no nameless picture, no sideways scrolling,
# no violation found by axe-core. First the test itself is tested on pages with known faults.
# limit: 2400
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
# shellcheck source=tests/desk/_site.sh
. tests/desk/_site.sh
work=build/browser
here=tests/browser
mkdir -p $work

command -v python3 >/dev/null || skip 'there is no python3'
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
  skip 'there is no chromium'

# What could not be tried: the rest is, and then the test says that it is not complete.
without=()

# axe-core in the version of package-lock.json, fetched once; $axe stays empty when it cannot be had.
axe=
fetch_axe() {
  local script=$work/node_modules/axe-core/axe.min.js
  if ! { [ -s $script ] && cmp -s $here/package-lock.json $work/package-lock.json; }; then
    command -v npm >/dev/null || { without+=('axe-core: npm is not there to fetch it') && return; }
    cp $here/package.json $here/package-lock.json $work/
    timeout 60 npm ci --prefix $work --ignore-scripts --no-audit --no-fund --fetch-retries=1 \
      --fetch-timeout=20000 >$work/npm.log 2>&1 || {
      without+=("axe-core: npm cannot fetch it, see $work/npm.log")
      rm -f $work/package-lock.json
      return
    }
  fi
  axe=$script
}

look() { python3 -B $here/pages.py ${axe:+--axe "$axe"} "$@"; }

# The front door's test makes the demo anew, so the page is looked at under a lock.
demo() {
  exec 8>build/demo.lock
  flock 8
  [ -e build/demo/index.html ] || DEMO_UPDATES=100 docs/demo/demo.sh >$work/demo.log 2>&1 ||
    fail "there is no demo: $(tail -n 3 $work/demo.log)"
  look build/demo || fail 'the demo has faults'
  flock -u 8
}

# Both editions in one call: what they share is looked at once. A copy, as a book is soon built anew.
book() {
  docs/book/build.sh ready 2>$work/book.log || { without+=("$(cat $work/book.log)") && return; }
  [ -e build/book/solution/html/index.html ] || make -s book >$work/book.log 2>&1 ||
    fail "there is no book: $(tail -n 3 $work/book.log)"
  rm -rf $work/book
  mkdir $work/book
  cp -r build/book/student build/book/solution $work/book/
  look $work/book:search,next,toggle || fail 'the book has faults'
}

# What the instructor's desk writes about a class with hostile names and hand-ins.
desk() {
  rm -rf $work/desk
  mkdir $work/desk
  make_site $work/desk >$work/desk.log 2>&1 || { fail "there are no reports: $(tail -n 3 $work/desk.log)" && return; }
  look $work/desk/pages || fail 'the reports have faults'
}

fetch_axe
look --faults $here/faults.html || fail 'the test does not find what it should'
book # first: meanwhile the front door's test is done with the demo
demo
desk

[ ${#without[@]} = 0 ] || [ $failures != 0 ] || skip "the rest passed, but not tried: $(printf "%s; " "${without[@]}")"
finish 'the pages are as they should be'
