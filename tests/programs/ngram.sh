#!/bin/bash
# ngram by itself, with bad input, with ARPA files of other hands, and against its own slow twin.
# limit: 300
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
# shellcheck source=tests/programs/_refuses.sh
. tests/programs/_refuses.sh
ngram=$PWD/build/bin/ngram
program=("$ngram") begins='in the vocabulary$|^[1-9]-grams: |^$'
markov=$PWD/build/bin/markov
cd "$scratch" || exit 2
mkdir out files
cd files || exit 2

# Exit status 0, silence on stderr, a line on stdout with the words in it.
says() { # WORDS ARGUMENTS...
  local words=$1
  shift
  timeout 60 "$ngram" "$@" >../out/stdout 2>../out/stderr || fail "ngram $*: exit status $?: $(cat ../out/stderr)"
  grep -qF -- "$words" ../out/stdout || fail "ngram $*: no '$words' in: $(head -n 5 ../out/stdout)"
  [ ! -s ../out/stderr ] || fail "ngram $*: prints on stderr: $(head -n 3 ../out/stderr)"
}

# The numbers of a line that begins so.
numbers() { # BEGINNING FILE
  sed -n "s/^ *$1 *//p" "$2"
}

by_itself() {
  local command n
  says '2^H'
  for command in '' demo train perplexity query sample typos correct neural; do
    # shellcheck disable=SC2086 # nothing is a word less
    "$ngram" $command --help | grep -q '^usage: ngram' || fail "ngram $command --help"
  done
  # From above, and closer with more text: Kneser-Ney of order 3 against what the source itself pays.
  for n in 100 1000 10000 100000; do
    "$ngram" demo --sentences $n --tested 3000 --order 3 >../out/demo
    numbers 3 ../out/demo
    grep -o 'itself pays .*' ../out/demo
  done | awk '/^[0-9]/ { now = $1 } /pays/ {
      if (!(now > $3)) print "below the source: " now " " $3
      if (before && !(now < before)) print "no better with more text: " before " " now
      before = now }
    END { if (!(now < 1.01 * $3)) print "far from the source: " now }' >../out/wrong
  [ ! -s ../out/wrong ] || fail "demo: $(cat ../out/wrong)"
  "$ngram" demo | awk '/channel alone/ { alone = $3 } /channel and model/ { both = $4 } END { exit !(both > alone && alone > 90) }' ||
    fail 'demo: the model does not help to correct'
}

# A file as nobody's program writes it: other blanks, no order, no backoffs, a suffix missing.
other_hands() {
  printf 'some words first\n\n\\data\\\nngram  1=   5\nngram 2 = 3\nngram 3=1\n\n\\1-grams:\n-0.4 cat -0.1\n-1\t<unk>\n-99 <s>\t-0.2\r\n -0.5  the\t -0.3 \n-0.6 </s>\n\n\\2-grams:\n-0.2 the cat -0.05\n-0.25\tcat </s>\n-0.15 <s> the\n\n\\3-grams:\n-0.125 the the cat\n\\end\\\n' >srilm
  printf 'the cat\nthe the cat\ndog\n\ncat the the the cat\n' >asked
  # By hand, the second: <s> the .15, the the .3 + .5, the the cat .125, cat </s> .25 + .05 of "the cat".
  printf -- '-0.6500000\n-1.3750000\n-1.8000000\n-0.8000000\n-3.2250000\n' >expected
  "$ngram" query srilm asked >found || fail 'other hands: not read'
  cmp expected found || fail "other hands: $(cat found)"
  "$ngram" query - asked <srilm | cmp - expected || fail 'a model from standard input'
  "$ngram" query srilm <asked | cmp - expected || fail 'a text from standard input'
  says 'sentence' query srilm asked --words
  says 'cat	3	-0.1250000' query srilm asked --words
  # The suffix of a trigram, "the cat", is missing: backing off gives it.
  sed '/the cat -0.05/d; s/ngram 2 = 3/ngram 2 = 2/' srilm >pruned
  printf 'the cat\nthe the cat\n' >asked
  "$ngram" query pruned asked --words | awk '$1 == "cat" { print $3 }' >found
  printf -- '-0.7000000\n-0.1250000\n' | cmp - found || fail "a missing suffix: $(cat found)"
}

arpa_files() { # each edit of a good file is refused, with the line that is wrong
  printf 'a b a\nb a\n' >tiny
  says 'the model' train tiny --order 2 --arpa good
  wrong() { # WORDS SED-SCRIPT
    sed "$2" good >bad
    refuses "$1" query bad
    refuses "$1" perplexity bad tiny
  }
  wrong 'bad:2: expected' 's/ngram 1=5/ngram 1=x/'
  wrong 'bad:2: expected' 's/ngram 1=5/ngram 2=5/'
  wrong 'bad:12:' 's/ngram 1=5/ngram 1=6/'
  wrong 'bad:12:' 's/ngram 1=5/ngram 1=4/'
  wrong "bad:3: expected" 's/ngram 2=/ngram 3=/'
  wrong "expected '\\2-grams:'" 's/^.2-grams:/\\3-grams:/'
  wrong "bad:5: expected '\\1-grams:'" 's/^.1-grams:/\\2-grams:/'
  wrong 'bad:6: expected' '6s/^/x/'
  wrong 'bad:6: expected' '6s/^-/+/'
  wrong 'bad:9:' '9s/.*/-1.5/'
  wrong 'bad:9: expected nothing behind' '9s/$/ more/'
  wrong "'c' is not among the 1-grams" '14s/\t[^\t]*/\tc a/'
  wrong 'stands in line 13' '15s/\t[^\t]*/\t<s> a/; 14s/\t[^\t]*/\t<s> a/'
  wrong 'ends after line' '/end/d'
  wrong 'ends after line' '/2-grams/,/end/d'
  wrong 'data' '1d'
  wrong 'intermediate' '1s/^/iARPA\n/'
  printf '\\data\\\nngram 1=1\nngram 2=0\nngram 3=0\nngram 4=0\nngram 5=0\nngram 6=0\nngram 7=0\nngram 8=0\n' >bad
  refuses '8-grams' query bad
  : >empty
  for bad in empty missing folder binary tiny; do refuses $bad perplexity $bad tiny; done
}

texts() {
  : >empty
  mkdir -p folder
  head -c 5000 "$ngram" >binary
  printf 'first line\nsecond \xff line\n' >latin1
  printf 'a b\nc </s> d\n' >marked
  printf '\n \n\n' >blank
  head -c 5000 /dev/zero | tr '\0' a >long
  local text
  for text in empty missing folder binary latin1:2 marked:2 blank long:1; do
    refuses $text train ${text%:*} --arpa new
    [ $text = blank ] || refuses $text query good ${text%:*}
    refuses $text perplexity good ${text%:*}
    refuses $text correct good ${text%:*}
    refuses $text neural ${text%:*}
  done
}

options() {
  local wrong
  for wrong in --nonsense '--order 0' '--order 8' '--order x' '--smoothing wish' '--k 0' '--k -1' \
    '--cut 0' '--min-count 0' '--vocab missing' '--arpa nowhere/new' '--arpa folder' '--test missing'; do
    # shellcheck disable=SC2086 # words
    refuses "$(sed -E 's/^--(vocab|test|arpa) //; s/ .*//' <<<"$wrong")" train tiny --test tiny $wrong
  done
  refuses --arpa train tiny
  refuses TEXT train
  refuses TEXT train tiny tiny --test tiny
  refuses 'add-k' train tiny --smoothing add-k --arpa new
  refuses --min-count train tiny --test tiny --vocab tiny --min-count 2
  refuses dance dance
  refuses MODEL perplexity good
  refuses MODEL query
  refuses --temperature sample good --temperature 0
  refuses --sentences sample good --sentences 0
  refuses --rate typos tiny --rate 1.5
  refuses --beam correct good tiny --beam 0
  refuses --quiet correct good tiny --quiet
  refuses marked correct good tiny --truth marked
  refuses blank correct good tiny --truth blank
  refuses 'do not have as many words' correct good tiny --truth marked2
  says inf train tiny --smoothing mle --order 2 --test marked2
}

# What is read back is what was written; the quick way and the chapter's own functions agree.
round_trip() {
  local order smoothing direct quick
  "$markov" --characters 60000 | tr -d '.!' >learn
  "$markov" --characters 30000 --seed 2 | sed 's/ann/zzz/' >tested
  for order in 1 2 3 5 7; do
    for smoothing in kn katz mle; do
      "$ngram" train learn --order $order --smoothing $smoothing --arpa model --test tested --min-count 2 >../out/direct
      direct=$(numbers 'unknown words .*ed' ../out/direct)$(numbers 'unknown words left out' ../out/direct)
      "$ngram" perplexity model tested >../out/quick
      "$ngram" perplexity model tested --plain >../out/plain
      quick=$(numbers 'unknown words .*ed' ../out/quick)$(numbers 'unknown words left out' ../out/quick)
      paste <(echo "$direct") <(echo "$quick") | awk '{ for (i = 1; i <= NF / 2; i++) {
        d = $i - $(i + NF / 2); if ($i != $(i + NF / 2) && !(d * d < 1e-12 * $i * $i + 1e-7)) exit 1 } }' ||
        fail "order $order, $smoothing: $direct before, $quick after the ARPA file"
      diff <(grep unknown ../out/quick) <(grep unknown ../out/plain) >&2 || fail "order $order, $smoothing: quick and plain differ"
      "$ngram" train learn --order $order --smoothing $smoothing --arpa again --min-count 2 >/dev/null
      cmp model again || fail "order $order, $smoothing: two runs differ"
    done
  done
  # Texts that end within and at the edge of a batch.
  for n in 1 2 127 128 129 300; do
    head -n $n tested >part
    diff <("$ngram" perplexity model part | grep unknown) <("$ngram" perplexity model part --plain | grep unknown) ||
      fail "$n lines: quick and plain differ"
  done
  says 'unknown words counted' train learn --smoothing add-k --test tested --order 3
}

# After reading back, p(· | h) sums to 1 for histories that were seen and that were not.
sums() {
  "$ngram" train learn --order 4 --arpa model --min-count 3 >/dev/null
  sed -n '/1-grams/,/2-grams/p' model | awk -F '\t' 'NF > 1 && $2 !~ /^<.*>$/ { print $2 }' >words
  {
    head -n 4 learn | cut -d ' ' -f 1-3
    shuf --random-source=<(yes) -n 60 words | paste -d ' ' - - -
  } >histories
  while read -r history; do
    { cat words && echo strange; } | sed "s/^/$history /"
    echo "$history"
  done <histories >asked
  # A line that repeats a history ends in </s>; all others end in the word that is asked for.
  "$ngram" query model asked --words | awk -v words="$(($(wc -l <words) + 1))" '
    $1 == "</s>" { last = before; end = $3; next }
    $1 == "sentence" { n++; sum += 10 ^ (n > words ? end : last)
      if (n > words) { if (sum < 1 - 1e-5 || sum > 1 + 1e-5) print "sum " sum; n = sum = 0; lines++ } next }
    { before = $3 }
    END { if (lines < 20) print lines " histories" }' >../out/sums
  [ ! -s ../out/sums ] || fail "probabilities do not sum to 1: $(head -n 3 ../out/sums)"
}

channel() {
  "$ngram" train learn --order 3 --arpa model >/dev/null
  "$markov" --characters 20000 --seed 3 | tr -d '.!' | grep . >meant
  "$ngram" typos meant --rate 0.1 >typed
  [ "$(wc typed)" = "$(wc meant | sed s/meant/typed/)" ] || fail 'typos: other lines, words or bytes'
  cmp -s typed meant && fail 'typos: none'
  "$ngram" typos meant --rate 0.1 | cmp - typed || fail 'typos: two runs differ'
  "$ngram" typos meant --rate 0.1 --seed 2 | cmp -s - typed && fail 'typos: seed 2 types as seed 1'
  "$ngram" typos meant --rate 0 | cmp - meant || fail 'typos: some at rate 0'
  "$ngram" correct model typed --rate 0.1 >answer
  [ "$(wc -lw <answer)" = "$(wc -lw <meant)" ] || fail 'correct: other lines or words'
  says 'channel and model' correct model typed --rate 0.1 --truth meant --quiet
  awk '/as typed/ { typed = $3 } /alone/ { alone = $3 } /and model/ { both = $4; mended = $6 }
    END { exit !(typed < 80 && alone > 90 && both > alone && mended > 95) }' ../out/stdout || fail "correct: $(cat ../out/stdout)"
  "$ngram" correct model meant --rate 0.000001 | cmp - meant || fail 'correct: what is right is changed'
}

samples() {
  "$ngram" sample model --sentences 50 >one
  "$ngram" sample model --sentences 50 | cmp - one || fail 'sample: two runs differ'
  "$ngram" sample model --sentences 50 --seed 2 | cmp -s - one && fail 'sample: seed 2 draws as seed 1'
  [ "$(wc -l <one)" = 50 ] || fail 'sample: not 50 sentences'
  # The colder, the likelier.
  for t in 0.2 1 3; do "$ngram" sample model --sentences 200 --temperature $t >drawn.$t && "$ngram" perplexity model drawn.$t | numbers 'unknown words counted' /dev/stdin; done |
    awk '{ if (n++ && !($1 > before)) exit 1; before = $1 }' || fail 'sample: temperature'
}

full_disk() {
  "$ngram" sample model >/dev/full 2>err && fail 'sample to a full disk succeeds'
  [ "$(wc -l <err)" = 1 ] || fail "sample to a full disk: $(cat err)"
}

printf 'b b\n' >marked2
by_itself
other_hands
arpa_files
texts
options
round_trip
sums
channel
samples
full_disk
[ -z "$(find . -name '*.part')" ] || fail "left behind: $(find . -name '*.part')"
finish 'ngram answers as it should, and refuses with one line'
