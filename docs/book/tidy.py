"""One page, from Doxygen's HTML to the book's: what Doxygen adds for its own menus goes, headings
find their places, and what the filter marked becomes tags. Knows nothing of other pages."""
import html
import re

from marks import CLOSE, OPEN, SUMMARY, SUMMARY_END, TAGS, indices

HEADING = re.compile(r'<h([2-6])[^>]* id="([^"]+)"[^>]*>(.*?)</h\1>', re.S)


def deeper(m):
    """The title of a page is its h1, so what Doxygen calls h1 is one deeper."""
    level = int(m[1]) + 1
    return '<h%d id="%s">%s</h%d>' % (level, m[2], m[3], level)


def unfold(m):
    """A paragraph that holds marks of <details>: they become tags, what is left paragraphs."""
    out = []
    for piece in re.split("([%s%s]|%s.*?%s)" % (OPEN, CLOSE, SUMMARY, SUMMARY_END), m[1], flags=re.S):
        if piece and piece[0] in OPEN + CLOSE + SUMMARY:
            out.append(piece)
        elif piece.strip():
            out.append("<p>%s</p>" % piece.strip())
    return "".join(out)


RULES = [(re.compile(pattern, re.S), becomes) for pattern, becomes in [
    # Decoration, menus, tooltips, links and titles that only repeat what stands beside them.
    (r"<!--(?!contents|turn).*?-->|&zwj;|<hr/>", ""),
    (r'<div class="ttc".*?</div></div>\n?', ""),
    (r'<div id="nav-path".*?</ul>\s*</div>', ""),
    (r'<a name="details" id="details"></a><h2 class="groupheader"> </h2>', ""),
    (r'\s*<a href="[^"]*">More\.\.\.</a>', ""),
    (r'(<a class="[^"]*"[^>]*?) title="[^"]*"', r"\1"),
    (r'<p(?: class="(?:start|inter|end)(?:li|td|dd)")? >', "<p>"),
    (r'<p><a class="anchor" id="md_[^"]*"></a> </p>', ""),
    # Headings: of the page, of its sections, of functions and structures, of groups of them.
    (r" (?:File|Struct) Reference(?= ·|\s*</div>)", ""),
    (r'<div class="header">.*?<div class="title">\s*(.*?)\s*</div></div>\s*</div>', r"<h1>\1</h1>"),
    (r'<h([1-5])><a class="anchor" id="([^"]*)"></a>\s*(.*?)</h\1>', deeper),
    (r'<a (?:name="\w+" )?id="(\w+)"(?: name="\1")?></a>\s*'
     r'<h2 class="memtitle"><span class="permalink">.*?</span>(.*?)</h2>', r'<h3 class="memtitle" id="\1">\2</h3>'),
    (r'<h2 class="groupheader"><a id="([^"]*)" name="\1"></a>\s*(.*?)</h2>',
     r'<h2 class="groupheader" id="\1">\2</h2>'),
    (r'<a id="([^"]*)" name="\1"></a>', r'<a id="\1"></a>'),
    # Folded text.
    ("<p>((?:(?!</p>).)*[%s-%s](?:(?!</p>).)*)</p>" % (OPEN, SUMMARY_END), unfold),
    *[(re.escape(chr(0xE000 + n)), tag) for n, tag in enumerate(TAGS)],
    # Tables, which may be wider than the page.
    (r' class="markdownTable(?:Head|Body|Row)\w*"', ""),
    (r"\s+</(t[dh])>", r"</\1>"),
    (r"<th>", '<th scope="col">'),
    (r'<table class="markdownTable">.*?</table>', r'<div class="wide">\g<0></div>'),
    (r"<p>\s*</p>", ""),
    # A prediction with its answer, or a mistake: framed, whether the page quotes it or not.
    (r"(<blockquote[^>]*>\s*)?<p><b>(?:Predict|Symptom)\b(?:(?!</p>).)*</p>(?:\s*<details>.*?</details>)?",
     lambda m: m[0] if m[1] else "<blockquote>%s</blockquote>" % m[0]),
]]

NOT_PROSE = re.compile(r'(<pre.*?</pre>|<code.*?</code>|<div class="line">.*?</div>'
                       r'|<div class="memproto">.*?</table>|<[^>]*>)', re.S)


def tidy(text, filtered):
    """`filtered` says that the filter has seen the page; in the prose of a header it has not."""
    for pattern, becomes in RULES:
        text = pattern.sub(becomes, text)
    if filtered:
        return text
    head, main, rest = re.match(r"(.*?<main)(.*)(</main>.*)", text, re.S).groups()
    return head + "".join(p if p.startswith("<") else indices(p) for p in NOT_PROSE.split(main)) + rest


def self_links(text):
    """Each heading leads to itself; that of an exercise is dressed as one."""
    def link(m):
        exercise = ' class="exercise"' if "●" in m[3] else ""
        return ('<h%s id="%s"%s>%s <a class="self" href="#%s" aria-hidden="true" tabindex="-1">#</a></h%s>'
                % (m[1], m[2], exercise, m[3], m[2], m[1]))
    return re.sub(r'<h([2-5]) id="([^"]+)">(.*?)</h\1>', link, text, flags=re.S)


def plain(markup):
    """The words of a piece of a page."""
    markup = re.sub(r"<svg.*?</svg>", " ", markup, flags=re.S)
    markup = re.sub(r"</?(?:sub|sup|em|b|code|a|span|m[a-z]+)\b[^>]*>", "", markup)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", markup))).strip()
