#!/bin/sh
# The numbers that lesson 10 and its walk-through quote: docs/true-numbers.md says how.
#
# usage: chapters/10-captioning/numbers.sh              "key value…" lines, computed now (a few seconds)
#        chapters/10-captioning/numbers.sh block NAME   one of the lesson's tables
#        chapters/10-captioning/numbers.sh times        of measured/ what concerns times, anew
#        chapters/10-captioning/numbers.sh measure      all of measured/ anew, on this machine (half an hour); what is in
#                                                       build/measured/10-captioning already does not run again
set -eu
cd "$(dirname "$0")/../.."
measured=chapters/10-captioning/measured
runs=build/measured/10-captioning

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

# --- what takes long --------------------------------------------------------------------------------

# tell NAME OPTION…: learn from one to three shapes; describe 2,000 new pictures, then 2,000 with the eyes shut
tell() {
  [ -e "$runs/$1.blind" ] && return
  name=$1
  shift
  build/bin/caption train "$@" --test 2000 --checkpoint "$runs/$name" >"$runs/$name.out"
  build/bin/caption evaluate --scenes 2000 --blind --checkpoint "$runs/$name" >"$runs/$name.part"
  mv "$runs/$name.part" "$runs/$name.blind"
}

# One row: what is true, and what it earns.
reach_row() {
  cat "$runs/$1.out" "$runs/$1.blind" | awk -v name="$2" '
    /^seen / { true[++n] = 100 * $4; cider[n] = $NF }
    /^held out / { true[++n] = 100 * $5; cider[n] = $NF }
    END { printf "%-24s %5.1f %%  %5.2f      %5.1f %%  %5.2f      %5.1f %%\n", name, true[1], cider[1], true[2], cider[2], true[3] }'
}

reach_table() {
  echo '                         pairs it knows      held-out pairs  blindfolded'
  echo 'the picture is              true  CIDEr         true  CIDEr         true'
  reach_row start 'the first state'
  reach_row steps 'added to every step'
  reach_row attend 'asked before every step'
}

# What the model that looks says of the first scenes of a seed, drawn.
draw_model() {
  build/bin/caption sheet --scenes 8 --checkpoint "$runs/attend" --out "$measured/sheet.svg"
  build/bin/caption sheet --scenes 4 --held-out --checkpoint "$runs/attend" --out "$measured/unseen.svg"
  build/bin/caption attention --checkpoint "$runs/attend" --out "$measured/looks.svg"
}

measure() {
  make -s build/bin/caption
  mkdir -p "$measured" "$runs"
  for kind in start steps attend; do tell $kind --tell $kind; done
  reach_table >"$measured/reach.txt"
  draw_model
  build/bin/caption demo | sed 's/, [0-9.]* s$//' >"$measured/demo.txt"
  judge_captions >"$measured/judged.txt"
  clock_jobs
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
  measure) measure ;;
  *) echo "numbers.sh: expected block NAME, times, measure or nothing" >&2 && exit 2 ;;
esac
