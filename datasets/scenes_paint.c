/* Painting: is a point inside a shape? Asked 16 times a pixel, in the square around each shape. */
#include <math.h>

#include "scenes.h"

static const double background[3] = {0.08, 0.08, 0.1};
static const double colours[SCENES_COLOURS][3] = {{0.95, 0.15, 0.12}, {0.1, 0.8, 0.2},
        {0.15, 0.3, 1}, {1, 0.85, 0.1}, {0.7, 0.2, 0.85}, {0.95, 0.95, 0.95}};

/* (x,y) from the centre, y downwards, in half widths. */
static bool inside(int shape, double x, double y)
{
	switch (shape) {
	case 0: return x * x + y * y <= 1;
	case 1: return fabs(x) <= 0.88 && fabs(y) <= 0.88;
	case 2: return y <= 0.85 && fabs(x) <= (y + 1) * 0.54;
	default: return (fabs(x) <= 0.34 && fabs(y) <= 1) || (fabs(y) <= 0.34 && fabs(x) <= 1);
	}
}

static double coverage(const scene_object *o, double x, double y, double r, int column, int line)
{
	enum { POINTS = 4 };
	int hits = 0;
	for (int i = 0; i < POINTS; i++)
		for (int j = 0; j < POINTS; j++)
			hits += inside(o->shape, (column + (j + 0.5) / POINTS - x) / r,
			        (line + (i + 0.5) / POINTS - y) / r);
	return hits / (double)(POINTS * POINTS);
}

static int within(double pixel)
{
	return pixel < 0 ? 0 : pixel > SCENES_SIDE ? SCENES_SIDE : (int)pixel;
}

static void paint_object(const scene_object *o, double time, real *const rgb[3])
{
	const double x = o->x[0] + time * (o->x[1] - o->x[0]), y = o->y[0] + time * (o->y[1] - o->y[0]);
	const double r = o->r[0] + time * (o->r[1] - o->r[0]);
	for (int line = within(y - r); line < within(y + r + 1); line++)
		for (int column = within(x - r); column < within(x + r + 1); column++) {
			const double share = coverage(o, x, y, r, column, line);
			for (int c = 0; c < 3; c++) {
				real *pixel = &rgb[c][line * SCENES_SIDE + column];
				const double colour = o->shade * colours[o->colour][c];
				*pixel = (real)((1 - share) * (double)*pixel + share * colour);
			}
		}
}

void scene_paint(const scene *s, double time, real *const rgb[3])
{
	for (int c = 0; c < 3; c++)
		for (int i = 0; i < SCENES_SIDE * SCENES_SIDE; i++) rgb[c][i] = (real)background[c];
	for (int i = 0; i < s->objects; i++) paint_object(&s->object[i], time, rgb);
}
