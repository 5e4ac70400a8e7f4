# shellcheck shell=bash
# Bad input, for the tests of programs: `. tests/programs/_refuses.sh` after _lib.sh. The test sets
#
#   program  the command line, an array: program=("$PWD/build/bin/ngram" neural)
#   memory   KiB that it may take, when 2,000,000 are not enough
#   begins   lines that it may print before it refuses, an extended regular expression
# shellcheck disable=SC2154 # program is the test's and scratch _lib.sh's
memory=2000000 begins='^$'

# One line on stderr with these words in it, exit status 2, nothing else printed, no file made or
# changed in the folder that the test is in.
refuses() { # WORDS ARGUMENTS...
  local words=$1 before after status out=$scratch/out name
  shift
  name="${program[*]##*/} $*"
  before=$(find . -type f ! -path './out/*' -exec sha256sum {} + | sort)
  mkdir -p "$out"
  (ulimit -v "$memory" && timeout 60 "${program[@]}" "$@" >"$out/stdout" 2>"$out/stderr")
  status=$?
  after=$(find . -type f ! -path './out/*' -exec sha256sum {} + | sort)
  [ $status = 2 ] || fail "$name: exit status $status"
  [ "$(wc -l <"$out/stderr")" = 1 ] || fail "$name: not one line on stderr: $(head -c 300 "$out/stderr")"
  grep -qF -- "$words" "$out/stderr" || fail "$name: no '$words' in: $(head -c 300 "$out/stderr")"
  grep -vE "$begins" "$out/stdout" >&2 && fail "$name: prints before it refuses"
  [ "$before" = "$after" ] || fail "$name: files differ: $(diff <(echo "$before") <(echo "$after"))"
}
