/* cooc build: count who stands beside whom in texts of any size. */
#include <stdio.h>
#include <string.h>

#include "cooc.h"
#include "progress.h"

static struct {
	reading r;
	choice c;
	int window, left, right, weight, form;
	bool doubles;
	const char *memory, *read_vocab, *save_vocab, *output;
} o = {.r = {.sentences = 20000, .seed = 1},
        .c = {.min_count = 5},
        .window = 5,
        .left = -1,
        .right = -1,
        .memory = "512M"};

static const cli_option options[] = {cli_file("output", &o.output, "where the table goes"),
        cli_choice(
                "format", &o.form, "sparse|glove", "sparse: docs/formats.md; glove: its records"),
        cli_flag("doubles", &o.doubles, "in a sparse file: numbers of 8 bytes, not 4"),
        cli_int("window", &o.window, 1, 10000, "places to either side that count as near"),
        cli_int("left", &o.left, -1, 10000, "places before the word; -1: as --window says"),
        cli_int("right", &o.right, -1, 10000, "places after the word; -1: as --window says"),
        cli_choice("weight", &o.weight, "distance|flat", "a word d places away counts 1/d, or 1"),
        cli_flag("across-lines", &o.r.across_lines, "windows reach across line ends"),
        cli_flag("lower", &o.r.lower, "fold case"),
        cli_long("min-count", &o.c.min_count, 1, 1e15, "rarer words get no row"),
        cli_int("max-vocab", &o.c.max_words, 0, 1e9, "rows for so many words; 0 for no limit"),
        cli_file("read-vocab", &o.read_vocab, "take these words, lines 'word count', not others"),
        cli_file("save-vocab", &o.save_vocab, "write the words here, 'word TAB count'"),
        cli_string("memory", &o.memory, "how much to use, such as 100M or 2G"), cli_end};

/* The whole text, word by word, into the counter. */
typedef struct {
	arena a;
	size_t memory;
	source *source;
	vocab *words;
	window w;
	counter *counter;
	long long known; // words of the text that have a row
} work;

/* Words that have no row are left out, and their neighbours move together. */
static int feed(work *b, int id, bool word)
{
	if (word && id < 0) return 0;
	b->known += word;
	return counter_add(b->counter, id);
}

static int begin_counting(work *b, size_t taken)
{
	taken += words_memory(b->words);
	b->counter = counter_new(
	        &b->a, vocab_size(b->words), b->w, b->memory > taken ? b->memory - taken : 0);
	return b->counter ? 0 : -1;
}

/* The vocabulary is given: one pass. */
static int count_known(work *b)
{
	token w;
	token_kind kind;
	if (begin_counting(b, 0) < 0) return -1;
	while ((kind = source_next(b->source, &w)) > TOKEN_END) {
		bool word = kind == TOKEN_WORD;
		int id = word ? vocab_id_part(b->words, w.word, w.length) : -1;
		if (feed(b, id, word) < 0) return -1;
	}
	return kind == TOKEN_ERROR ? -1 : 0;
}

/* The text as numbers of all words becomes numbers of the chosen ones. */
static int count_numbers(work *b, FILE *ids, const int *number)
{
	int32_t some[4096];
	size_t n;
	long done = 0;
	int status = 0;
	progress bar;
	progress_begin(&bar, "counting", (long)source_words(b->source), "words");
	while (!status && (n = fread(some, sizeof *some, sizeof some / sizeof *some, ids))) {
		for (size_t i = 0; i < n && !status; i++) {
			done += some[i] >= 0;
			status = feed(b, some[i] < 0 ? -1 : number[some[i]], some[i] >= 0);
		}
		progress_at(&bar, done, NULL);
	}
	progress_end(&bar);
	return ferror(ids) ? error_set("a temporary file cannot be read") : status;
}

/* The vocabulary is in the text. */
static int count_all(work *b)
{
	arena all = {0};
	vocab *seen = vocab_new(&all);
	FILE *ids = temporary_file();
	int status = ids ? words_count(ids, seen, b->source, b->memory) : -1;
	if (!status) {
		int n = vocab_size(seen), *number = arena_alloc(&b->a, (size_t)n, sizeof *number);
		b->words = words_choose(number, seen, o.c, &b->a);
		arena_free(&all);
		if (vocab_size(b->words) == 0)
			status = error_set(
			        "none of %d different words occurs %ld times (--min-count)", n, o.c.min_count);
		else if (!(status = begin_counting(b, (size_t)n * sizeof *number)))
			status = count_numbers(b, ids, number);
	}
	arena_free(&all);
	if (ids) fclose(ids);
	return status;
}

static int prepare(work *b)
{
	b->w = (window){
	        o.left < 0 ? o.window : o.left, o.right < 0 ? o.window : o.right, o.weight == 0};
	if (!o.output) return error_set("where does the table go? --output FILE names it");
	if (b->w.left + b->w.right == 0) return error_set("--left 0 and --right 0: no place is near");
	if (o.doubles && o.form == TABLE_GLOVE)
		return error_set("--doubles: GloVe's records have numbers of 8 bytes anyway");
	if (!(b->memory = memory_size(o.memory))) return -1;
	if (o.read_vocab && !(b->words = words_read(&b->a, o.read_vocab))) return -1;
	if (b->words && vocab_size(b->words) == 0) return error_set("%s: holds no words", o.read_vocab);
	if (table_writable(o.output) < 0 || (o.save_vocab && table_writable(o.save_vocab) < 0))
		return -1;
	return (b->source = source_open(&b->a, &o.r)) ? 0 : -1;
}

static int finish(work *b, table *t)
{
	if (table_open(t, &b->a, o.output, o.form, o.doubles, b->words, counter_unit(b->w)) < 0)
		return -1;
	if (counter_end(b->counter, table_sink(t)) < 0) {
		table_abandon(t);
		return -1;
	}
	if (o.save_vocab && vocab_save(b->words, o.save_vocab) < 0) {
		table_abandon(t);
		return -1;
	}
	return table_commit(t);
}

int cooc_build(int argc, char **argv)
{
	work b = {0};
	table t = {0};
	int first = cooc_options(argc, argv, "cooc build", "[TEXT…]",
	        "Count which words stand near each other in TEXTs, - for standard input, or in "
	        "generated\n"
	        "sentences. Words are what white space divides.",
	        options);
	o.r.text = first < argc ? argv + first : NULL;
	o.r.texts = argc - first;
	int status = prepare(&b);
	if (!status) status = b.words ? count_known(&b) : count_all(&b);
	if (b.source) source_close(b.source); // the message gets a line of its own
	if (!status) status = finish(&b, &t);
	if (status < 0) error_exit();
	int V = vocab_size(b.words);
	printf("%lld words, %lld of them among the %d of the vocabulary\n", source_words(b.source),
	        b.known, V);
	printf("%s: (%d,%d), %lld entries (%.3f %%), their sum %.15g\n", o.output, V, V, t.entries,
	        100.0 * (double)t.entries / V / V, t.sum);
	if (counter_runs(b.counter)) printf("by way of %d runs on disk\n", counter_runs(b.counter));
	counter_free(b.counter);
	arena_free(&b.a);
	return 0;
}
