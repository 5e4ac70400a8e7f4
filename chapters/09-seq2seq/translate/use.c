/* translate text, evaluate, attention, bleu: what a trained model can be asked, and answers that others gave. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "corpus.h"
#include "plot.h"
#include "translate.h"

static struct {
	pairs_source from;
	const char *checkpoint, *text, *sentence, *answers, *references;
	search how;
	long most;
	double held_out;
	bool show, by_length;
	int unit;
} o = {.from = {.pairs = 1000, .seed = 2},
        .text = "-",
        .how = {.beam = 4, .normalise = 1, .longest = 120},
        .most = 1000};

#define THE_MODEL cli_file("checkpoint", &o.checkpoint, "the trained model")
#define THE_SEARCH                                                                                 \
	cli_int("beam", &o.how.beam, 1, 1000, "sentences that are kept; 1: greedy"),                   \
	        cli_real("normalise", &o.how.normalise, 0, 10,                                         \
	                "log-probability is divided by words to this power; 0: it is not"),            \
	        cli_int("longest", &o.how.longest, 1, 10000, "words of an answer")

static void load(model *m)
{
	if (model_load(m, o.checkpoint) < 0) error_exit();
}

/* --- text ------------------------------------------------------------------------------------------------- */

int translate_text(int argc, char **argv)
{
	static const cli_option options[] = {THE_MODEL,
	        cli_file("text", &o.text, "a sentence on each line, - for standard input"), THE_SEARCH,
	        cli_end};
	static model m;
	speaker s;
	arena a = {0}, scratch = {0};
	char *text;
	size_t length;
	translate_options(argc, argv, "translate text",
	        "Translate a text, a sentence a line. What stands behind a tab is not read.", options);
	load(&m);
	if (corpus_read(&a, o.text, CORPUS_LIMIT, &text, &length) < 0) error_exit();
	speaker_new(&s, &m.t, o.how.beam);
	corpus_lines lines = corpus_lines_of(text, length);
	while (corpus_next_line(&lines) && !ferror(stdout)) {
		char *line = arena_alloc(&scratch, lines.length + 1, 1);
		memcpy(line, lines.line, lines.length);
		line[strcspn(line, "\t")] = '\0';
		puts(model_say(&m, &s, &scratch, line, o.how, NULL));
		arena_reset(&scratch);
	}
	speaker_free(&s);
	arena_free(&scratch);
	arena_free(&a);
	model_free(&m);
	return 0;
}

/* --- evaluate ----------------------------------------------------------------------------------------------- */

static void show_answer(const bitext_pair *p, const char *answer)
{
	printf("%s\t%s\t%s\n", p->text[0], answer, p->text[1]);
}

static void print_lengths(model *m, const bitext *b)
{
	enum { STEP = 4, LAST = 60 };
	puts("from,to,sentences,exact,bleu");
	for (int n = 1; n <= LAST; n += STEP) {
		const int to = n + STEP > LAST ? INT_MAX : n + STEP - 1;
		const judgement j = model_judge(m, b, o.most, n, to, o.how, NULL);
		if (j.n)
			printf("%d,%d,%ld,%.6f,%.6f\n", n, n + STEP - 1, j.n, (double)j.exact / (double)j.n,
			        bleu_score(&j.bleu, BLEU_ORDER));
	}
}

int translate_evaluate(int argc, char **argv)
{
	static const cli_option options[] = {THE_MODEL, PAIRS_OPTIONS(o.from), THE_SEARCH,
	        cli_real("held-out", &o.held_out, 0, 0.5,
	                "only sources that training with this --held-out left out; 0: all"),
	        cli_long("most", &o.most, 1, 1e9, "sentences (with --by-length: of each length)"),
	        cli_flag("show", &o.show, "print source, answer and reference of each"),
	        cli_flag("by-length", &o.by_length, "print a table by words of the reference, as CSV"),
	        cli_end};
	static model m;
	bitext b, learnt, all;
	translate_options(argc, argv, "translate evaluate",
	        "How good a trained model's answers are: BLEU, and how many are the reference.",
	        options);
	load(&m);
	if (translate_pairs(&m.a, &o.from, &all) < 0) error_exit();
	b = all;
	if (o.held_out > 0) bitext_divide(&m.a, &all, o.held_out, &learnt, &b);
	bitext_number(&m.a, &b, m.by, INT_MAX);
	if (b.n < 1) {
		error_set("%s: there are no pairs", o.from.path ? o.from.path : "generated pairs");
		error_exit();
	}
	if (o.by_length)
		print_lengths(&m, &b);
	else {
		const judgement j =
		        model_judge(&m, &b, o.most, 0, INT_MAX, o.how, o.show ? show_answer : NULL);
		printf("%ld sentences: %.2f %% exact, BLEU %.6f; %.0f words a second\n", j.n,
		        100.0 * (double)j.exact / (double)j.n, bleu_score(&j.bleu, BLEU_ORDER),
		        (double)j.words / j.seconds);
	}
	model_free(&m);
	return 0;
}

/* --- attention ------------------------------------------------------------------------------------------------ */

static void print_cell(const char *word, size_t length)
{
	char text[64];
	snprintf(text, sizeof text, "%.*s", length > 60 ? 60 : (int)length, word);
	plot_csv_word(stdout, text);
	putchar(',');
}

static void print_attention(model *m, speaker *s, const char *text)
{
	arena a = {0};
	const sentence source = lexicon_read(&a, &m->by[0], text);
	hypothesis h = {.word = arena_alloc(&a, (size_t)o.how.longest, sizeof(int))};
	speaker_translate(s, source, o.how, &h);
	mat alpha = speaker_attention(s, source, (sentence){h.word, h.length});
	puts("step,said,place,read,weight");
	for (int t = 0; t <= h.length; t++) {
		const char *said = vocab_word(m->by[1].words, t < h.length ? h.word[t] : LEXICON_END);
		const char *p = lexicon_spread(&a, m->by[0].unit, text);
		for (int k = 0; k < source.length; k++) {
			size_t n;
			const char *word = lexicon_next(&p, m->by[0].unit, &n);
			printf("%d,", t);
			print_cell(said, strlen(said));
			printf("%d,", k);
			print_cell(word, n);
			printf("%.5f\n", (double)row(alpha, t)[k]);
		}
	}
	arena_free(&a);
}

int translate_attention(int argc, char **argv)
{
	static const cli_option options[] = {THE_MODEL,
	        cli_string("sentence", &o.sentence, "what to translate"), THE_SEARCH, cli_end};
	static model m;
	speaker s;
	translate_options(argc, argv, "translate attention",
	        "Where a model looks while it translates a sentence: step,said,place,read,weight.",
	        options);
	load(&m);
	if (m.shape.kind != ATTENDING)
		error_set("%s: was trained without attention", o.checkpoint);
	else if (!o.sentence || !lexicon_read(&m.a, &m.by[0], o.sentence).length)
		error_set("which sentence? --sentence 'TEXT'");
	else {
		speaker_new(&s, &m.t, o.how.beam);
		print_attention(&m, &s, o.sentence);
		speaker_free(&s);
		model_free(&m);
		return 0;
	}
	error_exit();
}

/* --- bleu ------------------------------------------------------------------------------------------------------ */

static void read_lines(arena *a, const char *path, char **text, size_t *length, corpus_lines *lines)
{
	if (!path) {
		error_set("two files are compared: --answers FILE --references FILE");
		error_exit();
	}
	if (corpus_read(a, path, CORPUS_LIMIT, text, length) < 0) error_exit();
	*lines = corpus_lines_of(*text, *length);
}

static char *line_of(arena *a, const corpus_lines *l)
{
	char *line = arena_alloc(a, l->length + 1, 1);
	memcpy(line, l->line, l->length);
	return line;
}

int translate_bleu(int argc, char **argv)
{
	static const cli_option options[] = {cli_file("answers", &o.answers, "a sentence on each line"),
	        cli_file("references", &o.references, "the right answer on the same line"),
	        cli_choice("unit", &o.unit, "words|letters|text",
	                "what n-grams are made of; text: punctuation is apart from words"),
	        cli_end};
	arena a = {0};
	bleu_counts c = {0};
	char *text;
	size_t length;
	long n = 0, exact = 0;
	corpus_lines answers, references;
	translate_options(argc, argv, "translate bleu", "BLEU of answers from anywhere.", options);
	read_lines(&a, o.answers, &text, &length, &answers);
	read_lines(&a, o.references, &text, &length, &references);
	for (; corpus_next_line(&answers); n++) {
		if (!corpus_next_line(&references)) break;
		exact += judge_texts(
		        &c, line_of(&a, &answers), line_of(&a, &references), (lexicon_unit)o.unit);
	}
	if (answers.number != references.number || corpus_next_line(&references)) {
		error_set("%s and %s: have different numbers of lines", o.answers, o.references);
		error_exit();
	}
	printf("%ld sentences: %.2f %% exact", n, n ? 100.0 * (double)exact / (double)n : 0);
	for (int N = 1; N <= BLEU_ORDER; N++) printf(", BLEU-%d %.9f", N, bleu_score(&c, N));
	putchar('\n');
	arena_free(&a);
	return 0;
}
