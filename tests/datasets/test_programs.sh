#!/bin/sh
# The generators' programs: what they print, what the README says that they print, and bad input.
# Usage: test_programs.sh [folder of the programs]; from anywhere.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
bin=${1:-build/bin}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

say() {
  echo "FAILED: $1" >&2
  failed=1
}

# refuses WORDS COMMAND…: exit status 2, nothing on stdout, one line on stderr with the words in it
refuses() {
  words=$1
  shift
  status=0
  "$@" >"$work/out" 2>"$work/err" || status=$?
  [ $status -eq 2 ] || say "$*: exit status $status, expected 2"
  [ ! -s "$work/out" ] || say "$*: printed something on stdout"
  [ "$(wc -l <"$work/err")" -eq 1 ] || say "$*: expected one line on stderr"
  grep -qF -- "$words" "$work/err" || say "$*: expected '$words', got: $(cat "$work/err")"
}

same_seed_same_bytes() {
  "$bin/$1" --seed 5 >"$work/a"
  "$bin/$1" --seed 5 >"$work/b"
  "$bin/$1" --seed 6 >"$work/c"
  cmp -s "$work/a" "$work/b" || say "$1: the same seed gave another text"
  ! cmp -s "$work/a" "$work/c" || say "$1: another seed gave the same text"
}

# Every "$ command" of the README with what follows it, run and compared.
readme_tells_the_truth() {
  awk -v work="$work" '
    /^```/ { inside = !inside; next }
    inside && /^\$ / { n++; print substr($0, 3) >(work "/command" n) }
    inside && !/^\$ / && n { print >(work "/expected" n) }
    END { print n }' datasets/README.md >"$work/count"
  count=$(cat "$work/count")
  [ "$count" -ge 4 ] || say "README: expected at least 4 commands, found $count"
  for i in $(seq "$count"); do
    command=$(sed "s|build/bin|$bin|g" "$work/command$i")
    sh -c "$command" >"$work/printed" 2>&1 || say "README: $command: failed"
    diff "$work/expected$i" "$work/printed" >&2 || say "README: $command prints something else"
  done
}

for program in markov topics tags world agreement dates tongue scenes; do
  same_seed_same_bytes $program
  refuses "did you mean --seed" "$bin/$program" --sed 1
  refuses "expected options only" "$bin/$program" text.txt
  refuses "--seed -1" "$bin/$program" --seed -1
  "$bin/$program" --help | grep -q -- --seed || say "$program --help does not name --seed"
  if [ -e /dev/full ]; then
    status=0
    "$bin/$program" >/dev/full 2>"$work/err" || status=$?
    [ $status -eq 2 ] || say "$program: exit status $status on a full disk, expected 2"
  fi
done
[ "$("$bin/markov" --characters 12345 | wc -c)" -eq 12345 ] || say "markov: not 12345 characters"
[ "$("$bin/topics" --documents 17 | grep -c '	')" -eq 17 ] || say "topics: not 17 documents"
[ "$("$bin/tags" --sentences 17 | grep -c '	')" -eq 17 ] || say "tags: not 17 sentences"
[ "$("$bin/agreement" --sentences 17 | grep -c '	')" -eq 17 ] || say "agreement: not 17 sentences"
for program in dates tongue; do
  [ "$("$bin/$program" --pairs 17 | awk -F '\t' 'NF == 2 && $1 != "" && $2 != ""' | wc -l)" -eq 17 ] || say "$program: not 17 pairs"
done
refuses "--pairs 0" "$bin/dates" --pairs 0
refuses "--clauses 6" "$bin/tongue" --clauses 6
[ "$("$bin/world" --sentences 17 | wc -l)" -eq 17 ] || say "world: not 17 sentences"
[ "$("$bin/world" --pairs --most 9 | awk -F '\t' 'NF == 3 && $3 >= 0 && $3 <= 1' | wc -l)" -eq 54 ] || say "world: not 54 pairs"
! "$bin/world" --analogies | grep -qvE '^(: [a-z-]+|[a-z]+ [a-z]+ [a-z]+ [a-z]+)$' || say "world: a line is no question"
refuses "expected one of them" "$bin/world" --pairs --kinds
refuses "--characters 0" "$bin/markov" --characters 0
refuses "--documents 0" "$bin/topics" --documents 0
refuses "--sentences x" "$bin/tags" --sentences x
refuses "--between 5" "$bin/agreement" --between 5

printf 'the fox\nhid' >"$work/text"
refuses "text:1: " "$bin/markov" --score "$work/text"
refuses "nowhere" "$bin/markov" --score "$work/nowhere"
refuses "$work" "$bin/topics" --score "$work"
: >"$work/empty"
refuses "empty" "$bin/markov" --score "$work/empty"
refuses "empty" "$bin/topics" --score "$work/empty"
printf 'sea\tthe boat\nsea the boat\n' >"$work/text"
refuses "text:2: expected label, tab, text" "$bin/topics" --score "$work/text"
printf 'sea\tthe boat\nmoon\tthe boat\n' >"$work/text"
refuses "text:2: 'moon'" "$bin/topics" --score "$work/text"
printf 'sea\tthe boat\nsea\tthe computer' >"$work/text"
refuses "text:2: 'computer'" "$bin/topics" --score "$work/text"
printf 'sea\tboat\0\n' >"$work/text"
refuses "text" "$bin/topics" --score "$work/text"

readme_tells_the_truth
[ $failed -eq 0 ] && echo "programs of the datasets: all checks passed"
exit $failed
