#!/bin/bash
# In the sandbox, on a seed that nobody knows, every chapter's solution and every right alternative have full
# marks, though they use what the sandbox allows and no more; a skeleton has none, and no crash.
# limit: 600
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
seed=$((RANDOM * 32768 + RANDOM + 2))

grade() { # CHAPTER FOLDER WORK [OPTION...]
  local chapter=$1 folder=$2 work=$3
  shift 3
  build/bin/grade one --chapter "$chapter" --src "$folder" --out "$work" --seed $seed "$@" >"$scratch/log" 2>&1 ||
    fail "$chapter, $folder: $(cat "$scratch/log") $(jq -r .reason "$work/outcome.json")"
}

full_marks() { # CHAPTER NAME WORK
  jq -e '.points == .max and .max > 0' "$3/result.json" >/dev/null ||
    fail "$1, $2, seed $seed: $(jq -r '"\(.points) of \(.max)", (.exercises[] | select(.state != "passed") |
      "\(.number) \(.name) \(.state): \(.message)")' "$3/result.json" | paste -sd ';')"
  jq -e '.notes == []' "$3/outcome.json" >/dev/null || fail "$1, $2: $(jq -c .notes "$3/outcome.json")"
}

count=0
for chapter in $(chapters cases.c); do
  grade "$chapter" "solutions/$chapter" "$scratch/$chapter"
  full_marks "$chapter" solution "$scratch/$chapter"
  expected=$scratch/$chapter/expected.jsonl
  for right in grading/"$chapter"/right/*/; do
    [ -d "$right" ] || continue
    mkdir "$scratch/alternative"
    cp "solutions/$chapter"/*.c "$scratch/alternative/"
    cp "$right"/*.c "$scratch/alternative/"
    grade "$chapter" "$scratch/alternative" "$scratch/out" --expected "$expected"
    full_marks "$chapter" "$right" "$scratch/out"
    rm -r "$scratch/alternative" "$scratch/out"
    count=$((count + 1))
  done
  grade "$chapter" "chapters/$chapter" "$scratch/out" --expected "$expected"
  jq -e '.points == 0 and all(.exercises[]; .state == "not implemented" or .state == "not gradable")' "$scratch/out/result.json" >/dev/null ||
    fail "$chapter, skeleton: $(jq -c '.points, (.exercises[] | select(.state != "not implemented") | [.number, .state])' "$scratch/out/result.json" | paste -sd ' ')"
  rm -r "$scratch/out"
  count=$((count + 2))
done
finish "$count hand-ins: solutions and right alternatives have full marks in the sandbox, skeletons none"
