"""What stands in the book, and in which order: the one place that knows.

Chapters are found in the file system. Those to come are the rows of the table in the front README
that have no folder yet.
"""
import functools
import glob
import os
import re

EDITION = os.environ.get("EDITION", "student")
FRONT, NOTATION, REFERENCE = "docs/book/front.md", "docs/notation.md", "docs/book/reference.md"


def page_id(path):
    """The name of a page's file in the book, without .html."""
    chapter = re.fullmatch(r"(chapters|solutions)/(\d+)-[^/]+/README\.md", path)
    if chapter:
        return ("ch" if chapter[1] == "chapters" else "walk") + chapter[2]
    return "index" if path == FRONT else os.path.splitext(os.path.basename(path))[0]


@functools.lru_cache(None)
def pages():
    """Markdown files that are pages of this edition, in reading order."""
    order = [FRONT]
    for lesson in sorted(glob.glob("chapters/*/README.md")):
        order.append(lesson)
        walk = lesson.replace("chapters", "solutions", 1)
        if EDITION == "solution" and os.path.exists(walk):
            order.append(walk)
    return order + [NOTATION, REFERENCE]


def slug(title):
    """A heading's name in links, as repository hosts make it."""
    title = re.sub(r"\[([^\]]*)\]\([^)]*\)|<[^>]*>", r"\1", title).strip().lower()
    return re.sub(r"[^\w\- ]", "", title).replace(" ", "-")


def label(page, title):
    """A heading's name in the book: ch06-the-derivation, and ch06-6-1 for an exercise."""
    number = exercises(title)
    part = number[0].replace(".", "-") if number else re.sub(r"[^a-z0-9]+", "-", slug(title)).strip("-")
    return "%s-%s" % (page, part or "part")


def exercises(title):
    """Numbers of the exercises that a heading is about."""
    return re.findall(r"\b\d+\.\d+\b", title.partition("●")[0]) if "●" in title else []


@functools.lru_cache(None)
def labels(path):
    """{name in links: name in the book} of a page's headings, in order."""
    with open(path, encoding="utf-8") as f:
        text = re.sub(r"(?ms)^[ >]*```.*?^[ >]*```", "", f.read())
    found = {}
    for title in re.findall(r"(?m)^##+ +(.+?) *$", text):
        host, book = slug(title), label(page_id(path), title)
        times = sum(1 for h in found if re.fullmatch(re.escape(host) + r"(-\d+)?", h))
        again = "-%d" % times if times else ""
        found[host + again] = book + again
    return found


def chapters():
    """(number, title, question, program, lesson or None) of all ten, in order."""
    rows = []
    with open("README.md", encoding="utf-8") as f:
        for line in f:
            cells = [c.strip() for c in line.strip().strip("|").split("|")]
            name = re.match(r"\[?(\d\d) ([^\]]+)\]?", cells[0])
            if not line.startswith("|") or not name or len(cells) < 3:
                continue
            lesson = glob.glob("chapters/%s-*/README.md" % name[1])
            rows.append((name[1], name[2], cells[1], cells[2].strip("`"), lesson[0] if lesson else None))
    return rows


def headers():
    """Public headers: (group, path, first sentence)."""
    found = []
    for folder in sorted(glob.glob("chapters/*/") + glob.glob("chapters/*/lab/")) + ["harness/", "datasets/", "grading/"]:
        for path in sorted(glob.glob(folder + "*.h")) if folder != "grading/" else ["grading/case.h"]:
            with open(path, encoding="utf-8") as f:
                text = re.sub(r"\s*\n \* ?", " ", f.read(2000))
            brief = re.search(r"@file \S+ +(.*?\.)(?: |$)", text)
            found.append((folder.strip("/"), path, brief[1] if brief else ""))
    return found
