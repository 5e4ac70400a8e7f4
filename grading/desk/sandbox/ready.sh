#!/bin/bash
# Lay out in build/desk/NN-name what grading needs beside the worker: called by the Makefile.
#
# usage: HEADERS=… FLAGS=… EARLIER=… CODE=… grading/desk/sandbox/ready.sh NN-name
#
#   include/    the headers that a student's file may include, and no other file of the course
#   flags       how it is compiled, a word a line
#   exports     the functions that it has to define, a name a line; exports.map the same for the linker
#   callable    what it may call
#   libraries   the shared objects that the worker loads
set -euo pipefail
folder=build/desk/$1

rm -rf "$folder/include"
mkdir -p "$folder/include"
# shellcheck disable=SC2086 # lists of names
{
  cp --parents $HEADERS "$folder/include/"
  printf '%s\n' $FLAGS >"$folder/flags"
  nm -g --defined-only $CODE | awk 'NF == 3 && $2 == "T" { print $3 }' | sort -u >"$folder/exports"
  nm -g --defined-only build/asan/libharness.a $EARLIER | awk 'NF == 3 { print $3 }' >"$folder/callable.new"
}
mv "$folder/include/grading/desk/sandbox/forbidden.h" "$folder/include/forbidden.h"
rmdir -p --ignore-fail-on-non-empty "$folder/include/grading/desk/sandbox"
awk 'BEGIN { print "{ global:" } { print "  " $0 ";" } END { print "  local: *;\n};" }' "$folder/exports" >"$folder/exports.map"
nm -D --defined-only "$folder/worker" | awk '$3 ~ /^cblas_[a-z0-9]*$/ { print $3 }' >>"$folder/callable.new"
sed "s/#.*//" grading/desk/sandbox/callable.txt | tr -s " " "\n" | sed "/^$/d" >>"$folder/callable.new"
sort -u "$folder/callable.new" >"$folder/callable"
rm "$folder/callable.new"
for worker in worker large; do
  [ ! -x "$folder/$worker" ] || LD_LIBRARY_PATH=$folder ldd "$folder/$worker"
done | awk '
  /=> \// { print $3 } /^[[:space:]]*\// { print $1 }' | grep -v '/code\.so$' | sort -u >"$folder/libraries"
