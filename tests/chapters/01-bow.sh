#!/bin/bash
# The program bow: what it says by itself, that a saved classifier answers as it did when it was
# trained, and one clear line for bad input.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
bow=build/bin/bow
small=(--documents 400 --epochs 2)

# refuses WORDS COMMAND…: exit status 2, nothing on stdout, one line on stderr with the words in it
refuses() {
  local words=$1 status=0
  shift
  "$@" >"$scratch/out" 2>"$scratch/err" || status=$?
  [ $status = 2 ] || fail "$*: exit status $status, expected 2"
  [ ! -s "$scratch/out" ] || fail "$*: printed something on stdout"
  [ "$(wc -l <"$scratch/err")" = 1 ] || fail "$*: expected one line on stderr: $(cat "$scratch/err")"
  grep -qF -- "$words" "$scratch/err" || fail "$*: expected '$words', got: $(cat "$scratch/err")"
}

# says WORDS COMMAND…: exit status 0, and a line with the words
says() {
  local words=$1
  shift
  "$@" >"$scratch/out" 2>"$scratch/err" || fail "$*: exit status $?: $(cat "$scratch/err")"
  grep -qF -- "$words" "$scratch/out" || fail "$*: expected '$words', got: $(cat "$scratch/out")"
  [ ! -s "$scratch/err" ] || fail "$*: printed on stderr: $(cat "$scratch/err")"
}

documents() {
  for i in $(seq "${1:-30}"); do
    printf 'one\tapple pie number %d\ntwo\tiron nail number %d\n' "$i" "$i"
  done
}

by_itself() {
  "$bow" >"$scratch/default" 2>"$scratch/err" || fail "bow: exit status $?"
  [ ! -s "$scratch/err" ] || fail "bow printed on stderr without a terminal: $(cat "$scratch/err")"
  awk '/^test:/ { a = $7 + 0 } /most frequent class/ { m = $NF } /true source/ { b = $NF } /change$/ { c = $6 }
    END { exit !(a > b - 0.02 && a < b + 0.02 && m < 0.4 && c == "0") }' "$scratch/default" ||
    fail "bow: accuracy, majority, Bayes or shuffled predictions are not as expected: $(tail -n 11 "$scratch/default")"
  "$bow" train "${small[@]}" >"$scratch/a"
  "$bow" train "${small[@]}" >"$scratch/b"
  "$bow" train "${small[@]}" --seed 2 >"$scratch/c"
  cmp -s "$scratch/a" "$scratch/b" || fail "bow train: the same seed gave another run"
  ! cmp -s "$scratch/a" "$scratch/c" || fail "bow train: another seed gave the same run"
  for command in '' train eval vocab counts nearest limit; do
    # shellcheck disable=SC2086 # nothing is a word less
    "$bow" $command --help | grep -q "^usage: bow" || fail "bow $command --help"
  done
}

commands() {
  says 'counts      [0,1,2,1,0,1,1,0,0,0]' "$bow" counts --no-lemmas \
    --words "dog cat person holding tree computer using fish house sky" \
    "person using computer person holding cat"
  says "tokenized   He 's spending 7 days in San Francisco ." "$bow" counts --words x \
    "He's spending 7 days in San Francisco."
  says 'lemmatized  he be spend 7 day in san francisco .' "$bow" counts --words x \
    "He's spending 7 days in San Francisco."
  documents >"$scratch/docs.tsv"
  says '60 documents, 240 words, 35 different' "$bow" vocab --text "$scratch/docs.tsv"
  says '1.0000  1  one: apple pie number 1' "$bow" nearest --text "$scratch/docs.tsv" --min-count 1 \
    --top 1 "apples pie number 1"
  says 'test: 6 of 6 right' "$bow" train --text "$scratch/docs.tsv" --epochs 3
  "$bow" train --text - --epochs 3 <"$scratch/docs.tsv" | grep -q '^test: 6 of 6 right' ||
    fail "bow train --text -: does not read standard input"
  printf 'x\tone\t1:1\tapple pie\n%.0s' $(seq 20) >"$scratch/columns.tsv"
  sed 's/one/two/; s/apple/iron/; 11,$d' "$scratch/columns.tsv" >>"$scratch/columns.tsv.2"
  cat "$scratch/columns.tsv.2" >>"$scratch/columns.tsv"
  says '30 documents, 2 classes' "$bow" train --column 2 --text "$scratch/columns.tsv" --epochs 1
  says 'kept: epoch 0' "$bow" train "${small[@]}" --epochs 0
  says 'vocabulary of 1: 100.00 %' "$bow" train "${small[@]}" --max-size 1
  says 'test: ' "$bow" train "${small[@]}" --pool tfidf --stop --batch 1000 --optimizer sgd --dim 1
  says 'the order decides:' "$bow" limit --documents 100 --epochs 1
}

saved() {
  local model=$scratch/a.model
  "$bow" train "${small[@]}" --pool tfidf --model "$model" --curve "$scratch/curve.csv" \
    --confusion "$scratch/confusion.csv" --vectors "$scratch/vectors.csv" >"$scratch/train"
  "$bow" eval --model "$model" --confusion "$scratch/again.csv" >"$scratch/eval"
  diff <(sed -n '/^test/,/predicted/p' "$scratch/train") <(sed -n '/^test/,/predicted/p' "$scratch/eval") ||
    fail "bow eval: another verdict than bow train's"
  cmp -s "$scratch/confusion.csv" "$scratch/again.csv" || fail "bow eval: another confusion matrix"
  [ "$(wc -l <"$scratch/curve.csv")" = 4 ] || fail "the curve has not 3 points"
  [ "$(head -n 1 "$scratch/vectors.csv" | tr , '\n' | wc -l)" = 19 ] || fail "the vectors have not 16 columns"
  documents >"$scratch/docs.tsv"
  refuses "the model has no class 'two'" "$bow" eval --model "$model" --text "$scratch/docs.tsv"
  head -c 2000 "$model" >"$scratch/short.model"
  refuses "$scratch/short.model: " "$bow" eval --model "$scratch/short.model"
  { head -c 2000 "$model" && printf 'XXXX' && tail -c +2005 "$model"; } >"$scratch/hurt.model"
  refuses "$scratch/hurt.model: " "$bow" eval --model "$scratch/hurt.model"
  build/bin/charlm train --updates 1 --sample 0 --checkpoint "$scratch/char.model" >/dev/null
  refuses 'is no model of bow' "$bow" eval --model "$scratch/char.model"
  refuses "$scratch/none.model" "$bow" eval --model "$scratch/none.model"
  refuses '--model FILE' "$bow" eval
  before=$(cksum <"$model")
  "$bow" train --text "$scratch/none.tsv" --model "$model" >/dev/null 2>&1
  [ "$(cksum <"$model")" = "$before" ] || fail "a run that failed changed the saved model"
}

bad_input() {
  local f=$scratch/bad.tsv
  : >"$f"
  refuses "$f" "$bow" train --text "$f"
  refuses "$scratch/none.tsv" "$bow" train --text "$scratch/none.tsv"
  refuses "$scratch" "$bow" vocab --text "$scratch"
  head -c 3000 build/bin/bow >"$f"
  refuses "$f:1" "$bow" counts --text "$f"
  { documents && printf 'one\tcaf\xe9\n'; } >"$f"
  refuses "$f:61" "$bow" train --text "$f"
  { documents && echo 'no tab here'; } >"$f"
  refuses "$f:61: no tab" "$bow" train --text "$f"
  { documents && printf '\tno label\n'; } >"$f"
  refuses "$f:61: the label is empty" "$bow" nearest --text "$f" x
  documents >"$f"
  refuses "$f:1: has no column 2" "$bow" train --text "$f" --column 2
  documents 4 >"$f"
  refuses '8 documents are too few' "$bow" train --text "$f"
  documents | grep ^one >"$f"
  refuses "all documents have the label 'one'" "$bow" train --text "$f"
  { printf 'one\t' && head -c 70000000 /dev/zero | tr '\0' a; } >"$f"
  refuses "$f:1" "$bow" train --text "$f"
  documents >"$f"
  refuses "there is no document 61" "$bow" nearest --text "$f" --document 61
  refuses 'either a TEXT or --document' "$bow" nearest --text "$f"
  refuses 'put it in quotes' "$bow" nearest --text "$f" apple pie
  refuses 'UTF-8' "$bow" counts --words x $'caf\xe9'
  refuses "no command 'trian'" "$bow" trian
  refuses 'did you mean --epochs' "$bow" train --epoch 3
  refuses '--dim 0' "$bow" train --dim 0
  refuses '--batch 0' "$bow" train --batch 0
  refuses '--rate -1' "$bow" train --rate -1
  refuses '--rate' "$bow" train --rate nan
  refuses '--pool' "$bow" train --pool max
  refuses "'more'" "$bow" train more
  refuses "$scratch/no/curve.csv" "$bow" train "${small[@]}" --curve "$scratch/no/curve.csv"
}

# Documents without words, words without letters, one word a million times: no crash.
odd_documents() {
  { documents && printf 'one\t\ntwo\t   \none\t... !!!\ntwo\t🙂 ١٢ e\xcc\x81\n' &&
    printf 'one\t%s\n' "$(yes nail | head -n 100000 | tr '\n' ' ')" &&
    printf "two\t%s\n" "$(yes "'s" | head -n 50000 | tr -d '\n')"; } >"$scratch/odd.tsv"
  says '66 documents' "$bow" train --text "$scratch/odd.tsv" --epochs 1
  says '66 documents' "$bow" vocab --text "$scratch/odd.tsv"
  says 'query: ' "$bow" nearest --text "$scratch/odd.tsv" --document 61
  printf 'one\tx\r\n\r\ntwo\ty\r\n%.0s' $(seq 20) >"$scratch/returns.tsv"
  says '40 documents' "$bow" train --text "$scratch/returns.tsv" --epochs 1
}

by_itself
commands
bad_input
saved
odd_documents
finish 'bow does what it says and refuses what it cannot read'
