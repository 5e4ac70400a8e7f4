/* Three kinds that differ in their f and in where they begin. What they compute are the exercises of
 * chapters 06 and 07; the product that waits for no step, dWh, is done here for all of a chunk. */
#include <math.h>

#include "plain_layers.h"
#include "remedies.h"

void start_uniform(layer *l, rng *r)
{
	double range = 1 / sqrt(l->Wh.rows);
	rng_fill_uniform(r, l->Wx, -range, range);
	rng_fill_uniform(r, l->Wh, -range, range);
}

static void start_irnn(layer *l, rng *r)
{
	start_uniform(l, r);
	irnn_init(l->Wh, 1);
}

static void start_nprnn(layer *l, rng *r)
{
	start_uniform(l, r);
	nprnn_init(l->Wh, r);
}

static void tanh_forward(layer *l)
{
	rnn_recur_forward(l->h, l->Wh);
}

static void relu_forward(layer *l)
{
	relu_recur_forward(l->h, l->Wh);
}

/* dWh = Σ_t h_{t−1}ᵀ da_t: every step's state beside every step's gradient, in one product. */
static void add_dWh(layer *l)
{
	mul_add(l->dWh, tr(flat(steps(l->h, 0, l->a.T))), flat(l->da));
}

static void tanh_backward(layer *l)
{
	rnn_recur_backward(l->dh, l->h, l->Wh);
	add_dWh(l);
}

static void relu_backward(layer *l)
{
	relu_recur_backward(l->dh, l->h, l->Wh);
	add_dWh(l);
}

const layer_kind layer_tanh = {.name = "tanh",
        .about = "chapter 06's",
        .gates = 1,
        .in_place = true,
        .start = start_uniform,
        .forward = tanh_forward,
        .backward = tanh_backward};

const layer_kind layer_irnn = {.name = "irnn",
        .about = "ReLU, begins with the identity",
        .gates = 1,
        .in_place = true,
        .start = start_irnn,
        .forward = relu_forward,
        .backward = relu_backward};

const layer_kind layer_nprnn = {.name = "nprnn",
        .about = "ReLU, begins positive definite with a largest eigenvalue of 1",
        .gates = 1,
        .in_place = true,
        .start = start_nprnn,
        .forward = relu_forward,
        .backward = relu_backward};

const layer_kind *const plain_kinds[] = {&layer_tanh, &layer_irnn, &layer_nprnn, NULL};
