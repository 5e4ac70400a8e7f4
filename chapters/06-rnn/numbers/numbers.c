/* numbers: every result that lesson 06 quotes and charlm does not print.
 *
 *     06-numbers keys          "key value…" a line; chapters/06-rnn/numbers.sh passes them on
 *     06-numbers block NAME    a table as the lesson shows it
 *     06-numbers csv NAME      the data of a figure
 *     06-numbers times         times of the chapter's functions, for the walk-through
 *
 * Keys are written without the chapter's prefix, which numbers.sh adds. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "blas.h"
#include "blocks.h"
#include "hello.h"
#include "lag.h"
#include "times.h"

static void key(const char *name, mat m)
{
	printf("%s", name);
	for (int i = 0; i < m.rows; i++)
		for (int j = 0; j < m.cols; j++) printf(" %.12g", (double)*elem(m, i, j));
	putchar('\n');
}

static void number(const char *name, double x)
{
	printf("%s %.12g\n", name, x);
}

/* key_at("hello.h", 2, m): "hello.h2 …" */
static void key_at(const char *name, int t, mat m)
{
	char full[40];
	snprintf(full, sizeof full, "%s%d", name, t);
	key(full, m);
}

/* The intermediate results of the lesson's two hand calculations. */
static void in_between(const hello *e)
{
	real exps[HELLO_LETTERS];
	double sum = 0;
	for (int j = 0; j < HELLO_LETTERS; j++) {
		exps[j] = (real)exp((double)*elem(at(e->logits, 0), 0, j));
		sum += (double)exps[j];
	}
	key("hand.exp", mat_of(exps, 1, HELLO_LETTERS));
	number("hand.sum", sum);
	number("hand.y", (double)*elem(at(e->logits, 0), 0, 1));
	number("hand.h2", (double)*elem(at(e->h, 2), 0, 0));
	number("hand.a2", atanh((double)*elem(at(e->h, 2), 0, 0)));
	number("hand.from4", (double)(*elem(at(e->dh, 3), 0, 0) - *elem(at(e->direct, 3), 0, 0)));
	number("hand.direct3", (double)*elem(at(e->direct, 3), 0, 0));
	number("hand.dh3", (double)*elem(at(e->dh, 3), 0, 0));
	number("hand.da3", (double)*elem(at(e->da, 3), 0, 0));
}

static void by_hand(void)
{
	arena a = {0};
	hello e = hello_new(&a, HELLO_STEPS);
	hello_forward(&e);
	hello_backward(&e);
	for (int t = 1; t <= HELLO_STEPS; t++) {
		key_at("hello.h", t, at(e.h, t));
		key_at("hello.y", t, at(e.logits, t - 1));
		key_at("hello.p", t, at(e.p, t - 1));
		key_at("hello.dy", t, at(e.dy, t - 1));
		key_at("hello.direct", t, at(e.direct, t));
		key_at("hello.dh", t, at(e.dh, t));
		key_at("hello.da", t, at(e.da, t));
	}
	number("hello.p.e", (double)*elem(at(e.p, 0), 0, 1));
	number("hello.p.o", (double)*elem(at(e.p, 0), 0, 3));
	number("hello.loss1", e.each[0]);
	number("hello.loss", e.loss);
	number("hello.dWhh00", (double)*elem(e.dw.Whh, 0, 0));
	in_between(&e);
	key("hello.dWxh.l", rows(e.dw.Wxh, 2, 1));
	const double before = e.loss; // raise one weight by .01: what does the loss do?
	*elem(e.w.Whh, 0, 0) += (real)0.01;
	number("hello.nudged", hello_loss(&e) - before);
	arena_free(&a);
}

/* The smallest sequences, where a general formula can be seen to be right. */
static void smallest(void)
{
	for (int T = 1; T <= 2; T++) {
		arena a = {0};
		char name[20];
		hello e = hello_new(&a, T);
		hello_forward(&e);
		hello_backward(&e);
		snprintf(name, sizeof name, "T%d.dWhh00", T);
		number(name, (double)*elem(e.dw.Whh, 0, 0));
		snprintf(name, sizeof name, "T%d.da", T);
		key_at(name, T, at(e.da, T));
		arena_free(&a);
	}
}

static void cuts(void)
{
	for (int k = 1; k <= HELLO_STEPS; k++) {
		arena a = {0};
		hello e = hello_new(&a, HELLO_STEPS);
		hello_forward(&e);
		hello_backward(&e);
		fill(e.dw.Whh, 0);
		copy(flat(e.da), flat(e.direct));
		seq dx = seq_new(&a, HELLO_STEPS, 1, HELLO_LETTERS);
		truncated_bptt(e.dw, dx, e.da, e.x, e.h, e.w, k);
		char name[20];
		snprintf(name, sizeof name, "cut%d.dWhh00", k);
		number(name, (double)*elem(e.dw.Whh, 0, 0));
		arena_free(&a);
	}
}

/* The double sum against backpropagation through time, over all of dWhh. */
static double two_roads(void)
{
	arena a = {0};
	hello e = hello_new(&a, HELLO_STEPS);
	hello_forward(&e);
	hello_backward(&e);
	mat sum = mat_new(&a, HELLO_UNITS, HELLO_UNITS);
	rnn_double_sum(sum, e.direct, e.h, e.w.Whh);
	double worst = 0;
	for (long i = 0; i < count(sum); i++)
		worst = fmax(worst, fabs((double)(sum.p[i] - e.dw.Whh.p[i])));
	arena_free(&a);
	return worst;
}

static void trained(void)
{
	enum { UPDATES = 1000 };
	const double bound = log(2) / 2;
	double loss[2] = {0};
	int below = -1;
	for (int memory = 0; memory < 2; memory++) {
		arena a = {0};
		hello e = hello_new(&a, HELLO_STEPS);
		for (int n = 0; n <= UPDATES; n++) {
			loss[memory] = hello_train(&e, 0.1, memory);
			if (memory && below < 0 && loss[1] < bound) below = n;
		}
		arena_free(&a);
	}
	number("bound", bound);
	number("ln2", log(2));
	number("chance", log(HELLO_LETTERS));
	number("trained.memory", loss[1]);
	number("trained.forgets", loss[0]);
	number("trained.below", below);
}

enum { LAG = 8, LAG_SEEDS = 20, LAG_UPDATES = 2000 };
static const int lag_pieces[] = {8, 7, 3, 5, 9}; // the question's piece is 1, 2, 3, 4, 9 steps long

static int lag_solved(int k)
{
	int solved = 0;
	for (uint64_t seed = 1; seed <= LAG_SEEDS; seed++)
		solved += lag_train(LAG, k, LAG_UPDATES, seed) < 0.1;
	return solved;
}

static int reach(int k)
{
	return (LAG + 1) - LAG / k * k;
}

static void lags(void)
{
	for (int i = 0; i < 5; i++)
		printf("lag.reach%d %d\n", reach(lag_pieces[i]), lag_solved(lag_pieces[i]));
}

static void print_keys(void)
{
	static const char *const names[] = {"Wxh", "Whh", "b", "Why", "by"};
	double worst = 0;
	by_hand();
	smallest();
	cuts();
	for (int i = 0; i < 5; i++) {
		printf("check.%s %.1e\n", names[i], worst_error(i));
		worst = fmax(worst, worst_error(i));
	}
	number("check.worst", worst);
	number("roads", two_roads());
	trained();
	lags();
}

/* --- the data of figures ------------------------------------------------------------------------ */

static void csv_unrolled(void)
{
	arena a = {0};
	hello e = hello_new(&a, HELLO_STEPS);
	hello_forward(&e);
	hello_backward(&e);
	puts("t,reads,target,p,loss,h 1,h 2,h 3,direct 1,direct 2,direct 3,sent 1,sent 2,sent 3");
	for (int t = 0; t <= HELLO_STEPS; t++) {
		if (t == 0)
			printf("0,,,0,0");
		else
			printf("%d,%c,%c,%.6f,%.6f", t, hello_letters[hello_reads[t - 1]],
			        hello_letters[hello_target[t - 1]], exp(-e.each[t - 1]), e.each[t - 1]);
		for (int n = 0; n < HELLO_UNITS; n++) printf(",%.6f", (double)*elem(at(e.h, t), 0, n));
		for (int n = 0; n < HELLO_UNITS; n++) printf(",%.6f", (double)*elem(at(e.direct, t), 0, n));
		for (int n = 0; n < HELLO_UNITS; n++) // what step t+1 sends back to the state h_t
			printf(",%.6f", (double)(*elem(at(e.dh, t), 0, n) - *elem(at(e.direct, t), 0, n)));
		putchar('\n');
	}
	arena_free(&a);
}

static void csv_triangle(void)
{
	arena a = {0};
	hello e = hello_new(&a, HELLO_STEPS);
	hello_forward(&e);
	hello_backward(&e);
	puts("loss of step t,use at step k,share of dWhh[0][0]");
	for (int t = 1; t <= HELLO_STEPS; t++)
		for (int k = 1; k <= t; k++) printf("%d,%d,%.6f\n", t, k, hello_share(&e, t, k, 0, 0));
	arena_free(&a);
}

static void csv_training(void)
{
	arena a = {0};
	hello with = hello_new(&a, HELLO_STEPS), without = hello_new(&a, HELLO_STEPS);
	puts("updates,loss with Whh,loss with Whh = 0");
	for (int n = 0; n <= 300; n++) {
		double l = hello_train(&with, 0.1, true);
		printf("%d,%.6f,%.6f\n", n, l, hello_train(&without, 0.1, false));
	}
	arena_free(&a);
}

static void csv_cut(void)
{
	printf("steps that the gradient goes back,solved of %d\n", LAG_SEEDS);
	for (int i = 0; i < 5; i++) printf("%d,%d\n", reach(lag_pieces[i]), lag_solved(lag_pieces[i]));
}

static int print_csv(const char *name)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} all[] = {{"unrolled", csv_unrolled}, {"triangle", csv_triangle}, {"hello", csv_training},
	        {"cut", csv_cut}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (!strcmp(name, all[i].name)) {
			all[i].print();
			return 0;
		}
	return error_set("csv %s: there is no such figure", name);
}

int main(int argc, char **argv)
{
	blas_start(argv); // for the times
	error_program("06-numbers");
	const char *what = argc > 1 ? argv[1] : "", *name = argc > 2 ? argv[2] : "";
	int status = 0;
	if (!strcmp(what, "keys"))
		print_keys();
	else if (!strcmp(what, "times"))
		times_print();
	else if (!strcmp(what, "block"))
		status = block_print(name);
	else if (!strcmp(what, "csv"))
		status = print_csv(name);
	else
		status = error_set("expected keys, times, block NAME or csv NAME");
	if (status || fflush(stdout)) error_exit();
	return 0;
}
