/* ngram typos: a text as it might be typed. ngram correct: what was meant, by the channel's probabilities
 * and a language model's. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "parts.h"
#include "progress.h"

static keyboard keys = {.rate = 0.05};

/* --- typos ------------------------------------------------------------------------------------ */

static int type_text(const char *path, long seed)
{
	arena a = {0};
	rng r = rng_new((uint64_t)seed, 6);
	tokens *in = tokens_open(&a, path);
	token w;
	token_kind kind = TOKEN_ERROR;
	char typed[TOKEN_LONGEST];
	bool first = true;
	while (in && (kind = tokens_next(in, &w)) > TOKEN_END) {
		if (kind == TOKEN_WORD) {
			if (!first) putchar(' ');
			keyboard_type(&keys, &r, w.word, w.length, typed);
			fwrite(typed, 1, w.length, stdout);
		} else
			putchar('\n');
		first = kind == TOKEN_LINE;
	}
	if (in) tokens_close(in);
	arena_free(&a);
	return kind == TOKEN_END ? 0 : -1;
}

int ngram_typos(int argc, char **argv)
{
	static long seed = 1;
	static const cli_option options[] = {
	        cli_real("rate", &keys.rate, 0, 1, "probability that a letter is missed"),
	        cli_long("seed", &seed, 0, 1e15, "for the random numbers"), cli_end};
	int first = ngram_options(argc, argv, "ngram typos", "TEXT",
	        "A text as it might be typed: now and then a neighbour of the right key is hit.",
	        options);
	ngram_need(argc, first, 1, "one TEXT");
	if (type_text(argv[first], seed) < 0) error_exit();
	return 0;
}

/* --- correct ---------------------------------------------------------------------------------- */

corrector corrector_new(arena *a, ngram_model m, const vocab *words, const keyboard *k, int beam)
{
	const size_t V = (size_t)vocab_size(words);
	corrector c = {.m = m, .words = words, .keys = k, .beam = beam};
	c.speller = speller_new(a, words);
	c.word = arena_alloc(a, V, sizeof *c.word);
	c.channel = arena_alloc(a, V, sizeof *c.channel);
	return c;
}

/* The candidates of a whole sentence; `likely` is the best of each by the channel alone. */
static channel_candidates gather(corrector *c, const char *const *typed, int n, int *likely)
{
	int *start = arena_alloc(&c->scratch, (size_t)n + 1, sizeof *start), room = 0;
	int *word = NULL;
	double *channel = NULL;
	for (int i = 0; i < n; i++) {
		int found = speller_candidates(
		        c->speller, c->keys, typed[i], strlen(typed[i]), c->word, c->channel);
		if (start[i] + found >
		        room) { // the arena keeps the outgrown ones until the sentence is done
			room = 2 * (start[i] + found);
			int *more = arena_alloc(&c->scratch, (size_t)room, sizeof *more);
			double *ones = arena_alloc(&c->scratch, (size_t)room, sizeof *ones);
			if (start[i]) {
				memcpy(more, word, (size_t)start[i] * sizeof *more);
				memcpy(ones, channel, (size_t)start[i] * sizeof *ones);
			}
			word = more;
			channel = ones;
		}
		memcpy(word + start[i], c->word, (size_t)found * sizeof *word);
		memcpy(channel + start[i], c->channel, (size_t)found * sizeof *channel);
		start[i + 1] = start[i] + found;
		int best = 0;
		for (int j = 1; j < found; j++)
			if (c->channel[j] > c->channel[best]) best = j;
		likely[i] = c->word[best];
	}
	return (channel_candidates){start, word, channel};
}

void corrector_sentence(
        corrector *c, const char *const *typed, int n, const char **likely, const char **meant)
{
	arena_reset(&c->scratch);
	int *alone = arena_alloc(&c->scratch, (size_t)n, sizeof *alone);
	int *both = arena_alloc(&c->scratch, (size_t)n, sizeof *both);
	channel_candidates found = gather(c, typed, n, alone);
	noisy_channel_decode(both, found, n, c->m, c->beam, &c->scratch);
	for (int i = 0; i < n; i++) {
		likely[i] = alone[i] == NGRAM_UNKNOWN ? typed[i] : vocab_word(c->words, alone[i]);
		meant[i] = both[i] == NGRAM_UNKNOWN ? typed[i] : vocab_word(c->words, both[i]);
	}
}

void restored_count(
        restored *r, const char *truth, const char *typed, const char *likely, const char *meant)
{
	bool wrong = strcmp(truth, typed) != 0;
	r->words++;
	r->wrong += wrong;
	r->alone += !strcmp(truth, likely);
	r->both += !strcmp(truth, meant);
	r->alone_mended += wrong && !strcmp(truth, likely);
	r->both_mended += wrong && !strcmp(truth, meant);
}

void restored_print(const restored *r, FILE *f)
{
	const double words = (double)r->words / 100, wrong = (double)r->wrong / 100;
	const long right = r->words - r->wrong;
	fprintf(f, "%ld words, %ld of them mistyped\n", r->words, r->wrong);
	fprintf(f, "                          right       mistyped, mended   right, spoilt\n");
	fprintf(f, "  as typed             %7.2f %%\n", (double)right / words);
	fprintf(f, "  channel alone        %7.2f %%          %7.2f %%      %7ld\n",
	        (double)r->alone / words, wrong > 0 ? (double)r->alone_mended / wrong : 0.0,
	        right - (r->alone - r->alone_mended));
	fprintf(f, "  channel and model    %7.2f %%          %7.2f %%      %7ld\n",
	        (double)r->both / words, wrong > 0 ? (double)r->both_mended / wrong : 0.0,
	        right - (r->both - r->both_mended));
}

static struct {
	const char *truth;
	int beam;
	bool quiet;
} o = {.beam = 8};

/* Sentence i of a text from *at on: its first word and how many; *at moves behind it. */
static int sentence_at(const id_text *t, long *at, const int **id)
{
	long begin = *at + 1;
	while (t->id[*at] != NGRAM_END) ++*at;
	*id = t->id + begin;
	return (int)((*at)++ - begin);
}

static int correct_text(
        corrector *c, const vocab *spelt, const id_text *typed, const id_text *truth)
{
	arena a = {0};
	restored r = {0};
	progress bar;
	int status = 0;
	progress_begin(&bar, "correcting", typed->n, "words");
	for (long at = 0, other = 0; at < typed->n && !status;) {
		const int *id, *right = NULL;
		int n = sentence_at(typed, &at, &id);
		if (truth->n && (other >= truth->n || sentence_at(truth, &other, &right) != n))
			status = error_set(
			        "%s: its sentences do not have as many words as the typed ones", o.truth);
		if (status) break;
		arena_reset(&a);
		const char **word = arena_alloc(&a, (size_t)n, 3 * sizeof *word), **likely = word + n,
		           **meant = likely + n;
		for (int i = 0; i < n; i++) word[i] = vocab_word(spelt, id[i]);
		corrector_sentence(c, word, n, likely, meant);
		for (int i = 0; i < n; i++) {
			if (right)
				restored_count(&r, vocab_word(spelt, right[i]), word[i], likely[i], meant[i]);
			if (!o.quiet) printf("%s%c", meant[i], i + 1 < n ? ' ' : '\n');
		}
		progress_at(&bar, at, NULL);
	}
	progress_end(&bar);
	if (!status && truth->n) restored_print(&r, o.quiet ? stdout : stderr);
	arena_free(&a);
	return status;
}

int ngram_correct(int argc, char **argv)
{
	static const cli_option options[] = {
	        cli_real_above("rate", &keys.rate, 0, 0.999, "probability that a letter is missed"),
	        cli_int("beam", &o.beam, 1, 100000, "beginnings of the answer that are kept"),
	        cli_file("truth", &o.truth, "what was meant: count how much of it is restored"),
	        cli_flag("quiet", &o.quiet, "print these counts only"), cli_end};
	arena a = {0};
	id_text typed = {0}, truth = {0};
	ngram_model m;
	vocab *words = words_new(&a), *spelt = words_new(&a);
	int first = ngram_options(argc, argv, "ngram correct", "MODEL TEXT",
	        "What was most likely meant by a text with typing errors, a sentence a line (- for\n"
	        "standard input), by a model in an ARPA file.",
	        options);
	ngram_need(argc, first, 2, "MODEL and TEXT");
	if (o.quiet && !o.truth) {
		error_set("--quiet: without --truth FILE there is nothing else to print");
		error_exit();
	}
	if (arpa_read(&m, words, &a, argv[first]) < 0 ||
	        text_read(&typed, argv[first + 1], spelt, true) < 0 ||
	        (o.truth && text_read(&truth, o.truth, spelt, true) < 0))
		error_exit();
	arpa_exponentiate(m);
	corrector c = corrector_new(&a, m, words, &keys, o.beam);
	if (correct_text(&c, spelt, &typed, &truth) < 0) error_exit();
	arena_free(&c.scratch);
	text_free(&typed);
	text_free(&truth);
	arena_free(&a);
	return 0;
}
