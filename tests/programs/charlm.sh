#!/bin/bash
# charlm with bad input, killed while it trains, resumed, and run twice.
# limit: 900
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
# shellcheck source=tests/programs/_refuses.sh
. tests/programs/_refuses.sh
charlm=$PWD/build/bin/charlm
program=("$charlm") begins='letters, .* weights$|^$'
cd "$scratch" || exit 2
tiny=(--hidden 12 --batch 4 --steps 10 --sample 0 --seed 3)

texts() {
  : >empty
  mkdir folder
  head -c 5000 "$charlm" >binary
  printf 'first line\nsecond \xff line\n' >latin1
  printf 'ab' >short
  printf 'good text\n%.0s' {1..2000} >good
  head -c 100 /dev/zero >zeros
  local command
  for command in "train ${tiny[*]} --checkpoint new --curve curve.csv" 'eval --checkpoint model'; do
    # shellcheck disable=SC2086 # words
    {
      refuses empty: $command --text empty
      refuses missing: $command --text missing
      refuses folder: $command --text folder
      refuses binary $command --text binary
      refuses latin1:2: $command --text latin1
      refuses zeros $command --text zeros
      refuses 'line' $command --text - < <(head -c 1G /dev/zero | tr '\0' a)
    }
  done
  refuses short train "${tiny[@]}" --text short
  refuses letter eval --checkpoint model --text <(echo 'ΑΒΓ') # letters that the model does not know
}

options() {
  local wrong
  for wrong in --nonsense '--hidden 0' '--batch 0' '--steps 0' '--layers 0' '--layers -1' \
    '--hidden 1e3' '--hidden 99999999999999999999' '--rate -0.1' '--rate 0' '--rate nan' '--rate x' \
    '--updates -1' '--optimizer newton' '--held-out 0' '--held-out 1' '--seed -1' '--hidden' \
    '--text' '--resume' 'stray' '--temperature -1'; do
    # shellcheck disable=SC2086 # words
    refuses "${wrong%% *}" train $wrong
  done
  refuses nowhere/model train "${tiny[@]}" --updates 100000000 --checkpoint nowhere/model # at once
  refuses dance dance
  refuses checkpoint sample
  refuses length sample --checkpoint model --length 0
  refuses temperature sample --checkpoint model --temperature -1
  # Before training, not after it.
  refuses nowhere/x train "${tiny[@]}" --updates 1000000000 --checkpoint nowhere/x
  refuses folder train "${tiny[@]}" --updates 1000000000 --curve folder
}

checkpoints() {
  local whole
  whole=$(stat -c %s model)
  head -c $((whole / 2)) model >"cut"
  head -c $((whole - 1)) model >cut1
  cp model flipped
  printf 'X' | dd of=flipped bs=1 seek=$((whole - 100)) conv=notrunc status=none
  cp good foreign
  cp model other
  local file
  for file in cut cut1 flipped foreign empty folder missing; do
    refuses $file: sample --checkpoint $file
    refuses $file: eval --checkpoint $file
    [ $file = missing ] || refuses $file: train "${tiny[@]}" --resume --checkpoint $file
  done
  refuses other: train "${tiny[@]}" --hidden 13 --resume --checkpoint other
  refuses other: train "${tiny[@]}" --layers 2 --resume --checkpoint other
  refuses other: train "${tiny[@]}" --text good --resume --checkpoint other
}

# Two runs with one seed write the same bytes; another seed writes others.
determinism() {
  local run
  for run in a b; do
    "$charlm" train "${tiny[@]}" --updates 60 --sample 40 --checkpoint $run --curve $run.csv 2>/dev/null |
      sed "s/\b$run\(\.csv\)\?$/FILE\1/" >$run.out
    "$charlm" sample --checkpoint $run --length 300 >$run.sample
  done
  cat a a.csv a.out a.sample | cmp - <(cat b b.csv b.out b.sample) || fail 'two runs with one seed differ'
  "$charlm" sample --checkpoint a --length 300 --seed 2 | cmp -s - a.sample && fail 'seed 2 samples as seed 1'
  "$charlm" train "${tiny[@]}" --seed 4 --updates 60 --checkpoint c >/dev/null
  cmp -s a c && fail 'seed 4 trains as seed 3'
}

# Killed with -9 at three moments, it goes on from the last save and ends with the same bits.
kill_and_resume() {
  local all=6000 every=50 saved lost=0 round options pid first
  options=("${tiny[@]}" --updates "$all" --save-every "$every")
  "$charlm" train "${options[@]}" --checkpoint straight --curve straight.csv >/dev/null 2>&1 || fail 'training fails'
  for round in 1 2 3; do
    saved=$(stat -c %Y.%y killed 2>/dev/null)
    "$charlm" train "${options[@]}" --resume --checkpoint killed >/dev/null 2>&1 &
    pid=$!
    # Wait for a save of this run, then a moment that differs from round to round.
    while kill -0 $pid 2>/dev/null && [ "$saved" = "$(stat -c %Y.%y killed 2>/dev/null)" ]; do sleep 0.002; done
    sleep 0.0$((round * 3))
    kill -9 $pid 2>/dev/null && lost=$((lost + 1))
    wait $pid 2>/dev/null
    "$charlm" eval --checkpoint killed >/dev/null || fail "round $round: the checkpoint is not whole"
  done
  [ $lost -gt 0 ] || fail 'training ended before it could be killed'
  "$charlm" train "${options[@]}" --resume --checkpoint killed --curve killed.csv --trace trace >/dev/null 2>&1 || fail 'resuming fails'
  first=$(jq -s 'map(.update // empty)[0]' trace)
  [ "$((first % every))" = 1 ] || [ "$((first % every))" = 0 ] || fail "went on at update $first, not at a save"
  [ "$first" -gt $every ] || fail "went on at update $first: the saves before are lost"
  cmp straight killed || fail 'killed and resumed, the model has other bits'
  cmp straight.csv killed.csv || fail 'killed and resumed, the curve differs'
  echo "killed $lost times, the last time went on at update $first of $all"
}

# Ctrl-C saves the model and says how to go on.
interrupt() {
  local pid status
  "$charlm" train "${tiny[@]}" --updates 100000000 --save-every 100000000 --checkpoint stopped >/dev/null 2>err &
  pid=$!
  sleep 0.3
  kill -INT $pid
  wait $pid
  status=$?
  [ $status = 130 ] || fail "Ctrl-C: exit status $status"
  grep -q 'resume' err || fail "Ctrl-C: no word of --resume: $(cat err)"
  "$charlm" train "${tiny[@]}" --updates 1 --resume --checkpoint stopped 2>&1 | grep -q 'nothing left to learn' ||
    fail 'resuming what is done says nothing'
  cp stopped again
  "$charlm" train "${tiny[@]}" --updates 0 --checkpoint again 2>&1 >/dev/null |
    grep -q 'again will be replaced' || fail 'a model is replaced without a word'
  "$charlm" eval --checkpoint stopped >/dev/null || fail 'Ctrl-C: the model is not saved'
}

# What cannot be written is an error, not silence.
full_disk() {
  "$charlm" sample --checkpoint model >/dev/full 2>err && fail 'sample to a full disk succeeds'
  [ "$(wc -l <err)" = 1 ] || fail "sample to a full disk: $(cat err)"
}

"$charlm" train "${tiny[@]}" --updates 30 --checkpoint model >/dev/null 2>&1 || fail 'training a tiny model fails'
texts
options
checkpoints
determinism
kill_and_resume
interrupt
full_disk
[ -z "$(find . -name '*.part')" ] || fail "left behind: $(find . -name '*.part')"
finish 'charlm refuses what is bad and loses nothing'
