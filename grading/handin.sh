#!/bin/sh
# Pack what is handed in of a chapter: build/handin/NN-name.tar.gz.
#
# usage: grading/handin.sh SOURCE-FOLDER CHAPTER...
#
# In it are the chapter's .c files and handin.json: the chapter, a sum of each file, and one over the
# given files that decide what they mean (headers, cases, harness), so that a grader can tell an older
# kit from a mistake. The same files give the same bytes.
set -eu
LC_ALL=C
export LC_ALL
src=${1%/}
shift

sum_of() { sha256sum "$1" | cut -c 1-64; }

for chapter; do
  out=build/handin/$chapter
  rm -rf "$out.new"
  mkdir -p "$out.new"
  files=''
  for file in "chapters/$chapter"/*.c; do
    name=${file##*/}
    if [ ! -f "$src/$chapter/$name" ]; then
      echo "handin: $src/$chapter/$name: the file is missing, expected every file of chapters/$chapter" >&2
      exit 2
    fi
    cp "$src/$chapter/$name" "$out.new/$name"
    files="$files${files:+,}\"$name\":\"$(sum_of "$out.new/$name")\""
  done
  kit=$(for file in "chapters/$chapter"/*.h "grading/$chapter"/*.c "grading/$chapter"/*.h \
    "grading/$chapter/expected.jsonl" harness/*.c harness/*.h; do
    [ ! -f "$file" ] || sha256sum "$file"
  done | sha256sum | cut -c 1-64)
  printf '{"kit":"%s","chapter":"%s","files":{%s}}\n' "$kit" "$chapter" "$files" >"$out.new/handin.json"
  todo=$(cat "$out.new"/*.c | grep -c 'TODO("[0-9]' || true)
  (cd "$out.new" && tar --format=ustar --mtime=@0 --owner=0 --group=0 --numeric-owner \
    --mode=u=rw,go=r -cf - -- *) | gzip -9n >"$out.tar.gz.new"
  mv "$out.tar.gz.new" "$out.tar.gz"
  rm -r "$out.new"
  echo "packed $out.tar.gz: hand in this file"
  [ "$todo" = 0 ] || echo "(exercises that still hold a TODO: $todo)"
done
