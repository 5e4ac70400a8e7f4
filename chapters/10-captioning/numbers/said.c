/* Captions cut into n-grams: see said.h. */
#include <string.h>

#include "mat.h"
#include "said.h"

static const char *const of_one[] = {
        "a red circle", "a blue circle", "a green square", "a yellow square"};
static const char *const of_two[] = {"a red circle above a blue square",
        "a blue square below a red circle", "a green circle left of a blue triangle",
        "a blue triangle right of a green circle", "a red triangle above a yellow square",
        "a yellow square below a red triangle", "a yellow circle left of a green square",
        "a green square right of a yellow circle"};
const collection single_shapes = {of_one, 4, 1}, two_shapes = {of_two, 4, 2};

enum { MOST = 256, LONGEST = 32 };

/* All n-grams met so far; an id is a place in the list. */
typedef struct {
	const char *text[MOST];
	size_t length[MOST];
	int n;
} list;

static int id_of(list *l, const char *text, size_t length)
{
	for (int i = 0; i < l->n; i++)
		if (l->length[i] == length && !memcmp(l->text[i], text, length)) return i;
	if (l->n == MOST) bug("more than %d n-grams", MOST);
	l->text[l->n] = text;
	l->length[l->n] = length;
	return l->n++;
}

/* The n-grams of a sentence: counted by id, so that ids rise. */
static grams cut(arena *a, list *l, const char *sentence, int n)
{
	const char *begin[LONGEST], *end[LONGEST] = {NULL};
	int words = 0, times[MOST] = {0};
	for (const char *p = sentence; *p; p += *p == ' ') {
		begin[words] = p;
		p += strcspn(p, " ");
		end[words++] = p;
	}
	for (int i = 0; i + n <= words; i++)
		times[id_of(l, begin[i], (size_t)(end[i + n - 1] - begin[i]))]++;
	int *id = arena_alloc(a, MOST, sizeof *id), *count = arena_alloc(a, MOST, sizeof *count);
	grams g = {id, count, 0};
	for (int i = 0; i < l->n; i++)
		if (times[i]) {
			id[g.count] = i;
			count[g.count++] = times[i];
		}
	return g;
}

/* The collection's n-grams, the first picture's answer among them, and the weights. */
static captioned *prepare(
        arena *a, double *idf, list *l, const collection *c, const char *answer, int n)
{
	captioned *p = arena_alloc(a, (size_t)c->pictures, sizeof *p);
	for (int i = 0; i < c->pictures; i++) {
		grams *r = arena_alloc(a, (size_t)c->each, sizeof *r);
		for (int k = 0; k < c->each; k++) r[k] = cut(a, l, c->reference[i * c->each + k], n);
		p[i].reference = r;
		p[i].references = c->each;
	}
	p[0].answer = cut(a, l, answer, n);
	cider_idf(idf, l->n, p, c->pictures);
	return p;
}

double said_score(const collection *c, const char *answer, int n)
{
	arena a = {0};
	list l = {0};
	double idf[MOST];
	const double score = cider_score(prepare(&a, idf, &l, c, answer, n), idf);
	arena_free(&a);
	return score;
}

double said_cider(const collection *c, const char *answer)
{
	double sum = 0;
	for (int n = 1; n <= CIDER_ORDER; n++) sum += said_score(c, answer, n);
	return 10 * sum / CIDER_ORDER;
}

double said_idf(const collection *c, const char *word)
{
	arena a = {0};
	list l = {0};
	double idf[MOST];
	prepare(&a, idf, &l, c, word, 1);
	const double of_word = idf[id_of(&l, word, strlen(word))];
	arena_free(&a);
	return of_word;
}
