# shellcheck shell=bash
# Shared by the desk's tests: `. tests/desk/_desk.sh` after the header. A class in $scratch/class, and
# `grade`, the desk's own programs with a stand-in for compiler and sandbox (stand_in.c says what a
# hand-in's text makes of it).
# shellcheck source=tests/_lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../_lib.sh"
make -s build/f64/tests/desk/stand_in || exit 1
chapter=06-rnn
class=$scratch/class
book=$scratch/book.sqlite
mkdir -p "$class"

program=build/f64/tests/desk/stand_in
grade() { $program "$@"; }

# A folder with the chapter's files, the first of which says what is to come of it.
hand_in() { # FOLDER TEXT
  mkdir -p "$1"
  cp chapters/$chapter/*.c "$1/"
  echo "/* ${1##*/}: $2 */" >"$1/rnn.c"
}

ask() { # SQL
  sqlite3 "$book" "$1"
}

expect() { # WHAT EXPECTED FOUND
  [ "$2" = "$3" ] || fail "$1: expected $2, found $3"
}

# A command that must end with this status and one line that matches.
refuse() { # STATUS PATTERN COMMAND...
  local status=0 text want=$1 pattern=$2
  shift 2
  text=$("$@" 2>&1 >/dev/null) || status=$?
  expect "$* (exit status)" "$want" "$status"
  grep -qE -e "$pattern" <<<"$text" || fail "$*: expected a line like '$pattern', found: $text"
  [ "$(wc -l <<<"$text")" = 1 ] || fail "$*: expected one line, found: $text"
}
