/* The best taggers that the grammar allows: sums over all ways to build a sentence.
 *
 * A template takes part in the answer for word i with the probability of what is seen:
 *
 *     left    chance(template) · Π_{j ≤ i} chance(word_j | category_j),   any length > i
 *     right   the same over j ≥ i, lined up at the sentence's end, any length ≥ n − i
 *     both    the same over all j, length n exactly
 *
 * and votes for the tag of its category at i. Reading from the left, a tagger does not know how
 * long the sentence will be, nor from the right how long it has been.
 */
#include <math.h>

#include "tags.h"

/* Where the template starts, counted from the sentence's first word. */
static int start(const tags_template *m, const tags_sentence *s, tags_view view)
{
	return view == TAGS_RIGHT ? s->length - m->length : 0;
}

/* What the template is worth to a tagger at word i: the probability of what is seen. */
static double worth(
        const tags *t, const tags_template *m, const tags_sentence *s, tags_view view, int i)
{
	int n = s->length, first = start(m, s, view);
	int from = view == TAGS_RIGHT ? i : 0, to = view == TAGS_LEFT ? i + 1 : n;
	bool fits = view == TAGS_BOTH ? m->length == n : from >= first && to <= first + m->length;
	double p = fits ? m->chance : 0;
	for (int j = from; j < to && p > 0; j++)
		p *= t->chance[m->category[j - first] * t->words + s->word[j]];
	return p;
}

void tags_posterior(const tags *t, const tags_sentence *s, tags_view view, double p[][TAGS_TAGS])
{
	for (int i = 0; i < s->length; i++) {
		double sum = 0;
		for (int k = 0; k < TAGS_TAGS; k++) p[i][k] = 0;
		for (const tags_template *m = t->template; m < t->template + t->templates; m++) {
			double x = worth(t, m, s, view, i);
			if (x > 0) p[i][t->tag[m->category[i - start(m, s, view)]]] += x;
			sum += x;
		}
		for (int k = 0; k < TAGS_TAGS && sum > 0; k++) p[i][k] /= sum;
	}
}

void tags_class_posterior(const tags *t, const tags_sentence *s, double p[TAGS_CLASSES])
{
	double sum = 0;
	for (int k = 0; k < TAGS_CLASSES; k++) p[k] = 0;
	for (const tags_template *m = t->template; m < t->template + t->templates; m++) {
		double x = worth(t, m, s, TAGS_BOTH, 0);
		p[m->class] += x;
		sum += x;
	}
	for (int k = 0; k < TAGS_CLASSES && sum > 0; k++) p[k] /= sum;
}

static int highest(int n, const double *p)
{
	int best = 0;
	for (int k = 1; k < n; k++)
		if (p[k] > p[best]) best = k;
	return best;
}

/* Expected number of occurrences: how often a sentence has word w with each tag. */
static void expected_counts(const tags *t, int w, double times[TAGS_TAGS])
{
	for (int k = 0; k < TAGS_TAGS; k++) times[k] = 0;
	for (const tags_template *m = t->template; m < t->template + t->templates; m++)
		for (int i = 0; i < m->length; i++)
			times[t->tag[m->category[i]]] += m->chance * t->chance[m->category[i] * t->words + w];
}

static bool is_ambiguous(const tags *t, int w)
{
	int kinds = 0;
	double times[TAGS_TAGS];
	expected_counts(t, w, times);
	for (int k = 0; k < TAGS_TAGS; k++) kinds += times[k] > 0;
	return kinds > 1;
}

int tags_ambiguous(const tags *t)
{
	int n = 0;
	for (int w = 0; w < t->words; w++) n += is_ambiguous(t, w);
	return n;
}

double tags_majority(const tags *t)
{
	double right = 0, all = 0, times[TAGS_TAGS];
	for (int w = 0; w < t->words; w++) {
		expected_counts(t, w, times);
		right += times[highest(TAGS_TAGS, times)];
		for (int k = 0; k < TAGS_TAGS; k++) all += times[k];
	}
	return right / all;
}

double tags_class_majority(const tags *t)
{
	double p[TAGS_CLASSES] = {0};
	for (int k = 0; k < t->templates; k++) p[t->template[k].class] += t->template[k].chance;
	return p[highest(TAGS_CLASSES, p)];
}

static void look_at(const tags *t, const tags_sentence *s, tags_best *sum)
{
	double p[TAGS_LONGEST][TAGS_TAGS], c[TAGS_CLASSES];
	for (int view = 0; view < 3; view++) {
		tags_posterior(t, s, (tags_view)view, p);
		for (int i = 0; i < s->length; i++) {
			int guess = highest(TAGS_TAGS, p[i]);
			sum->accuracy[view] += guess == s->tag[i];
			sum->expected[view] += p[i][guess];
		}
	}
	tags_class_posterior(t, s, c);
	sum->class += highest(TAGS_CLASSES, c) == s->class;
	sum->words += s->length;
}

tags_best tags_bayes(const tags *t, uint64_t seed, long sentences)
{
	tags_best best = {0};
	arena a = {0};
	rng r = rng_new(seed, TAGS_STREAM);
	tags_sentence s;
	int *usual = arena_alloc(&a, (size_t)t->words, sizeof *usual);
	bool *unsure = arena_alloc(&a, (size_t)t->words, sizeof *unsure);
	for (int w = 0; w < t->words; w++) {
		double times[TAGS_TAGS];
		expected_counts(t, w, times);
		usual[w] = highest(TAGS_TAGS, times);
		unsure[w] = is_ambiguous(t, w);
	}
	for (long n = 0; n < sentences; n++) {
		tags_draw(t, &r, &s);
		look_at(t, &s, &best);
		for (int i = 0; i < s.length; i++) {
			best.majority += usual[s.word[i]] == s.tag[i];
			best.ambiguous += unsure[s.word[i]];
		}
	}
	for (int view = 0; view < 3; view++) {
		best.accuracy[view] /= (double)best.words;
		best.expected[view] /= (double)best.words;
	}
	best.majority /= (double)best.words;
	best.ambiguous /= (double)best.words;
	best.class /= (double)sentences;
	arena_free(&a);
	return best;
}
