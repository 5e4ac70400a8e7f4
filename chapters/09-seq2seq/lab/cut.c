/* Punctuation apart from words, and back.
 *
 *     "Don't go (yet)!"   ⇄   "Don' t go ( ￭yet ￭) ￭!"            "Va !"   ⇄   "Va !"
 *
 * In the text on the right blanks alone separate words, so nothing else need know of punctuation. ￭ says that no
 * blank stood before a word: whether one belongs before "!" is a matter of the language, and is learnt like
 * any other word. An apostrophe or a hyphen between letters ends a word of which it is the last character, and
 * such a word is always close to the next: "l' avion", "Sont- ils" leave "avion" and "ils" the words that
 * they are elsewhere. */
#include <string.h>

#include "bitext.h"
#include "text.h"

static const char close_mark[] = "￭";

static bool is_stuff(int code)
{
	return text_is_letter(code) || text_is_mark(code) || text_is_digit(code);
}

static bool is_link(int code)
{
	return code == '\'' || code == 0x2019 || code == '-';
}

/* The character at p, 0 at the end; *bytes = its length. A byte that is no character stands for itself. */
static int code_at(const char *p, int *bytes)
{
	int code = 0;
	*bytes = text_decode(p, strnlen(p, 4), &code);
	if (*bytes >= 0) return code;
	*bytes = 1;
	return -1;
}

/* Bytes of the word at p, which is no blank; *linked when it ends in a link. */
static size_t word_at(const char *p, bool *linked)
{
	int bytes, more, code = code_at(p, &bytes);
	const char *end = p + bytes;
	*linked = false;
	while (is_stuff(code) && !*linked) {
		const int mark = code_at(end, &bytes), next = code_at(end + bytes, &more);
		const bool point = (mark == '.' || mark == ',') && text_is_digit(code);
		*linked = is_link(mark) && is_stuff(next);
		if (!(is_stuff(mark) || *linked || (point && text_is_digit(next)))) break;
		end += bytes;
		code = is_stuff(mark) ? mark : code;
	}
	return (size_t)(end - p);
}

const char *lexicon_spread(arena *a, lexicon_unit unit, const char *text)
{
	if (unit != TEXT_UNIT) return text;
	const size_t room = strlen(text) * (1 + sizeof close_mark) + 1;
	char *out = arena_alloc(a, room, 1), *to = out;
	bool close = false, linked = false;
	while (*text) {
		int bytes;
		const int code = code_at(text, &bytes);
		if (text_is_space(code)) {
			close = false;
			text += bytes;
			continue;
		}
		if (to > out) *to++ = ' ';
		if (close && !linked) to += strlen(strcpy(to, close_mark));
		const size_t length = word_at(text, &linked);
		memcpy(to, text, length);
		to += length;
		text += length;
		close = true;
	}
	*to = '\0';
	return out;
}

/* Does the word that ends at `end` end in a link behind a letter? */
static bool ends_in_link(const char *word, const char *end)
{
	int bytes, before = 0, last = 0;
	for (const char *p = word; p < end; p += bytes) {
		before = last;
		last = code_at(p, &bytes);
	}
	return is_link(last) && is_stuff(before);
}

void lexicon_join(char *text)
{
	const size_t mark = strlen(close_mark);
	const char *from = strncmp(text, close_mark, mark) ? text : text + mark, *word = text;
	char *to = text;
	while (*from) {
		if (*from != ' ') {
			*to++ = *from++;
			continue;
		}
		const bool marked = !strncmp(from + 1, close_mark, mark);
		if (!marked && !ends_in_link(word, to)) *to++ = ' ';
		from += marked ? mark + 1 : 1;
		word = to;
	}
	*to = '\0';
}
