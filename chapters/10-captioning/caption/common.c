/* What caption's commands share: options, trained models, saying a caption. */
#include <stdio.h>
#include <string.h>

#include "caption.h"

const char *const caption_of = "caption scenes";

void caption_options(
        int argc, char **argv, const char *name, const char *about, const cli_option *options)
{
	const cli_program program = {name, NULL, about, "1"};
	int first = cli_parse(argc, argv, &program, options);
	if (first >= 0 && first < argc)
		first = error_set("'%s' is not an option; %s --help lists them", argv[first], name);
	if (first < 0) error_exit();
}

void caption_fields(checkpoint_field *fields, captioner *c, const checkpoint_field *more)
{
	int n = 0;
	fields[n++] = (checkpoint_field){"shape", &c->shape, sizeof c->shape};
	fields[n++] = (checkpoint_field){"weights", c->w.p, (size_t)count(c->w) * sizeof(real)};
	fields[n++] = (checkpoint_field){
	        "moments", c->see.running.p, (size_t)count(c->see.running) * sizeof(real)};
	for (; more && more->name; more++) fields[n++] = *more;
	fields[n] = (checkpoint_field){0};
}

static bool within(int x, int low, int high)
{
	return x >= low && x <= high;
}

/* A shape that this program may have written. */
static bool possible(const captioner_shape *s)
{
	bool good = s->picture.channels == 3 && s->picture.side == SCENES_SIDE && !s->features;
	good &= within(s->picture.blocks, 0, CONVNET_BLOCKS);
	for (int i = 0; i < CONVNET_STAGES; i++) good &= within(s->picture.kernels[i], 1, 4096);
	return good && within(s->frames, 1, 64) && within(s->tell, TELL_START, TELL_ATTEND) &&
	       within(s->film, FILM_MEAN, s->tell == TELL_ATTEND ? FILM_APART : FILM_RECURRENT) &&
	       s->vocabulary == scenes_words() && s->start == SCENES_START && s->end == SCENES_END &&
	       within(s->embedding, 1, 4096) && within(s->hidden, 1, 4096) &&
	       within(s->steps, 2, SCENES_LONGEST + 1);
}

static int read_shape(const checkpoint *file, captioner_shape *s)
{
	size_t bytes;
	const void *shape = checkpoint_find(file, "shape", &bytes);
	if (!shape || bytes != sizeof *s || strcmp(file->model, caption_of) != 0)
		return error_set("%s: is not a checkpoint of caption", file->path);
	memcpy(s, shape, bytes);
	if (!possible(s) || !checkpoint_find(file, "weights", &bytes) ||
	        bytes / sizeof(real) != (size_t)captioner_parameters(s))
		return error_set("%s: has a shape that no model of caption has", file->path);
	return 0;
}

int caption_load(caption_model *m, const char *path, int batch)
{
	arena scratch = {0};
	checkpoint file;
	captioner_shape s;
	*m = (caption_model){0};
	int status = path ? checkpoint_open(&scratch, path, &file)
	                  : error_set("which model? --checkpoint FILE names one that was trained");
	if (status == 0) status = read_shape(&file, &s);
	if (status == 0) {
		s.batch = batch;
		m->c = captioner_new(&m->a, s, 0);
		checkpoint_field fields[8];
		captioner_shape kept;
		caption_fields(fields, m->c, NULL);
		fields[0].data = &kept; // the batch is ours
		status = checkpoint_load(path, caption_of, fields);
	}
	arena_free(&scratch);
	return status;
}

sentence caption_say(arena *a, captioner *c, int b, int beam)
{
	arena scratch = {0};
	const int longest = c->shape.steps - 1;
	hypothesis h = {.word = arena_alloc(a, (size_t)longest, sizeof *h.word)};
	word_model m = captioner_words(&scratch, c, b, beam);
	if (beam == 1)
		greedy_decode(&h, &m, longest);
	else
		beam_search(&h, &m, beam, 1, longest);
	arena_free(&scratch);
	return (sentence){h.word, h.length};
}

int caption_interrupted(long updates, const char *kept_in)
{
	fprintf(stderr, "caption: interrupted after %ld updates%s\n", updates,
	        kept_in ? "; --resume goes on" : "");
	return 130;
}
