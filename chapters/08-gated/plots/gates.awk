# From the output of `gatedlm gates` for an LSTM: the forget gates of eight units for the figure, or
# with -v keys=1 how open gates are. The four units whose gate is most open on average, and the four
# whose gate varies most, by rule and not by taste.
BEGIN { FS = "\""; OFS = ","; show = 44 }
NR == 1 { next }
{
  split($1, step, ",")
  split($3, field, ",")
  n = step[1]; what = field[2]; unit = field[3]; x = field[4]
  symbol[n] = $2 == "," ? "‚" : $2 # a comma would end the field: a low quotation mark looks like it
  if (what != "i" && what != "f" && what != "o") next
  count[what]++
  if (x > 0.9) open[what]++
  if (x < 0.1) shut[what]++
  if (what != "f") next
  f[n, unit] = x
  sum[unit] += x
  squares[unit] += x * x
  if (unit > last) last = unit
  if (n > steps) steps = n
}
# The unit with the largest score that was not taken yet.
function best(score,   u, found) {
  found = -1
  for (u = 0; u <= last; u++) if (!taken[u] && (found < 0 || score[u] > score[found])) found = u
  taken[found] = 1
  return found
}
END {
  steps++
  for (u = 0; u <= last; u++) {
    mean[u] = sum[u] / steps
    spread[u] = squares[u] / steps - mean[u] * mean[u]
  }
  if (keys) {
    for (g = 1; g <= 3; g++) {
      what = substr("ifo", g, 1)
      print "open." what " " 100 * open[what] / count[what]
      print "shut." what " " 100 * shut[what] / count[what]
    }
    exit
  }
  print "step,symbol,row,unit,f"
  for (line = 0; line < 8; line++) {
    u = line < 4 ? best(mean) : best(spread)
    for (n = 0; n < show; n++) print n, "\"" symbol[n] "\"", line, u, f[n, u]
  }
}
