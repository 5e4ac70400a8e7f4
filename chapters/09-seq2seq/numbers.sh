#!/bin/sh
# The numbers that lesson 09 and its walk-through quote: docs/true-numbers.md says how.
#
# usage: chapters/09-seq2seq/numbers.sh              "key value…" lines, computed now (some seconds)
#        chapters/09-seq2seq/numbers.sh block NAME   one of the lesson's tables
#        chapters/09-seq2seq/numbers.sh measure      measured/ anew, on this machine (a minute)
set -eu
cd "$(dirname "$0")/../.."
measured=chapters/09-seq2seq/measured
make -s build/bin64/09-numbers

# The table of the lesson: one fixed place for each step, one vector, weights by place, keys asked.
learned() {
  echo 'words right, in %   one place   one vector        weights by place  keys asked'
  build/bin64/09-numbers keys | sed 's/^/ch09./' | cat - "$measured/numbers.txt" | awk '
    /^ch09.places/ { split($1, part, "."); order[++n] = part[3]; fixed[part[3]] = $2 }
    /^ch09.learn[.].*[.]all / { split($1, part, "."); has[part[3], part[4]] = sprintf("%.0f (%.0f to %.0f)", $2, $3, $4) }
    END { for (i = 1; i <= n; i++) printf "%-17s %8.0f     %-16s  %-16s  %s\n", order[i], fixed[order[i]],
      has[order[i], "vector"], has[order[i], "place"], has[order[i], "keys"] }'
}

measure() {
  make -s build/bin/09-numbers
  mkdir -p "$measured"
  {
    echo "# key median low high; $(date +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    echo "# Times: milliseconds of processor time, 21 runs of a job at S = T = 30, B = 32, H = 128, keys of 256;"
    echo "# bilinear and concat: one sentence; beam: 5 of 10,000 words, 30 steps, sorted: 3 steps; bleu: 99 sentences."
    build/bin/09-numbers times | sed 's/^/ch09./'
    echo "# Small translators: per cent of the words of fresh sentences, 600 updates (long: 3,000), five seeds."
    build/bin/09-numbers learn | sed 's/^/ch09./'
  } >"$measured/numbers.new"
  mv "$measured/numbers.new" "$measured/numbers.txt"
  learned >"$measured/learned.txt"
}

case ${1-} in
  '') build/bin64/09-numbers keys | sed 's/^/ch09./' ;;
  block) build/bin64/09-numbers block "${2-}" ;;
  measure) measure ;;
  *) echo "numbers.sh: expected block NAME, measure or nothing" >&2 && exit 2 ;;
esac
