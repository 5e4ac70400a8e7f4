#!/usr/bin/python3 -B
"""The finishing step: from Doxygen's pages to the book's.

usage: EDITION=student docs/book/finish.py FOLDER     FOLDER holds the pages, which are rewritten

Formulas become MathML and figures part of the page; navigation, notation and the index for the
search are added; what Doxygen wrote for its own menus is removed. At the end every link, id and
tag of the book is checked, and what is not in order is an error.
"""
import glob
import html
import json
import os
import re
import shutil
import sys

import figures
import formulas
import pages
from check import check
from tidy import HEADING, plain, self_links, tidy

SHARED = ["doxygen.css", "doxygen-awesome.css", "book.css", "book.js", "formulas.css", "search-index.js"]


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def header_page(path):
    """The name that Doxygen gives to a header's page."""
    return os.path.basename(path).replace("_", "__").replace(".h", "_8h")


class Book:
    """The pages by name: index, ch06, walk06, notation, reference, mat_8h."""

    def __init__(self, folder):
        self.folder = folder
        self.order = [pages.page_id(p) for p in pages.pages()]
        self.text = {}
        for path in sorted(glob.glob(folder + "/*.html")):
            name = os.path.basename(path)[:-5]
            if not re.match(r"dir_|pages$|md_", name):
                self.text[name] = tidy(read(path), name in self.order)
        self.lessons = [name for name in self.order if name.startswith("ch")]

    def title(self, name):
        return plain(re.search(r"<h1>(.*?)</h1>", self.text[name], re.S)[1])

    def headings(self, name):
        """[(level, id, title)]"""
        return [(int(m[1]), m[2], plain(m[3])) for m in HEADING.finditer(self.text[name])]

    # --- what stands in a page ---------------------------------------------------------------------

    def set_formulas(self):
        formula = re.compile(r'<tex class="(\w+)">(.*?)</tex>', re.S)
        wanted = sorted({(m[2], m[1]) for text in self.text.values() for m in formula.finditer(text)})
        maths = dict(zip(wanted, formulas.convert(wanted)))

        def set_one(m):
            math = maths[m[2], m[1]]
            return math if m[1] == "inline" else '<div class="formula">%s</div>' % math
        for name, text in self.text.items():
            if formula.search(text):
                text = text.replace("</head>", '<link rel="stylesheet" href="formulas.css">\n</head>')
                self.text[name] = formula.sub(set_one, re.sub(r"(\s) <tex", r"\1<tex", text))
        write(self.folder + "/formulas.css", formulas.font(maths.values()))

    def set_figures(self):
        """A figure's caption is the emphasised beginning of the paragraph after it."""
        pattern = re.compile(r'<figure data-plot="([^"]+)" aria-label="([^"]*)"></figure>'
                             r"(?:\s*<p><em>((?:(?!</p>).)*?)</em>(?!\w)((?:(?!</p>).)*)</p>)?", re.S)

        def set_one(m):
            rest = (m[4] or "").strip()
            return (figures.figure(m[1], m[2], m[3] or "", self.numbers_of(m[1]))
                    + ("<p>%s</p>" % rest if rest else ""))
        for name, text in self.text.items():
            self.text[name] = pattern.sub(set_one, text)

    def numbers_of(self, plot):
        """Put a figure's numbers beside the pages: their address, or None."""
        csv, data = "%s/%s.csv" % (figures.FOLDER, plot), "data/%s.csv" % plot.replace("/", "-")
        if not os.path.exists(csv):
            return None
        os.makedirs(self.folder + "/data", exist_ok=True)
        shutil.copyfile(csv, os.path.join(self.folder, data))
        return data

    def set_links(self):
        """To exercises, wherever `6.3` is said, and from the reference to the headers."""
        place = {number: "%s.html#%s" % (name, at) for name in self.lessons
                 for _, at, title in self.headings(name) for number in pages.exercises(title)}

        def exercise(m):
            return '<a class="number" href="%s">%s</a>' % (place[m[1]], m[1]) if m[1] in place else m[0]
        for name, text in self.text.items():
            self.text[name] = re.sub(r"(?<!>)<code>(\d+\.\d+)</code>", exercise, text)
        self.text["reference"] = re.sub(
            r'<dt data-header="([^"]*)">(.*?)</dt>',
            lambda m: '<dt><a href="%s.html">%s</a></dt>' % (header_page(m[1]), m[2]), self.text["reference"])

    # --- what leads from page to page ----------------------------------------------------------------

    def entry(self, target, here, title, kind=""):
        """A line of the contents; the page that is open shows its sections."""
        inner = ""
        if target == here:
            sections = [(level, at, name) for level, at, name in self.headings(target)
                        if level < 4 and "●" not in name and (target in self.order or level < 3)]
            inner = "".join('<li class="level%d"><a href="#%s">%s</a></li>' % (level, at, html.escape(name))
                            for level, at, name in sections)
        return '<li%s><a href="%s.html"%s>%s</a>%s</li>' % (
            ' class="%s"' % kind if kind else "", target, ' aria-current="page"' if target == here else "", title,
            "<ul>%s</ul>" % inner if inner else "")

    def contents(self, here):
        rows = [self.entry("index", here, "Front page")]
        for number, title, _, _, lesson in pages.chapters():
            name = '<span class="number">%s</span> %s' % (number, html.escape(title))
            if not lesson:
                rows.append('<li class="later"><span>%s</span> <small>to come</small></li>' % name)
                continue
            rows.append(self.entry(pages.page_id(lesson), here, name))
            if "walk" + number in self.text:
                rows.append(self.entry("walk" + number, here, "Walk-through", "walk"))
        rows.append(self.entry("notation", here, "Notation"))
        rows.append(self.entry("reference", here, "Reference"))
        if here == "reference" or here not in self.order:
            group = None
            for folder, path, _ in pages.headers():
                if folder != group:
                    rows.append('<li class="group">%s</li>' % folder)
                rows.append(self.entry(header_page(path), here, os.path.basename(path), "walk"))
                group = folder
        return "<ul>%s</ul>" % "".join(rows)

    def turn(self, here):
        """Previous and next page."""
        if here not in self.order:
            return ""
        at, links = self.order.index(here), []
        for other, word, rel in ((at - 1, "Previous", "prev"), (at + 1, "Next", "next")):
            if 0 <= other < len(self.order):
                name = self.order[other]
                title = "Front page" if name == "index" else html.escape(self.title(name))
                links.append('<a class="%s" rel="%s" href="%s.html"><small>%s</small> %s</a>'
                             % (rel, rel, name, word, title))
        return '<nav class="turn" aria-label="Previous and next page">%s</nav>' % "".join(links)

    def notation(self):
        """The notation page, to be folded up at the end of each lesson."""
        body = re.search(r'<div class="textblock">(.*?)(?:\s*</div>)+\s*<!--turn-->', self.text["notation"], re.S)[1]
        body = re.sub(r"<(/?)h2", r"<\1h3", re.sub(r' id="[^"]*"', "", body))
        return '<details class="notation"><summary>Notation of all chapters</summary>%s</details>' % body

    def assemble(self):
        notation = self.notation()
        for name in self.text:
            text = self_links(self.text[name])
            if name in self.lessons:
                text = text.replace("<!--turn-->", notation + "<!--turn-->")
                walk = "walk" + name[2:]
                if walk in self.text:
                    text = text.replace("</h1>", '</h1><p class="walk"><a href="%s.html">Walk-through: every line of '
                                        "the solution, with reasons</a></p>" % walk, 1)
            if name == "index":
                text = re.sub(r"<title>.*?</title>", "<title>Unrolled</title>", text)
            self.text[name] = text.replace("<!--turn-->", self.turn(name)).replace(
                "<!--contents-->", self.contents(name))

    def set_index(self):
        """search-index.js: [address, page, heading, words] of every section. A script, because a
        page from file:// may not fetch data."""
        sections = []
        for name in self.order + [n for n in self.text if n not in self.order]:
            main = re.search(r"<main.*?</main>", self.text[name], re.S)[0]
            main = re.sub(r"<h1>.*?</h1>", "", main, flags=re.S)
            at, heading, begin = name + ".html", "", 0
            for m in [*HEADING.finditer(main), None]:
                words = plain(main[begin:m.start() if m else len(main)])
                if words:
                    sections.append([at, self.title(name), heading, words])
                if m:
                    at, heading, begin = "%s.html#%s" % (name, m[2]), plain(m[3]), m.end()
        lines = [json.dumps(section, ensure_ascii=False, separators=(",", ":")) for section in sections]
        write(self.folder + "/search-index.js", "book_index([\n%s\n]);\n" % ",\n".join(lines))

    def write(self):
        for path in glob.glob(self.folder + "/*"):
            if os.path.isfile(path) and os.path.basename(path) not in SHARED:
                os.remove(path)
        style = self.folder + "/doxygen.css"  # which asks for pictures of menus that are not here
        write(style, re.sub(r"url\(['\"]?(?!data:)[^)]*\)", "none", read(style)))
        for name, text in self.text.items():
            write("%s/%s.html" % (self.folder, name), text)


def main():
    book = Book(sys.argv[1])
    try:
        book.set_formulas()
        book.set_figures()
    except ValueError as problem:
        sys.exit("book: %s" % problem)
    book.set_index()
    book.set_links()
    book.assemble()
    book.write()
    problems = check(sys.argv[1])
    if problems:
        sys.exit("book: " + "\nbook: ".join(problems))


main()
