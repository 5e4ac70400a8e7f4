#!/bin/bash
# caption with bad input, killed while it trains, resumed, run twice; and what it draws, reads and writes.
# limit: 600
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
# shellcheck source=tests/programs/_refuses.sh
. tests/programs/_refuses.sh
"${MAKE:-make}" -s build/bin/caption || exit 1
caption=$PWD/build/bin/caption
program=("$caption")
cd "$scratch" || exit 2
tiny=(--width 2 --hidden 8 --embedding 4 --batch 4 --seed 3 --test 0)

# Bytes in the terms of printf.
bytes() { printf '%b' "$*"; }

# Digits of a sort: picture k is a bar of two rows in one of four places, 4 x 8 pixels; IDX.
digits() { # COUNT
  bytes '\x00\x00\x08\x03\x00\x00\x00\x'"$(printf %02x "$1")"'\x00\x00\x00\x08\x00\x00\x00\x08' >images
  bytes '\x00\x00\x08\x01\x00\x00\x00\x'"$(printf %02x "$1")" >labels
  local k y
  for ((k = 0; k < $1; k++)); do
    for y in 0 1 2 3; do
      if [ $((k % 4)) = $y ]; then bytes "$(printf '\\xf0%.0s' {1..16})"; else bytes "$(printf '\\x05%.0s' {1..16})"; fi
    done >>images
    bytes '\x0'$((k % 4)) >>labels
  done
}

options() {
  local wrong
  for wrong in --nonsense '--tell sing' '--film silent' '--frames 1' '--shapes 4' '--width 0' '--blocks 5' '--hidden 0' \
    '--batch 0' '--updates -1' '--rate 0' '--rate nan' '--clip -1' '--seed -1' --hidden '--embedding 1e3'; do
    # shellcheck disable=SC2086 # words
    refuses "$(sed 's/--tell //; s/--film //; s/ .*//' <<<"$wrong")" train "${tiny[@]}" $wrong
  done
  refuses dance dance
  refuses stray describe --checkpoint model stray
  refuses apart train "${tiny[@]}" --films --film apart --tell start
  refuses checkpoint train "${tiny[@]}" --resume
  refuses nowhere/x train "${tiny[@]}" --updates 1000000000 --checkpoint nowhere/x # before training
  refuses checkpoint describe
  refuses --out sheet --checkpoint model
  refuses nowhere sheet --checkpoint model --out nowhere/x.svg
  refuses 'does not look' attention --checkpoint start --out x.svg
  refuses --captions coco
  refuses --images glimpses
}

checkpoints() {
  local whole file
  whole=$(stat -c %s model)
  : >empty
  mkdir folder
  echo text >foreign
  head -c $((whole / 2)) model >"cut"
  cp model flipped
  printf 'X' | dd of=flipped bs=1 seek=$((whole - 100)) conv=notrunc status=none
  for file in cut flipped foreign empty folder missing; do
    refuses $file: describe --checkpoint $file
    refuses $file: evaluate --checkpoint $file
    [ $file = missing ] || refuses $file: train "${tiny[@]}" --resume --checkpoint $file
  done
  refuses model: train "${tiny[@]}" --hidden 9 --resume --checkpoint model
  refuses model: train "${tiny[@]}" --tell steps --resume --checkpoint model
}

# Every way to tell; the same bytes twice; descriptions with a verdict that is either of two words.
kinds() {
  local kind
  for kind in '--tell start' '--tell steps' '--tell attend' '--films --film mean --tell start' \
    '--films --film recurrent --tell steps' '--films --film apart --frames 4' '--films --film recurrent' \
    '--films --film mean --blocks 2'; do
    for run in a b; do
      # shellcheck disable=SC2086 # words
      "$caption" train "${tiny[@]}" $kind --updates 20 --checkpoint $run >/dev/null 2>&1 || fail "training: $kind"
    done
    cmp a b || fail "two runs differ: $kind"
    "$caption" describe --checkpoint a --scenes 3 --beam 2 >said || fail "describing: $kind"
    awk -F '\t' '$1 != NR || ($2 != "true" && $2 != "false") { exit 1 } END { exit NR != 3 }' said ||
      fail "describing: $kind: $(cat said)"
    "$caption" sheet --checkpoint a --scenes 3 --out sheet.svg || fail "sheet: $kind"
    [ "$(grep -c '<image' sheet.svg)" -ge 3 ] || fail "sheet: $kind: too few pictures"
  done
  "$caption" attention --checkpoint model --out attention.svg || fail 'attention'
  "$caption" evaluate --checkpoint model --scenes 50 >marks || fail 'evaluate'
  grep -q '^held out' marks || fail "evaluate: $(cat marks)"
  "$caption" evaluate --blind --checkpoint model --scenes 50 >/dev/null || fail 'evaluate --blind'
  if command -v python3 >/dev/null; then
    python3 -B -c 'import sys, xml.dom.minidom as m; [m.parse(f) for f in sys.argv[1:]]' sheet.svg attention.svg ||
      fail 'an SVG is not XML'
  fi
}

# Killed with -9, it goes on from the last save and ends with the same bits.
kill_and_resume() {
  local all=("${tiny[@]}" --updates 4000) pid
  "$caption" train "${all[@]}" --checkpoint straight >/dev/null 2>&1 || fail 'training fails'
  "$caption" train "${all[@]}" --checkpoint killed >/dev/null 2>&1 &
  pid=$!
  while kill -0 $pid 2>/dev/null && [ ! -e killed ]; do sleep 0.01; done
  cp killed first
  while kill -0 $pid 2>/dev/null && cmp -s killed first; do sleep 0.01; done
  kill -9 $pid 2>/dev/null || fail 'training ended before it could be killed'
  wait $pid 2>/dev/null
  cmp -s straight killed && fail 'killed too late'
  "$caption" train "${all[@]}" --resume --checkpoint killed >/dev/null 2>&1 || fail 'resuming fails'
  cmp straight killed || fail 'killed and resumed: other bits'
  rm -f killed.part

  # Ctrl-C is asked for after every update: it saves, and says how to go on.
  "$caption" train "${all[@]}" --checkpoint stopped >/dev/null 2>err.txt &
  pid=$!
  while kill -0 $pid 2>/dev/null && [ ! -e stopped ]; do sleep 0.01; done
  kill -INT $pid
  wait $pid
  [ $? = 130 ] || fail 'Ctrl-C: expected exit status 130'
  grep -q '^caption: interrupted after [0-9]* updates; --resume goes on$' err.txt || fail "Ctrl-C: $(cat err.txt)"
  cmp -s straight stopped && fail 'interrupted too late'
  "$caption" train "${all[@]}" --resume --checkpoint stopped >/dev/null 2>&1 || fail 'resuming after Ctrl-C fails'
  cmp straight stopped || fail 'interrupted and resumed: other bits'
}

# Scenes as COCO's captions with vectors, there and back; and what is wrong with other files.
coco() {
  "$caption" export --checkpoint model --scenes 60 --captions c.json --features c.vec || fail 'export'
  "$caption" coco --captions c.json --features c.vec --updates 30 --hidden 8 --min-count 1 >told 2>/dev/null ||
    fail 'coco'
  grep -q '^12 new pictures: BLEU-1' told || fail "coco: $(cat told)"
  head -c 2000 c.json >cut.json
  echo '{"annotations": []}' >none.json
  echo '{"annotations": [{"image_id": 1}]}' >silent.json
  echo '{"annotations": [{"caption": "a"}]}' >nameless.json
  echo '{"annotations": [{"image_id": 1, "caption": " . "}]}' >wordless.json
  echo '{"annotations": [{"image_id": 777777, "caption": "a dog"}]}' >unseen.json
  echo '{"annotations": [{"image_id": 1, "caption": "a dog"}]}' >one.json
  told_again
  refuses cut.json: coco --captions cut.json --features c.vec
  refuses 'no list' coco --captions none.json --features c.vec
  refuses 'annotation 1' coco --captions silent.json --features c.vec
  refuses image_id coco --captions nameless.json --features c.vec
  refuses 'without words' coco --captions wordless.json --features c.vec
  refuses 777777 coco --captions unseen.json --features c.vec
  refuses 'too few' coco --captions one.json --features c.vec
  refuses foreign coco --captions c.json --features foreign
  refuses missing coco --captions missing --features c.vec
}

# What coco has learnt: kept, gone on with to the same bits, and told again by say.
told_again() {
  local learn=(coco --captions c.json --features c.vec --hidden 8 --min-count 1) file
  "$caption" "${learn[@]}" --updates 30 --checkpoint whole >told 2>/dev/null || fail 'coco --checkpoint'
  "$caption" "${learn[@]}" --updates 20 --checkpoint half >/dev/null 2>&1 || fail 'coco --checkpoint'
  "$caption" "${learn[@]}" --updates 30 --checkpoint half --resume >/dev/null 2>&1 || fail 'coco --resume'
  cmp whole half || fail 'coco, stopped and resumed: other bits'
  "$caption" say --checkpoint whole --features c.vec >all.tsv || fail 'say'
  awk -F '\t' '$1 != NR || NF != 2 { exit 1 } END { exit NR != 60 }' all.tsv || fail "say: $(head -n 3 all.tsv)"
  # coco's own words about the pictures that it had not seen are among them.
  sed -n 's/^  //p' told | while read -r line; do
    cut -f 2 all.tsv | grep -qxF -- "$line" || fail "coco said '$line', say does not"
  done
  "$caption" say --checkpoint whole --features c.vec --captions c.json --beam 2 --out all.json >marks ||
    fail 'say --captions'
  grep -q '^60 pictures: BLEU-1' marks || fail "say: $(cat marks)"
  if command -v python3 >/dev/null; then
    python3 -B -c 'import json
all = json.load(open("all.json"))
assert [one["image_id"] for one in all] == list(range(1, 61)) and all[0]["caption"]' || fail 'say --out is not as it should be'
  fi
  sed 's/ [^ ]*$//; 1s/.*/60 127/' c.vec >narrow.vec
  head -c 3000 whole >cut.coco
  cp whole flipped.coco
  printf 'X' | dd of=flipped.coco bs=1 seek=2000 conv=notrunc status=none
  for file in cut.coco flipped.coco model foreign empty missing; do
    refuses $file: say --checkpoint $file --features c.vec
    [ $file = missing ] || refuses $file: "${learn[@]}" --resume --checkpoint $file
  done
  refuses whole: "${learn[@]}" --hidden 9 --resume --checkpoint whole
  refuses whole: "${learn[@]}" --min-count 50 --resume --checkpoint whole
  refuses whole: describe --checkpoint whole
  refuses checkpoint "${learn[@]}" --resume
  refuses nowhere/x "${learn[@]}" --updates 1000000000 --checkpoint nowhere/x
  refuses checkpoint say --features c.vec
  refuses --features say --checkpoint whole
  refuses missing say --checkpoint whole --features missing
  refuses cut.json: say --checkpoint whole --features c.vec --captions cut.json
  refuses nowhere say --checkpoint whole --features c.vec --out nowhere/x
  head -n 1 c.vec >header.vec
  refuses narrow.vec: say --checkpoint whole --features narrow.vec
  refuses header.vec: say --checkpoint whole --features header.vec
}

glimpses() {
  digits 200
  "$caption" glimpses --images images --labels labels --updates 150 --hidden 16 --batch 16 2>/dev/null >digits.out ||
    fail 'glimpses'
  awk '/^right on/ && $3 > 0.95 { good = 1 } END { exit !good }' digits.out || fail "glimpses: $(cat digits.out)"
  "$caption" digits --images images --labels labels --updates 60 --batch 16 --rate 0.01 --trace trace >net || fail 'digits'
  awk '/^right on/ && $3 > 0.95 { good = 1 } END { exit !good }' net || fail "digits: $(cat net)"
  [ "$(grep -c '"loss"' trace)" = 60 ] || fail 'digits: the trace'
  "$caption" digits --images images --labels labels --updates 60 --batch 16 --rate 0.01 --shift 0.5 --turn 3 >net ||
    fail 'digits --shift --turn'
  awk '/^right on/ && $3 > 0.9 { good = 1 } END { exit !good }' net || fail "digits, moved: $(cat net)"
  refuses shift digits --images images --labels labels --shift -1
  refuses turn digits --images images --labels labels --turn 181
  head -c 1000 images >few
  { cat images; echo; } >many
  bytes '\x00\x00\x08\x03\x7f\xff\xff\xff\x7f\xff\xff\xff\x7f\xff\xff\xff' >huge
  bytes '\x00\x00\x08\x03\x00\x00\x00\x00\x00\x00\x00\x08\x00\x00\x00\x08' >zero
  head -c 100 labels >fewer
  sed 's/\x03/\x0b/g' labels >wrong
  for file in few many huge zero foreign empty missing labels; do
    refuses $file: glimpses --images $file --labels labels
    refuses $file: digits --images $file --labels labels
  done
  refuses fewer: glimpses --images images --labels fewer
  refuses 'label' glimpses --images images --labels wrong
  refuses 'too few' glimpses --images images --labels labels --batch 100
}

"$caption" train "${tiny[@]}" --updates 5 --checkpoint model >/dev/null 2>&1 || fail 'training a tiny model fails'
"$caption" train "${tiny[@]}" --updates 5 --tell start --checkpoint start >/dev/null 2>&1 || fail 'training fails'
options
checkpoints
kinds
kill_and_resume
coco
glimpses
"$caption" >demo 2>/dev/null || fail 'without arguments it fails'
[ "$(grep -c '^  true' demo)" -ge 4 ] || fail "the demo: $(cat demo)"
"$caption" describe --checkpoint model >/dev/full 2>err && fail 'describe to a full disk succeeds'
[ "$(wc -l <err)" = 1 ] || fail "describe to a full disk: $(cat err)"
[ -z "$(find . -name '*.part')" ] || fail "left behind: $(find . -name '*.part')"
finish 'caption refuses what is bad, loses nothing, and draws what it saw'
