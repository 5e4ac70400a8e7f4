# shellcheck shell=bash
# Shared by the milestones: `. tests/milestones/_lib.sh` after the header, from the top of the project.
missed=0
bin=$PWD/build/bin

# Run a command of a program, show what it prints as it comes, and keep that in $printed.
show() { # COMMAND...
  local line
  echo "\$ build/bin/${1##*/} ${*:2}"
  exec 3>&1
  printed=$("$@" | while IFS= read -r line; do
    echo "$line"
    echo "$line" >&3
  done) || missed=1
}

# What was expected, and whether it came so: `expect WORDS [ CONDITION ]`.
expect() { # WORDS TEST...
  local words=$1
  shift
  if "$@"; then
    echo "reached: $words"
  else
    echo "MISSED:  $words"
    missed=1
  fi
}
