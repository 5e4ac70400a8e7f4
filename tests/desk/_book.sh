# shellcheck shell=bash
# Gradebooks made of SQL, for tests of what is made of them: `. tests/desk/_book.sh` after the header.
# Chapters are due at $due, if the rubric says so.
# shellcheck source=tests/_lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../_lib.sh"
make -s build/f64/tests/desk/write_book || exit 1
book=$scratch/book.sqlite
due=1000000000 # 2001-09-09T01:46:40Z
# shellcheck disable=SC2034 # used by those who include this
day=86400
no_extra='{}'

ask() { # SQL
  sqlite3 -batch "$book" "$1"
}

# A text as SQL writes it.
quoted() {
  printf "'%s'" "${1//\'/\'\'}"
}

expect() { # WHAT EXPECTED FOUND
  [ "$2" = "$3" ] || fail "$1: expected $2, found $3"
}

# What is said of students and hand-ins is written by write_marks.
new_book() { # [RUBRIC]
  rm -f "$book"*
  sql="INSERT INTO setting VALUES('rubric', $(quoted "${1-}"));"
}

student() { # ID [TEAM [EXTENSION [NAME [EMAIL [EXTRA]]]]]
  sql+="INSERT INTO student VALUES($(quoted "$1"), $(quoted "${4-}"), $(quoted "${5-}"), $(quoted "${2-}"),
    ${3:-0}.0, $(quoted "${6:-$no_extra}")) ON CONFLICT(id) DO NOTHING;"
}

# One hand-in: `graded 7` (points of the chapter's one exercise, out of 10; `7 leak` leaks), `broken`, `failed`.
hand_in() { # STUDENT SECONDS-AFTER-DUE OUTCOME POINTS... [CHAPTER]
  local who time=$((due + $2)) chapter=${5:-06-rnn} outcome points=NULL reason=NULL leak=NULL
  who=$(quoted "$1")
  case $3 in
    graded) outcome=graded points=${4% leak} ;;
    broken) outcome='not gradable' reason=$(quoted "${4:-rnn.c:1: error}") ;;
    failed) outcome='grader error' reason="'no more room'" ;;
  esac
  [[ ${4-} != *leak ]] || leak="'rnn.c:7'"
  student "$1"
  sql+="INSERT INTO submission(chapter, student, attempt, source, received, sha256) SELECT '$chapter', $who,
      1 + count(*), 'x', $time, hex(randomblob(8)) FROM submission WHERE chapter = '$chapter' AND student = $who;
    INSERT INTO grading(submission, revision, graded, outcome, reason, points, max, notes, wall)
      VALUES(last_insert_rowid(), 1, 0, '$outcome', $reason, $points, iif('$outcome' = 'graded', 10, NULL), '[]', 1.5);
    INSERT INTO exercise SELECT last_insert_rowid(), 1, '6.1', 'rnn_forward', iif($points < 10, 'wrong', 'passed'),
      $points, 10, NULL, NULL, NULL, $leak WHERE '$outcome' = 'graded';"
}

write_marks() {
  [ -f "$book" ] || build/f64/tests/desk/write_book "$book" || return
  ask "BEGIN;$sql;COMMIT" || return
  sql=
  build/f64/tests/desk/write_book "$book"
}
