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
from marks import TAGS, indices

HEADING = re.compile(r'<h([2-6])[^>]* id="([^"]+)"[^>]*>(.*?)</h\1>', re.S)


def plain(markup):
    """The words of a piece of a page."""
    markup = re.sub(r'(?s)<a class="self".*?</a>|<style.*?</style>|<annotation.*?</annotation>|<svg.*?</svg>', " ", markup)
    markup = re.sub(r"</?(?:sub|sup|em|b|code|a|span|m[a-z]+)\b[^>]*>", "", markup)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", markup))).strip()


def unfold(m):
    """A paragraph that holds the marks of <details>: they become tags, what is left paragraphs."""
    out = []
    for piece in re.split("([\ue000\ue001]|\ue002.*?\ue003)", m[1], flags=re.S):
        if re.match("[\ue000-\ue003]", piece):
            out.append(piece)
        elif piece.strip():
            out.append("<p>%s</p>" % piece.strip())
    return "".join(out)


def tidy(text):
    """Doxygen's own decoration goes, headings find their places."""
    text = re.sub(r"<!--(?!contents|turn).*?-->|&zwj;", "", text, flags=re.S)
    text = re.sub(r'<div class="ttc".*?</div></div>\n?', "", text, flags=re.S)
    text = re.sub(r'<div id="nav-path".*?</ul>\s*</div>', "", text, flags=re.S)
    text = re.sub(r'<a name="details" id="details"></a><h2 class="groupheader"> </h2>', "", text)
    text = text.replace("<hr/>", "")
    text = re.sub(r'\s*<a href="[^"]*">More\.\.\.</a>', "", text)
    text = re.sub(r'(<a class="[^"]*"[^>]*?) title="[^"]*"', r"\1", text)
    text = re.sub(r"<p( class=\"(?:start|inter|end)(?:li|td|dd)\")? >", "<p>", text)
    text = re.sub(r'<p><a class="anchor" id="md_[^"]*"></a> </p>', "", text)
    text = re.sub(r'(?s)<div class="header">.*?<div class="title">(.*?)</div></div>\s*</div>',
                  lambda m: "<h1>%s</h1>" % re.sub(r" (?:File|Struct) Reference", "", m[1]).strip(), text)
    text = re.sub(r'<title>(.*?) (?:File|Struct) Reference ·', r"<title>\1 ·", text)
    text = re.sub(r'<h([1-5])><a class="anchor" id="([^"]*)"></a>\s*(.*?)</h\1>',
                  lambda m: '<h%d id="%s">%s</h%d>' % (int(m[1]) + 1, m[2], m[3], int(m[1]) + 1), text, flags=re.S)
    # A function of a reference page.
    text = re.sub(r'<a (?:name="\w+" )?id="(\w+)"(?: name="\1")?></a>\s*<h2 class="memtitle"><span class="permalink">.*?</span>(.*?)</h2>',
                  r'<h3 class="memtitle" id="\1">\2</h3>', text, flags=re.S)
    text = re.sub(r'<h2 class="groupheader"><a id="([^"]*)" name="\1"></a>\s*(.*?)</h2>', r'<h2 class="groupheader" id="\1">\2</h2>', text)
    text = re.sub(r'<a id="([^"]*)" name="\1"></a>', r'<a id="\1"></a>', text)
    text = re.sub(r"<p>((?:(?!</p>).)*[\ue000-\ue003](?:(?!</p>).)*)</p>", unfold, text, flags=re.S)
    for sign, tag in enumerate(TAGS):
        text = text.replace(chr(0xE000 + sign), tag)
    text = re.sub(r' class="markdownTable(?:Head|Body|Row)\w*"', "", text)
    text = re.sub(r"\s+</(t[dh])>", r"</\1>", text)
    text = text.replace("<th>", '<th scope="col">')
    text = re.sub(r'(?s)<table class="markdownTable">.*?</table>', r'<div class="wide">\g<0></div>', text)
    return re.sub(r"<p>\s*</p>", "", text)


def set_indices(text):
    """In the prose of a header, which no filter has seen."""
    head, main, rest = re.match(r"(?s)(.*?<main)(.*)(</main>.*)", text).groups()
    kept = re.split(r'(?s)(<pre.*?</pre>|<code.*?</code>|<div class="line">.*?</div>|<div class="memproto">.*?</table>|<[^>]*>)', main)
    return head + "".join(k if k.startswith("<") else indices(k) for k in kept) + rest


def self_links(text):
    def link(m):
        exercise = ' class="exercise"' if "●" in m[3] else ""
        return ('<h%s id="%s"%s>%s <a class="self" href="#%s" aria-hidden="true" tabindex="-1">#</a></h%s>'
                % (m[1], m[2], exercise, m[3], m[2], m[1]))
    return re.sub(r'<h([2-5]) id="([^"]+)">(.*?)</h\1>', link, text, flags=re.S)


class Book:
    def __init__(self, folder):
        self.folder = folder
        self.text, self.paths = {}, {pages.page_id(p): p for p in pages.pages()}
        self.order = [pages.page_id(p) for p in pages.pages()]
        for path in sorted(glob.glob(folder + "/*.html")):
            name = os.path.basename(path)[:-5]
            if not re.match(r"dir_|pages$|md_", name):
                with open(path, encoding="utf-8") as f:
                    text = tidy(f.read())
                self.text[name] = text if name in self.order else set_indices(text)

    def title(self, name):
        return plain(re.search(r"<h1>(.*?)</h1>", self.text[name], re.S)[1])

    # --- formulas and figures --------------------------------------------------------------------

    def set_formulas(self):
        found = re.compile(r'<tex class="(\w+)">(.*?)</tex>', re.S)
        wanted = sorted({(m[2], m[1]) for t in self.text.values() for m in found.finditer(t)})
        maths = dict(zip(wanted, formulas.convert(wanted)))

        def set_one(m):
            math = maths[m[2], m[1]]
            return math if m[1] == "inline" else '<div class="formula">%s</div>' % math
        for name, text in self.text.items():
            text = re.sub(r"(\s) <tex", r"\1<tex", text)
            if found.search(text):
                text = text.replace("</head>", '<link rel="stylesheet" href="formulas.css">\n</head>')
            self.text[name] = found.sub(set_one, text)
        with open(self.folder + "/formulas.css", "w", encoding="utf-8") as f:
            f.write(formulas.font(maths.values()))

    def set_figures(self):
        """A figure's caption is the emphasised beginning of the paragraph after it."""
        def set_one(m):
            csv, data = "%s/%s.csv" % (figures.FOLDER, m[1]), None
            if os.path.exists(csv):
                data = "data/%s.csv" % m[1].replace("/", "-")
                os.makedirs(self.folder + "/data", exist_ok=True)
                shutil.copyfile(csv, os.path.join(self.folder, data))
            rest = m[4] and m[4].strip()
            return figures.figure(m[1], m[2], m[3] or "", data) + ("<p>%s</p>" % rest if rest else "")
        pattern = re.compile(r'<figure data-plot="([^"]+)" aria-label="([^"]*)"></figure>'
                             r"(?:\s*<p><em>((?:(?!</p>).)*?)</em>(?!\w)((?:(?!</p>).)*)</p>)?", re.S)
        for name, text in self.text.items():
            self.text[name] = pattern.sub(set_one, text)

    # --- what leads from page to page ----------------------------------------------------------

    def link_exercises(self):
        place = {}
        for name in self.order:
            if name.startswith("ch"):
                for m in HEADING.finditer(self.text[name]):
                    for number in pages.exercises(plain(m[3])):
                        place[number] = "%s.html#%s" % (name, m[2])
        for name, text in self.text.items():
            self.text[name] = re.sub(
                r"(?<!>)<code>(\d+\.\d+)</code>",
                lambda m: '<a class="number" href="%s">%s</a>' % (place[m[1]], m[1]) if m[1] in place else m[0], text)

    def sections(self, name):
        """[(level, id, title)] of a page, exercises left out."""
        return [(int(m[1]), m[2], plain(m[3])) for m in HEADING.finditer(self.text[name])
                if m[1] in "23" and "●" not in m[3] and "memtitle" not in m[0]]

    def entry(self, target, here, title, extra=""):
        current = ' aria-current="page"' if target == here else ""
        inner = ""
        if target == here:
            rows = self.sections(target)
            if rows:
                inner = "<ul>%s</ul>" % "".join(
                    '<li class="level%d"><a href="#%s">%s</a></li>' % (level, i, html.escape(t)) for level, i, t in rows)
        return '<li%s><a href="%s.html"%s>%s</a>%s</li>' % (extra, target, current, title, inner)

    def contents(self, here):
        rows = [self.entry("index", here, "Front page")]
        for number, title, _, _, lesson in pages.chapters():
            label = '<span class="number">%s</span> %s' % (number, html.escape(title))
            if not lesson:
                rows.append('<li class="later"><span>%s</span> <small>to come</small></li>' % label)
                continue
            rows.append(self.entry(pages.page_id(lesson), here, label))
            walk = "walk" + number
            if walk in self.text:
                rows.append(self.entry(walk, here, "Walk-through", ' class="walk"'))
        rows.append(self.entry("notation", here, "Notation"))
        rows.append(self.entry("reference", here, "Reference"))
        if here not in self.order or here == "reference":
            group = None
            for folder, path, _ in pages.headers():
                if folder != group:
                    rows.append('<li class="group">%s</li>' % folder)
                group, name = folder, self.header_page(path)
                rows.append(self.entry(name, here, os.path.basename(path), ' class="walk"'))
        return "<ul>%s</ul>" % "".join(rows)

    @staticmethod
    def header_page(path):
        return os.path.basename(path).replace("_", "__").replace(".h", "_8h")

    def turn(self, here):
        if here not in self.order:
            return ""
        at, links = self.order.index(here), []
        for step, word, rel in ((-1, "Previous", "prev"), (1, "Next", "next")):
            if 0 <= at + step < len(self.order):
                other = self.order[at + step]
                title = "Front page" if other == "index" else html.escape(self.title(other))
                links.append('<a class="%s" rel="%s" href="%s.html"><small>%s</small> %s</a>' % (rel, rel, other, word, title))
        return '<nav class="turn" aria-label="Previous and next page">%s</nav>' % "".join(links)

    def notation(self):
        body = re.search(r'(?s)<div class="textblock">(.*?)(?:\s*</div>)+\s*<!--turn-->', self.text["notation"])[1]
        body = re.sub(r' id="[^"]*"', "", body)
        return ('<details class="notation"><summary>Notation of all chapters</summary>%s</details>'
                % re.sub(r"<(/?)h2", r"<\1h3", body))

    def set_headers(self):
        def link(m):
            return '<dt><a href="%s.html">%s</a></dt>' % (self.header_page(m[1]), m[2])
        self.text["reference"] = re.sub(r'<dt data-header="([^"]*)">(.*?)</dt>', link, self.text["reference"])

    def assemble(self):
        notation = self.notation()
        for name in self.text:
            text = self_links(self.text[name])
            lesson = name in self.order and name.startswith("ch")
            if lesson and "walk" + name[2:] in self.text:
                text = text.replace("</h1>", '</h1><p class="walk"><a href="walk%s.html">Walk-through: every line of the solution, with reasons</a></p>' % name[2:], 1)
            if lesson:
                text = text.replace("<!--turn-->", notation + "<!--turn-->")
            text = text.replace("<!--turn-->", self.turn(name)).replace("<!--contents-->", self.contents(name))
            if name == "index":
                text = re.sub(r"<title>.*?</title>", "<title>Unrolled</title>", text)
            self.text[name] = text

    # --- search ---------------------------------------------------------------------------------

    def index(self):
        """search-index.js: a script, because a page from file:// may not fetch data."""
        names = self.order + [n for n in sorted(self.text) if n not in self.order]
        entries = []
        for name in names:
            main = re.search(r"<main.*?</main>", self.text[name], re.S)[0]
            main = re.sub(r"(?s)<h1>.*?</h1>", "", main)
            title, at, heading, begin = self.title(name), name + ".html", "", 0
            for m in list(HEADING.finditer(main)) + [None]:
                words = plain(main[begin:m.start() if m else len(main)])
                if words:
                    entries.append([at, title, heading, words])
                if m:
                    at, heading, begin = "%s.html#%s" % (name, m[2]), plain(m[3]), m.end()
        with open(self.folder + "/search-index.js", "w", encoding="utf-8") as f:
            f.write("book_index(%s);\n" % json.dumps(entries, ensure_ascii=False, separators=(",", ":")).replace("],[", "],\n["))

    def write(self):
        for path in glob.glob(self.folder + "/*"):
            name = os.path.basename(path)
            if os.path.isfile(path) and name not in ("doxygen.css", "doxygen-awesome.css", "book.css", "book.js",
                                                     "formulas.css", "search-index.js"):
                os.remove(path)
        style = self.folder + "/doxygen.css"  # which asks for pictures of menus that are not here
        with open(style, encoding="utf-8") as f:
            rules = re.sub(r"url\(['\"]?(?!data:)[^)]*\)", "none", f.read())
        with open(style, "w", encoding="utf-8") as f:
            f.write(rules)
        for name, text in self.text.items():
            with open("%s/%s.html" % (self.folder, name), "w", encoding="utf-8") as f:
                f.write(text)


def main():
    book = Book(sys.argv[1])
    try:
        book.set_formulas()
        book.set_figures()
    except ValueError as problem:
        sys.exit("book: %s" % problem)
    book.set_headers()
    book.index()
    book.link_exercises()
    book.assemble()
    book.write()
    problems = check(sys.argv[1])
    if problems:
        sys.exit("book: " + "\nbook: ".join(problems))


main()
