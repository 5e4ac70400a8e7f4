# Which hidden units tell what? Reads charlm units (step,letter,unit,value) and, for each of four
# questions that the text itself answers, finds the two units whose value goes most with the
# answer (correlation over all steps).
#
#     awk -f units.awk -v show=48 units.csv     CSV of those units over the first 48 letters
#     awk -f units.awk units.csv                "question |r| of the best unit" lines
function answer(q, t) {
  if (q == 1) return is_separator(letter[t])
  if (q == 2) return letter[t] ~ /^[aeiou]$/
  if (q == 3) return is_separator(letter[t + 1])
  return first_word[t]
}
function is_separator(c) { return c !~ /^[a-z]$/ }
function correlation(q, u, t, y, n, sy, syy, sx, sxx, sxy) {
  for (t = 0; t < steps - 1; t++) {
    y = answer(q, t)
    n++; sy += y; syy += y * y
    sx += value[t, u]; sxx += value[t, u] * value[t, u]; sxy += y * value[t, u]
  }
  return (sxy - sx * sy / n) / sqrt((sxx - sx * sx / n) * (syy - sy * sy / n))
}
NR > 1 {
  # step,"letter",unit,value: the letter may be a comma or a quoted quote
  step = $0; sub(/,.*/, "", step)
  rest = substr($0, length(step) + 2)
  end = match(rest, /",[0-9]+,[^,]*$/)
  letter[step] = substr(rest, 2, end - 2)
  split(substr(rest, end + 2), f, ",")
  value[step, f[1]] = f[2]
  if (f[1] >= units) units = f[1] + 1
  if (step >= steps) steps = step + 1
}
END {
  split("separator vowel next first", name)
  for (t = 0; t < steps; t++) {
    if (letter[t] ~ /^[.!]$/ || letter[t] == "↵" || letter[t] == "\\n") start = 1
    else if (is_separator(letter[t])) start = 0
    first_word[t] = start && !is_separator(letter[t])
  }
  if (show) print "step,letter,row,question,unit,correlation,value,answer"
  for (q = 1; q <= 4; q++) {
    for (u = 0; u < units; u++) r[u] = correlation(q, u)
    for (place = 1; place <= 2; place++) {
      best = 0
      for (u = 1; u < units; u++) if (r[u] * r[u] > r[best] * r[best]) best = u
      sign = r[best] < 0 ? -1 : 1
      if (!show && place == 1) printf "%s %.4f\n", name[q], sign * r[best]
      for (t = 0; t < show; t++) # gnuplot shows no lone comma: a low quote looks the same
        printf "%d,\"%s\",%d,%s,%d,%.3f,%.4f,%d\n", t, (letter[t] == "," ? "‚" : letter[t]), 2 * (q - 1) + place - 1, \
          name[q], best, sign * r[best], sign * value[t, best], answer(q, t)
      r[best] = 0
    }
  }
}
