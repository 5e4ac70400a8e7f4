/* word2vec nearest, analogy, pairs: questions to finished vectors. */
#include <math.h>
#include <stdio.h>

#include "analogy.h"
#include "pairs.h"
#include "similarity.h"
#include "word2vec.h"

static struct {
	int top, restrict_to;
	bool inputs, verbose;
} o = {.top = 10, .restrict_to = 30000};

/* Vectors of length 1, and where to find a word. */
typedef struct {
	arena a;
	wordvec w;
	spelling s;
} space;

static void load(space *s, const char *path)
{
	*s = (space){0};
	if (wordvec_read(&s->w, &s->a, path) < 0) error_exit();
	normalize_rows(s->w.vectors);
	s->s = spelling_of(&s->a, s->w.words);
}

/* A word as it stands, or in another case. */
static int find(const space *s, const char *word)
{
	int id = vocab_id(s->w.words, word);
	if (id < 0) id = spelling_find(&s->s, word);
	if (id < 0) {
		error_set("'%s' has no vector", word);
		error_exit();
	}
	return id;
}

static void need(bool enough, const char *what)
{
	if (enough) return;
	error_set("expected %s", what);
	error_exit();
}

/* --- nearest ---------------------------------------------------------------------------------- */

int word2vec_nearest(int argc, char **argv)
{
	static const cli_option options[] = {
	        cli_int("top", &o.top, 1, 1000000, "how many for each word"), cli_end};
	space s;
	int first = word2vec_options(argc, argv, "word2vec nearest", "VECTORS WORD…",
	        "The words most like each WORD, with their cosines.", options);
	need(argc - first >= 2, "VECTORS and at least one WORD; --help says more");
	load(&s, argv[first]);
	int n = argc - first - 1, *id = arena_alloc(&s.a, (size_t)n, sizeof *id);
	for (int i = 0; i < n; i++) id[i] = find(&s, argv[first + 1 + i]);
	if (o.top > s.w.vectors.rows) o.top = s.w.vectors.rows;
	mat queries = mat_new(&s.a, n, s.w.vectors.cols), block = mat_new(&s.a, n, NEIGHBOUR_BLOCK);
	for (int i = 0; i < n; i++) copy(rows(queries, i, 1), rows(s.w.vectors, id[i], 1));
	scored *best = arena_alloc(&s.a, (size_t)n * (size_t)o.top, sizeof *best);
	nearest_neighbours(best, o.top, queries, s.w.vectors, id, block);
	for (int i = 0; i < n; i++) {
		if (n > 1) printf("%s%s\n", i ? "\n" : "", vocab_word(s.w.words, id[i]));
		for (const scored *b = best + (long)i * o.top; b < best + (long)(i + 1) * o.top; b++)
			if (b->id >= 0) printf("%8.4f  %s\n", (double)b->score, vocab_word(s.w.words, b->id));
	}
	arena_free(&s.a);
	return 0;
}

/* --- analogy ---------------------------------------------------------------------------------- */

/* The best words for one question, by both methods. */
static void one_question(space *s, char **word, int allowed)
{
	int abc[3], found;
	for (int i = 0; i < 3; i++) abc[i] = find(s, word[i]);
	mat queries = mat_new(&s->a, 3, s->w.vectors.cols), scores = mat_new(&s->a, 3, allowed);
	for (int method = 0; method < 2; method++) {
		if (method)
			analogy_mul(&found, abc, 1, s->w.vectors, queries, scores);
		else
			analogy_add(&found, abc, 1, s->w.vectors, rows(queries, 0, 1), rows(scores, 0, 1));
		scored *best = arena_alloc(&s->a, (size_t)o.top, sizeof *best);
		int n = 0;
		for (int i = 0; i < allowed; i++)
			if (o.inputs || (i != abc[0] && i != abc[1] && i != abc[2]))
				n = top_k_offer(best, n, o.top, (scored){*elem(scores, 0, i), i});
		top_k_sort(best, n);
		printf("%s%s\n", method ? "\n3CosMul" : "3CosAdd", o.inputs ? ", given words allowed" : "");
		for (int i = 0; i < n; i++)
			printf("%8.4f  %s\n", (double)best[i].score, vocab_word(s->w.words, best[i].id));
	}
}

int word2vec_analogy(int argc, char **argv)
{
	static const cli_option options[] = {
	        cli_int("restrict", &o.restrict_to, 0, 2147483647,
	                "questions and answers from so many words, the first of the file; 0: all"),
	        cli_flag("allow-inputs", &o.inputs, "a, b and c may be answers, too"),
	        cli_int("top", &o.top, 1, 1000000, "of a single question: how many answers"), cli_end};
	space s;
	int first =
	        word2vec_options(argc, argv, "word2vec analogy", "VECTORS A B C | VECTORS QUESTIONS",
	                "A is to B as C is to …? Or a file of questions: ': section' and lines with "
	                "four words.",
	                options);
	need(argc - first == 2 || argc - first == 4, "VECTORS and three words, or VECTORS and a file");
	load(&s, argv[first]);
	int V = s.w.vectors.rows, allowed = o.restrict_to && o.restrict_to < V ? o.restrict_to : V;
	if (argc - first == 4)
		one_question(&s, argv + first + 1, allowed);
	else {
		questions q = {.a = &s.a};
		if (questions_read(&q, argv[first + 1], &s.s, allowed) < 0) error_exit();
		questions_answer(&q, s.w.vectors, allowed, o.inputs, s.s.kind);
		questions_print(&q);
	}
	arena_free(&s.a);
	return 0;
}

/* --- pairs ------------------------------------------------------------------------------------ */

static int pairs_of(space *s, const char *path)
{
	word_pair *list;
	int n, used = 0;
	double rho;
	if (pairs_read(&list, &n, &s->a, path) < 0) return -1;
	int *pair = arena_alloc(&s->a, 2 * (size_t)n, sizeof *pair);
	double *score = arena_alloc(&s->a, (size_t)n, sizeof *score);
	for (int i = 0; i < n; i++) {
		int one = spelling_find(&s->s, list[i].first), other = spelling_find(&s->s, list[i].second);
		if (one < 0 || other < 0) {
			if (o.verbose)
				printf("missing  %s %s: %s\n", list[i].first, list[i].second,
				        one < 0 ? list[i].first : list[i].second);
			continue;
		}
		pair[2 * used] = one;
		pair[2 * used + 1] = other;
		score[used++] = list[i].score;
	}
	pairs_correlate(&rho, s->w.vectors, pair, score, used);
	if (isnan(rho))
		printf("%s: no ρ, %d pairs used, %d skipped\n", path, used, n - used);
	else
		printf("%s: ρ %.4f, %d pairs used, %d skipped\n", path, rho, used, n - used);
	return 0;
}

int word2vec_pairs(int argc, char **argv)
{
	static const cli_option options[] = {
	        cli_flag("verbose", &o.verbose, "say which pairs are skipped"), cli_end};
	space s;
	int first = word2vec_options(argc, argv, "word2vec pairs", "VECTORS PAIRS…",
	        "Spearman's ρ of cosines with the numbers of each file of word pairs.", options);
	need(argc - first >= 2, "VECTORS and at least one file of PAIRS; --help says more");
	load(&s, argv[first]);
	for (int i = first + 1; i < argc; i++)
		if (pairs_of(&s, argv[i]) < 0) error_exit();
	arena_free(&s.a);
	return 0;
}
