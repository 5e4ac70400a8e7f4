// Does a reader who uses the keyboard see where they are? One element of each kind gets the focus, as
// by the Tab key (which the test has pressed before), and must then look different and be in sight.
(() => {
  'use strict';
  const faults = [], kinds = new Set();
  const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';
  const PROPERTIES = ['boxShadow', 'backgroundColor', 'borderTopColor', 'borderBottomColor', 'borderBottomWidth',
    'textDecorationLine', 'textDecorationColor'];
  const look = (element) => {
    const style = getComputedStyle(element);
    const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 &&
      !/, 0\)$/.test(style.outlineColor);
    return {outline, rest: PROPERTIES.map((p) => style[p]).join()};
  };
  for (const element of document.querySelectorAll(FOCUSABLE)) {
    const classes = [...element.classList].sort().join('.');
    const around = element.parentElement.closest('nav, header, main, footer, aside, [id]');
    const kind = [element.tagName, classes, around?.id || around?.tagName].join(' ');
    if (kinds.has(kind) || element.disabled || !element.checkVisibility({visibilityProperty: true})) continue;
    kinds.add(kind);
    const name = `${element.tagName.toLowerCase()}${classes && '.' + classes} “${(element.textContent.trim() || element.title).slice(0, 30)}”`;
    const before = look(element);
    element.focus();
    if (document.activeElement !== element) continue;
    const after = look(element);
    if (!after.outline && before.rest === after.rest) faults.push(['focus', `not visible: ${name}`]);
    element.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'});
    const box = element.getBoundingClientRect();
    if (box.right <= 1 || box.left >= innerWidth - 1 || box.bottom <= 1 || box.top >= innerHeight - 1 || !box.width)
      faults.push(['focus', `out of sight: ${name}`]);
    element.blur();
  }
  return {kinds: kinds.size, faults};
})()
