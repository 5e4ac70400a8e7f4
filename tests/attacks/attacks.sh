#!/bin/bash
# Hostile hand-ins: each is graded as any other one, and afterwards nobody has a point that is not deserved,
# the report says what happened, nothing outside of the sandbox has changed, and an honest hand-in that
# comes next has full marks.
#
# usage: tests/attacks/attacks.sh [NAME...]      only these attacks
#
# corpus/NAME.attack is C, to be put before a chapter's file: before the skeleton's, whose first exercise
# then calls attack(), or, after a line "// base: solution", around the solution's (what follows a line
# "---" comes behind it). Its head says what it tries and how that ends:
#
#   // checked: OUTCOME: REGEX     as `grade one` grades, which refuses what no exercise needs
#   // alone: OUTCOME: REGEX       with --no-checks, when nothing but the sandbox stands against it
#   // points: N                   at most; 0 where there is no such line
#   // file: NAME.c                which of the chapter's files it is; else rnn.c
#
# Hand-ins that are no C (links, devices, huge files) are made in this script.
# limit: 900
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
chapter=06-rnn
corpus=tests/attacks/corpus
top=$PWD
seed=$$0$RANDOM # of this test alone, so that its processes can be told from others
export LC_ALL=C.UTF-8

# Where a test runs as root, hand-ins and what comes of them must be reachable for root alone, as in a course.
canary=$scratch/canary
mkdir -m 700 "$scratch/work" "$scratch/hand-ins"
echo 'do not touch' >"$canary"
chmod 666 "$canary"
solution=$scratch/solution # a copy: what is tried on it must not harm the course
cp -r solutions/$chapter "$solution"

build/bin/grade one --chapter $chapter --src solutions/$chapter --out "$scratch/first" --seed $seed >"$scratch/log" 2>&1 ||
  { cat "$scratch/log" "$scratch/first/outcome.json" 2>/dev/null; echo 'the sandbox does not work here'; exit 1; }
expected=$scratch/first/expected.jsonl
cp "$expected" "$scratch/expected.jsonl"
expected=$scratch/expected.jsonl
public=$(jq -r 'select(.exercise == "rnn_step_forward" and .case == "small" and .array == "h" and .role == "output") | .data | join(",")' \
  grading/$chapter/expected.jsonl)
[ "$public" ] || fail 'the public answer is not found'

head_of() { # FILE WORD: what the line "// WORD: …" says
  sed -n "s,^// $2: ,,p" "$1" | head -n 1
}

# A hand-in from an attack.
make_hand_in() { # FILE FOLDER
  local base=chapters file
  file=$(head_of "$1" file)
  file=${file:-rnn.c}
  [ "$(head_of "$1" base)" = solution ] && base=solutions
  mkdir -p "$2"
  cp "$base/$chapter"/*.c "$2/"
  {
    printf '#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <time.h>\n#include <unistd.h>\n#include "rnn.h"\n'
    sed '/^---$/,$d' "$1" | sed "s,@TOP@,$top,g; s,@CANARY@,$canary,g"
    if [ $base = chapters ]; then
      printf '#undef TODO\n#define TODO(number, hint) (!strcmp(number, "6.1") ? attack() : todo_at(HERE, number, hint))\n'
    fi
    cat "$base/$chapter/$file"
    sed '1,/^---$/d' "$1" | sed "s/@PUBLIC@/$public/"
  } >"$2/$file"
}

# What became of it, as lines of text.
report() { # WORK
  jq -r '.outcome, .reason, .notes[]' "$1/outcome.json" 2>&1
  [ ! -f "$1/compile.log" ] || grep -a 'error: ' "$1/compile.log" | head -n 60
  [ ! -f "$1/result.json" ] ||
    jq -r '"points: \(.points)", (.exercises[] | select(.state != "not implemented" or .number == "6.1") |
      "\(.number) \(.name): \(.state) \(.message // "")", (.arrays[].message // empty))' "$1/result.json" 2>&1
}

judge_attack() { # NAME MODE WORK OUTCOME REGEX POINTS
  local said points
  said=$(report "$3")
  [ "$(head -n 1 <<<"$said")" = "$4" ] || echo "FAILED: $1 ($2): expected \"$4\", got: $(head -c 900 <<<"$said")"
  grep -qE "$5" <<<"$said" || echo "FAILED: $1 ($2): the report does not say \"$5\": $(head -c 900 <<<"$said")"
  points=$(jq .points "$3/result.json" 2>/dev/null || echo 0)
  awk -v p="$points" -v most="$6" 'BEGIN { exit !(p >= 0 && p <= most) }' || echo "FAILED: $1 ($2): $points points, at most $6 are deserved"
  grep -qsP '[\x00-\x08\x0b-\x1f\x7f]' "$3/compile.log" "$3/outcome.json" && echo "FAILED: $1 ($2): control characters in the report"
  return 0
}

try() { # NAME FOLDER MODE OPTION OUTCOME REGEX POINTS
  local work=$scratch/work/$1-$3 status
  build/bin/grade one --chapter $chapter --src "$2" --out "$work" --seed $seed --expected "$expected" ${4:+"$4"} \
    >"$scratch/work/$1-$3.log" 2>&1
  status=$?
  [ $status -le 1 ] || echo "FAILED: $1 ($3): exit status $status: $(tail -n 3 "$scratch/work/$1-$3.log")"
  judge_attack "$1" "$3" "$work" "$5" "$6" "$7"
  echo "$1 ($3): $(report "$work" | sed -n '1,2p' | paste -sd ' ' | cut -c 1-100), $(jq .points "$work/result.json" 2>/dev/null || echo no) points, $(jq .wall "$work/outcome.json" | cut -c 1-5) s"
}

attack() { # NAME
  local file=$corpus/$1.attack folder=$scratch/hand-ins/$1 mode option says points
  make_hand_in "$file" "$folder"
  points=$(head_of "$file" points)
  for mode in checked alone; do
    says=$(head_of "$file" $mode)
    [ "$says" ] || continue
    option=
    [ $mode = checked ] || option=--no-checks
    try "$1" "$folder" $mode "$option" "${says%%: *}" "${says#*: }" "${points:-0}"
  done
}

# Hand-ins that are no files, or not such as one would like to read.
folder_attack() { # NAME
  local folder=$scratch/hand-ins/$1 says
  mkdir "$folder" || return # what is written into it must not go through a link that is there
  cp chapters/$chapter/stacks.c chapters/$chapter/temporal.c "$folder/"
  case $1 in
    folder-link) ln -s "$solution/rnn.c" "$folder/rnn.c" && says='a symbolic link' ;;
    folder-hard-link)
      cp "$solution/rnn.c" "$folder/other" && ln "$folder/other" "$folder/rnn.c" && says='hard link' ;;
    folder-device) { mknod "$folder/rnn.c" c 1 5 2>/dev/null || ln -s /dev/zero "$folder/rnn.c"; } && says='device|symbolic link' ;;
    folder-pipe) mkfifo "$folder/rnn.c" && says='a pipe' ;;
    folder-folder) mkdir "$folder/rnn.c" && says='a folder' ;;
    folder-missing) says='rnn.c: the file is missing' ;;
    folder-huge) truncate -s 1G "$folder/rnn.c" && says='1073741824 bytes' ;;
    folder-binary) cp build/bin/judge "$folder/rnn.c" && truncate -s 100K "$folder/rnn.c" && says='not a text' ;;
    folder-linked-parent)
      rm -r "$folder" && mkdir "$folder" && ln -s "$solution" "$folder/$chapter" && says='missing' ;;
    folder-names)
      printf 'void nothing(void);\n' >"$folder/rnn.c"
      touch "$folder/"$'a\nb\x1b[2J;rm -rf $HOME`id`"\'<b>\u202e.c' && says='there is no function rnn_' ;;
    folder-results)
      cp chapters/$chapter/rnn.c "$folder/rnn.c" && says='6.1 rnn_step_forward: not implemented'
      echo '{"outcome":"graded","points":100,"max":100}' | tee "$folder/result.json" "$folder/outcome.json" >"$folder/transcript.jsonl"
      cp "$expected" "$folder/expected.jsonl" && mkdir "$folder/build" && cp build/bin/judge "$folder/build/"
      printf '#!/bin/sh\ntouch %s/made-by-gcc\n' "$scratch" >"$folder/gcc" && chmod +x "$folder/gcc" ;;
    folder-header)
      { printf '#define rnn_step_forward rnn_recur_forward\n'; cat chapters/$chapter/rnn.h; } >"$folder/rnn.h"
      cp chapters/$chapter/rnn.c "$folder/rnn.c" && says='6.1 rnn_step_forward: not implemented' ;;
  esac
  if [[ $1 == folder-header || $1 == folder-results ]]; then
    try "$1" "$folder" checked '' graded "$says" 0
  else
    try "$1" "$folder" checked '' 'not gradable' "$says" 0
  fi
}

# What must not change: the course, and the system's open places.
fingerprint() {
  {
    find solutions/$chapter grading/$chapter chapters/$chapter build/bin/judge build/bin/runner build/desk/$chapter -type f -print0 | sort -z | xargs -0 sha256sum
    sha256sum "$canary"
    stat -c '%a %U %s' "$canary" build/bin/judge build/bin/runner
    find /dev/shm /var/tmp /run/lock -mindepth 1 -maxdepth 1 2>/dev/null | sort
    find /tmp -maxdepth 1 -name '*attack*'
    ipcs -a 2>/dev/null | grep -vc '^-'
    wc -l </proc/self/mountinfo
    cat /proc/sys/kernel/core_pattern /proc/sys/kernel/hostname
  } 2>/dev/null
}

folders=(folder-link folder-hard-link folder-device folder-pipe folder-folder folder-missing folder-huge folder-binary
  folder-linked-parent folder-names folder-header folder-results)
mapfile -t all < <(find $corpus -name '*.attack' -printf '%f\n' | sed 's/\.attack$//' | sort)
[ $# = 0 ] || all=("$@")
[ $# = 0 ] || folders=()
fingerprint >"$scratch/before"

# Two at a time, and an honest hand-in after every eight.
honest() {
  local work=$scratch/work/honest-$1
  build/bin/grade one --chapter $chapter --src solutions/$chapter --out "$work" --seed $seed --expected "$expected" >/dev/null 2>&1
  jq -e '.points == .max and .max == 100' "$work/result.json" >/dev/null 2>&1 || echo "FAILED: the honest hand-in after $1: $(report "$work" | head -c 600)"
  rm -rf "$work"
}
run_half() { # 0 or 1
  local i=0 name
  for name in "${all[@]}" "${folders[@]}"; do
    i=$((i + 1))
    [ $((i % 2)) = "$1" ] || continue
    case $name in
      folder-*) folder_attack "$name" ;;
      *) attack "$name" ;;
    esac
    [ $((i % 16)) != "$1" ] || honest "$name"
  done
  honest "last-$1"
}
run_half 0 >"$scratch/out.0" 2>&1 &
run_half 1 >"$scratch/out.1" 2>&1
wait
cat "$scratch/out.0" "$scratch/out.1"
failures=$(cat "$scratch/out.0" "$scratch/out.1" | grep -c ^FAILED)
fingerprint >"$scratch/after"
cmp -s "$scratch/before" "$scratch/after" || fail "something outside of the sandbox has changed: $(diff "$scratch/before" "$scratch/after" | head -n 5)"
left=$(pgrep -fc "^/w/(runner|worker) .*$seed" || true) # of this test: another one may run beside it
[ "$left" = 0 ] || fail "$left processes are left"
count=$((${#all[@]} + ${#folders[@]}))
[ $# -gt 0 ] || [ $count -ge 40 ] || fail "only $count attacks"
finish "$count attacks: no point, nothing changed, honest hand-ins unharmed"
