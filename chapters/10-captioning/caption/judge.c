/* Many captions, judged: by the scenes themselves, and by comparison with other captions. */
#include <stdio.h>

#include "bleu.h"
#include "caption.h"

enum { REFERENCES = 5 };

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
