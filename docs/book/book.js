// The book works without this file. With it: light and dark by a button, the contents on narrow
// screens, what scrolls can be scrolled by keys, and a search through all pages.
'use strict';

const byId = (id) => document.getElementById(id);
const root = document.documentElement;

// --- light and dark --------------------------------------------------------------------------------

const night = matchMedia('(prefers-color-scheme: dark)');
const chosen = (mode) => root.classList.contains(mode + '-mode');
const isDark = () => chosen('dark') || (night.matches && !chosen('light'));

function nameTheme() {
	byId('theme').textContent = isDark() ? 'Light' : 'Dark';
	byId('theme').setAttribute('aria-label', 'Switch to the ' + (isDark() ? 'light' : 'dark') + ' theme');
}
byId('theme').addEventListener('click', () => {
	const wanted = isDark() ? 'light' : 'dark';
	root.className = wanted + '-mode';
	try { localStorage.setItem('theme', wanted); } catch (e) { /* then it lasts for this page */ }
	nameTheme();
});
night.addEventListener('change', nameTheme);
nameTheme();

// --- contents on narrow screens ----------------------------------------------------------------------

function showContents(open) {
	byId('contents').classList.toggle('open', open);
	byId('menu').setAttribute('aria-expanded', String(open));
}
byId('menu').addEventListener('click', () => showContents(!byId('contents').classList.contains('open')));
byId('contents').addEventListener('click', (e) => { if (e.target.closest('a')) showContents(false); });

// --- what is wider than its place can be reached with the Tab key ---------------------------------------

function reachable() {
	for (const box of document.querySelectorAll('div.fragment, pre.fragment, .wide, .formula, .plot, .memproto')) {
		if (box.scrollWidth > box.clientWidth + 1) {
			box.tabIndex = 0;
			box.setAttribute('role', 'group');
			box.setAttribute('aria-label', 'wide content, scrolls sideways');
		} else if (box.hasAttribute('tabindex')) {
			for (const name of ['tabindex', 'role', 'aria-label']) box.removeAttribute(name);
		}
	}
}
addEventListener('load', reachable);
addEventListener('resize', reachable);
document.addEventListener('toggle', reachable, true);

// --- paper has nothing to unfold ------------------------------------------------------------------------

let unfolded = [];
addEventListener('beforeprint', () => {
	unfolded = [...document.querySelectorAll('main details:not([open]):not(.notation)')];
	for (const d of unfolded) d.open = true;
});
addEventListener('afterprint', () => { for (const d of unfolded) d.open = false; });

// A link into something folded unfolds it.
function unfoldTarget() {
	const target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
	const folded = target && target.closest('details:not([open])');
	if (folded) { folded.open = true; target.scrollIntoView(); }
}
addEventListener('hashchange', unfoldTarget);
addEventListener('load', unfoldTarget);

// --- search -----------------------------------------------------------------------------------------------

const query = byId('query'), results = byId('results');
let index = null;

// search-index.js calls this; it is loaded when the search field is first used.
window.book_index = (entries) => {
	const fold = (s) => s.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
	index = entries.map(([url, page, heading, text]) =>
		({ url, page, heading, text, low: fold(text), head: fold(page + ' ' + heading) }));
	index.fold = fold;
	search();
};
function loadIndex() {
	if (byId('index')) return;
	const script = document.createElement('script');
	script.id = 'index';
	script.src = 'search-index.js';
	document.head.append(script);
}

const escape = (s) => s.replace(/[&<>"]/g, (c) => '&#' + c.charCodeAt(0) + ';');

function count(text, word) {
	let n = 0;
	for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) n++;
	return n;
}

// The text around the first word found, the words marked.
function excerpt(entry, words) {
	const first = Math.min(...words.map((w) => entry.low.indexOf(w)).filter((at) => at >= 0));
	const at = isFinite(first) ? Math.max(0, first - 60) : 0;
	const piece = (at ? '… ' : '') + entry.text.slice(at, at + 170) + (at + 170 < entry.text.length ? ' …' : '');
	const pattern = words.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
	return piece.split(new RegExp('(' + pattern + ')', 'gi'))
		.map((part, i) => (i % 2 ? '<mark>' + escape(part) + '</mark>' : escape(part))).join('');
}

function search() {
	const asked = query.value.trim();
	results.hidden = !asked;
	if (!asked || !index) return;
	const words = index.fold(asked).split(/\s+/).filter(Boolean);
	const found = [];
	for (const entry of index) {
		let score = 0; // what explains stands before what lists
		for (const word of words) {
			const inHead = count(entry.head, word), inText = count(entry.low, word);
			if (!inHead && !inText) { score = 0; break; }
			score += 20 * inHead + Math.min(inText, 8);
		}
		if (score && /^ch\d/.test(entry.url)) score += 6;
		if (score) found.push({ entry, score });
	}
	found.sort((a, b) => b.score - a.score);
	const places = found.length === 1 ? '1 place' : found.length ? found.length + ' places' : 'Nothing found';
	const rows = found.slice(0, 40).map(({ entry }) => `<li><a href="${escape(entry.url)}">`
		+ `<b>${escape(entry.heading || entry.page)}</b>${entry.heading ? ' · ' + escape(entry.page) : ''}`
		+ `<small>${excerpt(entry, words)}</small></a></li>`);
	results.innerHTML = `<p role="status">${places}</p><ol>${rows.join('')}</ol>`;
}

function closeSearch() { results.hidden = true; }

query.addEventListener('focus', () => { loadIndex(); search(); });
query.addEventListener('input', () => { loadIndex(); search(); });
byId('search').addEventListener('submit', (e) => {
	e.preventDefault();
	const first = results.querySelector('a');
	if (first) first.click();
});
results.addEventListener('click', (e) => { if (e.target.closest('a')) closeSearch(); });
document.addEventListener('click', (e) => { if (!e.target.closest('#results, #search')) closeSearch(); });
document.addEventListener('keydown', (e) => {
	const typing = /^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName);
	if (e.key === '/' && !typing && !e.ctrlKey && !e.metaKey && !e.altKey) {
		e.preventDefault();
		query.focus();
		query.select();
	}
	if (e.key === 'Escape') { closeSearch(); showContents(false); if (typing) query.blur(); }
	if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && !results.hidden) {
		const links = [query, ...results.querySelectorAll('a')];
		const at = links.indexOf(document.activeElement);
		if (at < 0) return;
		e.preventDefault();
		links[Math.min(Math.max(at + (e.key === 'ArrowDown' ? 1 : -1), 0), links.length - 1)].focus();
	}
});
