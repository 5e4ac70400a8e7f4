#!/bin/sh
# The numbers that lesson 10 and its walk-through quote: docs/true-numbers.md says how.
#
# usage: chapters/10-captioning/numbers.sh              "key value…" lines, computed now (a few seconds)
#        chapters/10-captioning/numbers.sh block NAME   one of the lesson's tables
#        chapters/10-captioning/numbers.sh times        of measured/ what concerns times, anew
#        chapters/10-captioning/numbers.sh measure      all of measured/ anew, on this machine (an hour); what is in
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

# What the milestone's trainings reach: its output is kept in $runs.
reach_table() {
  awk '
    function share(x) { return x == "" ? "       -  " : sprintf("%8.1f %%", 100 * x) }
    /^[$] .* train / {
      kind = ""
      name[++runs] = run = "asked"
      if (/--tell start/) name[runs] = run = "the first state"
      if (/--tell steps/) name[runs] = run = "at every step"
      if (/--film /) name[runs] = run = /recurrent/ ? "a film, in order" : "a film, the mean"
    }
    /^[$] .* --blind/ { kind = " blind" }
    /^seen / { true[run kind] = $4; cider[run kind] = $NF }
    /^held out / { true[run kind " new"] = $5; cider[run kind " new"] = $NF }
    END {
      print "                      pairs it knows      held-out pairs   blindfolded"
      print "the picture is          true   CIDEr       true   CIDEr          true"
      for (i = 1; i <= runs; i++) {
        r = name[i]
        printf "%-17s %s   %5.2f %s   %5.2f    %s\n", r, share(true[r]), cider[r], share(true[r " new"]), cider[r " new"],
          share(true[r " blind"])
      }
    }' "$runs/milestone.txt" | sed 's/ *$//'
}

# The model that looks, and what it draws: the first scenes of a seed.
draw_model() {
  [ -e "$runs/model" ] || build/bin/caption train --test 0 --checkpoint "$runs/model"
  build/bin/caption sheet --scenes 8 --checkpoint "$runs/model" --out "$measured/sheet.svg"
  build/bin/caption sheet --scenes 4 --held-out --checkpoint "$runs/model" --out "$measured/unseen.svg"
  build/bin/caption attention --checkpoint "$runs/model" --out "$measured/looks.svg"
}

measure() {
  make -s build/bin/caption
  mkdir -p "$measured" "$runs"
  if [ ! -e "$runs/milestone.txt" ]; then
    tests/milestones/caption.sh >"$runs/milestone.part" || true # what was missed is in the table
    mv "$runs/milestone.part" "$runs/milestone.txt"
  fi
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
