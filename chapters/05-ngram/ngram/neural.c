/* ngram neural: train a network to predict the next word, with a learning curve and checkpoints, and see
 * beside it what counting makes of the same text. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "network.h"

enum { WIDEST_BIGRAM = 20000, MOST_WEIGHTS = 1000000000 };

enum { SGD, ADAGRAD };
static const optim_rule *const rules[] = {&optim_sgd, &optim_adagrad};

static struct {
	network_shape s;
	const char *vocab, *test, *checkpoint, *curve;
	int optimizer;
	long updates, seed, save_every, min_count;
	double rate, held_out;
	bool resume, evaluate;
} o = {.s = {.model = NNLM, .order = 4, .D = 50, .H = 100, .batch = 32, .steps = 8},
        .optimizer = ADAGRAD,
        .updates = 2000,
        .seed = 1,
        .save_every = 200,
        .min_count = 1,
        .rate = 0.05,
        .held_out = 0.05};
static bool direct;

static const cli_option options[] = {
        cli_choice("model", &o.s.model, "bigram|nnlm", "nnlm: Bengio's network"),
        cli_int("order", &o.s.order, 2, 64, "of an nnlm: words of context, and the one predicted"),
        cli_int("dimension", &o.s.D, 1, 65536, "of an nnlm: numbers in a word's vector"),
        cli_int("hidden", &o.s.H, 1, 65536, "of an nnlm: hidden units"),
        cli_flag("direct", &direct, "of an nnlm: weights from the vectors straight to the words"),
        cli_int("batch", &o.s.batch, 1, 65536, "streams read side by side"),
        cli_int("steps", &o.s.steps, 1, 65536, "words of each stream in an update"),
        cli_long("updates", &o.updates, 0, 1e15, "how many, those before --resume included"),
        cli_choice("optimizer", &o.optimizer, "sgd|adagrad", "how to change the weights"),
        cli_real_above("rate", &o.rate, 0, HUGE_VAL, "learning rate"),
        cli_real_above("held-out", &o.held_out, 0, 0.5, "last part of the text, for the curve"),
        cli_file("vocab", &o.vocab, "these words, the first of each line; all others are <unk>"),
        cli_long("min-count", &o.min_count, 1, 1e15, "rarer words become <unk>"),
        cli_file("test", &o.test, "print the perplexity of this text in the end"),
        cli_file("checkpoint", &o.checkpoint, "save the network here"),
        cli_long("save-every", &o.save_every, 1, 1e15, "updates between saves"),
        cli_flag("resume", &o.resume, "go on from the checkpoint, if it is there"),
        cli_flag("evaluate", &o.evaluate, "no training: TEXT's perplexity by the checkpoint"),
        cli_long("seed", &o.seed, 0, 1e15, "for the first weights"),
        cli_file("curve", &o.curve, "write the learning curve here, as CSV"), cli_end};

typedef struct {
	arena a;
	vocab *words;
	char *list; // all words, a line feed behind each
	size_t list_bytes;
	id_text text, train, valid; // the last two are parts of the first
	lm_model m;
	output curve;
	bool learnt;
} session;

/* --- words and networks in checkpoints -------------------------------------------------------- */

static void list_words(session *s)
{
	for (int v = 0; v < vocab_size(s->words); v++)
		s->list_bytes += strlen(vocab_word(s->words, v)) + 1;
	char *at = s->list = arena_alloc(&s->a, s->list_bytes + 1, 1);
	for (int v = 0; v < vocab_size(s->words); v++)
		at += sprintf(at, "%s\n", vocab_word(s->words, v));
}

/* FNV-1a of the list: another list, another network. */
static unsigned long list_number(const session *s)
{
	uint64_t h = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < s->list_bytes; i++)
		h = (h ^ (unsigned char)s->list[i]) * UINT64_C(1099511628211);
	return (unsigned long)h;
}

static int make_network(session *s)
{
	const double V = vocab_size(s->words), x = (double)(o.s.order - 1) * o.s.D;
	const double weights = V * o.s.D + x * o.s.H + V * o.s.H + (direct ? x * V : 0);
	o.s.V = vocab_size(s->words);
	o.s.direct = direct;
	if (o.s.model == BIGRAM && o.s.V > WIDEST_BIGRAM)
		return error_set("a bigram of %d words has %.0f weights; --min-count or --vocab make fewer "
		                 "than %d of them",
		        o.s.V, V * V, WIDEST_BIGRAM);
	if (weights > MOST_WEIGHTS)
		return error_set("%.0f weights, expected at most %d: fewer words, --dimension or --hidden",
		        weights, MOST_WEIGHTS);
	list_words(s);
	s->m = network_new(&s->a, o.s, (uint64_t)o.seed, list_number(s));
	return 0;
}

static int bad_checkpoint(const char *what)
{
	return error_set("%s: is not a checkpoint of ngram neural: no %s in it", o.checkpoint, what);
}

/* The network of a checkpoint, for any text. */
static int load_network(session *s)
{
	arena scratch = {0};
	checkpoint file;
	size_t bytes;
	if (!o.checkpoint) return error_set("--evaluate: which network? --checkpoint FILE names it");
	if (checkpoint_open(&scratch, o.checkpoint, &file) < 0) return -1;
	const network_shape *shape = checkpoint_find(&file, "shape", &bytes);
	if (!shape || bytes != sizeof *shape) return bad_checkpoint("shape");
	memcpy(&o.s, shape, sizeof o.s);
	direct = o.s.direct != 0;
	const char *list = checkpoint_find(&file, "words", &bytes);
	if (!list) return bad_checkpoint("words");
	s->words = words_new(&s->a);
	for (const char *end = list + bytes, *next; list < end; list = next + 1) {
		next = memchr(list, '\n', (size_t)(end - list));
		if (!next || next == list) return bad_checkpoint("list of words");
		vocab_add_part(s->words, list, (size_t)(next - list));
	}
	if (vocab_size(s->words) != o.s.V || o.s.order < 2 || o.s.order > 64 || o.s.batch < 1 ||
	        o.s.steps < 1 || o.s.D < 1 || o.s.H < 1 || o.s.model < BIGRAM || o.s.model > NNLM)
		return bad_checkpoint("possible shape");
	arena_free(&scratch);
	if (make_network(s) < 0) return -1;
	const checkpoint_field fields[] = {
	        {"parameters", s->m.w.p, (size_t)count(s->m.w) * sizeof(real)}, {0}};
	return checkpoint_load(o.checkpoint, s->m.signature, fields);
}

/* --- texts ------------------------------------------------------------------------------------ */

static int read_words(session *s, const char *path)
{
	s->words = words_new(&s->a);
	if (o.vocab && o.min_count > 1)
		return error_set("--min-count: --vocab says already which words are known");
	if (o.vocab && words_read(s->words, o.vocab) < 0) return -1;
	if (text_read(&s->text, path, s->words, !o.vocab) < 0) return -1;
	if (o.min_count > 1) s->words = text_prune(&s->text, s->words, o.min_count, &s->a);
	return 0;
}

/* The sentences of the last part are held out. */
static int split(session *s, const char *path)
{
	id_text *t = &s->text;
	long cut = t->n - (long)((double)t->n * o.held_out);
	while (cut > 0 && t->id[cut - 1] != NGRAM_END) cut--;
	s->train = (id_text){.id = t->id, .n = cut};
	s->valid = (id_text){.id = t->id + cut, .n = t->n - cut};
	if (cut <= 2 * o.s.batch || t->n - cut <= 2 * o.s.batch)
		return error_set("%s: %ld words are too few for --batch %d with --held-out %g", path,
		        t->words, o.s.batch, o.held_out);
	return 0;
}

/* --- results ---------------------------------------------------------------------------------- */

static void report(void *context, const lm_point *p)
{
	((session *)context)->learnt = true;
	printf("update %7ld   perplexity on held-out words %.2f\n", p->update, exp(p->valid));
	fflush(stdout);
}

static void write_curve(FILE *f, const lm_run *run)
{
	fputs("words,train_nats,valid_nats\n", f);
	for (int i = 0; i < run->points; i++)
		fprintf(f, "%ld,%.6f,%.6f\n", run->curve[i].update * o.s.batch * o.s.steps,
		        run->curve[i].train, run->curve[i].valid);
}

/* The network's perplexity, and that of Kneser-Ney of the same order from the same text. */
static void compare(session *s, const id_text *t, const char *name)
{
	estimate e = {.smoothing = KNESER_NEY};
	arena scratch = {0};
	int order = o.s.model == BIGRAM ? 2 : o.s.order < NGRAM_ORDER ? o.s.order : NGRAM_ORDER;
	printf("\n%s, the network\n", name);
	text_perplexity c = network_perplexity(&s->m, network_text(t, &scratch));
	print_perplexity(&c);
	estimate_new(&e, &s->train, vocab_size(s->words), order, &scratch);
	c = estimate_perplexity(&e, t->id, t->n);
	printf("%s, Kneser-Ney of order %d from the same sentences\n", name, order);
	print_perplexity(&c);
	arena_free(&scratch);
}

static int show_results(session *s)
{
	id_text t = s->valid;
	if (o.test && text_read(&t, o.test, s->words, false) < 0) return -1;
	compare(s, &t, o.test ? o.test : "held-out sentences");
	if (o.test) text_free(&t);
	if (o.checkpoint) printf("the network is in %s\n", o.checkpoint);
	return 0;
}

/* --- training --------------------------------------------------------------------------------- */

/* Before training, so that a path that cannot be written costs no hour of it. */
static int open_outputs(session *s)
{
	if (o.checkpoint && ngram_writable(o.checkpoint) < 0) return -1;
	if (o.test && access(o.test, R_OK)) return error_set("%s: cannot be read", o.test);
	if (o.checkpoint && !o.resume && !access(o.checkpoint, F_OK))
		fprintf(stderr, "ngram: %s will be replaced; --resume would go on from it\n", o.checkpoint);
	return o.curve ? output_open(&s->curve, o.curve) : 0;
}

static lm_end train(session *s, lm_run *run)
{
	const long tenth = o.updates / 10;
	const checkpoint_field extra[] = {
	        {"shape", &o.s, sizeof o.s}, {"words", s->list, s->list_bytes}, {0}};
	const lm_options lm = {.updates = o.updates,
	        .rule = rules[o.optimizer],
	        .rate = o.rate,
	        .report_every = tenth ? tenth : 1,
	        .checkpoint = o.checkpoint,
	        .save_every = o.save_every,
	        .resume = o.resume,
	        .extra = extra,
	        .report = report,
	        .context = s};
	lm_end end = lm_train(
	        &s->m, network_text(&s->train, &s->a), network_text(&s->valid, &s->a), &lm, run);
	if (o.curve && end == LM_ERROR) output_abandon(&s->curve);
	if (!o.curve || end == LM_ERROR) return end;
	write_curve(s->curve.f, run);
	return output_commit(&s->curve) < 0 ? LM_ERROR : end;
}

static int evaluate(session *s, const char *path)
{
	if (load_network(s) < 0 || text_read(&s->text, path, s->words, false) < 0) return -1;
	text_perplexity c = network_perplexity(&s->m, network_text(&s->text, &s->a));
	print_perplexity(&c);
	return 0;
}

static lm_end learn(session *s, const char *path)
{
	static lm_run run;
	if (o.resume && !o.checkpoint)
		return error_set("--resume needs --checkpoint FILE, the file to go on from");
	if (read_words(s, path) < 0 || split(s, path) < 0 || make_network(s) < 0 || open_outputs(s) < 0)
		return LM_ERROR;
	printf("%s: %ld sentences, %ld words, %d in the vocabulary; %s, %d weights\n", path,
	        s->text.sentences, s->text.words, vocab_size(s->words),
	        o.s.model == BIGRAM ? "bigram" : "nnlm", s->m.w.cols);
	lm_end end = train(s, &run);
	if (end == LM_DONE && !s->learnt)
		printf("nothing left to learn: --updates %ld is reached; more of them go on\n", o.updates);
	if (end == LM_INTERRUPTED)
		fprintf(stderr, "ngram: interrupted after %ld updates%s\n", run.update,
		        o.checkpoint ? "; --resume goes on from there" : "");
	return end == LM_DONE && show_results(s) < 0 ? LM_ERROR : end;
}

int ngram_neural(int argc, char **argv)
{
	static session s;
	int first = ngram_options(argc, argv, "ngram neural", "TEXT",
	        "Train a network to predict each word of a text, a sentence a line (- for standard "
	        "input).",
	        options);
	ngram_need(argc, first, 1, "one TEXT");
	lm_end end = o.evaluate ? (lm_end)evaluate(&s, argv[first]) : learn(&s, argv[first]);
	if (end == LM_ERROR) error_exit();
	text_free(&s.text);
	arena_free(&s.a);
	return end == LM_INTERRUPTED ? 130 : 0;
}
