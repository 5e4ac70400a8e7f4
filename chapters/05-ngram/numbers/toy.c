/* The running example; see toy.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "toy.h"

const char *const toy_words[TOY_V] = {
        "<unk>", "<s>", "</s>", "ann", "saw", "new", "york", "bob", "left"};

const int *toy_text(int *n)
{
	enum { B = NGRAM_BEGIN, E = NGRAM_END };
	static const int text[] = {
	        B, ANN, SAW, NEW, YORK, E, B, BOB, LEFT, NEW, YORK, E, B, ANN, SAW, BOB, E};
	*n = sizeof text / sizeof *text;
	return text;
}

ngram_discounts toy_half(void)
{
	return (ngram_discounts){{0, 0.5, 0.5, 0.5}};
}

static ngram_table count_toy(int order, arena *a)
{
	int n;
	const int *text = toy_text(&n);
	return ngram_count(text, n, TOY_V, order, a);
}

static int *const *adjust(const ngram_table *t, arena *a)
{
	int **adjusted = arena_alloc(a, NGRAM_ORDER + 1, sizeof *adjusted);
	for (int l = 1; l <= t->order; l++)
		adjusted[l] = arena_alloc(a, (size_t)t->level[l].n, sizeof **adjusted);
	kneser_ney_counts(adjusted, t);
	return adjusted;
}

ngram_model toy_kneser_ney(ngram_table *t, arena *a)
{
	*t = count_toy(2, a);
	ngram_model m = ngram_model_new(t, a);
	ngram_discounts d[NGRAM_ORDER + 1];
	for (int l = 0; l <= NGRAM_ORDER; l++) d[l] = toy_half();
	kneser_ney(m, adjust(t, a), d);
	return m;
}

static double after(ngram_model m, int before, int word)
{
	return ngram_probability(m, (int[]){before, word}, 2);
}

static void number(const char *name, double x)
{
	printf("%s %.12g\n", name, x);
}

/* A sentence that was never seen, factor by factor. */
static void sentence_keys(ngram_model mle, ngram_model kn)
{
	static const int asked[] = {NGRAM_BEGIN, BOB, SAW, NEW, YORK, NGRAM_END};
	enum { N = sizeof asked / sizeof *asked };
	printf("sentence.mle");
	for (int i = 1; i < N; i++) printf(" %.12g", after(mle, asked[i - 1], asked[i]));
	printf("\nsentence.kn");
	for (int i = 1; i < N; i++) printf(" %.12g", after(kn, asked[i - 1], asked[i]));
	puts("");
	text_perplexity c = perplexity(kn, asked, N);
	number("sentence.log", sentence_log_prob(kn, asked, N));
	number("sentence.product", exp(sentence_log_prob(kn, asked, N)));
	number("sentence.mean", -sentence_log_prob(kn, asked, N) / (N - 1));
	number("sentence.perplexity", c.all);
	number("sentence.without_end",
	        exp(-(sentence_log_prob(kn, asked, N) - log(after(kn, YORK, NGRAM_END))) / (N - 2)));
}

static void katz_keys(const ngram_table *t, arena *a)
{
	ngram_model m = ngram_model_new(t, a);
	katz_backoff(m, 5);
	number("katz.york_new", after(m, NEW, YORK));
	number("katz.york", m.prob[1][YORK]);
	number("katz.backoff_new", m.backoff[1][NEW]);
	number("katz.bob_new", after(m, NEW, BOB));
	number("katz.saved_new", 1 - after(m, NEW, YORK));
	number("katz.rest_new", 1 - m.prob[1][YORK]);
}

static void kneser_ney_keys(const ngram_table *t, ngram_model kn)
{
	double worst = 0;
	for (int h = 0; h < t->V; h++) {
		double sum = 0;
		for (int v = 0; v < t->V; v++) sum += after(kn, h, v);
		worst = fmax(worst, fabs(sum - 1));
	}
	number("kn.worst_sum", worst);
	number("kn.share", 0.5 * 7 / 10 / (TOY_V - 1));
	number("kn.kept_bob", kn.prob[1][BOB] - 0.5 * 7 / 10 / (TOY_V - 1));
	number("kn.york", kn.prob[1][YORK]);
	number("kn.bob", kn.prob[1][BOB]);
	number("kn.left", kn.prob[1][LEFT]);
	number("kn.new", kn.prob[1][NEW]);
	number("kn.gamma_saw", kn.backoff[1][SAW]);
	number("kn.gamma_new", kn.backoff[1][NEW]);
	number("kn.york_new", after(kn, NEW, YORK));
	number("kn.york_saw", after(kn, SAW, YORK));
	number("kn.bob_saw", after(kn, SAW, BOB));
	number("kn.york_left", after(kn, LEFT, YORK));
	number("kn.bob_left", after(kn, LEFT, BOB));
	double seen = after(kn, SAW, NEW) + after(kn, SAW, BOB);
	number("kn.seen_saw", seen);
}

void toy_keys(void)
{
	arena a = {0};
	ngram_table t, three = count_toy(3, &a);
	ngram_model kn = toy_kneser_ney(&t, &a), mle = ngram_model_new(&t, &a);
	ngram_mle(mle);
	number("toy.total", (double)t.total);
	for (int l = 1; l <= 3; l++) printf("toy.ngrams%d %d\n", l, three.level[l].n);
	number("mle.saw_ann", after(mle, ANN, SAW));
	number("mle.bob_saw", after(mle, SAW, BOB));
	number("mle.york", mle.prob[1][YORK]);
	number("add.bob_saw", add_k(&t, (int[]){SAW, BOB}, 2, 1));
	number("add.york_saw", add_k(&t, (int[]){SAW, YORK}, 2, 1));
	katz_keys(&t, &a);
	kneser_ney_keys(&t, kn);
	sentence_keys(mle, kn);
	ngram_discounts d = kneser_ney_discounts(t.level[2].count, t.level[2].n);
	printf("toy.discounts %.12g %.12g %.12g\n", d.d[1], d.d[2], d.d[3]);
	arena_free(&a);
}

void block_words(void)
{
	arena a = {0};
	ngram_table t;
	ngram_model kn = toy_kneser_ney(&t, &a);
	int *const *adjusted = adjust(&t, &a);
	printf("%-6s %6s %18s %8s %8s\n", "", "count", "different before", "MLE", "KN");
	for (int v = 0; v < TOY_V; v++)
		printf("%-6s %6d %18d %8.4f %8.4f\n", toy_words[v], t.level[1].count[v], adjusted[1][v],
		        t.level[1].count[v] / (double)t.total, kn.prob[1][v]);
	arena_free(&a);
}

void block_answers(void)
{
	arena a = {0};
	ngram_table t;
	ngram_model kn = toy_kneser_ney(&t, &a), mle = ngram_model_new(&t, &a),
	            katz = ngram_model_new(&t, &a);
	ngram_mle(mle);
	katz_backoff(katz, 5);
	double sum[4] = {0};
	printf("%-8s %8s %8s %8s %8s\n", "w", "MLE", "add 1", "Katz", "KN");
	for (int v = 0; v < TOY_V; v++) {
		if (v == NGRAM_BEGIN) continue;
		double p[4] = {after(mle, SAW, v), add_k(&t, (int[]){SAW, v}, 2, 1), after(katz, SAW, v),
		        after(kn, SAW, v)};
		printf("%-8s", toy_words[v]);
		for (int k = 0; k < 4; k++) printf(" %8.4f", p[k]);
		for (int k = 0; k < 4; k++) sum[k] += p[k];
		puts("");
	}
	printf("%-8s %8.4f %8.4f %8.4f %8.4f\n", "sum", sum[0], sum[1], sum[2], sum[3]);
	arena_free(&a);
}

void csv_mass(void)
{
	arena a = {0};
	ngram_table t;
	ngram_model kn = toy_kneser_ney(&t, &a), mle = ngram_model_new(&t, &a);
	ngram_mle(mle);
	puts("word,counted,kept,given");
	for (int v = 0; v < TOY_V; v++) {
		if (v == NGRAM_BEGIN) continue;
		double given = kn.backoff[1][SAW] * kn.prob[1][v];
		printf("%s,%.6f,%.6f,%.6f\n", toy_words[v], after(mle, SAW, v), after(kn, SAW, v) - given,
		        given);
	}
	arena_free(&a);
}

/* The lattice: what may have been meant by "ann sew bob" when every letter is right with probability 0.9
 * and else any of the 25 others. */
enum { STEPS = 3, CHOICES = 4 };
static const int choice[CHOICES] = {ANN, SAW, NEW, BOB};
static const char *const typed[STEPS] = {"ann", "sew", "bob"};

static double channel(const char *seen, const char *meant)
{
	double sum = 0;
	for (int i = 0; i < 3; i++) sum += log(seen[i] == meant[i] ? 0.9 : 0.1 / 25);
	return sum;
}

void csv_lattice(void)
{
	arena a = {0};
	ngram_table t;
	ngram_model kn = toy_kneser_ney(&t, &a);
	int start[STEPS + 1], word[STEPS * CHOICES], meant[STEPS], n = 0;
	double heard[STEPS * CHOICES];
	for (int i = 0; i < STEPS; i++) {
		start[i] = n;
		for (int k = 0; k < CHOICES; k++, n++) {
			word[n] = choice[k];
			heard[n] = channel(typed[i], toy_words[choice[k]]);
		}
	}
	start[STEPS] = n;
	double best = noisy_channel_decode(
	        meant, (channel_candidates){start, word, heard}, STEPS, kn, 100, &a);
	puts("from,to,place,word,channel,model,chosen");
	for (int i = 0; i < STEPS; i++)
		for (int k = 0; k < CHOICES; k++)
			for (int j = 0; j < (i ? CHOICES : 1); j++) {
				int before = i ? choice[j] : NGRAM_BEGIN;
				bool chosen = meant[i] == choice[k] && (i == 0 || meant[i - 1] == choice[j]);
				printf("%d,%d,%d,%s,%.4f,%.4f,%d\n", i ? j : -1, k, i + 1, toy_words[choice[k]],
				        heard[start[i] + k], log(after(kn, before, choice[k])), chosen);
			}
	printf("# %.12g\n", best);
	arena_free(&a);
}
