/* The steps of the program word2vec, held against gradients from the chapter's own functions.
 *
 *     build/f64/tests/oracles/04-word2vec/steps
 *
 * With a very small rate a step is the gradient times the rate, whatever the order in which rows are
 * taken, for the rows hardly change meanwhile. So (before - after)/rate must be what skipgram() and
 * cbow() compute, up to the error of the table of σ. Contexts are empty, odd, even, and with a word
 * twice; the numbers of a row fill a line of the cache or not; noise is none, one, or more than the
 * kernel takes at a time. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "word2vec/trainer.h"

enum { V = 9, LONGEST = 6, MOST_NOISE = 8 };
static const double rate = 1e-7, tolerance = 4e-5;
static int failures;

/* A trainer with a vocabulary of V words and tables of random numbers. */
typedef struct {
	arena a;
	text_ids text;
	trainer *t;
	worker *w;
	embeddings before, d; // tables as they were, gradients
	const char *name;
} bench;

static mat copy_of(arena *a, mat m)
{
	mat c = mat_new(a, m.rows, m.cols);
	if (m.rows) copy(c, m);
	return c;
}

static bench bench_new(const char *name, settings s, uint64_t seed)
{
	bench b = {.name = name};
	b.text.words = vocab_new(&b.a);
	for (int i = 0; i < V; i++) {
		char word[2] = {(char)('a' + i), 0};
		vocab_set_count(b.text.words, vocab_add(b.text.words, word), 100 / (i + 1));
	}
	b.t = trainer_new(&b.a, s, &b.text);
	rng r = rng_new(seed, 0);
	rng_fill_uniform(&r, b.t->t.W, -0.6, 0.6);
	mat C = s.tree ? b.t->t.N : b.t->t.C;
	rng_fill_uniform(&r, C, -0.6, 0.6);
	b.w = worker_new(b.t, &b.a);
	b.w->rate = (real)rate;
	b.w->random = seed;
	b.before = (embeddings){copy_of(&b.a, b.t->t.W), copy_of(&b.a, C)};
	b.d = (embeddings){mat_new(&b.a, V, s.size), mat_new(&b.a, C.rows, s.size)};
	return b;
}

static void compare(const bench *b, const char *table, mat before, mat after, mat d)
{
	double worst = 0;
	for (int i = 0; i < d.rows; i++)
		for (int k = 0; k < d.cols; k++) {
			double step = ((double)*elem(before, i, k) - (double)*elem(after, i, k)) / rate;
			worst = fmax(worst, fabs(step - (double)*elem(d, i, k)));
			if (isnan(step)) worst = step;
		}
	for (int i = 0; i < after.rows; i++) // behind a row there are zeros, and they stay
		for (int k = after.cols; k < after.ld; k++)
			if (after.p[(long)i * after.ld + k] != 0) worst = HUGE_VAL;
	if (worst <= tolerance) return;
	printf("FAILED: %s: %s, size %d, window %d, %d noise words: off by %g\n", b->name, table,
	        b->t->s.size, b->t->s.window, b->t->s.negative, worst);
	failures++;
}

static void compare_all(bench *b)
{
	compare(b, "W", b->before.W, b->t->t.W, b->d.W);
	compare(b, "C", b->before.C, b->t->s.tree ? b->t->t.N : b->t->t.C, b->d.C);
	arena_free(&b->a);
}

/* --- the quick way, one centre --------------------------------------------------------------- */

static const int contexts[][LONGEST] = {{1, 2, 3, 4, 5, 6}, {2, 2, 7, 7, 0, 2}, {0, 1, 1, 3, 3, 3}};

static void fast_centre(int which, int n, int K, int size, bool with_cbow)
{
	static const int out[MOST_NOISE + 1] = {0, 8, 3, 1, 7, 2, 6, 4, 5};
	bench b = bench_new(with_cbow ? "fast_cbow" : "fast_skipgram",
	        (settings){.size = size, .window = 5, .negative = K, .cbow = with_cbow}, 5);
	const int *context = contexts[which];
	const objective by = {.kind = BY_NEGATIVES, .noise = out + 1, .K = K};
	if (with_cbow) {
		mat room = mat_new(&b.a, 2, size);
		cbow(b.d, b.before, out[0], context, n, by, room);
		scale(b.d.W, (real)n); // the program gives each neighbour the whole of it
		if (n) fast_cbow(b.w, context, n, out, K + 1);
	} else {
		for (int j = 0; j < n; j++) skipgram(b.d, b.before, context[j], out, 1, by);
		fast_skipgram(b.w, context, n, out, K + 1);
	}
	compare_all(&b);
}

static void test_a_quick_step_is_the_gradient(void)
{
	static const int sizes[] = {1, 8, 13, 100};
	for (int i = 0; i < 4; i++)
		for (int K = 1; K <= MOST_NOISE; K++)
			for (int n = 0; n <= LONGEST; n++)
				for (int which = 0; which < 3; which++) {
					fast_centre(which, n, K, sizes[i], false);
					fast_centre(which, n, K, sizes[i], true);
				}
}

/* --- the lesson's way, a line ------------------------------------------------------------------ */

static const int line[] = {3, 0, 5, 3, 8};
enum { LINE = sizeof line / sizeof *line };

/* The noise that the worker is going to draw for a target, which is no noise itself. @return how many */
static int foresee(const bench *b, uint64_t *random, int *noise, int target)
{
	int n = 0;
	for (int j = 0; j < b->t->s.negative; j++) {
		noise[n] = random_noise(b->t, random);
		n += noise[n] != target;
	}
	return n;
}

static objective objective_of(const bench *b, const int *noise, int K)
{
	if (b->t->s.softmax) return (objective){.kind = BY_SOFTMAX};
	if (b->t->s.tree) return (objective){.kind = BY_TREE, .path = b->t->path};
	return (objective){.kind = BY_NEGATIVES, .noise = noise, .K = K};
}

/* What the functions of the chapter say about the line, with the noise that is to come. */
static void gradients_of_line(bench *b)
{
	uint64_t random = b->w->random;
	mat room = mat_new(&b->a, 2, b->t->s.size);
	for (int i = 0; i < LINE; i++) {
		int context[2], n = neighbours_of(context, line, LINE, i, 1), noise[MOST_NOISE];
		random_bits(&random); // the reach
		mat dW = mat_new(&b->a, V, b->t->s.size);
		embeddings d = {dW, b->d.C};
		for (int j = 0; j < (b->t->s.cbow ? 1 : n); j++) {
			int K = foresee(b, &random, noise, line[i]);
			objective by = objective_of(b, noise, K);
			if (b->t->s.cbow)
				cbow(d, b->before, line[i], context, n, by, room);
			else
				skipgram(d, b->before, context[j], &line[i], 1, by);
		}
		if (b->t->s.cbow) scale(dW, (real)n);
		add(b->d.W, dW);
	}
}

static void test_a_line_in_the_lessons_way_is_the_gradient(void)
{
	static const struct {
		const char *name;
		settings s;
	} ways[] = {{"skip-gram, softmax", {.softmax = true}}, {"skip-gram, tree", {.tree = true}},
	        {"skip-gram, noise", {.negative = 4}},
	        {"CBOW, softmax", {.softmax = true, .cbow = true}},
	        {"CBOW, tree", {.tree = true, .cbow = true}},
	        {"CBOW, noise", {.negative = 4, .cbow = true}}};
	for (int i = 0; i < 6; i++) {
		settings s = ways[i].s;
		s.size = 11;
		s.window = 1;
		s.plain = true;
		bench b = bench_new(ways[i].name, s, 77);
		gradients_of_line(&b);
		plain_line(b.w, line, LINE);
		compare_all(&b);
	}
}

/* --- noise ------------------------------------------------------------------------------------- */

/* Counts to the power of 3/4: χ² of 200,000 draws stays below the 99.9 % point for 8 degrees. */
static void test_noise_is_drawn_as_often_as_it_should_be(void)
{
	enum { DRAWS = 200000 };
	bench b = bench_new("noise", (settings){.size = 4, .window = 1, .negative = 1}, 3);
	double weight[V], sum = 0, chi = 0;
	long seen[V] = {0};
	for (int i = 0; i < V; i++) sum += weight[i] = pow((double)vocab_count(b.text.words, i), 0.75);
	for (int i = 0; i < DRAWS; i++) seen[random_noise(b.t, &b.w->random)]++;
	for (int i = 0; i < V; i++) {
		double expected = DRAWS * weight[i] / sum, off = (double)seen[i] - expected;
		chi += off * off / expected;
	}
	arena_free(&b.a);
	if (chi < 26.12) return;
	printf("FAILED: noise words are not drawn by their counts: χ² is %.1f\n", chi);
	failures++;
}

/* Who stands near whom: the pairs of 4.9, in its order. */
static void test_neighbours_are_those_of_the_exercise(void)
{
	word_pair_ids pairs[2 * LINE * LINE];
	for (int reach = 1; reach <= LINE; reach++) {
		long n = skipgram_pairs(pairs, line, LINE, reach), at = 0;
		bool same = true;
		for (int i = 0; i < LINE; i++) {
			int context[LINE], found = neighbours_of(context, line, LINE, i, reach);
			for (int j = 0; j < found; j++, at++)
				same &= at < n && pairs[at].centre == line[i] && pairs[at].context == context[j];
		}
		if (same && at == n) continue;
		printf("FAILED: neighbours at most %d away are not those of skipgram_pairs()\n", reach);
		failures++;
	}
}

int main(void)
{
	test_a_quick_step_is_the_gradient();
	test_a_line_in_the_lessons_way_is_the_gradient();
	test_noise_is_drawn_as_often_as_it_should_be();
	test_neighbours_are_those_of_the_exercise();
	if (!failures) puts("every step is the gradient");
	return failures > 0;
}
