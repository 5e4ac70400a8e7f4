/* Rules in a valley: see valley.h. */
#include "optimizers.h"
#include "valley.h"

const char *const rule_name[RULES] = {"plain", "momentum", "adam"};
static const double rate[RULES] = {0.045, 0.03, 0.3};
static const double STEEP = 40;

walk walk_new(void)
{
	return (walk){.x = -4, .y = 1};
}

double walk_loss(const walk *w)
{
	return (w->x * w->x + STEEP * w->y * w->y) / 2;
}

void walk_on(walk *w, rule_kind rule)
{
	real at[] = {(real)w->x, (real)w->y}, d[] = {(real)w->x, (real)(STEEP * w->y)};
	real v[] = {(real)w->v[0], (real)w->v[1]}, s[] = {(real)w->squares[0], (real)w->squares[1]};
	mat where_now = mat_of(at, 1, 2), slope = mat_of(d, 1, 2), first = mat_of(v, 1, 2);
	w->updates++;
	if (rule == ADAM)
		adam_step(where_now, slope, first, mat_of(s, 1, 2), rate[ADAM],
		        (adam_settings){0.9, 0.999, 1e-8}, w->updates);
	else
		sgd_momentum_step(where_now, slope, first, rate[rule], rule == PLAIN ? 0 : 0.7);
	w->x = (double)at[0];
	w->y = (double)at[1];
	for (int i = 0; i < 2; i++) {
		w->v[i] = (double)v[i];
		w->squares[i] = (double)s[i];
	}
}
