/* Documents of four topics, word by word, with the exact posterior of the topic.
 *
 * A document. Its topic k is drawn from the prior, a second topic s ≠ k evenly from the rest, its
 * length n evenly from 8 … 20. Each word is then drawn alone: with probability
 *
 *     COMMON/100  from the common words,
 *     OWN/100     from the words of topic k,
 *     STRAY/100   from the words of topic s,
 *
 * and within a list by Zipf's law, rank r with weight 1/r. So for a word w
 *
 *     p(w | k, s) = COMMON/100·common(w) + OWN/100·chance_k(w) + STRAY/100·chance_s(w),
 *     P(k | w_1 … w_n) ∝ prior(k) · 1/3 Σ_{s≠k} Π_i p(w_i | k, s):
 *
 * the length says nothing about the topic, nor does the order. Some words stand in the lists of
 * two topics (bass, scale, bow, …), so that single words can mislead. A word that has a plural
 * takes it with probability PLURAL/100 whatever the topic: the ending cancels in Bayes' rule, but
 * a program that takes "boat" and "boats" for different words has less to learn from.
 *
 * @see A. McCallum and K. Nigam, "A Comparison of Event Models for Naive Bayes Text
 * Classification", 1998, for the plain multinomial (here mixed over s).
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chance.h"
#include "topics.h"

enum { COMMON = 50, OWN = 38, STRAY = 12, PLURAL = 30, SHORTEST = 8, LONGEST = 20 };

static const char common_words[] =
        "the of and a to in it was for with on that his her at we they from is by as had not "
        "but one all then out up when two there some very old new small every day again";

/* A prior weight, and words by rank; those marked *0 have no plural. */
static const struct {
	const char *label;
	int prior;
	const char *words;
} table[TOPICS] = {
        {"sea", 4,
                "boat wave sail sea*0 harbour captain anchor tide deck bow storm island net wind "
                "sailor scale shore gull rope crab bass*0 mast horn lighthouse oar reef salt*0 "
                "hull "
                "whale crew*0 pearl raft cabin current seal lantern cargo*0 fog*0 compass*0 keel"},
        {"kitchen", 3,
                "pot spoon bread*0 salt*0 oven soup pan cook onion butter*0 flour*0 plate scale "
                "recipe knife*0 pie sugar*0 apple cup kettle stove spice egg crab jam*0 bowl lid "
                "dough*0 pepper bean sauce herb bake*0 roast honey*0 ladle apron crust plum timer"},
        {"garden", 2,
                "seed tree flower root spade bean soil*0 leaf*0 rose bulb hedge weed rain*0 pot "
                "apple bee fence bed branch*0 worm lawn bud gate herb stem shed rake vine onion "
                "bench*0 pond moss*0 thorn sparrow ladder petal trowel plum acorn wind"},
        {"music", 3,
                "song drum note tune string bass*0 flute choir scale bow piano horn rhythm singer "
                "violin chord band concert record key harp fiddle organ trumpet stage audience "
                "bell "
                "melody*0 verse cello beat waltz*0 opera pipe duet ballad encore echo*0 current "
                "lute"},
};

const char *topics_label(int k)
{
	return table[k].label;
}

double topics_prior(int k)
{
	int total = 0;
	for (int j = 0; j < TOPICS; j++) total += table[j].prior;
	return table[k].prior / (double)total;
}

static int find(const topics *t, const char *word)
{
	for (int w = 0; w < t->words; w++)
		if (strcmp(t->word[w], word) == 0) return w;
	return -1;
}

static int list_length(const char *list)
{
	char name[CHANCE_NAME];
	int n = 0, plural;
	while (chance_next(&list, name, &plural)) n++;
	return n;
}

/* Enter the words of a list; returns their numbers by rank and fills their Zipf probabilities. */
static int *enter(topics *t, arena *a, const char *list, double *chance, bool common)
{
	char name[CHANCE_NAME];
	int n = list_length(list), total = 0, plural;
	int *numbers = arena_alloc(a, (size_t)n, sizeof *numbers);
	for (int rank = 0; rank < n; rank++) total += t->zipf[rank];
	for (int rank = 0; chance_next(&list, name, &plural); rank++) {
		int w = find(t, name);
		if (w < 0) {
			w = t->words++;
			t->word[w] = arena_strdup(a, name);
			t->counts[w] = plural && !common;
		}
		numbers[rank] = w;
		chance[w] = t->zipf[rank] / (double)total;
	}
	return numbers;
}

topics topics_new(arena *a)
{
	topics t = {.common_size = list_length(common_words)};
	int room = t.common_size, longest = t.common_size;
	for (int k = 0; k < TOPICS; k++) {
		t.size[k] = list_length(table[k].words);
		room += t.size[k];
		longest = t.size[k] > longest ? t.size[k] : longest;
	}
	t.zipf = arena_alloc(a, (size_t)longest, sizeof *t.zipf);
	chance_zipf(longest, t.zipf);
	t.word = arena_alloc(a, (size_t)room, sizeof *t.word);
	t.counts = arena_alloc(a, (size_t)room, sizeof *t.counts);
	t.common = arena_alloc(a, (size_t)room, sizeof *t.common);
	t.common_list = enter(&t, a, common_words, t.common, true);
	for (int k = 0; k < TOPICS; k++) {
		t.chance[k] = arena_alloc(a, (size_t)room, sizeof *t.chance[k]);
		t.list[k] = enter(&t, a, table[k].words, t.chance[k], false);
	}
	return t;
}

static int draw_word(const topics *t, rng *r, int topic, int stray)
{
	int x = (int)rng_below(r, 100);
	if (x < COMMON) return t->common_list[chance_draw(r, t->common_size, t->zipf)];
	int k = x < COMMON + OWN ? topic : stray;
	return t->list[k][chance_draw(r, t->size[k], t->zipf)];
}

int topics_document(const topics *t, rng *r, char text[TOPICS_LONGEST])
{
	int prior[TOPICS];
	for (int k = 0; k < TOPICS; k++) prior[k] = table[k].prior;
	int topic = chance_draw(r, TOPICS, prior);
	int stray = (topic + 1 + (int)rng_below(r, TOPICS - 1)) % TOPICS;
	int n = SHORTEST + (int)rng_below(r, LONGEST - SHORTEST + 1), length = 0;
	for (int i = 0; i < n; i++) {
		int w = draw_word(t, r, topic, stray);
		bool plural = rng_below(r, 100) < PLURAL && t->counts[w];
		length += snprintf(text + length, (size_t)(TOPICS_LONGEST - length), "%s%s%s", i ? " " : "",
		        t->word[w], plural ? "s" : "");
	}
	return topic;
}

/* The number of a word as written, plural or not; -1 when the source has no such word. */
static int recognise(const topics *t, const char *word, size_t length)
{
	char name[CHANCE_NAME];
	if (length >= sizeof name) return -1;
	memcpy(name, word, length);
	name[length] = '\0';
	int w = find(t, name);
	if (w >= 0 || length < 2 || name[length - 1] != 's') return w;
	name[length - 1] = '\0';
	w = find(t, name);
	return w >= 0 && t->counts[w] ? w : -1;
}

/* log p(text | k, s) for every pair, without the plurals' factor. */
static int log_likelihoods(const topics *t, const char *text, double logp[TOPICS][TOPICS])
{
	for (const char *p = text + strspn(text, " "); *p; p += strspn(p, " ")) {
		size_t length = strcspn(p, " ");
		int w = recognise(t, p, length);
		if (w < 0) return error_set("'%.*s' is no word of this source", (int)length, p);
		for (int k = 0; k < TOPICS; k++)
			for (int s = 0; s < TOPICS; s++)
				logp[k][s] += log(
				        (COMMON * t->common[w] + OWN * t->chance[k][w] + STRAY * t->chance[s][w]) /
				        100);
		p += length;
	}
	return 0;
}

int topics_posterior(const topics *t, const char *text, double p[TOPICS])
{
	double logp[TOPICS][TOPICS] = {{0}}, largest = -HUGE_VAL, sum = 0;
	if (log_likelihoods(t, text, logp)) return -1;
	for (int k = 0; k < TOPICS; k++)
		for (int s = 0; s < TOPICS; s++)
			if (s != k) largest = fmax(largest, logp[k][s]);
	for (int k = 0; k < TOPICS; k++) {
		p[k] = 0;
		for (int s = 0; s < TOPICS; s++)
			if (s != k) p[k] += topics_prior(k) * exp(logp[k][s] - largest) / (TOPICS - 1);
		sum += p[k];
	}
	for (int k = 0; k < TOPICS; k++) p[k] /= sum;
	return 0;
}

topics_best topics_bayes(const topics *t, uint64_t seed, long documents)
{
	topics_best best = {0};
	long count[TOPICS] = {0}, right = 0;
	rng r = rng_new(seed, TOPICS_STREAM);
	for (long d = 0; d < documents; d++) {
		char text[TOPICS_LONGEST];
		double p[TOPICS];
		int label = topics_document(t, &r, text), guess = 0;
		if (topics_posterior(t, text, p)) bug("a drawn document: %s", error_message());
		for (int k = 1; k < TOPICS; k++)
			if (p[k] > p[guess]) guess = k;
		right += guess == label;
		best.expected += p[guess] / (double)documents;
		count[label]++;
	}
	for (int k = 0; k < TOPICS; k++)
		best.majority = fmax(best.majority, (double)count[k] / (double)documents);
	best.accuracy = (double)right / (double)documents;
	return best;
}
