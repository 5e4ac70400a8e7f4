#!/bin/bash
# Grading again: marks under other rules, stored transcripts judged anew without running code, one
# student, one exercise; and with --run the code itself. What was known before stays as a revision.
set -uo pipefail
# shellcheck source=tests/desk/_desk.sh
. "$(dirname "$0")/_desk.sh"
make -s desk CH=06 || exit 1
program=build/bin/grade
mistake=affine-backward-db-first-step-only

mkdir "$class/good" "$class/late" "$class/off"
for student in good late off; do cp solutions/$chapter/*.c "$class/$student/"; done
(cd "$class/off" && patch -s -p3 --no-backup-if-mismatch) <grading/$chapter/wrong/$mistake.patch || fail 'no wrong hand-in'
touch -d '2026-11-20 12:00 UTC' "$class"/*/*
touch -d '2026-11-22 12:00 UTC' "$class"/late/*
echo '/* late */' >>"$class/late/rnn.c"
touch -d '2026-11-22 12:00 UTC' "$class"/late/*
cat >"$scratch/rubric.cfg" <<'END'
late = { per_day = 0.1; };
chapters = ( { chapter = "06"; due = "2026-11-20T23:59:00Z"; } );
END
sandbox=()
if ! grade run "$class/good" --chapter 06 --book "$scratch/try" >"$scratch/out" 2>&1; then
  echo "no sandbox here: $(tail -n 1 "$scratch/out")"
  sandbox=(--no-sandbox)
fi
grade run "$class" --chapter 06 --book "$book" --rubric "$scratch/rubric.cfg" "${sandbox[@]}" ||
  fail 'not graded'
marks() { ask "SELECT student || ' ' || round(points, 6) FROM mark ORDER BY 1" | paste -sd ' '; }
revisions() { ask 'SELECT count(*) FROM grading'; }
points() { ask "SELECT points FROM current JOIN submission ON number = submission WHERE student = '$1'"; }
expect 'marks' 'good 100.0 late 80.0 off 98.0' "$(marks)"
expect 'the named mistake' "6.10 $mistake" "$(ask 'SELECT number || char(32) || mistake FROM current_exercise WHERE mistake <> ""')"

# --- marks alone ---
sed 's/0\.1/0.2/; s/00Z"; }/00Z"; points = ( { exercise = "6.10"; points = 14; } ); }/' "$scratch/rubric.cfg" >"$scratch/other.cfg"
grade regrade --book "$book" --rubric "$scratch/other.cfg" >"$scratch/out" || fail 'no marks'
expect 'marks under another rubric' 'good 108.0 late 64.8 off 103.333333' "$(marks)"
printf 'id,extension_days\ngood,\noff,\nlate,2\n' >"$scratch/roster.csv"
grade regrade --book "$book" --roster "$scratch/roster.csv" >"$scratch/out" || fail 'no marks'
expect 'marks with an extension' 'good 108.0 late 108.0 off 103.333333' "$(marks)"
expect 'gradings' 3 "$(revisions)"
grade regrade --book "$book" --rubric "$scratch/rubric.cfg" >/dev/null || fail 'no marks'

# --- transcripts judged again: sources are not looked at, so no code runs ---
cp "$book" "$scratch/kept"
ask "UPDATE file SET content = x'00' WHERE kind = 'source'"
grade regrade --book "$book" --chapter 06 >"$scratch/out" || fail "judged again: $(cat "$scratch/out")"
expect 'points of all' '100.0 100.0 98.0' "$(points good) $(points late) $(points off)"
expect 'revisions' 6 "$(revisions)"
expect 'the mistake, still named' "$mistake" "$(ask "SELECT mistake FROM current_exercise WHERE mistake <> ''")"
expect 'runs' 1 "$(ask 'SELECT count(*) FROM run')"

# The transcript decides: with another one in its place there are other points, in the exercise asked for.
ask "UPDATE file SET content = (SELECT f.content FROM file f JOIN submission s ON s.number = f.submission
  WHERE s.student = 'good' AND f.kind = 'transcript') WHERE kind = 'transcript'"
grade regrade --book "$book" --chapter 06 --student off --exercise 6.1 >/dev/null || fail '6.1 is not judged'
expect 'points after 6.1 alone' 98.0 "$(points off)"
grade regrade --book "$book" --chapter 06 --student OFF --exercise temporal_affine_backward >/dev/null || fail '6.10 is not judged'
expect 'points after 6.10 alone' 100.0 "$(points off)"
expect 'marks follow' 'good 100.0 late 100.0 off 100.0' "$(marks)"
expect 'revisions of the others' 4 "$(ask "SELECT count(*) FROM grading JOIN submission ON number = submission WHERE student <> 'off'")"

# What cannot be judged stays as it was: transcripts of other cases hold other inputs.
cp "$scratch/kept" "$book"
ask "UPDATE run SET kit = 'of last year'"
grade regrade --book "$book" --chapter 06 --student off >/dev/null 2>"$scratch/err"
expect 'exit status when inputs are others' 3 $?
grep -q 'other cases, headers or harness: its 1 hand-ins stay as they were' "$scratch/err" || fail "it says: $(cat "$scratch/err")"
expect 'revisions' 3 "$(revisions)"

# --- the code itself ---
cp "$scratch/kept" "$book"
grade regrade --book "$book" --chapter 06 --student off --run "${sandbox[@]}" >"$scratch/out" || fail "run again: $(cat "$scratch/out")"
expect 'points on other seeds' 98.0 "$(points off)"
expect 'runs, with seeds of their own' 2 "$(ask 'SELECT count(DISTINCT seeds) FROM run')"
grade regrade --book "$book" --chapter 06 >"$scratch/out" || fail 'judged again, two runs'
expect 'points of two runs' '100.0 98.0' "$(points good) $(points off)"

# --- bad input ---
ask .dump >"$scratch/before"
refuse 2 'expected --book' grade regrade
refuse 2 'No such file or directory, expected a gradebook' grade regrade --book "$scratch/nowhere"
refuse 2 'expected --chapter with them' grade regrade --book "$book" --student off
refuse 2 'nobody of this name' grade regrade --book "$book" --chapter 06 --student nobody
refuse 2 'expected either --run' grade regrade --book "$book" --chapter 06 --run --exercise 6.1
refuse 2 'there is nothing to grade again' grade regrade --book "$book" --chapter 05
grade regrade --book "$book" --chapter 06 --student off --exercise 6.99 >/dev/null 2>"$scratch/err"
expect 'exit status for an exercise that is none' 3 $?
grep -q 'there is no exercise 6.99' "$scratch/err" || fail "it says: $(cat "$scratch/err")"
ask .dump | cmp -s "$scratch/before" - || fail 'bad input changed the gradebook'
finish 'marks, transcripts and code are graded again, each alone'
