/* Words out of a window. One table says what each byte is, and the loop over a word runs until a
 * byte that does not belong to one; the 0 behind the window is such a byte, so the loop asks for
 * nothing else. Only words with a byte above ASCII are checked to be UTF-8. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "error.h"
#include "input.h"
#include "text.h"
#include "tokens.h"

struct tokens {
	input in;
	long line;            // of the byte to come, from 1
	long long line_start; // how many bytes of the file stand before that line
	token_kind last;      // what was found last
};

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "word_length() finds the lowest byte");

enum { OF_WORD, SPACE, NEWLINE, ZERO };
static const unsigned char kind[256] = {[0] = ZERO,
        ['\n'] = NEWLINE,
        [' '] = SPACE,
        ['\t'] = SPACE,
        ['\r'] = SPACE,
        ['\v'] = SPACE,
        ['\f'] = SPACE};

static int kind_of(char c)
{
	return kind[(unsigned char)c];
}

/* The number in its line of the byte n places further on, from 1. */
static long long column(const tokens *t, size_t n)
{
	return input_used(&t->in) - t->line_start + (long long)n + 1;
}

/* Before the first byte of the text, behind a byte order mark. */
static int begin(tokens *t)
{
	long long waits = input_need(&t->in, 3);
	if (waits < 0) return -1;
	if (waits >= 3 && !memcmp(t->in.at, "\xEF\xBB\xBF", 3)) {
		t->in.at += 3;
		waits = input_need(&t->in, 1);
	}
	if (waits == 0) return error_set("%s: is empty, expected text", t->in.name);
	t->line = 1;
	t->line_start = input_used(&t->in);
	t->last = TOKEN_WORD;
	return waits < 0 ? -1 : 0;
}

tokens *tokens_open(arena *a, const char *path)
{
	tokens *t = arena_alloc(a, 1, sizeof *t);
	if (input_open(&t->in, a, path, "a text file")) return NULL;
	if (!begin(t)) return t;
	input_close(&t->in);
	return NULL;
}

/* What is wrong with a word of n bytes that waits. */
static token_kind bad_word(const tokens *t, size_t n)
{
	size_t good = text_valid(t->in.at, n);
	if (n > TOKEN_LONGEST)
		return error_set("%s:%ld: the word at byte %lld of the line is longer than %d bytes, "
		                 "expected a text of words",
		        t->in.name, t->line, column(t, 0), TOKEN_LONGEST);
	return error_set("%s:%ld: byte %lld of the line (0x%02X) is not UTF-8, expected UTF-8 text "
	                 "(iconv can convert it)",
	        t->in.name, t->line, column(t, good), (unsigned char)t->in.at[good]);
}

/* How many bytes from s on belong to a word, eight at a time: the difference sets the top bit of
 * a byte that is below '!' (and of larger ones, which ~x clears). The lowest such bit is right. */
static size_t word_length(const char *s, uint64_t *bits)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	for (size_t n = 0;; n += 8) {
		uint64_t x;
		memcpy(&x, s + n, 8);
		uint64_t ends = (x - '!' * ones) & ~x & 0x80 * ones;
		*bits |= x;
		if (!ends) continue;
		n += (size_t)__builtin_ctzll(ends) / 8;
		if (kind_of(s[n]) != OF_WORD) return n;
		n -= 7; // a control character that belongs to the word
	}
}

/* A word begins here. Should it reach the end of the window, more of the file is asked for. */
static token_kind take_word(tokens *t, token *w)
{
	input *in = &t->in;
	size_t n = 0;
	uint64_t bits = 0;
	for (;;) {
		n += word_length(in->at + n, &bits);
		if (in->at + n < in->end || n > TOKEN_LONGEST) break;
		long long waits = input_need(in, n + 1);
		if (waits < 0) return TOKEN_ERROR;
		if ((size_t)waits == n) break;
	}
	bool ascii = !(bits & UINT64_C(0x8080808080808080));
	if (n > TOKEN_LONGEST || (!ascii && text_valid(in->at, n) < n)) return bad_word(t, n);
	*w = (token){in->at, n};
	in->at += n;
	return TOKEN_WORD;
}

/* The end of a line, whose line feed has been taken if it had one. */
static token_kind take_line(tokens *t)
{
	t->line++;
	t->line_start = input_used(&t->in);
	return TOKEN_LINE;
}

/* A 0: either the end of the window or of the file, or a byte that no text has. */
static token_kind at_zero(tokens *t, bool *more)
{
	if (t->in.at < t->in.end)
		return error_set("%s:%ld: byte %lld of the line is 0: a binary file, expected text",
		        t->in.name, t->line, column(t, 0));
	long long waits = input_need(&t->in, 1);
	if (waits < 0) return TOKEN_ERROR;
	*more = waits > 0;
	if (*more) return TOKEN_WORD;
	return input_used(&t->in) > t->line_start ? take_line(t) : TOKEN_END;
}

static token_kind next(tokens *t, token *w)
{
	for (bool more = true; more;) {
		while (kind_of(*t->in.at) == SPACE) t->in.at++;
		switch (kind_of(*t->in.at)) {
		case OF_WORD: return take_word(t, w);
		case NEWLINE: t->in.at++; return take_line(t);
		default: more = false;
		}
		token_kind found = at_zero(t, &more);
		if (!more) return found;
	}
	return TOKEN_END;
}

token_kind tokens_next(tokens *t, token *w)
{
	*w = (token){NULL, 0};
	if (t->last > TOKEN_END) t->last = next(t, w);
	return t->last;
}

long tokens_line(const tokens *t)
{
	return t->line - (t->last == TOKEN_LINE || t->last == TOKEN_END);
}

long long tokens_bytes(const tokens *t)
{
	return input_used(&t->in);
}

long long tokens_size(const tokens *t)
{
	return t->in.size;
}

int tokens_rewind(tokens *t)
{
	return input_rewind(&t->in) ? -1 : begin(t);
}

void tokens_close(tokens *t)
{
	input_close(&t->in);
}
