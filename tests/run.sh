#!/bin/bash
# Runs the project's tests, two at a time, and says how each ended.
#
# usage: tests/run.sh [PATTERN...]      only tests whose names contain one of the patterns
#
# A test is a shell script below tests/ (milestones/ excepted: they take minutes, and `make milestones`
# runs them), or a program tests/FOLDER/test_NAME.c that the Makefile has built in the trees f32, f64
# and asan. It passes with exit status 0, is skipped with 77 (its last
# line says why) and fails otherwise, or when its time is up: 300 s, or what a line
# "# limit: SECONDS" in the script says. Output goes to build/tests/NAME.log.
set -u -o pipefail
cd "$(dirname "$0")/.." || exit 2
export ASAN_OPTIONS=detect_leaks=1:exitcode=97 UBSAN_OPTIONS=print_stacktrace=1 OPENBLAS_NUM_THREADS=1
unset MAKEFLAGS MAKELEVEL MFLAGS SRC CH
logs=build/tests

limit_of() {
  local seconds=
  [[ $1 == *.sh ]] && seconds=$(sed -n 's/^# limit: \([0-9]*\)$/\1/p' "$1" | head -n 1)
  echo "${seconds:-300}"
}

# tests/programs/charlm.sh → programs/charlm; build/asan/tests/harness/test_mat → harness/mat.asan
name_of() {
  sed -E 's,^tests/(.*/)?(test_)?([^/]*)\.sh$,\1\3,; s,^build/([a-z0-9]*)/tests/(.*/)test_(.*)$,\2\3.\1,' <<<"$1"
}

# Run one test; its line goes to standard output, its verdict to a file that the end counts.
one() {
  local path=$1 name log begin status verdict why='' seconds
  name=$(name_of "$path")
  log=$logs/$name.log
  mkdir -p "$(dirname "$log")"
  begin=$(date +%s%N)
  timeout --kill-after=5 "$(limit_of "$path")" "$path" >"$log" 2>&1 </dev/null
  status=$?
  seconds=$(awk -v t="$(($(date +%s%N) - begin))" 'BEGIN { printf "%.1f", t / 1e9 }')
  case $status in
    0) verdict=PASS why=$(grep -a '^100%: Checks' "$log" | sed 's/^100%: Checks: \([0-9]*\),.*/\1 claims/') ;;
    77) verdict=SKIP why=$(tail -n 1 "$log") ;;
    124 | 137) verdict=FAIL why="stopped after $(limit_of "$path") s" ;;
    *) verdict=FAIL why="exit status $status, $log" ;;
  esac
  echo "$verdict $seconds" >"$log.verdict"
  printf '%s %7s s  %s%s\n' "$verdict" "$seconds" "$name" "${why:+  ($why)}"
  [ $verdict != FAIL ] || tail -n 12 "$log" | sed 's/^/     | /'
}

if [ "${1-}" = --one ]; then
  one "$2"
  exit 0
fi

# What several tests need is built before any runs, so that no two of them build it at once.
build() {
  local chapter tree program targets=()
  for chapter in chapters/*/; do
    chapter=$(basename "$chapter")
    for tree in asan/chapters asan/solutions f64/solutions f32/solutions; do
      targets+=("build/$tree/$chapter/worker")
    done
    targets+=("build/desk/$chapter/ready")
    [ ! -d "chapters/$chapter/numbers" ] || targets+=("build/bin/${chapter%%-*}-numbers" "build/bin64/${chapter%%-*}-numbers")
    for program in chapters/"$chapter"/*/main.c; do
      program=${program%/main.c}
      [ ! -d "$program" ] || targets+=("build/bin64/${program##*/}")
    done
  done
  make -j"$(nproc)" WERROR=-Werror programs test-programs oracle-programs build/bin/judge \
    build/bin/compare build/bin/variants build/bin/grade build/bin/runner build/f64/tests/desk/stand_in build/f64/tests/desk/write_book "${targets[@]}" || return
  ! docs/book/build.sh ready 2>/dev/null || make -s book
}

find_tests() {
  local source tree
  for source in tests/*/test_*.c; do
    for tree in f32 f64 asan; do
      # Grading is a matter of double precision only.
      [[ $tree == f32 && $source == tests/grading/* ]] || echo "build/$tree/${source%.c}"
    done
  done
  find tests -name '*.sh' ! -path tests/run.sh ! -path 'tests/milestones/*' ! -name '_*'
}

wanted() {
  local path pattern
  while read -r path; do
    [ $# -gt 0 ] || echo "$path"
    for pattern; do
      [[ $(name_of "$path") == *"$pattern"* ]] && echo "$path" && break
    done
  done
}

# The long ones first, so that the end does not wait for one.
by_limit() {
  local path
  while read -r path; do echo "$(limit_of "$path") $path"; done | sort -k1,1nr -k2 | cut -d ' ' -f 2
}

began=$SECONDS
mkdir -p $logs
find $logs -name '*.verdict' -delete
if ! build >$logs/build.log 2>&1; then
  echo "FAIL          build  ($logs/build.log)"
  tail -n 20 $logs/build.log
  echo '0 passed, 1 failed, 0 skipped' | tee $logs/summary
  exit 1
fi
echo "PASS $(printf '%7d' $((SECONDS - began))) s  build"
echo "PASS $((SECONDS - began))" >$logs/build.log.verdict
find_tests | wanted "$@" | by_limit | xargs -r -d '\n' -n 1 -P 2 "$0" --one

count() { find $logs -name '*.verdict' -exec grep -l "$1" {} + | wc -l; }
failed=$(count FAIL)
echo
find $logs -name '*.verdict' -exec grep -l FAIL {} + | sed 's,^'$logs'/\(.*\)\.log\.verdict,failed: \1,' | sort
echo "$((SECONDS - began)) s; the tests' output is in $logs; the longest:" \
  "$(find $logs -name '*.verdict' -printf '%P ' -exec cat {} \; | sed 's/\.log\.verdict//' | sort -k3,3nr |
    head -n 6 | awk '{ printf "%s%s %d s", (NR > 1 ? ", " : ""), $1, $3 }')"
echo "$(count PASS) passed, $failed failed, $(count SKIP) skipped" | tee $logs/summary
[ "$failed" = 0 ]
