/* The whole text as an array of code points first, decisions by index afterwards; the lemmatizer's
 * rows as data; the vocabulary by repeated selection instead of sorting. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "text.h"
#include "words.h"

static int decode_all(const char *text, int *code)
{
	size_t left = strlen(text);
	int n = 0;
	while (left > 0) {
		int used = text_decode(text, left, &code[n++]);
		if (used < 0) bug("not UTF-8");
		text += used;
		left -= (size_t)used;
	}
	for (int i = 0; i < n; i++)
		if (code[i] == 0x2019) code[i] = '\'';
	return n;
}

static bool stuff(int c)
{
	return text_is_letter(c) || text_is_mark(c) || text_is_digit(c);
}

/* Whether position i belongs to the same word as i-1 and i+1. */
static bool joins(const int *code, int n, int i)
{
	if (stuff(code[i])) return true;
	if (i == 0 || i + 1 == n) return false;
	if (code[i] == '.' || code[i] == ',')
		return text_is_digit(code[i - 1]) && text_is_digit(code[i + 1]);
	return (code[i] == '\'' || code[i] == '-') && stuff(code[i - 1]) && stuff(code[i + 1]);
}

static bool clitic_at(const int *code, int from, int to)
{
	static const char *const clitics[] = {"'s", "'m", "'d", "'re", "'ve", "'ll", "n't"};
	for (int k = 0; k < 7; k++) {
		int length = (int)strlen(clitics[k]);
		if (to - from != length) continue;
		int same = 0;
		for (int i = 0; i < length; i++)
			same += code[from + i] == clitics[k][i] || code[from + i] + 32 == clitics[k][i];
		if (same == length) return true;
	}
	return false;
}

static void take(word_list *list, const int *code, int from, int to, arena *a)
{
	char *word = arena_alloc(a, (size_t)(4 * (to - from) + 1), 1), *pen = word;
	for (int i = from; i < to; i++) pen += text_encode(code[i], pen);
	list->word[list->n++] = word;
}

/* The word from … to-1: what is before its last clitic first, by recursion. */
static void take_cut(word_list *list, const int *code, int from, int to, arena *a)
{
	for (int length = 2; length <= 3; length++) {
		if (to - from <= length || !clitic_at(code, to - length, to)) continue;
		take_cut(list, code, from, to - length, a);
		take(list, code, to - length, to, a);
		return;
	}
	take(list, code, from, to, a);
}

word_list tokenize(const char *text, arena *a)
{
	size_t room = strlen(text) + 5;
	int *code = arena_alloc(a, room, sizeof *code), n = decode_all(text, code);
	word_list list = {arena_alloc(a, room, sizeof *list.word), 0};
	for (int i = 0; i < n;) {
		int end = i;
		while (end < n && joins(code, n, end)) end++;
		if (end > i)
			take_cut(&list, code, i, end, a);
		else if (!text_is_space(code[i]))
			take(&list, code, i, i + 1, a);
		i = end > i ? end : i + 1;
	}
	return list;
}

static bool vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static void mend(char *w, int n)
{
	char last = w[n - 1];
	if (n > 1 && last == w[n - 2] && !vowel(last) && last != 'l' && last != 's' && last != 'z') {
		w[n - 1] = 0;
		return;
	}
	int vowels = 0;
	for (int i = 0; i < n; i++) vowels += vowel(w[i]);
	bool hop = n > 1 && vowels == 1 && vowel(w[n - 2]) && last != 'w' && last != 'x';
	bool needs_e = last == 'c' || last == 'u' || last == 'v';
	if (last == 's' || last == 'z') needs_e = n < 2 || w[n - 2] != last;
	if (hop || needs_e) memcpy(w + n, "e", 2);
}

const char *lemmatize(const char *word, const lemma_exception *exceptions, int n, arena *a)
{
	/* ending, how much of it goes, how many letters before it; "!" asks for a vowel */
	static const struct {
		const char *ending;
		int cut, least, most;
		const char *add;
	} rows[] = {{"sses", 2, 0, 99, ""}, {"ies", 3, 2, 99, "y"}, {"ied", 3, 2, 99, "y"},
	        {"ies", 1, 1, 1, ""}, {"ied", 1, 1, 1, ""}, {"ches", 2, 0, 99, ""},
	        {"shes", 2, 0, 99, ""}, {"xes", 2, 0, 99, ""}, {"ss", 0, 0, 99, ""},
	        {"us", 0, 0, 99, ""}, {"is", 0, 0, 99, ""}, {"eed", 0, 0, 99, ""}, {"s", 1, 3, 99, ""},
	        {"ing", 3, 0, 99, "!"}, {"ed", 2, 0, 99, "!"}};
	char *w = text_fold(a, word);
	for (int i = 0; i < n; i++)
		if (strcmp(exceptions[i].form, w) == 0) return exceptions[i].lemma;
	for (const char *c = w; *c; c++)
		if (*c < 'a' || *c > 'z') return w;
	int length = (int)strlen(w);
	for (int k = 0; k < 15; k++) {
		int ending = (int)strlen(rows[k].ending), before = length - ending;
		if (before < rows[k].least || (before > rows[k].most && rows[k].most < 99)) continue;
		if (strcmp(w + before, rows[k].ending) != 0) continue;
		bool mends = rows[k].add[0] == '!', has_vowel = false;
		for (int i = 0; i < before; i++) has_vowel = has_vowel || vowel(w[i]);
		if (mends && !has_vowel) continue;
		w[length - rows[k].cut] = 0;
		if (mends)
			mend(w, before);
		else if (rows[k].add[0])
			memcpy(w + length - rows[k].cut, rows[k].add, 2);
		return w;
	}
	return w;
}

void vocab_build(vocab *chosen, const vocab *seen, const vocab *stop, long min_count, int max_size)
{
	int n = vocab_size(seen);
	char *taken = calloc((size_t)n + 1, 1);
	vocab_add(chosen, UNKNOWN_WORD);
	for (;;) {
		int best = -1;
		for (int i = 0; i < n; i++) {
			if (taken[i] || vocab_count(seen, i) < min_count) continue;
			if (stop && vocab_id(stop, vocab_word(seen, i)) >= 0) continue;
			long lead = best < 0 ? 1 : vocab_count(seen, i) - vocab_count(seen, best);
			if (lead == 0) lead = -strcmp(vocab_word(seen, i), vocab_word(seen, best));
			if (lead > 0) best = i;
		}
		if (best < 0 || (max_size && vocab_size(chosen) >= max_size)) break;
		taken[best] = 1;
		vocab_add(chosen, vocab_word(seen, best));
	}
	free(taken);
}

int word_id(const vocab *chosen, const vocab *stop, const char *word)
{
	if (stop)
		for (int i = 0; i < vocab_size(stop); i++)
			if (strcmp(vocab_word(stop, i), word) == 0) return -1;
	for (int i = 0; i < vocab_size(chosen); i++)
		if (strcmp(vocab_word(chosen, i), word) == 0) return i;
	return 0;
}
