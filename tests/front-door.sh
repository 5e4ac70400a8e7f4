#!/bin/bash
# The README's first command: packages are found missing without a question, the demo runs, and its
# page is whole: nothing fetched from elsewhere, no id twice, a name on every picture.
# limit: 900
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/_lib.sh"

packages() {
  local tool began
  began=$(date +%s%N)
  docs/install-packages.sh test >"$scratch/out" 2>&1 || fail "install-packages: $(cat "$scratch/out")"
  [ -s "$scratch/out" ] && fail "install-packages is not quiet when everything is there: $(cat "$scratch/out")"
  [ $((($(date +%s%N) - began) / 1000000)) -lt 1000 ] || fail 'install-packages takes longer than a second to find nothing'

  # A system with neither dpkg nor apt.
  mkdir "$scratch/bin"
  for tool in sh awk sed dirname cat; do ln -s "$(command -v $tool)" "$scratch/bin/"; done
  PATH=$scratch/bin docs/install-packages.sh run >"$scratch/out" 2>"$scratch/err"
  [ $? = 2 ] || fail 'install-packages without apt does not exit with 2'
  grep -q 'Please install: .*check .*gnuplot-nox' "$scratch/err" || fail "install-packages without apt: $(cat "$scratch/err")"
  grep -q 'clang' "$scratch/err" && fail 'install-packages run asks for what only tests need'
  PATH=$scratch/bin SKIP_PACKAGES=1 docs/install-packages.sh run || fail 'SKIP_PACKAGES=1 does not help'
  docs/install-packages.sh everything 2>"$scratch/err"
  [ $? = 2 ] || fail 'install-packages takes a task that it does not know'
}

demo() {
  local page=build/demo/index.html twice nameless chapter
  exec 8>build/demo.lock # the browser test reads this page
  flock 8
  rm -f $page
  DEMO_UPDATES=100 docs/demo/demo.sh >"$scratch/log" 2>&1 || fail "the demo fails: $(tail -n 5 "$scratch/log")"
  flock -u 8
  [ -s $page ] || { fail 'there is no page' && return; }
  for chapter in $(chapters cases.c); do
    [ -e "docs/demo/$chapter.attempt" ] || fail "docs/demo/$chapter.attempt: every chapter has one"
    grep -q "marks of $chapter" $page || fail "$chapter is not on the page"
  done
  for text in 'at first: update 0' 'train more' 'after training' '<b>Hint:</b>' 'not implemented'; do
    grep -qF "$text" $page || fail "the page lacks '$text'"
  done
  grep -noE '(src|href)="?https?:[^ >]*|@import|url\((\\?["'\''])?http' $page && fail 'the page fetches something'
  twice=$(grep -oE "[[:space:]]id=[\"'][^\"']*" $page | sort | uniq -d)
  [ -z "$twice" ] || fail "ids twice: $(head -n 5 <<<"$twice")"
  nameless=$(grep '<svg' $page | grep -cv 'role="img" aria-label="[^"]')
  [ "$nameless" = 0 ] || fail "$nameless pictures have no name"
  [ "$(grep -c '<svg' $page)" -ge 2 ] || fail 'the page has hardly a picture'
}

packages
demo
finish 'the front door opens'
