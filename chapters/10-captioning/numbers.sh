#!/bin/sh
# The numbers that lesson 10 and its walk-through quote: docs/true-numbers.md says how.
#
# usage: chapters/10-captioning/numbers.sh              "key value…" lines, computed now (a few seconds)
#        chapters/10-captioning/numbers.sh block NAME   one of the lesson's tables
#        chapters/10-captioning/numbers.sh times        of measured/ what concerns times, anew
#        chapters/10-captioning/numbers.sh measure      all of measured/ anew, on this machine
set -eu
cd "$(dirname "$0")/../.."
measured=chapters/10-captioning/measured

clock_jobs() {
  make -s build/bin/10-numbers
  mkdir -p "$measured"
  {
    grep -v '^ch10.time\|^# Times' "$measured/numbers.txt" 2>/dev/null || true
    echo "# Times: milliseconds, 31 runs of a job, median, fastest, slowest; $(date +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    build/bin/10-numbers times | sed 's/^/ch10./'
  } >"$measured/numbers.new"
  mv "$measured/numbers.new" "$measured/numbers.txt"
}

# What a captioner of single shapes is worth after 1,000 updates, one seed.
judge_captions() {
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  build/bin/caption train --shapes 1 --updates 1000 --test 0 --checkpoint "$scratch/m" >/dev/null
  {
    build/bin/caption evaluate --shapes 1 --scenes 1000 --checkpoint "$scratch/m" | sed 1d
    build/bin/caption evaluate --shapes 1 --scenes 1000 --checkpoint "$scratch/m" --blind | sed '1d; 3d; s/^seen/blind/'
  } | sed 's/^held out/held-out/' | awk '
    BEGIN { print "1,000 pictures each     true    BLEU-1    CIDEr"
      name["seen"] = "pairs it knows"; name["held-out"] = "held-out pairs"; name["blind"] = "blindfolded" }
    { printf "%-20s %6.1f %%   %7.3f   %6.2f\n", name[$1], 100 * $4, $6, $NF }'
}

case ${1-} in
  '')
    make -s build/bin64/10-numbers
    build/bin64/10-numbers keys | sed 's/^/ch10./'
    ;;
  block)
    make -s build/bin64/10-numbers
    build/bin64/10-numbers block "${2-}"
    ;;
  times) clock_jobs ;;
  measure)
    clock_jobs
    make -s build/bin/caption
    build/bin/caption demo | sed 's/, [0-9.]* s$//' >"$measured/demo.txt"
    judge_captions >"$measured/judged.txt"
    ;;
  *) echo "numbers.sh: expected block NAME, times, measure or nothing" >&2 && exit 2 ;;
esac
