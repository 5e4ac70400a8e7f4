#!/bin/bash
# Every number in a lesson or a walk-through is what a program prints, or is said to be chosen.
# limit: 2400
# shellcheck disable=SC2016  # dollars and back ticks are what is tested
. tests/_lib.sh

# The checker itself first: a true page passes, and each kind of untruth is seen.
printf 'k.a 0.12508\nk.b 1 2.5\nk.c 3.2\nk.d -12 -2.5 -100 -3\nmeasured k.m 4 3 5\n' >"$scratch/values"
says() { # says CLAIM LINE: what the checker answers to a page of one line
  printf '%s\n' "$2" >"$scratch/page.md"
  awk -v blocks='echo one' -v records="$scratch" -f tests/_numbers.awk "$scratch/values" "$scratch/page.md" \
    >"$scratch/answer"
}
passes() { says "$@" || fail "$1: refused: $(cat "$scratch/answer")"; }
refuses() { says "$@" && fail "$1: passed"; }
passes 'rounded as written' 'p is 0.125<!--n k.a exact-->.'
passes 'a leading point, a true minus, a formula' 'p is .1251<!--n k.a exact--> and $0.5 − 0.25$.'
passes 'several values' '(1, 2.5)<!--n k.b exact-->'
passes 'a minus before several digits' '(−12, −2.50, −100, −3)<!--n k.d exact-->'
passes 'within a tolerance' 'about 3.0<!--n k.c seeded 0.2-->, 3.1<!--n k.c seeded 5%-->, at most 3.3<!--n k.c below-->'
passes 'measured' '4.0<!--n k.m measured--> between 3.0 and 5.0<!--n k.m.low k.m.high measured-->'
passes 'chosen' 'the rate is 0.1<!--n given-->'
passes 'code, links, headings' '`0.5` in [here](x/0.7)'
passes 'a table' "$(printf '<!--block t exact-->\n```\none t\n```')"
passes 'a formula in a fence' "$(printf '```math\n1 + 2.5 = 3.2\n```\n<!--n k.c exact-->')"
refuses 'a wrong formula in a fence' "$(printf '```math\n1 + 2.5 = 3.5\n```\n<!--n k.c exact-->')"
refuses 'another digit' 'p is 0.126<!--n k.a exact-->.'
refuses 'another sign' 'p is −0.125<!--n k.a exact-->.'
refuses 'no minus before several digits' '(12, −2.5, −100, −3)<!--n k.d exact-->'
refuses 'one of several wrong' '(1, 2.4)<!--n k.b exact-->'
refuses 'a number too few' '2.5<!--n k.b exact-->'
refuses 'outside the tolerance' '3.5<!--n k.c seeded 0.2-->'
refuses 'above the bound' '3.1<!--n k.c below-->'
refuses 'an unknown key' '0.125<!--n k.z exact-->'
refuses 'an unknown class' '0.125<!--n k.a sometimes-->'
refuses 'measured, called exact' '4<!--n k.m exact-->'
refuses 'no marker' 'p is 0.125.'
refuses 'a marker for another number' 'p is 0.5 or 0.125<!--n k.a exact-->'
refuses 'chosen, but nothing is' 'the rate is high<!--n given-->'
refuses 'another table' "$(printf '<!--block t exact-->\n```\ntwo t\n```')"
[ $failures = 0 ] || finish

for page in chapters/*/README.md solutions/*/README.md; do
  chapter=$(basename "$(dirname "$page")")
  values=$scratch/$chapter.values
  if [ ! -x "chapters/$chapter/numbers.sh" ]; then
    fail "$page: chapters/$chapter/numbers.sh is missing"
    continue
  fi
  if [ ! -e "$values" ]; then
    "chapters/$chapter/numbers.sh" >"$values" || fail "chapters/$chapter/numbers.sh: exit status $?"
    sed -n '/^[^#]/s/^/measured /p' "chapters/$chapter/measured/numbers.txt" >>"$values" 2>/dev/null
  fi
  awk -v blocks="chapters/$chapter/numbers.sh block" -v records="chapters/$chapter/measured" \
    -f tests/_numbers.awk "$values" "$page" || fail "$page"
done
finish "every marked number agrees"
