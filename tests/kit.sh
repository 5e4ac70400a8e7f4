#!/bin/bash
# A chapter's kit holds nothing of its solution, works outside the project, gives an untouched
# chapter no point, and the solution all of them.
# limit: 900
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/_lib.sh"
top=$PWD

# Code lines of the marked regions, of at least 20 characters: no comments, no heads of loops.
region_lines() {
  awk '/\/\/> \[/ { inside = 1; next } /\/\/< \[/ { inside = 0 } inside' "$@" |
    sed -E 's|[[:space:]]*//.*||; s|^[[:space:]]+||; s|[[:space:]]+$||' |
    grep -vE '^for \([^;]*;[^;]*;[^;]*\)( \{)?$' | awk 'length >= 20' | sort -u
}

holds_no_answer() { # CHAPTER FOLDER
  local found before=()
  # Lines that skeletons, headers and the harness show anyway give nothing away, nor do those of the
  # chapters before, whose solutions the kit holds.
  region_lines solutions/"$1"/*.c >"$scratch/answers"
  [ ! -f "chapters/$1/builds-on" ] || mapfile -t before < <(sed 's,.*,:(glob)solutions/&/*.c,' "chapters/$1/builds-on")
  git ls-files -z -- harness datasets ':(glob)chapters/*/*.[ch]' "${before[@]}" |
    xargs -0 cat | sed -E 's|[[:space:]]*//.*||; s|^[[:space:]]+||' | sort -u >"$scratch/shown"
  [ "$(wc -l <"$scratch/answers")" -gt 10 ] || fail "$1: hardly a line of solution to search for"
  comm -23 "$scratch/answers" "$scratch/shown" >"$scratch/secret"
  # Cases call the exercises, so in them a call alone is no answer.
  found=$(grep -rnFf "$scratch/secret" "$2" |
    grep -vE "^[^:]*/grading/$1/[a-z0-9_]*\.c:[0-9]*:[[:space:]]*([a-z_]+ [a-z_]+ = )?[a-z_]+\([^()]*\);")
  [ -z "$found" ] || fail "$1: lines of the solution are in the kit: $(head -n 5 <<<"$found")"
  [ "$(wc -l <"$scratch/secret")" -gt 10 ] || fail "$1: the solution is shown elsewhere"

  found=$(find "$2" \( -name wrong -o -name right -o -name '*.patch' -o -path '*/grading/variant*' -o -name tests \
    -o -name .git -o -name '*secret*' -o -name .ci -o -path "*/solutions/$1" \))
  [ -z "$found" ] || fail "$1: not for students: $found"
  found=$(find "$2" -type l)
  [ -z "$found" ] || fail "$1: symbolic links: $found"
}

# What kits have in common is built in the first, and carried on to those that have the same sources.
common=(Makefile harness datasets)
parts=$scratch/parts

common_save() { # in a kit that is built
  [ ! -d "$parts" ] || return 0
  local tree
  mkdir -p "$parts/sources"
  cp -a "${common[@]}" "$parts/sources/"
  for tree in build/{f32,f64,asan}; do
    mkdir -p "$parts/$tree"
    cp -a "$tree"/{harness,datasets,libharness.a} "$parts/$tree/"
  done
}

common_restore() { # in a kit that is unpacked
  local what
  [ -d "$parts" ] || return 0
  for what in "${common[@]}"; do diff -rq "$parts/sources/$what" "$what" >/dev/null || return 0; done
  cp -a "$parts/build" .
}

points() { jq -r '"\(.points) of \(.max)"' "$1"; }

try_kit() { # CHAPTER
  local chapter=$1 kit untouched="$scratch/untouched" solved="$scratch/solved" first
  find "$scratch" -mindepth 1 -maxdepth 1 ! -path "$parts" -exec rm -rf {} +
  grading/kit.sh "$chapter" || fail "$chapter: not packed"
  first=$(sha256sum <"build/kit/unrolled-$chapter.tar.gz")
  touch -d '2001-01-01' LICENSE && grading/kit.sh "$chapter" >"$scratch/log"
  [ "$first" = "$(sha256sum <"build/kit/unrolled-$chapter.tar.gz")" ] || fail "$chapter: packed twice, other bytes"

  mkdir "$scratch/kit"
  tar -xzf "build/kit/unrolled-$chapter.tar.gz" -C "$scratch/kit"
  kit=$scratch/kit/unrolled-$chapter
  holds_no_answer "$chapter" "$kit"
  cd "$kit" || exit 1
  common_restore
  make >"$scratch/help" 2>&1 || fail "$chapter: make prints no help"
  make check >"$untouched" 2>&1 && fail "$chapter: an untouched kit passes"
  jq -e '.points == 0 and .max > 0 and all(.exercises[]; .state == "not implemented")' \
    "build/check/$chapter.json" >/dev/null || fail "$chapter: an untouched kit has $(points "build/check/$chapter.json") points: $(tail -n 5 "$untouched")"

  cp "$top/solutions/$chapter"/*.c "chapters/$chapter/"
  make check CH="${chapter%%-*}" >"$solved" 2>&1 || fail "$chapter: make check fails: $(tail -n 8 "$solved")"
  jq -e '.points == .max and .max > 0' "build/check/$chapter.json" >/dev/null ||
    fail "$chapter: solved, $(points "build/check/$chapter.json") points"
  make programs >"$scratch/log" 2>&1 || fail "$chapter: the programs do not build: $(tail -n 5 "$scratch/log")"
  common_save
  echo "$chapter: $(points "build/check/$chapter.json") points with the solutions copied in, $(wc -l <"$scratch/secret") lines not found"
  cd "$top" || exit 1
}

for chapter in $(chapters cases.c); do
  try_kit "$chapter"
done
finish 'kits are closed, complete and solvable'
