#!/usr/bin/python3 -B
"""The book's form of a page: what Doxygen reads instead of the Markdown file itself.

usage: docs/book/filter.py PAGE.md           (from the top of the project; Doxygen calls it)

A page is plain Markdown that reads well in a terminal and on a repository host. Doxygen's Markdown
is another dialect, so this turns the one into the other; docs/book/README.md lists what becomes
what. One line in is one line out: Doxygen's warnings name the lines of the original.
"""
import html
import os
import re
import sys

import pages
from marks import CLOSE, CODE, CODE_END, OPEN, SUB, SUB_END, SUMMARY, SUMMARY_END, SUP, SUP_END, indices

# What must not be looked into, in the order of precedence, and what is rewritten.
TOKENS = re.compile(r"""
    (?P<math>^(?P<quote>[ \t>]*)```math\n.*?^[ \t>]*```[ \t]*$)
  | (?P<fence>^[ \t>]*```.*?^[ \t>]*```[ \t]*$)
  | (?P<comment><!--.*?-->)
  | (?P<display>\$\$.+?\$\$)
  | (?P<code>(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t>]*\n).)+?(?<!`)(?P=ticks)(?!`))
  | (?P<inline>\$(?=\S)[^$\n]+?\$)
  | (?P<image>!\[(?P<alt>[^\]]*)\]\((?P<src>[^)\s]+)\))
  | (?P<link>\[(?P<text>[^\]]+)\]\((?P<url>[^)\s]+)\))
  | (?P<tag></?details>|<summary>(?P<summary>.*?)</summary>)
  | (?P<heading>^(?P<level>\#{1,6})[ ]+(?P<title>.+?)[ ]*$)
""", re.X | re.M | re.S)

STRONG = re.compile(r"(?<![\w*])\*\*(?=\S)((?:(?!\n[ \t>]*\n)[^*])+?)(?<=\S)\*\*(?![\w*])")
STRESS = re.compile(r"(?<![\w*])\*(?=\S)((?:(?!\n[ \t>]*\n)[^*])+?)(?<=\S)\*(?![\w*])")


def raw(content, block=False):
    """HTML that Doxygen passes on as it is."""
    return "@htmlonly%s%s@endhtmlonly" % ("[block]" if block else "", content)


def same_lines(new, old):
    """Give a replacement the line breaks of what it replaces."""
    breaks = re.findall(r"\n[ \t>]*", old)
    return new + "".join(breaks[new.count("\n"):])


def literal(text):
    """Take the signs that are commands to Doxygen as they are."""
    return re.sub(r"[\\@%]|#(?=\w)", lambda m: "\\" + m[0], text)


def prose(text):
    """Set emphasis and indices, for Doxygen sees no emphasis that has a tag in it."""
    text = literal(text)
    return STRESS.sub(r"<em>\1</em>", STRONG.sub(r"<b>\1</b>", indices(text)))


def title(text):
    """Doxygen knows no marks in headings."""
    parts = re.split("`([^`]*)`", text)  # prose and code in turn
    text = "".join(CODE + literal(p) + CODE_END if k % 2 else prose(p) for k, p in enumerate(parts))
    for tag, sign in (("<sub>", SUB), ("</sub>", SUB_END), ("<sup>", SUP), ("</sup>", SUP_END)):
        text = text.replace(tag, sign)
    return re.sub(r"[*_]{2}|(?<!\w)[*_]|[*_](?!\w)", "", text)


def tex(source, display):
    source = re.sub(r"\s*\n[ \t>]*", " ", source.strip())
    kind = "block" if display else "inline"
    return raw('<tex class="%s">%s</tex>' % (kind, html.escape(source)), display)


def code(span):
    inner = span.strip("`")
    return "`` %s ``" % inner.strip() if "'" in inner else span


def missing(what):
    """Doxygen will warn of it, with file and line, and the build will fail."""
    return "@ref no-such-%s" % re.sub(r"\W+", "-", what)


def quoted(text):
    return re.sub(r"\s*\n[ \t>]*", " ", re.sub(r"[`*]", "", text)).replace('"', '\\"')


def chapter_list():
    rows = []
    for number, title, question, program, lesson in pages.chapters():
        name = '<span class="number">%s</span> %s' % (number, html.escape(title))
        question = re.sub(r"\*([^*]*)\*", r"<em>\1</em>", html.escape(question))
        if lesson:
            rows.append('<li><a href="%s.html">%s</a><p>%s</p></li>' % (pages.page_id(lesson), name, question))
        else:
            rows.append('<li class="later"><span>%s</span> <b>to come</b><p>%s</p></li>' % (name, question))
    return raw('<ol class="chapters">%s</ol>' % "".join(rows), True)


def header_list():
    groups, out = {}, []
    for group, path, brief in pages.headers():
        groups.setdefault(group, []).append((path, brief))
    for group, files in groups.items():
        out.append("<h2>%s</h2><dl>" % group)
        for path, brief in files:
            out.append('<dt data-header="%s">%s</dt><dd>%s</dd>'
                       % (path, os.path.basename(path), html.escape(brief)))
        out.append("</dl>")
    return raw("".join(out), True)


class Page:
    def __init__(self, path):
        self.path = os.path.relpath(path)
        self.folder = os.path.dirname(self.path)
        self.id = pages.page_id(self.path)
        self.level = 1
        self.labels = iter(pages.labels(self.path).values())

    def image(self, m):
        name = os.path.splitext(os.path.basename(m["src"]))[0]
        alt = html.escape(re.sub(r"\s*\n[ \t>]*", " ", m["alt"]))
        return raw('<figure data-plot="%s/%s" aria-label="%s"></figure>'
                   % (os.path.basename(self.folder), name, alt), True)

    def link(self, m):
        text, url = m["text"], m["url"]
        snippet = re.fullmatch(r"([\w.-]+\.[ch]): (\w+)", text)
        if snippet and url == snippet[1]:
            return "@snippet %s/%s %s" % (os.path.basename(self.folder), snippet[1], snippet[2])
        if re.match(r"https?:|mailto:", url):
            return m[0]
        file, _, part = url.partition("#")
        target = os.path.normpath(os.path.join(self.folder, file)) if file else self.path
        if target in pages.pages():
            label = pages.labels(target).get(part) if part else pages.page_id(target)
            return '@ref %s "%s"' % (label, quoted(text)) if label else missing(target + "#" + part)
        if not os.path.exists(target):
            return missing(target)
        if target.endswith(".h") and re.match(r"(chapters/[^/]+(/lab)?|harness|datasets)/[^/]+$", target):
            return '@ref %s "%s"' % (target, quoted(text))
        # In the checkout but not in the book: say where.
        if target.endswith(quoted(text)):
            return "`%s`" % target
        return "%s (`%s`)" % (prose(text), target)

    def heading(self, m):
        if m["level"] == "#":
            return m[0] if self.id == "index" else "# %s {#%s}" % (title(m["title"]), self.id)
        # A page may go from ## to ####; a document has no such hole.
        self.level = min(len(m["level"]), self.level + 1)
        return "%s %s {#%s}" % ("#" * self.level, title(m["title"]), next(self.labels))

    def replace(self, m):
        kind = next(k for k in ("math", "fence", "comment", "display", "code", "inline", "image",
                                "link", "tag", "heading") if m[k] is not None)
        if kind == "math":
            body = re.sub(r"\A[ \t>]*```math\n|[ \t>]*```[ \t]*\Z", "", m[0])
            return m["quote"] + tex(re.sub(r"(?m)^[ \t>]*", "", body), True)
        if kind == "display" or kind == "inline":
            return tex(m[0].strip("$"), kind == "display")
        if kind == "tag" and m["summary"] is not None:
            return SUMMARY + prose(m["summary"]) + SUMMARY_END
        if kind == "fence":
            return m[0]
        if kind == "comment":
            return {"<!--chapters-->": chapter_list, "<!--headers-->": header_list}.get(m[0], str)()
        if kind == "code":
            return code(m[0])
        if kind == "tag":
            return CLOSE if m[0].startswith("</") else OPEN
        return getattr(self, kind)(m)  # image, link, heading

    def convert(self, text):
        """Prose is worked on in one piece, with a sign of its own for each token."""
        done = []

        def hold(m):
            done.append(same_lines(self.replace(m), m[0]))
            return chr(0xF0000 + len(done) - 1)
        text = prose(TOKENS.sub(hold, text))
        text = re.sub(r"(?m)^([ \t>]*)\+(?= )", r"\1" + missing("line may begin with plus: that is a list"), text)
        return re.sub("[\U000F0000-\U000FFFFD]", lambda m: done[ord(m[0]) - 0xF0000], text)


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        text = f.read()
    result = Page(sys.argv[1]).convert(text)
    if result.count("\n") != text.count("\n"):
        sys.exit("filter.py: %s: lines were lost" % sys.argv[1])
    sys.stdout.write(result)


main()
