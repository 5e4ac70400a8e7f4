/* A trained classifier in a file: parameters, vocabulary, labels, and how texts were read, so that
 * `bow eval` cuts and splits a text as `bow train` did. */
#include <string.h>

#include "bow.h"
#include "checkpoint.h"

static const char kind_of_file[] = "bow classifier";

/* Everything of fixed size. */
struct head {
	int V, D, K, how, no_lemmas, stop, column, documents;
	long seed;
};

/* Words one after the other, a 0 behind each. */
static char *joined(const vocab *v, size_t *bytes, arena *a)
{
	*bytes = 0;
	for (int i = 0; i < vocab_size(v); i++) *bytes += strlen(vocab_word(v, i)) + 1;
	char *text = arena_alloc(a, *bytes, 1), *pen = text;
	for (int i = 0; i < vocab_size(v); i++) {
		size_t n = strlen(vocab_word(v, i)) + 1;
		memcpy(pen, vocab_word(v, i), n);
		pen += n;
	}
	return text;
}

/* The same words as a table again; NULL when there are not n different ones. */
static vocab *parted(const char *text, size_t bytes, int n, arena *a)
{
	vocab *v = vocab_new(a);
	if (!bytes || text[bytes - 1]) return NULL;
	for (const char *s = text; s < text + bytes; s += strlen(s) + 1) {
		if (!*s) return NULL;
		vocab_add(v, s);
	}
	return vocab_size(v) == n ? v : NULL;
}

static size_t bytes_of(mat m)
{
	return (size_t)count(m) * sizeof(real);
}

int model_save(const model *m, const collection *c, const reading *r, const char *path)
{
	arena scratch = {0};
	size_t word_bytes, label_bytes;
	char *words = joined(c->chosen, &word_bytes, &scratch);
	char *labels = joined(c->labels, &label_bytes, &scratch);
	struct head h;
	memset(&h, 0, sizeof h); // padding bytes too: they go to the file
	h = (struct head){m->V, m->D, m->K, (int)m->how.how, r->no_lemmas, r->stop, r->column,
	        r->documents, r->seed};
	const checkpoint_field fields[] = {{"head", &h, sizeof h}, {"words", words, word_bytes},
	        {"labels", labels, label_bytes}, {"idf", m->how.idf.p, bytes_of(m->how.idf)},
	        {"C", m->w.C.p, bytes_of(m->w.C)}, {"W", m->w.W.p, bytes_of(m->w.W)},
	        {"b", m->w.b.p, bytes_of(m->w.b)}, {0}};
	int status = checkpoint_save(path, kind_of_file, fields);
	arena_free(&scratch);
	return status;
}

static bool plausible(const struct head *h)
{
	return h->V > 0 && h->D > 0 && h->D <= 65536 && h->K > 0 && h->how >= POOL_SUM &&
	       h->how <= POOL_TFIDF && h->column > 0 && h->documents > 0;
}

int model_load(model *m, arena *a, reading *r, vocab **words, vocab **labels, const char *path)
{
	checkpoint file;
	struct head h;
	size_t bytes, word_bytes = 0, label_bytes = 0;
	if (checkpoint_open(a, path, &file) < 0) return -1;
	const void *head = checkpoint_find(&file, "head", &bytes);
	if (!head || bytes != sizeof h)
		return error_set("%s: is no model of bow, but of %s", path, file.model);
	memcpy(&h, head, sizeof h);
	const char *word_text = checkpoint_find(&file, "words", &word_bytes);
	const char *label_text = checkpoint_find(&file, "labels", &label_bytes);
	*words = word_text ? parted(word_text, word_bytes, h.V, a) : NULL;
	*labels = label_text ? parted(label_text, label_bytes, h.K, a) : NULL;
	if (!plausible(&h) || !*words || !*labels)
		return error_set("%s: has a shape that no model of bow has", path);
	*m = model_new(a, h.V, h.D, h.K, 0);
	m->how.how = (pool_weights)h.how;
	r->no_lemmas = h.no_lemmas;
	r->stop = h.stop;
	r->column = h.column;
	r->documents = h.documents;
	r->seed = h.seed;
	const checkpoint_field fields[] = {{"idf", m->how.idf.p, bytes_of(m->how.idf)},
	        {"C", m->w.C.p, bytes_of(m->w.C)}, {"W", m->w.W.p, bytes_of(m->w.W)},
	        {"b", m->w.b.p, bytes_of(m->w.b)}, {0}};
	return checkpoint_load(path, kind_of_file, fields);
}
