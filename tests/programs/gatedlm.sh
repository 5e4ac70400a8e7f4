#!/bin/bash
# gatedlm with bad input, killed while it trains, resumed, run twice, and with two threads.
# limit: 600
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
# shellcheck source=tests/programs/_refuses.sh
. tests/programs/_refuses.sh
"${MAKE:-make}" -s build/bin/gatedlm build/bin/markov || exit 1
gatedlm=$PWD/build/bin/gatedlm
program=("$gatedlm") begins='to learn, .* weights$|^$'
build/bin/markov --seed 5 --characters 20000 >"$scratch/text"
cd "$scratch" || exit 2
tiny=(--hidden 12 --batch 4 --steps 10 --sample 0 --seed 3 --text text)
cells=(tanh irnn nprnn lstm lstm-forget0 lstm-peephole lstm-coupled gru phased-lstm)

texts() {
  : >empty
  mkdir folder
  head -c 5000 "$gatedlm" >binary
  printf 'first line\nsecond \xff line\n' >latin1
  printf 'ab' >short
  head -c 100 /dev/zero >zeros
  local command
  for command in 'train --hidden 4 --checkpoint new' 'train --words --hidden 4' 'eval --checkpoint model' \
    'gates --checkpoint words'; do
    # shellcheck disable=SC2086 # words
    {
      refuses empty: $command --text empty
      refuses missing: $command --text missing
      refuses folder: $command --text folder
      refuses binary $command --text binary
      refuses latin1:2: $command --text latin1
      refuses zeros $command --text zeros
    }
  done
  refuses 'too few' train "${tiny[@]}" --text short
  refuses 'too few' train "${tiny[@]}" --words --text short
  refuses letter eval --checkpoint model --text <(echo 'ΑΒΓ')
  refuses letter train "${tiny[@]}" --valid <(echo 'ΑΒΓ')
  refuses missing: train "${tiny[@]}" --words --vocab missing
  refuses missing: train "${tiny[@]}" --valid missing
}

options() {
  local wrong
  for wrong in --nonsense '--cell newton' '--cell all' '--cell tanh,gru' '--hidden 0' '--hidden 1e3' \
    '--parameters -1' '--parameters 10' '--embedding -1' '--batch 0' '--steps 0' '--layers 0' '--layers 9' \
    '--rate -0.1' '--rate 0' '--rate nan' '--clip -1' '--updates -1' '--optimizer newton' '--held-out 0' \
    '--threads 0' '--threads 5' '--threads 65' '--seed -1' '--min-count 0' --hidden --text --resume stray \
    '--vocab text' '--layers 8 --hidden 16384'; do
    # shellcheck disable=SC2086 # words
    refuses "$(sed 's/.*--layers 8.*/--hidden/; s/--cell tanh.*/tanh,gru/; s/--cell //; s/ .*//' <<<"$wrong")" \
      train "${tiny[@]}" $wrong
  done
  refuses dance dance
  refuses checkpoint sample
  refuses nowhere/x train "${tiny[@]}" --updates 1000000000 --checkpoint nowhere/x # before training
  refuses folder train "${tiny[@]}" --updates 1000000000 --curve folder
  refuses layer gates --checkpoint model --layer 2
  refuses length sample --checkpoint model --length 0
  refuses newton tag --cells tanh,newton
  refuses newton demo --cells newton
  refuses batch classify --batch 4096
  refuses newton lags --kinds newton
}

checkpoints() {
  local whole file
  whole=$(stat -c %s model)
  head -c $((whole / 2)) model >"cut"
  cp model flipped
  printf 'X' | dd of=flipped bs=1 seek=$((whole - 100)) conv=notrunc status=none
  cp text foreign
  cp model other
  for file in cut flipped foreign empty folder missing; do
    refuses $file: sample --checkpoint $file
    [ $file = missing ] || refuses $file: train "${tiny[@]}" --resume --checkpoint $file
  done
  refuses other: train "${tiny[@]}" --hidden 13 --resume --checkpoint other
  refuses other: train "${tiny[@]}" --cell gru --resume --checkpoint other
  refuses other: train "${tiny[@]}" --threads 2 --resume --checkpoint other
  refuses other: train "${tiny[@]}" --optimizer adagrad --resume --checkpoint other
}

# Every kind of layer learns, and writes gates and text; words too.
kinds() {
  local cell before after layers
  for cell in "${cells[@]}"; do
    "$gatedlm" train "${tiny[@]}" --cell "$cell" --updates 0 --checkpoint "$cell.new" >before 2>/dev/null
    layers=2
    [ "$cell" = irnn ] && layers=1 # states of the identity grow, and two layers of them outgrow their numbers
    "$gatedlm" train "${tiny[@]}" --cell "$cell" --layers $layers --updates 200 --checkpoint "$cell" >after 2>/dev/null ||
      fail "$cell does not train"
    before=$(sed -n 's/^0 updates, \([0-9.]*\) bits.*/\1/p' before)
    after=$(sed -n 's/^200 updates, \([0-9.]*\) bits.*/\1/p' after)
    awk -v a="$before" -v b="$after" 'BEGIN { exit !(b > 0 && b < a - 0.4) }' ||
      fail "$cell: from $before to $after bits per letter"
    "$gatedlm" gates --checkpoint "$cell" --text text --length 3 >gates.csv || fail "gates of $cell"
    awk -F, 'END { exit !(NR > 36) }' gates.csv || fail "gates of $cell: $(wc -l <gates.csv) lines"
    "$gatedlm" sample --checkpoint "$cell" --length 30 | grep -q . || fail "$cell writes nothing"
  done
  "$gatedlm" train "${tiny[@]}" --words --updates 300 --checkpoint words >/dev/null 2>&1 || fail 'words'
  "$gatedlm" eval --checkpoint words --text text | grep -q 'words and line ends: .* perplexity' || fail 'eval of words'
  "$gatedlm" sample --checkpoint words --length 50 --prime 'the' | grep -q ' ' || fail 'sample of words'
}

# Two runs write the same bytes, with one thread and with two; both learn the same to many digits.
determinism() {
  local threads run
  for threads in 1 2 3; do
    for run in a b; do
      "$gatedlm" train "${tiny[@]}" --updates 100 --threads $threads --checkpoint $run.$threads \
        --trace $run.$threads.trace >/dev/null 2>&1
    done
    cmp a.$threads b.$threads || fail "$threads threads: two runs differ"
    # The first three losses: rounding has not grown yet.
    paste <(jq -r '.loss // empty' a.1.trace) <(jq -r '.loss // empty' a.$threads.trace) | head -n 3 |
      awk '{ d = $1 - $2 } d > 1e-4 || d < -1e-4 { exit 1 }' || fail "$threads threads compute something else"
  done
}

# Killed with -9, it goes on from the last save and ends with the same bits.
kill_and_resume() {
  local threads options pid
  for threads in 1 2; do
    options=("${tiny[@]}" --threads "$threads" --updates 3000 --save-every 50)
    "$gatedlm" train "${options[@]}" --checkpoint straight.$threads >/dev/null 2>&1 || fail 'training fails'
    "$gatedlm" train "${options[@]}" --checkpoint killed.$threads >/dev/null 2>&1 &
    pid=$!
    while kill -0 $pid 2>/dev/null && [ ! -e killed.$threads ]; do sleep 0.002; done
    sleep 0.03
    kill -9 $pid 2>/dev/null || fail 'training ended before it could be killed'
    wait $pid 2>/dev/null
    "$gatedlm" train "${options[@]}" --resume --checkpoint killed.$threads >/dev/null 2>&1 || fail 'resuming fails'
    cmp straight.$threads killed.$threads || fail "$threads threads, killed and resumed: other bits"
  done
}

# Ctrl-C saves the model and says how to go on.
interrupt() {
  local pid status
  "$gatedlm" train "${tiny[@]}" --threads 2 --updates 100000000 --save-every 100000000 --checkpoint stopped \
    >/dev/null 2>err &
  pid=$!
  sleep 0.5
  kill -INT $pid
  wait $pid
  status=$?
  [ $status = 130 ] || fail "Ctrl-C: exit status $status"
  grep -q 'resume' err || fail "Ctrl-C: no word of --resume: $(cat err)"
  "$gatedlm" eval --checkpoint stopped --text text >/dev/null || fail 'Ctrl-C: the model is not saved'
  "$gatedlm" train "${tiny[@]}" --threads 2 --updates 1 --resume --checkpoint stopped 2>&1 |
    grep -q 'nothing left to learn' || fail 'resuming what is done says nothing'
}

# What shows itself without arguments, and the two tasks with sentences.
shows() {
  "$gatedlm" >demo 2>/dev/null || fail 'without arguments it fails'
  awk '/^(tanh|irnn|lstm|gru) / && $5 > 0 && $5 < 1.2 { n++ } END { exit n != 4 }' demo || fail "the demo: $(cat demo)"
  "$gatedlm" tag --bidirectional --cells lstm --updates 300 2>/dev/null |
    awk '/^lstm/ && $3 > 0.94 { good = 1 } END { exit !good }' || fail 'tagging both ways'
  "$gatedlm" classify --cells gru,phased-lstm --updates 300 2>/dev/null |
    awk '/^(gru|phased)/ && $3 > 0.9 { good++ } END { exit good != 2 }' || fail 'classifying'
  "$gatedlm" lags --lag 30 --seeds 1 >lags.csv || fail 'lags'
  awk -F, '$2 == 30 { at[$1] = $3 } END { exit !(at["lstm"] > 10 * at["lstm-forget0"] && at["lstm"] > 10 * at["tanh"]) }' \
    lags.csv || fail "gradients at lag 30: $(grep ',30,' lags.csv)"
  "$gatedlm" sample --checkpoint model >/dev/full 2>err && fail 'sample to a full disk succeeds'
  [ "$(wc -l <err)" = 1 ] || fail "sample to a full disk: $(cat err)"
}

"$gatedlm" train "${tiny[@]}" --updates 30 --checkpoint model >/dev/null 2>&1 || fail 'training a tiny model fails'
kinds
texts
options
checkpoints
determinism
kill_and_resume
interrupt
shows
[ -z "$(find . -name '*.part')" ] || fail "left behind: $(find . -name '*.part')"
finish 'gatedlm refuses what is bad, loses nothing, and two threads are as good as one'
