/* Counting a text of any size in memory of a given size.
 *
 * The text is taken in parts as long as fit. In a part the places of each word are known, so its row
 * is counted as in counts.h: one word after the other, in a dense row that stays in the cache. No
 * table is ever in memory: a finished row goes on at once, to the file when the part is all of the
 * text, else to a run on disk; the runs are added up row by row at the end.
 *
 *     … sat on the │ mat and slept by the … fire that │ burnt all …
 *         context  │   places that are counted        │  context       (left, right places of it)
 *
 * The answer must not depend on where the text was cut. Whole numbers can be added in any order,
 * fractions cannot: in binary 1/3 is not a third. But 1/d is a whole number of L-ths when L is the
 * least common multiple of 1 … n, n the longest distance. So a sum s of such fractions, which
 * count_neighbours() makes in double, is rounded to the nearest L-th at once, and L·s, a whole
 * number, is what is handed on. The rounding finds the exact sum as long as the error of s is less
 * than half an L-th. With u = 2⁻⁵³ a sum of m terms is off by at most m·u·s; each is 1/n or more,
 * so m ≤ n·s, and n·u·s² < 1/(2L) has to hold: s < √(2⁵² / (n·L)). What c occurrences of one word
 * can give is c·(1 + 1/2 + … ) on either side, so after so many of them the row is rounded and begun
 * anew. Beyond n = 16 L is so large that this would be done all the time: there the fractions are
 * added as they are, and cutting the text elsewhere may change the last of sixteen digits. */
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cooc.h"
#include "progress.h"

enum { LONGEST_EXACT = 16, AHEAD = 12, SMALLEST_PART = 1024 };

struct counter {
	window w;
	dense_row row;
	double *near;    // (V) what count_neighbours() adds to
	double unit;     // L, or 0 when there is none
	long settle;     // occurrences of a word after which its row is rounded
	int *id, *place; // (room) a part of the text; its places sorted by word
	int *start;      // (V+1) word i stands at place[start[i]] … place[start[i+1]-1]
	int room, n;     // of the part
	int first;       // place of the part where counting begins: before it is context
	runs r;
};

static double least_common_multiple(int n)
{
	long m = 1;
	for (long d = 2; d <= n; d++) {
		long a = m, b = d;
		while (b) {
			long rest = a % b;
			a = b;
			b = rest;
		}
		m = m / a * d;
	}
	return (double)m;
}

static int longest(window w)
{
	return w.left > w.right ? w.left : w.right;
}

double counter_unit(window w)
{
	return w.by_distance && longest(w) <= LONGEST_EXACT ? least_common_multiple(longest(w)) : 1;
}

/* What one occurrence can add to one cell. */
static double most_of_one(window w)
{
	double most = 0;
	for (int d = 1; d <= longest(w); d++) most += ((d <= w.left) + (d <= w.right)) / (double)d;
	return most;
}

counter *counter_new(arena *a, int V, window w, size_t memory)
{
	counter *c = arena_alloc(a, 1, sizeof *c);
	size_t fixed = row_memory(V) + (size_t)V * (sizeof *c->near + sizeof *c->start) + memory / 8;
	size_t words = memory > fixed ? (memory - fixed) / (sizeof *c->id + sizeof *c->place) : 0;
	if (words < (size_t)SMALLEST_PART + 4 * (size_t)(w.left + w.right)) {
		error_set("--memory is too little for a vocabulary of %d words", V);
		return NULL;
	}
	*c = (counter){.w = w, .row = row_new(a, V), .settle = LONG_MAX, .unit = counter_unit(w)};
	if (w.by_distance && longest(w) > LONGEST_EXACT)
		c->unit = 0;
	else if (w.by_distance)
		c->settle = (long)(sqrt(0x1p52 / (longest(w) * c->unit)) / most_of_one(w));
	c->room = words < INT_MAX / 2 ? (int)words : INT_MAX / 2;
	c->near = arena_alloc(a, (size_t)V, sizeof *c->near);
	c->start = arena_alloc(a, (size_t)V + 1, sizeof *c->start);
	c->id = malloc((size_t)c->room * sizeof *c->id); // untouched pages cost nothing
	c->place = malloc((size_t)c->room * sizeof *c->place);
	if (!c->id || !c->place) bug("out of memory: %d words wanted", c->room);
	c->r = runs_none(V, memory / 8);
	return c;
}

/* Sort the places from `first` to `last` by their words: count, sum up, deal out. */
static void sort_places(counter *c, int last)
{
	memset(c->start, 0, ((size_t)c->row.V + 1) * sizeof *c->start);
	for (int p = c->first; p < last; p++)
		if (c->id[p] >= 0) c->start[c->id[p]]++;
	for (int i = 1; i <= c->row.V; i++) c->start[i] += c->start[i - 1];
	for (int p = last - 1; p >= c->first; p--)
		if (c->id[p] >= 0) c->place[--c->start[c->id[p]]] = p;
}

/* All columns that a window may have touched; some of them lie beyond a line end. */
static void touch(counter *c, int at)
{
	int from = at > c->w.left ? at - c->w.left : 0;
	int to = c->n - at > c->w.right ? at + c->w.right : c->n - 1;
	for (int p = from; p <= to; p++)
		if (c->id[p] >= 0) c->row.touched[c->id[p] >> 6] |= UINT64_C(1) << (c->id[p] & 63);
}

static void touch_all(counter *c)
{
	for (int j = 0; j < c->row.V; j += 64)
		c->row.touched[j >> 6] =
		        c->row.V - j < 64 ? (UINT64_C(1) << (c->row.V - j)) - 1 : ~UINT64_C(0);
}

/* What was added up so far, as a whole number of units, goes to the row. */
static void settle(counter *c)
{
	for (int w = 0; w <= (c->row.V - 1) >> 6; w++)
		for (uint64_t bits = c->row.touched[w]; bits; bits &= bits - 1) {
			int j = w * 64 + __builtin_ctzll(bits);
			c->row.sum[j] += c->unit > 0 ? rint(c->near[j] * c->unit) : c->near[j];
			c->near[j] = 0;
		}
}

/* One row: all places of one word. */
static int count_word(counter *c, int word)
{
	const int *place = c->place + c->start[word];
	int n = c->start[word + 1] - c->start[word];
	bool many = n > c->row.V / (c->w.left + c->w.right);
	if (many) touch_all(c);
	for (int k = 0; k < n; k++) {
		if (k + AHEAD < n) __builtin_prefetch(c->id + place[k + AHEAD]);
		count_neighbours(c->near, c->id, c->n, place[k], c->w);
		if (!many) touch(c, place[k]);
		if ((k + 1) % c->settle == 0) settle(c);
	}
	settle(c);
	return row_take(&c->row);
}

/* Count a part up to `last`, all rows. */
static int count_part(counter *c, int last, sink to, progress *bar)
{
	sort_places(c, last);
	for (int i = 0; i < c->row.V; i++) {
		int n = count_word(c, i);
		if (to.take(to.to, c->row.col, c->row.value, n) < 0) return -1;
		if (bar) progress_at(bar, i + 1, NULL);
	}
	return 0;
}

/* The part is full: its rows become a run, its end the context of the next part. */
static int next_part(counter *c)
{
	sink run;
	int last = c->n - c->w.right, kept = last > c->w.left ? last - c->w.left : 0;
	if (runs_begin(&c->r, &run) < 0 || count_part(c, last, run, NULL) < 0 || runs_end(&c->r) < 0)
		return -1;
	c->n -= kept;
	c->first = last - kept;
	memmove(c->id, c->id + kept, (size_t)c->n * sizeof *c->id);
	return 0;
}

int counter_add(counter *c, int id)
{
	if (c->n == c->room && next_part(c) < 0) return -1;
	c->id[c->n++] = id;
	return 0;
}

/* The rest of the text, which is all of it when there are no runs. */
static int last_part(counter *c, sink to)
{
	progress bar;
	progress_begin(&bar, "counting", c->row.V, "rows");
	int status = count_part(c, c->n, to, &bar);
	progress_end(&bar);
	return status;
}

int counter_end(counter *c, sink to)
{
	sink run;
	if (c->r.n == 0) return last_part(c, to);
	if (runs_begin(&c->r, &run) < 0 || last_part(c, run) < 0 || runs_end(&c->r) < 0) return -1;
	free(c->id);
	free(c->place);
	c->id = c->place = NULL;
	return runs_merge(&c->r, &c->row, to);
}

int counter_runs(const counter *c)
{
	return c->r.written;
}

void counter_free(counter *c)
{
	free(c->id);
	free(c->place);
	runs_free(&c->r);
}
