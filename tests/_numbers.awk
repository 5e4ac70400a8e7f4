# Hold a page against the numbers that programs computed; see docs/true-numbers.md.
#
#     awk -v blocks=COMMAND -v records=FOLDER -f tests/_numbers.awk VALUES PAGE
#
# VALUES has "key value…" lines; lines of VALUES that begin with "measured " have "key median low
# high". COMMAND NAME prints a table; FOLDER/NAME.txt is a recorded one. Prints a line for each
# disagreement and exits with 1 if there was one.

function complain(text) { printf "%s:%d: %s\n", page, FNR, text; bad = 1 }

function absolute(x) { return x < 0 ? -x : x }

# Half a unit of the last digit of a number as it is written: 0.125 → 0.0005, 2e-9 → 5e-10.
function half_unit(written,   digits, e, point) {
  e = 0
  if (match(written, /e/)) { e = substr(written, RSTART + 1) + 0; written = substr(written, 1, RSTART - 1) }
  point = index(written, ".")
  digits = point ? length(written) - point : 0
  return 0.5 * exp((e - digits) * log(10))
}

function agrees(written, value, class, tolerance,   slack) {
  slack = half_unit(written) * (1 + 1e-9)
  if (class == "below") return value <= written + 0
  if (class == "above") return value >= written + 0
  if (class == "seeded") {
    if (tolerance ~ /%$/) slack += absolute(value) * (tolerance + 0) / 100
    else slack += tolerance
  }
  return absolute(value - written) <= slack
}

# Cut a stretch of text into numbers: number[1…count], formula[i] is 1 inside $…$.
function cut(text,   inside, before) {
  count = 0
  # Two ways to write a number: in one, with [0-9]*[.]?, mawk 1.3.4 loses the minus of -12.
  while (match(text, /[$][$]?|-?([0-9]+|[0-9]*[.][0-9]+)(e-?[0-9]+)?/)) {
    before = RSTART > 1 ? substr(text, RSTART - 1, 1) : last_character
    token = substr(text, RSTART, RLENGTH)
    last_character = substr(token, length(token), 1)
    text = substr(text, RSTART + RLENGTH)
    if (token ~ /[$]/) { dollar = !dollar; continue }
    if (before ~ /[A-Za-z_]/) continue            # part of a name: h1, W_2
    if (token ~ /^-/ && before ~ /[0-9)]/) token = substr(token, 2) # 3-2 is no minus two
    count++
    number[count] = token
    formula[count] = dollar
  }
  if (text != "") last_character = substr(text, length(text), 1)
}

# The keys of one marker against the numbers before it.
function compare(marker,   words, n, class, tolerance, i, j, values, at, wanted) {
  n = split(marker, words, " ")
  class = words[n]
  tolerance = 0
  if (n > 1 && words[n - 1] == "seeded") { tolerance = class; class = "seeded"; n-- }
  if (class !~ /^(exact|seeded|measured|below|above)$/) {
    complain("<!--n " marker "-->: the class is exact, seeded, measured, below or above"); return
  }
  values = 0
  for (i = 1; i < n; i++) {
    if (!(words[i] in size)) { complain("no program prints " words[i]); return }
    if ((words[i] in record) != (class == "measured")) {
      complain(words[i] " is " ((words[i] in record) ? "" : "not ") "a measured number"); return
    }
    for (j = 1; j <= size[words[i]]; j++) { wanted[++values] = value[words[i], j]; key[values] = words[i] }
  }
  if (values > count) { complain(values " numbers are marked, " count " stand before the marker"); return }
  for (i = 1; i <= values; i++) {
    at = count - values + i
    marked[at] = 1
    if (!agrees(number[at], wanted[i], class, tolerance))
      complain(number[at] " stands for " key[i] ", which is " wanted[i])
  }
  checked += values
}

function report_unmarked(   i) {
  for (i = 1; i <= count; i++)
    if (!(i in marked) && !formula[i] && number[i] ~ /[.]/) { unmarked = unmarked " " number[i] }
  split("", marked)
}

function check_line(text,   given) {
  gsub(/−/, "-", text)
  while (match(text, /[0-9],[0-9][0-9][0-9]/)) # thousands
    text = substr(text, 1, RSTART) substr(text, RSTART + 2)
  gsub(/`[^`]*`/, "", text)
  gsub(/\]\([^)]*\)/, "]", text)
  dollar = 0; unmarked = ""; last_character = ""
  given = gsub(/<!--n given-->/, "", text)
  while (match(text, /<!--n [^>]*-->/)) {
    marker = substr(text, RSTART + 6, RLENGTH - 9)
    rest = substr(text, RSTART + RLENGTH)
    cut(substr(text, 1, RSTART - 1))
    compare(marker)
    report_unmarked()
    text = rest
  }
  cut(text)
  report_unmarked()
  if (given && unmarked == "") complain("nothing on this line needs <!--n given-->")
  if (!given && unmarked != "") complain("no marker says where these come from:" unmarked)
}

# A table against the program that prints it, or against its record.
function check_block(   command, line, printed, lines) {
  command = block_class == "measured" ? "cat " records "/" block_name ".txt" : blocks " " block_name
  command = command " 2>&1"
  printed = ""
  lines = 0
  while ((command | getline line) > 0) { printed = printed line "\n"; lines++ }
  close(command)
  if (block_class == "measured" ? index(printed, block) == 0 : printed != block)
    complain("the table above is not what " command " prints:\n" printed)
  if (lines == 0) complain(command " prints nothing")
  checked += lines
}

FNR == 1 { file++ }
file == 1 && $1 == "#" { next }
file == 1 && $1 == "measured" {
  size[$2] = size[$2 ".low"] = size[$2 ".high"] = 1
  value[$2, 1] = $3; value[$2 ".low", 1] = $4; value[$2 ".high", 1] = $5
  record[$2]; record[$2 ".low"]; record[$2 ".high"]
  next
}
file == 1 {
  if ($1 in size) { page = FILENAME; complain("two values for " $1) }
  size[$1] = NF - 1
  for (i = 2; i <= NF; i++) value[$1, i - 1] = $i
  next
}
FNR == 1 { page = FILENAME }
/^ *```/ {
  if (fence && block_name != "") { check_block(); block_name = "" }
  fence = !fence
  formula_above = block
  above = FNR
  block = ""
  next
}
fence { block = block $0 "\n"; next }
/^<!--block / {
  if (NF != 3) complain("expected <!--block NAME CLASS-->")
  block_name = $2
  block_class = $3
  sub(/-->/, "", block_class)
  if (block_class !~ /^(exact|seeded|measured)$/) complain("a table is exact, seeded or measured")
  next
}
/^#/ { next }
{
  if (block_name != "" && NF) { complain("expected a table after <!--block " block_name "-->"); block_name = "" }
  # A marker right under a fence is about the formula in it.
  check_line(/^<!--n / && above == FNR - 1 ? "$" formula_above "$" $0 : $0)
}
END { if (!bad) printf "%s: %d numbers and lines agree\n", page, checked; exit bad }
