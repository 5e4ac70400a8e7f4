/* svd map: places in the plane for the first words of a file of vectors (the commonest, as files
 * go), and a picture of them: where each dot stands and where its word is written, so that no two
 * words overlap. All of it is in the CSV; plots/map.gp only draws. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "corpus.h"
#include "picture.h"
#include "layout.h"
#include "output.h"
#include "plot.h"
#include "program.h"
#include "similarity.h"
#include "world.h"

enum { LLE, TSNE };

static struct {
	int method, words, width, font;
	bool lengths;
	double spread;
	const char *output, *groups;
	layout how;
} o = {.method = TSNE, .words = 500, .font = 12, .spread = -1};

/* Words, their vectors and what they are. */
typedef struct {
	arena a;
	const char *name;
	vocab *words;
	mat x, y;      /* (n,D) vectors; (n,2) places */
	vocab *groups; /* in the order of their first word; [0] is the group of those without one */
	int *group;    /* (n) */
	label *labels; /* (n) */
	canvas picture;
	layout_result result;
} map;

/* --- what is drawn ---------------------------------------------------------------------------- */

/* Take the first words of a file, or of the generated world. */
static int read_vectors(map *m, const char *path)
{
	wordvec w;
	if (path) {
		m->name = strcmp(path, "-") ? path : "standard input";
		if (wordvec_read(&w, &m->a, path) < 0) return -1;
	} else {
		m->name = "a small world";
		if (generated_vectors(&w, &m->a) < 0) return -1;
	}
	const int n = w.vectors.rows < o.words ? w.vectors.rows : o.words;
	if (n < 4) return error_set("%s: %d words; a map takes at least 4", m->name, n);
	m->words = w.words;
	m->x = mat_new(&m->a, n, w.vectors.cols);
	copy(m->x, rows(w.vectors, 0, n));
	if (!o.lengths) normalize_rows(m->x);
	m->group = arena_alloc(&m->a, (size_t)n, sizeof *m->group);
	m->groups = vocab_new(&m->a);
	vocab_add(m->groups, "-");
	return 0;
}

/* Lines `word TAB group`; words that the map does not have are no matter. */
static int read_groups(map *m, const char *path)
{
	char *text, *next;
	size_t length;
	if (corpus_read(&m->a, path, CORPUS_LIMIT, &text, &length) < 0) return -1;
	const char **of = arena_alloc(&m->a, (size_t)m->x.rows, sizeof *of);
	int line = 1;
	for (char *at = text; *at; at = next, line++) {
		size_t n = strcspn(at, "\n"), word = strcspn(at, "\t\n");
		next = at + n + (at[n] == '\n');
		if (n > 0 && at[n - 1] == '\r') n--;
		at[n] = 0;
		if (n == 0) continue;
		if (word == 0 || word + 1 >= n || strchr(at + word + 1, '\t'))
			return error_set("%s:%d: expected word TAB group", path, line);
		int id = vocab_id_part(m->words, at, word);
		if (id >= 0 && id < m->x.rows) of[id] = at + word + 1;
	}
	for (int i = 0; i < m->x.rows; i++)
		if (of[i]) m->group[i] = vocab_add(m->groups, of[i]);
	return 0;
}

/* The kinds of the generated world; words that are not about things have none. */
static void world_groups(map *m)
{
	const world w = world_new(&m->a);
	for (int i = 0; i < m->x.rows; i++) {
		int id = world_find(&w, vocab_word(m->words, i));
		if (id >= 0 && strcmp(w.kind[id], "other")) m->group[i] = vocab_add(m->groups, w.kind[id]);
	}
}

/* --- results ---------------------------------------------------------------------------------- */

static void write_map(FILE *f, const map *m)
{
	fputs("word,group,kind,x,y,dot_x,dot_y,shown,led,label_x,label_y,label_width,label_height,"
	      "line_x,line_y,picture_width,picture_height,font\n",
	        f);
	for (int i = 0; i < m->x.rows; i++) {
		const label *l = &m->labels[i];
		double to_x, to_y;
		label_anchor(l, &to_x, &to_y);
		plot_csv_word(f, vocab_word(m->words, i));
		fputc(',', f);
		plot_csv_word(f, vocab_word(m->groups, m->group[i]));
		fprintf(f, ",%d,%.7g,%.7g,%.2f,%.2f,%d,%d", m->group[i], (double)row(m->y, i)[0],
		        (double)row(m->y, i)[1], l->x, l->y, l->shown, l->led);
		fprintf(f, ",%.2f,%.2f,%.2f,%.2f,%.2f,%.2f,%g,%g,%g\n", l->left + l->width / 2,
		        l->bottom + l->height / 2, l->width, l->height, to_x, to_y, m->picture.width,
		        m->picture.height, m->picture.font);
	}
}

static int report(const map *m, layout_end end)
{
	const int n = m->x.rows;
	int shown = 0, led = 0;
	for (int i = 0; i < n; i++) {
		shown += m->labels[i].shown;
		led += m->labels[i].shown && m->labels[i].led;
	}
	printf("%s: a map of %d words by ", m->name, n);
	if (o.method == LLE)
		printf("LLE; their neighbours miss %.1f %% of them\n", 100 * m->result.loss);
	else
		printf("t-SNE; loss %.4f nats after %d steps\n", m->result.loss, m->result.steps);
	printf("%d of %d labels have a place on %g x %g, %d of them with a line\n", shown, n,
	        m->picture.width, m->picture.height, led);
	if (shown < n) printf("a larger --width than %g has room for more\n", m->picture.width);
	if (o.output) printf("%s: the map; build/bin/plot draws it with map.gp\n", o.output);
	if (end == LAYOUT_INTERRUPTED)
		fprintf(stderr, "svd: interrupted after %d steps%s\n", m->result.steps,
		        o.how.checkpoint ? "; --resume goes on from there" : "");
	return end == LAYOUT_INTERRUPTED ? 130 : 0;
}

static layout_end run(map *m, const char *path)
{
	output out;
	layout_end end;
	if (read_vectors(m, path) < 0) return LAYOUT_ERROR;
	if (o.groups && read_groups(m, o.groups) < 0) return LAYOUT_ERROR;
	if (!path && !o.groups) world_groups(m);
	if (check_writable(o.output) < 0 || check_writable(o.how.checkpoint) < 0) return LAYOUT_ERROR;
	m->y = mat_new(&m->a, m->x.rows, 2);
	if (o.method == LLE)
		end = layout_lle(m->y, m->x, &o.how, &m->result);
	else
		end = layout_tsne(m->y, m->x, m->words, &o.how, &m->result);
	if (end == LAYOUT_ERROR) return end;
	turn_wide(m->y);
	const char **words = arena_alloc(&m->a, (size_t)m->x.rows, sizeof *words);
	for (int i = 0; i < m->x.rows; i++) words[i] = vocab_word(m->words, i);
	m->labels = arena_alloc(&m->a, (size_t)m->x.rows, sizeof *m->labels);
	double spread = o.spread >= 0 ? o.spread : o.method == LLE ? 0.8 : 0;
	m->picture = picture_of(m->labels, m->y, words, spread, (canvas){o.width, 0, o.font});
	if (!o.output) return end;
	if (output_open(&out, o.output) < 0) return LAYOUT_ERROR;
	write_map(out.f, m);
	return output_commit(&out) < 0 ? LAYOUT_ERROR : end;
}

int svd_map(int argc, char **argv)
{
	o.how = layout_default;
	static const cli_option options[] = {
	        cli_choice("method", &o.method, "lle|tsne", "how places are found"),
	        cli_int("words", &o.words, 4, 20000, "how many of the first words"),
	        cli_flag("lengths", &o.lengths, "keep the vectors' lengths; else all become 1"),
	        cli_int("neighbours", &o.how.neighbours, 1, 10000, "LLE: of each word"),
	        cli_real_above("ridge", &o.how.ridge, 0, 1e9, "LLE: what keeps mixtures tame"),
	        cli_real_above("perplexity", &o.how.perplexity, 1, 1e6, "t-SNE: neighbours in effect"),
	        cli_int("steps", &o.how.steps, 1, 100000000, "t-SNE: steps of descent"),
	        cli_real("rate", &o.how.rate, 0, 1e9, "t-SNE: learning rate; 0: by the words"),
	        cli_int("early", &o.how.early, 0, 100000000, "t-SNE: steps of exaggeration"),
	        cli_real("exaggeration", &o.how.exaggeration, 1, 1e6, "t-SNE: its factor"),
	        cli_long("seed", &o.how.seed, 0, 1e15, "t-SNE: for the first places"),
	        cli_file("checkpoint", &o.how.checkpoint, "t-SNE: save the state here"),
	        cli_int("save-every", &o.how.save_every, 1, 1000000000, "t-SNE: steps between saves"),
	        cli_flag("resume", &o.how.resume, "t-SNE: go on from the checkpoint, if it is there"),
	        cli_file("trace", &o.how.trace, "t-SNE: write the loss of every step here, as CSV"),
	        cli_file("frames", &o.how.frames, "t-SNE: write places on the way here, as CSV"),
	        cli_file("groups", &o.groups, "lines word TAB group: what the colours mean"),
	        cli_int("width", &o.width, 0, 100000, "of the picture; 0: until all labels have room"),
	        cli_int("font", &o.font, 4, 200, "size of the letters in it"),
	        cli_real("spread", &o.spread, -1, 1,
	                "share of ranks in the picture's places; -1: 0.8 for LLE, 0 for t-SNE"),
	        cli_file("output", &o.output, "write the map here, as CSV"), cli_end};
	static const cli_program program = {"svd map", "[VECTORS]",
	        "Places in the plane for the first words of a file of word vectors (word2vec's text\n"
	        "or binary, GloVe's text, - for standard input; without one, of a small world), and\n"
	        "for each a label that overlaps no other.",
	        "1"};
	static map m;
	int first = svd_options(argc, argv, &program, 0, 1, options);
	if (o.how.resume && !o.how.checkpoint) {
		error_set("--resume needs --checkpoint FILE, the file to go on from");
		error_exit();
	}
	layout_end end = run(&m, first < argc ? argv[first] : NULL);
	if (end == LAYOUT_ERROR) error_exit();
	int status = report(&m, end);
	arena_free(&m.a);
	return status;
}
