#!/bin/sh
# The reference against recorded answers of other libraries: every chapter's expected transcript to
# 1e-9, every chapter's training trace to 1e-8; and agree itself, which must notice a difference.
# Usage: test_oracles.sh [folder of the f64 build]; from anywhere. No Python needed.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
build=${1:-build/f64}
agree=$build/tests/oracles/agree
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export OPENBLAS_NUM_THREADS=1
failed=0

say() {
  echo "FAILED: $1" >&2
  failed=1
}

for expected in grading/*/expected.jsonl; do
  chapter=$(basename "$(dirname "$expected")")
  oracle=tests/oracles/$chapter.jsonl
  if [ ! -f "$oracle" ]; then
    say "$oracle: missing; make oracles CH=$chapter"
    continue
  fi
  "$agree" "$expected" "$oracle" 1e-9 || say "$chapter: differs from its oracle"
done

for program in "$build"/tests/oracles/*/trace; do
  chapter=$(basename "$(dirname "$program")")
  "$program" >"$work/trace.jsonl" || say "$program: failed"
  "$agree" "$work/trace.jsonl" "tests/oracles/trace-${chapter%%-*}.jsonl" 1e-8 ||
    say "$chapter: the training trace differs from its oracle"
done

# notices WHAT TRANSCRIPT: agree must refuse a transcript that was changed in one way.
notices() {
  status=0
  "$agree" "$2" tests/oracles/06-rnn.jsonl 1e-9 >"$work/said" || status=$?
  [ $status -eq 1 ] || say "agree does not notice $1 (exit status $status)"
}
small='"exercise":"rnn_step_forward","case":"small","array":"h","role":"output"'
sed "/$small/s/\"data\":\[/&1/" grading/06-rnn/expected.jsonl >"$work/changed.jsonl"
notices "a changed number" "$work/changed.jsonl"
sed "/$small/d" grading/06-rnn/expected.jsonl >"$work/less.jsonl"
notices "a missing array" "$work/less.jsonl"
grep -v '"role":"output"' grading/06-rnn/expected.jsonl >"$work/none.jsonl"
notices "that there are no outputs" "$work/none.jsonl"

[ $failed -eq 0 ] && echo "oracles: all agree"
exit $failed
