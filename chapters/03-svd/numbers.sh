#!/bin/sh
# The numbers that lesson 03 and its walk-through quote: docs/true-numbers.md says how.
#
# usage: chapters/03-svd/numbers.sh              "key value…" lines, computed now (ten seconds)
#        chapters/03-svd/numbers.sh block NAME   one of the lesson's tables
#        chapters/03-svd/numbers.sh measure      measured/ anew, on this machine (two minutes)
set -eu
cd "$(dirname "$0")/../.."
measured=chapters/03-svd/measured
make -s build/bin64/03-numbers build/bin/03-numbers build/bin/svd

keys() {
  build/bin64/03-numbers keys | sed 's/^/ch03./'
  build/bin/svd | awk '
    $3 == "%" && $1 + 0 > 1 && $4 + 0 > 0 {
      k = $5 ~ /rows/ ? "all" : $1
      print "ch03.demo.share" k, $2
      print "ch03.demo.rho" k, $4
    }'
}

# "key median low high" of the same keys from several seeds, in the order in which they first come.
spread() {
  sort -k1,1 -k2,2g | awk '
    $1 != key { if (n) print key, x[int((n + 1) / 2)], x[1], x[n]; key = $1; n = 0 }
    { x[++n] = $2 }
    END { print key, x[int((n + 1) / 2)], x[1], x[n] }'
}

# The slope of time against size on logarithmic axes: least squares over the fastest runs.
slope() {
  awk -v name="$1" '$1 ~ "^ch03.time." name ".n" {
      n = $1; sub(/.*[.]n/, "", n); x = log(n); y = log($3)
      N++; sx += x; sy += y; sxx += x * x; sxy += x * y
    } END { b = (N * sxy - sx * sy) / (N * sxx - sx * sx); print "ch03.slope." name, b, b, b }'
}

measure() {
  mkdir -p $measured
  {
    echo "# key median low high; $(date +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    echo "# maps: five seeds. Times: milliseconds of one processor, 7 runs; nSIZE is columns (jacobi, lapack), words, block or points."
    for seed in 1 2 3 4 5; do build/bin64/03-numbers maps $seed; done | sed 's/^/ch03./' | spread
    build/bin/03-numbers times | sed 's/^/ch03./'
  } >$measured/numbers.txt.new
  for name in jacobi lapack truncated gradient; do slope $name <$measured/numbers.txt.new; done >$measured/slopes
  cat $measured/slopes >>$measured/numbers.txt.new
  rm $measured/slopes
  mv $measured/numbers.txt.new $measured/numbers.txt
  build/bin/svd >$measured/demo.txt
}

case ${1-} in
  '') keys ;;
  block) build/bin64/03-numbers block "${2-}" ;;
  measure) measure ;;
  *) echo "numbers.sh: expected block NAME, measure or nothing" >&2 && exit 2 ;;
esac
