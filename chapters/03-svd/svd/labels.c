/* Placing labels; see labels.h. */
#include <math.h>
#include <string.h>

#include "arena.h"
#include "labels.h"
#include "text.h"

enum { SIDES = 16, RINGS = 24, SWEEPS = 8 };

/* Advance widths of DejaVu Sans in thousandths of the font size, from the blank to the tilde. */
static const short advance[] = {318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318,
        361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838,
        531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603,
        787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635,
        550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392,
        634, 592, 818, 592, 592, 525, 636, 337, 636, 838};

/* Other scripts: wide enough. Scripts of East Asia fill a square. */
static double advance_of(int code)
{
	if (code >= ' ' && code <= '~') return advance[code - ' '] / 1000.0;
	if (text_is_mark(code)) return 0;
	return code < 0x1100 ? 0.85 : 1.05;
}

void label_measure(label *l, const char *word, canvas c)
{
	double sum = 0;
	size_t left = strlen(word);
	for (int code, n; (n = text_decode(word, left, &code)) > 0; word += n, left -= (size_t)n)
		sum += advance_of(code);
	l->width = c.font * (sum + 0.3);
	l->height = c.font * 1.2;
}

static bool overlap(const label *a, const label *b)
{
	return a->left < b->left + b->width && b->left < a->left + a->width &&
	       a->bottom < b->bottom + b->height && b->bottom < a->bottom + a->height;
}

static bool covers(const label *box, double x, double y)
{
	return x > box->left && x < box->left + box->width && y > box->bottom &&
	       y < box->bottom + box->height;
}

void label_anchor(const label *l, double *x, double *y)
{
	*x = fmin(fmax(l->x, l->left), l->left + l->width);
	*y = fmin(fmax(l->y, l->bottom), l->bottom + l->height);
}

/* Does the line from a's dot to its box run through b? It is cut to b's width, then to its height.
 */
static bool runs_through(const label *a, const label *b)
{
	double x, y, from = 0, to = 1;
	label_anchor(a, &x, &y);
	const double start[] = {a->x, a->y}, way[] = {x - a->x, y - a->y};
	const double low[] = {b->left, b->bottom}, size[] = {b->width, b->height};
	for (int d = 0; d < 2; d++) {
		double near = low[d] - start[d], far = near + size[d];
		if (fabs(way[d]) < 1e-9) {
			if (near >= 0 || far <= 0) return false;
			continue;
		}
		from = fmax(from, fmin(near / way[d], far / way[d]));
		to = fmin(to, fmax(near / way[d], far / way[d]));
	}
	return from < to;
}

/* Put a label into position `side` of ring `ring`: the centre of its box lies on a rectangle around
 * the dot that keeps the box clear of it. Side 0 is right of the dot, 4 above, 8 left. */
static void try_position(label *l, int ring, int side, canvas c)
{
	static const double along[SIDES] = {
	        1, 1, 1, 0.5, 0, -0.5, -1, -1, -1, -1, -1, -0.5, 0, 0.5, 1, 1};
	static const double dearer[SIDES] = {
	        0, 0.3, 0.2, 0.5, 0.3, 0.5, 0.4, 0.5, 0.4, 0.5, 0.5, 0.6, 0.4, 0.6, 0.3, 0.4};
	double away = c.font * (0.3 + 0.8 * ring);
	double x = along[side], y = along[(side + SIDES - 4) % SIDES];
	l->left = l->x + x * (away + l->width / 2) - l->width / 2;
	l->bottom = l->y + y * (away + l->height / 2) - l->height / 2;
	l->led = ring > 0;
	l->cost = 2.0 * ring + dearer[side];
}

static bool inside(const label *l, canvas c)
{
	return l->left >= 0 && l->bottom >= 0 && l->left + l->width <= c.width &&
	       l->bottom + l->height <= c.height;
}

/* Labels being placed. Most of a sheet is far from any one of them, so before the positions of a
 * ring are tried, those who could be in the way are looked up. */
typedef struct {
	label *all;
	int n, *near, nearby; /* near[0 … nearby-1]: who could be in the way */
	canvas c;
} sheet;

/* Who has a dot, a box or a line where label `self` can be in this ring. */
static void look_around(sheet *s, int self, int ring)
{
	const label *me = &s->all[self];
	double away = s->c.font * (0.3 + 0.8 * ring);
	double across = away + me->width, up = away + me->height;
	s->nearby = 0;
	for (int j = 0; j < s->n; j++) {
		const label *l = &s->all[j];
		double left = l->x, right = l->x, low = l->y, high = l->y;
		if (j == self) continue;
		if (l->shown) {
			left = fmin(left, l->left);
			right = fmax(right, l->left + l->width);
			low = fmin(low, l->bottom);
			high = fmax(high, l->bottom + l->height);
		}
		if (right >= me->x - across && left <= me->x + across && high >= me->y - up &&
		        low <= me->y + up)
			s->near[s->nearby++] = j;
	}
}

/* What a position costs among those nearby, at most `limit`; HUGE_VAL where it must not stand. */
static double cost_among(const sheet *s, const label *mine, double limit)
{
	double cost = mine->cost;
	for (int i = 0; i < s->nearby && cost < limit; i++) {
		const label *other = &s->all[s->near[i]];
		if (covers(mine, other->x, other->y)) cost += 5;
		if (!other->shown) continue;
		if (overlap(mine, other)) return HUGE_VAL;
		if (mine->led && runs_through(mine, other)) cost += 4;
		if (other->led && runs_through(other, mine)) cost += 4;
	}
	return cost;
}

/* The cheapest place for one label; it stays where it is unless another is cheaper.
 * @return whether it moved */
static bool choose(sheet *s, int self)
{
	label best = s->all[self];
	bool moved = false;
	double least = HUGE_VAL;
	if (best.shown) {
		look_around(s, self, RINGS);
		least = cost_among(s, &best, HUGE_VAL);
	}
	for (int ring = 0; ring < RINGS && 2.0 * ring < least; ring++) {
		look_around(s, self, ring);
		for (int side = 0; side < SIDES; side++) {
			label here = s->all[self];
			try_position(&here, ring, side, s->c);
			if (!inside(&here, s->c)) continue;
			double cost = cost_among(s, &here, least);
			if (!(cost < least - 1e-9)) continue;
			least = cost;
			best = here;
			best.shown = moved = true;
		}
	}
	s->all[self] = best;
	return moved;
}

/* Labels that do not stand beside their dot. */
static int astray(const label *l, int n)
{
	int count = 0;
	for (int i = 0; i < n; i++) count += l[i].led || !l[i].shown;
	return count;
}

int labels_place(label *l, int n, int patience, canvas c)
{
	arena scratch = {0};
	sheet s = {l, n, arena_alloc(&scratch, (size_t)n, sizeof(int)), 0, c};
	int moved = n;
	for (int i = 0; i < n; i++) l[i].shown = false;
	for (int sweep = 0; sweep < SWEEPS && moved; sweep++) {
		moved = 0;
		for (int i = 0; i < n; i++) moved += choose(&s, i);
		if (astray(l, n) > patience) break;
	}
	arena_free(&scratch);
	return astray(l, n);
}
