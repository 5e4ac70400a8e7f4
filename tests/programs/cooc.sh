#!/bin/bash
# cooc by itself, with bad input, and with input that only looks bad.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
# shellcheck source=tests/programs/_refuses.sh
. tests/programs/_refuses.sh
cooc=$PWD/build/bin/cooc
program=("$cooc")
cd "$scratch" || exit 2
mkdir out files
cd files || exit 2

# Exit status 0, silence on stderr, a line on stdout with the words in it.
says() { # WORDS ARGUMENTS...
  local words=$1
  shift
  timeout 60 "$cooc" "$@" >../out/stdout 2>../out/stderr || fail "cooc $*: exit status $?: $(cat ../out/stderr)"
  grep -qF -- "$words" ../out/stdout || fail "cooc $*: no '$words' in: $(head -n 5 ../out/stdout)"
  [ ! -s ../out/stderr ] || fail "cooc $*: prints on stderr: $(head -n 3 ../out/stderr)"
}

by_itself() {
  local command
  says 'PPMI' # counts generated sentences
  awk '$1 == "ρ" { rho[++n] = $2 } / kind nearest/ { pure[n] = $1 }
    END { exit !(n == 2 && rho[2] > rho[1] && rho[2] > 0.6 && pure[2] > 0.9) }' ../out/stdout ||
    fail "cooc: ρ or kinds are not as expected: $(grep -e ρ -e kind ../out/stdout)"
  says 'sentences' --sentences 1
  for command in '' demo build ppmi show neighbours eval convert; do
    # shellcheck disable=SC2086 # nothing is a word less
    "$cooc" $command --help | grep -q '^usage: cooc' || fail "cooc $command --help"
  done
}

# A text of which everything is known.
examples() {
  printf 'the cat eats fish\nthe dog eats meat\n\na cat and a dog\n' >text
  says '13 words, 13 of them among the 8 of the vocabulary' build text --min-count 1 --output table \
    --save-vocab words --window 2 --weight flat
  printf 'a\t2\ncat\t2\ndog\t2\neats\t2\nthe\t2\nand\t1\nfish\t1\nmeat\t1\n' | cmp - words || fail 'vocabulary'
  says 'cat: 5 entries, their sum 6' show table --word cat
  # shellcheck disable=SC2016 # the quotes are CSV's
  printf 'word,"a","the","fish"\n"cat",2,1,1\n"a",0,0,0\n' >expected
  "$cooc" show table --rows cat,a --columns a,the,fish --csv | cmp - expected || fail 'cooc show --csv'
  says '(8,8), 28 entries' show table
  says '     2' show table --rows cat --columns a
  says '28 entries' convert table --output records
  [ "$(stat -c %s records)" = $((28 * 16)) ] || fail 'records are not 16 bytes a cell'
  says '28 entries' convert records --read-vocab words --output back
  cmp table back || fail 'records and back: another table'
  says 'entries' ppmi table --output weighed
  says '0.7906  dog' neighbours table cat dog --top 1
  printf 'cat dog 9\nfish meat 8\nthe fish 1\nunicorn cat 3\n' >pairs
  says ', 3 pairs used, 1 skipped' eval table pairs
  says 'missing  unicorn cat: unicorn' eval table pairs --verbose
  printf 'cat dog 9\n' >one
  says 'no ρ' eval table one
  printf 'CAT Dog 9\nFish meat 8\nthe fish 1\n' >capitals
  says '3 pairs used, 0 skipped' eval table capitals --lower
  printf '4 2\nking 1 0\nqueen 0.9 0.1\napple -1 0.2\npear -0.9 0\n' >vectors
  says '0.9939  queen' neighbours vectors king --top 2
  says '0.1414  queen' neighbours vectors king --top 2 --measure euclid
  printf 'king\npear nobody\n' >queries
  "$cooc" neighbours vectors --queries queries --top 1 >found 2>../out/stderr
  printf 'query\trank\tword\tcosine\nking\t1\tqueen\t0.993884\npear\t1\tapple\t0.980581\n' |
    cmp - found || fail 'cooc neighbours --queries'
  grep -q '^cooc neighbours: queries: 1 words' ../out/stderr || fail 'an unknown query is passed over in silence'
  "$cooc" neighbours vectors --queries - --top 1 --output found2 <queries 2>/dev/null
  cmp found found2 || fail '--output differs from standard output'
  says 'king' neighbours vectors king --top 1000
  says '(2,2), 2 entries' build text --min-count 1 --max-vocab 2 --output small --left 1 --right 0
}

texts() {
  : >empty
  mkdir folder
  head -c 5000 "$cooc" >binary
  printf 'first line\nsecond \xff line\n' >latin1
  head -c 5000 /dev/zero | tr '\0' a >long
  refuses empty: build empty --output new
  refuses missing: build missing --output new
  refuses folder: build folder --output new
  refuses binary: build binary --output new
  refuses latin1:2: build text latin1 --output new --min-count 1
  refuses long:1: build long --output new
  refuses 'standard input:1:' build - --output new <long
  refuses occurs build text --output new --min-count 100
  refuses latin1:2: build latin1 --output table --min-count 1 # the old table stays
}

options() {
  local wrong
  for wrong in --nonsense '--window 0' '--window x' '--window -1' '--window 1000000' '--left -2' \
    '--weight heavy' '--format text' '--min-count 0' '--max-vocab -1' '--memory 0' '--memory -5' \
    '--memory 5X' '--memory 5MB' '--memory M' '--memory 99999999999999999999' '--memory 9999999999G' \
    '--memory' '--output' '--read-vocab' '--read-vocab missing' '--read-vocab folder' \
    '--read-vocab binary' '--read-vocab empty' '--lower=1' '--save-vocab nowhere/words' \
    '--save-vocab folder'; do
    # shellcheck disable=SC2086 # words
    refuses "$(sed -E 's/^(--[a-z-]*vocab) (.*)/\2/; s/[ =].*//' <<<"$wrong")" build text --output new $wrong
  done
  refuses '--output' build text
  refuses nowhere/new build text --output nowhere/new
  refuses folder build text --output folder
  refuses --left build text --output new --left 0 --right 0
  refuses --doubles build text --output new --format glove --doubles
  refuses '--memory is too little' build text --output new --memory 2K --read-vocab words
  refuses 'do not fit into --memory' build <(seq 100000) --output new --memory 1M
  refuses dance dance
  refuses alpha ppmi table --output new --alpha 0
  refuses alpha ppmi table --output new --alpha 1.5
  refuses FILE ppmi --output new
  refuses FILE ppmi table table --output new
  refuses --output ppmi table
  refuses nowhere ppmi table --output nowhere/new
  refuses FILE show
  refuses --word show table --word cat --csv
  refuses "'unicorn'" show table --word unicorn
  refuses "'unicorn'" show table --rows unicorn --columns cat
  refuses "'unicorn'" show table --rows cat --columns unicorn
  refuses "''" show table --rows cat,,dog --columns cat
  refuses FILE neighbours
  refuses WORD neighbours vectors
  refuses WORD neighbours vectors king --queries queries
  refuses unicorn neighbours vectors king unicorn
  refuses --top neighbours vectors king --top 0
  refuses --measure neighbours vectors king --measure rank
  refuses --output neighbours vectors king --output found
  refuses nowhere neighbours vectors --queries queries --output nowhere/found
  refuses missing neighbours vectors --queries missing
  printf 'nobody\n' >strangers
  refuses strangers neighbours vectors --queries strangers
  refuses PAIRS eval
  refuses PAIRS eval vectors
  refuses missing eval vectors missing
  refuses missing eval missing pairs
  refuses --output convert table
  refuses --read-vocab convert table --output new --read-vocab words
  refuses --read-vocab convert records --output new
}

vocabularies() {
  local wrong
  for wrong in 'cat' 'cat x' 'cat -1' 'cat 1.5' 'two words 3' 'cat 99999999999999999999' ' 3' ''; do
    printf 'dog 4\n%s\n' "$wrong" >bad
    refuses bad:2: build text --output new --read-vocab bad
    printf 'dog\t4\n%s\n' "$wrong" >bad
    refuses bad:2: build text --output new --read-vocab bad
  done
  printf 'dog 4\ncat 2\ndog 4\n' >bad
  refuses bad:3: build text --output new --read-vocab bad
}

tables() {
  local whole file
  whole=$(stat -c %s table)
  head -c $((whole / 2)) table >"cut"
  head -c $((whole - 1)) table >cut1
  (cat table && printf x) >longer
  for file in "cut" cut1 longer; do
    refuses $file: show $file
    refuses $file: show $file --rows cat --columns dog
    refuses $file: ppmi $file --output new
    refuses $file: convert $file --output new
    refuses $file: neighbours $file cat
    refuses $file: eval $file pairs
  done
  for file in text empty folder missing binary; do
    refuses $file: show $file
    refuses $file: ppmi $file --output new
    refuses $file: neighbours $file cat
  done
  head -c 100 records >"cut"
  refuses 'cut: is cut short in record 7' convert "cut" --read-vocab words --output new
  refuses empty: convert empty --read-vocab words --output new
  head -n 3 words >few
  refuses 'record 3: words 1 and 6' convert records --read-vocab few --output new
  (cat records && printf '\1\0\0\0\1\0\0\0\0\0\0\0\0\0\360\177') >infinite # 1 1 ∞
  refuses 'infinite: record 29' convert infinite --read-vocab words --output new
  (cat records && printf '\0\0\0\0\1\0\0\0\0\0\0\0\0\0\360\77') >zero # 0 1 1.0
  refuses 'zero: record 29' convert zero --read-vocab words --output table
  printf '\1\0\0\0\1\0\0\0\0\0\0\0\0\0\360\277' >negative # 1 1 -1.0
  says '1 entries, their sum -1' convert negative --read-vocab words --output negative.table
  refuses negative.table ppmi negative.table --output new
}

by_itself
examples
texts
options
vocabularies
tables
finish 'answers as it should, and refuses with one line'
