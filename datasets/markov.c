/* A Markov source of words, spelled out in letters, with exactly known entropy.
 *
 * The source. Words belong to kinds (animals, things, …). The table `kinds` says which kind may
 * follow which, the table `likings` makes some words prefer some successors. Weight of word j
 * after word i:
 *
 *     weight_ij = (how strongly i's kind calls for j's) · (weight of j + liking of i for j)
 *
 * and P_ij = weight_ij / Σ_j weight_ij. A word as written carries its separator: "fox ", ".\n".
 *
 * The entropy. Let π be the stationary distribution, π = πP. A text of N words costs the true
 * model −Σ log2 P(w_n | w_n−1) bits, which per word tends to (ergodic theorem)
 *
 *     H_word = Σ_i π_i Σ_j P_ij log2(1/P_ij)        bits per word,
 *
 * and its length in characters, per word, tends to L = Σ_i π_i length_i. No spelling is the
 * beginning of another one (the tests check all pairs), so a reader who knows where the text
 * starts can cut it into words in exactly one way: text and word sequence determine each other and
 * have the same probability. The bits per character therefore tend to
 *
 *     H = H_word / L.
 *
 * The tests get the same number in two other ways: from the chain of *characters*, Σ over (word
 * before, letters so far) of the entropy of the next character; and from long generated texts
 * scored by the forward algorithm.
 *
 * @see C. E. Shannon, "A Mathematical Theory of Communication", 1948, sections 6 and 7 (entropy
 * of a Markov source); T. M. Cover and J. A. Thomas, "Elements of Information Theory", chapter 4.
 */
#include <math.h>
#include <string.h>

#include "chance.h"
#include "markov.h"

/* Every word of `words` ends in `end`. The first word of all is what stands before a text. */
static const struct {
	const char *name, *words, *end, *next;
} kinds[] = {
        {"stop", ".*4 !", "\n", "name*3 which*3"},
        {"joint", ",_and ,_so", " ", "name*3 which*3"},
        {"which", "the*2 one my that", " ", "nature*2 animal*3"},
        {"nature", "sly shy old odd big wet", " ", "animal"},
        {"name", "ann bob ida kim max zoe", " ", "verb"},
        {"animal", "fox owl hen yak elf bee emu pig cat", " ", "verb"},
        {"verb", "hid ate won lost sold drew fed dug got bit", " ", "whose"},
        {"whose", "a*2 his her its no", " ", "look thing*2"},
        {"look", "red tin new hot raw", " ", "thing"},
        {"thing", "hat jam pie map kite bun lute drum fig", "", "stop*4 joint*4 where*3"},
        {"where", "_at*2 _by _in", " ", "place"},
        {"place", "dawn*0 noon*0 home*0 sea*0 bus*0 bed*0 may*0 town*0", "", "stop*4 joint*3"},
};

/* Added to the weight of a word within its kind. */
static const struct {
	const char *word, *next;
} likings[] = {
        {"fox", "hid*3 ate*2"},
        {"owl", "drew*3 won*2"},
        {"hen", "fed*3 sold*2"},
        {"yak", "lost*4"},
        {"elf", "sold*3 drew"},
        {"bee", "won*3"},
        {"emu", "ate*4 dug*2"},
        {"pig", "ate*4"},
        {"cat", "hid*2 won"},
        {"ann", "drew*3"},
        {"bob", "lost*2 fed"},
        {"ida", "won*2 dug*2"},
        {"kim", "sold*2 hid"},
        {"max", "lost*3 ate*2"},
        {"zoe", "fed*2 drew*2"},
        {"sly", "fox*5 elf*2"},
        {"shy", "yak*4 bee*2"},
        {"old", "owl*4 pig*3"},
        {"odd", "emu*5"},
        {"wet", "hen*4 cat*2"},
        {"big", "pig*3 yak*2"},
        {"dug", "no*3"},
        {"fed", "no*2 its"},
        {"red", "hat*3 kite*3"},
        {"tin", "drum*5 hat"},
        {"new", "map*2 hat*2"},
        {"hot", "jam*3 pie*4 bun*2"},
        {"raw", "fig*5"},
        {"hat", ",_and*2"},
        {" at", "dawn*3 noon*2 home*2"},
        {" by", "sea*2 bus"},
        {" in", "bed*2 may town"},
};

enum { KINDS = sizeof kinds / sizeof *kinds, LIKINGS = sizeof likings / sizeof *likings };

static int kind_named(const char *name)
{
	for (int k = 0; k < KINDS; k++)
		if (strcmp(kinds[k].name, name) == 0) return k;
	bug("the tables know no kind \"%s\"", name);
}

/* The word that reads `name` in the tables, without its separator. */
static int word_named(const markov *m, const int *kind, const char *name)
{
	size_t length = strlen(name);
	for (int i = 0; i < m->words; i++)
		if (strncmp(m->text[i], name, length) == 0 &&
		        strcmp(m->text[i] + length, kinds[kind[i]].end) == 0)
			return i;
	bug("the tables know no word \"%s\"", name);
}

static int words_in_tables(void)
{
	char name[CHANCE_NAME];
	int n = 0, weight;
	for (int k = 0; k < KINDS; k++)
		for (const char *list = kinds[k].words; chance_next(&list, name, &weight);) n++;
	return n;
}

/* Fill m->text and each word's kind and weight within it. */
static void list_words(markov *m, arena *a, int *kind, int *within)
{
	char name[CHANCE_NAME], text[CHANCE_NAME + 4];
	int i = 0;
	for (int k = 0; k < KINDS; k++)
		for (const char *list = kinds[k].words; chance_next(&list, name, &within[i]); i++) {
			strcat(strcpy(text, name), kinds[k].end);
			m->text[i] = arena_strdup(a, text);
			kind[i] = k;
		}
}

static void weigh_successors(markov *m, const int *kind, const int *within)
{
	char name[CHANCE_NAME];
	int call[KINDS][KINDS] = {{0}}, n = m->words, weight;
	for (int k = 0; k < KINDS; k++)
		for (const char *list = kinds[k].next; chance_next(&list, name, &weight);)
			call[k][kind_named(name)] = weight;
	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++) m->weight[i * n + j] = within[j];
	for (int l = 0; l < LIKINGS; l++) {
		int i = word_named(m, kind, likings[l].word);
		for (const char *list = likings[l].next; chance_next(&list, name, &weight);)
			m->weight[i * n + word_named(m, kind, name)] += weight;
	}
	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++) m->weight[i * n + j] *= call[kind[i]][kind[j]];
}

static void normalise(markov *m)
{
	int n = m->words;
	for (int i = 0; i < n; i++) {
		int total = 0;
		for (int j = 0; j < n; j++) total += m->weight[i * n + j];
		for (int j = 0; j < n; j++) m->next[i * n + j] = m->weight[i * n + j] / (double)total;
	}
}

/* π = πP, by iterating the lazy chain (I+P)/2, which has the same π and no period. */
static void settle(markov *m, double *then)
{
	int n = m->words;
	for (int i = 0; i < n; i++) m->often[i] = 1.0 / n;
	for (int round = 0; round < 1000; round++) {
		for (int j = 0; j < n; j++) then[j] = m->often[j] / 2;
		for (int i = 0; i < n; i++)
			for (int j = 0; j < n; j++) then[j] += m->often[i] * m->next[i * n + j] / 2;
		memcpy(m->often, then, (size_t)n * sizeof *then);
	}
}

markov markov_new(arena *a)
{
	size_t n = (size_t)words_in_tables();
	markov m = {.words = (int)n};
	m.text = arena_alloc(a, n, sizeof *m.text);
	m.weight = arena_alloc(a, n * n, sizeof *m.weight);
	m.next = arena_alloc(a, n * n, sizeof *m.next);
	m.often = arena_alloc(a, n, sizeof *m.often);
	int *kind = arena_alloc(a, n, sizeof *kind), *within = arena_alloc(a, n, sizeof *within);
	list_words(&m, a, kind, within);
	weigh_successors(&m, kind, within);
	normalise(&m);
	settle(&m, arena_alloc(a, n, sizeof(double)));
	return m;
}

markov_pen markov_start(uint64_t seed)
{
	return (markov_pen){rng_new(seed, 1), 0, 2}; // word 0 is the full stop of a sentence before
}

char markov_write(const markov *m, markov_pen *pen)
{
	if (!m->text[pen->word][pen->at]) {
		pen->word = chance_draw(&pen->r, m->words, m->weight + pen->word * m->words);
		pen->at = 0;
	}
	return m->text[pen->word][pen->at++];
}

void markov_fill(const markov *m, uint64_t seed, long n, char *text)
{
	markov_pen pen = markov_start(seed);
	for (long i = 0; i < n; i++) text[i] = markov_write(m, &pen);
}

double markov_bits_per_word(const markov *m)
{
	double bits = 0;
	for (int i = 0; i < m->words; i++)
		for (int j = 0; j < m->words; j++) {
			double p = m->next[i * m->words + j];
			if (p > 0) bits -= m->often[i] * p * log2(p);
		}
	return bits;
}

double markov_characters_per_word(const markov *m)
{
	double length = 0;
	for (int i = 0; i < m->words; i++) length += m->often[i] * (double)strlen(m->text[i]);
	return length;
}

double markov_entropy(const markov *m)
{
	return markov_bits_per_word(m) / markov_characters_per_word(m);
}

int markov_alphabet(const markov *m, char characters[256])
{
	bool seen[256] = {false};
	int n = 0;
	for (int i = 0; i < m->words; i++)
		for (const char *c = m->text[i]; *c; c++) seen[(unsigned char)*c] = true;
	for (int c = 0; c < 256; c++)
		if (seen[c]) characters[n++] = (char)c;
	characters[n] = '\0';
	return n;
}
