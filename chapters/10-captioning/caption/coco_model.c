/* A captioner of vectors and the file that keeps it. Words lie in the file as text, a line a word. */
#include <stdio.h>
#include <string.h>

#include "bleu.h"
#include "caption.h"
#include "coco_model.h"
#include "wordvec.h"

static const char *const coco_of = "caption coco";

coco_model coco_model_new(arena *a, captioner_shape s, const char **word, uint64_t seed)
{
	coco_model m = {.c = captioner_new(a, s, seed),
	        .mean = mat_new(a, 1, s.features),
	        .scale = mat_new(a, 1, s.features),
	        .word = word,
	        .r = rng_new(seed, 104)};
	for (int i = 0; i < 2; i++) m.slot[i] = mat_new(a, 1, m.c->w.cols);
	return m;
}

void coco_model_see(coco_model *m, int b, const real *feature)
{
	real *to = row(at(m->c->frame, 0), b);
	for (int j = 0; j < m->mean.cols; j++) to[j] = (feature[j] - m->mean.p[j]) * m->scale.p[j];
}

sentence coco_model_say(arena *a, coco_model *m, const real *feature, int beam)
{
	coco_model_see(m, 0, feature);
	captioner_look(m->c, false);
	return caption_say(a, m->c, 0, beam);
}

void coco_print_marks(const char *what, const caption_answer *answer, int n)
{
	bleu_counts counts = {0};
	for (int i = 0; i < n; i++)
		bleu_count(&counts, answer[i].answer, answer[i].reference, answer[i].references);
	printf("%d %s: BLEU-1 … 4", n, what);
	for (int k = 1; k <= BLEU_ORDER; k++) printf(" %.4f", bleu_score(&counts, k));
	printf(", CIDEr %.3f\n", caption_cider(answer, n));
}

/* --- the file ---------------------------------------------------------------------------------------------- */

static size_t bytes_of(mat m)
{
	return (size_t)count(m) * sizeof(real);
}

static char *text_of(arena *a, const char **word, int words, size_t *bytes)
{
	size_t n = 0;
	for (int i = 0; i < words; i++) n += strlen(word[i]) + 1;
	char *text = arena_alloc(a, n, 1), *at = text;
	for (int i = 0; i < words; i++) {
		const size_t length = strlen(word[i]);
		memcpy(at, word[i], length);
		at[length] = '\n';
		at += length + 1;
	}
	*bytes = n;
	return text;
}

/* All pieces; the first five are what it takes to describe. */
static void fields_of(checkpoint_field *f, coco_model *m, char *text, size_t bytes)
{
	const captioner *c = m->c;
	const checkpoint_field all[] = {{"shape", &m->c->shape, sizeof c->shape},
	        {"words", text, bytes}, {"mean of vectors", m->mean.p, bytes_of(m->mean)},
	        {"scale of vectors", m->scale.p, bytes_of(m->scale)},
	        {"weights", c->w.p, bytes_of(c->w)}, {"mean", m->slot[0].p, bytes_of(m->slot[0])},
	        {"square", m->slot[1].p, bytes_of(m->slot[1])}, {"pictures", &m->r, sizeof m->r},
	        {"done", &m->done, sizeof m->done}, {0}};
	memcpy(f, all, sizeof all);
}

enum { DESCRIBE = 5, FIELDS = 10 };

int coco_model_save(const char *path, coco_model *m)
{
	arena a = {0};
	checkpoint_field f[FIELDS];
	size_t bytes;
	char *text = text_of(&a, m->word, m->c->shape.vocabulary, &bytes);
	fields_of(f, m, text, bytes);
	const int status = checkpoint_save(path, coco_of, f);
	arena_free(&a);
	return status;
}

int coco_model_resume(const char *path, coco_model *m)
{
	arena a = {0};
	checkpoint_field f[FIELDS];
	size_t bytes;
	const captioner_shape asked = m->c->shape;
	char *text = text_of(&a, m->word, m->c->shape.vocabulary, &bytes);
	char *kept = arena_alloc(&a, bytes, 1);
	fields_of(f, m, kept, bytes);
	int status = checkpoint_load(path, coco_of, f);
	if (status == 0 && (memcmp(&asked, &m->c->shape, sizeof asked) || memcmp(text, kept, bytes)))
		status = error_set("%s: was trained with other options or captions", path);
	arena_free(&a);
	return status;
}

static bool within(int x, int low, int high)
{
	return x >= low && x <= high;
}

/* A shape that this program may have written. */
static bool possible(const captioner_shape *s)
{
	return within(s->features, 1, WORDVEC_WIDEST) && s->frames == 1 &&
	       within(s->tell, TELL_START, TELL_STEPS) && s->film == FILM_MEAN &&
	       within(s->vocabulary, COCO_UNKNOWN + 1, 1 << 24) && s->start == COCO_START &&
	       s->end == COCO_END && within(s->embedding, 1, 4096) && within(s->hidden, 1, 4096) &&
	       within(s->steps, 2, 201);
}

/* Lines of text as words; NULL unless there are as many as expected. */
static const char **words_of(arena *a, const char *text, size_t bytes, int words)
{
	const char **word = arena_alloc(a, (size_t)words, sizeof *word);
	char *at = arena_alloc(a, bytes + 1, 1), *end = at + bytes;
	memcpy(at, text, bytes);
	for (int i = 0; i < words; i++) {
		char *stop = memchr(at, '\n', (size_t)(end - at));
		if (!stop) return NULL;
		*stop = 0;
		word[i] = at;
		at = stop + 1;
	}
	return at == end ? word : NULL;
}

static int read_shape(const checkpoint *file, captioner_shape *s)
{
	size_t bytes;
	const void *shape = checkpoint_find(file, "shape", &bytes);
	if (!shape || bytes != sizeof *s || strcmp(file->model, coco_of) != 0)
		return error_set("%s: is not a checkpoint of caption coco", file->path);
	memcpy(s, shape, bytes);
	if (!possible(s) || !checkpoint_find(file, "weights", &bytes) ||
	        bytes / sizeof(real) != (size_t)captioner_parameters(s))
		return error_set("%s: has a shape that no model of caption coco has", file->path);
	return 0;
}

int coco_model_load(arena *a, coco_model *m, const char *path)
{
	arena scratch = {0};
	checkpoint file;
	captioner_shape s;
	size_t bytes = 0;
	int status = path ? checkpoint_open(&scratch, path, &file)
	                  : error_set("which model? --checkpoint FILE names one that was trained");
	if (status == 0) status = read_shape(&file, &s);
	if (status == 0) {
		const char *text = checkpoint_find(&file, "words", &bytes);
		const char **word = text ? words_of(a, text, bytes, s.vocabulary) : NULL;
		captioner_shape kept;
		checkpoint_field f[FIELDS];
		s.batch = 1;
		if (word) {
			*m = coco_model_new(a, s, word, 0);
			fields_of(f, m, arena_alloc(&scratch, bytes, 1), bytes);
			f[0].data = &kept; // the batch is ours
			f[DESCRIBE] = (checkpoint_field){0};
			status = checkpoint_load(path, coco_of, f);
		} else
			status = error_set("%s: has other words than its shape says", path);
	}
	arena_free(&scratch);
	return status;
}
