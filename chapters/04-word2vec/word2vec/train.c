/* word2vec train: the original program's options, and a few more.
 *
 * A checkpoint holds the tables and the number of the next job, and its name says everything that the
 * steps depend on: text, vocabulary, options. Whoever resumes with something else is told so. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "checkpoint.h"
#include "interrupt.h"
#include "output.h"
#include "progress.h"
#include "stopwatch.h"
#include "trainer.h"

static struct {
	reading r;
	settings s;
	const char *output, *save_vocab, *checkpoint;
	int cbow, tree, softmax, binary, debug;
	bool deterministic, resume;
	double save_every;
} o = {.r = {.min_count = 5},
        .s = {.size = 100,
                .window = 5,
                .negative = 5,
                .threads = 12,
                .epochs = 5,
                .sample = 1e-3,
                .seed = 1},
        .cbow = 1,
        .debug = 2,
        .save_every = 60};

static const cli_option options[] = {
        cli_file("train", &o.r.path, "the text: words between white space; - for standard input"),
        cli_file("output", &o.output, "where the vectors go"),
        cli_int("size", &o.s.size, 1, 100000, "numbers of a vector"),
        cli_int("window", &o.s.window, 1, LINE_WORDS - 1, "neighbours to either side, at most"),
        cli_real("sample", &o.s.sample, 0, 1, "leave out words more frequent than this; 0: none"),
        cli_int("hs", &o.tree, 0, 1, "1: hierarchical softmax"),
        cli_int("negative", &o.s.negative, 0, MOST_NEGATIVES,
                "noise words; 0: no negative sampling"),
        cli_int("softmax", &o.softmax, 0, 1, "1: full softmax instead of both, for few words"),
        cli_int("threads", &o.s.threads, 1, 1024, "workers"),
        cli_int("iter", &o.s.epochs, 1, 1000000, "passes over the text"),
        cli_int("min-count", &o.r.min_count, 1, 2147483647, "rarer words get no vector"),
        cli_real("alpha", &o.s.rate, 0, 100, "first learning rate; 0: 0.05 for CBOW, else 0.025"),
        cli_int("cbow", &o.cbow, 0, 1, "1: the neighbours predict the word; 0: skip-gram"),
        cli_int("binary", &o.binary, 0, 1, "1: vectors as 4-byte floats, not as text"),
        cli_file("save-vocab", &o.save_vocab, "where the vocabulary goes"),
        cli_file("read-vocab", &o.r.read_vocab, "a vocabulary instead of the text's own"),
        cli_int("debug", &o.debug, 0, 2, "0: print nothing"),
        cli_flag("deterministic", &o.deterministic, "one thread: the same bytes each time"),
        cli_long("seed", &o.s.seed, 0, 1e15, "of the random numbers"),
        cli_flag("plain", &o.s.plain, "the lesson's version: fresh noise for each pair"),
        cli_file("checkpoint", &o.checkpoint, "save the state here, to go on from"),
        cli_real_above("save-every", &o.save_every, 0, HUGE_VAL, "seconds between two savings"),
        cli_flag("resume", &o.resume, "go on from the checkpoint, if it exists"), cli_end};

/* --- the run ------------------------------------------------------------------------------------ */

/* Training, and what the main thread looks after meanwhile. */
typedef struct {
	trainer *t;
	progress bar;
	double began, saved; // seconds
	double words;        // of the text, those with a vector
	long first;          // the job that this run began with
} session;

static long all_jobs(const trainer *t)
{
	return t->jobs * t->s.epochs;
}

/* Words that have been gone over before a job, in all passes. */
static long words_before(const session *s, long job)
{
	return (long)(s->words * (double)job / (double)s->t->jobs);
}

static void tick(void *context)
{
	session *s = context;
	long job = s->t->next, all = all_jobs(s->t);
	if (o.debug) progress_at(&s->bar, words_before(s, job < all ? job : all), NULL);
	if (interrupt_seen() || (o.checkpoint && stopwatch_wall() - s->saved > o.save_every))
		s->t->stop = true;
}

enum { FIELDS = 5 };

/* The state: the tables that are there, and the number of the next job. */
static void list_fields(checkpoint_field fields[FIELDS], const tables *t, long *next)
{
	const struct {
		const char *name;
		mat m;
	} all[] = {{"W", t->W}, {"C", t->C}, {"N", t->N}};
	int n = 0;
	for (int i = 0; i < 3; i++)
		if (all[i].m.p)
			fields[n++] = (checkpoint_field){all[i].name, all[i].m.p,
			        (size_t)all[i].m.rows * (size_t)all[i].m.ld * sizeof(real)};
	fields[n++] = (checkpoint_field){"next", next, sizeof *next};
	fields[n] = (checkpoint_field){0};
}

static int save(session *s, const char *name)
{
	checkpoint_field fields[FIELDS];
	long next = s->t->next;
	list_fields(fields, &s->t->t, &next);
	s->saved = stopwatch_wall();
	return o.checkpoint ? checkpoint_save(o.checkpoint, name, fields) : 0;
}

static int load(session *s, const char *name)
{
	checkpoint_field fields[FIELDS];
	long next;
	list_fields(fields, &s->t->t, &next);
	if (checkpoint_load(o.checkpoint, name, fields) < 0) return -1;
	if (next < 0 || next > all_jobs(s->t))
		return error_set("%s: has a place in the text that does not exist", o.checkpoint);
	s->t->next = next;
	return 0;
}

/* All that the steps depend on. */
static void name_of(char *name, size_t room, const trainer *t)
{
	const settings *s = &t->s;
	snprintf(name, room,
	        "word2vec %s%s%s size %d window %d negative %d sample %g alpha %g iter %d seed %ld%s, "
	        "text %016llx with %d words",
	        s->cbow ? "cbow" : "skip-gram", s->tree ? " hs" : "", s->softmax ? " softmax" : "",
	        s->size, s->window, s->negative, s->sample, s->rate, s->epochs, s->seed,
	        s->plain ? " plain" : "", (unsigned long long)t->text->hash,
	        vocab_size(t->text->words));
}

static int run(session *s, const char *name)
{
	const long all = all_jobs(s->t);
	int status = 0;
	s->began = s->saved = stopwatch_wall();
	s->first = s->t->next;
	interrupt_catch();
	if (o.debug) {
		progress_begin(&s->bar, "training", words_before(s, all), "words");
		progress_resume(&s->bar, words_before(s, s->first));
	}
	while (!status && !interrupt_seen() && s->t->next < all) {
		status = trainer_run(s->t, tick, s);
		if (!status) status = save(s, name);
	}
	if (o.debug) progress_end(&s->bar);
	interrupt_release();
	return status;
}

static void report(const session *s)
{
	const trainer *t = s->t;
	double seconds = stopwatch_wall() - s->began,
	       words = (double)words_before(s, t->next - s->first);
	printf("%d words with vectors; %ld of %ld passes; %.0f words in %.2f s: %.0f words/s\n",
	        vocab_size(t->text->words), t->next / t->jobs, (long)t->s.epochs, words, seconds,
	        words / seconds);
}

/* --- before and after ------------------------------------------------------------------------- */

static int check_options(void)
{
	o.s.cbow = o.cbow;
	o.s.tree = o.tree && !o.softmax;
	o.s.softmax = o.softmax;
	if (o.softmax) o.s.negative = 0;
	if (o.deterministic) o.s.threads = 1;
	if (o.s.rate == 0) o.s.rate = o.cbow ? 0.05 : 0.025;
	if (!o.r.path) return error_set("--train FILE: which text?");
	if (!o.output && !o.save_vocab) return error_set("--output FILE: where shall the vectors go?");
	if (o.resume && !o.checkpoint)
		return error_set("--resume needs --checkpoint FILE, the file to go on from");
	if (!o.s.negative && !o.s.tree && !o.s.softmax)
		return error_set("--negative 0: nothing to learn from without --hs 1 or --softmax 1");
	return 0;
}

/* Before training, so that a path that cannot be written costs no hour of it. */
static int check_writable(const char *path)
{
	output file;
	if (!path) return 0;
	if (output_open(&file, path) < 0) return -1;
	output_abandon(&file);
	return 0;
}
/* 0, 1 when it was interrupted, -1 with an error. */

static int learn(arena *a, const text_ids *text)
{
	session s = {.t = trainer_new(a, o.s, text)};
	char name[400];
	name_of(name, sizeof name, s.t);
	for (int i = 0; i < vocab_size(text->words); i++)
		s.words += (double)vocab_count(text->words, i);
	if (o.resume && !access(o.checkpoint, F_OK) && load(&s, name) < 0) return -1;
	if (run(&s, name) < 0) return -1;
	if (s.t->next < all_jobs(s.t)) return 1;
	const wordvec w = {text->words, s.t->t.W};
	if (wordvec_write(&w, o.output, o.binary ? WORDVEC_BINARY : WORDVEC_TEXT) < 0) return -1;
	if (o.debug) report(&s);
	return 0;
}

int word2vec_train(int argc, char **argv)
{
	arena a = {0};
	text_ids text;
	word2vec_options(argc, argv, "word2vec train", NULL,
	        "Learn word vectors from a text. One dash or two; options are the original program's.",
	        options);
	if (check_options() || check_writable(o.output) || check_writable(o.save_vocab) ||
	        check_writable(o.checkpoint) || text_read(&text, &a, &o.r))
		error_exit();
	if (o.save_vocab && words_write(text.words, o.save_vocab)) error_exit();
	const int interrupted = o.output ? learn(&a, &text) : 0;
	if (interrupted < 0) error_exit();
	text_close(&text);
	arena_free(&a);
	if (interrupted)
		fprintf(stderr, "word2vec: interrupted%s\n",
		        o.checkpoint ? "; --resume goes on from there" : ", nothing is written");
	return interrupted ? 130 : 0;
}
