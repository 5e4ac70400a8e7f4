/* cooc neighbours: the words most like a word, or like each of many. */
#include <stdio.h>
#include <string.h>

#include "cooc.h"

static struct {
	const char *queries, *output;
	int top, measure;
} o = {.top = 10};

static const cli_option options[] = {cli_int("top", &o.top, 1, 1e6, "how many for each word"),
        cli_choice("measure", &o.measure, "cosine|euclid", "angle or distance"),
        cli_file("queries", &o.queries,
                "one after the other all words of this file; - for standard input"),
        cli_file("output", &o.output, "for --queries: write here, not to standard output"),
        cli_end};

/* The words whose neighbours are wanted. */
typedef struct {
	int *id;
	int n, room;
	int unknown; // words of the file that have no vector
} queries;

static void add_query(queries *q, int id, arena *a)
{
	if (q->n == q->room) {
		q->room = q->room ? 2 * q->room : 1024;
		int *more = arena_alloc(a, (size_t)q->room, sizeof *more);
		if (q->n) memcpy(more, q->id, (size_t)q->n * sizeof *more);
		q->id = more;
	}
	q->id[q->n++] = id;
}

static int read_queries(queries *q, const space *s, arena *a)
{
	token w;
	token_kind kind;
	tokens *t = tokens_open(a, o.queries);
	if (!t) return -1;
	while ((kind = tokens_next(t, &w)) > TOKEN_END) {
		int id = kind == TOKEN_WORD ? vocab_id_part(s->words, w.word, w.length) : -1;
		if (id >= 0) add_query(q, id, a);
		q->unknown += kind == TOKEN_WORD && id < 0;
	}
	tokens_close(t);
	if (kind == TOKEN_END && q->n == 0)
		return error_set("%s: none of its words is in %s", o.queries, s->name);
	return kind;
}

static int name_queries(queries *q, const space *s, char **word, int n, arena *a)
{
	for (int i = 0; i < n; i++) {
		int id = vocab_id(s->words, word[i]);
		if (id < 0) return error_set("%s: has no word '%s'", s->name, word[i]);
		add_query(q, id, a);
	}
	return 0;
}

static void print_list(const space *s, const queries *q, const scored *best)
{
	for (int i = 0; i < q->n; i++, best += o.top) {
		printf("%s%s\n", i ? "\n" : "", vocab_word(s->words, q->id[i]));
		for (int k = 0; k < o.top && best[k].id >= 0; k++)
			printf("  %.4f  %s\n", (double)best[k].score, vocab_word(s->words, best[k].id));
	}
}

static void write_table(FILE *f, const space *s, const queries *q, const scored *best)
{
	fprintf(f, "query\trank\tword\t%s\n", o.measure == COSINE ? "cosine" : "distance");
	for (int i = 0; i < q->n; i++, best += o.top)
		for (int k = 0; k < o.top && best[k].id >= 0; k++)
			fprintf(f, "%s\t%d\t%s\t%.6f\n", vocab_word(s->words, q->id[i]), k + 1,
			        vocab_word(s->words, best[k].id), (double)best[k].score);
}

static int search_and_write(space *s, const queries *q, arena *a)
{
	output out;
	scored *best = arena_alloc(a, (size_t)q->n * (size_t)o.top, sizeof *best);
	if (o.output && output_open(&out, o.output) < 0) return -1;
	if (o.output) table_guard(o.output);
	space_neighbours(best, o.top, q->id, q->n, o.measure, s, o.queries != NULL);
	if (o.queries)
		write_table(o.output ? out.f : stdout, s, q, best);
	else
		print_list(s, q, best);
	if (q->unknown)
		fprintf(stderr, "cooc neighbours: %s: %d words are not in %s and were left out\n",
		        o.queries, q->unknown, s->name);
	return o.output ? output_commit(&out) : 0;
}

int cooc_neighbours(int argc, char **argv)
{
	arena a = {0};
	space s = {0};
	queries q = {0};
	int first = cooc_options(argc, argv, "cooc neighbours", "FILE [WORD…]",
	        "The words of FILE most like each WORD. FILE holds word vectors (word2vec's text or "
	        "binary\n"
	        "form, or GloVe's text) or a table of cooc build or cooc ppmi.",
	        options);
	int status = 0;
	if (first == argc)
		status = error_set("which vectors? expected a FILE");
	else if (!o.queries == (first + 1 == argc))
		status = error_set("expected either WORDs after FILE or --queries");
	else if (o.output && !o.queries)
		status = error_set("--output is for --queries");
	else if (o.output)
		status = table_writable(o.output);
	if (!status) status = space_read(&s, &a, argv[first]);
	if (!status)
		status = o.queries ? read_queries(&q, &s, &a)
		                   : name_queries(&q, &s, argv + first + 1, argc - first - 1, &a);
	if (!status && o.top >= vocab_size(s.words))
		o.top = vocab_size(s.words) > 1 ? vocab_size(s.words) - 1 : 1;
	if (status || search_and_write(&s, &q, &a) < 0) error_exit();
	arena_free(&a);
	return 0;
}
