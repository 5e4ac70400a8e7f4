/* ngram perplexity, ngram query, ngram sample: questions to a model in an ARPA file. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "error.h"
#include "parts.h"
#include "stopwatch.h"

enum { AT_ONCE = 1 << 14, LONGEST_SENTENCE = 1000 };

/* A model, and a text as its words. */
typedef struct {
	arena a;
	vocab *words;
	ngram_model m; // logarithms
	id_text t;
} asked;

static int read_model(asked *q, const char *path)
{
	q->words = words_new(&q->a);
	return arpa_read(&q->m, q->words, &q->a, path);
}

/* --- perplexity ------------------------------------------------------------------------------- */

/* Sums over a text: how often each length was found, and what all of it costs. */
typedef struct {
	text_perplexity c;
	long all, unknown; // units of 10^-7
	long never;        // predictions of probability 0, known words among them
	long never_known;
	long found[NGRAM_ORDER + 1];
} totals;

static void count_some(
        totals *s, const long *cost, const signed char *length, const int *id, long n)
{
	for (long i = 0; i < n; i++) {
		if (id[i] == NGRAM_BEGIN) continue;
		bool unknown = id[i] == NGRAM_UNKNOWN, never = cost[i] <= QUERY_NEVER;
		s->c.sentences += id[i] == NGRAM_END;
		s->c.words += id[i] != NGRAM_END;
		s->c.unknown += unknown;
		s->never += never;
		s->never_known += never && !unknown;
		s->found[length[i]]++;
		if (never) continue;
		s->all += cost[i];
		if (unknown) s->unknown += cost[i];
	}
}

static double perplexity_of(long units, long predictions, long never)
{
	if (never && predictions) return HUGE_VAL;
	return pow(10, -(double)units * QUERY_UNIT / (double)predictions);
}

/* Quickly, from the table made for asking, some whole sentences at a time. */
static void ask_text(totals *s, const asked *q, const query *table)
{
	arena scratch = {0};
	for (long begin = 0, end; begin < q->t.n; begin = end) {
		end = begin + AT_ONCE < q->t.n ? begin + AT_ONCE : q->t.n;
		while (end < q->t.n && q->t.id[end] != NGRAM_BEGIN) end++;
		arena_reset(&scratch);
		long *cost = arena_alloc(&scratch, (size_t)(end - begin), sizeof *cost);
		signed char *length = arena_alloc(&scratch, (size_t)(end - begin), sizeof *length);
		query_text(table, cost, length, q->t.id + begin, end - begin);
		count_some(s, cost, length, q->t.id + begin, end - begin);
	}
	arena_free(&scratch);
	s->c.all = perplexity_of(s->all, s->c.words + s->c.sentences, s->never);
	s->c.known = perplexity_of(
	        s->all - s->unknown, s->c.words + s->c.sentences - s->c.unknown, s->never_known);
}

static void print_totals(const totals *s, int order, double took)
{
	const double all = (double)(s->c.words + s->c.sentences);
	print_perplexity(&s->c);
	printf("found as n-grams of length");
	for (int m = 1; m <= order; m++)
		printf("%s %d: %.1f %%", m > 1 ? "," : "", m, 100.0 * (double)s->found[m] / all);
	printf("\n%.1f million predictions a second, reading the text included\n", 1e-6 * all / took);
}

static int ask(asked *q, const char *path, bool plain)
{
	totals s = {0};
	query *table = plain ? NULL : query_new(&q->a, q->m);
	double begun = stopwatch_cpu();
	if (text_read(&q->t, path, q->words, false) < 0) return -1;
	if (plain) {
		arpa_exponentiate(q->m);
		s.c = perplexity(q->m, q->t.id, q->t.n);
		print_perplexity(&s.c);
		return 0;
	}
	ask_text(&s, q, table);
	print_totals(&s, q->m.t->order, stopwatch_cpu() - begun);
	query_free(table);
	return 0;
}

int ngram_perplexity(int argc, char **argv)
{
	static bool plain;
	static const cli_option options[] = {
	        cli_flag("plain", &plain, "ask the chapter's own functions, which are slower"),
	        cli_end};
	asked q = {0};
	int first = ngram_options(argc, argv, "ngram perplexity", "MODEL TEXT",
	        "How well a model (an ARPA file) predicts a text, a sentence a line (- for standard "
	        "input).\n"
	        "Words that the model does not know are <unk>.",
	        options);
	ngram_need(argc, first, 2, "MODEL and TEXT");
	if (read_model(&q, argv[first]) < 0 || ask(&q, argv[first + 1], plain) < 0) error_exit();
	text_free(&q.t);
	arena_free(&q.a);
	return 0;
}

/* --- query ------------------------------------------------------------------------------------ */

static bool show_words;

static void print_log(long units)
{
	char s[DECIMAL_ROOM] = "";
	if (units <= QUERY_NEVER)
		fputs("-inf", stdout);
	else
		fwrite(s, 1, (size_t)(decimal_fixed(s, (double)units * QUERY_UNIT, 7) - s), stdout);
}

/* A line for each sentence; a sum of what cannot be and anything else is what cannot be. */
static void print_answers(const asked *q, const long *cost, const signed char *length)
{
	long sum = 0;
	bool never = false;
	for (long p = 0; p < q->t.n; p++) {
		int id = q->t.id[p];
		if (id == NGRAM_BEGIN) {
			sum = 0;
			never = false;
			continue;
		}
		sum += cost[p];
		never = never || cost[p] <= QUERY_NEVER;
		if (show_words) {
			printf("%s\t%d\t", vocab_word(q->words, id), length[p]);
			print_log(cost[p]);
			putchar('\n');
		}
		if (id != NGRAM_END) continue;
		if (show_words) fputs("sentence\t\t", stdout);
		if (never)
			fputs("-inf", stdout);
		else {
			char s[DECIMAL_ROOM] = "";
			fwrite(s, 1, (size_t)(decimal_fixed(s, (double)sum * QUERY_UNIT, 7) - s), stdout);
		}
		putchar('\n');
	}
}

static void answer(asked *q, const query *table, arena *scratch)
{
	arena_reset(scratch);
	long *cost = arena_alloc(scratch, (size_t)q->t.n, sizeof *cost);
	signed char *length = arena_alloc(scratch, (size_t)q->t.n, sizeof *length);
	query_text(table, cost, length, q->t.id, q->t.n);
	print_answers(q, cost, length);
	q->t.n = 0;
}

static int add_word(asked *q, id_text *line, const token *w, const tokens *in, const char *path)
{
	int id = vocab_id_part(q->words, w->word, w->length);
	if (id == NGRAM_BEGIN || id == NGRAM_END)
		return error_set("%s:%ld: '%s' stands in the text, but sentences begin and end with lines",
		        path, tokens_line(in), vocab_word(q->words, id));
	text_put(line, id < 0 ? NGRAM_UNKNOWN : id);
	return 0;
}

/* Some lines at a time: a text of any length is answered in the same memory. */
static int answer_lines(asked *q, const query *table, const char *path)
{
	arena scratch = {0};
	id_text line = {0};
	const char *name = strcmp(path, "-") ? path : "standard input";
	tokens *in = tokens_open(&q->a, path);
	token w;
	token_kind kind = in ? TOKEN_LINE : TOKEN_ERROR;
	while (in && (kind = tokens_next(in, &w)) > TOKEN_END) {
		if (kind == TOKEN_WORD && add_word(q, &line, &w, in, name) < 0) break;
		if (kind == TOKEN_WORD) continue;
		text_add(&q->t, line.id, (int)line.n);
		line.n = 0;
		if (q->t.n >= AT_ONCE) answer(q, table, &scratch);
	}
	if (kind == TOKEN_END) answer(q, table, &scratch);
	if (in) tokens_close(in);
	text_free(&line);
	arena_free(&scratch);
	return kind == TOKEN_END ? 0 : -1;
}

int ngram_query(int argc, char **argv)
{
	static const cli_option options[] = {
	        cli_flag("words", &show_words, "each word too, with the length of its n-gram"),
	        cli_end};
	asked q = {0};
	int first = ngram_options(argc, argv, "ngram query", "MODEL [TEXT]",
	        "log10 of the probability of each line of a text, </s> included (default: of standard\n"
	        "input).",
	        options);
	if (argc - first != 2) ngram_need(argc, first, 1, "MODEL and perhaps a TEXT");
	if (read_model(&q, argv[first]) < 0) error_exit();
	query *table = query_new(&q.a, q.m);
	if (answer_lines(&q, table, argc - first == 2 ? argv[first + 1] : "-") < 0) error_exit();
	query_free(table);
	text_free(&q.t);
	arena_free(&q.a);
	return 0;
}

/* --- sample ----------------------------------------------------------------------------------- */

/* ngram_sample() with p^(1/τ) in the place of p, whatever they add up to. */
static int sample_at(int *sentence, int room, ngram_model m, double tau, rng *r, double *p)
{
	int n = 1;
	sentence[0] = NGRAM_BEGIN;
	for (bool end = false; !end && n < room;) {
		double sum = 0;
		for (int v = 0; v < m.t->V; v++) {
			sentence[n] = v;
			p[v] = pow(ngram_probability(m, sentence, n + 1), 1 / tau);
			sum += p[v];
		}
		double u = rng_uniform(r) * sum;
		int v = 0;
		while (v + 1 < m.t->V && u >= p[v]) u -= p[v++];
		sentence[n++] = v;
		end = v == NGRAM_END;
	}
	return n;
}

int ngram_draw(int argc, char **argv)
{
	static int sentences = 10;
	static long seed = 1;
	static double tau = 1;
	static const cli_option options[] = {cli_int("sentences", &sentences, 1, 1e9, "how many"),
	        cli_long("seed", &seed, 0, 1e15, "for the random numbers"),
	        cli_real_above("temperature", &tau, 0, 100, "p becomes p^(1/temperature)"), cli_end};
	asked q = {0};
	int first = ngram_options(argc, argv, "ngram sample", "MODEL",
	        "Sentences drawn from a model, word after word.", options);
	ngram_need(argc, first, 1, "one MODEL");
	if (read_model(&q, argv[first]) < 0) error_exit();
	arpa_exponentiate(q.m);
	if (!(q.m.prob[1][NGRAM_END] > 0)) {
		error_set("%s: </s> is not among its words, so no sentence would end", argv[first]);
		error_exit();
	}
	rng r = rng_new((uint64_t)seed, 5);
	double *p = arena_alloc(&q.a, (size_t)q.m.t->V, sizeof *p);
	int *sentence = arena_alloc(&q.a, LONGEST_SENTENCE, sizeof *sentence);
	for (int i = 0; i < sentences && !ferror(stdout); i++) {
		int n = tau < 1 || tau > 1 ? sample_at(sentence, LONGEST_SENTENCE, q.m, tau, &r, p)
		                           : ngram_sample(sentence, LONGEST_SENTENCE, q.m, &r);
		print_sentence(q.words, sentence, n);
	}
	arena_free(&q.a);
	return 0;
}
