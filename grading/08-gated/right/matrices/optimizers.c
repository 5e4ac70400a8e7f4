/* Whole vectors: scale and add; Adam with its corrected means in memory of their own. */
#include <math.h>

#include "optimizers.h"

/* w += x · v */
static void move(mat w, double x, mat v)
{
	arena scratch = {0};
	mat by = mat_new(&scratch, 1, v.cols);
	copy(by, v);
	scale(by, (real)x);
	add(w, by);
	arena_free(&scratch);
}

void sgd_momentum_step(mat w, mat dw, mat v, double rate, double mu)
{
	scale(v, (real)mu);
	add(v, dw);
	move(w, -rate, v);
}

void adam_step(mat w, mat dw, mat m, mat v, double rate, adam_settings s, long t)
{
	arena scratch = {0};
	mat squares = mat_new(&scratch, 1, w.cols), direction = mat_new(&scratch, 1, w.cols);
	for (int i = 0; i < w.cols; i++) *elem(squares, 0, i) = *elem(dw, 0, i) * *elem(dw, 0, i);
	scale(m, (real)s.beta1);
	move(m, 1 - s.beta1, dw);
	scale(v, (real)s.beta2);
	move(v, 1 - s.beta2, squares);
	for (int i = 0; i < w.cols; i++) {
		double mean = (double)*elem(m, 0, i) / (1 - pow(s.beta1, (double)t));
		double square = (double)*elem(v, 0, i) / (1 - pow(s.beta2, (double)t));
		*elem(direction, 0, i) = (real)(mean / (sqrt(square) + s.epsilon));
	}
	move(w, -rate, direction);
	arena_free(&scratch);
}
