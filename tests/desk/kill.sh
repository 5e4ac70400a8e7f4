#!/bin/bash
# A run that is killed with SIGKILL at random moments, more than fifty times: the gradebook stays whole,
# holds only whole gradings, nothing is graded twice and nothing is missing, and nothing is left behind.
set -uo pipefail
# shellcheck source=tests/desk/_desk.sh
. "$(dirname "$0")/_desk.sh"
students=40 kills=0 begun=0 partial=0

for i in $(seq $students); do hand_in "$class/u$i" "points $((i % 6))"; done
hand_in "$class/broken" broken
: >"$class/empty.zip"
everything=$((students + 2))

# What holds at every moment, however the last run ended.
whole() {
  [ -s "$book" ] || return 0 # killed before it had a gradebook
  expect 'integrity' ok "$(ask 'PRAGMA integrity_check')"
  expect 'rows that refer to nothing' '' "$(ask 'PRAGMA foreign_key_check')"
  [ "$(ask 'PRAGMA user_version')" = 1 ] || return 0 # killed before it had tables: made by the next
  expect 'gradings of one hand-in' '' "$(ask 'SELECT submission FROM grading GROUP BY 1 HAVING count(*) > 1')"
  expect 'hand-ins without a grading' '' \
    "$(ask 'SELECT number FROM submission WHERE number NOT IN (SELECT submission FROM grading)')"
  expect 'gradings that lack something' '' "$(ask "SELECT submission FROM grading g WHERE outcome = 'graded' AND
    ((SELECT count(*) FROM exercise e WHERE e.submission = g.submission) <> 2 OR
     (SELECT count(*) FROM file f WHERE f.submission = g.submission) <> 5)")"
}

# Those who work for this gradebook and are alive.
workers() {
  local process words
  for process in /proc/[0-9]*; do
    mapfile -d '' -t words 2>/dev/null <"$process/cmdline" || continue
    [[ "${words[0]-}" == "$program" && " ${words[*]} " == *" $book "* ]] && echo "${process#/proc/}"
  done
}

nobody() {
  local try
  for try in 1 2 3 4 5 6 7 8 9 10; do
    [ -z "$(workers)" ] && return
    sleep 0.1
  done
  fail "processes are left after $try tries: $(workers)"
}

kill_once() { # MILLISECONDS
  $program run "$class" --chapter 06 --book "$book" --jobs 2 >/dev/null 2>&1 &
  local pid=$!
  sleep "$(printf '0.%03d' "$1")"
  if kill -9 $pid 2>/dev/null; then kills=$((kills + 1)); fi
  wait $pid 2>/dev/null
  nobody
  whole
}

# A fast machine is done before it is killed fourteen times, so there are as many rounds as it takes.
for round in {1..12}; do
  [ "$round" -le 4 ] || [ $kills -lt 50 ] || break
  rm -rf "$book"*
  for moment in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
    if [ $((moment % 4)) = 0 ]; then kill_once $((RANDOM % 40)); else kill_once $((RANDOM % 300)); fi
    [ -s "$book" ] && begun=$((begun + 1))
    n=$(ask 'SELECT count(*) FROM grading' 2>/dev/null || echo 0)
    [ "$n" -gt 0 ] && [ "$n" -lt $everything ] && partial=$((partial + 1))
  done
  grade run "$class" --chapter 06 --book "$book" --jobs 2 >"$scratch/out" 2>&1 || fail "round $round: $(cat "$scratch/out")"
  whole
  expect 'gradings' $everything "$(ask 'SELECT count(*) FROM grading')"
  expect 'right points' $students "$(ask "SELECT count(*) FROM current JOIN submission ON number = submission
    WHERE points = 2 * (substr(student, 2) % 6)")"
  expect 'runs' 1 "$(ask 'SELECT count(*) FROM run')"
  expect 'finished runs' 1 "$(ask 'SELECT count(ended) FROM run')"
  [ ! -e "$book.work" ] || fail "work folders are left: $(ls "$book.work")"
done
[ $kills -ge 50 ] || fail "killed only $kills times"
[ $partial -ge 20 ] || fail "only $partial kills came between the first grading and the last"

# Asked to stop, it stops at once, and says how to go on.
rm -rf "$book"*
$program run "$class" --chapter 06 --book "$book" --jobs 2 >/dev/null 2>"$scratch/err" &
pid=$!
until [ "$(ask 'SELECT count(*) FROM grading' 2>/dev/null || echo 0)" -gt 0 ]; do sleep 0.02; done
kill -TERM $pid
wait $pid
expect 'exit status after SIGTERM' 130 $?
grep -q 'the same command goes on' "$scratch/err" || fail "stopped without a word: $(cat "$scratch/err")"
nobody
whole

# Two at once would grade twice: the second is sent away.
for i in $(seq 20); do hand_in "$class/s$i" 'slow'; done
$program run "$class" --chapter 06 --book "$book" --jobs 1 >/dev/null 2>&1 &
pid=$!
until [ -e "$book.work" ]; do sleep 0.02; done
refuse 2 'another program is writing it' grade run "$class" --chapter 06 --book "$book"
kill -TERM $pid
wait $pid
finish "$kills kills, $partial of them in the midst of the class: nothing lost, nothing twice"
