/* Layers with gates inside a network: their gradients against differences, their state over chunks. */
#include "../07-vanishing/networks.h"
#include "gated_layers.h"
#include "lags.h"

START_TEST(test_gradients_are_the_derivatives_of_the_loss)
{
	for (const layer_kind *const *kind = gated_kinds; *kind; kind++)
		check_network_gradients(*kind, 0);
}
END_TEST

START_TEST(test_a_state_carried_over_goes_on_as_if_nothing_were_cut)
{
	for (const layer_kind *const *kind = gated_kinds; *kind; kind++) check_network_carries(*kind);
}
END_TEST

/* The columns of b that begin at 1 are the forget gates', and no others. */
START_TEST(test_forget_gates_begin_open)
{
	static const struct {
		const layer_kind *kind;
		int first;
	} expected[] = {{&layer_lstm, 1}, {&layer_lstm_peephole, 1}, {&layer_phased_lstm, 1},
	        {&layer_lstm_coupled, 0}, {&layer_lstm_forget0, -1}, {&layer_gru, -1}};
	for (int i = 0; i < 6; i++) {
		arena a = {0};
		network_shape s = {.kind = expected[i].kind,
		        .inputs = 2,
		        .hidden = 3,
		        .layers = 1,
		        .outputs = 1,
		        .batch = 1,
		        .steps = 1};
		mat b = network_new(&a, s, 1)->level[0].way[0].b;
		for (int j = 0; j < b.cols; j++)
			ck_assert(*elem(b, 0, j) == (real)(j / 3 == expected[i].first));
		arena_free(&a);
	}
}
END_TEST

/* lag_norms() goes back step by step; all steps at once must arrive with the same gradient. */
START_TEST(test_gradients_by_lag_are_those_of_the_whole_recurrence)
{
	enum { T = 6, B = 3, H = 4 };
	for (const layer_kind *const *kind = gated_kinds; *kind; kind++) {
		arena a = {0};
		network_shape s = {.kind = *kind,
		        .inputs = 2,
		        .hidden = H,
		        .layers = 1,
		        .outputs = 1,
		        .batch = B,
		        .steps = T};
		network *n = network_new(&a, s, 1);
		layer *l = &n->level[0].way[0];
		seq x = seq_new(&a, T, B, 2);
		mat norm = mat_new(&a, 1, T + 1), delta = mat_new(&a, B, H);
		rng r = rng_new(4, 1);
		rng_fill_normal(&r, flat(x), 1);
		network_forward(n, (network_input){.x = x}, T);
		lag_norms(norm, n, &r);
		copy(delta, at(l->dh, T));
		fill(flat(l->dh), 0);
		copy(at(l->dh, T), delta);
		if ((*kind)->cell) fill(l->dc, 0);
		(*kind)->backward(l);
		double square = dot(at(l->dh, 0), at(l->dh, 0));
		if ((*kind)->cell) square += dot(l->dc, l->dc);
		ck_assert_double_eq_tol((double)*elem(norm, 0, 0), 1, 10 * EPSILON);
		ck_assert_double_eq_tol((double)*elem(norm, 0, T), sqrt(square / B), 20 * EPSILON);
		arena_free(&a);
	}
}
END_TEST

TESTS("layers with gates", 120, test_gradients_are_the_derivatives_of_the_loss,
        test_a_state_carried_over_goes_on_as_if_nothing_were_cut, test_forget_gates_begin_open,
        test_gradients_by_lag_are_those_of_the_whole_recurrence)
