#!/bin/bash
# The packed autograders, as Gradescope and Autolab run them: what is in them, right and unfinished hand-ins,
# one that cannot be graded, and no result at all where the grader fails; and the workflow for GitHub
# Classroom, whose results are those of the export.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
make -s build/bin/grade build/bin/runner build/bin/judge build/desk/06-rnn/ready || exit 1
check() {
  /usr/bin/python3 -B tests/desk/exports.py "$@" || fail "$1: see above"
}
expect() { # WHAT EXPECTED FOUND
  [ "$2" = "$3" ] || fail "$1: expected $2, found $3"
}
sandbox=yes
build/bin/grade check >/dev/null 2>&1 || sandbox=no

# The same files give the same bytes, with what belongs in them and without tests.
printf 'late = {per_day = 0.5;};\nchapters = ({chapter = "06"; due = "2026-01-10T00:00:00Z";});\n' >"$scratch/rubric.cfg"
make -s gradescope CH=06 RUBRIC="$scratch/rubric.cfg" SANDBOX=$sandbox >"$scratch/log" || fail "$(cat "$scratch/log")"
cp build/gradescope/06-rnn.zip "$scratch/first.zip"
make -s gradescope CH=06 RUBRIC="$scratch/rubric.cfg" SANDBOX=$sandbox >/dev/null
cmp build/gradescope/06-rnn.zip "$scratch/first.zip" || fail 'packed twice, other bytes'
export AUTOGRADER=$scratch/autograder
mkdir -p "$AUTOGRADER/source" "$AUTOGRADER/results" "$AUTOGRADER/submission"
(cd "$AUTOGRADER/source" && unzip -q "$scratch/first.zip")
cp "$AUTOGRADER/source/run_autograder" "$AUTOGRADER/"
for file in setup.sh run_autograder; do
  [ -x "$AUTOGRADER/source/$file" ] || fail "$file cannot be executed"
done
for file in tests grading/06-rnn/wrong solutions/08-gated; do
  [ ! -e "$AUTOGRADER/source/unrolled/$file" ] || fail "$file is packed"
done
# It can be built there. (Here what is built already serves.)
(cd "$AUTOGRADER/source/unrolled" && make -n desk CH=06 >"$scratch/log" 2>&1) || fail "cannot be built: $(tail -n 3 "$scratch/log")"
ln -s "$PWD/build" "$AUTOGRADER/source/unrolled/build"

hand_in() { # FILE...
  rm -rf "$AUTOGRADER/submission"
  mkdir "$AUTOGRADER/submission"
  cp "$@" "$AUTOGRADER/submission/"
}
run() { # CREATED-AT
  local status=0
  echo "{\"id\":1,\"created_at\":\"$1\",\"users\":[{\"email\":\"x@example.org\",\"id\":2,\"name\":\"X\"}]}" \
    >"$AUTOGRADER/submission_metadata.json"
  "$AUTOGRADER/run_autograder" >"$scratch/log" 2>&1 || status=$?
  return $status
}
total() {
  check gradescope "$AUTOGRADER/results/results.json" | sed 's/.*|//'
}
most=$(jq -s 'map(.points // 0) | add' grading/06-rnn/expected.jsonl)
hand_in solutions/06-rnn/*.c
run 2026-01-09T20:00:00.000000-04:00 || fail "exit status $?: $(cat "$scratch/log")"
expect 'the solution, at the last second' "$(printf '%.4f' "$most")" "$(total)"
hand_in chapters/06-rnn/*.c
run 2026-01-09T20:00:00.000000-04:00 || fail "exit status $?: $(cat "$scratch/log")"
expect 'nothing written' 0.0000 "$(total)"
hand_in solutions/06-rnn/*.c
run 2026-01-09T20:00:01.000000-04:00 || fail "exit status $?: $(cat "$scratch/log")"
expect 'the solution, a second late' "$(awk "BEGIN { printf \"%.4f\", $most / 2 }")" "$(total)"
echo 'int broken' >>"$AUTOGRADER/submission/rnn.c"
run 2026-01-09T20:00:00.000000-04:00 || fail "exit status $?: $(cat "$scratch/log")"
jq -e '.score == 0 and .extra_data.gradable == false and (.output | contains("rnn.c"))' "$AUTOGRADER/results/results.json" >/dev/null ||
  fail "what cannot be graded: $(cat "$AUTOGRADER/results/results.json")"
# Where the grader fails there is no result, not even an older one.
sed -i 's/^chapter=.*/chapter=99/' "$AUTOGRADER/source/settings"
run 2026-01-09T20:00:00.000000-04:00 && fail 'a grader error with exit status 0'
[ ! -e "$AUTOGRADER/results/results.json" ] || fail 'a result of a grader that failed'

# Autolab: the last line of what make prints.
make -s autolab CH=06 SANDBOX=$sandbox >"$scratch/log" || fail "$(cat "$scratch/log")"
mkdir "$scratch/autolab"
cp build/autolab/06-rnn/autograde.tar "$scratch/autolab/"
cp build/autolab/06-rnn/autograde-Makefile "$scratch/autolab/Makefile"
tar -czf "$scratch/autolab/handin.tar.gz" -C solutions/06-rnn .
(cd "$scratch/autolab" && UNROLLED=$OLDPWD make -s >"$scratch/autolab.txt" 2>&1) || fail "Autolab: $(cat "$scratch/autolab.txt")"
expect 'Autolab' "autolab||$(printf '%.4f' "$most")" "$(check autolab "$scratch/autolab.txt")"

# GitHub Classroom: the workflow's step that reads what `make check` left.
make -s classroom CH=06 >/dev/null
workflow=build/classroom/06-rnn/.github/workflows/classroom.yml
grep -q '^name: Autograding Tests$' $workflow || fail 'the name of the workflow'
grep -q '^  run-autograding-tests:$' $workflow || fail 'the name of the job'
grep -q '@CHAPTER@' $workflow && fail 'a chapter without a name'
mkdir -p "$scratch/github/build/check"
sed -n "/^ *jq -c/,/^ *echo/p" $workflow >"$scratch/step"
cat >"$scratch/github/build/check/06-rnn.json" <<'JSON'
{"chapter": "06-rnn", "points": 7.5, "max": 15, "exercises": [
 {"number": "6.1", "name": "rnn_forward", "state": "passed", "points": 5, "max": 5},
 {"number": "6.2", "name": "rnn_backward", "state": "wrong", "points": 2.5, "max": 10, "message": "::error::x", "hint": {"text": "##[x] sign"}}]}
JSON
(cd "$scratch/github" && GITHUB_OUTPUT=output bash -eu "$scratch/step") || fail 'the step of the workflow'
sed 's/^result=//' "$scratch/github/output" | base64 -d >"$scratch/github/result.json"
expect 'GitHub' 'result||7.5000' "$(check github "$scratch/github/result.json")"
finish "packed autograders grade as the desk does (sandbox: $sandbox)"
