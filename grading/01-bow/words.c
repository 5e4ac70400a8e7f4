/* Cases of 1.1 … 1.3, from a text to a vocabulary. Texts are partly fixed (the examples of the lesson,
 * the corners of the rules) and partly put together at random, so that no list of answers will do. */
#include <stdio.h>
#include <string.h>

#include "cases.h"
#include "words.h"

/* --- 1.1 tokenize ----------------------------------------------------------------------------- */

static void tokenize_text(book *b, const char *array, const char *text)
{
	char *copy_of = arena_strdup(&b->a, text);
	const char **list = arena_alloc(&b->a, 1, sizeof *list);
	*list = copy_of;
	given_words(b, "text", 1, list);
	word_list words = tokenize(copy_of, &b->a);
	record_words(b, array, words.n, words.word);
}

static void tokenize_san_francisco(book *b)
{
	tokenize_text(b, "words", "He's spending 7 days in San Francisco.");
}

static void tokenize_punctuation(book *b)
{
	tokenize_text(b, "punctuation",
	        "\"Stop!\" (she said...) -- a_b, x=y; 10% of $5: why?! end- -start 'quoted' dogs' "
	        "'tis");
}

static void tokenize_clitics(book *b)
{
	tokenize_text(b, "clitics",
	        "I'm sure they'd've said: you can't, won't, DON'T; she'll say it's Tom's and we're "
	        "we've "
	        "he'd n't 's o'clock rock'n'roll shouldn't've o'er 1980's students' mustn'ts");
}

static void tokenize_numbers(book *b)
{
	tokenize_text(b, "joined",
	        "3.14 1,000.50 7. 8,x .5 a.b 1..2 1-2 -3 well-known well- -known a--b e.g. 1.2.3 x-1 "
	        "mother-in-law's 5'4 end.");
}

static void tokenize_alphabets(book *b)
{
	tokenize_text(b, "alphabets",
	        "Müller’s café — naïve “Ελλάδα” Москва, 東京。 "
	        "e\xcc\x81te\xcc\x81 ٣.٤ don’t 🙂! it’ll ‘so’");
}

static void tokenize_spaces(book *b)
{
	tokenize_text(b, "spaced",
	        "  \t one\xc2\xa0two\r\n\n  three\xe2\x80\x83"
	        "four five\vsix. \n");
}

static void tokenize_nothing(book *b)
{
	tokenize_text(b, "spaced", "");
}

/* Pieces joined at random, with and without a space between them. */
static void tokenize_random(book *b)
{
	static const char *const pieces[] = {"He", "she", "dog", "7", "12", "x", "été", "can", "'",
	        "'s", "n't", "'LL", "'re", "-", ".", ",", "!", "’", "’ve", "…", "(", "3.5", "word",
	        "N'T", "o"};
	char text[2000] = "";
	for (int i = 0; i < 120; i++) {
		strcat(text, pieces[rng_below(&b->r, (uint32_t)LENGTH_OF(pieces))]);
		if (rng_below(&b->r, 10) < 4) strcat(text, " ");
	}
	tokenize_text(b, "random", text);
}

/* --- 1.2 lemmatize ---------------------------------------------------------------------------- */

static void lemmatize_list(book *b, const char *array, int n, const char *const *words,
        const lemma_exception *exceptions, int n_exceptions)
{
	const char **table = arena_alloc(&b->a, (size_t)(2 * n_exceptions + 1), sizeof *table);
	const char **lemma = arena_alloc(&b->a, (size_t)n, sizeof *lemma);
	for (int i = 0; i < n_exceptions; i++) {
		table[2 * i] = exceptions[i].form;
		table[2 * i + 1] = exceptions[i].lemma;
	}
	given_words(b, "word", n, words);
	given_words(b, "exceptions", 2 * n_exceptions, table);
	for (int i = 0; i < n; i++) lemma[i] = lemmatize(words[i], exceptions, n_exceptions, &b->a);
	record_words(b, array, n, lemma);
}

static void lemmatize_plurals(book *b)
{
	static const char *const words[] = {"days", "Cities", "classes", "dies", "watches", "BOXES",
	        "bus", "glass", "this", "gas", "was", "ids", "as", "s", "dishes", "ties", "is", "ies",
	        "buses", "sses", "ashes", "heroes", "us", "houses", "xes"};
	lemmatize_list(b, "s", LENGTH_OF(words), words, NULL, 0);
}

static void lemmatize_ed_and_ing(book *b)
{
	static const char *const words[] = {"spending", "walked", "sing", "red", "running", "stopped",
	        "falling", "missed", "buzzing", "hoped", "making", "loved", "Used", "dancing",
	        "sneezing", "fixing", "showing", "playing", "eating", "need", "agreed", "typing",
	        "acting", "studied", "died", "ing", "ed", "ied", "being", "arguing", "visited",
	        "gassed", "trying", "bowed", "added", "ringed", "opening", "seeing", "revved",
	        "quizzing"};
	lemmatize_list(b, "ed_ing", LENGTH_OF(words), words, NULL, 0);
}

static void lemmatize_exceptions(book *b)
{
	static const lemma_exception exceptions[] = {{"'s", "be"}, {"is", "be"}, {"men", "man"},
	        {"moses", "moses"}, {"men", "never"}, {"during", "during"}, {"went", "go"},
	        {"us", "We"}};
	static const char *const words[] = {
	        "'s", "IS", "Men", "Moses", "during", "went", "us", "womens", "'S", "roses"};
	lemmatize_list(
	        b, "exceptions_first", LENGTH_OF(words), words, exceptions, LENGTH_OF(exceptions));
}

static void lemmatize_other_characters(book *b)
{
	static const char *const words[] = {"7", "1980s", "Cafés", "ÉTÉS", "well-dressed", "n't",
	        "Москва", ".", "Straßen", "o'clocks", "x-rayed"};
	lemmatize_list(b, "other_characters", LENGTH_OF(words), words, NULL, 0);
}

/* Words that nobody ever said, with every ending behind every kind of stem. */
static void lemmatize_random(book *b)
{
	static const char *const head[] = {"", "", "b", "st", "Fl", "qu", "cr", "y"};
	static const char *const middle[] = {"", "a", "e", "io", "u", "y", "ou"};
	static const char *const tail[] = {
	        "", "l", "ll", "ss", "s", "c", "nd", "tt", "w", "x", "v", "zz", "z", "ch", "p", "pp"};
	static const char *const ending[] = {"s", "es", "ies", "ing", "ed", "ied", "eed", "us", "is"};
	enum { WORDS = 150, ROOM = 24 };
	const char **words = arena_alloc(&b->a, WORDS, sizeof *words);
	for (int i = 0; i < WORDS; i++) {
		char *w = arena_alloc(&b->a, ROOM, 1);
		snprintf(w, ROOM, "%s%s%s%s", head[rng_below(&b->r, (uint32_t)LENGTH_OF(head))],
		        middle[rng_below(&b->r, (uint32_t)LENGTH_OF(middle))],
		        tail[rng_below(&b->r, (uint32_t)LENGTH_OF(tail))],
		        ending[rng_below(&b->r, (uint32_t)LENGTH_OF(ending))]);
		words[i] = w;
	}
	lemmatize_list(b, "random", WORDS, words, NULL, 0);
}

/* --- 1.3 vocab_build -------------------------------------------------------------------------- */

static const char *const text_words[] = {"the", "and", "cat", "dog", "été", "unto", "zebra", "Cat",
        "7", "<unk>", "of", "lord", "ark", "in", "."};
static const char *const probes[] = {
        "the", "zebra", "of", "never", "<unk>", "Cat", "cat", "in", ".", "unknown", "lord", "CAT"};

/* A text of 60 words, frequent ones and rare ones; the rare ones meet in ties. */
static const vocab *draw_text(book *b)
{
	enum { WORDS = 60 };
	const char **words = arena_alloc(&b->a, WORDS, sizeof *words);
	vocab *seen = vocab_new(&b->a);
	int order[LENGTH_OF(text_words)];
	for (int i = 0; i < LENGTH_OF(text_words); i++) order[i] = i;
	rng_shuffle(&b->r, order, LENGTH_OF(text_words));
	for (int i = 0; i < WORDS; i++) {
		double u = rng_uniform(&b->r);
		int rank = i < LENGTH_OF(text_words) ? i : (int)(u * u * LENGTH_OF(text_words));
		words[i] = text_words[order[rank]];
		vocab_add(seen, words[i]);
	}
	given_words(b, "text", WORDS, words);
	return seen;
}

static vocab *stop_words(book *b)
{
	static const char *const words[] = {"the", "of", "never"};
	vocab *stop = vocab_new(&b->a);
	for (int i = 0; i < LENGTH_OF(words); i++) vocab_add(stop, words[i]);
	given_words(b, "stop", LENGTH_OF(words), words);
	return stop;
}

static void build(book *b, const char *array, const vocab *stop, int min_count, int max_size)
{
	const vocab *seen = draw_text(b);
	int *limits = arena_alloc(&b->a, 2, sizeof *limits);
	limits[0] = min_count;
	limits[1] = max_size;
	given_ints(b, "limits", "L", 2, limits);
	vocab *chosen = vocab_new(&b->a);
	vocab_build(chosen, seen, stop, min_count, max_size);
	const char **words = arena_alloc(&b->a, (size_t)vocab_size(chosen) + 1, sizeof *words);
	for (int i = 0; i < vocab_size(chosen); i++) words[i] = vocab_word(chosen, i);
	record_words(b, array, vocab_size(chosen), words);
}

static void vocab_all(book *b)
{
	build(b, "all", NULL, 1, 0);
}

static void vocab_min_count(book *b)
{
	build(b, "min_count", NULL, 3, 0);
}

static void vocab_max_size(book *b)
{
	build(b, "max_size", NULL, 1, 8);
}

static void vocab_stop(book *b)
{
	build(b, "stop_list", stop_words(b), 1, 0);
}

static void vocab_max_size_1(book *b)
{
	build(b, "max_size", NULL, 1, 1);
}

/* word_id() on a vocabulary that vocab_build() had no part in. */
static void vocab_ids(book *b)
{
	vocab *chosen = vocab_new(&b->a);
	const vocab *stop = stop_words(b);
	int order[LENGTH_OF(text_words)];
	const char **words = arena_alloc(&b->a, LENGTH_OF(text_words), sizeof *words);
	for (int i = 0; i < LENGTH_OF(text_words); i++) order[i] = i;
	rng_shuffle(&b->r, order, LENGTH_OF(text_words));
	vocab_add(chosen, UNKNOWN_WORD);
	int n = 0;
	words[n++] = UNKNOWN_WORD;
	for (int i = 0; i < LENGTH_OF(text_words) - 3; i++) {
		const char *w = text_words[order[i]];
		if (vocab_id(chosen, w) >= 0 || vocab_id(stop, w) >= 0) continue;
		vocab_add(chosen, w);
		words[n++] = w;
	}
	given_words(b, "chosen", n, words);
	given_words(b, "probe", LENGTH_OF(probes), probes);
	int *id = blank_ints(b, LENGTH_OF(probes)), *id_no_stop = blank_ints(b, LENGTH_OF(probes));
	for (int i = 0; i < LENGTH_OF(probes); i++) {
		id[i] = word_id(chosen, stop, probes[i]);
		id_no_stop[i] = word_id(chosen, NULL, probes[i]);
	}
	record_ints(b, "id", "N", LENGTH_OF(probes), id);
	record_ints(b, "id_no_stop", "N", LENGTH_OF(probes), id_no_stop);
}

const grade_case words_cases[] = {
        {"tokenize", "san_francisco", tokenize_san_francisco, NULL, 0},
        {"tokenize", "punctuation", tokenize_punctuation, NULL, 0},
        {"tokenize", "clitics", tokenize_clitics, NULL, 0},
        {"tokenize", "numbers_and_hyphens", tokenize_numbers, NULL, 0},
        {"tokenize", "alphabets", tokenize_alphabets, NULL, 0},
        {"tokenize", "spaces", tokenize_spaces, NULL, 0},
        {"tokenize", "nothing", tokenize_nothing, NULL, 0},
        {"tokenize", "random", tokenize_random, NULL, 0},
        {"lemmatize", "plurals", lemmatize_plurals, NULL, 0},
        {"lemmatize", "ed_and_ing", lemmatize_ed_and_ing, NULL, 0},
        {"lemmatize", "exceptions", lemmatize_exceptions, NULL, 0},
        {"lemmatize", "other_characters", lemmatize_other_characters, NULL, 0},
        {"lemmatize", "random", lemmatize_random, NULL, 0},
        {"vocab_build", "all", vocab_all, NULL, 0},
        {"vocab_build", "min_count_3", vocab_min_count, NULL, 0},
        {"vocab_build", "max_size_8", vocab_max_size, NULL, 0},
        {"vocab_build", "max_size_1", vocab_max_size_1, NULL, 0},
        {"vocab_build", "stop_words", vocab_stop, NULL, 0},
        {"vocab_build", "ids", vocab_ids, NULL, 0},
        {0},
};
