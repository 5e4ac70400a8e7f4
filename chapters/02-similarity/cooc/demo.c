/* cooc demo: count sentences whose truth is known, and see what the counts have found out.
 *
 * The sentences are about things with attributes, and what is said of a thing depends on these alone
 * (datasets/world.h). So there is a similarity to be found, which no file of word pairs had to be
 * collected for: the share of attributes that two nouns have in common. Three questions, put to the
 * counts and to their PPMI: which words are nearest, does the order of cosines agree with that of the
 * planted similarities, and how often is a noun's nearest noun of its own kind? */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cooc.h"
#include "ranks.h"
#include "rng.h"
#include "world.h"

enum { PAIRS = 600, SHOWN = 5 };

static struct {
	reading r;
	int window, weight;
	double alpha;
} o = {.r = {.sentences = 20000, .seed = 1}, .window = 5, .alpha = 0.75};

static const cli_option options[] = {
        cli_int("sentences", &o.r.sentences, 1, 1e7, "how many to generate"),
        cli_long("seed", &o.r.seed, 0, 1e15, "of the generator"),
        cli_int("window", &o.window, 1, 1000, "places to either side that count as near"),
        cli_choice("weight", &o.weight, "distance|flat", "a word d places away counts 1/d, or 1"),
        cli_real_above("alpha", &o.alpha, 0, 1, "PPMI: contexts' counts to this power"), cli_end};

/* The sentences as ids of the world's words, -1 at line ends. */
static int *read_sentences(long *n, vocab *words, arena *a)
{
	long room = 1 << 16;
	int *id = arena_alloc(a, (size_t)room, sizeof *id);
	source *s = source_open(a, &o.r);
	token w;
	token_kind kind;
	for (*n = 0; (kind = source_next(s, &w)) > TOKEN_END; ++*n) {
		if (*n == room) {
			int *more = arena_alloc(a, (size_t)(2 * room), sizeof *more);
			id = memcpy(more, id, (size_t)room * sizeof *more);
			room *= 2;
		}
		id[*n] = kind == TOKEN_WORD ? vocab_add_part(words, w.word, w.length) : -1;
	}
	source_close(s);
	return id;
}

static double correlation(const space *s, const world *w, arena *a, int *used)
{
	world_pair *pairs;
	int n = world_pairs(w, a, 1, PAIRS, &pairs);
	mat planted = mat_new(a, 1, n), found = mat_new(a, 1, n);
	*used = 0;
	for (int p = 0; p < n; p++) {
		int i = vocab_id(s->words, w->word[pairs[p].first]);
		int j = vocab_id(s->words, w->word[pairs[p].second]);
		if (i < 0 || j < 0) continue;
		*elem(planted, 0, *used) = (real)pairs[p].similarity;
		*elem(found, 0, (*used)++) = (real)space_cosine(s, i, j);
	}
	return spearman(cols(found, 0, *used), cols(planted, 0, *used));
}

/* Share of the nouns whose nearest noun is of the same kind. */
static double purity(const space *s, const world *w, arena *a)
{
	int *noun = arena_alloc(a, (size_t)w->nouns, sizeof *noun), n = 0, same = 0;
	for (int v = 0; v < w->nouns; v++)
		if (vocab_id(s->words, w->word[v]) >= 0) noun[n++] = v;
	for (int i = 0; i < n; i++) {
		int best = -1;
		double most = -HUGE_VAL;
		for (int j = 0; j < n; j++) {
			double cosine = i == j ? -HUGE_VAL
			                       : space_cosine(s, vocab_id(s->words, w->word[noun[i]]),
			                                 vocab_id(s->words, w->word[noun[j]]));
			if (cosine > most) {
				most = cosine;
				best = j;
			}
		}
		same += best >= 0 && !strcmp(w->kind[noun[i]], w->kind[noun[best]]);
	}
	return n ? same / (double)n : 0;
}

static void print_neighbours(space *s, arena *a)
{
	static const char *const words[] = {"king", "mare", "bread", "france", "sing"};
	enum { WORDS = sizeof words / sizeof *words };
	scored *best = arena_alloc(a, WORDS * SHOWN, sizeof *best);
	int query[WORDS], n = 0;
	for (int i = 0; i < WORDS; i++)
		if (vocab_id(s->words, words[i]) >= 0) query[n++] = vocab_id(s->words, words[i]);
	space_neighbours(best, SHOWN, query, n, COSINE, s, false);
	for (int i = 0; i < n; i++) {
		printf("  %-8s", vocab_word(s->words, query[i]));
		for (const scored *b = best + (long)i * SHOWN;
		        b < best + (long)(i + 1) * SHOWN && b->id >= 0; b++)
			printf("  %s %.2f", vocab_word(s->words, b->id), (double)b->score);
		puts("");
	}
}

static void report(const char *what, space *s, const world *w, arena *a)
{
	int used;
	double rho = correlation(s, w, a, &used), pure = purity(s, w, a);
	printf("\n%s\n  ρ %.4f with the planted similarity of %d pairs of nouns\n", what, rho, used);
	printf("  %.4f of the nouns have a noun of their own kind nearest to them\n", pure);
	print_neighbours(s, a);
}

int cooc_demo(int argc, char **argv)
{
	arena a = {0};
	long n;
	cooc_options(argc, argv, "cooc", NULL,
	        "Count generated sentences, and compare what the counts say with the truth.", options);
	world w = world_new(&a);
	vocab *words = vocab_new(&a);
	int *id = read_sentences(&n, words, &a), V = vocab_size(words);
	window near = {o.window, o.window, o.weight == 0};
	sparse counts = cooccurrence(id, n, V, near, &a), weighed = ppmi(counts, o.alpha, &a);
	printf("%d generated sentences, %ld words, %d different\n", o.r.sentences, n - o.r.sentences,
	        V);
	printf("counts: (%d,%d), %ld entries; of them %ld with PPMI above 0\n", V, V,
	        sparse_count(counts), sparse_count(weighed));
	space s = {.name = "counts", .words = words, .is_sparse = true, .rows = counts};
	report("counts", &s, &w, &a);
	s.rows = weighed;
	report("PPMI", &s, &w, &a);
	arena_free(&a);
	return 0;
}
