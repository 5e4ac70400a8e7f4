#!/bin/bash
# Every way in which a student's function can end, from worker to report: a toy chapter with one
# function for each is built under the sanitizers, run, and judged.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"

read -rd '' -a flags <<<'-std=c17 -D_POSIX_C_SOURCE=200809L -DREAL64 -Og -g1 -fsanitize=address,undefined
  -fno-sanitize-recover=all -fno-omit-frame-pointer -Iharness -Igrading -Itests/grading/toy'
read -ra libraries <<<"-lopenblas -lutf8proc -lm -pthread $(pkg-config --libs check)"
mkdir -p "$scratch/chapters/09-toy"
cp tests/grading/toy/bad.c "$scratch/chapters/09-toy/toy.c"
for who in good:tests/grading/toy/good.c "bad:$scratch/chapters/09-toy/toy.c"; do
  "${CC:-gcc}" "${flags[@]}" tests/grading/toy/cases.c grading/book.c grading/worker.c "${who#*:}" \
    build/asan/libharness.a "${libraries[@]}" -o "$scratch/${who%%:*}" || fail "${who%%:*}: does not build"
done

export ASAN_OPTIONS=detect_leaks=1:exitcode=97 UBSAN_OPTIONS=print_stacktrace=1:exitcode=98
"$scratch/good" --contents --out "$scratch/expected.jsonl" || fail 'worker --contents'
for who in good bad; do
  "$scratch/$who" --seed 1 --limit 1 --out "$scratch/$who.jsonl" || fail "worker of $who"
done
cat "$scratch/good.jsonl" >>"$scratch/expected.jsonl"

judge() {
  build/bin/judge --expected "$scratch/expected.jsonl" --json "$scratch/result.json" "$@" >"$scratch/report"
}
judge --transcript "$scratch/good.jsonl" || fail "the good hand-in: $(cat "$scratch/report")"
LC_ALL=C.UTF-8 judge --transcript "$scratch/bad.jsonl"
[ $? = 1 ] || fail 'the bad hand-in: expected exit status 1'

# Exercise, state, points, and what its line says.
while IFS='|' read -r name state points says; do
  if [[ $says =~ @([a-z]+) ]]; then # the line of bad.c that says "here: NAME"
    line=$(grep -n "// here: ${BASH_REMATCH[1]}\$" tests/grading/toy/bad.c | cut -d: -f1)
    says=${says/@${BASH_REMATCH[1]}/$line}
  fi
  jq -e --arg name "$name" --arg state "$state" --argjson points "$points" --arg says "$says" \
    '.exercises[] | select(.name == $name) | .state == $state and .points == $points
      and ("\(.message) \(.leak) \(.hint.text)" | contains($says))' "$scratch/result.json" >"$scratch/log" ||
    fail "$name: $(jq -c --arg name "$name" '.exercises[] | select(.name == $name)' "$scratch/result.json")"
done <<'END'
right|passed|2|
mistaken|wrong|0|The sign of y is flipped
unwritten|not implemented|0|chapters/09-toy/toy.c:@unwritten: two lines
overflowing|crashed|0|heap-buffer-overflow (writes outside of an array) at chapters/09-toy/toy.c:@overflowing in overflowing
undefined|crashed|0|division by zero at chapters/09-toy/toy.c:@undefined in undefined
leaking|passed|2|70 bytes were allocated and never freed at chapters/09-toy/toy.c:@leaking in leaking
leaving|crashed|0|left early: exit() was called at chapters/09-toy/toy.c:@leaving in leaving
endless|timed out|0|timed out in endless, case only
aborting|crashed|0|does not fit at chapters/09-toy/toy.c:@aborting in aborting
shouting|crashed|0|at chapters/09-toy/toy.c:@overflowing in overflowing, case only: that is 9.4
forging|not gradable|0|lines that nobody asked for
changing|wrong|1|its input x was changed
half_done|wrong|0|yours NaN, expected
END
[ "$(jq '.exercises | length' "$scratch/result.json")" = 13 ] || fail 'not all exercises are in the result'
grep -q $'\033' "$scratch/report" && fail 'the report passes on what moves the cursor'
grep -q '⏱ timed out' "$scratch/report" || fail 'no symbol in a UTF-8 locale'
[ "$(awk '{ gsub(/[\200-\277]/, ""); if (length > 100) n++ } END { print n + 0 }' "$scratch/report")" = 0 ] ||
  fail 'the report has lines of more than 100 columns'

# One case alone, with what it prints kept out of its transcript.
"$scratch/bad" --case 0 --seed 1 2>"$scratch/log" >"$scratch/one"
[ "$(jq -r .array "$scratch/one" | paste -sd ' ')" = 'x y x' ] || fail "worker --case 0 wrote: $(cat "$scratch/one")"
grep -q 'stray line' "$scratch/log" || fail 'worker --case: what the code prints went astray'
finish 'thirteen ends are told apart'
