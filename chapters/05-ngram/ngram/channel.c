/* A channel of which everything is known: typing.
 *
 *      q w e r t y u i o p       Each letter is missed with the probability `rate`; then one of its
 *       a s d f g h j k l        neighbours is hit, each as often as the others: s is hit for a, or w,
 *        z x c v b n m           e, d, x, z. Capitals stay capitals, all else is typed as it is meant.
 *
 * So p(typed | meant) is a product over letters, and it is 0 unless the words are equally long. A word
 * that the model does not know is taken for a string of letters, all equally likely. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "parts.h"

enum { LETTERS = 26, MOST_NEIGHBOURS = 8 };

/* What is around each key, and p(typed | meant) up to the rate. */
typedef struct {
	int n[LETTERS];
	char neighbour[LETTERS][MOST_NEIGHBOURS];
	bool near[LETTERS][LETTERS];
} keys;

static bool beside(int row, int column, int other_row, int other_column)
{
	int down = other_row - row, right = other_column - column;
	return (down == 0 && abs(right) == 1) || (down == 1 && (right == -1 || right == 0)) ||
	       (down == -1 && (right == 1 || right == 0));
}

static const keys *the_keys(void)
{
	static const char *const rows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
	static keys k;
	if (k.n[0]) return &k;
	for (int r = 0; r < 3; r++)
		for (int c = 0; rows[r][c]; c++)
			for (int i = 0; i < 3; i++)
				for (int j = 0; rows[i][j]; j++) {
					int a = rows[r][c] - 'a', b = rows[i][j] - 'a';
					if (!beside(r, c, i, j)) continue;
					k.near[a][b] = true;
					k.neighbour[a][k.n[a]++] = rows[i][j];
				}
	return &k;
}

/* The key of a letter, or −1. */
static int key_of(char c)
{
	return c >= 'a' && c <= 'z' ? c - 'a' : c >= 'A' && c <= 'Z' ? c - 'A' : -1;
}

int keyboard_type(const keyboard *k, rng *r, const char *word, size_t length, char *out)
{
	const keys *all = the_keys();
	int missed = 0;
	for (size_t i = 0; i < length; i++) {
		int key = key_of(word[i]);
		out[i] = word[i];
		if (key < 0 || !(rng_uniform(r) < k->rate)) continue;
		out[i] = all->neighbour[key][rng_below(r, (uint32_t)all->n[key])];
		if (word[i] < 'a') out[i] = (char)(out[i] + 'A' - 'a');
		missed++;
	}
	return missed;
}

/* p(typed | meant) of one letter. */
static double letter(const keyboard *k, char typed, char meant)
{
	const keys *all = the_keys();
	int t = key_of(typed), m = key_of(meant);
	if (typed == meant) return m < 0 ? 1 : 1 - k->rate;
	if (t < 0 || m < 0 || (typed < 'a') != (meant < 'a') || !all->near[m][t]) return 0;
	return k->rate / all->n[m];
}

double keyboard_channel(const keyboard *k, const char *typed, const char *meant, size_t length)
{
	double p = 1, sum = 0;
	for (size_t i = 0; i < length && p > 0; i++) {
		p = letter(k, typed[i], meant[i]);
		sum += p > 0 ? log(p) : -HUGE_VAL;
	}
	return sum;
}

double keyboard_unknown(const char *typed, size_t length, const keyboard *k)
{
	double sum = 0;
	for (size_t i = 0; i < length; i++) {
		if (key_of(typed[i]) < 0) continue;
		double p = 0;
		for (int m = 0; m < LETTERS; m++)
			p += letter(k, typed[i], (char)((typed[i] < 'a' ? 'A' : 'a') + m));
		sum += log(p / LETTERS);
	}
	return sum;
}

/* --- what may have been meant ----------------------------------------------------------------- */

struct speller {
	const vocab *words;
	int *start; // (TOKEN_LONGEST+2) words of length n are word[start[n] … start[n+1]−1]
	int *word;
	size_t *length; // (V) of all words
};

speller *speller_new(arena *a, const vocab *words)
{
	const int V = vocab_size(words);
	speller *s = arena_alloc(a, 1, sizeof *s);
	s->words = words;
	s->start = arena_alloc(a, TOKEN_LONGEST + 3, sizeof *s->start);
	s->word = arena_alloc(a, (size_t)V, sizeof *s->word);
	s->length = arena_alloc(a, (size_t)V, sizeof *s->length);
	for (int v = 0; v < V; v++) {
		size_t n = strlen(vocab_word(words, v));
		s->length[v] = n > TOKEN_LONGEST || v < NGRAM_FIRST ? 0 : n; // 0: never typed
		s->start[s->length[v] + 2]++;
	}
	for (int n = 0; n <= TOKEN_LONGEST; n++) s->start[n + 2] += s->start[n + 1];
	for (int v = 0; v < V; v++) s->word[s->start[s->length[v] + 1]++] = v;
	return s;
}

int speller_candidates(const speller *s, const keyboard *k, const char *typed, size_t length,
        int *word, double *channel)
{
	int n = 0;
	for (int i = s->start[length]; i < s->start[length + 1]; i++) {
		double p = keyboard_channel(k, typed, vocab_word(s->words, s->word[i]), length);
		if (!(p > -HUGE_VAL)) continue;
		word[n] = s->word[i];
		channel[n++] = p;
	}
	word[n] = NGRAM_UNKNOWN;
	channel[n++] = keyboard_unknown(typed, length, k);
	return n;
}
