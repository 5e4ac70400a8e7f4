/* The lesson's hand calculations; see byhand.h. */
#include <math.h>
#include <stdio.h>

#include "byhand.h"
#include "ranks.h"
#include "rng.h"
#include "table.h"

static void number(const char *name, double x)
{
	printf("%s %.12g\n", name, x);
}

/* Distance, cosine and angle of two nouns in a table. */
static void pair_keys(const char *space, mat x, int i, int j)
{
	mat u = rows(x, i, 1), v = rows(x, j, 1);
	printf("%s.distance.%s_%s %.12g\n", space, nouns[i], nouns[j], euclidean_distance(u, v));
	printf("%s.cosine.%s_%s %.12g\n", space, nouns[i], nouns[j], cosine_similarity(u, v));
	printf("%s.angle.%s_%s %.12g\n", space, nouns[i], nouns[j], degrees_between(u, v));
}

static const int asked[][2] = {{CAT, DOG}, {CAT, BOAT}, {CAT, CUP}, {CAT, PIG}, {PIG, BANANA},
        {PIG, CAT}, {KNIFE, BOAT}, {KNIFE, CAT}, {KNIFE, CUP}, {CUP, BOAT}, {DOG, BANANA}};

/* Unit vectors: what the derivation claims, in numbers. */
static void unit_keys(mat plane)
{
	arena a = {0};
	mat u = mat_new(&a, NOUNS, 2);
	copy(u, plane);
	normalize_rows(u);
	mat cat = rows(u, CAT, 1), dog = rows(u, DOG, 1), boat = rows(u, BOAT, 1);
	printf("unit.cat %.12g %.12g\n", (double)cat.p[0], (double)cat.p[1]);
	printf("unit.dog %.12g %.12g\n", (double)dog.p[0], (double)dog.p[1]);
	number("hand.dot", dot(rows(plane, CAT, 1), rows(plane, DOG, 1)));
	number("hand.length.cat", sqrt(dot(rows(plane, CAT, 1), rows(plane, CAT, 1))));
	number("hand.length.dog", sqrt(dot(rows(plane, DOG, 1), rows(plane, DOG, 1))));
	number("unit.chord.cat_knife", euclidean_distance(cat, rows(u, KNIFE, 1)));
	number("unit.lack.cat_boat", 1 - cosine_similarity(cat, boat));
	number("unit.chord.cat_dog", euclidean_distance(cat, dog));
	number("unit.chord.cat_boat", euclidean_distance(cat, boat));
	number("unit.square.cat_boat", pow(euclidean_distance(cat, boat), 2));
	number("unit.formula.cat_boat", 2 * (1 - cosine_similarity(cat, boat)));
	double worst = 0;
	for (int i = 0; i < NOUNS; i++)
		for (int j = 0; j < NOUNS; j++) {
			mat p = rows(u, i, 1), q = rows(u, j, 1);
			double claim = 2 * (1 - cosine_similarity(p, q));
			worst = fmax(worst, fabs(pow(euclidean_distance(p, q), 2) - claim));
		}
	number("unit.worst", worst);
	number("lost.double", 1 - cosine_similarity(cat, dog));
	number("lost.float", (double)(1 - (float)cosine_similarity(cat, dog)));
	arena_free(&a);
}

/* One cell of the PPMI, step by step, and the whole under two α. */
static void ppmi_keys(mat x)
{
	arena a = {0};
	double word = 0, context = 0, all = 0;
	for (int j = 0; j < VERBS; j++) word += (double)row(x, KNIFE)[j];
	for (int i = 0; i < NOUNS; i++) context += (double)row(x, i)[USE];
	for (long e = 0; e < count(x); e++) all += (double)x.p[e];
	printf("ppmi.sums %g %g %g\n", word, context, all);
	number("ppmi.by_chance", word * context / all);
	number("ppmi.ratio", (double)row(x, KNIFE)[USE] * all / (word * context));
	mat p = table_ppmi(&a, 1), smooth = table_ppmi(&a, 0.75);
	number("ppmi.knife_use", (double)row(p, KNIFE)[USE]);
	number("ppmi.dog_hear", (double)row(p, DOG)[HEAR]);
	number("ppmi.cup_get", (double)row(p, CUP)[GET]);
	number("ppmi.banana_eat", (double)row(p, BANANA)[EAT]);
	number("ppmi.smooth.knife_use", (double)row(smooth, KNIFE)[USE]);
	number("ppmi.smooth.dog_hear", (double)row(smooth, DOG)[HEAR]);
	number("ppmi.smooth.cup_get", (double)row(smooth, CUP)[GET]);
	number("ppmi.entries", (double)sparse_count(table_sparse(p, &a)));
	number("ppmi.cat_use_by_chance", 150 * context / all);
	number("pmi.cat_use", log((double)row(x, CAT)[USE] * all / (150 * context)));
	number("ppmi.cosine.pig_cat", cosine_similarity(rows(p, PIG, 1), rows(p, CAT, 1)));
	number("ppmi.cosine.cat_dog", cosine_similarity(rows(p, CAT, 1), rows(p, DOG, 1)));
	scale(x, 2);
	mat twice = table_dense(ppmi(table_sparse(x, &a), 1, &a), &a);
	double worst = 0;
	for (long e = 0; e < count(p); e++) worst = fmax(worst, fabs((double)(twice.p[e] - p.p[e])));
	number("ppmi.twice", worst);
	number("ln2", log(2));
	number("log2e", 1 / log(2));
	arena_free(&a);
}

/* Five pairs: what people might say (our numbers, with a tie) and the cosines of the table. */
static void rank_keys(mat x)
{
	enum { N = 5 };
	static const int pair[N][2] = {
	        {CAT, DOG}, {CUP, BOAT}, {PIG, CAT}, {KNIFE, CUP}, {PIG, BANANA}};
	arena a = {0};
	mat people = mat_new(&a, 1, N), ours = mat_new(&a, 1, N), r = mat_new(&a, 2, N);
	static const double said[N] = {9, 2, 7, 4, 2};
	double squares = 0, products = 0, own = 0;
	for (int i = 0; i < N; i++) {
		people.p[i] = (real)said[i];
		ours.p[i] = (real)cosine_similarity(rows(x, pair[i][0], 1), rows(x, pair[i][1], 1));
	}
	ranks(rows(r, 0, 1), people);
	ranks(rows(r, 1, 1), ours);
	for (int k = 0; k < 2; k++) {
		printf("ranks.%s", k ? "ours" : "people");
		for (int i = 0; i < N; i++) printf(" %g", (double)row(r, k)[i]);
		putchar('\n');
	}
	for (int i = 0; i < N; i++) {
		double p = (double)row(r, 0)[i] - 3, q = (double)row(r, 1)[i] - 3;
		squares += (p - q) * (p - q);
		products += p * q;
		own += p * p;
	}
	number("ranks.products", products);
	number("ranks.squares.people", own);
	number("ranks.squares", squares);
	number("ranks.spearman", spearman(people, ours));
	number("ranks.shortcut", 1 - 6 * squares / (N * (N * N - 1)));
	arena_free(&a);
}

/* How many of V offers in random order change a heap of k: by the formula, and counted. */
static void heap_keys(void)
{
	enum { K = 10, MANY = 20000, TIMES = 1000 };
	double expected = K;
	for (int v = K + 1; v <= MANY; v++) expected += (double)K / v;
	number("heap.expected", expected);
	rng r = rng_new(1, 1);
	long changes = 0;
	for (int t = 0; t < TIMES; t++) {
		scored best[K];
		for (int v = 0, n = 0; v < MANY; v++) {
			real score = (real)rng_uniform(&r);
			changes += n < K || score > best[0].score;
			n = top_k_offer(best, n, K, (scored){score, v});
		}
	}
	number("heap.counted", (double)changes / TIMES);
}

void byhand_keys(void)
{
	arena a = {0};
	mat x = table_counts(&a), plane = table_plane(&a);
	for (size_t k = 0; k < sizeof asked / sizeof *asked; k++) {
		pair_keys("plane", plane, asked[k][0], asked[k][1]);
		pair_keys("table", x, asked[k][0], asked[k][1]);
	}
	unit_keys(plane);
	rank_keys(x);
	heap_keys();
	ppmi_keys(x); // doubles x at the end
	arena_free(&a);
}
