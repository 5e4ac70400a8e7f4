"""A figure of a page: the SVG that gnuplot drew, inside the page, so that its colours can follow
light and dark, its text is text, and a screen reader is told what it shows."""
import os
import re

FOLDER = "build/book/plots"
# What the prelude of all plots draws with (harness/plot.gp), by the name of its CSS variable.
COLOURS = {
    (0, 0, 0): "ink", (51, 51, 51): "ink", (85, 85, 85): "ink-2", (102, 102, 102): "ink-2",
    (119, 119, 119): "ink-3", (153, 153, 153): "ink-4", (221, 221, 221): "grid",
    (242, 242, 242): "faint", (255, 255, 255): "paper",
    (0, 114, 178): "blue", (213, 94, 0): "red", (0, 158, 115): "green", (204, 121, 167): "pink",
    (138, 111, 209): "violet", (141, 189, 224): "light-blue",
}
NAMES = {"black": (0, 0, 0), "white": (255, 255, 255), "lightgrey": (211, 211, 211)}
COLOUR = re.compile(r"""\b(color|fill|stroke)\s*=\s*(?P<q>['"])\s*(rgb\([^)]*\)|black|white|lightgrey)\s*(?P=q)""")
AREA = re.compile(r"""<(?:polygon|path)[^>]*fill\s*=\s*['"]rgb\(([^)]*)\)[^>]*(?:points|d)\s*=\s*['"]([^'"]*)""")
POINT = re.compile(r"""<use [^>]*href=['"](#\w+)['"] transform=['"]translate\(([\d.]+),([\d.]+)\)([^>]*)/>""")
LINE = re.compile(r"""(\bd=['"])((?:[ML]-?[\d.]+,-?[\d.]+\s*)+)(?=['"])""")


def value(text):
    return NAMES.get(text) or tuple(int(n) for n in re.findall(r"\d+", text))


def cells(svg):
    """The boxes of a heat map's cells, or nothing. What is drawn on them keeps its colour, as they do."""
    shapes = AREA.findall(svg)
    if sum(value(colour) not in COLOURS for colour, _ in shapes) < 9:
        return []
    boxes = set()
    for _, points in shapes:
        xy = [float(n) for n in re.findall(r"-?\d+\.?\d*", points)]
        boxes.add((min(xy[0::2]), min(xy[1::2]), max(xy[0::2]), max(xy[1::2])))
    return boxes


def coloured(svg):
    boxes = cells(svg)

    def keeps(piece):
        if boxes and piece.startswith("<polygon"):
            return True
        at = boxes and re.search(r"translate\(([\d.]+),([\d.]+)\)", piece)
        if not at:
            return False
        x, y = float(at[1]), float(at[2])
        return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in boxes)

    def variable(m):
        name = COLOURS.get(value(m[3]))
        written = m[1] == "fill" and "font-family" in m.string  # thin strokes need more contrast
        return m[0] if name is None else '%s="var(--plot-%s%s)"' % (m[1], name, "-text" if written else "")
    pieces = re.split(r"(?=<g transform|<use |<polygon)|(?<=/>)(?!<use|<polygon)", svg)
    return "".join(p if keeps(p) else COLOUR.sub(variable, p) for p in pieces)


def thin(svg):
    """What falls on the same half pixel is drawn once: points of a scatter, corners of a line."""
    seen = set()

    def point(m):
        key = (m[1], round(float(m[2]) * 2), round(float(m[3]) * 2), m[4])
        if key in seen:
            return ""
        seen.add(key)
        return m[0]

    def line(m):
        corners = re.findall(r"([ML])(-?[\d.]+),(-?[\d.]+)", m[2])
        kept = []
        for n, (verb, x, y) in enumerate(corners):
            ends = verb == "M" or n + 1 == len(corners) or corners[n + 1][0] == "M"
            if ends or abs(float(x) - float(kept[-1][1])) + abs(float(y) - float(kept[-1][2])) >= 0.5:
                kept.append((verb, x, y))
        return "%s%s" % (m[1], "".join("%s%s,%s" % k for k in kept))
    return LINE.sub(line, POINT.sub(point, svg))


def without_unused(svg):
    """gnuplot defines every kind of point and box that it has."""
    while True:
        names = re.findall(r"<(?:circle|path|rect|use|filter)\b[^>]*\bid='(\w+)'", svg)
        unused = [name for name in names if not re.search(r"#%s['\")]" % name, svg)]
        if not unused:
            return svg
        for name in unused:
            svg = re.sub(r"<(?:circle|path|rect|use)\b[^>]*\bid='%s'[^>]*/>|<filter id='%s'.*?</filter>"
                         % (name, name), "", svg)


def inline(path, prefix, label):
    with open(path, encoding="utf-8") as f:
        svg = f.read()
    svg = svg[svg.index("<svg"):]
    svg = re.sub(r"<title>.*?</title>|<desc>.*?</desc>|<!--.*?-->", "", svg, flags=re.S)
    svg = re.sub(r"\s+", " ", thin(svg)).replace("> <", "><")
    svg = svg.replace("xlink:href", "href")
    svg = re.sub(r'<g [^>]*></g>', "", svg)
    svg = without_unused(svg)
    svg = re.sub(r"\bid=(['\"])(\w+)\1", r"id=\1%s-\2\1" % prefix, svg)
    svg = re.sub(r"(href=['\"]|url\()#(\w+)", r"\1#%s-\2" % prefix, svg)
    box = re.search(r'viewBox="([^"]*)"', svg)[1]
    svg = re.sub(r"<svg[^>]*>", '<svg viewBox="%s" role="img" aria-label="%s">' % (box, label), svg, count=1)
    return coloured(svg).strip()


def figure(plot, label, caption, data):
    """The whole <figure>; `data` is the address of the numbers beside it."""
    chapter, name = plot.split("/")
    path = "%s/%s.svg" % (FOLDER, plot)
    if not os.path.exists(path):
        raise ValueError("%s is missing: chapters/%s/plots/draw.sh should draw it" % (path, chapter))
    link = ' <a class="data" href="%s">Numbers (CSV)</a>' % data if data else ""
    return ('<figure id="figure-%s"><div class="plot">%s</div><figcaption>%s%s</figcaption></figure>'
            % (name, inline(path, name, label), caption, link))
