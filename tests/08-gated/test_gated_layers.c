/* Layers with gates inside a network: their gradients against differences, their state over chunks. */
#include "../07-vanishing/networks.h"
#include "gated_layers.h"

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

TESTS("layers with gates", 120, test_gradients_are_the_derivatives_of_the_loss,
        test_a_state_carried_over_goes_on_as_if_nothing_were_cut, test_forget_gates_begin_open)
