#!/bin/bash
# Every program prints help on request, and refuses an unknown option with one line and status 2.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"

count=0
for program in build/bin/*; do
  name=$(basename "$program")
  # NN-numbers only prints what a lesson quotes, for scripts.
  [[ -x $program && $name != *-numbers ]] || continue
  timeout 10 "$program" --help >"$scratch/out" 2>"$scratch/err" </dev/null || fail "$name --help: exit status $?"
  grep -q '^usage: ' "$scratch/out" || fail "$name --help: no usage on standard output"
  [ -s "$scratch/err" ] && fail "$name --help: prints on stderr: $(head -n 1 "$scratch/err")"

  timeout 10 "$program" --no-such-option >"$scratch/out" 2>"$scratch/err" </dev/null
  status=$?
  [ $status = 2 ] || fail "$name --no-such-option: exit status $status"
  [ "$(wc -l <"$scratch/err")" = 1 ] || fail "$name --no-such-option: not one line: $(head -n 3 "$scratch/err")"
  grep -q -- '--no-such-option' "$scratch/err" || fail "$name --no-such-option: does not name it"
  [ -s "$scratch/out" ] && fail "$name --no-such-option: prints on standard output"
  count=$((count + 1))
done
[ $count -gt 0 ] || fail 'no programs in build/bin'
finish "$count programs"
