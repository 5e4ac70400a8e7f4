/* Scenes for a captioner; see scene_batch.h. */
#include "scene_batch.h"

scene_batch scene_batch_new(arena *a, int B)
{
	const size_t n = (size_t)B;
	return (scene_batch){arena_alloc(a, n, sizeof(scene)), arena_alloc(a, n, sizeof(sentence)),
	        arena_alloc(a, n * SCENES_LONGEST, sizeof(int))};
}

void scene_batch_draw(scene_batch *b, const captioner *c, scenes_kind kind, int shapes, rng *r)
{
	for (int i = 0; i < c->shape.batch; i++) {
		int *word = b->word + i * SCENES_LONGEST;
		if (c->shape.frames > 1)
			scene_draw_film(r, kind, &b->s[i]);
		else
			scene_draw(r, kind, shapes, &b->s[i]);
		b->caption[i] = (sentence){word, scene_caption(&b->s[i], r, word)};
	}
}

/* Values about 0: half a tone is subtracted, and the range is −1 … 1. */
void scene_batch_paint(const scene_batch *b, captioner *c)
{
	const images to = captioner_pictures(c);
	const int B = c->shape.batch, F = c->shape.frames;
	for (int f = 0; f < F; f++)
		for (int i = 0; i < B; i++) {
			real *const rgb[3] = {
			        plane(to, 0, f * B + i), plane(to, 1, f * B + i), plane(to, 2, f * B + i)};
			scene_paint(&b->s[i], F > 1 ? f / (F - 1.0) : 0, rgb);
		}
	for (long i = 0; i < count(to.m); i++) to.m.p[i] = 2 * to.m.p[i] - 1;
}
