#!/bin/bash
# `make check` gives the solutions full marks, and the skeletons none: every exercise "not
# implemented", no crash, no point. What a hand-in can lack or do wrong as a whole is said, and
# nothing of an earlier hand-in in the same folder is graded in its place.
# limit: 900
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/_lib.sh"
export CHECK_OUT=$scratch

# What is wrong with a result, one line a finding.
solved='def all_right: .state == "passed" and .points == .max;
  select(.points != .max or .max <= 0) | "\(.points) of \(.max) points",
  (.exercises[] | select(all_right | not) | "\(.number) \(.name): \(.state), \(.points) of \(.max)"),
  (.exercises[] | select(.leak) | "\(.name) leaks: \(.leak)")'
untouched='select(.points != 0) | "\(.points) points",
  (.exercises[] | select(.state != "not implemented" or .points != 0)
    | "\(.number) \(.name): \(.state), \(.points) points")'

expect() { # SOURCE-FOLDER EXIT-STATUS CHAPTER JQ-PROGRAM
  local status found exercises
  rm -f "$scratch/$3.json"
  make -s check CH="$3" SRC="$1" >"$scratch/out" 2>"$scratch/err"
  status=$?
  [ $((status != 0)) = "$2" ] || fail "$3 $1: exit status $status of make: $(tail -n 3 "$scratch/err")"
  found=$(jq -r "(if .exercises == [] then \"no exercises\" else empty end), ($4)" "$scratch/$3.json" 2>&1)
  [ -z "$found" ] || fail "$3 $1: $found"
  exercises=$(jq '.exercises | length' "$scratch/$3.json")
  [ "$exercises" = "$(grep -c '"points":' "grading/$3/expected.jsonl")" ] ||
    fail "$3 $1: $exercises exercises in the result"
  echo "$3 $1: $(jq -r '"\(.points) of \(.max) points in \(.exercises | length) exercises"' "$scratch/$3.json")"
}

for chapter in $(chapters cases.c); do
  expect solutions 0 "$chapter" "$solved"
  expect chapters 1 "$chapter" "$untouched"
done

# A hand-in that changes between two checks, and not always for the better.
work=build/tests/hand-in
hand_in=$work/06-rnn
state_of() { jq -r --arg name "$1" '.exercises[] | select(.name == $name) | .state' "$scratch/06-rnn.json"; }
says() { # CLAIM EXERCISE STATE [TEXT IN THE REPORT]
  make -s check CH=06 SRC=$work >"$scratch/out" 2>"$scratch/err"
  [ "$(state_of "$2")" = "$3" ] || fail "$1: $2 is '$(state_of "$2")', expected '$3'"
  [ -z "${4-}" ] || tr -s '\n ' ' ' <"$scratch/out" | grep -q -- "$4" || fail "$1: the report does not say '$4'"
}
rm -rf $work build/asan/$work && mkdir -p $hand_in
cp solutions/06-rnn/*.c $hand_in
says 'a whole solution' birnn_backward passed
sed -i 's/^void rnn_step_forward/vood rnn_step_forward/' $hand_in/rnn.c
says 'a slip of the pen' birnn_backward 'not gradable' 'rnn.c:.*vood'
[ "$(grep -c vood "$scratch/out")" = 1 ] || fail 'the same error is said more than once'
if echo | "${CC:-gcc}" -ftrivial-auto-var-init=pattern -E - >"$scratch/log" 2>&1; then
  cp solutions/06-rnn/rnn.c $hand_in && sed -i 's/^\tdouble loss = 0;/\tdouble loss;/' $hand_in/temporal.c
  says 'a sum that begins nowhere' temporal_softmax_loss wrong
  cp solutions/06-rnn/temporal.c $hand_in
fi
cp solutions/06-rnn/rnn.c $hand_in && rm $hand_in/stacks.c
says 'a missing file' birnn_backward 'not gradable' 'stacks.c.*missing'
cp chapters/06-rnn/stacks.c $hand_in && touch -d '10 years ago' $hand_in/stacks.c
says 'a file older than what was built' birnn_backward 'not implemented'
sed -i 's/^\tcopy(da, dh);/\tgetchar(), copy(da, dh);/; 1i #include <stdio.h>' $hand_in/rnn.c
says 'code that waits for a key' rnn_step_backward passed < <(sleep 30 >/dev/null 2>&1)
cp solutions/06-rnn/rnn.c $hand_in
sed -i 's/^\tcopy(da, dh);/\tfor (;;) copy(da, dh);/' $hand_in/rnn.c
says 'an endless loop' rnn_step_backward 'timed out' 'timed out in rnn_step_backward'
[ "$(state_of rnn_backward)" = passed ] || fail 'an endless loop costs another exercise its points'
sed -i 's/for (;;) copy(da, dh);/dx.p[count(dx)] = 1;/' $hand_in/rnn.c
says 'a write outside an array' rnn_step_backward crashed "$hand_in/rnn.c:$(grep -n 'dx.p\[count' $hand_in/rnn.c | cut -d : -f 1)"
[ "$(state_of rnn_backward)" = passed ] || fail 'a crash costs another exercise its points'
finish 'solutions have all points, skeletons none'
