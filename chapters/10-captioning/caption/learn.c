/* Learning from scenes that are drawn as they are needed: none is ever seen twice. */
#include "caption.h"
#include "interrupt.h"
#include "progress.h"
#include "remedies.h"
#include "rules.h"

enum { WINDOW = 100 };

void caption_lesson_begin(arena *a, caption_lesson *l)
{
	for (int k = 0; k < 2; k++) l->slot[k] = mat_new(a, 1, l->c->w.cols);
	l->r = rng_new((uint64_t)l->seed, 100);
	l->done = 0;
}

/* The rate falls along a straight line to a fiftieth. */
static double rate_at(const caption_lesson *l)
{
	return l->rate * (1 - 0.98 * (double)(l->done - 1) / l->updates);
}

static double update(caption_lesson *l, scene_batch *scenes)
{
	captioner *c = l->c;
	scene_batch_draw(scenes, c, SCENES_SEEN, l->shapes, &l->r);
	scene_batch_paint(scenes, c);
	const double loss = captioner_loss(c, scenes->caption, true);
	if (l->clip > 0) clip_by_norm(c->dw, l->clip);
	l->done++;
	optim_adam.step(c->w, c->dw, l->slot, rate_at(l), l->done);
	return loss;
}

void caption_lesson_run(caption_lesson *l)
{
	arena scratch = {0};
	progress bar;
	scene_batch scenes = scene_batch_new(&scratch, l->c->shape.batch);
	double sum = 0;
	int n = 0;
	progress_begin(&bar, "learning", l->updates, "batches");
	progress_resume(&bar, l->done);
	interrupt_catch();
	while (l->done < l->updates && !interrupt_seen()) {
		sum += update(l, &scenes);
		n++;
		if (l->done % WINDOW == 0 || l->done == l->updates) {
			l->loss = sum / n;
			sum = n = 0;
			if (l->every) l->every(l->context, l->done, l->loss);
		}
		progress_at(&bar, l->done, "loss %.3f", l->loss);
	}
	interrupt_release();
	progress_end(&bar);
	arena_free(&scratch);
}
