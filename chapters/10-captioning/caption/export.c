/* caption export: what a trained captioner sees of scenes, as vectors, and captions in COCO's format. */
#include <stdio.h>

#include "caption.h"
#include "output.h"
#include "wordvec.h"

static struct {
	const char *checkpoint, *captions, *features;
	int scenes, shapes, wordings;
	long seed;
} o = {.scenes = 1000, .wordings = 5, .seed = 2};

static const cli_option options[] = {cli_file("checkpoint", &o.checkpoint, "the model that looks"),
        cli_file("captions", &o.captions, "where captions go: JSON as COCO's"),
        cli_file("features", &o.features, "where vectors go: text, a line a picture"),
        cli_int("scenes", &o.scenes, 1, 1000000, "how many"),
        cli_int("shapes", &o.shapes, 0, SCENES_OBJECTS, "in a picture; 0: one to three"),
        cli_int("wordings", &o.wordings, 1, 100, "captions of each"),
        cli_long("seed", &o.seed, 0, 1e15, "which scenes"), cli_end};

static void write_captions(FILE *f, const scene *s, int number, rng *r)
{
	for (int k = 0; k < o.wordings; k++) {
		int word[SCENES_LONGEST];
		const int n = scene_caption(s, r, word);
		fprintf(f, "%s{\"id\":%d,\"image_id\":%d,\"caption\":\"",
		        number == 1 && k == 0 ? "" : ",\n", (number - 1) * o.wordings + k + 1, number);
		for (int i = 0; i < n; i++) fprintf(f, "%s%s", i ? " " : "", scenes_word(word[i]));
		fprintf(f, ".\"}");
	}
}

/* All regions of the picture side by side. */
static void keep_vector(mat to, int i, const captioner *c)
{
	real *p = row(to, i);
	for (int l = 0; l < c->region.T; l++)
		for (int k = 0; k < c->region.D; k++) *p++ = row(at(c->region, l), 0)[k];
}

static void export_scenes(caption_model *m, output *f)
{
	rng r = rng_new((uint64_t)o.seed, 200), wordings = rng_new((uint64_t)o.seed, 210);
	scene_batch one = scene_batch_new(&m->a, 1);
	wordvec all = {vocab_new(&m->a), mat_new(&m->a, o.scenes, m->c->region.T * m->c->region.D)};
	fprintf(f->f, "{\"annotations\":[\n");
	for (int i = 0; i < o.scenes; i++) {
		char number[16];
		snprintf(number, sizeof number, "%d", i + 1);
		scene_batch_draw(&one, m->c, SCENES_SEEN, o.shapes, &r);
		scene_batch_paint(&one, m->c);
		captioner_look(m->c, false);
		keep_vector(all.vectors, i, m->c);
		vocab_add(all.words, number);
		write_captions(f->f, one.s, i + 1, &wordings);
	}
	fprintf(f->f, "\n]}\n");
	if (wordvec_write(&all, o.features, WORDVEC_TEXT) < 0) {
		output_abandon(f);
		error_exit();
	}
}

int caption_export(int argc, char **argv)
{
	caption_model m = {0};
	output f = {0};
	caption_options(argc, argv, "caption export",
	        "Write what a model sees of scenes, and captions, for `caption coco` or another "
	        "program.",
	        options);
	int status = o.captions && o.features
	                     ? caption_load(&m, o.checkpoint, 1)
	                     : error_set("where to? --captions FILE and --features FILE name files");
	if (status == 0) status = output_open(&f, o.captions);
	if (status < 0) error_exit();
	export_scenes(&m, &f);
	if (output_commit(&f) < 0) error_exit();
	arena_free(&m.a);
	return 0;
}
