/* Perplexities of texts, by order, smoothing, length and vocabulary; see texts.h. */
#include <math.h>
#include <stdio.h>

#include "markov.h"
#include "texts.h"

/* Perplexity over words and </s>, as perplexity() has it, by adding k to every count. */
static double add_k_perplexity(const ngram_table *t, const int *id, long n, double k)
{
	double sum = 0;
	long begin = 0, asked = 0;
	for (long p = 0; p < n; p++) {
		if (id[p] == NGRAM_BEGIN) {
			begin = p;
			continue;
		}
		long m = p - begin + 1 < t->order ? p - begin + 1 : t->order;
		sum -= log(add_k(t, id + p - m + 1, (int)m, k));
		asked++;
	}
	return exp(sum / (double)asked);
}

static double kneser_ney_perplexity(
        const int *train, long n, const int *test, long ntest, int V, int order)
{
	arena a = {0};
	ngram_table t = ngram_count(train, n, V, order, &a);
	double answer = perplexity(text_kneser_ney(&t, &a), test, ntest).all;
	arena_free(&a);
	return answer;
}

enum { ORDERS = 5 };

typedef struct {
	double add_one, add_little, katz, kn;
} compared;

static compared compare(const divided *d, int order)
{
	arena a = {0};
	ngram_table t = ngram_count(d->train, d->ntrain, d->V, order, &a);
	ngram_model katz = ngram_model_new(&t, &a);
	katz_backoff(katz, 5);
	compared c = {add_k_perplexity(&t, d->test, d->ntest, 1),
	        add_k_perplexity(&t, d->test, d->ntest, 0.01), perplexity(katz, d->test, d->ntest).all,
	        perplexity(text_kneser_ney(&t, &a), d->test, d->ntest).all};
	arena_free(&a);
	return c;
}

void csv_order(void)
{
	arena a = {0};
	divided d = text_divided(2, &a);
	puts("order,add 1,add 0.01,Katz,Kneser-Ney");
	for (int order = 1; order <= ORDERS; order++) {
		compared c = compare(&d, order);
		printf("%d,%.6g,%.6g,%.6g,%.6g\n", order, c.add_one, c.add_little, c.katz, c.kn);
	}
	arena_free(&a);
}

void csv_size(void)
{
	arena a = {0};
	divided d = text_divided(2, &a);
	puts("words,order 1,order 2,order 3,order 5");
	static const int orders[] = {1, 2, 3, 5};
	for (int part = 64; part > 0; part /= 2) {
		long n = d.ntrain / part;
		while (d.train[n - 1] != NGRAM_END) n--;
		printf("%ld", n);
		for (int k = 0; k < 4; k++)
			printf(",%.6g", kneser_ney_perplexity(d.train, n, d.test, d.ntest, d.V, orders[k]));
		puts("");
	}
	arena_free(&a);
}

/* The generated language: per word, since its </s> is certain and free. */
static double per_word(double all, double words, double sentences)
{
	return pow(all, (words + sentences) / words);
}

enum { TESTED = 2000 };

void csv_entropy(void)
{
	arena a = {0};
	long ntest, n;
	double bits, none;
	int V;
	markov source = markov_new(&a);
	int *test = chain_text(TESTED, 2, &ntest, &bits, &V, &a);
	double words = (double)(ntest - 2 * TESTED);
	puts("sentences,add 1,Kneser-Ney 2,Kneser-Ney 3,floor,source");
	for (int k = 0; k < 7; k++) {
		long sentences = (long[]){100, 300, 1000, 3000, 10000, 30000, 100000}[k];
		arena b = {0};
		int *train = chain_text(sentences, 1, &n, &none, &V, &b);
		ngram_table two = ngram_count(train, n, V, 2, &b);
		double add = add_k_perplexity(&two, test, ntest, 1),
		       kn2 = kneser_ney_perplexity(train, n, test, ntest, V, 2),
		       kn3 = kneser_ney_perplexity(train, n, test, ntest, V, 3);
		printf("%ld,%.6g,%.6g,%.6g,%.6g,%.6g\n", sentences, per_word(add, words, TESTED),
		        per_word(kn2, words, TESTED), per_word(kn3, words, TESTED),
		        pow(2, markov_bits_per_word(&source)), pow(2, bits / words));
		arena_free(&b);
	}
	arena_free(&a);
}

void csv_counts(void)
{
	arena a = {0};
	divided d = text_divided(2, &a);
	ngram_table t = ngram_count(d.train, d.ntrain, d.V, 3, &a);
	puts("r,words,pairs,triples");
	for (int r = 1; r <= 40; r++) {
		printf("%d", r);
		for (int l = 1; l <= 3; l++) {
			int n = 0;
			for (int i = 0; i < t.level[l].n; i++) n += t.level[l].count[i] == r;
			printf(",%d", n);
		}
		puts("");
	}
	arena_free(&a);
}

void block_discounts(void)
{
	arena a = {0};
	divided d = text_divided(2, &a);
	ngram_table t = ngram_count(d.train, d.ntrain, d.V, 3, &a);
	int *adjusted[NGRAM_ORDER + 1];
	for (int l = 1; l <= 3; l++)
		adjusted[l] = arena_alloc(&a, (size_t)t.level[l].n, sizeof **adjusted);
	kneser_ney_counts(adjusted, &t);
	printf("length     n-grams       1       2       3       4     d_1     d_2     d_3\n");
	for (int l = 1; l <= 3; l++) {
		ngram_discounts x = kneser_ney_discounts(adjusted[l], t.level[l].n);
		printf("%6d %11d", l, t.level[l].n);
		for (int r = 1; r <= 4; r++) {
			int n = 0;
			for (int i = 0; i < t.level[l].n; i++) n += adjusted[l][i] == r;
			printf(" %7d", n);
		}
		printf(" %7.3f %7.3f %7.3f\n", x.d[1], x.d[2], x.d[3]);
	}
	arena_free(&a);
}

void block_vocabulary(void)
{
	static const long least[] = {2, 5, 20, 100, 1000, 1000000};
	printf("words that came   vocabulary   unknown     all    known\n");
	for (int k = 0; k < 6; k++) {
		arena a = {0};
		divided d = text_divided(least[k], &a);
		ngram_table t = ngram_count(d.train, d.ntrain, d.V, 3, &a);
		text_perplexity c = perplexity(text_kneser_ney(&t, &a), d.test, d.ntest);
		char often[40] = "not counted: none";
		if (k < 5) snprintf(often, sizeof often, "%ld times", least[k]);
		printf("%-17s %10d %7.1f %% %7.2f  %7.2f\n", often, d.V - 3,
		        100 * (double)d.unknown / (double)d.words, c.all, c.known);
		arena_free(&a);
	}
}

/* Every word <unk>, and the text one sentence that never ends: the next word is certain. */
static double perfect(void)
{
	enum { N = 1000 };
	arena a = {0};
	int id[N] = {NGRAM_BEGIN};
	ngram_table t = ngram_count(id, N, NGRAM_FIRST, 3, &a);
	ngram_model m = ngram_model_new(&t, &a);
	ngram_mle(m);
	double answer = perplexity(m, id, N).all;
	arena_free(&a);
	return answer;
}

void texts_keys(void)
{
	arena a = {0};
	divided d = text_divided(2, &a);
	printf("kjv.vocabulary %d\nkjv.test %ld %ld %ld\n", d.V - 3, d.words, d.lines, d.unknown);
	printf("kjv.unknown_share %.6g\n", 100 * (double)d.unknown / (double)d.words);
	for (int order = 1; order <= ORDERS; order++) {
		compared c = compare(&d, order);
		printf("order%d.add1 %.9g\norder%d.add001 %.9g\norder%d.katz %.9g\norder%d.kn %.9g\n",
		        order, c.add_one, order, c.add_little, order, c.katz, order, c.kn);
	}
	ngram_table t = ngram_count(d.train, d.ntrain, d.V, 3, &a);
	double n[4] = {0};
	long unseen = 0, asked = 0;
	for (int i = 0; i < t.level[2].n; i++)
		if (t.level[2].count[i] < 4) n[t.level[2].count[i]]++;
	for (long p = 2; p < d.ntest; p++) {
		if (d.test[p] == NGRAM_BEGIN || d.test[p - 1] == NGRAM_BEGIN) continue;
		asked++;
		unseen += ngram_find(&t, d.test + p - 2, 3) < 0;
	}
	printf("kjv.train %ld\nkjv.pairs %d\nkjv.pairs_share %.9g\n", t.total, t.level[2].n,
	        100 * t.level[2].n / ((double)d.V * d.V));
	printf("kjv.n1 %.0f\nkjv.n2 %.0f\nkjv.star1 %.9g\n", n[1], n[2], 2 * n[2] / n[1]);
	printf("kjv.once_share %.9g\n", 100 * n[1] / t.level[2].n);
	printf("kjv.triples_unseen %.9g\n", 100 * (double)unseen / (double)asked);
	printf("perfect %.12g\n", perfect());
	arena_free(&a);
}
