#!/bin/sh
# The reference against recorded answers of other libraries: every chapter's expected transcript,
# and its training trace where there is one; and compare itself, which must notice a difference.
# No Python needed. Errors are relative to an array's largest element, so 1e-12 there is 1e-9 for
# an element a thousand times smaller.
set -eu
cd "$(dirname "$0")/../.."
build=${1:-build/f64}
compare=build/bin/compare
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
  $compare --tolerance 1e-12 "$expected" "$oracle" || say "$chapter: differs from its oracle"
done

for program in "$build"/tests/oracles/*/trace; do
  chapter=$(basename "$(dirname "$program")")
  "$program" >"$work/trace.jsonl" || say "$program: failed"
  $compare --tolerance 1e-9 "$work/trace.jsonl" "tests/oracles/trace-${chapter%%-*}.jsonl" ||
    say "$chapter: the training trace differs from its oracle"
done

# notices WHAT TRANSCRIPT: a transcript that was changed in one way must be refused.
notices() {
  status=0
  $compare --tolerance 1e-12 "$2" tests/oracles/06-rnn.jsonl >"$work/said" || status=$?
  [ $status -eq 1 ] || say "compare does not notice $1 (exit status $status)"
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
