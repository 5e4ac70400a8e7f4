#!/bin/bash
# The course in two minutes: build it, grade three hand-ins per chapter, train the character model
# on a real text, draw the figures, and put all of it on one page, build/demo/index.html.
#
# DEMO_UPDATES (default 7000) and DEMO_SECONDS (default 75) bound the training.
set -euo pipefail
cd "$(dirname "$0")/../.."
unset MAKEFLAGS MAKELEVEL MFLAGS SRC CH
out=build/demo
updates=${DEMO_UPDATES:-7000} seconds=${DEMO_SECONDS:-75}
hand_ins=(solution untouched attempt)
mkdir -p $out

say() { printf '\n== %s\n' "$*"; }
die() { echo "demo: $*" >&2 && exit 1; }

build() {
  say 'Building'
  make -j"$(nproc)" programs build/bin/judge
}

# --- three hand-ins of every chapter ----------------------------------------------------------------
folder_of() {
  case $1 in
    solution) echo solutions ;;
    *) echo "$out/$1" ;;
  esac
}

make_hand_ins() { # CHAPTER
  mkdir -p "$out/untouched/$1"
  local solution
  for solution in solutions/"$1"/*.c; do
    awk -f solutions/skeleton.awk "$solution" >"$out/untouched/$1/$(basename "$solution")"
  done
  docs/demo/attempt.sh "$1" "$out/attempt"
}

# The check exits with 1 when points are missing, as they should here; the result itself is tested.
grade() { # CHAPTER HAND-IN TEST
  local result=$out/$2/$1.json
  rm -f "$result"
  CHECK_OUT=$out/$2 make -s check CH="$1" SRC="$(folder_of "$2")" >"$out/$2/$1.txt" 2>"$out/$2/$1.err" || true
  [ -s "$result" ] || die "$1 $2: not graded: $(tail -n 3 "$out/$2/$1.err")"
  jq -e "$3" "$result" >/dev/null || die "$1 $2: other points than expected, see $out/$2/$1.txt"
  printf '%-8s %-10s %s\n' "$1" "$2" "$(jq -r '"\(.points) of \(.max) points"' "$result")"
}

grade_chapter() { # CHAPTER
  mkdir -p "${hand_ins[@]/#/$out/}"
  make_hand_ins "$1"
  grade "$1" solution '.points == .max'
  grade "$1" untouched '.points == 0 and all(.exercises[]; .state == "not implemented")'
  grade "$1" attempt ".points > 0 and .points < .max and any(.exercises[];
    .hint.name == \"$(sed -n 's/^wrong //p' "docs/demo/$1.attempt")\")"
  jq -r '.exercises[] | select(.hint) | "         hint for \(.number) \(.name): \(.hint.text)"' \
    "$out/attempt/$1.json" | fold -s -w 96 | sed '2,$s/^/           /'
}

# --- a network that learns to write -------------------------------------------------------------------
text=build/data/kjv.txt
train() {
  local options=(--checkpoint "$out/model" --curve "$out/curve.csv" --updates "$updates" --sample 300 --temperature 0.8)
  if [ -e $text ]; then
    say "Training a recurrent network on $text, letter by letter"
    options+=(--text "$text")
  else
    say 'Training a recurrent network on generated text (the real one is not there)'
    text=
  fi
  rm -f $out/model
  local status=0
  timeout --foreground --preserve-status -s INT "$seconds" build/bin/charlm train "${options[@]}" | tee $out/train.txt || status=$?
  [ $status = 130 ] || [ $status = 0 ] || die "training failed ($status)"
  if [ $status = 130 ]; then # its time was up: the last sample is still to be drawn
    { echo "--- after training: the $seconds seconds of this demo are up"
      build/bin/charlm sample --checkpoint $out/model --length 300 --temperature 0.8; } | tee -a $out/train.txt
  fi
  build/bin/plot docs/demo/curve.gp $out/curve.csv $out/curve
}

# --- the page -------------------------------------------------------------------------------------------
escape() { sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g; s/"/\&quot;/g'; }

# A picture as part of the page: ids made unique, colours written in one way so that the style
# sheet can change them, a name for those who do not see it. Filled cells keep white paper.
figure() { # FILE.svg ID CAPTION
  local paper='' label
  label=$(sed 's/[\/&]/\\&/g' <<<"$3") # for sed
  grep -q "fill = 'rgb(" "$1" && paper=' class="paper"'
  printf '<figure%s>\n<div class="wide" tabindex="0" role="group" aria-label="figure: %s">\n' "$paper" "$3"
  sed -E "1,/<svg/{/<svg/!d; s/<svg/<svg role=\"img\" aria-label=\"$label\"/}" "$1" | sed -E '
    s/rgb\( *([0-9]+), *([0-9]+), *([0-9]+)\)/rgb(\1,\2,\3)/g
    s/<(title|desc)>[^<]*<\/(title|desc)>//
    s/(id=.)(gp|gnuplot|textbox|greybox)/\1'"$2"'-\2/g; s/(href=.#)/\1'"$2"'-/g; s/url\(#/url(#'"$2"'-/g'
  printf '</div>\n<figcaption>%s</figcaption>\n</figure>\n' "$3"
}

# The first comment of a gnuplot script says what the picture shows.
caption_of() { # SCRIPT NAME
  [ -e "$1" ] || { echo "$2" && return; }
  sed -n '/^#/!q; s/^# //p' "$1" | tr '\n' ' ' | sed 's/ $//' | escape
}

marks() { # CHAPTER
  local title
  title=$(grep -m 1 "^# " "chapters/$1/README.md" 2>/dev/null | sed "s/^# *//" | escape) || true
  printf '<section>\n<h3>%s</h3>\n' "${title:-Chapter $1}"
  jq -n -r -f docs/demo/marks.jq --slurpfile solution "$out/solution/$1.json" \
    --slurpfile untouched "$out/untouched/$1.json" --slurpfile attempt "$out/attempt/$1.json"
  printf '<details><summary>What <code>make check</code> prints about the attempt</summary>\n<pre tabindex="0">'
  escape <"$out/attempt/$1.txt"
  printf '</pre></details>\n</section>\n'
}

# charlm's output, with a block for each sample: "--- at first: update 0, 6.02 bits per letter".
samples() {
  escape <$out/train.txt | awk '
    /^--- / { if (open) print "</pre>"; sub(/^--- /, ""); print "<h3>" $0 "</h3>\n<pre class=sample>"; open = 1; next }
    /^[0-9]+ updates, / { if (open) print "</pre>"; open = 0; print "<p>" $0 ".</p>"; next }
    open && NF { print }
    END { if (open) print "</pre>" }'
}

figures() { # CHAPTER
  local picture name
  [ -d "build/plots/$1" ] || return 0
  echo "<h3>$1</h3>"
  for picture in build/plots/"$1"/*.svg; do
    name=$(basename "$picture" .svg)
    figure "$picture" "f${1%%-*}-$name" "$(caption_of "chapters/$1/plots/$name.gp" "$name")"
  done
}

page() {
  local chapter
  echo '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
  echo '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Unrolled: the demo</title><style>'
  cat docs/demo/page.css
  echo '</style></head><body><a class="skip" href="#main">Skip to the content</a><header><h1>Unrolled: the demo</h1>'
  echo '<p>Word representations and sequence models in C. This page was made by <code>make demo</code> on your machine.</p></header>'
  echo '<nav aria-label="On this page"><a href="#marks">Marks</a> <a href="#writing">A network learns to write</a> <a href="#figures">Figures</a> <a href="#next">What next</a></nav><main id="main">'
  echo '<section id="marks"><h2>Three hand-ins of each chapter, graded</h2>'
  echo '<p>The same cases run on three programs: the <b>solution</b>, the <b>untouched</b> skeleton as a student receives it, and a typical <b>attempt</b> with one mistake and some exercises still open.</p>'
  for chapter in "${chapters[@]}"; do marks "$chapter"; done
  echo '</section><section id="writing"><h2>A network learns to write</h2>'
  if [ "$text" ]; then echo "<p>It reads the King James Bible letter by letter and guesses the next one. These are the first $(wc -m <"$text" | sed -E ':a; s/([0-9])([0-9]{3})($|,)/\1,\2\3/; ta') letters it has ever seen, and the samples are drawn at a fixed seed, not chosen.</p>"; fi
  samples
  figure $out/curve.svg curve "$(caption_of docs/demo/curve.gp curve)"
  echo '</section><section id="figures"><h2>Figures of the chapters</h2>'
  for chapter in "${chapters[@]}"; do figures "$chapter"; done
  echo '</section><section id="next"><h2>What next</h2><ul>'
  echo '<li><b>Learn</b>: read <code>chapters/06-rnn/README.md</code>, replace the first <code>TODO</code>, run <code>make check CH=06</code>.</li>'
  echo '<li><b>Teach</b>: <code>make kit CH=06</code> packs what your students get; <code>make wrong</code> measures the grader.</li>'
  echo '<li><b>Use</b>: <code>build/bin/charlm train --text FILE</code> learns a text of your own.</li></ul></section></main>'
  echo '<footer><p>Code: MIT. Text and figures: CC BY 4.0.</p></footer></body></html>'
}

mapfile -t chapters < <(for f in docs/demo/*.attempt; do basename "$f" .attempt; done)
build
say 'The real text'
make -s data || echo 'without it'
say 'Three hand-ins of each chapter'
for chapter in "${chapters[@]}"; do grade_chapter "$chapter"; done
say 'Drawing the figures of the chapters meanwhile'
draw() {
  local chapter
  for chapter in "${chapters[@]}"; do
    [ ! -e "chapters/$chapter/plots/draw.sh" ] || PLOT=svg make plots CH="$chapter"
  done
}
draw >$out/plots.log 2>&1 &
plots=$!
PLOT=svg train
wait $plots || die "the figures are not drawn, see $out/plots.log"
page >$out/index.html.new
mv $out/index.html.new $out/index.html
say "Done in $SECONDS s. Open $PWD/$out/index.html"
