/* Many captions, judged: by the scenes themselves, and by comparison with other captions. */
#include <stdio.h>
#include <stdlib.h>

#include "bleu.h"
#include "caption.h"
#include "cider.h"
#include "vocab.h"

enum { REFERENCES = 5 };

/* --- CIDEr ----------------------------------------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* The n-grams of a sentence, numbered in the order of their first appearance anywhere. */
static grams grams_of(arena *a, vocab *known, sentence s, int n)
{
	const int all = s.length < n ? 0 : s.length - n + 1;
	int *id = arena_alloc(a, (size_t)all + 1, sizeof *id);
	int *times = arena_alloc(a, (size_t)all + 1, sizeof *times), different = 0;
	for (int i = 0; i < all; i++) {
		char name[CIDER_ORDER * 12 + 1];
		int at = 0;
		for (int k = 0; k < n; k++)
			at += snprintf(name + at, sizeof name - (size_t)at, "%d ", s.word[i + k]);
		id[i] = vocab_add(known, name);
	}
	qsort(id, (size_t)all, sizeof *id, by_number);
	for (int i = 0; i < all; i++) {
		if (different && id[different - 1] == id[i])
			times[different - 1]++;
		else {
			id[different] = id[i];
			times[different++] = 1;
		}
	}
	return (grams){id, times, different};
}

static double cider_of_order(const caption_answer *from, int n, int order)
{
	arena a = {0};
	vocab *known = vocab_new(&a);
	captioned *p = arena_alloc(&a, (size_t)n, sizeof *p);
	double sum = 0;
	for (int i = 0; i < n; i++) {
		grams *all = arena_alloc(&a, (size_t)from[i].references, sizeof *all);
		for (int k = 0; k < from[i].references; k++)
			all[k] = grams_of(&a, known, from[i].reference[k], order);
		p[i] = (captioned){grams_of(&a, known, from[i].answer, order), all, from[i].references};
	}
	double *idf = arena_alloc(&a, (size_t)vocab_size(known) + 1, sizeof *idf);
	cider_idf(idf, vocab_size(known), p, n);
	for (int i = 0; i < n; i++) sum += cider_score(&p[i], idf);
	arena_free(&a);
	return sum / n;
}

double caption_cider(const caption_answer *p, int n)
{
	double sum = 0;
	for (int order = 1; order <= CIDER_ORDER; order++) sum += cider_of_order(p, n, order);
	return 10 * sum / CIDER_ORDER;
}

/* --- describing and judging ------------------------------------------------------------------------------ */

/* Answers and references of all scenes. */
typedef struct {
	arena a;
	caption_answer *answer;
	bleu_counts counts;
	int n;
} answers;

static void judge_one(answers *all, caption_marks *m, captioner *c, const scene *s, int b, int beam,
        rng *wordings)
{
	const sentence said = caption_say(&all->a, c, b, beam);
	const scene_verdict v = scene_judge(said.word, said.length, s);
	sentence *reference = arena_alloc(&all->a, REFERENCES, sizeof *reference);
	for (int k = 0; k < REFERENCES; k++) {
		int *word = arena_alloc(&all->a, SCENES_LONGEST, sizeof *word);
		reference[k] = (sentence){word, scene_caption(s, wordings, word)};
	}
	bleu_count(&all->counts, said, reference, REFERENCES);
	all->answer[all->n++] = (caption_answer){said, reference, REFERENCES};
	m->sentences += v.sentence;
	m->right += v.is_true;
	m->complete += v.is_true && v.named == s->objects;
}

/* What a blindfolded captioner sees: scenes without shapes. */
static void paint(const scene_batch *batch, captioner *c, bool blind)
{
	if (!blind) {
		scene_batch_paint(batch, c);
		return;
	}
	arena a = {0};
	scene_batch empty = scene_batch_new(&a, c->shape.batch);
	scene_batch_paint(&empty, c);
	arena_free(&a);
}

caption_marks caption_judge(
        captioner *c, scenes_kind kind, long scenes, int shapes, int beam, bool blind, long seed)
{
	const int B = c->shape.batch, batches = (int)((scenes + B - 1) / B);
	answers all = {0};
	caption_marks m = {.scenes = (long)batches * B};
	all.answer = arena_alloc(&all.a, (size_t)m.scenes, sizeof *all.answer);
	scene_batch batch = scene_batch_new(&all.a, B);
	rng r = rng_new((uint64_t)seed, 200 + kind), wordings = rng_new((uint64_t)seed, 210);
	for (int i = 0; i < batches; i++) {
		scene_batch_draw(&batch, c, kind, shapes, &r);
		paint(&batch, c, blind);
		captioner_look(c, false);
		for (int b = 0; b < B; b++) judge_one(&all, &m, c, &batch.s[b], b, beam, &wordings);
	}
	for (int n = 1; n <= BLEU_ORDER; n++) m.bleu[n - 1] = bleu_score(&all.counts, n);
	m.cider = caption_cider(all.answer, all.n);
	arena_free(&all.a);
	return m;
}

void caption_heading(void)
{
	printf("%-10s %7s %9s %7s %9s   %-26s %6s\n", "scenes", "number", "sentences", "true",
	        "complete", "BLEU-1 … 4", "CIDEr");
}

void caption_print(const char *what, const caption_marks *m)
{
	const double n = (double)m->scenes;
	printf("%-10s %7ld %9.4f %7.4f %9.4f  ", what, m->scenes, (double)m->sentences / n,
	        (double)m->right / n, (double)m->complete / n);
	for (int k = 0; k < 4; k++) printf(" %.4f", m->bleu[k]);
	printf(" %6.3f\n", m->cider);
	fflush(stdout);
}
