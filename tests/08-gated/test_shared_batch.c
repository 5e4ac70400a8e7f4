/* A batch shared out among threads is the batch; a team does every round whole. */
#include "../07-vanishing/networks.h"
#include "gated_layers.h"
#include "rules.h"
#include "shared_batch.h"
#include "team.h"

enum { V = 5, B = 7, T = 6, N = T * B, ROUNDS = 2000, MEMBERS = 3 };

static network_shape shape_of(const layer_kind *kind)
{
	return (network_shape){.kind = kind,
	        .vocabulary = V,
	        .inputs = 3,
	        .hidden = 4,
	        .layers = 2,
	        .outputs = V,
	        .batch = B,
	        .steps = T,
	        .carry = true};
}

static void draw(int *ids, int *target)
{
	rng r = rng_new(2, 1);
	for (int i = 0; i < N; i++) {
		ids[i] = (int)rng_below(&r, V);
		target[i] = (int)rng_below(&r, V);
	}
}

START_TEST(test_threads_have_the_loss_and_the_gradient_of_the_whole)
{
	int ids[N], target[N];
	draw(ids, target);
	for (const layer_kind *const *kind = all_kinds; *kind; kind++)
		for (int threads = 1; threads <= 3; threads++) {
			arena a = {0};
			lm_model m;
			ck_assert_int_eq(shared_batch_model(&a, shape_of(*kind), 1, threads, &m), 0);
			network *whole = network_new(&a, shape_of(*kind), 1);
			for (int chunk = 0; chunk < 2; chunk++) { // the second begins with states of the first
				const network_input in = {.ids = ids};
				double expected = network_softmax_loss(whole, in, target, T, true);
				double loss = m.loss_and_gradient(m.self, ids, target, T);
				ck_assert_double_eq_tol(loss, expected, 20 * EPSILON);
				int clock = 0;
				for (int i = 0; i < m.dw.cols; i++)
					if (fabs((double)(m.dw.p[i] - whole->dw.p[i])) > 100 * EPSILON) clock++;
				// A phased layer's clock stays: 2 layers of 3 times 4 numbers.
				ck_assert_int_le(clock, *kind == &layer_phased_lstm ? 24 : 0);
			}
			shared_batch_end(&m);
			arena_free(&a);
		}
}
END_TEST

START_TEST(test_states_of_all_threads_are_one_block)
{
	int ids[N], target[N];
	arena a = {0};
	lm_model m;
	draw(ids, target);
	ck_assert_int_eq(shared_batch_model(&a, shape_of(&layer_lstm), 1, 3, &m), 0);
	double first = m.loss(m.self, ids, target, T), second = m.loss(m.self, ids, target, T);
	ck_assert(first != second);
	fill(m.state, 0);
	ck_assert(m.loss(m.self, ids, target, T) == first);
	ck_assert(m.loss(m.self, ids, target, T) == second);
	shared_batch_end(&m);
	arena_free(&a);
}
END_TEST

static void count_up(void *context, int who)
{
	((long *)context)[who * 64]++;
}

START_TEST(test_a_round_is_over_when_every_member_is_done)
{
	static long done[MEMBERS * 64];
	arena a = {0};
	team *t = team_new(&a, MEMBERS);
	ck_assert_ptr_nonnull(t);
	for (long round = 1; round <= ROUNDS; round++) {
		team_run(t, count_up, done);
		for (int who = 0; who < MEMBERS; who++) ck_assert_int_eq(done[who * 64], round);
	}
	team_end(t);
	arena_free(&a);
}
END_TEST

/* Every rule finds the lowest point of a bowl. */
START_TEST(test_rules_go_down)
{
	static const double rate[] = {0.05, 0.02, 0.5, 0.1};
	for (int k = 0; gated_rules[k]; k++) {
		arena a = {0};
		mat w = mat_new(&a, 1, 2), dw = mat_new(&a, 1, 2), slot[OPTIM_SLOTS];
		for (int i = 0; gated_rules[k]->slot[i]; i++) slot[i] = mat_new(&a, 1, 2);
		w.p[0] = 1;
		w.p[1] = -2;
		for (long n = 1; n <= 1000; n++) {
			dw.p[0] = w.p[0] - 3;
			dw.p[1] = 2 * (w.p[1] - 1);
			gated_rules[k]->step(w, dw, slot, rate[k], n);
		}
		ck_assert_double_eq_tol((double)w.p[0], 3, 1e-3);
		ck_assert_double_eq_tol((double)w.p[1], 1, 1e-3);
		arena_free(&a);
	}
}
END_TEST

TESTS("a batch shared out", 60, test_threads_have_the_loss_and_the_gradient_of_the_whole,
        test_states_of_all_threads_are_one_block, test_a_round_is_over_when_every_member_is_done,
        test_rules_go_down)
