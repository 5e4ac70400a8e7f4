/* Counting n-grams of all lengths at once, by sorting places of the text.
 *
 * Two places have an n-gram in common when they agree on their last n words. So sort the places by
 * the word that stands there, those with equal words by the word before it, and so on to the left.
 * Places with the same n-gram are then neighbours, for every n: walking along, a place that agrees
 * with the one before it on c words opens new n-grams of length c+1, c+2, … and repeats the shorter
 * ones.
 *
 *     … dog sat          c
 *     the cat sat        1   opens "cat sat", "the cat sat"
 *     the cat sat        3   repeats all three
 *     the dog cat sat    2   opens "dog cat sat"
 *
 * A stable counting sort by the farthest word first and the last word at the end is a sort by all
 * of them. Nothing is hashed, nothing is compared twice, and a vocabulary of any size will do.
 *
 * The n-gram without its first word (its suffix) is open at that moment. The n-gram without its
 * last word (its context) is the one that ends at the place before, so it is looked up when the
 * walk is over.
 *
 * Source: the idea of sorting positions is that of suffix arrays, Manber and Myers 1990. */
#include <string.h>

#include "ngram.h"

/* What is known of each place while counting. */
typedef struct {
	const int *id;
	long n;
	int V, order;
	int *reach;                  // (n) words from its <s> to here, at most `order`; 0: not counted
	int *sorted;                 // (places) those that count, in order
	int *other;                  // (places) room for the next order
	long places;                 // how many
	unsigned char *common;       // (places) words shared with the place before it in `sorted`
	int *group[NGRAM_ORDER + 1]; // group[m] (n): which m-gram ends here, m = 2 … order−1
} places;

/* How many words each place may look back on, itself included. */
static void find_reach(places *s)
{
	//> [find_reach] 5.1  counts up within a sentence; <s> itself is nothing to predict
	int back = 0;
	for (long p = 0; p < s->n; p++) {
		back = s->id[p] == NGRAM_BEGIN ? 1 : back + 1;
		s->reach[p] = s->id[p] == NGRAM_BEGIN ? 0 : back < s->order ? back : s->order;
		if (s->reach[p]) s->sorted[s->places++] = (int)p;
	}
	//< [find_reach]
}

/* One stable counting sort: by the word `back` places before each. What stands beyond the beginning
 * of a sentence may be sorted by as well: it only moves places that share all they reach. */
static void sort_by(places *s, int back, long *start)
{
	//> [sort_by] 5.1  count the words, sum the counts up to starts, deal the places out
	memset(start, 0, ((size_t)s->V + 1) * sizeof *start);
	for (long p = 0; p < s->n; p++)
		if (s->reach[p]) start[p < back ? 1 : s->id[p - back] + 1]++;
	for (int v = 0; v < s->V; v++) start[v + 1] += start[v];
	for (long i = 0; i < s->places; i++) {
		int p = s->sorted[i];
		s->other[start[p < back ? 0 : s->id[p - back]]++] = p;
	}
	int *sorted = s->other;
	s->other = s->sorted;
	s->sorted = sorted;
	//< [sort_by]
}

/* How many of their last words two places share. */
static int shared(const places *s, int p, int q)
{
	//> [shared] 5.1  as far as both reach
	int c = 0, most = s->reach[p] < s->reach[q] ? s->reach[p] : s->reach[q];
	while (c < most && s->id[p - c] == s->id[q - c]) c++;
	return c;
	//< [shared]
}

/* Room for the levels: as many n-grams as will be opened. */
static void make_levels(ngram_table *t, const places *s, arena *a)
{
	long n[NGRAM_ORDER + 1] = {0, s->V};
	for (long i = 0; i < s->places; i++)
		for (int m = s->common[i] + 1; m <= s->reach[s->sorted[i]]; m++) n[m] += m > 1;
	for (int m = 1; m <= t->order; m++) {
		size_t size = (size_t)n[m];
		ngram_level *l = &t->level[m];
		*l = (ngram_level){.n = (int)n[m]};
		l->word = arena_alloc(a, size, sizeof *l->word);
		l->suffix = arena_alloc(a, size, sizeof *l->suffix);
		l->context = arena_alloc(a, size, sizeof *l->context);
		l->count = arena_alloc(a, size, sizeof *l->count);
		if (m == t->order) continue;
		l->followed = arena_alloc(a, size, sizeof *l->followed);
		l->first = arena_alloc(a, size + 1, sizeof *l->first);
	}
	for (int v = 0; v < s->V; v++) t->level[1].word[v] = v;
}

/* The walk: open n-grams and count. `open` at the end of a place is its n-gram of each length;
 * context[] holds, for now, the place where each n-gram was opened. */
static void open_and_count(ngram_table *t, const places *s)
{
	//> [open_and_count] 5.1  lengths above what is shared are new; all it reaches count one more
	int open[NGRAM_ORDER + 1] = {0}, made[NGRAM_ORDER + 1] = {0};
	for (long i = 0; i < s->places; i++) {
		int p = s->sorted[i];
		open[1] = s->id[p];
		for (int m = s->common[i] < 2 ? 2 : s->common[i] + 1; m <= s->reach[p]; m++) {
			ngram_level *l = &t->level[m];
			open[m] = made[m]++;
			l->word[open[m]] = s->id[p - m + 1];
			l->suffix[open[m]] = open[m - 1];
			l->context[open[m]] = p;
		}
		for (int m = 1; m <= s->reach[p]; m++) {
			t->level[m].count[open[m]]++;
			if (m > 1 && m < s->order) s->group[m][p] = open[m];
		}
		t->total++;
	}
	//< [open_and_count]
}

/* Tie each n-gram to its context, and each suffix to its extensions. */
static void link_levels(ngram_table *t, const places *s)
{
	//> [link_levels] 5.1  the context ends one place earlier; extensions stand together
	for (int m = 2; m <= t->order; m++) {
		ngram_level *l = &t->level[m], *below = &t->level[m - 1];
		for (int i = 0; i < l->n; i++) {
			int before = l->context[i] - 1;
			l->context[i] = m == 2 ? s->id[before] : s->group[m - 1][before];
			below->followed[l->context[i]] += l->count[i];
			below->first[l->suffix[i] + 1]++;
		}
		for (int i = 0; i < below->n; i++) below->first[i + 1] += below->first[i];
	}
	//< [link_levels]
}

ngram_table ngram_count(const int *id, long n, int V, int order, arena *a)
{
	if (order < 1 || order > NGRAM_ORDER) bug("ngram_count: order %d", order);
	arena scratch = {0};
	places s = {.id = id, .n = n, .V = V, .order = order};
	s.reach = arena_alloc(&scratch, (size_t)n, sizeof *s.reach);
	s.sorted = arena_alloc(&scratch, (size_t)n, sizeof *s.sorted);
	s.common = arena_alloc(&scratch, (size_t)n, sizeof *s.common);
	s.other = arena_alloc(&scratch, (size_t)n, sizeof *s.other);
	long *start = arena_alloc(&scratch, (size_t)V + 1, sizeof *start);
	for (int m = 2; m < order; m++) s.group[m] = arena_alloc(&scratch, (size_t)n, sizeof(int));
	ngram_table t = {.order = order, .V = V};
	//> [ngram_count] 5.1  sort by the farthest word first, the last word last; then walk and link
	find_reach(&s);
	for (int back = order - 1; back >= 0; back--) sort_by(&s, back, start);
	for (long i = 1; i < s.places; i++)
		s.common[i] = (unsigned char)shared(&s, s.sorted[i], s.sorted[i - 1]);
	make_levels(&t, &s, a);
	open_and_count(&t, &s);
	link_levels(&t, &s);
	//< [ngram_count]
	arena_free(&scratch);
	return t;
}

int ngram_extend(const ngram_table *t, int m, int i, int word)
{
	const int *words = t->level[m + 1].word;
	int low = t->level[m].first[i], high = t->level[m].first[i + 1];
	const int end = high;
	while (low < high) {
		int middle = low + (high - low) / 2;
		if (words[middle] < word)
			low = middle + 1;
		else
			high = middle;
	}
	return low < end && words[low] == word ? low : -1;
}

int ngram_find(const ngram_table *t, const int *words, int m)
{
	int i = words[m - 1];
	for (int l = 1; l < m && i >= 0; l++) i = ngram_extend(t, l, i, words[m - 1 - l]);
	return i;
}
