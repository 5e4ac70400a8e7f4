#!/bin/bash
# Dates and the made-up tongue, learnt within ten minutes; unseen names, copied; and the bottleneck: what
# long sentences lose when the decoder has only one vector of them.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=tests/milestones/_lib.sh
. tests/milestones/_lib.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Per cent of exact answers that `translate evaluate` has printed.
exact() { sed -n 's/^[0-9]* sentences: \([0-9.]*\) % exact.*/\1/p' <<<"$printed"; }
# shellcheck disable=SC2317 # expect calls it
least() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a >= b) }'; }

# Train, then translate sources that this share kept from the training pairs.
learn() { # NAME PER-CENT OPTIONS...
  local name=$1 wanted=$2 start=$SECONDS
  shift 2
  rm -f "$work/model"
  show "$bin/translate" train "$@" --held-out 0.1 --checkpoint "$work/model"
  echo "took $((SECONDS - start)) s"
  expect "$name: trained within ten minutes" [ $((SECONDS - start)) -le 600 ]
  show "$bin/translate" evaluate --checkpoint "$work/model" "${data[@]}" --generate 25000 --pairs-seed 2 \
    --held-out 0.1 --most 2000
  expect "$name: at least $wanted % of 2000 unseen sources exact" least "$(exact)" "$wanted"
}

data=(--task dates)
learn dates 99 --task dates --hidden 64 --embedding 32 --updates 2000
data=(--task tongue)
learn tongue 95 --task tongue --hidden 64 --embedding 32 --updates 3000
data=(--task tongue --names 20)
learn 'tongue with names that no lexicon has' 95 --task tongue --names 20 --vocabulary 91 --hidden 64 --embedding 32 \
  --updates 4000

# Mean share of exact answers of a decoder whose references have at least so many words, weighted by sentences.
share() { # TOLD FROM TO
  awk -F, -v told="$1" -v from="$2" -v to="$3" '$1 == told && $2 == 0 && $3 >= from && $4 <= to {
    n += $5; sum += $5 * $6 } END { printf "%.3f\n", (n ? sum / n : 0) }' "$work/table.csv"
}
"$bin/translate" bottleneck >"$work/table.csv" || missed=1
awk -F, '$2 == 0 || NR == 1' "$work/table.csv"
for told in first always; do
  expect "told $told: at least 50 % of references up to 8 words" least "$(share $told 1 8)" 0.5
  expect "told $told: at most half as many as with attention from 13 words on ($(share $told 13 99) and $(share attention 13 99))" \
    least "$(share attention 13 99)" "$(awk -v x="$(share $told 13 99)" 'BEGIN { print 2 * x }')"
done
expect 'attention: at least 95 % from 13 words on' least "$(share attention 13 99)" 0.95
exit $missed
