// What one page holds and what is wrong with it, as seen in the view that the tab has now. The value is
// {ids, links, counts, faults: [[kind, text], …]}. Links are judged by pages.py, which knows the other pages.
(() => {
  'use strict';
  const faults = [], counts = {formulas: 0, pictures: 0, letters: 0};
  const fault = (kind, text) => faults.push([kind, text]);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const shown = (element) => element.checkVisibility({visibilityProperty: true});
  const cut = (text, length = 60) => {
    const flat = text.replace(/\s+/g, ' ').trim();
    return flat.length > length ? flat.slice(0, length) + '…' : flat;
  };
  // An element's name in a report: short, and enough to find it.
  const where = (element) => {
    const own = element.id ? '#' + element.id : [...element.classList].slice(0, 2).map((c) => '.' + c).join('');
    return element.tagName.toLowerCase() + own;
  };

  // --- formulas and Markdown that nobody rendered -------------------------------------------------
  // Text is put together block by block, for a raw formula may be cut up by <em>; code is left out.
  const CODE = 'code, pre, kbd, samp, tt, script, style, noscript, template, textarea, math, .fragment, .line, .code, .memItemRight, .memproto';
  const BLOCK = 'p, li, td, th, h1, h2, h3, h4, h5, h6, dt, dd, figcaption, caption, summary, title, text, a, div, body';
  const RAW = [
    ['formula', 'dollar signs', /\$\$|\$[^\s$](?:[^$]{0,200}?[^\s$])?\$(?!\d)/],
    ['formula', 'Doxygen formula', /\\f[$[\](){}]/],
    ['formula', 'LaTeX', /\\[a-zA-Z]{2,}|\\[{}|,;!]|[A-Za-z0-9)][_^]\{/],
    ['formula', 'math fence', /```|~~~/],
    ['markup', 'Doxygen command', /[\\@](?:ref|snippet|image|cite|subpage|anchor|htmlonly|endhtmlonly|brief|param)\b/],
    ['markup', 'Markdown', /\]\([^()\s]+\)|\[![A-Z]+\]|\[\^\w+\]|\*\*[^\s*][^*]*\*\*|^\s*#{1,6}\s|^\s*\|[\s:|-]+\|/],
  ];
  const lookForRaw = (text, place) => {
    for (const [kind, what, pattern] of RAW) {
      const found = pattern.exec(text);
      if (!found) continue;
      fault(kind, `${what} in ${place}: ${cut(text.slice(Math.max(0, found.index - 10), found.index + 60))}`);
      return;
    }
  };
  const blocks = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement, block = parent.closest(BLOCK);
    const text = parent.closest(CODE) ? ' ' : walker.currentNode.data;
    if (!blocks.has(block)) blocks.set(block, '');
    blocks.set(block, blocks.get(block) + text);
  }
  for (const [block, text] of blocks) {
    counts.letters += text.length;
    if (/[$\\@`~\]*#|{]/.test(text) && shown(block)) lookForRaw(text, where(block));
  }
  lookForRaw(document.title, 'the title');
  for (const attribute of ['alt', 'aria-label', 'title', 'placeholder'])
    for (const element of all(`[${attribute}]`)) lookForRaw(element.getAttribute(attribute), `${where(element)} ${attribute}`);

  const FORMULA = 'math, mjx-container, .katex, img.formulaInl, img.formulaDsp';
  for (const formula of all(FORMULA)) {
    counts.formulas++;
    if (!shown(formula)) continue;
    const {width, height} = formula.getBoundingClientRect();
    if (width < 2 || height < 2) fault('formula', `drawn with no size: ${cut(formula.textContent)}`);
    if (!formula.textContent.trim() && !formula.getAttribute('alt')) fault('formula', `empty: ${where(formula)}`);
  }
  for (const bad of all('merror, mjx-merror, .temml-error, .katex-error'))
    fault('formula', `not understood: ${cut(bad.textContent)}`);

  // --- pictures ---------------------------------------------------------------------------------
  const named = (element) => {
    const ids = (element.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean);
    return element.getAttribute('aria-label') || ids.map((id) => document.getElementById(id)?.textContent).join(' ') ||
      element.getAttribute('alt') || element.querySelector(':scope > title')?.textContent || '';
  };
  const decoration = (element) => element.closest('[aria-hidden=true]') ||
    /^(presentation|none)$/.test(element.getAttribute('role') || '');
  for (const picture of all('img, svg, object, embed, canvas, video, [role=img], input[type=image]')) {
    if (picture.parentElement.closest('svg, [role=img]') || picture.matches('math img')) continue;
    if (decoration(picture)) continue;
    if (picture.matches('svg:not([role])') && picture.closest('button, a')) continue; // an icon: axe asks for the name
    counts.pictures++;
    const name = named(picture).trim(), file = picture.getAttribute('src') || '';
    if (!name) fault('picture', `without a name: ${where(picture)} ${cut(file)}`);
    else if (/\.(svg|png|jpe?g|gif)$/i.test(name)) fault('picture', `its name is a file's: ${cut(name)}`);
    if (picture.matches('svg') && picture.getAttribute('role') !== 'img') fault('picture', `svg without role=img: ${cut(name)}`);
    if (picture.matches('img') && !picture.naturalWidth) fault('picture', `not drawn: ${cut(file)}`);
  }
  for (const figure of all('figure'))
    if (!figure.querySelector('figcaption')?.textContent.trim()) fault('picture', `figure without a caption: ${cut(figure.textContent)}`);

  // --- contrast inside drawings, which axe does not look at ---------------------------------------
  const colour = (text) => {
    const numbers = (text.match(/[\d.]+/g) || []).map(Number);
    return /^rgb/.test(text) && numbers.length >= 3 ? {rgb: numbers.slice(0, 3), alpha: numbers[3] ?? 1} : null;
  };
  const luminance = ({rgb}) => rgb.map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const paper = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const found = colour(getComputedStyle(e).backgroundColor);
      if (found && found.alpha > 0.99) return found;
    }
    return {rgb: [255, 255, 255], alpha: 1};
  };
  // The last opaque shape drawn before a text and around its middle is what the text stands on.
  const drawing = (svg) => {
    const shapes = [], behind = paper(svg), weak = new Map();
    for (const element of all('rect, path, polygon, circle, ellipse, image, text', svg)) {
      if (element.closest('defs, clipPath, symbol')) continue;
      const box = element.getBoundingClientRect(), style = getComputedStyle(element);
      if (element.tagName !== 'text') {
        const fill = element.tagName === 'image' ? 'image' : colour(style.fill);
        if (fill && (fill === 'image' || fill.alpha * style.fillOpacity > 0.9)) shapes.push([box, fill]);
        continue;
      }
      const ink = colour(getComputedStyle(element.querySelector('tspan') || element).fill);
      if (!ink || !box.width || !element.textContent.trim()) continue;
      const x = box.x + box.width / 2, y = box.y + box.height / 2;
      const under = shapes.findLast(([s]) => s.left <= x && x <= s.right && s.top <= y && y <= s.bottom);
      const ground = under ? under[1] : behind;
      if (ground === 'image') continue;
      const contrast = ratio(ink, ground);
      if (contrast >= 4.5) continue;
      const texts = weak.get(contrast) || [];
      weak.set(contrast, [...texts, cut(element.textContent, 30)]);
    }
    for (const [contrast, texts] of weak)
      fault('contrast', `${contrast.toFixed(1)} of 4.5 for ${texts.length} texts as “${texts[0]}” in ${cut(named(svg), 40)}`);
  };
  for (const svg of all('svg[role=img]')) if (shown(svg)) drawing(svg);

  // --- scrolling sideways: the page itself, or a part that acts as the page -------------------------
  const root = document.scrollingElement;
  const asPage = (e) => /auto|scroll/.test(getComputedStyle(e).overflowY) && e.scrollHeight > e.clientHeight &&
    e.clientHeight > innerHeight / 2 && e.clientWidth > innerWidth / 2;
  for (const part of [root, ...all('body, body div, body main').filter((e) => e !== root && asPage(e))]) {
    if (part.scrollWidth <= part.clientWidth + 1) continue;
    const edge = part === root ? root.clientWidth : part.getBoundingClientRect().left + part.clientWidth;
    const contained = (e) => { // by something between it and the page that scrolls or cuts
      for (let up = e.parentElement; up && up !== part; up = up.parentElement)
        if (getComputedStyle(up).overflowX !== 'visible') return true;
      return false;
    };
    const reach = (e) => e.getBoundingClientRect().left + Math.max(e.scrollWidth, e.getBoundingClientRect().width);
    const culprit = all('*', part).findLast((e) => reach(e) > edge + 1 && shown(e) && !contained(e) &&
      getComputedStyle(e).overflowX === 'visible');
    fault('scroll', `sideways: ${part.scrollWidth} of ${part.clientWidth} px in ${where(part)}, ` +
      `from ${culprit ? where(culprit) + ' ' + cut(culprit.textContent, 30) : 'something not found'}`);
  }

  // --- ids and links ------------------------------------------------------------------------------
  const ids = all('[id]').map((e) => e.id), seen = new Set();
  for (const id of ids) {
    if (seen.has(id)) fault('id', `twice: ${cut(id)}`);
    seen.add(id);
  }
  const links = [];
  for (const element of all('[href], [src], object[data]')) {
    const address = element.getAttribute('href') ?? element.getAttribute('src') ?? element.getAttribute('data');
    if (element.tagName === 'BASE' || /^(data|javascript|mailto|blob):/.test(address)) continue;
    if (!address) fault('link', `empty address: ${where(element)} ${cut(element.textContent)}`);
    else links.push({url: new URL(address, document.baseURI).href, address, rel: element.getAttribute('rel') || '', name: cut(element.textContent, 30)});
  }
  return {ids: [...seen, ...all('a[name]').map((a) => a.name)], links, counts, faults};
})()
