#!/bin/bash
# vanish with bad input, run twice, interrupted and resumed, and what its tables hold.
# limit: 300
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
# shellcheck source=tests/programs/_refuses.sh
. tests/programs/_refuses.sh
vanish=$PWD/build/bin/vanish
program=("$vanish") memory=4000000
cd "$scratch" || exit 2
tiny=(--lag 10 --hidden 8 --sequences 1600)

help_of_all() {
  local command
  for command in '' demo lags cliff explode adding copying agreement; do
    # shellcheck disable=SC2086 # nothing is a word less
    "$vanish" $command --help | grep -q '^usage: vanish' || fail "vanish $command --help"
  done
}

bad_options() {
  local command wrong
  mkdir -p folder
  for command in adding copying agreement lags; do
    for wrong in --nonsense '--kinds lstmm' '--kinds tanh,' '--kinds tanh,tanh' '--kinds' '--rule newton' \
      '--hidden 0' '--hidden 1e3' '--batch -1' '--sequences 0' '--seeds 0' '--seeds 1000' '--seed -1' \
      '--rate 0' '--rate nan' '--clip -1' '--resume' stray; do
      # shellcheck disable=SC2086 # words
      refuses "${wrong%% *}" $command $wrong
    done
  done
  refuses --lag adding --lag 1
  refuses --lag copying --lag -1
  refuses --lag lags --lag 1
  refuses --symbols copying --symbols 1
  refuses --length copying --length 0
  refuses --between agreement --between 5
  refuses --sentences agreement --sentences 0
  refuses --hidden adding --lag 100000 --hidden 4096 --batch 64
  refuses --kind explode --kind gruu
  refuses --clip explode --clip 0
  refuses --updates explode --updates 0
  refuses --grid cliff --grid 1
  refuses --rate cliff --rate -1
  refuses dance dance
  # Before the work, not after it.
  refuses nowhere/c adding --sequences 100000000 --curve nowhere/c
  refuses folder copying --sequences 100000000 --curve folder
  refuses nowhere/t agreement --sequences 100000000 --table nowhere/t
  refuses nowhere/e explode --updates 100000000 --curve nowhere/e
}

# A checkpoint that cannot be read or written ends the program before a sequence is learnt.
bad_checkpoints() {
  local file
  "$vanish" adding "${tiny[@]}" --kinds irnn --checkpoint good >/dev/null
  head -c 300 good.irnn.1 >"cut.irnn.1"
  : >empty.irnn.1
  { head -c 500 good.irnn.1 && printf XXXX && tail -c +505 good.irnn.1; } >hurt.irnn.1
  mkdir folder.irnn.1
  for file in "cut" empty hurt folder; do
    "$vanish" adding "${tiny[@]}" --kinds irnn --checkpoint $file --resume >out.txt 2>err.txt
    [ $? = 2 ] || fail "$file: is gone on from"
    if [ "$(wc -l <err.txt)" != 1 ] || ! grep -q "$file.irnn.1" err.txt; then fail "$file: $(cat err.txt)"; fi
  done
  "$vanish" adding "${tiny[@]}" --hidden 9 --kinds irnn --checkpoint good --resume >out.txt 2>err.txt
  if [ $? != 2 ] || ! grep -q good.irnn.1 err.txt; then fail "another network's checkpoint: $(cat err.txt)"; fi
  "$vanish" adding "${tiny[@]}" --kinds irnn --checkpoint nowhere/x >out.txt 2>err.txt
  if [ $? != 2 ] || ! grep -q nowhere/x err.txt; then fail "nowhere/x: $(cat err.txt)"; fi
}

# The same seed gives the same bytes, another seed others.
determinism() {
  local run
  for run in a b; do
    {
      "$vanish" lags --lag 20 --seeds 2 && "$vanish" cliff --grid 5 --updates 20 &&
        "$vanish" adding "${tiny[@]}" --seeds 2 --curve $run.adding &&
        "$vanish" copying "${tiny[@]}" --curve $run.copying &&
        "$vanish" explode --updates 50 --curve $run.explode &&
        "$vanish" agreement --sequences 800 --sentences 200 --table $run.table &&
        "$vanish" agreement --sequences 800 --sentences 200 --every-word
    } >$run.out || fail "a command fails"
  done
  for run in out adding copying explode table; do cmp a.$run b.$run || fail "two runs differ: .$run"; done
  "$vanish" lags --lag 20 --seeds 2 --seed 3 | cmp -s - <("$vanish" lags --lag 20 --seeds 2) && fail 'seed 3 is seed 1'
  (ulimit -t 60 && "$vanish" >demo.out) || fail 'vanish by itself fails'
  grep -q '^irnn .*solved after' demo.out || fail "the demo shows no solution: $(cat demo.out)"
}

# Killed while it works, it goes on from the last examination, and ends with the same curve.
resume() {
  local options=(adding --lag 40 --kinds 'irnn,tanh' --sequences 60000 --solved 0) pid
  "$vanish" "${options[@]}" --curve straight >straight.out
  "$vanish" "${options[@]}" --checkpoint killed --curve never >/dev/null 2>&1 &
  pid=$!
  while kill -0 $pid 2>/dev/null && [ ! -e killed.irnn.1 ]; do sleep 0.01; done
  sleep 0.2
  kill -9 $pid
  wait $pid 2>/dev/null
  [ ! -e never ] || fail 'a killed run leaves half a table'
  "$vanish" "${options[@]}" --checkpoint killed --resume --curve resumed >resumed.out 2>err.txt || fail "not resumed: $(cat err.txt)"
  cat straight straight.out | cmp - <(cat resumed resumed.out) || fail 'killed and resumed, it learns something else'

  # Ctrl-C ends it with status 130 and says how to go on; what there is of the table is whole.
  # env gives back the default that a shell takes from its background jobs.
  env --default-signal=INT "$vanish" "${options[@]}" --sequences 10000000 --checkpoint stopped --curve part >out.txt 2>err.txt &
  pid=$!
  while kill -0 $pid 2>/dev/null && [ ! -e stopped.irnn.1 ]; do sleep 0.01; done
  sleep 0.2
  kill -INT $pid
  wait $pid
  [ $? = 130 ] || fail 'interrupted, the exit status is not 130'
  grep -q -- '--resume' err.txt || fail "interrupted: $(cat err.txt)"
  [ "$(wc -l <part)" -ge 2 ] || fail 'interrupted, the table is gone'
}

# Lags: at 0 the gradient that came in; tanh falls fastest, IRNN hardly at all.
tables() {
  "$vanish" lags --lag 50 >lags.csv || fail 'lags fails'
  awk -F , 'NR == 1 { if ($0 != "kind,lag,norm,low,high") exit 1; next }
    $2 == 0 && $3 != 1 { exit 1 } $4 > $3 * 1.00001 || $5 < $3 * 0.99999 { exit 1 }
    $2 == 50 { at[$1] = $3 } { n++ }
    END { exit n != 153 || at["tanh"] > 1e-9 || at["irnn"] < 0.1 || at["nprnn"] > at["irnn"] }' lags.csv || fail "lags: $(grep ',50,' lags.csv)"
  "$vanish" cliff --grid 4 --updates 100 >cliff.csv
  awk -F , '$1 == "surface" { surface++ } $1 == "plain" { plain = $5 } $1 == "clipped" { clipped = $5 }
    END { exit surface != 16 || plain < 0.1 || clipped > 0.01 }' cliff.csv || fail 'clipping does not help on the cliff'
  "$vanish" explode --curve curve >explode.out || fail 'explode fails'
  grep -q '^nprnn    plain .*no finite number' explode.out || fail "nothing explodes: $(cat explode.out)"
  grep -q '^nprnn    clipped .*every loss finite' explode.out || fail "clipping does not help: $(cat explode.out)"
  [ "$(cut -d , -f 1 curve | sort -u | paste -sd ' ')" = 'clipped plain run' ] || fail 'the curve has other runs'
  "$vanish" agreement --kinds irnn --table table >agreement.out || fail 'agreement fails'
  awk -F , 'NR > 1 { n += $5; right += $6 } END { exit n != 20000 || right < 0.95 * n }' table || fail "agreement: $(cat agreement.out)"
}

help_of_all
bad_options
bad_checkpoints
determinism
resume
tables
finish 'vanish refuses, repeats, resumes, and shows what it should'
