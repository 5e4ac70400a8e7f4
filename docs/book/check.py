"""Is the book in order? Links lead somewhere, ids are unique, tags close, nothing is left over."""
import glob
import os
import re
from html.parser import HTMLParser
from urllib.parse import unquote

VOID = {"meta", "link", "input", "br", "hr", "img"}
# Signs of something that was not made into what it should be.
LEFT = re.compile(r"<!--|[\ue000-\uf8ff]|endhtmlonly|</?tex|data-plot|data-header|\$\$|```"
                  r"|&lt;(?:details|summary|tt)")
CODE = re.compile(r"(?s)<(script|style|code|svg)\b.*?</\1>|<div class=\"line\">.*?</div>")


class Page(HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.problems, self.ids, self.links, self.open = [], [], [], []
        with open(path, encoding="utf-8") as f:
            text = f.read()
        self.feed(text)
        shown = CODE.sub("", text)
        for m in LEFT.finditer(shown):
            self.problems.append("left over: %s" % shown[max(0, m.start() - 40):m.start() + 60].replace("\n", " "))
        self.problems += ["<%s> in line %d is not closed" % tag for tag in self.open]
        self.problems += ["id %s is there twice" % i for i in sorted(set(self.ids)) if self.ids.count(i) > 1]

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids += [attrs["id"]] if "id" in attrs else []
        self.links += [attrs[a] for a in ("href", "src") if attrs.get(a) and tag != "use"]
        if tag == "img" and not attrs.get("alt"):
            self.problems.append("a picture without alt text in line %d" % self.getpos()[0])
        if tag not in VOID:
            self.open.append((tag, self.getpos()[0]))

    def handle_startendtag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids += [attrs["id"]] if "id" in attrs else []

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        else:
            self.problems.append("</%s> in line %d closes %s" % (
                tag, self.getpos()[0], "<%s> of line %d" % self.open[-1] if self.open else "nothing"))
            if any(t == tag for t, _ in self.open):
                while self.open.pop()[0] != tag:
                    pass


def check(folder):
    found = {os.path.basename(p): Page(p) for p in sorted(glob.glob(folder + "/*.html"))}
    problems = []
    for name, page in found.items():
        problems += ["%s: %s" % (name, p) for p in page.problems]
        for link in sorted(set(page.links)):
            if re.match(r"https?:|mailto:", link):
                continue
            file, _, part = unquote(link).partition("#")
            target = file or name
            if not os.path.exists(os.path.join(folder, target)):
                problems.append("%s: the link %s leads nowhere" % (name, link))
            elif part and target in found and part not in found[target].ids:
                problems.append("%s: %s has no place #%s" % (name, target, part))
    return problems
