# Copy C code with marks around each function, comment above included, so that a page can show a
# function by its name: \snippet 06-rnn/rnn.c rnn_forward. The regions of a solution lose theirs.

function give(name,   i) {
  if (name) print "//! [" name "]"
  for (i = 1; i <= n; i++) print held[i]
  if (name) print "//! [" name "]"
  n = 0
}

/^[ \t]*\/\/[<>] \[/ { next }
/^$/ && !inside { give(""); print; name = ""; next }
{ held[++n] = $0 }
!inside && !name && /^[a-z].*[a-z0-9_]\(/ && !/;$/ {
  name = $0
  sub(/\(.*/, "", name)
  sub(/.*[^A-Za-z0-9_]/, "", name)
}
/^\{/ { inside = 1 }
/^\}/ { give(inside ? name : ""); inside = 0; name = "" }
END { give("") }
