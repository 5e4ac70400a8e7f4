#!/bin/bash
# usage: autograde/run.sh HAND-IN
#
# Grades one hand-in and prints what Autolab reads. A grader that is built into the image, in
# /opt/unrolled, saves building it each time. Where the grader fails there is no line with scores, so that
# nobody gets a zero for it.
set -uo pipefail
handin=$(realpath "${1?'usage: run.sh HAND-IN'}")
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=/dev/null
. "$here/settings"
top=${UNROLLED:-/opt/unrolled}
[ -x "$top/build/bin/grade" ] || top=$here/unrolled
cd "$top" || exit 3
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
if [ ! -x build/bin/grade ] && ! make -s desk CH="${chapter:?}" >"$work/log" 2>&1; then
  cat "$work/log"
  exit 3
fi
mkdir "$work/class"
cp -a "$handin" "$work/class/student.tar.gz" || exit 3
options=()
[ "${sandbox:?}" = yes ] || options+=(--no-sandbox)
[ ! -f "$here/rubric.cfg" ] || options+=(--rubric "$here/rubric.cfg")
if ! build/bin/grade run "$work/class" --chapter "${chapter:?}" --book "$work/book.sqlite" --jobs 1 "${options[@]}" \
  >"$work/log" 2>&1; then
  cat "$work/log"
  exit 3
fi
build/bin/grade export autolab --book "$work/book.sqlite" --student student
