/* The laboratory's tasks, trials and lags: what is drawn, that trials repeat and resume, and that
 * gradients against lag are products of Jacobians. */
#include <math.h>

#include "../harness/testing.h"
#include "lags.h"
#include "plain_layers.h"
#include "powers.h"
#include "trial.h"

START_TEST(test_adding_marks_one_value_in_each_half_and_asks_for_their_sum)
{
	arena a = {0};
	enum { T = 7, B = 50 };
	task t = adding_task(T);
	task_batch b = task_batch_new(&a, &t, B);
	rng r = rng_new(1, 1);
	for (int n = 0; n < 20; n++) {
		t.draw(&t, &r, &b);
		for (int i = 0; i < B; i++) {
			int first = 0, second = 0;
			double sum = 0;
			for (int k = 0; k < T; k++) {
				const real *x = row(at(b.in.x, k), i);
				ck_assert(x[0] >= 0 && x[0] <= 1 && (x[1] == 0 || x[1] == 1));
				first += k < T / 2 && x[1] == 1;
				second += k >= T / 2 && x[1] == 1;
				if (x[1] == 1) sum += (double)x[0];
			}
			ck_assert(first == 1 && second == 1);
			ck_assert_double_eq_tol((double)*elem(b.target, i, 0), sum, 4 * EPSILON);
		}
	}
	arena_free(&a);
}
END_TEST

/* Var(x + y) = 1/12 + 1/12 for two uniform numbers. */
START_TEST(test_always_answering_1_costs_a_sixth)
{
	arena a = {0};
	task t = adding_task(20);
	network *n = task_network(&a, &t, &layer_tanh, 3, 1, 50, 1);
	fill(n->out.W, 0);
	fill(n->out.b, 1);
	task_score score = task_measure(n, &t, 1, 100000);
	ck_assert_double_eq_tol(score.loss, 1.0 / 6, 0.003);
	ck_assert(isnan(score.accuracy));
	arena_free(&a);
}
END_TEST

START_TEST(test_copying_asks_for_the_symbols_after_the_sign)
{
	arena a = {0};
	enum { LAG = 4, S = 3, K = 2, T = K + LAG + K, B = 40 };
	task t = copying_task(LAG, S, K);
	task_batch b = task_batch_new(&a, &t, B);
	rng r = rng_new(2, 1);
	ck_assert_int_eq(t.steps, T);
	t.draw(&t, &r, &b);
	for (int i = 0; i < B; i++)
		for (int k = 0; k < T; k++) {
			int id = b.ids[k * B + i], answer = b.class[k * B + i];
			if (k < K) ck_assert(id >= 0 && id < S);
			if (k >= K) ck_assert_int_eq(id, k == K + LAG ? S + 1 : S);
			ck_assert_int_eq(answer, k < K + LAG ? -1 : b.ids[(k - K - LAG) * B + i]);
		}
	arena_free(&a);
}
END_TEST

START_TEST(test_agreement_asks_before_the_verb_and_never_shows_it)
{
	arena a = {0};
	enum { B = 200 };
	agreement g = agreement_new(&a);
	task one = agreement_task(&g, -1, false), all = agreement_task(&g, -1, true);
	task_batch x = task_batch_new(&a, &one, B), y = task_batch_new(&a, &all, B);
	rng r = rng_new(3, 1), same = r;
	one.draw(&one, &r, &x);
	all.draw(&all, &same, &y);
	for (int i = 0; i < B; i++) {
		int asked = 0, words = 0;
		for (int k = 0; k < one.steps; k++) {
			int at_k = k * B + i, id = x.ids[at_k];
			ck_assert_int_eq(id, y.ids[at_k]);
			ck_assert(id == g.words || g.verb[id] == NO_NUMBER);
			asked += x.class[at_k] >= 0;
			words += id < g.words;
			if (x.class[at_k] >= 0) // the same question twice: which number, which verb?
				ck_assert_int_eq(x.class[at_k], g.verb[y.class[at_k]]);
			else if (y.class[at_k] >= 0)
				ck_assert_int_eq(y.class[at_k], x.ids[at_k + B]);
		}
		ck_assert_int_eq(asked, 1);
		ck_assert(x.class[(words - 1) * B + i] >= 0);
	}
	arena_free(&a);
}
END_TEST

static trial_options short_trial(const task *t)
{
	return (trial_options){.task = t,
	        .sequences = 400,
	        .rule = &optim_adagrad,
	        .rate = 0.05,
	        .clip = 1,
	        .every = 80,
	        .judged = 100,
	        .seed = 4};
}

static void assert_same_weights(const network *one, const network *two)
{
	ck_assert(memcmp(one->w.p, two->w.p, (size_t)one->w.cols * sizeof(real)) == 0);
}

START_TEST(test_a_trial_repeats_and_a_checkpoint_changes_nothing)
{
	static trial whole, half;
	arena a = {0};
	task t = adding_task(10);
	trial_options o = short_trial(&t);
	network *one = task_network(&a, &t, &layer_irnn, 8, 1, 10, 2);
	network *two = task_network(&a, &t, &layer_irnn, 8, 1, 10, 2);
	ck_assert_int_eq(trial_run(one, &o, &whole), TRIAL_DONE);
	ck_assert_int_eq(whole.update, 40);
	ck_assert_int_eq(whole.points, 6);
	o.sequences = 170; // between two examinations
	o.checkpoint = scratch("trial");
	ck_assert_int_eq(trial_run(two, &o, &half), TRIAL_DONE);
	fill(two->w, 0);
	o.sequences = 400;
	o.resume = true;
	ck_assert_int_eq(trial_run(two, &o, &half), TRIAL_DONE);
	assert_same_weights(one, two);
	ck_assert_int_eq(half.update, 40);
	o.seed = 5; // another trial's file
	ck_assert_int_eq(trial_run(two, &o, &half), TRIAL_ERROR);
	assert_says(error_message(), "trial");
	arena_free(&a);
}
END_TEST

START_TEST(test_a_trial_stops_when_solved_and_when_the_loss_is_no_number)
{
	static trial run;
	arena a = {0};
	task t = adding_task(4);
	trial_options o = short_trial(&t);
	network *n = task_network(&a, &t, &layer_irnn, 8, 1, 10, 2);
	o.sequences = 40000;
	o.every = 1000;
	o.solved = 0.01;
	ck_assert_int_eq(trial_run(n, &o, &run), TRIAL_SOLVED);
	ck_assert_double_lt(trial_last(&run)->fresh.loss, 0.01);
	ck_assert_int_lt(run.update, 4000);
	o.solved = o.clip = 0;
	o.rule = &optim_sgd;
	o.rate = 1000;
	ck_assert_int_eq(trial_run(n, &o, &run), TRIAL_NOT_FINITE);
	arena_free(&a);
}
END_TEST

/* The number of the gradient is that of δ J_T J_{T−1} …, Jacobian by Jacobian. */
static void compare_with_jacobians(const layer_kind *kind, activation f)
{
	enum { T = 12, H = 5, D = 2 };
	arena a = {0};
	network_shape s = {.kind = kind,
	        .inputs = D,
	        .hidden = H,
	        .layers = 1,
	        .outputs = 1,
	        .batch = 1,
	        .steps = T};
	network *n = network_new(&a, s, 3);
	seq x = seq_new(&a, T, 1, D);
	rng r = rng_new(4, 1);
	rng_fill_uniform(&r, flat(x), 0, 1);
	network_forward(n, (network_input){.x = x}, T);
	mat norm = mat_new(&a, 1, T + 1), d = mat_new(&a, 1, H), J = mat_new(&a, H, H);
	mat before = mat_new(&a, 1, H);
	rng same = r;
	lag_norms(norm, n, &r);
	rng_fill_normal(&same, d, 1);
	scale(d, (real)(1 / sqrt(dot(d, d))));
	const layer *l = &n->level[0].way[0];
	for (int lag = 0; lag <= T; lag++) {
		ck_assert_double_eq_tol((double)*elem(norm, 0, lag), sqrt(dot(d, d)), 100 * EPSILON);
		if (lag == T) break;
		state_jacobian(J, at(l->h, T - lag), l->Wh, f);
		mul(before, d, J);
		copy(d, before);
	}
	arena_free(&a);
}

START_TEST(test_gradients_against_lag_are_products_of_jacobians)
{
	compare_with_jacobians(&layer_tanh, BY_TANH);
	compare_with_jacobians(&layer_irnn, BY_RELU);
	compare_with_jacobians(&layer_nprnn, BY_RELU);
}
END_TEST

START_TEST(test_spread_is_geometric)
{
	static const double x[] = {1e-10, 1e-2, 1e-6}, zero[] = {0, 1};
	spread s = spread_of(x, 3);
	ck_assert_double_eq_tol(s.mean / 1e-6, 1, 1e-12);
	ck_assert(s.low == 1e-10 && s.high == 1e-2);
	ck_assert(spread_of(zero, 2).mean == 0);
}
END_TEST

TESTS("tasks of the laboratory", 60,
        test_adding_marks_one_value_in_each_half_and_asks_for_their_sum,
        test_always_answering_1_costs_a_sixth, test_copying_asks_for_the_symbols_after_the_sign,
        test_agreement_asks_before_the_verb_and_never_shows_it,
        test_a_trial_repeats_and_a_checkpoint_changes_nothing,
        test_a_trial_stops_when_solved_and_when_the_loss_is_no_number,
        test_gradients_against_lag_are_products_of_jacobians, test_spread_is_geometric)
