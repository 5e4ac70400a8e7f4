#!/bin/bash
# svd with bad input, run twice, interrupted and resumed, and what its files hold.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
# shellcheck source=tests/programs/_refuses.sh
. tests/programs/_refuses.sh
svd=$PWD/build/bin/svd
program=("$svd")
charlm=$PWD/build/bin/charlm
cd "$scratch" || exit 2
long=(--steps 100000000 --save-every 100000000)

# Exit status 0, and a line with the words.
says() { # WORDS ARGUMENTS...
  local words=$1
  shift
  "$svd" "$@" >out.txt 2>err.txt || fail "svd $*: exit status $?: $(cat err.txt)"
  grep -qF -- "$words" out.txt || fail "svd $*: expected '$words', got: $(head -c 500 out.txt)"
  [ ! -s err.txt ] || fail "svd $*: printed on stderr: $(cat err.txt)"
}

help_of_all() {
  local command
  for command in '' demo decompose fold-in scree map 'time'; do
    # shellcheck disable=SC2086 # nothing is a word less
    "$svd" $command --help | grep -q '^usage: svd' || fail "svd $command --help"
  done
}

bad_files() {
  : >empty
  mkdir folder
  head -c 5000 "$svd" >binary
  echo 'a text is no table' >text
  local size file command
  size=$(stat -c %s table)
  head -c $((size / 2)) table >"cut"
  head -c $((size - 1)) table >cut1
  { cat table && echo more; } >longer
  for file in empty folder binary text "cut" cut1 longer missing; do
    for command in "decompose --output v --save m --singular-values s.csv" scree 'fold-in model --output v'; do
      # shellcheck disable=SC2086 # words
      refuses $file $command $file
    done
  done
  refuses 'standard input' decompose - </dev/null
  head -c 1000 model >short.model
  { head -c 1000 model && printf XXXX && tail -c +1005 model; } >hurt.model
  "$charlm" train --updates 1 --sample 0 --checkpoint char.model >/dev/null
  for file in empty folder binary text short.model hurt.model char.model missing; do
    refuses $file fold-in $file table --output v
  done
  printf 'a 1 2\nb 3\n' >ragged
  printf 'a 1 nan\nb 3 4\n' >nan
  printf '3 2\na 1 2\nb 3 4\n' >few
  printf 'a 1 2\nb 3 4\na 5 6\nc 7 8\n' >twice
  for file in empty folder binary ragged nan few twice missing; do
    refuses $file map $file --output map.csv
  done
  refuses 'at least 4' map --words 4 --output map.csv <(printf 'a 1 2\nb 3 4\nc 5 6\n')
  printf 'sea\twater\nriver\n' >groups
  refuses groups:2 map vectors --groups groups --output map.csv
  refuses missing map vectors --groups missing --output map.csv
}

bad_options() {
  local wrong
  for wrong in --nonsense '--dimensions -1' '--dimensions 1e3' '--steps -1' '--block 0' '--power 1.1' '--power nan' \
    '--alpha 0' '--alpha 2' '--drop -1' '--seed x' '--format gif' --output; do
    # shellcheck disable=SC2086 # words
    refuses "${wrong%% *}" decompose table $wrong
  done
  for wrong in '--method pca' '--words 3' '--perplexity 1' '--neighbours 0' '--ridge 0' '--rate -1' \
    '--exaggeration 0' '--width -1' '--font 0' '--spread 2' --checkpoint; do
    # shellcheck disable=SC2086 # words
    refuses "${wrong%% *}" map vectors $wrong
  done
  refuses TABLE decompose
  refuses stray decompose table stray
  refuses stray scree table stray
  refuses stray map vectors stray
  refuses stray demo stray
  refuses dance dance
  refuses MODEL fold-in model
  refuses dimensions decompose table --dimensions 5000
  refuses dimensions decompose table --dimensions 60000 --drop 10
  refuses --steps decompose table --dimensions 20 --block 2 --steps 3
  refuses --exact scree table --exact
  refuses --checkpoint map vectors --resume
  refuses --perplexity map vectors --words 20 --perplexity 30
  refuses --neighbours map vectors --method lle --words 20 --neighbours 20
  refuses --from time --from 100 --to 50
  # Before the work, not after it.
  refuses nowhere/v decompose table --output nowhere/v
  refuses nowhere/s decompose table --output v --singular-values nowhere/s
  refuses folder decompose table --output v --save folder
  refuses nowhere/m map vectors "${long[@]}" --output nowhere/m
  refuses nowhere/t map vectors "${long[@]}" --trace nowhere/t
  refuses nowhere/f map vectors "${long[@]}" --trace t --frames nowhere/f
  refuses nowhere/c map vectors "${long[@]}" --checkpoint nowhere/c
}

# The same seed gives the same bytes, another seed others; text and binary hold the same numbers.
determinism() {
  local run
  for run in a b; do
    "$svd" decompose table --dimensions 8 --steps 2 --block 8 --output $run.v --singular-values $run.s --save $run.m >/dev/null
    "$svd" map vectors --words 80 --steps 60 --output $run.map --trace $run.t --frames $run.f >/dev/null
    "$svd" map vectors --words 80 --method lle --output $run.lle >/dev/null
    "$svd" >$run.demo || fail 'svd by itself fails'
  done
  for run in v s m map t f lle demo; do cmp a.$run b.$run || fail "two runs with one seed: .$run differs"; done
  "$svd" map vectors --words 80 --steps 60 --seed 2 --output c.map >/dev/null
  cmp -s a.map c.map && fail 'another seed gives the same map'
  "$svd" decompose table --dimensions 8 --steps 2 --block 8 --seed 2 --singular-values c.s >/dev/null
  cmp -s a.s c.s && fail 'another seed starts from the same block'
  "$svd" decompose table --dimensions 8 --format binary --output binary.v >/dev/null
  "$svd" decompose table --dimensions 8 --output text.v >/dev/null
  "$svd" map binary.v --words 80 --steps 20 --output binary.map >/dev/null
  "$svd" map text.v --words 80 --steps 20 --output text.map >/dev/null
  cmp binary.map text.map || fail 'text and binary vectors do not load back alike'
}

# Dropped dimensions are the first ones, and no others change.
dimensions() {
  "$svd" decompose table --dimensions 9 --output nine >/dev/null
  "$svd" decompose table --dimensions 6 --drop 3 --block 32 --steps 7 --output six >/dev/null
  [ "$(head -n 1 six | cut -d ' ' -f 2)" = 6 ] || fail '--drop changes how many numbers a vector has'
  "$svd" decompose table --dimensions 9 --block 32 --steps 7 --output nine >/dev/null
  cut -d ' ' -f 1,5- nine | tail -n +2 | cmp - <(tail -n +2 six) || fail '--drop 3 is not nine numbers without the first three'
  # As many as there are, when nobody asks for a number: the example of docs/formats.md has one.
  printf 'unrolled sparse 1 2 2 f4 same\na\t3\nb\t1\n\1\0\0\0\1\0\0\0\0\0\300?\0\0\0\0entries \1\0\0\0\0\0\0\0' >tiny
  says '1 dimensions hold 100.00 %' decompose tiny --power 1 --output tiny.v
  [ "$(sed 's/-//' tiny.v)" = "$(printf '2 1\na 1.5\nb 0')" ] || fail "tiny.v holds $(cat tiny.v)"
  # A row of the table folds in where it already is.
  "$svd" decompose table --dimensions 9 --drop 2 --power 0.3 --output own --save space >/dev/null
  says 'entries in columns that the model has' fold-in space table --output folded
  paste -d ' ' <(tail -n +2 own) <(tail -n +2 folded) | awk '{ for (i = 2; i <= 10; i++) {
      d = $i - $(i + 10); if (d * d > 1e-6) bad++ } } END { exit bad > 0 }' || fail 'known rows fold in elsewhere'
}

# The CSV says where everything is: no two boxes overlap, all are inside, none covers its own dot.
labels() {
  local name=$1
  awk -F , -v name="$name" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { n++; shown[n] = $at["shown"]; w[n] = $at["label_width"]; h[n] = $at["label_height"]
      l[n] = $at["label_x"] - w[n] / 2; b[n] = $at["label_y"] - h[n] / 2
      if (!shown[n]) next
      if (l[n] < -0.1 || b[n] < -0.1 || l[n] + w[n] > $at["picture_width"] + 0.1 || b[n] + h[n] > $at["picture_height"] + 0.1) outside++
      x = $at["dot_x"]; y = $at["dot_y"]
      if (x > l[n] + 0.1 && x < l[n] + w[n] - 0.1 && y > b[n] + 0.1 && y < b[n] + h[n] - 0.1) covered++ }
    END { for (i = 1; i <= n; i++) for (j = 1; j < i; j++)
        if (shown[i] && shown[j] && l[i] < l[j] + w[j] - 0.1 && l[j] < l[i] + w[i] - 0.1 &&
            b[i] < b[j] + h[j] - 0.1 && b[j] < b[i] + h[i] - 0.1) pairs++
      for (i = 1; i <= n; i++) all += shown[i]
      printf "%s: %d labels, %d shown, %d overlap, %d outside, %d on their dot\n", name, n, all, pairs, outside, covered
      exit n == 0 || pairs > 0 || outside > 0 || covered > 0 || (name !~ /narrow/ && all < n) }' "$name" || fail "$name: labels"
}

# 500 words in clumps, most of them long: harder than a text's.
maps() {
  awk 'BEGIN { srand(7); print "500 12"; for (i = 1; i <= 500; i++) { printf "word%sof%d", substr("abcdefghij", 1, i % 11), i
    for (d = 0; d < 12; d++) printf " %.5f", (i % 12 == d ? 2 : 0) + rand(); print "" } }' >clumps
  "$svd" map clumps --steps 300 --output tsne.csv >/dev/null || fail 'a map of 500 words fails'
  "$svd" map clumps --method lle --output lle.csv >/dev/null || fail 'an LLE map of 500 words fails'
  "$svd" map clumps --steps 300 --width 600 --output narrow.csv >out.txt
  grep -q 'a larger --width' out.txt || fail 'a sheet that is too small is not said to be so'
  labels tsne.csv
  labels lle.csv
  labels narrow.csv
  printf 'wordof11\tfirst kind\r\n\nwordaof1\tsecond\nnobody\tthird\n' >kinds
  "$svd" map clumps --steps 5 --width 900 --groups kinds --output kinds.csv >/dev/null
  grep -q '^"wordaof1","second",1,' kinds.csv || fail 'groups are not numbered by their first word'
  grep -q '^"wordof11","first kind",2,' kinds.csv || fail 'a group of two words in a file of Windows line ends is lost'
  [ "$(grep -c ',"-",0,' kinds.csv)" = 498 ] || fail 'words without a group are not in group 0'
  [ "$(wc -l <a.t)" = 61 ] || fail 'the trace does not have a line for each step'
}

# Ctrl-C keeps what there is; a resumed run ends with the same bytes as one that was not stopped.
interrupt() {
  local pid status
  "$svd" map vectors --words 80 --steps 400 --output whole.csv --trace whole.t --frames whole.f >/dev/null
  "$svd" map vectors --words 80 --steps 150 --checkpoint state --output half.csv >/dev/null
  "$svd" map vectors --words 80 --steps 400 --checkpoint state --resume --output resumed.csv --trace resumed.t --frames resumed.f >/dev/null
  cmp whole.csv resumed.csv || fail 'resumed, the map differs'
  cmp whole.t resumed.t || fail 'resumed, the trace differs'
  cmp whole.f resumed.f || fail 'resumed, the frames differ'
  refuses state map vectors --words 80 --steps 100 --checkpoint state --resume
  refuses state map vectors --words 80 --steps 500 --perplexity 20 --checkpoint state --resume
  refuses state map clumps --steps 500 --checkpoint state --resume
  refuses char.model map vectors --checkpoint char.model --resume
  "$svd" map vectors --words 80 --steps 100000000 --save-every 20 --checkpoint stopped --output stopped.csv >/dev/null 2>err.txt &
  pid=$!
  until [ -s stopped ]; do sleep 0.02; done
  kill -INT $pid
  wait $pid
  status=$?
  [ $status = 130 ] || fail "Ctrl-C: exit status $status"
  grep -q 'resume' err.txt || fail "Ctrl-C: no word of --resume: $(cat err.txt)"
  [ -s stopped.csv ] || fail 'Ctrl-C: the map so far is lost'
  touch began
  "$svd" map vectors --words 80 --steps 100000000 --save-every 20 --checkpoint stopped --resume >/dev/null 2>&1 &
  pid=$!
  until [ stopped -nt began ]; do sleep 0.02; done
  kill -INT $pid
  wait $pid
  status=$?
  [ $status = 130 ] || fail "what was interrupted does not go on: exit status $status"
}

by_itself() {
  local begin
  begin=$(date +%s%N)
  "$svd" >out.txt 2>err.txt || fail "svd: exit status $?"
  [ ! -s err.txt ] || fail "svd prints on stderr without a terminal: $(cat err.txt)"
  echo "svd by itself: $((($(date +%s%N) - begin) / 1000000)) ms"
  says 'columns' time --rows 40 --from 8 --to 16 --columns 8 --repeats 1 --csv time.csv
  [ "$(head -n 1 time.csv)" = method,grows,d,n,seconds,slope ] || fail 'svd time writes another CSV'
  [ "$("$svd" scree tiny --exact)" = "$(printf 'number,singular_value,share,left\n1,1.5,1,0\n2,0,0,0')" ] ||
    fail "svd scree --exact: $("$svd" scree tiny --exact)"
  "$svd" scree table >/dev/full 2>err.txt && fail 'svd scree to a full disk succeeds'
  [ "$(wc -l <err.txt)" = 1 ] || fail "svd scree to a full disk: $(cat err.txt)"
}

"$svd" demo --table table --vectors vectors >/dev/null || fail 'svd demo fails'
"$svd" decompose table --save model >/dev/null || fail 'svd decompose fails'
help_of_all
bad_files
bad_options
determinism
dimensions
maps
interrupt
by_itself
[ -z "$(find . -name '*.part')" ] || fail "left behind: $(find . -name '*.part')"
finish 'svd refuses what is bad, repeats itself, and keeps words apart'
