/** @file networks.h
 * For tests of networks of any kind of layer, chapter 08's too: numeric gradients of every weight, and
 * what chunks, replicas and directions must leave alike.
 */
#ifndef NETWORKS_H
#define NETWORKS_H

#include <math.h>

#include "../harness/testing.h"
#include "gradcheck.h"
#include "network.h"

enum { CHECK_T = 5, CHECK_B = 3 };

/** A network with something to read and answers to learn. */
typedef struct {
	arena a;
	network *n;
	network_input in;
	int ids[CHECK_T * CHECK_B], class[CHECK_T * CHECK_B];
	mat target, first;
	bool classes; // cross-entropy at every step, or squares at the last
} network_case;

/** Draw one. `ids`: it reads ids of V = 4 (a table pays) or, when `many`, of V = 40. Every weight, the
 * biases too, and the states that a chunk begins with are random. */
static inline void network_case_new(
        network_case *c, const layer_kind *kind, int layers, bool both_ways, bool ids, bool many)
{
	*c = (network_case){.classes = ids};
	network_shape s = {.kind = kind,
	        .vocabulary = ids ? (many ? 40 : 4) : 0,
	        .inputs = 2,
	        .hidden = 4,
	        .layers = layers,
	        .both_ways = both_ways,
	        .outputs = ids ? 6 : 2,
	        .batch = CHECK_B,
	        .steps = CHECK_T + 2,
	        .carry = !both_ways};
	c->n = network_new(&c->a, s, 3);
	rng r = rng_new(5, 1);
	mat noise = mat_new(&c->a, 1, c->n->w.cols);
	rng_fill_normal(&r, noise, 0.2);
	add(c->n->w, noise);
	c->in.x = seq_new(&c->a, CHECK_T, CHECK_B, s.inputs);
	rng_fill_normal(&r, flat(c->in.x), 1);
	for (int i = 0; i < CHECK_T * CHECK_B; i++) {
		c->ids[i] = (int)rng_below(&r, ids ? (uint32_t)s.vocabulary : 1);
		c->class[i] = (int)rng_below(&r, (uint32_t)s.outputs + 1) - 1;
	}
	c->in.ids = ids ? c->ids : NULL;
	c->target = mat_new(&c->a, CHECK_B, s.outputs);
	rng_fill_normal(&r, c->target, 1);
	c->first = mat_new(&c->a, 1, c->n->state.cols);
	rng_fill_uniform(&r, cols(c->first, 0, c->first.cols - 1), 0, 0.5);
	*elem(c->first, 0, c->first.cols - 1) = 7; // steps that went before
}

/** Its loss, from the first states. */
static inline double network_case_loss(network_case *c, bool gradient)
{
	copy(c->n->state, c->first);
	return c->classes ? network_softmax_loss(c->n, c->in, c->class, CHECK_T, gradient)
	                  : network_square_loss(c->n, c->in, c->target, CHECK_T, gradient);
}

static inline double network_case_value(void *context)
{
	return network_case_loss(context, false);
}

/** Every element of dw against differences; at most `left_out` may sit on a kink. */
static inline void check_network_gradient(network_case *c, int left_out)
{
	network_case_loss(c, true);
	mat dw = mat_new(&c->a, 1, c->n->w.cols), numeric = mat_new(&c->a, 1, c->n->w.cols);
	copy(dw, c->n->dw);
	int n = numeric_gradient(numeric, c->n->w, network_case_value, c);
	ck_assert_msg(n >= 0 && n <= left_out, "%s: %d left out", c->n->shape.kind->name, n);
	for (int i = 0; i < dw.cols; i++)
		if (isfinite((double)numeric.p[i])) {
			double error = fabs((double)(dw.p[i] - numeric.p[i]));
			ck_assert_msg(error < 1e-9, "%s, L=%d, both=%d, V=%d: element %d is %.12g, not %.12g",
			        c->n->shape.kind->name, c->n->shape.layers, c->n->shape.both_ways,
			        c->n->shape.vocabulary, i, (double)dw.p[i], (double)numeric.p[i]);
		}
}

/** All of that for one kind: one and two layers, one way and both, numbers and ids. */
static inline void check_network_gradients(const layer_kind *kind, int left_out)
{
	if (EPSILON > 1e-10) return; // single precision has too few digits for differences
	for (int i = 0; i < 12; i++) {
		network_case c;
		network_case_new(&c, kind, 1 + i % 2, i / 2 % 2, i / 4 > 0, i / 4 > 1);
		check_network_gradient(&c, left_out);
		arena_free(&c.a);
	}
}

/** Two chunks in a row, the state carried, give what one chunk gives. */
static inline void check_network_carries(const layer_kind *kind)
{
	network_case c;
	network_case_new(&c, kind, 2, false, true, false);
	mat whole = mat_new(&c.a, CHECK_T * CHECK_B, c.n->shape.outputs);
	copy(c.n->state, c.first);
	network_forward(c.n, c.in, CHECK_T);
	copy(whole, flat(c.n->y));
	copy(c.n->state, c.first);
	for (int begin = 0; begin < CHECK_T; begin += 2) {
		int T = CHECK_T - begin < 2 ? CHECK_T - begin : 2;
		network_forward(c.n, (network_input){.ids = c.ids + begin * CHECK_B}, T);
		for (int i = 0; i < T * CHECK_B; i++)
			for (int k = 0; k < whole.cols; k++)
				ck_assert_double_eq_tol((double)*elem(flat(c.n->y), i, k),
				        (double)*elem(whole, begin * CHECK_B + i, k), 30 * EPSILON);
	}
	arena_free(&c.a);
}

#endif
