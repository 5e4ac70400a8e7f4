#!/bin/sh
# Check somebody's code: build the worker, let it write a transcript, let the judge read it.
#
# usage: grading/check.sh SOURCE-FOLDER SEED CHAPTER...
#
# Results are printed and written to build/check/NN-name.json (CHECK_OUT names another folder, so
# that two checks can run side by side). Exit status: 0 when every chapter earned all its points, 1
# when points are missing, 2 when something could not be graded, 3 when the grader itself failed.
set -u
src=${1%/} seed=$2
shift 2
out_root=${CHECK_OUT:-build/check}
worst=0
jobs=$(nproc 2>/dev/null || echo 2)

# Build the worker from the sources as they are now: by content, because a file that was unpacked
# or restored may be older than the object of another one, and a file that is gone leaves its object.
compile() { # CHAPTER
  built=build/asan/$src/$1
  mkdir -p "$built"
  for file in "chapters/$1"/*.c; do
    file=$(basename "$file")
    if [ ! -f "$src/$1/$file" ]; then
      echo "$src/$1/$file: error: the file is missing" >&2
      return 1
    fi
    cmp -s "$src/$1/$file" "$built/$file.seen" && continue
    rm -f "$built/${file%.c}.o"
    cp "$src/$1/$file" "$built/$file.seen"
  done
  make -s -j"$jobs" SRC="$src" "$built/worker"
}

run() { # CHAPTER TRANSCRIPT
  "build/asan/$src/$1/worker" --contents --out "$2" &&
    ASAN_OPTIONS=detect_leaks=1:exitcode=97:detect_stack_use_after_return=0 \
    UBSAN_OPTIONS=print_stacktrace=1:exitcode=98 \
      "build/asan/$src/$1/worker" --seed "$seed" --out "$2" </dev/null # nobody can type into a check
}

for chapter; do
  out=$out_root/$chapter
  mkdir -p "$out"
  if [ ! -d "$src/$chapter" ]; then
    echo "check: $src/$chapter: there is no such folder; expected the chapter's .c files in it" >&2
    worst=2
    continue
  fi
  rm -f "$out/transcript.jsonl"
  set -- --expected "grading/$chapter/expected.jsonl" --source-dir "$src/$chapter" \
    --json "$out_root/$chapter.json"
  [ "$seed" = 1 ] || set -- "$@" --gradients-only
  [ -f "grading/$chapter/sketches.jsonl" ] && set -- "$@" --sketches "grading/$chapter/sketches.jsonl"
  status=0
  compile "$chapter" 2>"$out/compile.log" || status=$?
  grep -av '^make' "$out/compile.log" >&2 # the compiler's own words, with the line and a caret
  if [ $status = 0 ]; then
    run "$chapter" "$out/transcript.jsonl"
    set -- "$@" --transcript "$out/transcript.jsonl"
  else
    set -- "$@" --compile-log "$out/compile.log"
  fi
  build/bin/judge "$@"
  status=$?
  [ $status -le 1 ] && echo "All of it, for programs: $out_root/$chapter.json"
  [ $status -gt $worst ] && worst=$status
done
exit $worst
