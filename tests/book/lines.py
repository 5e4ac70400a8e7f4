"""Which lines of the solutions are in the book.

usage: lines.py leak FOLDER            lines of exercises' answers that stand anywhere in FOLDER
       lines.py walk-through FOLDER    lines of solutions that their walk-through does not show

Prints each such line, and at the end how many were looked for. Exit status 1 when there are any.
"""
import collections
import glob
import html
import os
import re
import sys

COMMON = 12  # a line with fewer letters and signs is no answer: `return;`, `} else {`


def bare(text):
    return re.sub(r"\s", "", text)


def begins_call(line):
    """A function's name and a bracket: its declaration begins like that, too."""
    return re.fullmatch(r"\w+\(", bare(line))


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def words_of(page):
    return bare(html.unescape(re.sub(r"<[^>]*>", "", page)))


def leak(folder):
    known = {bare(line) for pattern in ("chapters/**/*.[ch]", "harness/*.[ch]", "datasets/*.[ch]")
             for path in glob.glob(pattern, recursive=True) for line in read(path).splitlines()}
    answers = {}
    for path in sorted(glob.glob("solutions/*/*.c")):
        inside = False
        for number, line in enumerate(read(path).splitlines(), 1):
            if re.match(r"\s*//[<>] \[", line):
                inside = "//>" in line
            elif inside and len(bare(line)) >= COMMON and bare(line) not in known and not begins_call(line):
                answers.setdefault(bare(line), "%s:%d: %s" % (path, number, line.strip()))
    files = [path for path in glob.glob(folder + "/**/*", recursive=True) if os.path.isfile(path)]
    pages = {path: words_of(read(path)) for path in files}
    found = ["%s has %s" % (page, where)
             for line, where in answers.items() for page, text in pages.items() if line in text]
    return found, "%d lines of answers are in none of %d files" % (len(answers), len(pages))


def walk_through(folder):
    found, total = [], 0
    for path in sorted(glob.glob("solutions/*/*.c")):
        page = read("%s/walk%s.html" % (folder, os.path.basename(os.path.dirname(path))[:2]))
        shown = collections.Counter(words_of(line) for line in re.findall(r'<div class="line">(.*?)</div>', page, re.S))
        for number, line in enumerate(read(path).splitlines(), 1):
            if not bare(line):
                continue
            total += 1
            shown[bare(line)] -= 1
            if shown[bare(line)] < 0:
                found.append("%s:%d is not in the walk-through: %s" % (path, number, line))
    return found, "%d lines of solutions are in their walk-throughs" % total


found, summary = {"leak": leak, "walk-through": walk_through}[sys.argv[1]](sys.argv[2])
print("\n".join(found) if found else summary)
sys.exit(bool(found))
