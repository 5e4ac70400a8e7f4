#!/bin/bash
# ngram neural: with bad input, killed while it trains, resumed, run twice, and beside what is known.
# limit: 300
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
# shellcheck source=tests/programs/_refuses.sh
. tests/programs/_refuses.sh
ngram=$PWD/build/bin/ngram
program=("$ngram" neural) begins=' weights$|^$'
markov=$PWD/build/bin/markov
cd "$scratch" || exit 2
tiny=(--dimension 6 --hidden 12 --batch 4 --steps 5 --seed 3 --order 3)

options() {
  local wrong file whole
  for wrong in --nonsense '--hidden 0' '--order 1' '--dimension 0' '--batch 0' '--steps 0' '--rate 0' \
    '--updates -1' '--optimizer newton' '--model lstm' '--held-out 1' '--resume' '--evaluate' \
    '--min-count 0' '--checkpoint nowhere/model' '--curve nowhere/curve' '--test missing' '--vocab missing'; do
    # shellcheck disable=SC2086 # words
    refuses "$(sed -E 's/^--(checkpoint|curve|test|vocab) //; s/ .*//' <<<"$wrong")" text --updates 100000000 $wrong
  done
  refuses --min-count text --vocab text --min-count 2
  printf 'a b\n' >short
  refuses short: short
  seq 30000 >many
  refuses weights many --model bigram
  refuses weights many --dimension 60000
  whole=$(stat -c %s model)
  head -c $((whole / 2)) model >"cut"
  cp model flipped
  printf 'X' | dd of=flipped bs=1 seek=$((whole - 100)) conv=notrunc status=none
  printf 'not one\n' >foreign
  for file in "cut" flipped foreign missing; do
    refuses $file: text --evaluate --checkpoint $file
    [ $file = missing ] || refuses $file: text "${tiny[@]}" --resume --checkpoint $file
  done
  refuses model: text "${tiny[@]}" --hidden 13 --resume --checkpoint model
  refuses model: many "${tiny[@]}" --resume --checkpoint model # other words
}

# Two runs with one seed write the same bytes; another seed writes others.
determinism() {
  local run
  for run in a b; do "$ngram" neural text "${tiny[@]}" --updates 60 --checkpoint $run --curve $run.csv >$run.out; done
  cat a a.csv | cmp - <(cat b b.csv) || fail 'two runs with one seed differ'
  "$ngram" neural text "${tiny[@]}" --seed 4 --updates 60 --checkpoint c >/dev/null
  cmp -s a c && fail 'seed 4 trains as seed 3'
}

# Killed with -9 at three moments, it goes on from the last save and ends with the same bits.
kill_and_resume() {
  local all=20000 every=50 saved lost=0 round options pid
  options=(text "${tiny[@]}" --updates "$all" --save-every "$every")
  "$ngram" neural "${options[@]}" --checkpoint straight --curve straight.csv >straight.out || fail 'training fails'
  for round in 1 2 3; do
    saved=$(stat -c %Y.%y killed 2>/dev/null)
    "$ngram" neural "${options[@]}" --resume --checkpoint killed >/dev/null 2>&1 &
    pid=$!
    while kill -0 $pid 2>/dev/null && [ "$saved" = "$(stat -c %Y.%y killed 2>/dev/null)" ]; do sleep 0.002; done
    sleep 0.0$((round * 3))
    kill -9 $pid 2>/dev/null && lost=$((lost + 1))
    wait $pid 2>/dev/null
    "$ngram" neural text --evaluate --checkpoint killed >/dev/null || fail "round $round: the checkpoint is not whole"
  done
  [ $lost -gt 0 ] || fail 'training ended before it could be killed'
  "$ngram" neural "${options[@]}" --resume --checkpoint killed --curve killed.csv >killed.out || fail 'resuming fails'
  cmp straight killed || fail 'killed and resumed, the network has other bits'
  cmp straight.csv killed.csv || fail 'killed and resumed, the curve differs'
  "$ngram" neural "${options[@]}" --resume --checkpoint killed | grep -q 'nothing left to learn' || fail 'resuming what is done says nothing'
}

# Ctrl-C saves the network and says how to go on.
interrupt() {
  local pid status
  env --default-signal=INT "$ngram" neural text "${tiny[@]}" --updates 100000000 --save-every 100000000 --checkpoint stopped >/dev/null 2>err &
  pid=$!
  sleep 0.5
  kill -INT $pid
  wait $pid
  status=$?
  [ $status = 130 ] || fail "Ctrl-C: exit status $status"
  grep -q 'resume' err || fail "Ctrl-C: no word of --resume: $(cat err)"
  "$ngram" neural text --evaluate --checkpoint stopped >/dev/null || fail 'Ctrl-C: the network is not saved'
}

# The text is a Markov chain of words, so both networks must come near what counting finds, and what is
# printed after training must be what --evaluate finds.
quality() {
  local model
  head -n 500 text >tested
  for model in bigram nnlm; do
    "$ngram" neural text --model $model --order 3 --dimension 16 --hidden 32 --updates 3000 --rate 0.1 --checkpoint "$model.net" --test tested >out/$model
    "$ngram" neural tested --evaluate --checkpoint "$model.net" >out/again
    sed -n '/the network$/,/left out/p' out/$model | tail -n 4 | diff - out/again || fail "$model: --evaluate differs"
    awk '/unknown words counted/ { if (n++) exit !(network < 1.15 * $4); network = $4 }' out/$model ||
      fail "$model: far from Kneser-Ney: $(grep counted out/$model)"
  done
}

mkdir -p out
"$markov" --characters 200000 | tr -d '.!' >text
"$ngram" neural text "${tiny[@]}" --updates 30 --checkpoint model >/dev/null 2>&1 || fail 'training a tiny network fails'
options
determinism
kill_and_resume
interrupt
quality
[ -z "$(find . -name '*.part')" ] || fail "left behind: $(find . -name '*.part')"
finish 'ngram neural refuses what is bad, loses nothing, and comes near counting'
