/* ngram demo: a text whose entropy is known. The words of datasets/markov.h follow each other in a
 * Markov chain, so a bigram model can be the truth itself, and no model can be better: perplexity must
 * come down to 2^H and no lower. A sentence ends after "." or "!", which is certain and costs nothing. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chance.h"
#include "error.h"
#include "markov.h"
#include "parts.h"

static struct {
	int order, sentences, tested;
	double rate;
	long seed;
} o = {.order = 5, .sentences = 3000, .tested = 1000, .rate = 0.1, .seed = 1};

static const cli_option options[] = {cli_int("order", &o.order, 1, NGRAM_ORDER, "longest n-grams"),
        cli_int("sentences", &o.sentences, 1, 10000000, "to learn from"),
        cli_int("tested", &o.tested, 1, 10000000, "other sentences, to predict"),
        cli_real_above("rate", &o.rate, 0, 0.9, "of typing errors, for each letter"),
        cli_long("seed", &o.seed, 0, 1e15, "for everything that is drawn"), cli_end};

/* The source, and its words as those of a model: word i of the chain is word NGRAM_FIRST + i. */
typedef struct {
	arena a;
	markov source;
	vocab *words;
	id_text train, test;
	double bits; // what the source itself pays for a word of the test
} world;

/* " at " as "at", ", and " as ",and". */
static void add_word(vocab *v, const char *text)
{
	char word[CHANCE_NAME * 2] = "";
	for (size_t n = 0; *text; text++)
		if (!strchr(" \n", *text)) word[n++] = *text;
	vocab_add(v, word);
}

/* Sentences of the chain; what their words cost who knows it, in bits. */
static double draw_text(const world *w, id_text *t, int sentences, rng *r)
{
	const int n = w->source.words;
	double bits = 0;
	int line[4096], words = 0;
	for (int state = 0; t->sentences < sentences;) {
		int next = chance_draw(r, n, w->source.weight + state * n);
		bits -= log2(w->source.next[state * n + next]);
		state = next;
		line[words++] = NGRAM_FIRST + state;
		if (!strchr(w->source.text[state], '\n') && words < 4096) continue;
		text_add(t, line, words);
		words = 0;
	}
	return bits;
}

static void draw(world *w)
{
	rng r = rng_new((uint64_t)o.seed, 8);
	w->source = markov_new(&w->a);
	w->words = words_new(&w->a);
	for (int i = 0; i < w->source.words; i++) add_word(w->words, w->source.text[i]);
	if (vocab_size(w->words) != w->source.words + NGRAM_FIRST) bug("two words are spelt alike");
	draw_text(w, &w->train, o.sentences, &r);
	w->bits = draw_text(w, &w->test, o.tested, &r) / (double)w->test.words;
}

/* Perplexity per word by order and smoothing. */
static void print_table(const world *w)
{
	static const char *const names[] = {"Kneser-Ney", "Katz", "add 0.01", "none"};
	printf("order");
	for (int s = KNESER_NEY; s <= MLE; s++) printf("%12s", names[s]);
	puts("     perplexity per word");
	for (int order = 1; order <= o.order; order++) {
		printf("%5d", order);
		for (int s = KNESER_NEY; s <= MLE; s++) {
			arena scratch = {0};
			estimate e = {.smoothing = s, .k = 0.01, .cut = 5};
			estimate_new(&e, &w->train, vocab_size(w->words), order, &scratch);
			text_perplexity c = estimate_perplexity(&e, w->test.id, w->test.n);
			double words = (double)c.words;
			printf("%12.4f", pow(c.all, (words + (double)c.sentences) / words));
			arena_free(&scratch);
		}
		puts("");
	}
	printf(" 2^H %12.4f     no model can be better in the long run; the source itself pays %.4f\n",
	        pow(2, markov_bits_per_word(&w->source)), pow(2, w->bits));
}

static void print_samples(const world *w, ngram_model m)
{
	rng r = rng_new((uint64_t)o.seed, 9);
	int sentence[200];
	printf("\nsentences drawn from the Kneser-Ney model of order %d\n", m.t->order);
	for (int i = 0; i < 3; i++) {
		int n = ngram_sample(sentence, 200, m, &r);
		fputs("  ", stdout);
		print_sentence(w->words, sentence, n);
	}
}

static void print_words(const char *what, const char *const *word, int n)
{
	printf("  %-8s", what);
	for (int i = 0; i < n; i++) printf(" %s", word[i]);
	puts("");
}

/* The test's sentences, mistyped and corrected; the first three are shown. */
static void print_corrections(const world *w, ngram_model m)
{
	enum { MOST = 4096 };
	const keyboard keys = {o.rate};
	arena a = {0};
	rng r = rng_new((uint64_t)o.seed, 10);
	restored count = {0};
	corrector c = corrector_new(&a, m, w->words, &keys, 8);
	const char **word = arena_alloc(&a, MOST, 4 * sizeof *word), **typed = word + MOST,
	           **likely = typed + MOST, **meant = likely + MOST;
	char(*letters)[CHANCE_NAME * 2] = arena_alloc(&a, MOST, sizeof *letters);
	printf("\ntyping errors, %g %% of letters\n", 100 * o.rate);
	for (long p = 1, shown = 0; p < w->test.n; p += 2) {
		int n = 0;
		for (; w->test.id[p] != NGRAM_END; n++, p++) {
			word[n] = vocab_word(w->words, w->test.id[p]);
			size_t length = strlen(word[n]);
			keyboard_type(&keys, &r, word[n], length, letters[n]);
			letters[n][length] = 0;
			typed[n] = letters[n];
		}
		corrector_sentence(&c, typed, n, likely, meant);
		for (int i = 0; i < n; i++) restored_count(&count, word[i], typed[i], likely[i], meant[i]);
		if (shown++ >= 3) continue;
		print_words("meant", word, n);
		print_words("typed", typed, n);
		print_words("answer", meant, n);
	}
	puts("");
	restored_print(&count, stdout);
	arena_free(&c.scratch);
	arena_free(&a);
}

int ngram_demo(int argc, char **argv)
{
	world w = {0};
	estimate e = {.smoothing = KNESER_NEY};
	ngram_options(argc, argv, "ngram", NULL,
	        "Learn sentences of a generated language whose entropy is known; sample; correct "
	        "typing\n"
	        "errors.",
	        options);
	draw(&w);
	printf("generated: %ld sentences, %ld words to learn from; %ld sentences, %ld words to "
	       "predict; "
	       "%d different\n\n",
	        w.train.sentences, w.train.words, w.test.sentences, w.test.words, w.source.words);
	print_table(&w);
	estimate_new(&e, &w.train, vocab_size(w.words), o.order < 3 ? o.order : 3, &w.a);
	print_samples(&w, e.model);
	print_corrections(&w, e.model);
	text_free(&w.train);
	text_free(&w.test);
	arena_free(&w.a);
	return 0;
}
