#!/bin/bash
# A class in one command: outcomes stay apart, a grader error is never a mark and is tried again, the
# worst of several seeds counts, bad input is one line and leaves nothing behind, memory does not grow.
set -uo pipefail
# shellcheck source=tests/desk/_desk.sh
. "$(dirname "$0")/_desk.sh"
outcomes() { ask 'SELECT outcome, count(*) FROM current GROUP BY 1 ORDER BY 1' | paste -sd ' '; }

# --- outcomes ---
hand_in "$class/right" ''
hand_in "$class/half" 'points 2.5'
hand_in "$class/none" 'points 0'
hand_in "$class/broken" broken
hand_in "$class/again" 'fails once'
hand_in "$class/fails" fails
hand_in "$class/dies" crashes
grade run "$class" --chapter 06 --book "$book" --jobs 3 >"$scratch/out" 2>"$scratch/err"
expect 'exit status with grader errors' 3 $?
expect 'outcomes' 'graded|4 grader error|2 not gradable|1' "$(outcomes)"
expect 'points of what was not graded' 0 "$(ask "SELECT count(points) FROM current WHERE outcome <> 'graded'")"
expect 'exercises of what has no points' 0 "$(ask "SELECT count(*) FROM current_exercise e JOIN current c
  USING(submission) WHERE outcome <> 'graded' AND e.points > 0")"
expect 'why it failed' 'exit status 1: no more room in the inn' \
  "$(ask "SELECT reason FROM current JOIN submission ON number = submission WHERE student = 'fails'")"
grep -q '^06-rnn: 4 graded, 1 not gradable, 0 known before, 2 grader errors' "$scratch/out" || fail "it says: $(cat "$scratch/out")"
grep -q '^  dies: killed by signal 11' "$scratch/out" || fail "it does not say who: $(cat "$scratch/out")"

expect 'who may read the gradebook' 600 "$(stat -c %a "$book")"

# Again: only what failed is tried, in the same unfinished run, and a mended grader settles it.
sed -i 's/fails/points 1/g' "$class/fails/rnn.c"
grade run "$class" --chapter 06 --book "$book" >"$scratch/out"
expect 'exit status with one grader error' 3 $?
grep -q '1 graded, 0 not gradable, 5 known before, 1 grader errors' "$scratch/out" || fail "it says: $(cat "$scratch/out")"
expect 'attempts of one hand-in that only the grader failed' 2 \
  "$(ask "SELECT max(revision) FROM grading JOIN submission ON number = submission WHERE student = 'dies'")"
expect 'runs' 1 "$(ask 'SELECT count(*) FROM run')"
rm -r "$class/dies" "$class/fails"
grade run "$class" --chapter 06 --book "$book" >"$scratch/out"
expect 'exit status when all is known' 0 $?
expect 'runs when all is known' 1 "$(ask 'SELECT count(*) FROM run')"

# A new hand-in of the same student is another attempt; the same files are not.
touch -d '2031-01-01' "$class/half"/*
cp -r "$class/half" "$class/half@20310102T000000Z"
hand_in "$class/half@20310103T000000Z" 'points 4'
grade run "$class" --chapter 06 --book "$book" >/dev/null || fail 'not graded'
expect 'attempts' '1 2' "$(ask "SELECT attempt FROM submission WHERE student = 'half' ORDER BY received" | paste -sd ' ')"

# --- several seeds: code that is right one time in two is wrong ---
rm -rf "$book"* "$class" && mkdir "$class"
hand_in "$class/fair" weather
worst=9
for try in 1 2 3 4 5 6 7 8 9 10; do
  rm -f "$book"*
  grade run "$class" --chapter 06 --book "$book" --seeds 8 >/dev/null || fail 'not graded'
  found=$(ask 'SELECT points FROM current')
  awk -v a="$found" -v b="$worst" 'BEGIN { exit !(a < b) }' && worst=$found
  [ "$worst" = 6.0 ] && break
done
expect "points on the worst of 8 seeds, after $try tries" 6.0 "$worst"
expect 'seeds' 8 "$(ask 'SELECT seeds FROM run' | wc -w)"
expect 'different seeds' 8 "$(ask 'SELECT seeds FROM run' | tr ' ' '\n' | sort -u | wc -l)"
expect 'transcripts' 8 "$(ask "SELECT count(*) FROM file WHERE kind = 'transcript'")"

# --- roster and rubric ---
rm -rf "$book"* "$class" && mkdir "$class"
for student in u1001 ADA@example.org bob stranger; do hand_in "$class/$student" ''; done
printf '\xef\xbb\xbfID;Name;email;team;extension_days;Section\r\nu1001;"Lovelace; ""A"" B";x@example.org;;1.5;S1\r\nu2;Ada;ada@example.org;crew;;\r\nu3;Bob;bob@example.org;crew;;\r\nu4;Late;l@example.org;;;\r\n' >"$scratch/roster.csv"
printf 'course = "C"; # a comment\nlate = { per_day = 0.1; free_days = 2; };\n' >"$scratch/rubric.cfg"
grade run "$class" --chapter 06 --book "$book" --roster "$scratch/roster.csv" --rubric "$scratch/rubric.cfg" \
  >"$scratch/out" 2>"$scratch/err" || fail 'not graded with a roster'
expect 'students by id, address and its beginning' 'stranger u1001 u2 u3' \
  "$(ask 'SELECT student FROM submission ORDER BY 1' | paste -sd ' ')"
grep -q 'stranger is not in the roster' "$scratch/err" || fail "no word about a stranger: $(cat "$scratch/err")"
grep -qx 'nothing from 1 in the roster: u4' "$scratch/out" || fail "no word about who is missing: $(cat "$scratch/out")"
expect 'a name, an extension, another column' 'Lovelace; "A" B|1.5|{"Section":"S1"}' \
  "$(ask "SELECT name, extension_days, extra FROM student WHERE id = 'u1001'")"
expect 'the rubric' 1 "$(ask "SELECT count(*) FROM setting WHERE key = 'rubric' AND value LIKE '%free_days = 2%'")"
ask .dump >"$scratch/before"

# Names that learning platforms give to downloads; what a student called his file makes him nobody else.
rm -rf "$scratch/platform" && mkdir "$scratch/platform"
hand_in "$scratch/platform/doejane_123_4567_u1002" 1
hand_in "$scratch/platform/poejack_LATE_124_4568_doejane_123_1_x" 2
hand_in "$scratch/platform/Ann Lee_77_assignsubmission_file_" 3
hand_in "$scratch/platform/Bo Li_78_assignsubmission_file" 4
hand_in "$scratch/platform/Jo_Ki_79_assignsubmission_file" 5
hand_in "$scratch/platform/roejim_999_1_u1" 6
printf 'id,name,canvas,moodle\nu1,Jane Doe,123,\nu2,Jack Poe,124,\nu3,Ann Lee,,Participant 77\nu4,Bo Li,,\nu5,Jo_Ki,,\nu1002,X,,\n' >"$scratch/platform.csv"
$program run "$scratch/platform" --chapter 06 --book "$scratch/platform.sqlite" --roster "$scratch/platform.csv" \
  >/dev/null 2>"$scratch/err" || fail 'not graded under names of platforms'
expect 'students of downloads' 'roejim_999_1_u1 u1 u2 u3 u4 u5' \
  "$(sqlite3 "$scratch/platform.sqlite" 'SELECT student FROM submission ORDER BY 1' | paste -sd ' ')"

# --- bad input: one line, and the gradebook as it was ---
bad() { # PATTERN OPTIONS...
  local pattern=$1
  shift
  refuse 2 "$pattern" grade run "$@"
  ask .dump | cmp -s "$scratch/before" - || fail "$*: the gradebook was changed"
}
common=("$class" --chapter 06 --book "$book")
bad 'expected SUBMISSIONS, --chapter and --book' "$class"
bad 'there is no such chapter' "$class" --chapter 99 --book "$book"
bad 'expected a chapter' "$class" --chapter '../06' --book "$book"
bad 'No such file or directory, expected a hand-in or a folder' "$scratch/nowhere" --chapter 06 --book "$book"
mkdir "$scratch/void"
bad 'an empty folder, expected one hand-in for each student' "$scratch/void" --chapter 06 --book "$book"
bad '--jobs' "${common[@]}" --jobs -1
bad 'No such file or directory, expected a roster' "${common[@]}" --roster "$scratch/nowhere"
bad 'No such file or directory, expected a rubric' "${common[@]}" --rubric "$scratch/nowhere"
while IFS='|' read -r pattern text; do
  printf '%b' "$text" >"$scratch/bad.csv"
  bad "bad.csv:$pattern" "${common[@]}" --roster "$scratch/bad.csv"
done <<'END'
2: expected a closing quote|id,name\nu9,"a\n
2: expected ',' or a new line behind a closing quote|id,name\nu9,"a"b\n
1: expected a line that names the columns|name\nu9\n
4: id "U9" stands in line 2 already|id,name\nu9,x\n\nU9,y\n
2: 3 cells, expected 2|id,name\nu9,x,z\n
2: extension_days "-1": expected a number|id,extension_days\nu9,-1\n
2: extension_days "nan": expected a number|id,extension_days\nu9,nan\n
 expected students, found none|id,name\n
1: two columns "id", expected one|id,id\na,b\n
2: expected an id, found none|id,name\n,x\n
2: byte 1 of the line .0xFF. is not UTF-8|id\n\xff\n
END
while IFS='|' read -r pattern text; do
  printf '%b' "$text" >"$scratch/bad.cfg"
  bad "bad.cfg:$pattern" "${common[@]}" --rubric "$scratch/bad.cfg"
done <<'END'
2: perday: expected one of: per_day|late = {\nperday = 1;};
1: late: expected a group|late = 3;
1: per_day: expected a number from 0 to 1|late = { per_day = 2; };
3: .*expected each chapter once|chapters = (\n{ chapter = "06"; },\n{ chapter = "06"; });
1: most: expected a whole number|attempts = { most = 1.5; };
1: counts: expected "best", "last" or "first"|attempts = { counts = "all"; };
1: due: expected a time with its offset|chapters = ({ chapter = "06"; due = "2026-02-30T00:00Z"; });
1: due: expected a time with its offset|chapters = ({ chapter = "06"; due = "2026-11-20 23:59"; });
2: closes: expected a time after due|chapters = ({ chapter = "06"; due = "2026-02-03T00:00Z";\ncloses = "2026-02-02T00:00Z"; });
2: syntax error|late = { };\nwhat is this
1: expected rules, not @include|@include "other.cfg"\n
END
echo 'no database' >"$scratch/text"
refuse 2 'text: ' grade run "$class" --chapter 06 --book "$scratch/text"
expect 'a file that is no gradebook' 'no database' "$(cat "$scratch/text")"
sqlite3 "$scratch/other.sqlite" 'CREATE TABLE mine(a)'
refuse 2 'an SQLite file, but no gradebook' grade run "$class" --chapter 06 --book "$scratch/other.sqlite"
refuse 2 'No such file|cannot' grade run "$class" --chapter 06 --book "$scratch/nowhere/book"

# A hand-in that we may not read is nobody's fault but ours: no row, and told by the exit status.
if [ "$(id -u)" != 0 ]; then
  mkdir "$class/locked" && chmod 000 "$class/locked"
  grade run "$class" --chapter 06 --book "$book" >"$scratch/out" 2>"$scratch/err"
  expect 'exit status with a hand-in that cannot be read' 3 $?
  grep -q 'locked: could not be taken: .*it cannot be read: Permission denied' "$scratch/err" || fail "it says: $(cat "$scratch/err")"
  rmdir "$class/locked"
fi

# --- constant memory, and a line of progress for a terminal ---
rm -rf "$book"* "$class" && mkdir "$class"
measure() { # HAND-INS: KiB at the most
  local i
  for i in $(seq "$1"); do [ -e "$class/u$i" ] || hand_in "$class/u$i" ''; done
  rm -f "$book"*
  /usr/bin/python3 -B - "$program" run "$class" --chapter 06 --book "$book" --jobs 4 <<'END'
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
END
}
few=$(measure 10)
many=$(measure 250)
[ "$many" -lt $((few + 3000)) ] || fail "250 hand-ins took $many KiB, 10 took $few"
rm -f "$book"*
/usr/bin/python3 -B - "$program" run "$class" --chapter 06 --book "$book" >"$scratch/screen" <<'END'
import os, pty, sys
os.environ["TERM"] = "xterm"
pty.spawn(sys.argv[1:], lambda fd: os.read(fd, 4096), lambda fd: b"")
END
grep -q 'grading \[#*\.*\] .*hand-ins.* left' "$scratch/screen" || fail "no progress on a terminal: $(tail -c 300 "$scratch/screen")"
finish "outcomes apart, bad input refused in one line; $few KiB for 10 hand-ins, $many KiB for 250"
