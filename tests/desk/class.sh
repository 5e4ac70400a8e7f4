#!/bin/bash
# A whole class, from hand-ins to marks: graded by one command in the real sandbox, then its pages and
# tables; each hand-in, mark and cell is held against what was known when the class was made.
#
# usage: tests/desk/class.sh [STUDENTS [SEED]]     60 and 1; a class of 200 takes two minutes
# limit: 900
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
students=${1:-60} seed=${2:-1}
class=$scratch/class
book=$scratch/book.sqlite
mounts=$(wc -l </proc/self/mountinfo)

make -s build/bin/grade build/bin/runner build/bin/judge build/desk/06-rnn/ready || exit 1
/usr/bin/python3 -B tests/desk/make_class.py "$class" --students "$students" --seed "$seed" || fail 'no class'
(cd "$class" && find . -type f -print0 | sort -z | xargs -0 sha256sum) >"$scratch/before"

# Killed in the midst of it, and started again.
grade=(build/bin/grade run "$class/hand-ins" --chapter 06 --roster "$class/roster.csv" --rubric "$class/rubric.cfg" --book "$book")
"${grade[@]}" >/dev/null 2>&1 &
victim=$!
while kill -0 $victim 2>/dev/null && [ "$(sqlite3 "$book" 'SELECT count(*) FROM grading' 2>/dev/null || echo 0)" -lt 8 ]; do sleep 0.1; done
kill -9 $victim || fail 'the class was graded before it could be killed'
wait $victim 2>/dev/null
before=$(sqlite3 "$book" 'SELECT count(*) FROM grading')

"${grade[@]}" >"$scratch/out" 2>"$scratch/err" || fail "exit status $? of grade run: $(cat "$scratch/err")"
head -n 1 "$scratch/out"
grep -q ", $before known before, " "$scratch/out" || fail "$before were graded before it was killed"
[ "$(sqlite3 "$book" 'SELECT count(*) FROM grading WHERE revision > 1')" = 0 ] || fail 'killed and started again, it grades twice'
[ ! -s "$scratch/err" ] || fail "on standard error: $(cat "$scratch/err")"
build/bin/grade report --book "$book" --chapter 06 --out "$scratch/pages" >"$scratch/log" 2>&1 || fail "no pages: $(cat "$scratch/log")"
mkdir "$scratch/tables"
for format in canvas moodle nbgrader; do
  build/bin/grade export $format --book "$book" --out "$scratch/tables/$format.csv" || fail "no $format.csv"
done
/usr/bin/python3 -B tests/desk/judge_class.py "$class" "$book" "$scratch/pages" "$scratch/tables" || fail 'marks are not what they should be'

# The class's own page counts them, and names the mistakes that were made.
page=$scratch/pages/index.html
graded=$(sqlite3 "$book" "SELECT count(*) FROM mark WHERE points IS NOT NULL")
grep -q "\b$graded\b" "$page" || fail "the class page does not count $graded marks"
mistake=$(sqlite3 "$book" "SELECT mistake FROM current_exercise WHERE mistake > '' ORDER BY 1 LIMIT 1")
grep -q "${mistake//-/.}" "$page" || fail "the class page does not name $mistake"

# Graded once: nothing is left to do, and the hand-ins, the system's mounts and the work folder are as before.
build/bin/grade run "$class/hand-ins" --chapter 06 --book "$book" >"$scratch/again" 2>&1 || fail 'a second run fails'
grep -q ' 0 graded, 0 not gradable, ' "$scratch/again" || fail "graded twice: $(cat "$scratch/again")"
(cd "$class" && find . -type f -print0 | sort -z | xargs -0 sha256sum) | cmp -s "$scratch/before" - || fail 'the hand-ins were changed'
[ "$mounts" = "$(wc -l </proc/self/mountinfo)" ] || fail 'a mount is left'
[ -z "$(find "$book.work" -mindepth 1 2>/dev/null)" ] || fail "left in the work folder: $(find "$book.work" | head -n 3)"
expected=$(build/bin/grade export canvas --book "$book" | sha256sum)
build/bin/grade regrade --book "$book" --chapter 06 >/dev/null 2>&1 || fail 'regrading fails'
[ "$expected" = "$(build/bin/grade export canvas --book "$book" | sha256sum)" ] || fail 'judged again, marks are other ones'
finish "a class of $students: pages, tables and marks are right"
