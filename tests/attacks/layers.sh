#!/bin/bash
# Where a layer of the sandbox is missing nobody's code is run: `grade` says which, and no mark comes of it.
# Layers are taken away by running the grader itself in a bubblewrap that lacks them.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
chapter=06-rnn

build/bin/grade check >"$scratch/whole" 2>&1 || fail "the sandbox is not whole here: $(cat "$scratch/whole")"
grep -q MISSING "$scratch/whole" && fail 'a layer is missing, and the exit status is 0'

without() { # NAME SAYS BWRAP-OPTION...
  local name=$1 says=$2 status
  shift 2
  bwrap --dev-bind / / "$@" build/bin/grade check >"$scratch/$name" 2>&1
  status=$?
  [ $status != 0 ] || fail "without $name: grade check ends with 0"
  grep -q MISSING "$scratch/$name" || fail "without $name: nothing is called missing: $(cat "$scratch/$name")"
  grep -qE "$says" "$scratch/$name" || fail "without $name: expected \"$says\": $(cat "$scratch/$name")"

  bwrap --dev-bind / / "$@" build/bin/grade one --chapter $chapter --src solutions/$chapter --out "$scratch/work-$name" \
    --seed 1 --expected grading/$chapter/expected.jsonl >"$scratch/$name" 2>&1
  status=$?
  [ $status = 3 ] || fail "without $name: grade one ends with $status, expected 3: $(cat "$scratch/$name")"
  [ ! -e "$scratch/work-$name/result.json" ] || fail "without $name: there is a result"
  jq -e '.outcome == "grader error" and .reason != ""' "$scratch/work-$name/outcome.json" >/dev/null ||
    fail "without $name: $(cat "$scratch/work-$name/outcome.json")"
  echo "without $name: $(jq -r .reason "$scratch/work-$name/outcome.json")"
}

without bubblewrap '/usr/bin/bwrap' --ro-bind /dev/null /usr/bin/bwrap
without namespaces 'cannot make a cell|unprivileged user' --unshare-user --disable-userns

# A worker that does not start for want of a library is our fault, and not its code's that crashed.
grep ld-linux "build/desk/$chapter/libraries" >"$scratch/libraries"
bwrap --dev-bind / / --ro-bind "$scratch/libraries" "$PWD/build/desk/$chapter/libraries" \
  build/bin/grade one --chapter $chapter --src solutions/$chapter --out "$scratch/lame" --seed 1 \
  --expected grading/$chapter/expected.jsonl >"$scratch/log" 2>&1
[ $? = 3 ] || fail "without a library: expected exit status 3: $(cat "$scratch/log")"
jq -e '.outcome == "grader error" and (.reason | contains("does not start"))' "$scratch/lame/outcome.json" >/dev/null ||
  fail "without a library: $(cat "$scratch/lame/outcome.json")"
echo "without a library: $(jq -r .reason "$scratch/lame/outcome.json")"

# Told so, it grades without, and says it.
build/bin/grade one --no-sandbox --chapter $chapter --src solutions/$chapter --out "$scratch/open" --seed 1 \
  --expected grading/$chapter/expected.jsonl >"$scratch/log" 2>&1 || fail "--no-sandbox: $(cat "$scratch/log")"
jq -e '.points == .max' "$scratch/open/result.json" >/dev/null || fail '--no-sandbox: the solution has not all points'
jq -e '.notes | any(contains("without a sandbox"))' "$scratch/open/outcome.json" >/dev/null || fail '--no-sandbox: it is not noted'
finish 'a missing layer is named, and nothing is graded without it'
