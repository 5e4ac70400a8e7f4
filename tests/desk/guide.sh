#!/bin/bash
# The instructor's guide, docs/instructor.md, by the letter: its commands (blocks "sh") run one after the
# other in a home of their own, and print what is quoted behind them (blocks "text").
# limit: 900
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
make -s build/bin/grade build/bin/runner build/bin/judge build/desk/06-rnn/ready || exit 1
export HOME=$scratch/home SKIP_PACKAGES=1 # what is missing was installed before the tests
mkdir -m 700 "$HOME"

/usr/bin/python3 -B - docs/instructor.md <<'END' || fail 'the guide is not what happens'
import re
import subprocess
import sys

failed = False
text = open(sys.argv[1], encoding="utf-8").read()
blocks = re.findall(r"(?ms)^```sh\n(.*?)^```\n(?:```text\n(.*?)^```\n)?", text)
for commands, quoted in blocks:
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", commands], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, universal_newlines=True)
    # A line "…" stands for any lines, and "…" within one for anything there.
    form = "".join(r"(?:.*\n)*" if line == "…" else re.escape(line).replace("…", ".*") + r"\n"
                   for line in quoted.splitlines())
    if done.returncode or not re.fullmatch(form, done.stdout):
        failed = True
        print("FAILED: %sexit status %d; expected:\n%sfound:\n%s" % (
            commands, done.returncode, quoted, done.stdout[:3000]))
print("%d blocks of commands" % len(blocks))
sys.exit(failed or len(blocks) < 8)
END

# What it points at is there, and every command and option in its tables.
grep -oE '\]\([a-z/.]+' docs/instructor.md | sed 's/](//' | sort -u | while read -r file; do
  [ -e "docs/$file" ] || echo "$file"
done >"$scratch/dead"
[ ! -s "$scratch/dead" ] || fail "links to what is not there: $(paste -sd ' ' "$scratch/dead")"
for target in kit handin desk gradescope autolab classroom; do
  grep -q "^$target:" Makefile grading/desk/desk.mk || fail "make $target is not there"
done
finish 'the guide tells what happens'
