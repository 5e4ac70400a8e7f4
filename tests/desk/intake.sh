#!/bin/bash
# Hand-ins in every form: those that are meant well are graded, whatever they are packed in; the others
# are not, with a line that says why; and nothing gets out of them but the chapter's files.
set -uo pipefail
# shellcheck source=tests/desk/_desk.sh
. "$(dirname "$0")/_desk.sh"

# --- packed by the student's own command ---
packed=build/handin/$chapter.tar.gz
mkdir -p "$scratch/src/$chapter"
hand_in "$scratch/src/$chapter" 'points 4'
make -s handin CH=06 SRC="$scratch/src" >"$scratch/out" || fail 'make handin fails'
grep -q "^packed $packed" "$scratch/out" || fail "make handin says: $(cat "$scratch/out")"
sum=$(sha256sum <$packed)
make -s handin CH=06 SRC="$scratch/src" >/dev/null
expect 'packed twice: its bytes' "$sum" "$(sha256sum <$packed)"
cp $packed "$class/manifest.tar.gz"
mkdir "$class/changed" "$class/older" "$class/elsewhere"
for student in changed older elsewhere; do tar -xzf $packed -C "$class/$student"; done
echo '/* points 3 */' >"$class/changed/rnn.c"
sed -i 's/"kit":"..../"kit":"0000/' "$class/older/handin.json"
sed -i 's/06-rnn/05-ngram/' "$class/elsewhere/handin.json"
rm -r "$scratch/src/$chapter/stacks.c"
refuse 2 'stacks.c: the file is missing' grading/handin.sh "$scratch/src" $chapter

# --- all the others ---
hand_in "$scratch/sources" 'points 4'
echo 'the secret' >"$scratch/secret"
/usr/bin/python3 -B tests/desk/intake.py "$class" "$scratch/sources" "$scratch/secret" || fail 'no hand-ins'
snapshot() { (cd "$class" && find . -printf '%p %y %s %T@\n' | sort && cat "$scratch/secret"); }
snapshot >"$scratch/before"
grade run "$class" --chapter 06 --book "$book" >"$scratch/out" 2>"$scratch/err"
expect 'exit status' 0 $?
[ ! -s "$scratch/err" ] || fail "on standard error: $(cat "$scratch/err")"
snapshot | diff "$scratch/before" - >/dev/null || fail 'the hand-ins were changed'
[ ! -e "$class/escaped" ] || fail 'a file got out of an archive'

for student in plain gzip bzip2 xz zip kit deep backup twins junk named nested flat manifest; do
  expect "points of $student" 8.0 \
    "$(ask "SELECT points FROM current JOIN submission ON number = submission WHERE student = '$student'")"
done
expect 'sums of three kinds of files in all those wrappings' 3 \
  "$(ask "SELECT count(DISTINCT sha256) FROM submission JOIN current ON number = submission WHERE points = 8")"

refused() { # STUDENT PATTERN
  local reason
  reason=$(ask "SELECT reason FROM current JOIN submission ON number = submission
    WHERE student = '$1' AND outcome = 'not gradable' AND points IS NULL")
  grep -qE "$2" <<<"$reason" || fail "$1: expected it refused like '$2', found: $reason"
}
refused symlink 'rnn.c: a symbolic link, expected a regular file'
refused hardlink 'rnn.c: a hard link'
refused device 'rnn.c: a device'
refused pipe 'rnn.c: a pipe'
refused above 'a path that leads out of the hand-in'
refused absolute 'a path that leads out of the hand-in|rnn.c is missing'
refused rivals 'two different files a/rnn.c and b/rnn.c; expected one'
refused missing 'rnn.c is missing; expected every file of chapters/06-rnn'
refused other 'rnn.c is missing'
refused large 'rnn.c: 2097152 bytes, expected at most 1048576'
refused nothing 'rnn.c is missing|archive'
refused bomb 'more than 512 MB when unpacked'
refused million 'more than 20000 entries'
refused text 'no archive that can be read'
refused cut 'archive'
refused torn 'truncated gzip'
refused empty 'an empty file; expected an archive'
refused letter.txt 'neither an archive'
refused link 'a symbolic link, expected a regular file'
refused linked 'a symbolic link|a folder'
refused void 'rnn.c is missing'
refused linkfile 'rnn.c: a symbolic link'
refused hardfile 'rnn.c: has another name'
refused pipefile 'rnn.c: a pipe'
refused cellar 'more than 16 folders in each other'
refused elsewhere 'handin.json is of chapter 05-ngram, expected 06-rnn'

noted() { # STUDENT PATTERN
  local notes
  notes=$(ask "SELECT notes FROM current JOIN submission ON number = submission WHERE student = '$1'")
  grep -qE "$2" <<<"$notes" || fail "$1: expected a note like '$2', found: $notes"
}
noted changed 'rnn.c is not the file that make handin packed'
noted older 'an older kit, or given files were changed'
noted kit 'ignored: unrolled-06-rnn/README.md'
noted backup 'old/rnn.c: there is one in a better place'
noted junk 'and 30 more'
# shellcheck disable=SC1003 # a backslash of JSON
noted named 'ignored: a\\\\x0Ab\\\\x1B\[31m\\\\u202E'
ask "SELECT notes FROM current JOIN submission ON number = submission WHERE student = 'manifest'" |
  grep -q 'ignored\|handin' && fail 'a note about a hand-in that is as it should be'

# No byte of the secret, no control character in anything that is told.
expect 'sources that hold the secret' 0 "$(ask "SELECT count(*) FROM file WHERE kind = 'source' AND submission IN
  (SELECT number FROM submission WHERE student IN ('symlink', 'hardlink', 'link', 'linkfile', 'hardfile'))")"
expect 'control characters in names' 0 "$(ask "SELECT count(*) FROM submission WHERE student GLOB '*' || char(27) || '*'")"
ask "SELECT student FROM submission WHERE student LIKE 'bad%'" | grep -qF 'bad\x0Aname\x1B[2J' ||
  fail 'a name with control characters is not shown as it should be'
grep -qP '[\x00-\x08\x0b-\x1f]' "$scratch/out" && fail 'control characters on the terminal'
[ ! -e "$book.work" ] || fail "work folders are left"

# --- names and times ---
rm -rf "$class" "$book"* && mkdir "$class"
hand_in "$class/ada@20261120T221500Z" 'points 1'
hand_in "$class/ada@2026-11-21T01:00:00+01:00" 'points 2'
hand_in "$class/ada@example.org" 'points 3'
touch -d '2026-11-22 00:00:00 UTC' "$class/ada@example.org"/*
grade run "$class" --chapter 06 --book "$book" >/dev/null || fail 'not graded'
expect 'attempts and times' 'ada 1 1795212900 ada 2 1795219200 ada@example.org 1 1795305600' \
  "$(ask "SELECT student || ' ' || attempt || ' ' || received FROM submission ORDER BY received" | paste -sd ' ')"
finish 'every form of hand-in is graded or refused with its reason'
