# shellcheck shell=bash
# Shared by the tests written in bash: `. tests/_lib.sh` after the header. Sets the working folder
# to the top of the project and gives a private folder $scratch, removed at the end.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
failures=0

# The claim does not hold: say so and go on with the next one.
fail() {
  echo "FAILED: $*"
  failures=$((failures + 1))
}

# The test's last line: what was found when nothing failed, and the exit status.
finish() {
  [ $failures = 0 ] && echo "$*"
  [ $failures = 0 ]
  exit
}

# What cannot be tried here is skipped: the runner prints the reason.
skip() {
  echo "$*"
  exit 77
}

# The chapters, or those whose solutions have something at PATH below their grading folder.
chapters() {
  local chapter
  for chapter in chapters/*/; do
    chapter=$(basename "$chapter")
    [ -e "grading/$chapter/${1-}" ] && echo "$chapter"
  done
}
