/* Networks of the laboratory: their gradients against differences, and what must not change them. */
#include <math.h>

#include "networks.h"
#include "plain_layers.h"

START_TEST(test_gradients_are_the_derivatives_of_the_loss)
{
	for (const layer_kind *const *kind = plain_kinds; *kind; kind++)
		check_network_gradients(*kind, 4);
}
END_TEST

START_TEST(test_a_state_carried_over_goes_on_as_if_nothing_were_cut)
{
	for (const layer_kind *const *kind = plain_kinds; *kind; kind++) check_network_carries(*kind);
}
END_TEST

START_TEST(test_a_table_and_gathered_embeddings_agree)
{
	enum { V = CHECK_T * CHECK_B, H = 4 };
	arena a = {0};
	network_shape s = {.kind = &layer_tanh,
	        .vocabulary = V - 1,
	        .inputs = 3,
	        .hidden = H,
	        .layers = 1,
	        .outputs = 5,
	        .batch = CHECK_B,
	        .steps = CHECK_T};
	network *table = network_new(&a, s, 1);
	s.vocabulary = V; // one more id than a table pays for, and nobody reads it
	network *gathered = network_new(&a, s, 2);
	int row_of_E = s.inputs, rest = table->w.cols - (V - 1) * row_of_E;
	copy(rows(gathered->E, 0, V - 1), table->E);
	copy(cols(gathered->w, V * row_of_E, rest), cols(table->w, (V - 1) * row_of_E, rest));
	rng r = rng_new(1, 1);
	int ids[V], target[V];
	for (int i = 0; i < V; i++) {
		ids[i] = (int)rng_below(&r, V - 1);
		target[i] = (int)rng_below(&r, 5);
	}
	network_input in = {.ids = ids};
	double one = network_softmax_loss(table, in, target, CHECK_T, true);
	ck_assert_double_eq_tol(
	        network_softmax_loss(gathered, in, target, CHECK_T, true), one, 20 * EPSILON);
	for (int i = 0; i < (V - 1) * row_of_E; i++)
		ck_assert_double_eq_tol((double)table->dw.p[i], (double)gathered->dw.p[i], 40 * EPSILON);
	for (int i = 0; i < rest; i++)
		ck_assert_double_eq_tol((double)table->dw.p[(V - 1) * row_of_E + i],
		        (double)gathered->dw.p[V * row_of_E + i], 40 * EPSILON);
	arena_free(&a);
}
END_TEST

/* B sequences are B/2 and B/2: what threads will share out. */
START_TEST(test_replicas_on_parts_of_a_batch_have_the_gradient_of_the_whole)
{
	enum { B = 4, T = 6, H = 5, N = T * B };
	arena a = {0};
	network_shape s = {.kind = &layer_irnn,
	        .vocabulary = 7,
	        .inputs = 3,
	        .hidden = H,
	        .layers = 2,
	        .outputs = 7,
	        .batch = B,
	        .steps = T};
	network *whole = network_new(&a, s, 1), *part = network_replica(&a, whole, B / 2, T);
	rng r = rng_new(2, 1);
	int ids[N], target[N], half_ids[N / 2], half_target[N / 2];
	for (int i = 0; i < N; i++) {
		ids[i] = (int)rng_below(&r, 7);
		target[i] = (int)rng_below(&r, 7);
	}
	double loss = network_softmax_loss(whole, (network_input){.ids = ids}, target, T, true);
	mat sum = mat_new(&a, 1, whole->w.cols);
	for (int half = 0; half < 2; half++) {
		for (int i = 0; i < N / 2; i++) {
			int t = i / (B / 2), b = i % (B / 2) + half * (B / 2);
			half_ids[i] = ids[t * B + b];
			half_target[i] = target[t * B + b];
		}
		loss -= network_softmax_loss(part, (network_input){.ids = half_ids}, half_target, T, true) /
		        2;
		scale(part->dw, (real)0.5);
		add(sum, part->dw);
	}
	ck_assert_double_eq_tol(loss, 0, 20 * EPSILON);
	for (int i = 0; i < sum.cols; i++)
		ck_assert_double_eq_tol((double)sum.p[i], (double)whole->dw.p[i], 40 * EPSILON);
	arena_free(&a);
}
END_TEST

START_TEST(test_a_network_of_both_ways_read_from_the_end_is_the_one_turned_round)
{
	network_case c;
	network_case_new(&c, &layer_tanh, 1, true, false, false);
	network_level *v = &c.n->level[0];
	network_forward(c.n, c.in, CHECK_T);
	seq before = seq_new(&c.a, CHECK_T, CHECK_B, 2 * 4), x = seq_new(&c.a, CHECK_T, CHECK_B, 2);
	copy(flat(before), flat(v->y));
	for (int t = 0; t < CHECK_T; t++) copy(at(x, t), at(c.in.x, CHECK_T - 1 - t));
	copy(v->way[1].Wx, v->way[0].Wx); // one layer twice
	copy(v->way[1].Wh, v->way[0].Wh);
	copy(v->way[1].b, v->way[0].b);
	network_forward(c.n, (network_input){.x = x}, CHECK_T);
	for (int t = 0; t < CHECK_T; t++)
		for (int b = 0; b < CHECK_B; b++)
			for (int k = 0; k < 4; k++)
				ck_assert(*elem(at(v->y, t), b, 4 + k) == *elem(at(before, CHECK_T - 1 - t), b, k));
	arena_free(&c.a);
}
END_TEST

START_TEST(test_one_letter_at_a_time_is_the_chunk)
{
	network_case c;
	network_case_new(&c, &layer_nprnn, 2, false, true, false);
	network_shape s = c.n->shape;
	s.outputs = s.vocabulary;
	network *n = network_new(&c.a, s, 4);
	lm_model m = network_model(&c.a, n);
	network_forward(n, c.in, CHECK_T);
	mat logits = mat_new(&c.a, 1, s.vocabulary);
	m.next(m.self, -1, logits);
	for (int t = 0; t < CHECK_T; t++) {
		m.next(m.self, c.ids[t * CHECK_B], logits);
		for (int k = 0; k < s.vocabulary; k++)
			ck_assert_double_eq_tol(
			        (double)logits.p[k], (double)*elem(at(n->y, t), 0, k), 30 * EPSILON);
	}
	arena_free(&c.a);
}
END_TEST

START_TEST(test_lists_of_kinds_are_read_strictly)
{
	const layer_kind *found[4];
	ck_assert_int_eq(kinds_named(plain_kinds, "irnn,tanh", found), 2);
	ck_assert(found[0] == &layer_irnn && found[1] == &layer_tanh && !found[2]);
	ck_assert_int_eq(kinds_named(plain_kinds, "all", found), 3);
	static const char *const bad[] = {"", "gru", "tanh,", "tanh,tanh", "tanh irnn"};
	for (int i = 0; i < 5; i++) ck_assert_int_eq(kinds_named(plain_kinds, bad[i], found), -1);
	assert_says(error_message(), "tanh irnn");
}
END_TEST

TESTS("networks of the laboratory", 60, test_gradients_are_the_derivatives_of_the_loss,
        test_a_state_carried_over_goes_on_as_if_nothing_were_cut,
        test_a_table_and_gathered_embeddings_agree,
        test_replicas_on_parts_of_a_batch_have_the_gradient_of_the_whole,
        test_a_network_of_both_ways_read_from_the_end_is_the_one_turned_round,
        test_one_letter_at_a_time_is_the_chunk, test_lists_of_kinds_are_read_strictly)
