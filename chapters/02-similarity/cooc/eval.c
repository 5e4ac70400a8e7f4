/* cooc eval: do the vectors find the same words alike as people do? Spearman's ρ on lists of word
 * pairs. A pair with a word that has no vector cannot be compared; how many were left out is part of
 * the result, for ρ on the other pairs only says something about those. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cooc.h"
#include "pairs.h"
#include "ranks.h"
#include "text.h"

static struct {
	bool lower, verbose;
} o;

static const cli_option options[] = {
        cli_flag("lower", &o.lower, "fold the case of the pairs' words"),
        cli_flag("verbose", &o.verbose,
                "print every pair: both numbers, or which words are missing"),
        cli_end};

static int find(const space *s, const char *word, arena *a)
{
	return vocab_id(s->words, o.lower ? text_fold(a, word) : word);
}

static void print_missing(const word_pair *p, int i, int j)
{
	printf("  missing  %s %s:", p->first, p->second);
	if (i < 0) printf(" %s", p->first);
	if (j < 0 && (i >= 0 || strcmp(p->first, p->second))) printf(" %s", p->second);
	puts("");
}

static int judge(const space *s, const char *path)
{
	arena a = {0};
	word_pair *pairs;
	int n, used = 0;
	if (pairs_read(&pairs, &n, &a, path) < 0) return -1;
	mat people = mat_new(&a, 1, n), ours = mat_new(&a, 1, n);
	for (int p = 0; p < n; p++) {
		int i = find(s, pairs[p].first, &a), j = find(s, pairs[p].second, &a);
		if (i < 0 || j < 0) {
			if (o.verbose) print_missing(&pairs[p], i, j);
			continue;
		}
		double cosine = space_cosine(s, i, j);
		if (o.verbose)
			printf("  %7.4f  %s %s: %g\n", cosine, pairs[p].first, pairs[p].second, pairs[p].score);
		*elem(people, 0, used) = (real)pairs[p].score;
		*elem(ours, 0, used++) = (real)cosine;
	}
	double rho = spearman(cols(ours, 0, used), cols(people, 0, used));
	if (isnan(rho))
		printf("%s: no ρ, for there is no order among %d pairs used; %d skipped\n", path, used,
		        n - used);
	else
		printf("%s: ρ %.4f, %d pairs used, %d skipped\n", path, rho, used, n - used);
	arena_free(&a);
	return 0;
}

int cooc_eval(int argc, char **argv)
{
	arena a = {0};
	space s;
	int first = cooc_options(argc, argv, "cooc eval", "FILE PAIRS…",
	        "Spearman's ρ between cosines in FILE (word vectors or a table) and people's judgement "
	        "in\n"
	        "each of the lists PAIRS: lines word1 word2 score (docs/formats.md).",
	        options);
	int status = 0;
	if (argc - first < 2)
		status = error_set("expected a FILE of vectors and one list of PAIRS or more");
	else
		status = space_read(&s, &a, argv[first]);
	for (int i = first + 1; i < argc && !status; i++) status = judge(&s, argv[i]);
	if (status) error_exit();
	arena_free(&a);
	return 0;
}
