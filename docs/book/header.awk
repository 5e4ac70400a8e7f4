#!/usr/bin/awk -f
# The book's form of a header: what a reader writes. `void mul_at(mat c, mat a, mat b, where at);`
# with `#define mul(c, a, b) mul_at(c, a, b, HERE)` becomes `void mul(mat c, mat a, mat b);`: the
# macro only adds the caller's line.

/^#define [a-z_]+\(.*\) [a-z_]+_at\(.*HERE.*\)$/ { print ""; next }
/[a-z]_at\(.*, where at\)/ {
  sub(/_at\((const char \*name, )?/, "(")
  sub(/, where at\)/, ")")
}
# One comment for `int rows, cols;` counts for both.
/^\t[^(]*[a-zA-Z0-9_*\]], [*a-zA-Z0-9_, \[\]]*; +\/\*\*<.*\*\/$/ {
  split($0, half, /; +\/\*\*</)
  n = split(half[1], name, /, /)
  match(name[1], /[* ][^* ]*$/)
  type = substr(name[1], 1, RSTART)
  sub(/\*+$/, "", type)
  name[1] = substr(name[1], length(type) + 1)
  for (i = 1; i <= n; i++) printf "%s%s; /**< %s%s", type, name[i], half[2], i < n ? " " : "\n"
  next
}
{ print }
