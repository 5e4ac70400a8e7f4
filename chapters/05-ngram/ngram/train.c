/* ngram train: count a text, estimate, write the model. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "error.h"
#include "parts.h"

static struct {
	estimate e;
	int order;
	long min_count;
	const char *arpa, *vocab, *test;
} o = {.e = {.k = 0.01, .cut = 5}, .order = 5, .min_count = 1};

static const cli_option options[] = {cli_file("arpa", &o.arpa, "write the model here"),
        cli_int("order", &o.order, 1, NGRAM_ORDER, "words in the longest n-grams"),
        cli_choice("smoothing", &o.e.smoothing, SMOOTHINGS,
                "kn: interpolated modified Kneser-Ney; katz: Good-Turing and backoff; mle: none"),
        cli_real_above("k", &o.e.k, 0, 1e9, "what add-k adds to every count"),
        cli_int("cut", &o.e.cut, 1, 1000, "Katz discounts counts up to this"),
        cli_long("min-count", &o.min_count, 1, 1e15, "rarer words become <unk>"),
        cli_file("vocab", &o.vocab, "these words, the first of each line; all others become <unk>"),
        cli_file("test", &o.test, "print the model's perplexity on this text"), cli_end};

static int check_options(void)
{
	if (o.e.smoothing == ADD_K && o.arpa)
		return error_set("--arpa: add-k gives an unseen word the same after every history of one "
		                 "count, which is no probability with a backoff; --test FILE evaluates it");
	if (!o.arpa && !o.test)
		return error_set("what is the model for? --arpa FILE writes it, --test FILE evaluates it");
	if (o.vocab && o.min_count > 1)
		return error_set("--min-count: --vocab says already which words are known");
	return o.arpa ? ngram_writable(o.arpa) : 0;
}

static int learn(vocab **words, id_text *t, arena *a, const char *path)
{
	*words = words_new(a);
	if (o.vocab && words_read(*words, o.vocab) < 0) return -1;
	if (text_read(t, path, *words, !o.vocab) < 0) return -1;
	if (o.min_count > 1) *words = text_prune(t, *words, o.min_count, a);
	printf("%s: %ld sentences, %ld words, %d in the vocabulary\n", path, t->sentences, t->words,
	        vocab_size(*words));
	estimate_new(&o.e, t, vocab_size(*words), o.order, a);
	text_free(t);
	for (int m = 1; m <= o.order; m++) {
		printf("%d-grams: %d", m, o.e.table.level[m].n);
		const double *d = o.e.discounts[m].d;
		if (o.e.smoothing == KNESER_NEY) printf(", discounts %.4f %.4f %.4f", d[1], d[2], d[3]);
		puts("");
	}
	return 0;
}

static int test(vocab *words)
{
	id_text t;
	if (text_read(&t, o.test, words, false) < 0) return -1;
	text_perplexity c = estimate_perplexity(&o.e, t.id, t.n);
	print_perplexity(&c);
	text_free(&t);
	return 0;
}

int ngram_train(int argc, char **argv)
{
	arena a = {0};
	vocab *words;
	id_text t;
	int first = ngram_options(argc, argv, "ngram train", "TEXT",
	        "Count a text, a sentence a line (- for standard input), and estimate a model of it.",
	        options);
	ngram_need(argc, first, 1, "one TEXT");
	if (check_options() < 0 || learn(&words, &t, &a, argv[first]) < 0 ||
	        (o.arpa && arpa_write(o.e.model, words, o.arpa) < 0) || (o.test && test(words) < 0))
		error_exit();
	if (o.arpa) printf("%s: the model\n", o.arpa);
	arena_free(&a);
	return 0;
}
