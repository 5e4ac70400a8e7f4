#!/bin/bash
# word2vec by itself, with bad input, twice with one seed, killed and resumed.
# limit: 600
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
# shellcheck source=tests/programs/_refuses.sh
. tests/programs/_refuses.sh
word2vec=$PWD/build/bin/word2vec
program=("$word2vec") memory=4000000
cd "$scratch" || exit 2
mkdir out files
cd files || exit 2

# Exit status 0, silence on stderr, a line on stdout with the words in it.
says() { # WORDS ARGUMENTS...
  local words=$1
  shift
  timeout 120 "$word2vec" "$@" >../out/stdout 2>../out/stderr || fail "word2vec $*: exit status $?: $(cat ../out/stderr)"
  grep -qF -- "$words" ../out/stdout || fail "word2vec $*: no '$words' in: $(head -n 5 ../out/stdout)"
  [ ! -s ../out/stderr ] || fail "word2vec $*: prints on stderr: $(head -n 3 ../out/stderr)"
}

# Exit status 0 and not a byte.
quiet() {
  timeout 120 "$word2vec" "$@" -debug 0 >../out/stdout 2>&1 || fail "word2vec $*: exit status $?"
  [ ! -s ../out/stdout ] || fail "word2vec $*: -debug 0 prints: $(head -n 3 ../out/stdout)"
}

# Sentences of two worlds that never meet: words of one should be like each other.
make_text() {
  awk 'BEGIN { srand(7); for (i = 0; i < 4000; i++) { w = i % 2 ? "a" : "b"; s = ""
    for (j = 0; j < 12; j++) s = s (j ? " " : "") w int(10 * rand()); print s } }' >text
}

by_itself() {
  local command
  says '3CosAdd' # learns generated sentences
  awk '$1 == "total" { solved = $5 } $1 == "ρ" { rho = $2 } END { exit !(solved > 50 && rho > 0.7) }' ../out/stdout ||
    fail "word2vec: too little is learnt: $(grep -e total -e ρ ../out/stdout)"
  cp ../out/stdout ../out/first
  says total
  cmp ../out/stdout ../out/first || fail 'the demo differs from one run to the next'
  says '100 generated sentences' demo --sentences 100
  for command in '' demo train nearest analogy pairs; do
    # shellcheck disable=SC2086 # nothing is a word less
    "$word2vec" $command --help | grep -q '^usage: word2vec' || fail "word2vec $command --help"
  done
}

# All six ways tell the two worlds apart, quick and plain, with one thread and with more: these write over each
# other's work, on a busy machine so much that one of the nine nearest words may be of the other world.
ways() {
  local way more least
  for way in '-negative 5' '-hs 1 -negative 0' '-softmax 1' '-hs 1 -negative 3'; do
    for more in '-cbow 0' '-cbow 1' '-cbow 0 -plain' '-cbow 1 -threads 2 -plain' '-cbow 0 -threads 3'; do
      # shellcheck disable=SC2086 # words
      quiet -train text -output way -size 20 -iter 10 -sample 0 -threads 1 -alpha 0.1 $way $more
      says '  a' nearest way a0 --top 9
      least=9
      [[ $more != *threads* ]] || least=7 # 4 or 5 by chance
      [ "$(grep -c '  a[0-9]$' ../out/stdout)" -ge $least ] || fail "$way $more: a0 is like $(tr -s ' \n' ' ' <../out/stdout)"
    done
  done
}

# The original program's command line, with one dash or two.
command_line() {
  says '20 words with vectors' -train text -output v.txt -size 20 -window 5 -sample 1e-3 -hs 0 -negative 5 -threads 1 \
    -iter 2 -min-count 5 -alpha 0.05 -cbow 1 -binary 0 -save-vocab vocab -debug 2
  quiet train --train=text --output v2.txt --size 20 --threads 1 --iter 2 --alpha 0.05
  cmp v.txt v2.txt || fail 'two dashes do something else than one'
  [ "$(head -n 1 v.txt)" = '20 20' ] || fail "the text's first line is $(head -n 1 v.txt)"
  awk '{ n[$1] = $2; if (NR > 1 && $2 > last) exit 1; last = $2 } END { exit !(NR == 20 && n["a0"] > 0) }' vocab ||
    fail 'the vocabulary is not 20 words with falling counts'
  quiet -train - -output v3.txt -size 20 -threads 1 -iter 2 <text
  cmp v.txt v3.txt || fail 'standard input is read differently'
  quiet -train text -output v4.txt -size 20 -threads 1 -iter 2 -read-vocab vocab
  cmp v.txt v4.txt || fail 'its own vocabulary, read back, makes another model'
  { echo '</s> 4000' && tac vocab; } >vocab2
  quiet -train text -output v5.txt -size 20 -threads 1 -iter 2 -read-vocab vocab2
  cmp v.txt v5.txt || fail "the original program's vocabulary is read differently"
  quiet -train text -save-vocab only
  cmp vocab only || fail 'the vocabulary alone is another one'
  quiet -train text -output v.bin -size 20 -threads 1 -iter 2 -binary 1
  "$word2vec" nearest v.txt a1 b2 >near.txt
  "$word2vec" nearest v.bin a1 b2 >near.bin
  cmp near.txt near.bin || fail 'text and binary hold different vectors'
  [ "$(wc -c <v.bin)" = $((6 + 20 * (3 + 20 * 4 + 1))) ] || fail 'the binary file has another size than 20 words take'
}

repeatable() {
  quiet -train text -output d1 -size 16 -iter 2 -deterministic -threads 4 -cbow 0
  quiet -train text -output d2 -size 16 -iter 2 -threads 1 -cbow 0
  cmp d1 d2 || fail '-deterministic differs from one thread'
  quiet -train text -output d3 -size 16 -iter 2 -deterministic -cbow 0 -seed 2
  cmp -s d1 d3 && fail 'another seed makes the same vectors'
}

# Numbers that can be worked out by hand.
questions() {
  printf '6 2\nKing 1 1\nqueen -1 1\nman 1 0.2\nwoman -1 0.2\nboy 0.9 0\nking 1 -1\n' >v
  printf ': family\nKING queen man woman\nman woman boy girl\n: gram1-x\nman woman king queen\n' >q
  says 'family                                 1       1' analogy v q
  says 'total                                  2       1       2 100.00 %' analogy v q
  says 'total                                  0       3       0        –' analogy v q --restrict 3
  says '  queen' analogy v man woman king --top 1
  printf ': family\nman woman man woman\n' >q2
  says '       1       0       1 100.00 %' analogy v q2 --allow-inputs
  says '       1       0       0   0.00 %' analogy v q2
  printf 'king queen 3\nman boy 9\nman woman 1\nunicorn man 4\n' >pairs
  says 'ρ 1.0000, 3 pairs used, 1 skipped' pairs v pairs
  says 'missing  unicorn man: unicorn' pairs v pairs --verbose
  printf 'king queen 1\n' >one
  says 'no ρ' pairs v one
  says 'pairs used' pairs v one pairs
  says '  boy' nearest v MAN --top 1
}

bad_texts() {
  : >empty
  mkdir folder
  head -c 5000 "$word2vec" >binary
  printf 'first line\nsecond \xff line\n' >latin1
  head -c 5000 /dev/zero | tr '\0' a >long
  refuses empty -train empty -output new
  refuses missing -train missing -output new
  refuses folder -train folder -output new
  refuses binary -train binary -output new
  refuses latin1:2 -train latin1 -output new
  refuses latin1:2 -train latin1 -output v.txt # the old vectors stay
  refuses long:1 -train long -output new
  refuses 'occur 5000 times' -train text -output new -min-count 5000
}

bad_options() {
  local wrong
  for wrong in -nonsense '-size 0' '-size x' '-window 0' '-window 1000' '-negative -1' '-negative 101' '-hs 2' \
    '-cbow 2' '-binary 3' '-iter 0' '-min-count 0' '-alpha -1' '-alpha nan' '-sample 2' '-threads 0' '-debug 7' \
    '-seed x' -size '-read-vocab missing' '-read-vocab binary' '-save-vocab nowhere/v' '-save-vocab folder' \
    '-checkpoint nowhere/c' '-softmax 2' '-save-every 0'; do
    # shellcheck disable=SC2086 # words
    refuses "$(sed -E 's/^-[a-z]*-?(vocab|checkpoint) (.*)/\2/; s/ .*//' <<<"$wrong")" -train text -output new $wrong
  done
  refuses --train -output new
  refuses --output -train text
  refuses 'found the option -size' -train text -output -size 10
  refuses nowhere/new -train text -output nowhere/new
  refuses --resume -train text -output new -resume
  refuses --negative -train text -output new -negative 0
  refuses extra -train text -output new extra
  refuses dance dance
  printf 'a 5\na 6\n' >twice
  refuses twice:2 -train text -output new -read-vocab twice
  printf 'a five\n' >nocount
  refuses nocount:1 -train text -output new -read-vocab nocount
  refuses VECTORS nearest
  refuses VECTORS nearest v
  refuses "'unicorn'" nearest v king unicorn
  refuses missing nearest missing king
  refuses --top nearest v king --top 0
  refuses VECTORS analogy v
  refuses VECTORS analogy v a b
  refuses "'unicorn'" analogy v man woman unicorn
  printf 'man woman king queen\n' >headless
  refuses headless:1 analogy v headless
  printf ': x\nman woman king\n' >three
  refuses three:2 analogy v three
  printf ': x\n\nman woman king queen man\n' >five
  refuses five:3 analogy v five
  refuses empty analogy v empty
  refuses missing analogy v missing
  refuses VECTORS pairs v
  refuses missing pairs v missing
  head -c 30 ./v >shortened
  refuses shortened nearest shortened king
}

# Killed with -9 at three moments it goes on from the last save and ends with the same bytes.
kill_and_resume() {
  local options round pid saved lost=0
  options=(-train text -size 100 -iter 100 -cbow 0 -sample 0 -deterministic -save-every 0.1 -debug 0)
  "$word2vec" "${options[@]}" -output straight || fail 'training fails'
  for round in 1 2 3; do
    saved=$(stat -c %Y.%y state 2>/dev/null)
    "$word2vec" "${options[@]}" -output killed -checkpoint state -resume &
    pid=$!
    while kill -0 $pid 2>/dev/null && [ "$saved" = "$(stat -c %Y.%y state 2>/dev/null)" ]; do sleep 0.002; done
    sleep 0.0$((round * 3))
    kill -9 $pid 2>/dev/null && lost=$((lost + 1))
    wait $pid 2>/dev/null
    [ -e killed ] && fail 'vectors are written before training ends'
  done
  [ $lost -gt 0 ] || fail 'training ended before it could be killed'
  rm -f state.part # what a killed run may leave behind, for the next writer to take
  refuses 'state' "${options[@]}" -output killed -checkpoint state -resume -size 50
  refuses 'state' "${options[@]}" -output killed -checkpoint state -resume -seed 9
  refuses 'v.bin' "${options[@]}" -output killed -checkpoint v.bin -resume
  "$word2vec" "${options[@]}" -output killed -checkpoint state -resume || fail 'resuming fails'
  cmp straight killed || fail 'killed and resumed, the vectors have other bytes'
  "$word2vec" "${options[@]}" -output again -checkpoint state -resume || fail 'resuming what is done fails'
  cmp straight again || fail 'resumed at the end, the vectors have other bytes'
}

# The tables differ from way to way, and so do the checkpoints.
resume_each_way() {
  local way
  for way in '-negative 3' '-hs 1 -negative 0' '-softmax 1' '-hs 1'; do
    rm -f state3
    # shellcheck disable=SC2086 # words
    quiet -train text -output once -size 8 -deterministic $way -checkpoint state3
    # shellcheck disable=SC2086 # words
    quiet -train text -output twice -size 8 -deterministic $way -checkpoint state3 -resume
    cmp once twice || fail "$way: resumed at the end, the vectors have other bytes"
  done
}

# Ctrl-C saves the state and says how to go on.
interrupt() {
  local pid status
  "$word2vec" -train text -size 100 -iter 100000 -threads 2 -output stopped -checkpoint state2 >/dev/null 2>err &
  pid=$!
  sleep 1
  kill -INT $pid
  wait $pid
  status=$?
  [ $status = 130 ] || fail "Ctrl-C: exit status $status"
  grep -q -- --resume err || fail "Ctrl-C: no word of --resume: $(cat err)"
  [ -s state2 ] || fail 'Ctrl-C: no state is saved'
  [ -e stopped ] && fail 'Ctrl-C: vectors are written'
}

make_text
by_itself
ways
command_line
repeatable
questions
bad_texts
bad_options
kill_and_resume
resume_each_way
interrupt
finish 'word2vec holds its own'
