/* From a map's places to a picture; see picture.h. */
#include <math.h>

#include "picture.h"

/* A sheet grows by STEP until few labels need a line; from WIDE on, until all have a place. */
static const double NARROWEST = 900, WIDE = 1500, WIDEST = 6000, STEP = 1.15, FEW = 0.15,
                    MARGIN = 5;

void turn_wide(mat y)
{
	double xx = 0, xy = 0, yy = 0;
	for (int i = 0; i < y.rows; i++) {
		const real *p = row(y, i);
		xx += (double)p[0] * (double)p[0];
		xy += (double)p[0] * (double)p[1];
		yy += (double)p[1] * (double)p[1];
	}
	double angle = 0.5 * atan2(2 * xy, xx - yy), c = cos(angle), s = sin(angle);
	for (int i = 0; i < y.rows; i++) {
		real *p = row(y, i);
		double a = (double)p[0], b = (double)p[1];
		p[0] = (real)(c * a + s * b);
		p[1] = (real)(c * b - s * a);
	}
}

/* Dots 0 … 1 along one axis. Of a place, the share `spread` is its rank among all: a map that LLE
 * makes has most words in one heap, and ranks pull it apart without changing who is left of whom. */
static void shares(double *to, mat y, int axis, double spread)
{
	double low = HUGE_VAL, high = -HUGE_VAL;
	for (int i = 0; i < y.rows; i++) {
		low = fmin(low, (double)row(y, i)[axis]);
		high = fmax(high, (double)row(y, i)[axis]);
	}
	double size = high > low ? high - low : 1;
	for (int i = 0; i < y.rows; i++) {
		double mine = (double)row(y, i)[axis], rank = 0;
		for (int j = 0; j < y.rows; j++) {
			double other = (double)row(y, j)[axis];
			rank += other < mine ? 1 : other == mine && j < i ? 1 : 0;
		}
		to[i] = (1 - spread) * (mine - low) / size + spread * rank / (y.rows - 1);
	}
}

/* How much higher than wide the map is, within what fits on a page. */
static double proportion(mat y, double spread)
{
	double low[2] = {HUGE_VAL, HUGE_VAL}, high[2] = {-HUGE_VAL, -HUGE_VAL};
	for (int i = 0; i < y.rows; i++)
		for (int d = 0; d < 2; d++) {
			low[d] = fmin(low[d], (double)row(y, i)[d]);
			high[d] = fmax(high[d], (double)row(y, i)[d]);
		}
	if (spread > 0 || !(high[0] > low[0])) return 0.75;
	return fmin(1, fmax(0.5, (high[1] - low[1]) / (high[0] - low[0])));
}

/* Dots onto a sheet, and a box for each word. */
static void put_dots(
        label *l, int n, const char *const *words, canvas c, const double *x, const double *y)
{
	const double left = MARGIN * c.font, below = 2 * c.font;
	for (int i = 0; i < n; i++) {
		label_measure(&l[i], words[i], c);
		l[i].x = left + x[i] * (c.width - 2 * left);
		l[i].y = below + y[i] * (c.height - 2 * below);
	}
}

static bool all_shown(const label *l, int n)
{
	for (int i = 0; i < n; i++)
		if (!l[i].shown) return false;
	return true;
}

canvas picture_of(label *l, mat y, const char *const *words, double spread, canvas asked)
{
	const int n = y.rows;
	const double high = proportion(y, spread);
	arena scratch = {0};
	double *across = arena_alloc(&scratch, (size_t)n, sizeof *across);
	double *up = arena_alloc(&scratch, (size_t)n, sizeof *up);
	canvas c = asked;
	shares(across, y, 0, spread);
	shares(up, y, 1, spread);
	for (double w = asked.width > 0 ? asked.width : NARROWEST;; w *= STEP) {
		bool last = asked.width > 0 || w >= WIDEST;
		int some = w >= WIDE ? n - 1 : (int)(FEW * n);
		c.width = round(w);
		c.height = round(w * high);
		put_dots(l, n, words, c, across, up);
		if (labels_place(l, n, last ? n : 2 * some, c) <= some && all_shown(l, n)) break;
		if (last) break;
	}
	arena_free(&scratch);
	return c;
}
