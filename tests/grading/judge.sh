#!/bin/bash
# The judge and its relatives as programs: options, exit statuses, one clear line for bad input.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"

array() { # EXERCISE CASE ARRAY ROLE DATA: three numbers along H
  printf '{"exercise":"%s","case":"%s","array":"%s","role":"%s","axes":"H","shape":[5],"data":[%s]}\n' "$@"
}
ends() { # EXERCISE CASE END STATUS
  printf '{"exercise":"%s","case":"%s","end":"%s","status":%s,"stderr":""}\n' "$@"
}
contents() {
  printf '%s\n' '{"chapter":"09-toy"}' '{"exercise":"f","number":"9.1","points":4}' \
    '{"exercise":"g","number":"9.2","points":2}' '{"exercise":"f","case":"c"}' '{"exercise":"g","case":"c"}'
}
answers() { # Y Z
  array f c x input 1,2,3,4,5
  array f c y output "$1"
  ends f c exit 0
  array g c z output "$2"
  ends g c exit 0
}
y=0.5,1.5,-2.5,3.5,4.25 z=1,0.5,0.25,-2,7
{ contents && answers $y $z; } >"$scratch/expected"
answers $y $z >"$scratch/right"
answers 1,3,-5,7,8.5 $z >"$scratch/doubled"
answers $y 7,0.5,0.25,-2,1 >"$scratch/swapped"
{ array f c x input 1,2,3,4,5 && array f c y output $y && ends f c exit 0; } >"$scratch/cut"
answers $y $z | sed 's/1,2,3,4,5/9,9,9,9,9/' >"$scratch/seed"

# Run a program; check its exit status, and that it says something on stdout or stderr.
runs() { # STATUS PATTERN PROGRAM ARGUMENT...
  local want=$1 pattern=$2 status
  shift 2
  PATH=build/bin:$PATH "$@" >"$scratch/out" 2>"$scratch/err"
  status=$?
  [ $status = "$want" ] || fail "$*: exit status $status, expected $want: $(cat "$scratch/err")"
  [[ $(cat "$scratch/out" "$scratch/err") == *"$pattern"* ]] || fail "$*: expected '$pattern' in: $(cat "$scratch/out" "$scratch/err")"
  [ "$want" != 2 ] || [ "$(wc -l <"$scratch/err")" = 1 ] || fail "$*: expected one line on stderr: $(cat "$scratch/err")"
}
e=(--expected "$scratch/expected")
runs 0 'Points: 6 of 6.' judge "${e[@]}" --transcript "$scratch/right"
runs 1 'Points: 2 of 6.' judge "${e[@]}" --transcript "$scratch/doubled"
grep -q 'Hint for 9.1 f: y is 2 times what it should be' "$scratch/out" || fail 'no hint for a factor of two'
runs 3 'the transcript stops before case c' judge "${e[@]}" --transcript "$scratch/cut"
runs 3 'another seed?' judge "${e[@]}" --transcript "$scratch/seed"
runs 0 'Points: 0 of 0.' judge "${e[@]}" --transcript "$scratch/seed" --gradients-only
runs 0 'Points: 6 of 6.' judge "${e[@]}" --transcript "$scratch/right" --tolerance 0
# As far off as different right ways of computing may be; backward passes are asked for more.
{ contents && answers $y $z; } | sed 's/"f"/"f_backward"/' >"$scratch/expected-backward"
answers 0.5,1.5,-2.5,3.5,4.250000000001 1,0.5,0.25,-2,7.000000000001 >"$scratch/nearly"
sed 's/"f"/"f_backward"/' "$scratch/nearly" >"$scratch/nearly-backward"
runs 0 'Points: 6 of 6.' judge "${e[@]}" --transcript "$scratch/nearly" --tolerance 1e-12 --backward 1e-13
runs 1 'Points: 2 of 6.' judge --expected "$scratch/expected-backward" --transcript "$scratch/nearly-backward" --tolerance 1e-12 --backward 1e-13
runs 0 'Points: 6 of 6.' judge --expected "$scratch/expected-backward" --transcript "$scratch/nearly-backward" --tolerance 1e-12
runs 0 usage judge --help
runs 2 'unknown option --frobnicate' judge --frobnicate
runs 2 '--expected is missing' judge --transcript "$scratch/right"
runs 2 'either --transcript or --compile-log' judge "${e[@]}"
runs 2 'a value is missing' judge "${e[@]}" --transcript
runs 2 'expected a number from 0 to 1' judge "${e[@]}" --transcript "$scratch/right" --tolerance much
runs 2 '--backward 2: expected a number from 0 to 1' judge "${e[@]}" --transcript "$scratch/right" --backward 2
runs 2 "$scratch/nothing: No such file" judge "${e[@]}" --transcript "$scratch/nothing"
runs 2 "$scratch: Is a directory" judge "${e[@]}" --transcript "$scratch"
runs 2 'no contents' judge --expected "$scratch/right" --transcript "$scratch/right"
echo '{"variant":"v"}' >"$scratch/half"
runs 2 "$scratch/half:1: expected variant, exercise, hint" judge "${e[@]}" --transcript "$scratch/right" --sketches "$scratch/half"
: >"$scratch/empty"
runs 2 'no contents' judge --expected "$scratch/empty" --transcript "$scratch/right"
runs 3 'this is no mark' judge "${e[@]}" --transcript "$scratch/empty"
head -c 100000 /dev/urandom >"$scratch/noise"
runs 3 'this is no mark' judge "${e[@]}" --transcript "$scratch/noise"
runs 2 "$scratch/noise:1: " judge --expected "$scratch/noise" --transcript "$scratch/right"

printf 'toy.c: In function f:\ntoy.c:3:1: error: expected ; before }\nmore\n' >"$scratch/log"
runs 1 'does not compile: toy.c:3:1: error: expected ; before }' judge "${e[@]}" --compile-log "$scratch/log"

cat >"$scratch/log" <<'END'
/usr/bin/ld: a.o: in function `f':
/x/grading/09-toy/cases.c:8: undefined reference to `forward'
END
runs 1 'there is no function forward: is its file missing' judge "${e[@]}" --compile-log "$scratch/log"
cat >"$scratch/log" <<'END'
/usr/bin/ld: a.o: in function `main':
a.c:8: multiple definition of `main'; b.o: first defined here
collect2: error: ld returned 1 exit status
END
runs 1 'more than one function main: rename' judge "${e[@]}" --compile-log "$scratch/log"
printf 'grading/09-toy/cases.c:1:1: error: expected ;\n' >"$scratch/log"
runs 1 'has the header in chapters/09-toy been changed' judge "${e[@]}" --compile-log "$scratch/log" --source-dir chapters/09-toy

# JSON appears whole or not at all, and an old result survives a failure.
runs 1 '' judge "${e[@]}" --transcript "$scratch/doubled" --json "$scratch/result.json"
jq -e '.points == 2 and .exercises[0].hint.name == "factor"' "$scratch/result.json" >/dev/null || fail 'the JSON result'
runs 2 '' judge "${e[@]}" --transcript "$scratch/nothing" --json "$scratch/result.json"
jq -e '.points == 2' "$scratch/result.json" >/dev/null || fail 'a failed run touched the old result'
runs 2 "/nowhere/result.json" judge "${e[@]}" --transcript "$scratch/right" --json /nowhere/result.json
[ "$(find "$scratch" -name 'result.json?*' | wc -l)" = 0 ] || fail 'a temporary file stays behind'

# Colours only on a terminal; letters beyond ASCII only where the locale has them.
LC_ALL=C runs 1 'x wrong' judge "${e[@]}" --transcript "$scratch/doubled"
LC_ALL=C grep -q '[^ -~]' "$scratch/out" && fail 'not ASCII in the C locale'
LC_ALL=C.UTF-8 runs 1 '✗ wrong' judge "${e[@]}" --transcript "$scratch/doubled"
terminal() { script -qec "$1 build/bin/judge ${e[*]} --transcript $scratch/doubled" /dev/null || :; }
if command -v script >/dev/null; then
  [[ $(terminal 'env -u NO_COLOR') == *$'\033[31m'* ]] || fail 'no colour on a terminal'
  [[ $(terminal 'env NO_COLOR=1') == *$'\033'* ]] && fail 'colour in spite of NO_COLOR'
fi

# compare
runs 0 'worst error 0.0e+00' compare "$scratch/expected" "$scratch/right"
runs 1 '2 arrays compared, 1 wrong' compare "$scratch/expected" "$scratch/swapped"
grep -q 'g/c z\[h=0\]: expected 1, other 7' "$scratch/out" || fail 'compare does not show the difference'
runs 1 'g/c z is missing' compare "$scratch/expected" "$scratch/cut"
runs 1 'g/c z is missing' compare --all "$scratch/expected" "$scratch/cut"
runs 0 '0 wrong' compare --all "$scratch/expected" "$scratch/expected"
runs 1 'z is not in' compare "$scratch/cut" "$scratch/expected"
sed 's/"points":4/"points":5/' "$scratch/expected" >"$scratch/points"
runs 1 'exercises, points, cases or their ends differ' compare --all "$scratch/expected" "$scratch/points"
runs 2 'expected two transcripts' compare "$scratch/expected"

# variants: two mistakes, a rewrite of one, a mistake that changes nothing, a right alternative
mkdir "$scratch/patches" "$scratch/answers" "$scratch/good"
head_of() { # NAME EXERCISE HINT [SHAPE]
  printf 'Exercise: %s\nHint: %s\n  and more.\n%s\n--- a/f.c\n+++ b/f.c\n' "$2" "$3" "${4:+Shape: $4}" >"$scratch/patches/$1.patch"
}
head_of doubled f 'Once is enough' factor
head_of swapped g 'First things first'
cp "$scratch/doubled" "$scratch/answers/doubled.jsonl"
cp "$scratch/swapped" "$scratch/answers/swapped.jsonl"
cp "$scratch/right" "$scratch/good/other.jsonl"
v=("${e[@]}" --patches "$scratch/patches" --transcripts "$scratch/answers")
runs 0 '' variants "${v[@]}" --write-sketches "$scratch/sketches"
runs 0 'killed 2/2, named 2/2' variants "${v[@]}" --check "$scratch/sketches" --right "$scratch/good"
runs 1 'Hint for 9.1 f: Once is enough and more.' judge "${e[@]}" --transcript "$scratch/doubled" --sketches "$scratch/sketches"
cp "$scratch/swapped" "$scratch/good/wrong.jsonl"
runs 1 'REFUSED  wrong' variants "${e[@]}" --right "$scratch/good"
head -n 1 "$scratch/sketches" >"$scratch/fewer"
runs 1 'killed 2/2, named 1/2' variants "${v[@]}" --check "$scratch/fewer"
head_of doubled f 'Once is enough' sign
runs 1 'SHAPE NOT FOUND: sign' variants "${v[@]}" --check "$scratch/sketches"
head_of doubled f 'Once is enough'
head_of idle g 'It does nothing'
cp "$scratch/right" "$scratch/answers/idle.jsonl"
runs 1 'idle answers what the reference answers' variants "${v[@]}" --check "$scratch/sketches"
grep -q 'SURVIVED idle' "$scratch/out" || fail 'a variant that changes nothing counts as killed'
cp "$scratch/swapped" "$scratch/answers/idle.jsonl"
runs 1 'idle and swapped answer the same' variants "${v[@]}" --check "$scratch/sketches"
head_of idle h 'No such exercise'
runs 2 'there is no exercise h' variants "${v[@]}" --check "$scratch/sketches"
printf 'Exercise: f\n--- a\n' >"$scratch/patches/idle.patch"
runs 2 'idle.patch:2: Hint: is missing' variants "${v[@]}" --check "$scratch/sketches"
printf 'Exercise: f\nnonsense\n' >"$scratch/patches/idle.patch"
runs 2 'idle.patch:2: expected Exercise:' variants "${v[@]}" --check "$scratch/sketches"
finish 'judge, compare and variants keep their promises'
