"""What a reader does: search, go on to the next page, switch between light and dark.

Each try gets a site (or one page) that is said to have the feature and reports faults of that kind.

search  <input type="search" aria-controls="ID">: another page's rarest word finds that page among the links
        in #ID, following the link leads there, and a word that is nowhere finds nothing
next    <a rel="next"> and <a rel="prev">: from the first page on, every page once, and by a click
toggle  a button whose name has "dark" or "theme" in it, pressed with Enter: the paper changes, and stays
        so after loading again; nothing is wrong with the page in its new colours
"""

import asyncio
import collections
import pathlib
import re
import time

from chromium import BrowserError

WAIT = 5  # seconds for something to appear

WORDS = """[...new Set([...document.querySelectorAll('main p, body p')].filter((p) => p.checkVisibility())
  .flatMap((p) => p.textContent.match(/(?<![\\w-])[a-z]{5,14}(?![\\w-])/g) || []))]"""

BOX = "document.querySelector('input[type=search]')"
RESULTS_OF = f"""[...document.getElementById({BOX}.getAttribute('aria-controls')).querySelectorAll('a[href]')]
  .filter((a) => a.checkVisibility({{visibilityProperty: true}}))"""
RESULTS = f"document.getElementById({BOX}.getAttribute('aria-controls')) && {RESULTS_OF}.map((a) => a.href)"

TOGGLE = """[...document.querySelectorAll('button, [role=button], doxygen-awesome-dark-mode-toggle')]
  .find((e) => /dark|theme/i.test((e.getAttribute('aria-label') || '') + e.title + e.textContent) && e.checkVisibility())"""

PAPER = """(() => { for (const e of [document.body, document.documentElement]) {
  const c = getComputedStyle(e).backgroundColor; if (c !== 'rgba(0, 0, 0, 0)') return c; } return 'white'; })()"""


def pages_of(place):
    return sorted(place.rglob("*.html")) if place.is_dir() else [place]


async def until(tab, script, good, seconds=WAIT):
    """The value of a script as soon as it is good, or the last one when time is up."""
    value, end = None, time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            value = await tab.run(script)
        except BrowserError:  # the page is just being replaced by another
            continue
        if good(value):
            break
        await asyncio.sleep(0.05)
    return value


async def arrives(tab, url):
    """Where the tab gets to; that is the address without a fragment when all is well."""
    return await until(tab, "location.href.split('#')[0]", lambda here: here == url)


async def search(examiner, place, _links):
    pages = pages_of(place)
    how_many = collections.Counter()
    for page in pages:
        how_many.update(set(re.findall(r"[a-z]+", page.read_text(errors="replace"))))
    tab = await examiner.tab()
    await tab.view(1280, 900, "light")
    for page in some(pages, 12):
        neighbours = [other for other in pages if other.parent == page.parent]
        other = neighbours[neighbours.index(page) - 1]
        fault = await search_on(tab, page, other, how_many)
        examiner.report.counts["searches"] += 1
        if fault:
            examiner.report.fault(page, None, "search", fault)
    await tab.close()


def some(pages, number):
    """That many of them, evenly spread."""
    return pages[::max(1, len(pages) // number)]


async def search_on(tab, page, other, how_many):
    await tab.open(other.as_uri())
    words = await tab.run(WORDS)
    if not words:  # a page of code
        return None
    # A word that few pages have: for others a search may well show the first of many.
    word = min(words, key=lambda word: (how_many[word], -len(word)))
    # A page that is to find itself is opened under another address, or it would have arrived before it left.
    await tab.open(page.as_uri() + ("?" if page == other else ""))
    if not await tab.run(f"!!({BOX})"):
        return "there is no <input type=search>"
    await tab.run(f"{BOX}.focus()")
    await tab.write("qzxqzxv")
    await asyncio.sleep(0.3)
    if await tab.run(RESULTS):
        return "a word that is nowhere is found"
    await tab.run(f"{BOX}.select()")
    await tab.write(word)
    found = await until(tab, RESULTS, lambda links: links and number_of(other, links) is not None)
    if found is None:
        return "the search box's aria-controls names nothing"
    number = number_of(other, found)
    if number is None:
        return f"“{word}” does not find {other.name} but {', '.join(found[:3]) or 'nothing'}"
    await tab.run(f"({RESULTS_OF})[{number}].click()")
    return None if await arrives(tab, other.as_uri()) == other.as_uri() else "following a result leads elsewhere"


def number_of(page, links):
    """The place of the page among addresses that may have fragments."""
    return next((number for number, link in enumerate(links) if link.split("#")[0] == page.as_uri()), None)


async def follow(examiner, place, links):
    """Links.judge() has the pairs; here the whole chain, and one step by mouse."""
    report, pages = examiner.report, set(pages_of(place))
    sides = {page: side for page, side in links.neighbours.items() if page in pages}
    first = [page for page, side in sides.items() if "next" in side and "prev" not in side]
    if not first:
        report.fault(place, None, "next", "no page begins a chain of <a rel=next>")
    reached = set()
    for page in first:
        while page and page not in reached:
            reached.add(page)
            page = sides.get(page, {}).get("next")
    for page in set(sides) - reached if first else ():
        report.fault(page, None, "next", "not reached from the first page")
    report.counts["pages in a row"] += len(reached)
    for page in first:
        tab = await examiner.tab()
        await tab.open(page.as_uri())
        await tab.run("document.querySelector('a[rel~=next]').click()")
        expected = pathlib.Path(sides[page]["next"]).as_uri()
        there = await arrives(tab, expected)
        if there != expected:
            report.fault(page, None, "next", f"a click on next leads to {there}")
        await tab.close()


async def toggle(examiner, place, _links):
    for page in some(pages_of(place), 6):
        for scheme in ("light", "dark"):
            tab = await examiner.tab()
            await tab.view(1280, 900, scheme)
            await tab.open(page.as_uri())
            fault = await toggle_on(tab)
            if fault:
                examiner.report.fault(page, None, "toggle", fault)
            else:
                await examiner.look(tab, page, f"1280 {scheme}, then switched", examiner.colours)
            await tab.close()


async def toggle_on(tab):
    button = await until(tab, f"!!({TOGGLE})", bool)
    if not button:
        return "there is no button for light and dark"
    before = await tab.run(PAPER)
    # What a page stores just before it goes may be lost, and on a busy machine is: readers are slower.
    for patience in (0.2, 1, 3):
        await tab.run(f"({TOGGLE}).focus()")
        if not await tab.run(f"document.activeElement === ({TOGGLE})"):
            return "the button cannot be reached with the keyboard"
        await tab.press("Enter")
        after = await until(tab, PAPER, lambda paper: paper != before)
        if after == before:
            return "Enter on the button does not change the paper"
        await asyncio.sleep(patience)
        await tab.reload()
        if await until(tab, PAPER, lambda paper: paper == after, 1) == after:
            return None
        before = await tab.run(PAPER)
    return "the choice is forgotten when the page is loaded again"


TRIES = {"search": search, "next": follow, "toggle": toggle}
