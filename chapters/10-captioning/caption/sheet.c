/* caption sheet and attention: what was seen, what was said, and where it was looked. */
#include <stdio.h>
#include <string.h>

#include "caption.h"
#include "svg.h"

enum { SIDE = 128, GAP = 16, LINE = 17, LINES = 5, COLUMNS = 4 };
#define BAND(frames) ((frames) * (SIDE + GAP) + LINE + GAP) /* how high a column of frames is */

static struct {
	const char *checkpoint, *out;
	int scenes, shapes, beam, first;
	bool held_out;
	long seed;
} o = {.scenes = 20, .beam = 1, .first = 1, .seed = 2};

/* Both commands have these. */
#define COMMON                                                                                     \
	cli_file("checkpoint", &o.checkpoint, "the model"), cli_file("out", &o.out, "the SVG"),        \
	        cli_int("shapes", &o.shapes, 0, SCENES_OBJECTS, "in a picture; 0: one to three"),      \
	        cli_int("beam", &o.beam, 1, 64, "sentences of the search; 1: the most probable word"), \
	        cli_flag("held-out", &o.held_out, "with a held-out pair of colour and shape"),         \
	        cli_long("seed", &o.seed, 0, 1e15, "which scenes")

static const cli_option sheet_options[] = {
        COMMON, cli_int("scenes", &o.scenes, 1, 1000, "how many"), cli_end};
static const cli_option attention_options[] = {
        COMMON, cli_int("scene", &o.first, 1, 1e6, "the how manieth of the scenes"), cli_end};

static void load(caption_model *m)
{
	int status = o.out ? 0 : error_set("where to? --out FILE names an SVG file");
	if (status < 0 || caption_load(m, o.checkpoint, 1) < 0) error_exit();
}

/* --- pictures ---------------------------------------------------------------------------------------------- */

/* How bright each region is shown, or NULL: all as they are. Numbers of regions go row by row. */
static png_picture painted(arena *a, const scene *s, double time, const real *light, int regions)
{
	enum { PLANE = SCENES_SIDE * SCENES_SIDE };
	static real rgb[3][PLANE];
	png_picture p = png_new(a, SCENES_SIDE, SCENES_SIDE);
	scene_paint(s, time, (real *const[3]){rgb[0], rgb[1], rgb[2]});
	for (int i = 0; i < PLANE; i++) {
		const int pixels = SCENES_SIDE / regions;
		const int l = i / SCENES_SIDE / pixels * regions + i % SCENES_SIDE / pixels;
		for (int c = 0; c < 3; c++) {
			double v = (double)rgb[c][i];
			if (light) v = 0.75 * v * (0.25 + 0.75 * (double)light[l]) + 0.25 * (double)light[l];
			p.rgb[3 * i + c] = (unsigned char)(255 * v + 0.5);
		}
	}
	return p;
}

/* Words below a picture, as many on a line as its width has room for. */
static void words_below(output *f, int x, int y, const sentence said, bool is_true)
{
	enum { ROOM = 18 };
	char line[64];
	int used = 0;
	svg_words(f, x, y, true, is_true ? "true:" : "FALSE:");
	for (int k = 0; k < said.length; k++) {
		const char *word = scenes_word(said.word[k]);
		if (used && used + (int)strlen(word) + 1 > ROOM) {
			svg_words(f, x, y += LINE, false, line);
			used = 0;
		}
		used += snprintf(line + used, sizeof line - (size_t)used, "%s%s", used ? " " : "", word);
	}
	if (used) svg_words(f, x, y + LINE, false, line);
}

static void draw_next(captioner *c, scene_batch *one, rng *r)
{
	scene_batch_draw(one, c, o.held_out ? SCENES_HELD_OUT : SCENES_SEEN, o.shapes, r);
}

/* --- sheet --------------------------------------------------------------------------------------------------- */

static void sheet_scene(output *f, captioner *c, scene_batch *one, int i, int columns)
{
	arena scratch = {0};
	const int F = c->shape.frames, height = SIDE + LINES * LINE + GAP;
	const int x = GAP + i % columns * F * (SIDE + GAP), y = GAP + i / columns * height;
	scene_batch_paint(one, c);
	captioner_look(c, false);
	const sentence said = caption_say(&scratch, c, 0, o.beam);
	for (int k = 0; k < F; k++) {
		const png_picture p =
		        painted(&scratch, one->s, F > 1 ? k / (F - 1.0) : 0, NULL, SCENES_SIDE);
		svg_picture(f, x + k * (SIDE + GAP), y, SIDE, &p);
	}
	words_below(f, x, y + SIDE + LINE, said, scene_judge(said.word, said.length, one->s).is_true);
	arena_free(&scratch);
}

int caption_sheet(int argc, char **argv)
{
	caption_model m;
	output f = {0};
	caption_options(argc, argv, "caption sheet", "Draw scenes with what a model says of them.",
	        sheet_options);
	load(&m);
	const int F = m.c->shape.frames, columns = F > 1 ? 1 : COLUMNS;
	const int lines = (o.scenes + columns - 1) / columns;
	if (svg_begin(&f, o.out, GAP + columns * F * (SIDE + GAP),
	            GAP + lines * (SIDE + LINES * LINE + GAP)) < 0)
		error_exit();
	rng r = rng_new((uint64_t)o.seed, 200);
	scene_batch one = scene_batch_new(&m.a, 1);
	for (int i = 0; i < o.scenes; i++) {
		draw_next(m.c, &one, &r);
		sheet_scene(&f, m.c, &one, i, columns);
	}
	if (svg_end(&f) < 0) error_exit();
	arena_free(&m.a);
	return 0;
}

/* --- attention ------------------------------------------------------------------------------------------------- */

/* Weights of one frame's regions, the largest of the step as 1; frames that are not apart have the same. */
static void lights(real *light, const captioner *c, int t, int f)
{
	const int L = convnet_regions(&c->shape.picture);
	const real *alpha = row(at(c->v.alpha, t), 0);
	real largest = 0;
	for (int l = 0; l < c->told.T; l++) largest = alpha[l] > largest ? alpha[l] : largest;
	for (int l = 0; l < L; l++) light[l] = alpha[(f * L + l) % c->told.T] / largest;
}

/* All frames of one column: as they are, or lit by where it looked before word t; what it said below. */
static void draw_column(output *f, captioner *c, const scene *s, int column, const char *word)
{
	arena scratch = {0};
	const int F = c->shape.frames, L = convnet_regions(&c->shape.picture);
	const int regions = c->shape.picture.side >> CONVNET_STAGES;
	const int x = GAP + column % COLUMNS * (SIDE + GAP), y = GAP + column / COLUMNS * BAND(F);
	real *light = arena_alloc(&scratch, (size_t)L, sizeof *light);
	for (int k = 0; k < F; k++) {
		if (column > 0) lights(light, c, column - 1, k);
		const png_picture p =
		        painted(&scratch, s, F > 1 ? k / (F - 1.0) : 0, column > 0 ? light : NULL, regions);
		svg_picture(f, x, y + k * (SIDE + GAP), SIDE, &p);
	}
	svg_words(f, x, y + F * (SIDE + GAP) + 1, column == 0, word);
	arena_free(&scratch);
}

/* The frames themselves, then a column a word. */
static void draw_attention(output *f, captioner *c, const scene *s, sentence said)
{
	const bool is_true = scene_judge(said.word, said.length, s).is_true;
	draw_column(f, c, s, 0, is_true ? "true" : "FALSE");
	for (int t = 0; t <= said.length; t++)
		draw_column(f, c, s, t + 1, scenes_word(t < said.length ? said.word[t] : SCENES_END));
}

int caption_attention(int argc, char **argv)
{
	caption_model m;
	output f = {0};
	caption_options(argc, argv, "caption attention",
	        "Draw where a model looks before each word of its caption.", attention_options);
	load(&m);
	if (m.c->shape.tell != TELL_ATTEND) {
		error_set("%s: does not look anywhere; train it with --tell attend", o.checkpoint);
		error_exit();
	}
	rng r = rng_new((uint64_t)o.seed, 200);
	scene_batch one = scene_batch_new(&m.a, 1);
	for (int i = 0; i < o.first; i++) draw_next(m.c, &one, &r);
	scene_batch_paint(&one, m.c);
	captioner_look(m.c, false);
	const sentence said = caption_say(&m.a, m.c, 0, o.beam);
	int input[SCENES_LONGEST + 1] = {SCENES_START};
	memcpy(input + 1, said.word, (size_t)said.length * sizeof *input);
	captioner_read(m.c, input, said.length + 1);
	const int lines = (said.length + COLUMNS + 1) / COLUMNS; // a picture, the words, </s>
	if (svg_begin(&f, o.out, GAP + COLUMNS * (SIDE + GAP), GAP + lines * BAND(m.c->shape.frames)) <
	        0)
		error_exit();
	draw_attention(&f, m.c, one.s, said);
	if (svg_end(&f) < 0) error_exit();
	arena_free(&m.a);
	return 0;
}
