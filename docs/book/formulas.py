"""TeX to MathML, all formulas of a book in one call of blahtexml, and the font that they need.

MathML is read aloud by screen readers, needs no script, and works from file://. blahtexml writes
the MathML of 2007; `modern` brings it to what browsers draw today (MathML Core).
"""
import base64
import io
import re
import subprocess
import unicodedata
from html import escape, unescape

FONT = "/usr/share/texmf/fonts/opentype/public/lm-math/latinmodern-math.otf"
# Signs that authors may type where TeX has a command, as the terminal shows them better.
SIGNS = {"·": r"\cdot ", "−": "-", "…": r"\ldots ", "∂": r"\partial ", "≥": r"\ge ", "≤": r"\le ",
         "×": r"\times ", "∘": r"\circ ", "∞": r"\infty ", "′": "'"}
# {("script", "L"): "ℒ"}: some letters are older in Unicode than the alphabet that they belong to.
KINDS = {"script": "SCRIPT", "bold": "BOLD", "bold-italic": "BOLD ITALIC", "double-struck": "DOUBLE-STRUCK",
         "fraktur": "(?:FRAKTUR|BLACK-LETTER)", "sans-serif": "SANS-SERIF"}
LETTERS = {(kind, unicodedata.normalize("NFKC", chr(c))): chr(c)
           for c in [*range(0x2100, 0x2150), *range(0x1D400, 0x1D800)] for kind, name in KINDS.items()
           if re.match("(?:MATHEMATICAL )?%s (?:CAPITAL|SMALL) " % name, unicodedata.name(chr(c), ""))}
ITALIC = [0x210E, *range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C)]


def styled(m):
    """<mi mathvariant="script">L</mi>: browsers know the letter, not the attribute."""
    out = "".join(LETTERS.get((m[1], letter), letter) for letter in m[2])
    return '<mi mathvariant="normal">%s</mi>' % out if len(out) == 1 else "<mi>%s</mi>" % out


def aligned(m):
    """Chromium knows no columnalign: say it to each cell."""
    sides = re.search(r'columnalign="([^"]*)"', m[1])
    sides = sides[1].split() if sides else []
    name = "pairs" if len(sides) > 1 else "plain"

    def row(r):
        cells = iter(range(99))
        return re.sub("<mtd>", lambda _: '<mtd class="%s">' % (sides[min(next(cells), len(sides) - 1)]), r[0])
    body = re.sub(r"<mtr>.*?</mtr>", row, m[2], flags=re.S) if sides else m[2]
    shown = ' displaystyle="true"' if 'displaystyle="true"' in m[1] else ""
    return '<mtable class="%s"%s>%s</mtable>' % (name, shown, body)


def modern(math):
    math = re.sub(r'<mspace width="0"></mspace>| xmlns="[^"]*"| scriptlevel="0"', "", math)
    math = re.sub(r"(<mo[^>]*>)-</mo>", r"\1−</mo>", math)
    math = math.replace("︸", "⏟").replace("︷", "⏞").replace("&#x302;", "^").replace("\u0302", "^")
    math = re.sub(r'<mi mathvariant="([a-z-]+)">([^<&]+)</mi>', styled, math)
    return re.sub(r"<mtable([^>]*)>((?:(?!<mtable).)*?)</mtable>", aligned, math, flags=re.S)


def convert(formulas):
    """[(TeX as in HTML, block or inline)] → [MathML]. Stops at the first that is not understood."""
    if not formulas:
        return []
    rows = []
    for source, kind in formulas:
        tex = unescape(source)
        for sign, command in SIGNS.items():
            tex = tex.replace(sign, command)
        rows.append('<f b:%s="%s"/>' % (kind, escape(tex, quote=True)))
    page = '<r xmlns:b="http://gva.noekeon.org/blahtexml">\n%s\n</r>' % "\n".join(rows)
    run = subprocess.run(["blahtexml", "--xmlin", "--mathml-encoding", "raw", "--other-encoding", "raw"],
                         input=page, capture_output=True, text=True, check=False)
    done = re.findall(r"<f[^>]*>(.*?)</f>", run.stdout, re.S)
    out = []
    for (source, kind), result in zip(formulas, done, strict=True):
        if "<math" not in result:
            message = re.sub(r"<[^>]*>|\s+", " ", result)
            raise ValueError("the formula %s: %s" % (unescape(source), message.strip()))
        out.append(modern(result))
    return out


def font(maths):
    """A style sheet with the letters and signs of these formulas, from Latin Modern Math."""
    from fontTools import subset
    used = {c for math in maths for c in unescape(re.sub(r"<[^>]*>", "", math))}
    if any("<msqrt" in math or "<mroot" in math for math in maths):
        used.add("√")  # which is a tag there, and no letter
    letters = {ord(c) for c in used} | set(range(0x20, 0x7f))  # and a single letter is drawn in italics:
    letters |= {c for c in ITALIC if unicodedata.normalize("NFKC", chr(c)) in used}
    options = subset.Options(flavor="woff2", layout_features=["ssty"], hinting=False, drop_tables=["FFTM"])
    face = subset.load_font(FONT, options)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=letters)
    cut.subset(face)
    face.flavor, packed = "woff2", io.BytesIO()
    face.save(packed)
    data = base64.b64encode(packed.getvalue()).decode()
    # Embedded, because a browser loads no font file for a page from file://.
    return '@font-face { font-family: "Latin Modern Math"; src: url(data:font/woff2;base64,%s); }\n' % data
