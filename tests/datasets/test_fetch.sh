#!/bin/sh
# datasets/fetch.sh on small stand-ins for the Debian packages, and on the packages where installed.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

say() {
  echo "FAILED: $1" >&2
  failed=1
}

# A copy of the script, a program `bible` that prints 31102 verses, and a WordNet of eight entries, in which
# light is a thing, verse and lamp are lights.
set_up() {
  rm -rf "${work:?}"/*
  mkdir -p "$work/kit/datasets" "$work/bin" "$work/wordnet" "$work/lib"
  cp "$root/datasets/fetch.sh" "$root/datasets/wordnet_pairs.awk" "$root/datasets/books.tsv" "$work/kit/datasets/"
  echo "0000  kjv.txt" >"$work/kit/datasets/SHA256SUMS"
  : >"$work/lib/bible.data"
  cat >"$work/bin/bible" <<'END'
#!/bin/sh
awk 'BEGIN { for (i = 1; i <= 31101; i++) print "Ge1:" i " In  verse " i "\t: light. "; print "3Jn1:14 Peace be to thee." }'
END
  chmod +x "$work/bin/bible"
  echo "00001740 03 n 02 thing 0 Big_Thing 0 001 ~ 00001930 n 0000 | a thing; \"one | two\"  " >"$work/wordnet/data.noun"
  echo "  1 A line of the licence | that is no entry" >>"$work/wordnet/data.noun"
  {
    echo "00002000 03 n 01 light 0 001 @ 00001740 n 0000 | $(yes "light, verse; lamp" | head -n 60 | tr '\n' ' ')"
    echo "00003000 03 n 01 verse 0 001 @ 00002000 n 0000 | a light"
    echo "00004000 03 n 01 lamp 0 001 @i 00002000 n 0000 | another"
  } >>"$work/wordnet/data.noun"
  printf '%s n 1 1 @ 1 1 %s  \n' light 00002000 verse 00003000 lamp 00004000 >"$work/wordnet/index.noun"
  printf '%s%%1:03:00:: 1 9\n' light verse lamp >"$work/wordnet/cntlist.rev"
  echo "mice mouse" >"$work/wordnet/noun.exc"
  echo "00001740 29 v 01 do 0 000 01 + 02 00 | act " >"$work/wordnet/data.verb"
  echo "00001740 00 s 01 galore(ip) 0 000 | plenty" >"$work/wordnet/data.adj"
  echo "00001740 02 r 01 well 0 000 | in a good way" >"$work/wordnet/data.adv"
}

# fetch STATUS OPTION…: run it, keep what it says
fetch() {
  expected=$1
  shift
  status=0
  PATH="$work/bin:$PATH" BIBLE_DATA="$work/lib" WORDNET_DATA="$work/wordnet" \
    "$work/kit/datasets/fetch.sh" "$@" >"$work/out" 2>"$work/err" || status=$?
  [ $status -eq "$expected" ] || say "fetch.sh $*: exit status $status, expected $expected: $(cat "$work/err")"
}

says() {
  grep -qF -- "$1" "$work/err" || say "expected '$1' on stderr, got: $(cat "$work/err")"
}

# holds FILE LINE: the file has this line
holds() {
  grep -qxF -- "$2" "$work/kit/build/data/$1" || say "$1 lacks the line: $2"
}

no_trace() {
  [ -z "$(ls -A "$work/kit/build/data" 2>/dev/null)" ] || say "$1: left $(ls -A "$work/kit/build/data")"
}

test_makes_the_files() {
  set_up
  fetch 0
  holds kjv.txt "In verse 7 : light."
  holds kjv.tsv "Law	Genesis	1:7	In verse 7 : light."
  holds kjv.tsv "Letters-Revelation	3 John	1:14	Peace be to thee."
  holds wordnet-glosses.txt "Big Thing	a thing; \"one | two\""
  holds wordnet-glosses.txt "galore	plenty"
  [ "$(wc -l <"$work/kit/build/data/wordnet-glosses.txt")" -eq 8 ] || say "expected 8 glosses"
  # The root has depth 1, light 2, verse and lamp 3.
  holds wordnet-pairs.tsv "light	verse	0.8000"
  holds wordnet-pairs.tsv "lamp	verse	0.6667"
  [ "$(wc -l <"$work/kit/build/data/wordnet-pairs.tsv")" -eq 3 ] || say "expected 3 pairs"
  [ "$(find "$work/kit/build/data" | wc -l)" -eq 5 ] || say "expected four files and no others"
}

test_warns_of_another_version() {
  set_up
  fetch 0
  says "kjv.txt is not the recorded text"
  fetch 1 --strict
  (cd "$work/kit/build/data" && sha256sum ./*) | sed 's|\./||' >"$work/kit/datasets/SHA256SUMS"
  fetch 0 --strict
  [ ! -s "$work/err" ] || say "warned of the recorded text: $(cat "$work/err")"
}

test_names_the_missing_package() {
  set_up
  rm "$work/lib/bible.data"
  fetch 2
  says "sudo apt-get install bible-kjv-text"
  says "wordnet-pairs.tsv is not made"
  [ -e "$work/kit/build/data/wordnet-glosses.txt" ] || say "one missing package stopped the other text"
  set_up
  rm "$work/wordnet/data.noun"
  fetch 2
  says "sudo apt-get install wordnet-base"
}

test_refuses_what_it_cannot_read() {
  set_up
  echo "echo 'no verse'" >"$work/bin/bible"
  fetch 2
  says "no verse"
  no_trace "a line that is no verse"
  set_up
  echo "echo 'Ge1:1 In the beginning'" >"$work/bin/bible"
  fetch 2
  says "wrote 1 verses, expected 31102"
  no_trace "a text cut short"
  set_up
  echo "verse%2:03:00:: 1 9" >"$work/wordnet/cntlist.rev" # no noun is left
  fetch 2
  says "no two common nouns"
  set_up
  rm "$work/wordnet/index.noun"
  fetch 2
  says "index.noun cannot be read"
  set_up
  fetch 2 --frobnicate
  says "unknown option --frobnicate"
}

test_interrupted_leaves_nothing_half_written() {
  set_up
  printf 'echo "Ge1:1 In the beginning"\n: >"%s"\nsleep 1\n' "$work/started" >"$work/bin/bible"
  PATH="$work/bin:$PATH" BIBLE_DATA="$work/lib" WORDNET_DATA="$work/wordnet" \
    "$work/kit/datasets/fetch.sh" >/dev/null 2>&1 &
  fetching=$!
  while [ ! -e "$work/started" ]; do sleep 0.1; done
  kill -TERM $fetching
  wait $fetching && say "an interrupted run ended with exit status 0"
  no_trace "an interrupted run"
}

test_real_packages_give_the_recorded_texts() {
  if ! command -v bible >/dev/null || [ ! -e /usr/share/wordnet/data.noun ]; then
    echo "bible-kjv and wordnet-base are not installed: the real texts were not checked"
    return
  fi
  "$root/datasets/fetch.sh" "$work/real" >"$work/out" 2>"$work/err" || say "fetch.sh: $(cat "$work/err")"
  [ ! -s "$work/err" ] || cat "$work/err"
  [ "$(cut -f1,2 "$work/real/kjv.tsv" | sort -u | wc -l)" -eq 66 ] || say "expected 66 books"
  [ "$(cut -f1 "$work/real/kjv.tsv" | sort -u | wc -l)" -eq 6 ] || say "expected 6 sections"
  [ "$(grep -c '^History	' "$work/real/kjv.tsv")" -eq 7018 ] || say "expected 7018 verses of History"
  [ "$(wc -l <"$work/real/wordnet-glosses.txt")" -eq 206978 ] || say "expected 206978 glosses"
  [ "$(wc -l <"$work/real/wordnet-pairs.tsv")" -eq 1025 ] || say "expected 1025 pairs"
  awk -F '\t' '!($1 < $2 && $3 > 0 && $3 <= 1)' "$work/real/wordnet-pairs.tsv" | grep . && say "a line is no pair"
  [ "$(head -c 31 "$work/real/kjv.txt")" = "In the beginning God created th" ] || say "another beginning"
}

test_makes_the_files
test_warns_of_another_version
test_names_the_missing_package
test_refuses_what_it_cannot_read
test_interrupted_leaves_nothing_half_written
test_real_packages_give_the_recorded_texts
[ $failed -eq 0 ] && echo "fetch.sh: all checks passed"
exit $failed
