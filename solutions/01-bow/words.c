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
	//> [kind_of] 1.1  space; letter or mark; digit; ' or ’ (0x2019); hyphen; point or comma; other
	if (text_is_space(code)) return SPACE;
	if (text_is_letter(code) || text_is_mark(code)) return LETTER;
	if (text_is_digit(code)) return DIGIT;
	if (code == '\'' || code == 0x2019) return APOSTROPHE;
	if (code == '-') return HYPHEN;
	return code == '.' || code == ',' ? POINT : OTHER;
	//< [kind_of]
}

/* Whether a character is part of a word, given its neighbours. */
static bool in_word(enum kind before, enum kind now, enum kind after)
{
	//> [in_word] 1.1  letters and digits always; ' and - between two of them; . , between digits
	if (now == LETTER || now == DIGIT) return true;
	if (now == POINT) return before == DIGIT && after == DIGIT;
	if (now != APOSTROPHE && now != HYPHEN) return false;
	return (before == LETTER || before == DIGIT) && (after == LETTER || after == DIGIT);
	//< [in_word]
}

/* Bytes of the clitic at the end of a word of n bytes; 0 when there is none, or nothing else. */
static size_t clitic_length(const char *word, size_t n)
{
	static const char *const clitics[] = {"'s", "'m", "'d", "'re", "'ve", "'ll", "n't"};
	//> [clitic_length] 1.1  compare the end of the word with each, whatever the case
	for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++) {
		size_t k = strlen(clitics[i]);
		if (n > k && !strncasecmp(word + n - k, clitics[i], k)) return k;
	}
	return 0;
	//< [clitic_length]
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
	//> [push_cut] 1.1  push clitics from the end while there are any, then the rest; turn them round
	if (!n) return;
	int first = list->n;
	for (size_t k; (k = clitic_length(word, n)); n -= k) push(list, pen, word + n - k, k);
	push(list, pen, word, n);
	for (int i = first, j = list->n - 1; i < j; i++, j--) {
		const char *w = list->word[i];
		list->word[i] = list->word[j];
		list->word[j] = w;
	}
	//< [push_cut]
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
	//> [tokenize] 1.1  append to the word, or finish it and push the character if it is no space
	const char *s = text, *end = text + length;
	struct character now = look(s, end), after;
	for (enum kind before = SPACE; s < end; before = now.kind, now = after) {
		s += now.bytes;
		after = look(s, end);
		if (in_word(before, now.kind, after.kind)) {
			for (const char *w = now.written; *w;) word[n++] = *w++;
			continue;
		}
		push_cut(&list, &pen, word, n);
		n = 0;
		if (now.kind != SPACE) push(&list, &pen, now.written, strlen(now.written));
	}
	push_cut(&list, &pen, word, n);
	return list;
	//< [tokenize]
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
	//> [mend] 1.2  drop one of a doubled consonant, or add an e where the ending swallowed one
	size_t n = strlen(w), consonants = strcspn(w, "aeiouy");
	char last = w[n - 1];
	bool doubled = n > 1 && last == w[n - 2];
	bool short_word = consonants + 2 == n && !is_vowel(last) && !strchr("wx", last);
	if (doubled && !strchr("aeiouylsz", last))
		w[n - 1] = 0;
	else if ((strchr("csuvz", last) && !ends(w, "ss") && !ends(w, "zz")) || short_word)
		strcpy(w + n, "e");
	//< [mend]
}

/* Take -ing or -ed away if a vowel stands before it. */
static void strip(char *w, const char *ending)
{
	//> [strip] 1.2  look for a vowel in front of the ending; cut there and mend
	size_t stem = strlen(w) - strlen(ending);
	if (strcspn(w, "aeiouy") >= stem) return;
	w[stem] = 0;
	mend(w);
	//< [strip]
}

const char *lemmatize(const char *word, const lemma_exception *exceptions, int n, arena *a)
{
	char *w = text_fold(a, word);
	if (!w) bug("lemmatize: the word is not UTF-8");
	//> [lemmatize] 1.2  exceptions; anything but a … z; then the rows of the table, top to bottom
	for (int i = 0; i < n; i++)
		if (!strcmp(w, exceptions[i].form)) return exceptions[i].lemma;
	size_t length = strlen(w);
	if (strspn(w, "abcdefghijklmnopqrstuvwxyz") < length) return w;
	if (ends(w, "sses"))
		w[length - 2] = 0;
	else if ((ends(w, "ies") || ends(w, "ied")) && length > 4)
		strcpy(w + length - 3, "y");
	else if ((ends(w, "ies") || ends(w, "ied")) && length == 4)
		w[length - 1] = 0;
	else if (ends(w, "ches") || ends(w, "shes") || ends(w, "xes"))
		w[length - 2] = 0;
	else if (ends(w, "ss") || ends(w, "us") || ends(w, "is") || ends(w, "eed"))
		return w;
	else if (ends(w, "s") && length > 3)
		w[length - 1] = 0;
	else if (ends(w, "ing"))
		strip(w, "ing");
	else if (ends(w, "ed"))
		strip(w, "ed");
	return w;
	//< [lemmatize]
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
	//> [candidate_order] 1.3  the larger count first, then strcmp()
	if (x->count != y->count) return x->count > y->count ? -1 : 1;
	return strcmp(x->word, y->word);
	//< [candidate_order]
}

void vocab_build(vocab *chosen, const vocab *seen, const vocab *stop, long min_count, int max_size)
{
	arena scratch = {0};
	struct candidate *list = arena_alloc(&scratch, (size_t)vocab_size(seen), sizeof *list);
	//> [vocab_build] 1.3  <unk>, then collect those that may enter, sort, add until full
	int n = 0;
	for (int i = 0; i < vocab_size(seen); i++) {
		struct candidate c = {vocab_word(seen, i), vocab_count(seen, i)};
		bool stopped = stop && vocab_id(stop, c.word) >= 0;
		if (c.count >= min_count && !stopped) list[n++] = c;
	}
	qsort(list, (size_t)n, sizeof *list, candidate_order);
	vocab_add(chosen, UNKNOWN_WORD);
	for (int i = 0; i < n && (!max_size || vocab_size(chosen) < max_size); i++)
		vocab_add(chosen, list[i].word);
	//< [vocab_build]
	arena_free(&scratch);
}

int word_id(const vocab *chosen, const vocab *stop, const char *word)
{
	//> [word_id] 1.3  -1 for a stop word; 0 for what the table does not know
	if (stop && vocab_id(stop, word) >= 0) return -1;
	int id = vocab_id(chosen, word);
	return id < 0 ? 0 : id;
	//< [word_id]
}
