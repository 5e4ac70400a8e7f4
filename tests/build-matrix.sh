#!/bin/bash
# Every C file passes both compilers in both precisions with the strict warnings as errors. Only
# the front ends run (-fsyntax-only); the trees that other tests use are compiled in full, also
# with -Werror, by tests/run.sh.
# limit: 900
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2

compile() { # COMPILER PRECISION FILE FLAGS...
  local cc=$1 precision=$2 file=$3 flags=() errors
  shift 3
  [ "$precision" = f64 ] && flags+=(-DREAL64)
  # A skeleton does not use its parameters until it is written; its build is told so, too.
  grep -q 'TODO("[0-9]' "$file" && flags+=(-Wno-unused -Wno-unused-parameter)
  errors=$("$cc" "$@" "${flags[@]}" -O1 -Werror -fsyntax-only "$file" 2>&1) && return
  printf 'FAILED: %s %s %s\n%s\n' "$cc" "$precision" "$file" "$(grep 'error:' <<<"$errors" | head -n 4)"
  return 1
}

if [ "${1-}" = --file ]; then
  shift
  status=0
  for cc in gcc clang; do
    for precision in f32 f64; do
      compile "$cc" "$precision" "$@" || status=1
    done
  done
  exit $status
fi

make -s -f Makefile -f tests/flags.mk flags | sed 's/ *$//' >build/matrix.flags || exit 1 # xargs joins lines that end in a blank
files=$(wc -l <build/matrix.flags)
[ "$files" -gt 0 ] || { echo 'no flags, no files'; exit 1; }
xargs -P "$(nproc)" -L 1 "$0" --file <build/matrix.flags || exit 1
echo "$files files: gcc and clang, f32 and f64"
