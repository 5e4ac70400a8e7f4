/* The language-model driver, with the smallest model there is: a table of logits, one row a letter.
 * It has a state that does nothing but remember, so that what the driver does with it shows. */
#include <math.h>

#include "error.h"
#include "lm.h"
#include "testing.h"

enum { V = 3, B = 2, STEPS = 4, WEIGHTS = V * V, LETTERS = 45, UPDATES = 30 };

typedef struct {
	real w[WEIGHTS], dw[WEIGHTS], state[B];
	int seen[1000], reads; // the ids that the driver fed, in its order
} table;

static double read_chunk(table *m, const int *x, const int *target, int T, bool learn)
{
	double sum = 0;
	const int n = T * B;
	if (learn) memset(m->dw, 0, sizeof m->dw);
	for (int i = 0; i < n; i++) {
		const real *logit = m->w + V * x[i];
		double p[V], total = 0;
		for (int v = 0; v < V; v++) total += p[v] = exp((double)logit[v]);
		sum -= log(p[target[i]] / total);
		for (int v = 0; learn && v < V; v++)
			m->dw[V * x[i] + v] += (real)((p[v] / total - (v == target[i])) / n);
		m->state[i % B] += (real)x[i];
		if (learn && m->reads < 1000) m->seen[m->reads++] = x[i];
	}
	return sum / n;
}

static double loss_and_gradient(void *self, const int *x, const int *target, int T)
{
	return read_chunk(self, x, target, T, true);
}

static double loss(void *self, const int *x, const int *target, int T)
{
	return read_chunk(self, x, target, T, false);
}

static lm_model model_of(table *m)
{
	*m = (table){.reads = 0};
	return (lm_model){.self = m,
	        .signature = "table V=3",
	        .w = mat_of(m->w, 1, WEIGHTS),
	        .dw = mat_of(m->dw, 1, WEIGHTS),
	        .state = mat_of(m->state, 1, B),
	        .vocabulary = V,
	        .batch = B,
	        .steps = STEPS,
	        .loss_and_gradient = loss_and_gradient,
	        .loss = loss};
}

static lm_text a_text(void)
{
	static int ids[LETTERS];
	for (int i = 0; i < LETTERS; i++) ids[i] = i * i % 7 % V;
	return (lm_text){ids, LETTERS};
}

static void keep_loss(void *context, long update, double nats)
{
	((double *)context)[update - 1] = nats;
}

static lm_options options_of(const optim_rule *rule)
{
	return (lm_options){
	        .updates = UPDATES, .rule = rule, .rate = 0.5, .report_every = 10, .save_every = 1000};
}

/* A rule that remembers two things, and shows what it is handed. */
static long counted[2 * UPDATES], calls;

static void two_step(mat w, mat dw, mat *slot, double rate, long update)
{
	counted[calls++] = update;
	for (long i = 0; i < count(w); i++) {
		slot[0].p[i] = (real)0.9 * slot[0].p[i] + dw.p[i];
		slot[1].p[i] += 1;
		w.p[i] -= (real)rate * slot[0].p[i] / slot[1].p[i];
	}
}

static const optim_rule two = {"two", {"velocity", "times"}, two_step};

START_TEST(test_streams_run_side_by_side_and_begin_again)
{
	static table m;
	static lm_run run;
	lm_model lm = model_of(&m);
	lm_text text = a_text();
	lm_options o = options_of(&optim_sgd);
	o.updates = 6; // a stream has 22 steps: five chunks of 4, one of 2
	ck_assert_int_eq(lm_train(&lm, text, text, &o, &run), LM_DONE);
	ck_assert_int_eq(m.reads, 44);
	for (int i = 0; i < 44; i++) ck_assert_int_eq(m.seen[i], text.ids[i % B * 22 + i / B]);
	ck_assert_int_eq(run.position, 0);
	ck_assert(m.state[0] == 0 && m.state[1] == 0);
	o.updates = 5;
	lm = model_of(&m);
	ck_assert_int_eq(lm_train(&lm, text, text, &o, &run), LM_DONE);
	ck_assert_int_eq(run.position, 20);
	ck_assert(m.state[0] > 0); // what was read, and not what lm_loss() read for the curve
	double sum = 0;
	for (int i = 0; i < 20; i++) sum += text.ids[i];
	ck_assert((double)m.state[0] == sum);
}
END_TEST

START_TEST(test_loss_is_the_mean_over_the_streams)
{
	static table m;
	lm_model lm = model_of(&m);
	lm_text text = a_text();
	double nats, sum = 0;
	for (int i = 0; i < WEIGHTS; i++) m.w[i] = (real)i / 4;
	ck_assert_int_eq(lm_loss(&lm, text, &nats), 0);
	for (int i = 0; i < 44; i++)
		sum += read_chunk(&m, (int[]){text.ids[i], text.ids[i]},
		        (int[]){text.ids[i + 1], text.ids[i + 1]}, 1, false);
	ck_assert_double_eq_tol(nats, sum / 44, 1e-12);
	ck_assert_int_eq(lm_loss(&lm, (lm_text){text.ids, 2}, &nats), -1);
	assert_says(error_message(), "2 letters; 2 streams need at least 3");
}
END_TEST

START_TEST(test_a_rule_is_given_the_gradient_its_slots_and_the_update)
{
	static table m;
	static lm_run run;
	static double losses[UPDATES];
	lm_model lm = model_of(&m);
	lm_options o = options_of(&two);
	o.trace = keep_loss;
	o.context = losses;
	calls = 0;
	ck_assert_int_eq(lm_train(&lm, a_text(), a_text(), &o, &run), LM_DONE);
	ck_assert_int_eq(calls, UPDATES);
	for (int i = 0; i < UPDATES; i++) ck_assert_int_eq(counted[i], i + 1);
	ck_assert_double_lt(losses[UPDATES - 1], 0.9 * losses[0]);
}
END_TEST

START_TEST(test_rules_of_the_harness_are_its_steps)
{
	real g[] = {3, (real)-0.5}, w[2][2] = {{1, 2}, {1, 2}}, s[2][2] = {{0}};
	mat dw = mat_of(g, 1, 2), slot = mat_of(s[0], 1, 2);
	for (int step = 1; step <= 3; step++) {
		optim_adagrad.step(mat_of(w[0], 1, 2), dw, &slot, 0.1, step);
		adagrad_step(mat_of(w[1], 1, 2), dw, mat_of(s[1], 1, 2), 0.1);
		optim_sgd.step(mat_of(w[0], 1, 2), dw, NULL, 0.1, step);
		sgd_step(mat_of(w[1], 1, 2), dw, 0.1);
	}
	ck_assert_mem_eq(w[0], w[1], sizeof w[0]);
	ck_assert_mem_eq(s[0], s[1], sizeof s[0]);
	ck_assert(!optim_sgd.slot[0] && !strcmp(optim_adagrad.slot[0], "squares"));
	ck_assert_str_eq(optim_sgd.name, "sgd");
	ck_assert_str_eq(optim_adagrad.name, "adagrad");
}
END_TEST

/* One run of UPDATES, and the same cut in two by a checkpoint. */
static void cut_in_two(const optim_rule *rule)
{
	static table whole, parts;
	static lm_run run, again;
	calls = 0;
	lm_options o = options_of(rule);
	lm_model lm = model_of(&whole);
	ck_assert_int_eq(lm_train(&lm, a_text(), a_text(), &o, &run), LM_DONE);
	o.checkpoint = scratch(rule->name);
	o.resume = true;
	o.updates = 13;
	lm = model_of(&parts);
	ck_assert_int_eq(lm_train(&lm, a_text(), a_text(), &o, &again), LM_DONE);
	o.updates = UPDATES;
	lm = model_of(&parts);
	ck_assert_int_eq(lm_train(&lm, a_text(), a_text(), &o, &again), LM_DONE);
	ck_assert_int_eq(again.update, UPDATES);
	ck_assert_mem_eq(parts.w, whole.w, sizeof whole.w);
	ck_assert_mem_eq(parts.state, whole.state, sizeof whole.state);
}

START_TEST(test_a_run_cut_in_two_is_the_same_run)
{
	cut_in_two(&optim_sgd);
	cut_in_two(&optim_adagrad);
	cut_in_two(&two);
}
END_TEST

START_TEST(test_a_rule_refuses_what_another_remembered)
{
	static table m;
	static lm_run run;
	lm_model lm = model_of(&m);
	lm_options o = options_of(&optim_adagrad);
	o.checkpoint = scratch("adagrad.ckpt");
	o.resume = true;
	o.updates = 2;
	ck_assert_int_eq(lm_train(&lm, a_text(), a_text(), &o, &run), LM_DONE);
	o.rule = &two;
	ck_assert_int_eq(lm_train(&lm, a_text(), a_text(), &o, &run), LM_ERROR);
	assert_says(error_message(), "has no 'velocity'");
	o.rule = &optim_sgd; // remembers nothing, so it can go on from any
	ck_assert_int_eq(lm_train(&lm, a_text(), a_text(), &o, &run), LM_DONE);
}
END_TEST

static double halve(mat dw, double limit)
{
	for (long i = 0; i < count(dw); i++) dw.p[i] *= (real)limit;
	return limit;
}

START_TEST(test_gradients_are_clipped_before_the_update)
{
	static table clipped, slower, plain;
	static lm_run run;
	lm_options o = options_of(&optim_sgd);
	o.clip = halve;
	o.clip_limit = 0.5;
	lm_model lm = model_of(&clipped);
	ck_assert_int_eq(lm_train(&lm, a_text(), a_text(), &o, &run), LM_DONE);
	o.clip = NULL;
	o.rate /= 2;
	lm = model_of(&slower);
	ck_assert_int_eq(lm_train(&lm, a_text(), a_text(), &o, &run), LM_DONE);
	ck_assert_mem_eq(clipped.w, slower.w, sizeof clipped.w);
	o.clip = halve;
	o.clip_limit = 0;
	lm = model_of(&plain);
	ck_assert_int_eq(lm_train(&lm, a_text(), a_text(), &o, &run), LM_DONE);
	ck_assert_mem_eq(plain.w, slower.w, sizeof plain.w);
}
END_TEST

TESTS("lm", 20, test_streams_run_side_by_side_and_begin_again,
        test_loss_is_the_mean_over_the_streams,
        test_a_rule_is_given_the_gradient_its_slots_and_the_update,
        test_rules_of_the_harness_are_its_steps, test_a_run_cut_in_two_is_the_same_run,
        test_a_rule_refuses_what_another_remembered, test_gradients_are_clipped_before_the_update)
