#!/bin/sh
# Make the real texts in build/data from Debian packages; datasets/README.md says what they are.
#
#   datasets/fetch.sh [--install] [--strict] [FOLDER]
#
# --install  install a missing package with apt-get
# --strict   a text that is not the recorded one is an error (exit status 1), not a warning
# FOLDER     where the files go (default build/data)
# BIBLE_DATA and WORDNET_DATA name other folders for the packages' data.
#
# Each file is written under another name and moved when it is complete. Exit status 2: a package
# is missing, or its data is not what this script knows how to read.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
folder=$(dirname "$here")/build/data
bible_data=${BIBLE_DATA:-/usr/lib}
wordnet_data=${WORDNET_DATA:-/usr/share/wordnet}
install=no strict=no status=0
LC_ALL=C
export LC_ALL

fail() {
  printf 'fetch.sh: %s\n' "$1" >&2
  exit 2
}

for argument in "$@"; do
  case $argument in
    --install) install=yes ;;
    --strict) strict=yes ;;
    -*) fail "unknown option $argument (there are --install and --strict)" ;;
    *) folder=$argument ;;
  esac
done

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# have PACKAGE WHAT: is the file or the program there? If not, install the package or say how.
have() {
  if ! there "$2" && [ $install = yes ]; then
    as_root apt-get install -y --no-install-recommends "$1" || true
  fi
  there "$2" && return
  printf 'fetch.sh: %s is missing; install it with: sudo apt-get install %s\n' "$2" "$1" >&2
  status=2
  return 1
}

there() {
  case $1 in
    */*) [ -e "$1" ] ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

# publish FILE: move it into place and compare it with what was recorded.
publish() {
  name=$(basename "$1")
  sum=$(sha256sum "$1" | cut -d' ' -f1)
  known=$(awk -v name="$name" '$2 == name { print $1 }' "$here/SHA256SUMS")
  bytes=$(wc -c <"$1")
  mv "$1" "$folder/$name"
  if [ "$sum" = "$known" ]; then
    echo "made $folder/$name ($bytes bytes, the recorded sha256)"
    return
  fi
  echo "made $folder/$name ($bytes bytes, sha256 $sum)"
  echo "fetch.sh: $name is not the recorded text (its sha256 is not that in datasets/SHA256SUMS):" \
    "the package is another version. It can be used, but figures in the lessons may differ." >&2
  [ $strict = no ] || status=1
}

king_james() {
  # One verse a line: "1Sm3:4 That the LORD called Samuel: …". Its data is looked up in the current
  # folder first unless -p says where.
  bible -p "$bible_data" -f gen1:1-rev22:21 </dev/null >"$scratch/verses" ||
    fail "the program bible did not write the text"
  awk -v books="$here/books.tsv" '
    BEGIN {
      FS = "\t"
      while ((getline <books) > 0) { section[$1] = $2; book[$1] = $3 }
    }
    match($0, /^[0-9]?[A-Za-z]+[0-9]+:[0-9]+ /) {
      reference = substr($0, 1, RLENGTH - 1)
      text = substr($0, RLENGTH + 1)
      gsub(/[ \t]+/, " ", text)
      sub(/^ /, "", text)
      sub(/ $/, "", text)
      match(reference, /[0-9]+:[0-9]+$/)
      short = substr(reference, 1, RSTART - 1)
      if (!(short in book) || text == "") exit 1
      print section[short] "\t" book[short] "\t" substr(reference, RSTART) "\t" text
      next
    }
    { exit 1 }' "$scratch/verses" >"$scratch/kjv.tsv" ||
    fail "the program bible wrote a line that is no verse"
  verses=$(wc -l <"$scratch/kjv.tsv")
  [ "$verses" -eq 31102 ] || fail "the program bible wrote $verses verses, expected 31102"
  cut -f4 "$scratch/kjv.tsv" >"$scratch/kjv.txt"
  publish "$scratch/kjv.txt"
  publish "$scratch/kjv.tsv"
}

wordnet() {
  # offset file type count(hex) word id word id … | gloss
  for kind in noun verb adj adv; do
    [ -r "$wordnet_data/data.$kind" ] || fail "$wordnet_data/data.$kind cannot be read"
  done
  awk '
    function hex(digits,   i, n) {
      for (i = 1; i <= length(digits); i++)
        n = 16 * n + index("0123456789abcdef", tolower(substr(digits, i, 1))) - 1
      return n
    }
    /^[0-9]/ {
      bar = index($0, " | ")
      if (!bar) exit 1
      gloss = substr($0, bar + 3)
      gsub(/[ \t]+/, " ", gloss)
      sub(/ $/, "", gloss)
      n = hex($4)
      for (i = 0; i < n; i++) {
        lemma = $(5 + 2 * i)
        sub(/\((a|p|ip)\)$/, "", lemma)
        gsub(/_/, " ", lemma)
        print lemma "\t" gloss
      }
    }' "$wordnet_data/data.noun" "$wordnet_data/data.verb" "$wordnet_data/data.adj" \
    "$wordnet_data/data.adv" >"$scratch/wordnet-glosses.txt" ||
    fail "$wordnet_data: a line of the data files has no gloss"
  [ -s "$scratch/wordnet-glosses.txt" ] || fail "$wordnet_data: the data files have no entries"
  publish "$scratch/wordnet-glosses.txt"
}

pairs() {
  for file in index.noun noun.exc cntlist.rev; do
    [ -r "$wordnet_data/$file" ] || fail "$wordnet_data/$file cannot be read"
  done
  awk -f "$here/wordnet_pairs.awk" part=tags "$wordnet_data/cntlist.rev" \
    part=plurals "$wordnet_data/noun.exc" part=index "$wordnet_data/index.noun" \
    part=synsets "$wordnet_data/data.noun" part=kjv "$folder/kjv.txt" \
    part=glosses "$folder/wordnet-glosses.txt" | sort >"$scratch/wordnet-pairs.tsv"
  [ -s "$scratch/wordnet-pairs.tsv" ] || fail "$wordnet_data: no two common nouns were found"
  publish "$scratch/wordnet-pairs.tsv"
}

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
trap 'exit 130' HUP INT TERM
scratch=$(mktemp -d "$folder/.fetch.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
if have bible-kjv bible && have bible-kjv-text "$bible_data/bible.data"; then king_james; fi
if have wordnet-base "$wordnet_data/data.noun"; then wordnet; fi
if [ $status = 2 ]; then
  echo "fetch.sh: wordnet-pairs.tsv is not made: it needs both texts" >&2
else
  pairs
fi
exit $status
