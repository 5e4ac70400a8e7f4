/* word2vec demo: learn sentences whose truth is known, and see what has been learnt.
 *
 * The generated sentences (datasets/world.h) have planted relations and similarities, so no file of
 * questions had to be collected for them. */
#include <stdio.h>

#include "similarity.h"
#include "trainer.h"

enum { PAIRS = 600 };

static struct {
	reading r;
	settings s;
} o = {.r = {.min_count = 5, .sentences = 40000, .seed = 1},
        .s = {.size = 64,
                .window = 5,
                .negative = 5,
                .threads = 1,
                .epochs = 5,
                .rate = 0.05,
                .seed = 1}};

static const cli_option options[] = {
        cli_int("sentences", &o.r.sentences, 1, 10000000, "how many to generate"),
        cli_int("size", &o.s.size, 1, 100000, "numbers of a vector"),
        cli_int("window", &o.s.window, 1, LINE_WORDS - 1, "neighbours to either side, at most"),
        cli_int("negative", &o.s.negative, 1, MOST_NEGATIVES, "noise words"),
        cli_int("iter", &o.s.epochs, 1, 1000000, "passes over the text"),
        cli_real_above("alpha", &o.s.rate, 0, 100, "first learning rate"),
        cli_flag("cbow", &o.s.cbow, "the neighbours predict the word, not the other way round"),
        cli_flag("plain", &o.s.plain, "the lesson's version: fresh noise for each pair"),
        cli_long("seed", &o.s.seed, 0, 1e15, "of the random numbers"), cli_end};

static void print_similarities(const world *w, const vocab *words, mat x, arena *a)
{
	world_pair *list;
	int n = world_pairs(w, a, 1, PAIRS, &list), used = 0;
	int *pair = arena_alloc(a, 2 * (size_t)n, sizeof *pair);
	double *score = arena_alloc(a, (size_t)n, sizeof *score), rho;
	for (int i = 0; i < n; i++) {
		int one = vocab_id(words, w->word[list[i].first]);
		int other = vocab_id(words, w->word[list[i].second]);
		if (one < 0 || other < 0) continue;
		pair[2 * used] = one;
		pair[2 * used + 1] = other;
		score[used++] = list[i].similarity;
	}
	pairs_correlate(&rho, x, pair, score, used);
	printf("\nρ %.4f with the planted similarity of %d pairs of nouns\n", rho, used);
}

int word2vec_demo(int argc, char **argv)
{
	arena a = {0};
	text_ids text;
	word2vec_options(argc, argv, "word2vec", NULL,
	        "Learn generated sentences, and compare what was learnt with the truth.", options);
	if (text_read(&text, &a, &o.r) < 0) error_exit();
	trainer *t = trainer_new(&a, o.s, &text);
	if (trainer_run(t, NULL, NULL) < 0) error_exit();
	printf("%d generated sentences, %d words with vectors of %d numbers\n\n", o.r.sentences,
	        vocab_size(text.words), o.s.size);
	world w = world_new(&a);
	questions q = {.a = &a};
	normalize_rows(t->t.W);
	questions_planted(&q, &w, text.words);
	questions_answer(&q, t->t.W, vocab_size(text.words), false, NULL);
	questions_print(&q);
	print_similarities(&w, text.words, t->t.W, &a);
	text_close(&text);
	arena_free(&a);
	return 0;
}
