#!/bin/bash
# cooc counts what a plain counter counts, whatever its options and however little memory it has; its
# tables survive the way to GloVe's form and back; whoever interrupts it finds no remains.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
cooc=$PWD/build/bin/cooc counter=$PWD/tests/programs/cooc_counter.py
[ -x /usr/bin/python3 ] || skip 'the plain counter needs python3 (Debian: python3)'
cd "$scratch" || exit 2
mkdir temporary
export TMPDIR=$scratch/temporary

# Words by Zipf's law, in lines of 0 to 40 words, with capitals and letters beyond ASCII.
text() { # WORDS DIFFERENT
  awk -v n="$1" -v V="$2" 'BEGIN {
    srand(7)
    for (i = 0; i < n; i += k) {
      k = int(41 * rand())
      for (j = 0; j < k; j++) {
        w = int(exp(rand() * log(V)))
        printf "%s%s%d", j ? (rand() < .1 ? " \t " : " ") : "", w % 7 == 3 ? "Ünïted" : w % 5 == 2 ? "Word" : "word", w
      }
      print ""
    }
  }'
}
quietly() { "$@" >out 2>err || fail "$*: exit status $?: $(head -n 3 err)"; }

# same FILE FILE WHAT
same() { cmp "$1" "$2" || fail "$3"; }

by_the_plain_counter() {
  local options plain
  text 4000 300 >small
  while IFS='|' read -r options plain; do
    # shellcheck disable=SC2086 # words
    {
      quietly "$cooc" build small --format glove --output ours --min-count 3 --save-vocab words $options
      /usr/bin/python3 -B "$counter" words small $plain >expected
    }
    [ -s ours ] || fail "cooc build $options: an empty table"
    same ours expected "cooc build $options: other counts than the plain counter's"
  done <<'END'
|5 5
--window 1|1 1
--window 10|10 10
--window 16|16 16
--window 3 --weight flat|3 3 flat
--window 40 --weight flat|40 40 flat
--left 4 --right 0|4 0
--left 0 --right 7|0 7
--left 2 --right 9 --across-lines|2 9 across
--lower|5 5 lower
--across-lines --weight flat --lower|5 5 across flat lower
--max-vocab 20|5 5
--min-count 40|5 5
END
}

# The vocabulary: by count, ties in the order of bytes.
vocabulary() {
  quietly "$cooc" build small --output table --min-count 1 --save-vocab words
  tr -s '[:blank:]' '\n' <small | sed '/^$/d' | LC_ALL=C sort | uniq -c | awk '{ print $2 "\t" $1 }' |
    LC_ALL=C sort -t '	' -k2,2nr -k1,1 >counted
  same words counted 'the vocabulary is not the sorted list of words'
  tr '\t' ' ' <words >glove-words
  quietly "$cooc" build small --output again --read-vocab glove-words
  same table again 'a vocabulary with blanks gives another table than one with tabs'
  quietly "$cooc" build --output again - <small --min-count 1
  same table again 'standard input gives another table than the file'
  # shellcheck disable=SC2002 # a pipe, not a file
  cat small | "$cooc" build --output again - --read-vocab words >/dev/null || fail 'a pipe cannot be read'
  same table again 'a pipe gives another table than the file'
  head -n 60 small >first
  tail -n +61 small >second
  quietly "$cooc" build first second --output again --min-count 1
  same table again 'two files give another table than their lines in one'
  quietly "$cooc" build small --output again --min-count 1 --doubles
  [ "$(stat -c %s again)" -gt "$(stat -c %s table)" ] || fail '--doubles: no larger'
}

little_memory() {
  local memory options runs
  text 120000 400 >large
  quietly "$cooc" build large --output words.table --max-vocab 120 --save-vocab words
  for options in '' '--weight flat' '--left 1 --right 6' '--window 15 --across-lines'; do
    # shellcheck disable=SC2086 # words
    quietly "$cooc" build large --output roomy --read-vocab words --format glove $options
    grep -q runs out && fail "cooc build $options: runs on disk although there is room"
    for memory in 40K 77K 300K; do
      # shellcheck disable=SC2086 # words
      quietly "$cooc" build large --output tight --read-vocab words --format glove --memory $memory $options
      same roomy tight "--memory $memory $options: another table"
      runs=$(sed -n 's/^by way of \([0-9]*\) runs.*/\1/p' out)
      [ "${runs:-0}" -gt 1 ] || fail "--memory $memory: expected runs on disk"
      [ $memory != 40K ] || [ "${runs:-0}" -gt 32 ] || fail "--memory $memory: only ${runs:-0} runs"
    done
  done
  quietly "$cooc" build large --output roomy --min-count 1
  quietly "$cooc" build large --output tight --min-count 1 --memory 300K
  same roomy tight '--memory 300K with a vocabulary of its own: another table'
}

glove_and_back() {
  quietly "$cooc" build large --output table --read-vocab words --doubles
  quietly "$cooc" build large --output records --read-vocab words --format glove
  quietly "$cooc" convert table --output converted --save-vocab saved
  same records converted 'a table as records differs from records counted'
  same words saved "a table's words differ from those that it was made with"
  quietly "$cooc" convert records --read-vocab words --output back --doubles
  same table back 'records as a table differ from the table'
  # In another order, as GloVe's shuffle leaves them, and in little memory.
  /usr/bin/python3 -B -c 'import random, sys
data = sys.stdin.buffer.read()
records = [data[i:i + 16] for i in range(0, len(data), 16)]
random.Random(5).shuffle(records)
sys.stdout.buffer.write(b"".join(records))' <records >shuffled
  for memory in 512M 60K; do
    quietly "$cooc" convert shuffled --read-vocab words --output back --doubles --memory $memory
    same table back "shuffled records, --memory $memory: another table"
  done
  "$cooc" convert - --read-vocab words --output back --doubles <records >/dev/null || fail 'records from standard input'
  same table back 'records from standard input give another table'
}

# Start a command that reads from the named pipe, with the signals of a command at a terminal.
start() {
  rm -f pipe
  mkfifo pipe
  printf old >folder/table
  env --default-signal=INT "$cooc" "$@" --output folder/table >out 2>err &
  pid=$!
  exec 3<>pipe # read and write: does not wait for the other side
}

# Wait until a command succeeds, five seconds at most.
until_true() {
  local waited
  for waited in {1..100}; do
    "$@" && return
    sleep 0.05
  done
  fail "waited $waited times for: $*"
}
runs_on_disk() { find "/proc/$pid/fd" -lname '*cooc-*' 2>/dev/null | grep -q .; }

# It waits for more input when the signal comes; it must die of that, and leave nothing.
interrupt() { # SIGNAL
  kill -"$1" "$pid"
  wait "$pid" 2>/dev/null
  [ $? -gt 128 ] || fail "$1: not ended by the signal"
  exec 3>&-
  [ "$(cat folder/table)" = old ] || fail "$1: the old file is gone or replaced"
  [ -z "$(ls temporary)" ] || fail "$1: left $(ls temporary)"
  [ "$1" = KILL ] || [ ! -e folder/table.part ] || fail "$1: left table.part"
}

interrupted() {
  local signal pid
  mkdir folder
  for signal in INT TERM HUP KILL; do
    # While counting: there are runs on disk, but no table yet.
    start build pipe --read-vocab words --memory 40K
    timeout 20 cat large large >&3
    until_true runs_on_disk
    interrupt $signal
    # While writing.
    start convert pipe --read-vocab words --memory 40K
    timeout 20 head -c 160000 records >&3
    until_true test -e folder/table.part
    interrupt $signal
  done
  quietly "$cooc" build large --read-vocab words --output folder/table # takes the .part over
  [ "$(ls folder)" = table ] || fail "left: $(ls folder)"
}

by_the_plain_counter
vocabulary
little_memory
glove_and_back
interrupted
[ -z "$(ls temporary)" ] || fail "temporary files are left: $(ls temporary)"
finish 'counts agree with a plain counter, whatever the memory'
