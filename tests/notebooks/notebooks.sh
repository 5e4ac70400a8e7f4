#!/bin/bash
# Every chapter's notebook runs without an error or a warning, twice with the same result, draws its
# pictures, agrees with the lesson's numbers, and is committed without outputs.
# limit: 900
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"

for chapter in $(chapters cases.c); do
  jq -e '[.cells[] | select(.cell_type == "code") | .outputs == [] and .execution_count == null] | all' \
    "notebooks/$chapter.ipynb" >/dev/null || fail "notebooks/$chapter.ipynb is missing, or has outputs"
  jq -e '[.cells[].id] | length == (unique | length)' "notebooks/$chapter.ipynb" >/dev/null || fail "$chapter: ids twice"
done

/usr/bin/python3 -c 'import metakernel, nbconvert' 2>/dev/null || skip 'python3-metakernel or python3-nbconvert is not installed'

# What cells have shown, without ids and times.
outputs() {
  jq -S '[.cells[] | select(.cell_type == "code") | .outputs]' "build/notebooks/$1.ipynb"
}

# Does a cell print this text?
prints() {
  outputs "$1" | jq -e --arg text "$2" 'any(.. | .text? | select(type == "array" or type == "string");
    (if type == "array" then add else . end) | contains($text))' >/dev/null || fail "$1 does not print: $2"
}

before=$(find build/kernel -maxdepth 1 -name 'session-*' 2>/dev/null | sort)
began=$SECONDS
make notebooks >"$scratch/log" 2>&1 || fail "make notebooks: $(tail -n 30 "$scratch/log")"
seconds=$((SECONDS - began))
for chapter in $(chapters cases.c); do
  outputs "$chapter" >"$scratch/$chapter"
  jq -e 'any(.[][]; .name? == "stderr")' "$scratch/$chapter" >/dev/null && fail "$chapter: a cell warns"
  pictures=$(jq '[.[][] | select(.data["image/svg+xml"])] | length' "$scratch/$chapter")
  [ "$pictures" -ge 4 ] || fail "$chapter: $pictures pictures"
  jq -e 'all(.[][] | select(.data); (.data["text/plain"] | add | length) > 20)' "$scratch/$chapter" >/dev/null ||
    fail "$chapter: a picture without a description"
done
prints 06-rnn 'h1 = 0.664' # the lesson's example
prints 06-rnn 'forward() = 1.634'
prints 06-rnn 'bound = 0.34657'
prints 06-rnn 'The two agree'
prints 01-bow 'spending   spend'
prints 02-similarity 'rho = 0.564288'
prints 03-svd 'longer = 6.7082'
prints 04-word2vec 'loss = 2.03416'
prints 05-ngram 'p(bob | saw) = 0.346875'
prints 07-vanishing 'turned = 12.4101'
prints 08-gated 'c1 = 0.957575'
prints 08-gated 'The two agree'
prints 08-gated 'The two conventions agree'
prints 09-seq2seq 'exp(2) / sum = 0.665241'
prints 09-seq2seq 'The two agree'
prints 10-captioning 'other_first = 70'
prints 10-captioning 'The two agree'
prints 10-captioning 'earned = 0.447214'

make notebooks >"$scratch/log" 2>&1 || fail "make notebooks, again: $(tail -n 30 "$scratch/log")"
for chapter in $(chapters cases.c); do
  outputs "$chapter" | cmp -s - "$scratch/$chapter" || fail "$chapter: a second run gives something else"
done
left=$(find build/kernel -maxdepth 1 -name 'session-*' | sort)
[ "$before" = "$left" ] || echo "(folders of running kernels: $left)"

# An error in a cell fails, and is named.
jq '.cells[3].source = ["int x = 1;\n", "x = nothing;"]' notebooks/06-rnn.ipynb >"$scratch/06-rnn.ipynb"
if make -s notebooks CH=06 NOTEBOOKS="$scratch" >"$scratch/log" 2>&1; then
  fail 'a notebook with an error passes'
else
  grep -q 'compile error: In\[2\]:2' "$scratch/log" || fail "the error is not named: $(tail -n 5 "$scratch/log")"
fi
# A reader's own code: unwritten exercises end a notebook there and then.
if make -s notebooks CH=06 SRC=chapters >"$scratch/log" 2>&1; then
  fail 'the notebook runs on skeletons'
else
  grep -q 'not implemented.*6\.[0-9]' "$scratch/log" || fail "an unwritten exercise is not named: $(tail -n 5 "$scratch/log")"
fi
finish "notebooks run in $seconds s"
