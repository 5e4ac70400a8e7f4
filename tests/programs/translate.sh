#!/bin/bash
# translate with bad input, killed while it trains, resumed, run twice; answers, copies and tables.
# limit: 600
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
# shellcheck source=tests/programs/_refuses.sh
. tests/programs/_refuses.sh
"${MAKE:-make}" -s build/bin/translate build/bin/dates build/bin/tongue || exit 1
translate=$PWD/build/bin/translate
program=("$translate") begins='to learn, .* weights$|^$'
build/bin/tongue --seed 5 --pairs 3000 --names 20 >"$scratch/pairs"
cd "$scratch" || exit 2
tiny=(--hidden 12 --embedding 8 --batch 8 --judge 5 --seed 3 --pairs pairs)

texts() {
  : >empty
  mkdir folder
  head -c 5000 "$translate" >binary
  printf 'a\tb\nsecond \xff\tline\n' >latin1
  printf 'a\tb\nno tab here\n' >untabbed
  printf 'a b\tc d\n' >short
  printf '\tx\ny\t\n' >blank
  head -c 100 /dev/zero >zeros
  local command
  for command in 'train --hidden 4 --checkpoint new' 'train --letters --hidden 4' 'evaluate --checkpoint model'; do
    # shellcheck disable=SC2086 # words
    {
      refuses empty: $command --pairs empty
      refuses missing: $command --pairs missing
      refuses folder: $command --pairs folder
      refuses binary $command --pairs binary
      refuses latin1:2: $command --pairs latin1
      refuses untabbed:2: $command --pairs untabbed
      refuses zeros $command --pairs zeros
    }
  done
  refuses 'too few' train "${tiny[@]}" --pairs short
  refuses 'too few' train "${tiny[@]}" --pairs blank
  refuses 'no pairs' evaluate --checkpoint model --pairs blank
  refuses 'too few' train "${tiny[@]}" --longest 1
  refuses missing: text --checkpoint model --text missing
  refuses latin1:2: text --checkpoint model --text latin1
}

options() {
  local wrong
  for wrong in --nonsense '--told everything' '--hidden 0' '--hidden 1e3' '--embedding -1' '--batch 0' '--batch 5000' \
    '--rate -0.1' '--rate 0' '--rate nan' '--clip -1' '--updates -1' '--optimizer newton' '--held-out 0' '--seed -1' \
    '--vocabulary 3' '--longest 0' '--task poems' --hidden --pairs --resume stray '--hidden 16384 --embedding 16384'; do
    # shellcheck disable=SC2086 # words
    refuses "${wrong%% *}" train "${tiny[@]}" $wrong
  done
  refuses dance dance
  refuses checkpoint text
  refuses checkpoint evaluate
  refuses answers bleu --references pairs
  refuses nowhere/x train "${tiny[@]}" --updates 1000000000 --checkpoint nowhere/x # before training
  refuses folder train "${tiny[@]}" --updates 1000000000 --curve folder
  refuses folder train "${tiny[@]}" --updates 1000000000 --curve curve --trace folder
  refuses cut train "${tiny[@]}" --cut commas
  refuses beam text --checkpoint model --beam 0
  refuses sentence attention --checkpoint model
  refuses 'without attention' attention --checkpoint first --sentence 'the king'
}

checkpoints() {
  local whole file
  whole=$(stat -c %s model)
  head -c $((whole / 2)) model >"cut"
  cp model flipped
  printf 'X' | dd of=flipped bs=1 seek=$((whole - 100)) conv=notrunc status=none
  cp pairs foreign
  cp model other
  for file in cut flipped foreign empty folder missing; do
    refuses $file: text --checkpoint $file --text pairs
    [ $file = missing ] || refuses $file: train "${tiny[@]}" --resume --checkpoint $file
  done
  refuses other: train "${tiny[@]}" --hidden 13 --resume --checkpoint other
  refuses other: train "${tiny[@]}" --told first --resume --checkpoint other
  refuses other: train "${tiny[@]}" --optimizer adagrad --resume --checkpoint other
}

# The same run writes the same bytes; killed with -9 it goes on from the last save and ends with them.
resume() {
  local options=("${tiny[@]}" --judge 0 --updates 1500 --save-every 50) pid
  "$translate" train "${options[@]}" --checkpoint straight >/dev/null 2>&1 || fail 'training fails'
  "$translate" train "${options[@]}" --checkpoint again >/dev/null 2>&1
  cmp straight again || fail 'two runs differ'
  "$translate" train "${options[@]}" --checkpoint killed >/dev/null 2>&1 &
  pid=$!
  while kill -0 $pid 2>/dev/null && [ ! -e killed ]; do sleep 0.002; done
  sleep 0.03
  kill -9 $pid 2>/dev/null || fail 'training ended before it could be killed'
  wait $pid 2>/dev/null
  "$translate" train "${options[@]}" --resume --checkpoint killed >/dev/null 2>&1 || fail 'resuming fails'
  cmp straight killed || fail 'killed and resumed: other bits'
  "$translate" train "${tiny[@]}" --updates 100000000 --save-every 100000000 --checkpoint stopped >/dev/null 2>err &
  pid=$!
  sleep 0.5
  kill -INT $pid
  wait $pid
  [ $? = 130 ] || fail 'Ctrl-C: the exit status is not 130'
  grep -q 'resume' err || fail "Ctrl-C: no word of --resume: $(cat err)"
  "$translate" evaluate --checkpoint stopped --pairs pairs --most 5 >/dev/null || fail 'Ctrl-C: the model is not saved'
  "$translate" train "${tiny[@]}" --updates 1 --resume --checkpoint stopped 2>&1 |
    grep -q 'nothing left to learn' || fail 'resuming what is done says nothing'
}

# A model of the tongue that knows no names copies them, and looks where the word is that it says.
answers() {
  "$translate" train --hidden 48 --embedding 24 --pairs pairs --vocabulary 91 --updates 1200 --rate 0.006 \
    --judge 20 --checkpoint model --curve curve.csv >printed 2>&1 || fail "training: $(cat printed)"
  awk -F, 'NR == 1 { exit $0 != "updates,words,loss,exact,bleu" }' curve.csv || fail "the curve's head"
  [ "$(wc -l <curve.csv)" = 11 ] || fail "the curve has $(wc -l <curve.csv) lines"
  printf 'a king saw bidufin\n\nthe dogs followed zuxebo\n' >sources
  "$translate" text --checkpoint model --text sources --beam 3 >said || fail 'text fails'
  [ "$(cat said)" = $'soru ti bidufin mira\n\nwafun zuxebo sekan' ] || fail "it says: $(cat said)"
  "$translate" text --checkpoint model <sources >piped
  cmp piped said || fail 'standard input: another answer'
  "$translate" attention --checkpoint model --sentence 'the dogs saw a cat' >looks.csv || fail 'attention fails'
  awk -F, 'NR > 1 { sum[$1] += $5; if ($5 > best[$1]) { best[$1] = $5; word[$1] = $4 } }
    END { for (t in sum) if (sum[t] < 0.999 || sum[t] > 1.001) exit 1; exit !(word[0] == "\"dogs\"" && word[1] == "\"cat\"") }' \
    looks.csv || fail "attention: $(cat looks.csv)"
  "$translate" evaluate --checkpoint model --pairs pairs --held-out 0.1 --most 100 >evaluated || fail 'evaluate fails'
  awk '{ exit !($3 > 80 && $6 > 0.9) }' evaluated || fail "evaluate: $(cat evaluated)"
  "$translate" evaluate --checkpoint model --pairs pairs --most 20 --by-length | awk -F, '
    NR == 1 && $0 != "from,to,sentences,exact,bleu" { bad = 1 } END { exit bad || NR <= 3 }' || fail 'evaluate --by-length'
  "$translate" evaluate --checkpoint model --pairs pairs --most 9 --show | awk -F '\t' 'NF == 3' >shown
  [ "$(wc -l <shown)" = 9 ] || fail "evaluate --show: $(cat shown)"
  "$translate" text --checkpoint model --text sources >/dev/full 2>err && fail 'text to a full disk succeeds'
  [ "$(wc -l <err)" = 1 ] || fail "text to a full disk: $(cat err)"
  "$translate" train "${tiny[@]}" --told first --updates 3 --checkpoint first >/dev/null 2>&1 || fail '--told first'
  "$translate" train "${tiny[@]}" --told always --updates 3 >/dev/null 2>&1 || fail '--told always'
}

# Punctuation is cut off and comes back, each language's own way.
punctuation() {
  awk 'BEGIN { split("Ana Ben Eva Ida Jan Kim Leo Mia Noa Tom", name, " ")
    for (i = 0; i < 200; i++) {
      who = name[1 + i % 10]
      if (i % 20 < 10) printf "Don\047t go, %s!\tN\047y va pas, %s !\n", who, who
      else printf "I like %s (really).\tJ\047aime bien %s (vraiment).\n", who, who } }' >spoken
  "$translate" train --pairs spoken --hidden 32 --embedding 16 --batch 8 --rate 0.01 --updates 400 --judge 20 \
    --checkpoint talks >printed 2>&1 || fail "spoken pairs: $(cat printed)"
  printf 'Don\047t go, Tom!\nI like Mia (really).\n' | "$translate" text --checkpoint talks >said
  [ "$(cat said)" = $'N\'y va pas, Tom !\nJ\'aime bien Mia (vraiment).' ] || fail "spoken: $(cat said)"
  "$translate" attention --checkpoint talks --sentence "Don't go, Tom!" | grep -q ',"Tom",' || fail 'spoken: no Tom is read'
  "$translate" train --pairs spoken --cut blanks --hidden 4 --embedding 4 --updates 1 --judge 0 >printed
  grep -q 'attention, 26 and 19 words' printed || fail "--cut blanks: $(cat printed)"
  echo "He's here." >point && echo "He's here !" >shout
  "$translate" bleu --answers point --references shout --unit text >counted
  grep -q 'BLEU-1 0.750000000, BLEU-2 0.70710' counted || fail "bleu --unit text: $(cat counted)"
}

# What shows itself without arguments, and the table of the bottleneck.
shows() {
  "$translate" >demo 2>/dev/null || fail 'without arguments it fails'
  awk '/^first/ { a = $8 } /^attention/ { b = $8 } END { exit !(a < 20 && b > 90) }' demo || fail "the demo: $(cat demo)"
  "$translate" bottleneck --updates 20 --generate 500 --hidden 8 --tests 20 >table.csv 2>/dev/null || fail bottleneck
  awk -F, 'NR == 1 && $0 != "told,clauses,from,to,sentences,exact,bleu" || NF != 7 { bad = 1 } { seen[$1]++ }
    END { exit bad || !(seen["first"] && seen["always"] && seen["attention"]) }' table.csv || fail "bottleneck: $(head -n 3 table.csv)"
}

answers
punctuation
texts
options
checkpoints
resume
shows
[ -z "$(find . -name '*.part')" ] || fail "left behind: $(find . -name '*.part')"
finish 'translate refuses what is bad, loses nothing, copies what it does not know'
