#!/bin/bash
# Lessons and walk-throughs agree with the code beside them: exercises and points, wrong variants,
# figures, every line of every solution. A lesson has at most 5,500 words.
# shellcheck disable=SC2016  # back ticks are looked for
. tests/_lib.sh

words() { # of prose: no fences, comments, tags, formulas, targets of links
  awk '/^ *```/ { fence = !fence; next } !fence' "$1" |
    sed -e 's/<!--[^>]*-->//g' -e 's/<[^>]*>//g' -e 's/\$[^$]*\$//g' -e 's/](\([^)]*\))/]/g' |
    tr -s ' |' '\n' | grep -c '[A-Za-z0-9]'
}

# "6.1 rnn_step_forward 4" for each exercise of a chapter, from the cases and from the lesson.
in_cases() { sed -n 's/^ *{"\([0-9.]*\)", "\([a-z0-9_]*\)", \([0-9]*\)},.*/\1 \2 \3/p' "$1"; }
in_lesson() { # a heading may announce several: ### 1.10 `one`, 1.11 `two` … · 6 + 6 points
  awk '/^###+ [0-9]/ {
    heading = $0
    match(heading, /· [0-9 +]* points/)
    split(substr(heading, RSTART, RLENGTH), points, /[^0-9]+/)
    for (i = 2; match(heading, /[0-9]+[.][0-9]+ `[a-z0-9_]+`/); i++) {
      split(substr(heading, RSTART, RLENGTH), word, /[ `]+/)
      print word[1], word[2], points[i]
      heading = substr(heading, RSTART + RLENGTH)
    }
  }' "$1"
}

check_lesson() {
  local chapter=$1 lesson=chapters/$1/README.md name count difference
  difference=$(diff <(in_cases "grading/$chapter/cases.c" | sort) <(in_lesson "$lesson" | sort)) ||
    fail "$lesson: exercises differ from grading/$chapter/cases.c: $difference"
  while read -r name; do
    [ -e "grading/$chapter/wrong/$name.patch" ] || fail "$lesson: no wrong variant $name"
  done < <(sed -n '/^## Common mistakes/,/^## /p' "$lesson" | grep -o '`[a-z0-9-]*`$' | tr -d '`')
  while read -r name; do
    [ -e "chapters/$chapter/plots/$name.gp" ] || [ -e "chapters/$chapter/measured/$name.svg" ] ||
      fail "$lesson: no script for the figure $name, and no record of it"
  done < <(grep -o '](plots/[a-z0-9_-]*\.svg)' "$lesson" | sed 's,](plots/\(.*\)\.svg),\1,')
  count=$(words "$lesson")
  [ "$count" -le 5500 ] || fail "$lesson: $count words"
  echo "$lesson: $(in_lesson "$lesson" | wc -l) exercises, $count words"
}

# Each line of a solution that is not blank stands in a fence of the walk-through.
check_walk_through() {
  local page=solutions/$1/README.md
  awk '/^ *```/ { fence = !fence; next } fence' "$page" >"$scratch/fences"
  awk -v page="$page" 'function bare(line) { sub(/^[ \t]+/, "", line); sub(/[ \t]+$/, "", line); return line }
    FILENAME == ARGV[1] { have[bare($0)]; next }
    NF && !(bare($0) in have) { printf "FAILED: %s lacks %s:%d: %s\n", page, FILENAME, FNR, $0; bad = 1 }
    END { exit bad }' "$scratch/fences" solutions/"$1"/*.c || failures=$((failures + 1))
}

for folder in chapters/*/; do
  chapter=$(basename "$folder")
  [ -e "chapters/$chapter/README.md" ] && check_lesson "$chapter"
  [ -e "solutions/$chapter/README.md" ] && check_walk_through "$chapter"
done
finish "lessons, cases, figures and solutions agree"
