"""TeX to MathML, all formulas of a book in one call of blahtexml, and the font that they need.

MathML is read aloud by screen readers, needs no script, and works from file://. blahtexml writes
the MathML of 2007; `modern` brings it to what browsers draw today (MathML Core).
"""
import base64
import re
import subprocess
import tempfile
import unicodedata
from html import escape, unescape

FONT = "/usr/share/texmf/fonts/opentype/public/lm-math/latinmodern-math.otf"
# Signs that authors may type where TeX has a command, as the terminal shows them better.
SIGNS = {"·": r"\cdot ", "−": "-", "…": r"\ldots ", "∂": r"\partial ", "≥": r"\ge ", "≤": r"\le ",
         "×": r"\times ", "∘": r"\circ ", "∞": r"\infty ", "′": "'"}
STYLES = {"script": "SCRIPT", "bold": "BOLD", "double-struck": "DOUBLE-STRUCK", "fraktur": "FRAKTUR",
          "bold-italic": "BOLD ITALIC", "sans-serif": "SANS-SERIF"}
# Letters that Unicode had before it had alphabets: ℋ is not where the other script capitals are.
EARLIER = {"SCRIPT B": "ℬ", "SCRIPT E": "ℰ", "SCRIPT F": "ℱ", "SCRIPT H": "ℋ", "SCRIPT I": "ℐ",
           "SCRIPT L": "ℒ", "SCRIPT M": "ℳ", "SCRIPT R": "ℛ", "DOUBLE-STRUCK C": "ℂ",
           "DOUBLE-STRUCK N": "ℕ", "DOUBLE-STRUCK P": "ℙ", "DOUBLE-STRUCK Q": "ℚ",
           "DOUBLE-STRUCK R": "ℝ", "DOUBLE-STRUCK Z": "ℤ", "DOUBLE-STRUCK H": "ℍ"}


def styled(m):
    """<mi mathvariant="script">L</mi>: browsers know the letter, not the attribute."""
    style, out = STYLES.get(m[1]), ""
    for letter in m[2]:
        size = "CAPITAL" if letter.isupper() else "SMALL"
        name = unicodedata.name(letter).rsplit(" LETTER ")[-1].replace("CAPITAL ", "").replace("SMALL ", "")
        if style and "%s %s" % (style, letter) in EARLIER:
            out += EARLIER["%s %s" % (style, letter)]
            continue
        try:
            out += unicodedata.lookup("MATHEMATICAL %s %s %s" % (style, size, name))
        except KeyError:
            out += letter
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
                         input=page, capture_output=True, text=True, check=True)
    done = re.findall(r"<f[^>]*>(.*?)</f>", run.stdout, re.S)
    out = []
    for (source, kind), result in zip(formulas, done, strict=True):
        if "<math" not in result:
            message = re.sub(r"<[^>]*>|\s+", " ", result)
            raise ValueError("formula %s: %s" % (unescape(source), message.strip()))
        out.append(modern(result))
    return out


def font(maths):
    """A style sheet with the letters and signs of these formulas, from Latin Modern Math."""
    from fontTools import subset
    used = {ord(c) for m in maths for c in unescape(re.sub(r"<[^>]*>", "", m))}
    for c in list(used):  # a single letter is drawn in italics
        for style, capital in (("ITALIC", "CAPITAL"), ("ITALIC", "SMALL")):
            name = unicodedata.name(chr(c), "")
            if " %s " % capital in name and (name.startswith("LATIN") or name.startswith("GREEK")):
                try:
                    used.add(ord(unicodedata.lookup("MATHEMATICAL %s %s %s" % (style, capital, name.split()[-1]))))
                except KeyError:
                    used.add(0x210E)  # the one italic letter that is elsewhere: h
    options = subset.Options(flavor="woff2", layout_features=["ssty"], hinting=False, drop_tables=["FFTM"])
    face = subset.load_font(FONT, options)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=used | set(range(0x20, 0x7f)))
    cut.subset(face)
    with tempfile.NamedTemporaryFile(suffix=".woff2") as f:
        subset.save_font(face, f.name, options)
        data = base64.b64encode(open(f.name, "rb").read()).decode()
    # Embedded, because a browser loads no font file for a page from file://.
    return '@font-face { font-family: "Latin Modern Math"; src: url(data:font/woff2;base64,%s); }\n' % data
