/* From a text to words, from words to ids.
 *
 * The tokenizer walks along the text with three characters in view: the one before, this one and
 * the one after. Whether an apostrophe is part of a word depends on both neighbours. Clitics are
 * cut off when a word is complete, from its end: only there can 's be told from the beginning of
 * a syllable.
 *
 * The lemmatizer is a table of endings, tried from the top. The order of the rows is half of the
 * rules: "ss" stands above "s", so that class does not become clas.
 *
 * The vocabulary is a sort. Its one subtlety is what happens between equals: without the second
 * key, two machines would number the words differently and could not exchange their tables.
 *
 * Sources: the clitics are those of the Penn Treebank (Marcus et al. 1993); mending what -ing and
 * -ed leave behind is Porter's idea (1980), with fewer rules. Deviations: hyphenated words and
 * numbers stay whole, quotation marks are left as they are. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "error.h"
#include "text.h"
#include "words.h"

/* --- 1.1 tokenize ----------------------------------------------------------------------------- */

enum kind { SPACE, LETTER, DIGIT, APOSTROPHE, HYPHEN, POINT, OTHER };

/* What kind of character the code point is. */
static enum kind kind_of(int code)
{
	TODO("1.1", "space; letter or mark; digit; ' or ’ (0x2019); hyphen; point or comma; other");
}

/* Whether a character is part of a word, given its neighbours. */
static bool in_word(enum kind before, enum kind now, enum kind after)
{
	TODO("1.1", "letters and digits always; ' and - between two of them; . , between digits");
}

/* Bytes of the clitic at the end of a word of n bytes; 0 when there is none, or nothing else. */
static size_t clitic_length(const char *word, size_t n)
{
	static const char *const clitics[] = {"'s", "'m", "'d", "'re", "'ve", "'ll", "n't"};
	TODO("1.1", "compare the end of the word with each, whatever the case");
}

/* Write n bytes and a 0 where *pen is, and add them to the list as a word. */
static void push(word_list *list, char **pen, const char *word, size_t n)
{
	list->word[list->n++] = memcpy(*pen, word, n);
	(*pen)[n] = 0;
	*pen += n + 1;
}

/* Add a finished word, its clitics cut off. */
static void push_cut(word_list *list, char **pen, const char *word, size_t n)
{
	TODO("1.1", "push clitics from the end while there are any, then the rest; turn them round");
}

/* A character of the text: what it is, its bytes there, and what to write for it. */
struct character {
	enum kind kind;
	int bytes;
	char written[5];
};

/* The character at s; a space of no bytes at the end. */
static struct character look(const char *s, const char *end)
{
	int code = ' ';
	struct character c = {.bytes = text_decode(s, (size_t)(end - s), &code)};
	if (c.bytes < 0) bug("tokenize: the text is not UTF-8");
	text_encode(code == 0x2019 ? '\'' : code, c.written);
	c.kind = kind_of(code);
	return c;
}

word_list tokenize(const char *text, arena *a)
{
	size_t length = strlen(text), n = 0;
	word_list list = {arena_alloc(a, length + 1, sizeof *list.word), 0};
	char *pen = arena_alloc(a, 2 * length + 1, 1); // all words, a 0 behind each
	char *word = arena_alloc(a, length + 1, 1);    // the one being read, n bytes so far
	TODO("1.1", "append to the word, or finish it and push the character if it is no space");
}

/* --- 1.2 lemmatize ---------------------------------------------------------------------------- */

static bool is_vowel(char c)
{
	return strchr("aeiouy", c) && c;
}

/* Whether w ends so. */
static bool ends(const char *w, const char *ending)
{
	size_t n = strlen(w), k = strlen(ending);
	return n >= k && !strcmp(w + n - k, ending);
}

/* Repair what is left of a word without -ing or -ed; there is room for one letter more. */
static void mend(char *w)
{
	TODO("1.2", "drop one of a doubled consonant, or add an e where the ending swallowed one");
}

/* Take -ing or -ed away if a vowel stands before it. */
static void strip(char *w, const char *ending)
{
	TODO("1.2", "look for a vowel in front of the ending; cut there and mend");
}

const char *lemmatize(const char *word, const lemma_exception *exceptions, int n, arena *a)
{
	char *w = text_fold(a, word);
	if (!w) bug("lemmatize: the word is not UTF-8");
	TODO("1.2", "exceptions; anything but a … z; then the rows of the table, top to bottom");
}

/* --- 1.3 vocab_build -------------------------------------------------------------------------- */

struct candidate {
	const char *word;
	long count;
};

/* For qsort(): negative when a comes first. */
static int candidate_order(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	TODO("1.3", "the larger count first, then strcmp()");
}

void vocab_build(vocab *chosen, const vocab *seen, const vocab *stop, long min_count, int max_size)
{
	arena scratch = {0};
	struct candidate *list = arena_alloc(&scratch, (size_t)vocab_size(seen), sizeof *list);
	TODO("1.3", "<unk>, then collect those that may enter, sort, add until full");
	arena_free(&scratch);
}

int word_id(const vocab *chosen, const vocab *stop, const char *word)
{
	TODO("1.3", "-1 for a stop word; 0 for what the table does not know");
}
