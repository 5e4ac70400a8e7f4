/* The lesson's hand calculations; see byhand.h. */
#include <math.h>
#include <stdio.h>

#include "byhand.h"
#include "predict.h"

enum { THE, CAT, SAT, ON, FLOOR, WORDS, D = 2, NOISE = 2 };
static const char *const word[WORDS] = {"the", "cat", "sat", "on", "floor"};
static const int sentence[] = {THE, CAT, SAT, ON, FLOOR};
static const int noise[NOISE] = {ON, FLOOR};
static const long tree_count[WORDS] = {7, 4, 4, 3, 2};

static void number(const char *name, double x)
{
	printf("%s %.12g\n", name, x);
}

void block_pairs(void)
{
	word_pair_ids pair[2 * 2 * WORDS];
	long n = skipgram_pairs(pair, sentence, WORDS, 2);
	for (long k = 0; k < n; k++) {
		bool first = k == 0 || pair[k].centre != pair[k - 1].centre;
		if (first) printf("%s%-6s→", k ? "\n" : "", word[pair[k].centre]);
		printf("  %s", word[pair[k].context]);
	}
	printf("\n%ld pairs\n", n);
}

void csv_pairs(void)
{
	puts("place,centre's place,word,0 far 1 context 2 centre,pairs of this centre");
	for (int centre = 0; centre < WORDS; centre++) {
		word_pair_ids pair[2 * 2 * WORDS];
		long n = skipgram_pairs(pair, sentence, WORDS, 2), own = 0;
		for (long k = 0; k < n; k++) own += pair[k].centre == centre;
		for (int at = 0; at < WORDS; at++) {
			int kind = at == centre ? 2 : 0;
			for (long k = 0; k < n; k++)
				if (pair[k].centre == centre && pair[k].context == at) kind = 1;
			printf("%d,%d,%s,%d,%ld\n", at, centre, word[at], kind, own);
		}
	}
}

/* --- one step ----------------------------------------------------------------------------------- */

/* The printed weights: the centre cat, and output vectors of sat, on and floor. */
static void step_weights(mat h, mat C)
{
	static const double centre[D] = {0.6, -0.4};
	static const double out[WORDS][D] = {
	        [SAT] = {0.5, 0.5}, [ON] = {1.0, 0.2}, [FLOOR] = {-0.5, 1.0}};
	for (int k = 0; k < D; k++) row(h, 0)[k] = (real)centre[k];
	for (int i = 0; i < WORDS; i++)
		for (int k = 0; k < D; k++) row(C, i)[k] = (real)out[i][k];
}

static double logistic(double x)
{
	return 1 / (1 + exp(-x));
}

void block_step(void)
{
	arena a = {0};
	mat h = mat_new(&a, 1, D), dh = mat_new(&a, 1, D), C = mat_new(&a, WORDS, D),
	    dC = mat_new(&a, WORDS, D);
	step_weights(h, C);
	double loss = predict_negative(dh, dC, h, C, SAT, noise, NOISE);
	puts("word    asked      c           x      σ(x)   g        dc");
	for (int i = SAT; i <= FLOOR; i++) {
		const real *c = row(C, i), *dc = row(dC, i);
		double x = dot(h, rows(C, i, 1)), p = logistic(x);
		printf("%-7s %-5s %5.1f %5.1f   %6.2f  %6.3f  %6.3f   (%6.3f, %6.3f)\n", word[i],
		        i == SAT ? "yes" : "no", (double)c[0], (double)c[1], x, p, p - (i == SAT),
		        (double)dc[0], (double)dc[1]);
	}
	printf("loss %.4f, dh (%.4f, %.4f)\n", loss, (double)row(dh, 0)[0], (double)row(dh, 0)[1]);
	arena_free(&a);
}

/* The largest difference between gradients and difference quotients, over all nine numbers. */
static double step_worst(mat h, mat C, mat dh, mat dC)
{
	const real step = (real)1e-5;
	arena a = {0};
	mat room = mat_new(&a, 1, D), more = mat_new(&a, WORDS, D);
	double worst = 0;
	for (int e = 0; e < D + WORDS * D; e++) {
		real *x = e < D ? &h.p[e] : &C.p[e - D], was = *x;
		*x = was + step;
		double up = predict_negative(room, more, h, C, SAT, noise, NOISE);
		*x = was - step;
		double down = predict_negative(room, more, h, C, SAT, noise, NOISE);
		*x = was;
		double g = (double)(e < D ? dh.p[e] : dC.p[e - D]);
		worst = fmax(worst, fabs((up - down) / (2 * (double)step) - g));
	}
	arena_free(&a);
	return worst;
}

static void step_keys(void)
{
	static const double rate = 0.5;
	arena a = {0};
	mat h = mat_new(&a, 1, D), dh = mat_new(&a, 1, D), C = mat_new(&a, WORDS, D),
	    dC = mat_new(&a, WORDS, D);
	step_weights(h, C);
	number("step.loss", predict_negative(dh, dC, h, C, SAT, noise, NOISE));
	for (int i = SAT; i <= FLOOR; i++) {
		double x = dot(h, rows(C, i, 1));
		printf("step.x.%s %.12g\nstep.p.%s %.12g\nstep.g.%s %.12g\n", word[i], x, word[i],
		        logistic(x), word[i], logistic(x) - (i == SAT));
		printf("step.dc.%s %.12g %.12g\n", word[i], (double)row(dC, i)[0], (double)row(dC, i)[1]);
	}
	printf("step.dh %.12g %.12g\n", (double)row(dh, 0)[0], (double)row(dh, 0)[1]);
	number("step.dh_first", (double)row(dh, 0)[0]);
	double floor_g = logistic(dot(h, rows(C, FLOOR, 1)));
	printf("step.g.floor_c %.12g %.12g %.12g\n", floor_g, (double)row(C, FLOOR)[0],
	        (double)row(C, FLOOR)[1]);
	number("step.worst", step_worst(h, C, dh, dC));
	for (int k = 0; k < D; k++) h.p[k] -= (real)rate * dh.p[k];
	for (int e = 0; e < WORDS * D; e++) C.p[e] -= (real)rate * dC.p[e];
	number("step.after", predict_negative(dh, dC, h, C, SAT, noise, NOISE));
	printf("step.h_after %.12g %.12g\n", (double)row(h, 0)[0], (double)row(h, 0)[1]);
	fill(C, 0);
	number("step.zero", predict_negative(dh, dC, h, C, SAT, noise, NOISE));
	arena_free(&a);
}

/* --- the tree ----------------------------------------------------------------------------------- */

static double tree_depth(const huffman_path *path, double *entropy)
{
	double turns = 0, total = 0;
	for (int i = 0; i < WORDS; i++) total += (double)tree_count[i];
	*entropy = 0;
	for (int i = 0; i < WORDS; i++) {
		double p = (double)tree_count[i] / total;
		turns += p * path[i].length;
		*entropy -= p * log2(p);
	}
	return turns;
}

void block_tree(void)
{
	arena a = {0};
	huffman_path path[WORDS];
	double entropy;
	huffman_paths(path, tree_count, WORDS, &a);
	puts("word   count  turns  at nodes");
	for (int i = 0; i < WORDS; i++) {
		printf("%-6s %5ld  ", word[i], tree_count[i]);
		for (int k = 0; k < 5; k++) putchar(k < path[i].length ? '0' + path[i].bit[k] : ' ');
		for (int k = 0; k < path[i].length; k++) printf("  n%d", path[i].node[k]);
		putchar('\n');
	}
	double turns = tree_depth(path, &entropy);
	printf("%.2f turns for a word on average; entropy %.3f bits\n", turns, entropy);
	arena_free(&a);
}

/* A node lies over the middle of its words; a branch from node to child carries a bit. */
void csv_tree(void)
{
	enum { NODES = 2 * WORDS - 1 };
	arena a = {0};
	huffman_path path[WORDS];
	static const int order[WORDS] = {SAT, CAT, FLOOR, ON, THE}; // from left to right
	double x[NODES] = {0}, words[NODES] = {0};
	int depth[NODES] = {0};
	long count[NODES] = {0};
	huffman_paths(path, tree_count, WORDS, &a);
	for (int k = 0; k < WORDS; k++) {
		int w = order[k];
		x[w] = k;
		words[w] = 1;
		depth[w] = path[w].length;
		count[w] = tree_count[w];
		for (int t = 0; t < path[w].length; t++) {
			int node = WORDS + path[w].node[t];
			x[node] += k;
			words[node]++;
			depth[node] = t;
			count[node] += tree_count[w];
		}
	}
	puts("x,depth,label,count,parent x,parent depth,bit");
	for (int i = 0; i < NODES; i++) {
		int parent = i, bit = 0;
		for (int w = 0; w < WORDS; w++)
			for (int t = 0; t < path[w].length; t++) {
				int below = t + 1 < path[w].length ? WORDS + path[w].node[t + 1] : w;
				if (below != i) continue;
				parent = WORDS + path[w].node[t];
				bit = path[w].bit[t];
			}
		char name[8];
		snprintf(name, sizeof name, "n%d", i - WORDS);
		printf("%g,%d,%s,%ld,%g,%d,%d\n", x[i] / words[i], depth[i], i < WORDS ? word[i] : name,
		        count[i], x[parent] / words[parent], depth[parent], parent == i ? -1 : bit);
	}
	arena_free(&a);
}

/* --- sampling ----------------------------------------------------------------------------------- */

enum { THINGS = 4 };
static const double weights[THINGS] = {4, 3, 2, 1};

static alias_table alias_of(arena *a)
{
	mat w = mat_new(a, 1, THINGS);
	for (int i = 0; i < THINGS; i++) *elem(w, 0, i) = (real)weights[i];
	return alias_build(w, a);
}

void block_alias(void)
{
	arena a = {0};
	alias_table t = alias_of(&a);
	puts("column  weight  height  keep   else");
	for (int i = 0; i < THINGS; i++) {
		printf("%6d  %6g  %6.1f  %4.1f", i, weights[i], weights[i] * THINGS / 10, t.keep[i]);
		t.keep[i] < 1 ? printf("   %4d\n", t.other[i]) : printf("      –\n");
	}
	arena_free(&a);
}

static void sampling_keys(void)
{
	enum { DRAWS = 1000000 };
	arena a = {0};
	number("keep.common", subsample_keep_probability(0.01 * 1e6, 1e6, 1e-4));
	number("keep.middle", subsample_keep_probability(0.001 * 1e6, 1e6, 1e-4));
	number("keep.rare", subsample_keep_probability(0.0001 * 1e6, 1e6, 1e-4));
	number("keep.full_over_t", (3 + sqrt(5)) / 2); // where √(t/f) + t/f = 1
	number("wordsim.error", 1 / sqrt(352));
	number("keep.paper", sqrt(1e-4 / 0.01));
	number("rate.half", learning_rate(0.025, 50, 100));
	number("rate.end", learning_rate(0.025, 100, 100));
	number("power.share", pow(1, 0.75) / (pow(100, 0.75) + pow(1, 0.75)));
	number("power.plain", 1.0 / 101);
	alias_table t = alias_of(&a);
	rng r = rng_new(1, 1);
	int drawn[THINGS] = {0};
	for (int i = 0; i < DRAWS; i++) drawn[alias_draw(&t, &r)]++;
	for (int i = 0; i < THINGS; i++) printf("alias.drawn.%d %.12g\n", i, (double)drawn[i] / DRAWS);
	arena_free(&a);
}

void byhand_keys(void)
{
	arena a = {0};
	huffman_path path[WORDS];
	word_pair_ids pair[2 * 2 * WORDS];
	double entropy;
	number("pairs", (double)skipgram_pairs(pair, sentence, WORDS, 2));
	huffman_paths(path, tree_count, WORDS, &a);
	number("tree.turns", tree_depth(path, &entropy));
	number("tree.entropy", entropy);
	step_keys();
	sampling_keys();
	arena_free(&a);
}
