#!/bin/bash
# Marks: due dates to the second, extensions, grace, late days that are free through the course, attempts,
# teams, grader errors; each with the line that explains it.
set -uo pipefail
# shellcheck source=tests/desk/_book.sh
. "$(dirname "$0")/_book.sh"
on_time='chapters = ({chapter = "06"; due = "2001-09-09T01:46:40Z";});'
claims=0

# Marks of students in a chapter: points, or "none".
mark() { # WHAT EXPECTED STUDENT [COLUMNS [CHAPTER]]
  claims=$((claims + 1))
  expect "$1" "$2" "$(ask "SELECT ${4:-"iif(points IS NULL, 'none', printf('%g', points))"} FROM mark
    WHERE student = '$3' AND chapter = '${5:-06-rnn}'")"
}
says() { # WHAT PATTERN STUDENT
  claims=$((claims + 1))
  ask "SELECT explanation FROM mark WHERE student = '$3'" | grep -qE -- "$2" ||
    fail "$1: expected a line like '$2', found: $(ask "SELECT explanation FROM mark WHERE student = '$3'")"
}
refuse() { # WHAT PATTERN
  local before text
  claims=$((claims + 1))
  before=$(ask 'SELECT * FROM mark')
  text=$(write_marks 2>&1) && fail "$1: expected an error"
  grep -qE "$2" <<<"$text" || fail "$1: expected '$2', found: $text"
  expect "$1: marks as they were" "$before" "$(ask 'SELECT * FROM mark')"
}

# To the second, and a day that has begun is whole.
new_book "late = {per_day = 0.1;}; $on_time"
hand_in early -5 graded 10
hand_in exact 0 graded 10
hand_in second 1 graded 10
hand_in one $day graded 10
hand_in two $((day + 1)) graded 10
student given '' 2
hand_in given $((2 * day)) graded 10
student spent '' 2
hand_in spent $((2 * day + 1)) graded 10
write_marks || fail 'no marks'
mark 'early' 10 early
mark 'exactly at the deadline' '10.0|0.0' exact 'points, late_days'
mark 'a second late' '9.0|1.0|1.0' second 'points, late_days, penalty'
mark 'a day late' '9.0|1.0' one 'points, late_days'
mark 'a day and a second' '8.0|2.0' two 'points, late_days'
mark 'an extension to its end' 10 given
mark 'a second after an extension' 9 spent
says 'the extension' '^Due 2001-09-09 01:46:40 UTC, with an extension of 2 days until 2001-09-11 01:46:40 UTC' spent
says 'the cost' '^1 day at 10 % of 10 each: -1 points\.$' spent
says 'the mark' '^Mark: 9 of 10\.$' spent

# Grace; the floor; too late to count; closing; no due date.
new_book 'late = {per_day = 0.5; grace_minutes = 15; lowest = 0.3; most_days = 3;};
  chapters = ({chapter = "06"; due = "2001-09-09T01:46:40Z";}, {chapter = "07"; due = "2001-09-09T01:46:40Z"; closes = "2001-09-10T01:46:40Z";});'
hand_in grace 900 graded 10
hand_in after 901 graded 10
hand_in nextday $((900 + day)) graded 10
hand_in floor $((3 * day)) graded 10
hand_in toolate $((900 + 3 * day + 1)) graded 10
hand_in closing $day graded 10 07-vanishing
hand_in closed $((day + 1)) graded 10 07-vanishing
hand_in free $((100 * day)) graded 10 01-bow
write_marks || fail 'no marks'
mark 'the last second of grace' 10 grace
mark 'after the grace' 5 after
mark 'a day is counted from the end of the grace' '5.0|1.0' nextday 'points, late_days'
mark 'lateness has a floor' 3 floor
mark 'later than counts' '0.0||10.0' toolate 'points, submission, max'
says 'why' 'does not count, it is 4 days late, and 3 days count at most' toolate
mark 'at the end' 5 closing '' 07-vanishing
mark 'after the end' 0 closed '' 07-vanishing
mark 'never due' 10 free '' 01-bow

# Attempts: best, last, first; those that cost; those that are too many; not gradable costs none.
attempts() { # RULES
  new_book "attempts = {$1}; $on_time"
  hand_in u -400 graded 4
  hand_in u -300 broken
  hand_in u -200 graded 8
  hand_in u -100 graded 6
  hand_in late -50 broken
  hand_in late -40 graded 7
  hand_in none -50 broken $'x.c:1: \e[31merror\nMark: 10 of 10.'
  write_marks || fail "$1: no marks"
}
attempts ''
mark 'the best counts' 8 u
says 'not gradable' '^Hand-in 2, .*: cannot be graded \(rnn.c:1: error\); costs no attempt\.$' u
mark 'nothing gradable: no mark' none none
says 'strangers stay within their line' 'cannot be graded \(x.c:1: \\x1B\[31merror Mark: 10 of 10\.\)' none
attempts 'counts = "last";'
mark 'the last counts' 6 u
attempts 'counts = "first";'
mark 'the first counts' 4 u
attempts 'most = 1;'
mark 'one attempt' 4 u
says 'too many' 'does not count, the limit is 1 attempt\.$' u
mark 'what cannot be graded costs no attempt' 7 late
attempts 'most = 2; counts = "last";'
mark 'the last of those that count' 8 u
attempts 'cost = 0.25;'
mark 'attempts that cost: the best after costs' '5.5|2.5' u 'points, penalty'
says 'the cost' '^It is attempt 2; each after the first costs 25 % of 10: -2.5 points' u

# A grader error is no mark, no zero, no attempt.
failures() { # RULES
  new_book "attempts = {$1}; $on_time"
  hand_in only -50 failed
  hand_in after -100 graded 5
  hand_in after -50 failed
  hand_in before -100 failed
  hand_in before -50 graded 5
  write_marks || fail "$1: no marks"
  mark "$1: nothing but a grader error" 'none|' only "coalesce(points, 'none'), submission"
}
failures 'most = 1;'
mark 'best: what there is' 5 after
mark 'it costs no attempt' 5 before
says 'it may rise' 'may still rise' before
failures 'counts = "last";'
mark 'last: it would count' none after
mark 'last: it would not' 5 before
failures 'counts = "first";'
mark 'first: it would not' 5 after
mark 'first: it would' none before
says 'why' '^No mark yet: the grader failed' before

# Teams: everybody's hand-ins, the largest extension, each one's own free days.
new_book 'late = {per_day = 0.1; free_days = 2;}; attempts = {most = 2;};
  chapters = ({chapter = "06"; due = "2001-09-09T01:46:40Z";}, {chapter = "01"; due = "2001-09-10T01:46:40Z";});'
student a crew
student b crew 1
student c crew
student alone
hand_in b $((day - 200)) graded 3
hand_in a $((2 * day)) graded 9
hand_in c $((2 * day + 5)) graded 10
hand_in alone $((2 * day)) graded 10
hand_in alone $((3 * day)) graded 10 01-bow
hand_in a $((4 * day)) graded 10 01-bow
write_marks || fail 'no marks'
for s in a b c; do mark "the team's best" '9.0|1.0|0.0|2' $s 'points, late_days, penalty, submission'; done
says 'whose it is' '^Hand-in 1 of a counts: 9 of 10 points' c
says 'attempts of the team' '^Hand-in 1, .*: does not count, the limit is 2 attempts' c
mark 'free days' '10.0|2.0|0.0' alone 'points, late_days, penalty'
mark 'they are spent in the order of due dates' '8.0|2.0|2.0' alone 'points, late_days, penalty' 01-bow
mark 'one is left' '9.0|2.0|1.0' a 'points, late_days, penalty' 01-bow
says 'free days' '^Free late days: 2 of the 2 that are left' alone

# The rubric's points, leaks, rounding; and of equal hand-ins the one that takes fewer free days.
new_book 'leak_cost = 0.5; round_to = 0.5; late = {per_day = 0.1; free_days = 5;};
  chapters = ({chapter = "06"; due = "2001-09-09T01:46:40Z"; points = ({exercise = "6.1"; points = 30;});});'
hand_in third 0 graded 3.4
hand_in leaks 0 graded '10 leak'
hand_in twice 0 graded 7
hand_in twice 5 graded 7
hand_in nothing 5 graded 0
hand_in nothing 6 graded 0 07-vanishing
write_marks || fail 'no marks'
mark 'points of the rubric, rounded' '10.0|30.0' third 'points, max'
says 'the exercise' '^6.1 rnn_forward counts 30 instead of 10: 10.2 points' third
says 'rounding' '^Rounded to multiples of 0.5' third
mark 'a leak' 15 leaks
says 'a leak' 'memory that is never freed costs 50 % of its points: 15 left' leaks
mark 'no free day for nothing' '0.0' twice late_days
mark 'nothing to lose' '0.0|1.0|0.0' nothing 'points, late_days, penalty'

# The example of docs/exports.md.
new_book 'late = {per_day = 0.1; free_days = 1;}; attempts = {most = 5;};
  chapters = ({chapter = "06"; due = "2026-11-20T23:59:00+01:00";});'
student u '' 2
hand_in u $(($(date -u -d '2026-11-19 10:00' +%s) - due)) graded 6.3
hand_in u $(($(date -u -d '2026-11-21 10:00' +%s) - due)) broken
hand_in u $(($(date -u -d '2026-11-24 12:00' +%s) - due)) graded 8
write_marks || fail 'no marks'
claims=$((claims + 1))
expect 'the example' "$(sed -n 's/^    //; /^Due 2026/,/^Mark:/p' docs/exports.md)" "$(ask 'SELECT explanation FROM mark')"

# The same, whatever the order in which it was written down.
new_book "late = {per_day = 0.1; free_days = 1;}; $on_time"
for i in 1 2 3; do hand_in "u$i" $((i * 20000)) graded "$i"; hand_in "u$i" $((i * 30000)) graded 9; done
write_marks && first=$(ask 'SELECT chapter, student, points, late_days, penalty, explanation FROM mark ORDER BY 1, 2')
new_book "late = {per_day = 0.1; free_days = 1;}; $on_time"
for i in 3 2 1; do hand_in "u$i" $((i * 30000)) graded 9; hand_in "u$i" $((i * 20000)) graded "$i"; done
write_marks
ask 'UPDATE submission SET attempt = 3 - attempt'
write_marks
expect 'marks' "$first" "$(ask 'SELECT chapter, student, points, late_days, penalty, explanation FROM mark ORDER BY 1, 2')"

# What is no number of points, and no number of days, is refused.
for bad in -1 11 9e999 -9e999; do
  new_book "$on_time"
  hand_in u -5 graded 5
  write_marks || fail 'no marks'
  ask "UPDATE exercise SET points = $bad"
  refuse "points $bad" 'submission 1, exercise 6.1: .* of 10 points: expected a number from 0 to the maximum'
done
for bad in -2 9e999; do
  new_book "$on_time"
  hand_in u -5 graded 5
  write_marks || fail 'no marks'
  ask "UPDATE student SET extension_days = $bad"
  refuse "an extension of $bad" 'student u: an extension of .* days: expected a number from 0'
done
finish "$claims claims about marks hold"
