/* bow vocab, bow counts, bow nearest: what counting alone can show. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bow.h"
#include "output.h"
#include "plot.h"
#include "text.h"

static struct {
	reading r;
	const char *csv, *words;
	int top, document;
} o = {.top = 10, .document = -1};

/* All documents of a collection as one part, numbered by a vocabulary of all its words. */
static documents number_all(collection *c, arena *a)
{
	c->stop = o.r.stop ? english_stop_words(&c->a) : NULL;
	c->chosen = vocab_new(&c->a);
	vocab_build(c->chosen, c->forms, c->stop, o.r.min_count, o.r.max_size);
	int *id = arena_alloc(a, (size_t)c->start[c->n], sizeof *id);
	for (int i = 0; i < c->start[c->n]; i++)
		id[i] = word_id(c->chosen, c->stop, vocab_word(c->forms, c->form[i]));
	return (documents){c->n, c->start, id};
}

/* --- vocab ------------------------------------------------------------------------------------ */

/* How often each word of the vocabulary occurs, and in how many documents. */
static void count_words(documents docs, int V, long *occurs, long *in_documents)
{
	int *last = malloc((size_t)V * sizeof *last);
	if (!last) bug("out of memory");
	for (int w = 0; w < V; w++) last[w] = -1;
	for (int d = 0; d < docs.n; d++)
		for (int i = docs.start[d]; i < docs.start[d + 1]; i++) {
			int w = docs.id[i];
			if (w < 0) continue;
			occurs[w]++;
			in_documents[w] += last[w] != d;
			last[w] = d;
		}
	free(last);
}

static int write_words(const collection *c, const long *occurs, const long *in, mat idf, long all)
{
	output out;
	long covered = 0;
	if (output_open(&out, o.csv) < 0) return -1;
	fputs("rank,count,coverage,documents,idf,word\n", out.f);
	for (int w = 1; w < vocab_size(c->chosen); w++) {
		covered += occurs[w];
		fprintf(out.f, "%d,%ld,%.6f,%ld,%.6f,", w, occurs[w], (double)covered / (double)all, in[w],
		        (double)*elem(idf, 0, w));
		plot_csv_word(out.f, vocab_word(c->chosen, w));
		fputc('\n', out.f);
	}
	return output_commit(&out);
}

static void print_words(const collection *c, const long *occurs, const long *in, mat idf, long all)
{
	int V = vocab_size(c->chosen);
	long covered = 0;
	printf("  rank    count  documents    idf  covers  word\n");
	for (int w = 1; w < V; w++) {
		covered += occurs[w];
		bool shown = w <= o.top || w == V - 1;
		for (int k = 100; k < V; k *= 10) shown = shown || w == k;
		if (shown)
			printf("%6d %8ld %10ld %6.3f %5.1f %%  %s\n", w, occurs[w], in[w],
			        (double)*elem(idf, 0, w), 100.0 * (double)covered / (double)all,
			        vocab_word(c->chosen, w));
	}
}

int bow_vocab(int argc, char **argv)
{
	static const cli_option options[] = {READING_OPTIONS(o.r),
	        cli_int("top", &o.top, 0, 1000000, "how many of the most frequent words to print"),
	        cli_file("csv", &o.csv, "write all words of the vocabulary here, by frequency"),
	        cli_end};
	static collection c;
	arena a = {0};
	o.r = reading_default;
	bow_options(argc, argv, "bow vocab", NULL, "The words of a collection by frequency.", options);
	if (collection_read(&c, &o.r) < 0) error_exit();
	documents docs = number_all(&c, &a);
	int V = vocab_size(c.chosen);
	long *occurs = arena_alloc(&a, (size_t)V, sizeof *occurs), all = docs.start[docs.n];
	long *in = arena_alloc(&a, (size_t)V, sizeof *in);
	mat idf = mat_new(&a, 1, V);
	inverse_document_frequency(idf, bag_of_words_sparse(docs, V, &a));
	count_words(docs, V, occurs, in);
	printf("%s: %d documents, %ld words, %d different; a vocabulary of %d, %ld words are <unk>\n",
	        c.name, c.n, all, vocab_size(c.forms), V, occurs[0]);
	print_words(&c, occurs, in, idf, all);
	if (o.csv && write_words(&c, occurs, in, idf, all) < 0) error_exit();
	arena_free(&a);
	collection_free(&c);
	return 0;
}

/* --- counts ----------------------------------------------------------------------------------- */

static void print_list(const char *what, word_list words)
{
	printf("%-11s", what);
	for (int i = 0; i < words.n; i++) printf(" %s", words.word[i]);
	puts("");
}

/* One text over a list of words: the whole way, step by step. */
static void count_text(const char *text, const vocab *words, arena *a)
{
	word_list lemmas = collection_words(&o.r, text, a);
	int start[] = {0, lemmas.n}, V = vocab_size(words);
	int *id = arena_alloc(a, (size_t)lemmas.n, sizeof *id);
	mat x = mat_new(a, 1, V);
	print_list("tokenized", tokenize(text, a));
	print_list(o.r.no_lemmas ? "folded" : "lemmatized", lemmas);
	printf("%-11s", "ids");
	for (int i = 0; i < lemmas.n; i++) {
		id[i] = o.words ? vocab_id(words, lemmas.word[i]) : word_id(words, NULL, lemmas.word[i]);
		printf(" %d", id[i]);
	}
	bag_of_words(x, (documents){1, start, id});
	printf("\n%-11s", "counts");
	for (int w = 0; w < V && o.words; w++) printf("%s%g", w ? "," : " [", (double)*elem(x, 0, w));
	for (int w = 0; w < V && !o.words; w++)
		if (*elem(x, 0, w) > 0) printf(" %s:%g", vocab_word(words, w), (double)*elem(x, 0, w));
	puts(o.words ? "]" : "");
}

static void describe_counts(documents docs, int V, arena *a)
{
	sparse x = bag_of_words_sparse(docs, V, a);
	double cells = (double)x.rows * x.cols, n = (double)sparse_count(x);
	printf("counts: (%d,%d), %.0f cells, %.0f of them not zero (%.3f %%)\n", x.rows, x.cols, cells,
	        n, 100 * n / cells);
	printf("  as a dense matrix: %.1f MB; as compressed rows: %.1f MB\n",
	        cells * sizeof(real) / 1e6,
	        (n * (sizeof(real) + sizeof(int)) + (x.rows + 1.0) * sizeof(long)) / 1e6);
}

int bow_counts(int argc, char **argv)
{
	static const cli_option options[] = {READING_OPTIONS(o.r),
	        cli_string("words", &o.words, "count these words only, instead of a collection's"),
	        cli_end};
	static collection c;
	arena a = {0};
	o.r = reading_default;
	int first = bow_options(argc, argv, "bow counts", "[TEXT…]",
	        "Texts cut into words, numbered and counted; without TEXT the counts of a collection.",
	        options);
	vocab *words = vocab_new(&a);
	if (o.words) {
		word_list list = tokenize(o.words, &a);
		for (int i = 0; i < list.n; i++) vocab_add(words, list.word[i]);
	} else {
		if (collection_read(&c, &o.r) < 0) error_exit();
		documents docs = number_all(&c, &a);
		words = c.chosen;
		if (first == argc) describe_counts(docs, vocab_size(words), &a);
	}
	for (int i = first; i < argc; i++) {
		if (text_check("TEXT", argv[i], strlen(argv[i])) < 0) error_exit();
		count_text(argv[i], words, &a);
	}
	arena_free(&a);
	collection_free(&c);
	return 0;
}

/* --- nearest ---------------------------------------------------------------------------------- */

/* The query as documents, one of them: a document of the collection, or a text. */
static documents query_of(const collection *c, documents docs, const char *text, arena *a)
{
	int *start = arena_alloc(a, 2, sizeof *start);
	if (!text) {
		start[1] = docs.start[o.document] - docs.start[o.document - 1];
		return (documents){1, start, docs.id + docs.start[o.document - 1]};
	}
	word_list words = collection_words(&o.r, text, a);
	int *id = arena_alloc(a, (size_t)words.n, sizeof *id);
	for (int i = 0; i < words.n; i++) id[i] = word_id(c->chosen, c->stop, words.word[i]);
	start[1] = words.n;
	return (documents){1, start, id};
}

static void print_nearest(const collection *c, mat cosine)
{
	char *shown = calloc((size_t)c->n, 1);
	if (!shown) bug("out of memory");
	for (int k = 0; k < o.top && k < c->n; k++) {
		int best = -1;
		for (int d = 0; d < c->n; d++) {
			if (shown[d] || d == o.document - 1) continue;
			if (best < 0 || *elem(cosine, d, 0) > *elem(cosine, best, 0)) best = d;
		}
		if (best < 0 || *elem(cosine, best, 0) <= 0) break;
		shown[best] = 1;
		printf("%.4f  %d  %s: %s\n", (double)*elem(cosine, best, 0), best + 1,
		        vocab_word(c->labels, c->label[best]), c->text[best]);
	}
	free(shown);
}

int bow_nearest(int argc, char **argv)
{
	static const cli_option options[] = {READING_OPTIONS(o.r),
	        cli_int("document", &o.document, 1, 1e9, "the query is this document, counted from 1"),
	        cli_int("top", &o.top, 1, 1000000, "how many to print"), cli_end};
	static collection c;
	arena a = {0};
	o.r = reading_default;
	o.top = 5;
	o.document = 0;
	int first = bow_options(argc, argv, "bow nearest", "[TEXT]",
	        "The documents most like TEXT, or like --document N.", options);
	const char *text = first < argc ? argv[first] : NULL;
	if (first + 1 < argc)
		error_set("'%s': expected one TEXT; put it in quotes", argv[first + 1]);
	else if (!text == !o.document)
		error_set("expected either a TEXT or --document N");
	if (first + 1 < argc || !text == !o.document) error_exit();
	if ((text && text_check("TEXT", text, strlen(text)) < 0) || collection_read(&c, &o.r) < 0)
		error_exit();
	if (o.document > c.n) {
		error_set("%s: there is no document %d, the last is %d", c.name, o.document, c.n);
		error_exit();
	}
	documents docs = number_all(&c, &a);
	int V = vocab_size(c.chosen);
	sparse x = bag_of_words_sparse(docs, V, &a), q;
	mat idf = mat_new(&a, 1, V), dense = mat_new(&a, V, 1), cosine = mat_new(&a, c.n, 1);
	inverse_document_frequency(idf, x);
	q = bag_of_words_sparse(query_of(&c, docs, text, &a), V, &a);
	tf_idf(x, idf);
	tf_idf(q, idf);
	for (long k = 0; k < sparse_count(q); k++) *elem(dense, q.col[k], 0) = q.value[k];
	sparse_mul(cosine, x, dense); // rows have length 1: the product is the cosine
	if (!text) printf("query: %s\n", c.text[o.document - 1]);
	print_nearest(&c, cosine);
	arena_free(&a);
	collection_free(&c);
	return 0;
}
