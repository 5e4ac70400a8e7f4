# Pairs of nouns with the similarity of their first senses in WordNet's tree of hypernyms.
#
# awk -f wordnet_pairs.awk part=tags cntlist.rev part=plurals noun.exc part=index index.noun \
#   part=synsets data.noun part=kjv kjv.txt part=glosses wordnet-glosses.txt
#
# datasets/README.md has the formula and what the pairs are not.

# A word that WordNet's tagged texts use as a noun first of all, and mostly in its first sense.
part == "tags" {
  split($1, key, "%")
  if (substr(key[2], 1, 1) != 1) other[key[1]] += $3
  else {
    tags[key[1]] += $3
    if ($2 == 1) of_first[key[1]] = $3
  }
  next
}
part == "plurals" { plural[$1]; next }
part == "index" {
  if ($1 !~ /^[a-z][a-z][a-z]+$/ || !common($1)) next
  first[$1] = $(NF - $3 + 1) # offsets are the last fields, by sense
  word[++words] = $1
  next
}
part == "synsets" && /^[0-9]/ {
  n = hex($4)
  for (i = 0; i < n; i++) # as it is written: "may" is no noun, "May" is
    if ($(5 + 2 * i) in first) written[$(5 + 2 * i), $1]
  at = 5 + 2 * n
  for (i = at + 1; i <= at + 4 * $at; i += 4)
    if ($i == "@" || $i == "@i") up[$1] = up[$1] " " $(i + 1)
  next
}
part == "kjv" || part == "glosses" {
  n = split(tolower($0), token, /[^a-z]+/)
  for (i = 1; i <= n; i++) if (token[i] in first) seen[part, token[i]]++
  next
}

function hex(digits,   i, n) {
  for (i = 1; i <= length(digits); i++)
    n = 16 * n + index("0123456789abcdef", substr(digits, i, 1)) - 1
  return n
}

function common(w) {
  if (w in plural || (w ~ /s$/ && substr(w, 1, length(w) - 1) in tags)) return 0
  return tags[w] >= 5 && tags[w] > 2 * other[w] && 2 * of_first[w] >= tags[w]
}

# All hypernyms of a word's first sense with their distance, nearest first: a search by breadth.
function climb(w,   queue, n, i, k, parents, parent) {
  queue[n = 1] = first[w]
  steps[w, first[w]] = 0
  for (i = 1; i <= n; i++) {
    above[w, i] = queue[i]
    k = split(up[queue[i]], parents, " ")
    for (parent = 1; parent <= k; parent++)
      if (!((w, parents[parent]) in steps)) {
        steps[w, parents[parent]] = steps[w, queue[i]] + 1
        queue[++n] = parents[parent]
      }
  }
  heights[w] = n
}

# Senses on the shortest way from the root to a synset, both counted.
function depth(synset,   k, n, parents, best) {
  if (synset in known) return known[synset]
  n = split(up[synset], parents, " ")
  for (k = 1; k <= n; k++)
    if (k == 1 || depth(parents[k]) < best) best = depth(parents[k])
  return known[synset] = best + 1
}

function wu_palmer(v, w,   i, c, d, x, best) {
  for (i = 1; i <= heights[v]; i++) {
    c = above[v, i]
    if (!((w, c) in steps)) continue
    d = 2 * depth(c)
    x = d / (steps[v, c] + steps[w, c] + d)
    if (x > best) best = x
  }
  return best
}

# Park and Miller's minimal standard generator: the same numbers in every awk.
function random(n) {
  state = (16807 * state) % 2147483647
  return 1 + state % n
}

# Draw pairs until each tenth of the scores has its share, or none come any more.
function draw(list, n, share,   tries, v, w, x, swap, tenth, taken) {
  for (tries = 0; tries < 100 * n && n > 1; tries++) {
    v = list[random(n)]
    w = list[random(n)]
    if (v == w) continue
    if (v > w) { swap = v; v = w; w = swap }
    if ((v, w) in drawn) continue
    x = wu_palmer(v, w)
    tenth = int(10 * x)
    if (tenth > 9) tenth = 9
    if (taken[tenth]++ >= share) continue
    drawn[v, w]
    printf "%s\t%s\t%.4f\n", v, w, x
  }
}

END {
  state = 1
  for (i = 1; i <= words; i++) {
    w = word[i]
    if (seen["glosses", w] < 50 || !((w, first[w]) in written)) continue
    climb(w)
    often[++n_often] = w
    if (seen["kjv", w] >= 50) both[++n_both] = w
  }
  draw(both, n_both, 54)
  draw(often, n_often, 54)
}
