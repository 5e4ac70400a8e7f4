/* What charlm's subcommands share: options, texts, trained models. */
#include <stdio.h>
#include <string.h>

#include "charlm.h"
#include "corpus.h"
#include "markov.h"

enum { GENERATED_LETTERS = 400000, GENERATED_SEED = 1 };

void charlm_options(
        int argc, char **argv, const char *name, const char *about, const cli_option *options)
{
	const cli_program program = {name, NULL, about, "1"};
	int first = cli_parse(argc, argv, &program, options);
	if (first >= 0 && first < argc)
		first = error_set("'%s' is not an option; %s --help lists them", argv[first], name);
	if (first < 0) error_exit();
}

int charlm_text(arena *a, const char *path, char **text, size_t *length, const char **name)
{
	if (path) {
		*name = path;
		return corpus_read(a, path, CORPUS_LIMIT, text, length);
	}
	arena scratch = {0};
	markov source = markov_new(&scratch);
	*name = "generated text";
	*length = GENERATED_LETTERS;
	*text = arena_alloc(a, *length + 1, 1);
	markov_fill(&source, GENERATED_SEED, GENERATED_LETTERS, *text);
	arena_free(&scratch);
	return 0;
}

/* A field of a fixed or, with *bytes 0, of any size. */
static const void *need_field(const checkpoint *c, const char *name, size_t bytes)
{
	size_t found;
	const void *data = checkpoint_find(c, name, &found);
	if (data && found == bytes) return data;
	error_set("%s: is not a checkpoint of charlm: no %s of %zu bytes in it", c->path, name, bytes);
	return NULL;
}

static int read_shape(charlm *c, const checkpoint *file)
{
	const void *shape = need_field(file, "shape", sizeof c->shape);
	if (!shape) return -1;
	memcpy(&c->shape, shape, sizeof c->shape);
	const char_shape *s = &c->shape;
	if (s->vocabulary < 1 || s->vocabulary > 0x110000 || s->hidden < 1 || s->hidden > 1 << 16 ||
	        s->layers < 1 || s->layers > CHAR_MODEL_LAYERS)
		return error_set("%s: has a shape that no model of charlm has", file->path);
	const void *codes = need_field(file, "letters", (size_t)s->vocabulary * sizeof(int));
	if (!codes) return -1;
	c->alphabet.count = s->vocabulary;
	c->alphabet.code = arena_alloc(&c->a, (size_t)s->vocabulary, sizeof(int));
	memcpy(c->alphabet.code, codes, (size_t)s->vocabulary * sizeof(int));
	return 0;
}

int charlm_load(charlm *c, const char *path, int batch, int nsteps)
{
	arena scratch = {0};
	checkpoint file;
	*c = (charlm){0};
	int status = path ? checkpoint_open(&scratch, path, &file)
	                  : error_set("which model? --checkpoint FILE names one that was trained");
	if (status == 0) status = read_shape(c, &file);
	if (status == 0) {
		c->shape.batch = batch;
		c->shape.steps = nsteps;
		c->m = char_model_new(&c->a, c->shape, 0);
		const checkpoint_field fields[] = {
		        {"parameters", c->m.w.p, (size_t)count(c->m.w) * sizeof(real)}, {0}};
		status = checkpoint_load(path, c->m.signature, fields);
	}
	arena_free(&scratch);
	return status;
}

void charlm_print(const charlm *c, const int *ids, long n)
{
	char spelt[5];
	for (long i = 0; i < n; i++) {
		letters_spell(&c->alphabet, ids[i], spelt);
		fputs(spelt, stdout);
	}
}
