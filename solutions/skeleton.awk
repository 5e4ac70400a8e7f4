# Cuts a skeleton out of a solution: every marked region becomes one TODO with its number and hint.
#
#     //> [rnn_step_forward] 6.1  two products and the bias      region begins
#     //< [rnn_step_forward]                                     region ends
#
# usage: awk -f skeleton.awk solutions/NN-name/file.c > chapters/NN-name/file.c
#        awk -v only='[rnn_step_forward]' -f skeleton.awk FILE      this region alone

/^[ \t]*\/\/> \[/ {
  if (open) die("region " open " is still open")
  if (only && $2 != only) { kept = $2; next }
  indent = $0; sub(/\/\/.*/, "", indent)
  hint = $0; sub(/^[ \t]*\/\/> \[[a-z0-9_]+\] [0-9]+\.[0-9]+  /, "", hint)
  if (hint == $0) die("a region reads //> [name] 6.1  hint (two spaces before the hint)")
  gsub(/["\\]/, "\\\\&", hint)
  print indent "TODO(\"" $3 "\", \"" hint "\");"
  open = $2
  next
}

/^[ \t]*\/\/< \[/ {
  if (kept) { kept = ""; next }
  if ($2 != open) die($2 " ends where " (open ? open : "nothing") " is open")
  open = ""
  next
}

!open

END { if (open && !failed) die("region " open " is never closed") }

function die(message) {
  print FILENAME ":" FNR ": " message > "/dev/stderr"
  failed = 1
  exit 1
}
