"""What a reader does: search, go on to the next page, switch between light and dark.

Each try gets a site (or one page) that is said to have the feature and reports faults of that kind.

search  <input type="search" aria-controls="ID">: a word from the middle of a page finds that page among
        the links in #ID, following the link leads there, and a word that is nowhere finds nothing
next    <a rel="next"> and <a rel="prev">: from the first page on, every page once, and by a click
toggle  a button whose name has "dark" or "theme" in it, pressed with Enter: the paper changes, and stays
        so after loading again; nothing is wrong with the page in its new colours
"""

import asyncio
import pathlib

WAIT = 5  # seconds for something to appear

WORD = """(() => {
  const paragraphs = [...document.querySelectorAll('main p, .contents p, body p')].filter((p) => p.checkVisibility());
  const words = paragraphs.slice(paragraphs.length / 2 | 0).flatMap((p) => p.textContent.match(/(?<![\\w-])[a-z]{7,14}(?![\\w-])/g) || []);
  return words.sort((a, b) => b.length - a.length)[0] || '';
})()"""

RESULTS = """(() => {
  const box = document.querySelector('input[type=search]');
  const list = document.getElementById(box.getAttribute('aria-controls'));
  if (!list) return null;
  return [...list.querySelectorAll('a[href]')].filter((a) => a.checkVisibility({visibilityProperty: true})).map((a) => a.href);
})()"""

TOGGLE = """[...document.querySelectorAll('button, [role=button], doxygen-awesome-dark-mode-toggle')]
  .find((e) => /dark|theme/i.test((e.getAttribute('aria-label') || '') + e.title + e.textContent) && e.checkVisibility())"""

PAPER = """(() => { for (const e of [document.body, document.documentElement]) {
  const c = getComputedStyle(e).backgroundColor; if (c !== 'rgba(0, 0, 0, 0)') return c; } return 'white'; })()"""


def pages_of(place):
    return sorted(place.rglob("*.html")) if place.is_dir() else [place]


async def until(tab, script, good):
    """The value of a script as soon as it is good, or the last one when time is up."""
    for _ in range(WAIT * 20):
        value = await tab.run(script)
        if good(value):
            break
        await asyncio.sleep(0.05)
    return value


async def search(examiner, place, _links):
    tab = await examiner.tab()
    await tab.view(1280, 900, "light")
    for page in some(pages_of(place)):
        fault = await search_on(tab, page)
        examiner.report.counts["searches"] += 1
        if fault:
            examiner.report.fault(page, None, "search", fault)
    await tab.close()


def some(pages, number=12):
    """That many of them, evenly spread."""
    return pages[::max(1, len(pages) // number)]


async def search_on(tab, page):
    await tab.open(page.as_uri())
    word = await tab.run(WORD)
    if not word:
        return None
    if not await tab.run("!!document.querySelector('input[type=search]')"):
        return "there is no <input type=search>"
    focus = "document.querySelector('input[type=search]').focus(); document.querySelector('input[type=search]').value = ''"
    await tab.run(focus)
    await tab.write("qzxqzxv")
    await asyncio.sleep(0.3)
    if await tab.run(RESULTS):
        return "a word that is nowhere is found"
    await tab.run(focus)
    await tab.write(word)
    found = await until(tab, RESULTS, bool)
    if found is None:
        return "the search box's aria-controls names nothing"
    here = [link for link in found if link.split("#")[0] == page.as_uri()]
    if not here:
        return f"“{word}” does not find its page (but {len(found)} others)"
    await tab.run(f"[...document.querySelectorAll('a')].find((a) => a.href === {here[0]!r} && "
                  "document.getElementById(document.querySelector('input[type=search]').getAttribute('aria-controls')).contains(a)).click()")
    there = await until(tab, "location.href", lambda href: href.split("#")[0] == page.as_uri())
    return None if there.split("#")[0] == page.as_uri() else "following a result leads elsewhere"


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
        there = await until(tab, "location.href", lambda href: href.split("#")[0] == expected)
        if there.split("#")[0] != expected:
            report.fault(page, None, "next", f"a click on next leads to {there}")
        await tab.close()


async def toggle(examiner, place, _links):
    for page in some(pages_of(place)):
        for scheme in ("light", "dark"):
            tab = await examiner.tab()
            await tab.view(1280, 900, scheme)
            await tab.open(page.as_uri())
            fault = await toggle_on(tab)
            if fault:
                examiner.report.fault(page, None, "toggle", fault)
            else:
                await examiner.look(tab, page, f"1280 {scheme}, then switched")
            await tab.close()


async def toggle_on(tab):
    button = await until(tab, f"!!({TOGGLE})", bool)
    if not button:
        return "there is no button for light and dark"
    before = await tab.run(PAPER)
    await tab.run(f"({TOGGLE}).focus()")
    if not await tab.run(f"document.activeElement === ({TOGGLE})"):
        return "the button cannot be reached with the keyboard"
    await tab.press("Enter")
    after = await until(tab, PAPER, lambda paper: paper != before)
    if after == before:
        return "Enter on the button does not change the paper"
    await tab.reload()
    if await until(tab, PAPER, lambda paper: paper == after) != after:
        return "the choice is forgotten when the page is loaded again"
    return None


TRIES = {"search": search, "next": follow, "toggle": toggle}
