# shellcheck shell=bash
# A class with its reports, for tests: `. tests/desk/_site.sh`, after _lib.sh, then make_site FOLDER.
# Afterwards FOLDER/book.sqlite, FOLDER/2025.sqlite (the year before) and FOLDER/pages/ are there.
make_site() { # FOLDER
  local top=$1 hand_ins=$1/hand-ins name
  make -s build/bin/grade build/f64/tests/desk/write_book || return
  mkdir -p "$hand_ins"
  for name in loops fused by-steps; do cp -r "grading/06-rnn/right/$name" "$hand_ins/"; done
  mkdir "$hand_ins"/{ada,bo,skeleton,evil,ada-renamed}
  cp solutions/06-rnn/*.c "$hand_ins/ada/"
  cp "$hand_ins"/fused/*.c "$hand_ins/bo/"
  mv "$hand_ins/by-steps" "$hand_ins/dan"
  cp chapters/06-rnn/*.c "$hand_ins/skeleton/"
  # The copier's toil: other names, other layout, other remarks, other numbers, and in one file.
  cat solutions/06-rnn/*.c | sed -E 's/\<(da|dw|dx|dh|dy|x|h|w|y|t|i|s)\>/my_\1/g; s/^\t+//; s,//.*,,; s/\<1\>/2/g' |
    sed '/;$/s/$/ \/\/ mine, all mine/' >"$hand_ins/ada-renamed/rnn.c"
  # Neither is C: what ends, ends in the midst of something.
  { printf '/* never closed "' && head -c 3000 /dev/urandom; } >"$hand_ins/evil/rnn.c"
  printf '"\\' >"$hand_ins/evil/stacks.c"
  build/f64/tests/desk/write_book "$top/book.sqlite" && build/f64/tests/desk/write_book "$top/2025.sqlite" &&
    python3 -B tests/desk/fill_book.py "$top/book.sqlite" "$hand_ins" &&
    python3 -B tests/desk/fill_book.py --earlier "$top/2025.sqlite" "$hand_ins" &&
    build/f64/tests/desk/write_book "$top/book.sqlite" &&
    build/bin/grade report --book "$top/book.sqlite" --chapter 06 --out "$top/pages" "$top/2025.sqlite"
}
