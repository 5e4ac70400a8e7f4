"""Open every page in a headless browser and say what is wrong with it.

usage: pages.py [--axe FILE] SITE...         a site is a folder of pages: FOLDER or FOLDER:search,next,toggle
       pages.py [--axe FILE] --faults FILE   is every fault found? FILE is faults.html

Each page with pictures or formulas is loaded in four views: 1280 and 380 pixels wide, in light and in dark.
In each the browser listens for errors and requests, inspect.js looks at what the page shows, and axe-core
(if there) at how accessible it is, in dark only at colours; focus.js and reader.py try what a reader does.
Two views, wide in light and narrow in dark, are enough for other pages, and for the page of another
edition that has the same name; one is for pages whose <main> was looked at before.
Links are judged at the end, when the ids of all pages are known. Shared faults are told once.

Exit status: 0 no fault, 1 faults, 2 the browser does not work.
"""

import argparse
import asyncio
import collections
import html.parser
import os
import pathlib
import re
import shutil
import sys
import urllib.parse

import reader
from chromium import Browser, BrowserError

HERE = pathlib.Path(__file__).parent
# Wide and narrow, light and dark, in this order; the first and the last have all of it.
VIEWS = [(width, height, scheme) for width, height in ((1280, 900), (380, 800)) for scheme in ("light", "dark")]
TOLD = 40  # faults told in full; the rest are counted

# Whatever moves or is folded would be looked at half way or not at all.
SETTLE = """(async () => {
  const style = document.createElement('style');
  style.textContent = '*, *::before, *::after { transition: none !important; animation: none !important; scroll-behavior: auto !important }';
  document.head.append(style);
  for (const details of document.querySelectorAll('details')) details.open = true;
  await document.fonts.ready;
  await new Promise((later) => setTimeout(later, 30));
})()"""

# Text inside a named drawing is inspect.js's: axe takes its colour from the wrong property. preload would
# fetch style sheets, which a page from a file may not.
AXE = """axe.run({exclude: [['svg[role=img] > *']]}, {preload: false, resultTypes: ['violations'], %s}).then((result) => ({
  passes: result.passes.map((rule) => rule.id),
  violations: result.violations.flatMap((rule) => rule.nodes.map((node) =>
    [rule.id, rule.help, node.target.flat().join(' '), node.failureSummary.split('\\n').slice(1).join('; ').trim()]))}))"""
ALL_RULES, COLOURS, NO_RULES = "", "runOnly: ['color-contrast']", None


class Report:
    """Faults, each told once with the pages and views that have it, and what was counted."""

    def __init__(self):
        self.faults = collections.defaultdict(lambda: collections.defaultdict(set))
        self.places, self.counts = {}, collections.Counter()
        self.passed, self.violated = set(), set()

    def fault(self, page, view, kind, text, place=""):
        """The place (an element, say) is told for the first page only."""
        self.faults[kind, text][page].add(view)
        self.places.setdefault((kind, text), place)

    def kinds(self, page):
        return {kind for (kind, _), pages in self.faults.items() if page in pages}

    def lines(self, only=None):
        for (kind, text), pages in sorted(self.faults.items(), key=lambda item: (-len(item[1]), item[0])):
            if only:
                pages = {page: views for page, views in pages.items() if page == only}
                if not pages:
                    continue
            page, views = next(iter(pages.items()))
            more = f" (and {len(pages) - 1} more pages)" if len(pages) > 1 else ""
            seen = "" if None in views or len(views) == len(VIEWS) else f" [{', '.join(sorted(views))}]"
            yield f"{kind}: {page}{more}{seen}: {text}{self.places[kind, text]}"


class Ids(html.parser.HTMLParser):
    """The fragments of a page that is only pointed to."""

    def __init__(self, text):
        super().__init__()
        self.found = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.update(value for name, value in attrs if name == "id" or (name == "name" and tag == "a"))


class Links:
    """Where the pages point to. Addresses of the web are counted and never fetched."""

    def __init__(self, roots):
        self.roots = [root.resolve() for root in roots]
        self.ids, self.links, self.neighbours = {}, collections.defaultdict(dict), {}

    def add(self, page, facts):
        self.ids.setdefault(page, set()).update(facts["ids"])
        for link in facts["links"]:
            self.links[page][link["address"]] = link
            for rel in set(link["rel"].split()) & {"prev", "next"}:
                self.neighbours.setdefault(page, {})[rel] = path_of(link["url"])

    def fragments(self, path):
        if path not in self.ids:
            self.ids[path] = Ids(path.read_text(errors="replace")).found if path.suffix == ".html" else set()
        return self.ids[path]

    def judge(self, report):
        for page, links in list(self.links.items()):
            for link in links.values():
                why = self.fault_of(link, report.counts) or self.fault_of_sheet(link)
                if why:
                    report.fault(page, None, "link", f"{why}: {link['address']} “{link['name']}”")
        for page, sides in self.neighbours.items():
            for rel, back in (("next", "prev"), ("prev", "next")):
                if rel in sides and self.neighbours.get(sides[rel], {}).get(back) != page:
                    report.fault(page, None, "next", f"the {rel} page's {back} page is another")

    def fault_of(self, link, counts):
        url = urllib.parse.urlsplit(link["url"])
        if url.scheme != "file":
            counts["links to the web, not followed"] += 1
            return None
        counts["links"] += 1
        path, fragment = path_of(link["url"]), urllib.parse.unquote(url.fragment)
        if not path.is_file():
            return "a folder, not a page" if path.is_dir() else "no such file"
        if not any(path.is_relative_to(root) for root in self.roots):
            return "leads out of the pages"
        if fragment:
            counts["fragments"] += 1
            if fragment not in self.fragments(path):
                return "no such fragment"
        return None


    def fault_of_sheet(self, link):
        """A style sheet's pictures and fonts, which browsers ask for only when they are shown."""
        sheet = path_of(link["url"])
        if "stylesheet" not in link["rel"] or not sheet.is_file():
            return None
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", sheet.read_text(errors="replace")):
            if not re.match(r"[a-z]+:|#", address) and not (sheet.parent / address.split("#")[0].split("?")[0]).is_file():
                return f"its {address} is not there"
        return None


def path_of(url):
    return pathlib.Path(os.path.normpath(urllib.parse.unquote(urllib.parse.urlsplit(url).path)))


class Examiner:
    """Looks at pages with several tabs of one browser."""

    colours = COLOURS

    def __init__(self, browser, axe, report, links):
        self.browser, self.axe, self.report, self.links = browser, axe, report, links
        self.counted = set()
        self.inspect = (HERE / "inspect.js").read_text()
        self.focus = (HERE / "focus.js").read_text()

    def tab(self):
        return self.browser.tab(self.axe)

    async def all(self, pages, views):
        jobs, known, names = collections.deque(), set(), set()
        for page in pages:
            main = re.search(r"<main.*</main>", page.read_text(errors="replace"), re.S)
            if main and main[0] in known:
                jobs.append((page, views[-1], NO_RULES, False))
                continue
            known.add(main and main[0])
            drawn = not main or re.search("<(svg|img|math)", main[0])
            few = len(views) == 2 or not drawn or page.name in names
            names.add(page.name)
            for view in (views[0], views[-1]) if few else views:
                whole = few or view[2] == "light"
                jobs.append((page, view, ALL_RULES if whole else COLOURS, whole))

        async def work():
            tab = await self.tab()
            while jobs:
                page, view, rules, keyboard = jobs.popleft()
                await tab.view(*view)
                await tab.open(page.as_uri())
                await self.look(tab, page, f"{view[0]} {view[2]}", rules, keyboard)
            await tab.close()

        await asyncio.gather(*(work() for _ in range(min(len(jobs), (os.cpu_count() or 2) + 1))))

    async def look(self, tab, page, view, rules, keyboard=False):
        """Everything about the page that the tab shows, as it is now."""
        report = self.report
        await tab.run(SETTLE)
        facts = await tab.run(self.inspect, apart=True)
        self.links.add(page, facts)
        faults = facts["faults"]
        if self.axe and rules is not NO_RULES:
            result = await tab.run(AXE % rules, apart=True)
            report.passed.update(result["passes"])
            for rule, says, target, summary in result["violations"]:
                report.violated.add(rule)
                faults.append(("axe", f"{rule}: {says}: {summary}", f" ({target})"))
        if keyboard:
            await tab.press("Tab")
            result = await tab.run(self.focus, apart=True)
            report.counts["kinds of focusable elements"] += result["kinds"]
            faults += result["faults"]
        for fault in [*faults, *tab.complaints]:
            report.fault(page, view, *fault)
        report.counts["views"] += 1
        if page not in self.counted:
            self.counted.add(page)
            report.counts.update(facts["counts"])


async def examine(options):
    """All sites. A feature that a site is said to have is tried on it, and missed if it is not there."""
    report = Report()
    sites = {}
    for site in options.sites:
        folder, _, features = site.partition(":")
        sites[pathlib.Path(folder).resolve()] = features.split(",") if features else []
    links = Links(sites)
    async with Browser(options.browser) as browser:
        examiner = Examiner(browser, options.axe, report, links)
        pages = [page for folder in sites for page in sorted(folder.rglob("*.html"))]
        await examiner.all(pages, VIEWS)
        await asyncio.gather(*(reader.TRIES[feature](examiner, folder, links)
                               for folder, features in sites.items() for feature in features))
        version = browser.version
    links.judge(report)
    top = pathlib.Path.cwd()
    lines = [line.replace(f"{top}/", "") for line in report.lines()]
    print(*lines[:TOLD], sep="\n", end="\n" if lines else "")
    if len(lines) > TOLD:
        print(f"… and {len(lines) - TOLD} faults more")
    counted = ", ".join(f"{number} {name}" for name, number in report.counts.items())
    axe = f"axe-core: {len(report.passed - report.violated)} rules passed, {len(report.violated)} violated" if options.axe \
        else "axe-core not run"
    print(f"{version}: {len(pages)} pages, {counted}; {axe}; {len(lines)} faults")
    return 1 if lines or not pages else 0


SHELL = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A page</title><style>:root { color-scheme: light dark } body { background: Canvas; color: CanvasText } pre { overflow-x: auto }</style>
</head><body><main><h1>A page</h1>%s</main></body></html>
"""


def make_up(source, folder):
    """Write the pages of faults.html; for each, the kinds of fault it has and features to try."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sheet.css").write_text(".nothing { background: url('nowhere.png') }\n")
    pieces = re.split(r"^<!-- (\S+(?: \S+)*) -->$", source.read_text(), flags=re.M)[1:]
    pages = {}
    for head, piece in zip(pieces[::2], pieces[1::2]):
        words = head.replace("+", "").split()
        page = folder / f"{words[0]}.html"
        page.write_text(SHELL % piece)
        kinds = {word.split(".")[0] for word in head.split() if "+" not in word}
        pages[page] = (kinds - {"good"}, {word.split(".")[0] for word in words} & set(reader.TRIES))
    return pages


async def examine_faults(options):
    """Each made-up page must show the faults that it was given, and no others."""
    report = Report()
    folder = pathlib.Path("build/browser/faults").resolve()
    pages = make_up(pathlib.Path(options.faults), folder)
    if not options.axe:
        pages = {page: given for page, given in pages.items() if "axe" not in given[0]}
    links = Links([folder])
    async with Browser(options.browser) as browser:
        examiner = Examiner(browser, options.axe, report, links)
        await examiner.all(pages, (VIEWS[0], VIEWS[3]))
        await asyncio.gather(*(reader.TRIES[feature](examiner, page, links)
                               for page, (_, features) in pages.items() for feature in features))
    links.judge(report)
    wrong = 0
    for page, (expected, _) in pages.items():
        found = report.kinds(page)
        if expected == found:
            continue
        wrong += 1
        print(f"FAILED: {page.name}: expected {', '.join(expected) or 'no fault'}; found {', '.join(found) or 'none'}")
        print(*(f"  {line}" for line in report.lines(page)), sep="\n")
    print(f"{len(pages) - wrong} of {len(pages)} made-up pages have exactly the faults that they were given")
    return 1 if wrong or not pages else 0


def main():
    parser = argparse.ArgumentParser(description="look at pages in a headless browser")
    parser.add_argument("--axe", metavar="FILE", help="axe.min.js; without it that part is left out")
    parser.add_argument("--browser", default=next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None))
    parser.add_argument("--faults", metavar="FILE")
    parser.add_argument("sites", metavar="SITE", nargs="*")
    options = parser.parse_args()
    if not options.browser:
        parser.error("no chromium in PATH")
    options.axe = pathlib.Path(options.axe).read_text() if options.axe else None
    try:
        sys.exit(asyncio.run(examine_faults(options) if options.faults else examine(options)))
    except BrowserError as error:
        print(f"pages.py: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
