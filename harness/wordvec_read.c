/* Reading word vectors, whichever of three forms they have.
 *
 * The first line tells word2vec's forms (two numbers) from GloVe's (a word and numbers). Binary is
 * told from text by the first word's numbers. Text has nothing there but digits, signs, points and
 * blanks. Four bytes of a float are hardly ever all printable, and when they are, their last one
 * still tells: for numbers of ordinary size it is one of ':' … 'D', of which no decimal is made.
 *
 * A file that promises more than its size can hold is refused before memory is taken. */
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "input.h"
#include "text.h"
#include "tokens.h"
#include "wordvec.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "floats are read as they lie in memory");

enum { MOST = INT_MAX / 8, LONGEST_LINE = TOKEN_LONGEST + 32 * WORDVEC_WIDEST, PEEK = 1 << 16 };

typedef struct {
	input in;
	arena *a;
	vocab *words;
	int V, D;   // as promised; V = 0: unknown
	int n;      // words so far
	long room;  // rows in
	real *rows; // which are D numbers each
} reader;

/* A row for the next word. */
static real *next_row(reader *r)
{
	if (r->n == r->room) {
		real *old = r->rows;
		r->room = 2 * r->room + 64;
		r->rows = arena_alloc(r->a, (size_t)r->room * (size_t)r->D, sizeof *r->rows);
		if (r->n) memcpy(r->rows, old, (size_t)r->n * (size_t)r->D * sizeof *r->rows);
	}
	return r->rows + (long)r->n * r->D;
}

/* Give the next word its number. `place` says where: "line" or "word". */
static int add_word(reader *r, const char *word, size_t n, const char *place, long at)
{
	if (n > TOKEN_LONGEST || text_valid(word, n) < n || memchr(word, 0, n))
		return error_set("%s%s%ld: the word is not UTF-8 or longer than %d bytes", r->in.name,
		        place, at, TOKEN_LONGEST);
	if (r->n == MOST) return error_set("%s: has more than %d words", r->in.name, MOST);
	if (vocab_add_part(r->words, word, n) < r->n)
		return error_set("%s%s%ld: the word '%.*s' came before", r->in.name, place, at,
		        n < 40 ? (int)n : 40, word);
	return 0;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static const char *skip_blanks(const char *s)
{
	while (is_blank(*s)) s++;
	return s;
}

static const char *skip_field(const char *s)
{
	while (*s && !is_blank(*s)) s++;
	return s;
}

/* A finite number, and where it ends, or NULL. */
static const char *number(const char *s, real *to)
{
	double x;
	const char *end = decimal_read(s, &x);
	if (!end || (*end && !is_blank(*end))) return NULL;
	*to = (real)x;
	return isfinite(*to) ? end : NULL;
}

/* A line of text: a word, D numbers. */
static int take_line(reader *r, const char *line)
{
	const char *name = r->in.name, *s = skip_field(line);
	const long at = r->in.line;
	if (s == line) return error_set("%s:%ld: expected a word and %d numbers", name, at, r->D);
	if (add_word(r, line, (size_t)(s - line), ":", at)) return -1;
	real *x = next_row(r);
	for (int j = 0; j < r->D; j++) {
		s = skip_blanks(s);
		if (!*s) return error_set("%s:%ld: has %d numbers, expected %d", name, at, j, r->D);
		const char *end = number(s, &x[j]);
		if (!end)
			return error_set("%s:%ld: '%.*s' in place %d is not a finite number", name, at,
			        (int)(skip_field(s) - s < 40 ? skip_field(s) - s : 40), s, j + 1);
		s = end;
	}
	if (*skip_blanks(s)) return error_set("%s:%ld: has more than %d numbers", name, at, r->D);
	r->n++;
	return 0;
}

/* All lines from here on; V = 0 takes as many as there are. */
static int take_lines(reader *r)
{
	size_t length;
	bool ended = false; // by an empty line, behind which nothing may stand
	for (char *line; (line = input_line(&r->in, LONGEST_LINE, &length));) {
		bool empty = !*skip_blanks(line);
		if (!empty && r->V && r->n == r->V)
			return error_set("%s:%ld: goes on behind its %d words", r->in.name, r->in.line, r->V);
		if (!empty && ended)
			return error_set("%s:%ld: an empty line, expected a word and %d numbers", r->in.name,
			        r->in.line - 1, r->D);
		if (!empty && take_line(r, line)) return -1;
		ended = empty;
	}
	if (length) return -1; // an error that input_line() has told
	return r->n < r->V ? error_set("%s: cut short: has %d of %d words", r->in.name, r->n, r->V) : 0;
}

/* A word of the binary form: the word, a blank, D floats; some writers end it with a line feed, which
 * then stands before the next word. */
static int take_binary(reader *r)
{
	input *in = &r->in;
	const size_t bytes = 4 * (size_t)r->D;
	if (input_need(in, TOKEN_LONGEST + 2 + bytes) < 0) return -1;
	if (in->at < in->end && *in->at == '\n') in->at++;
	size_t waits = (size_t)(in->end - in->at);
	const char *blank = memchr(in->at, ' ', waits < TOKEN_LONGEST + 1 ? waits : TOKEN_LONGEST + 1);
	if (!blank && waits > TOKEN_LONGEST)
		return error_set("%s: word %d: no blank within %d bytes, expected a word, a blank and %d "
		                 "floats",
		        in->name, r->n + 1, TOKEN_LONGEST, r->D);
	size_t n = blank ? (size_t)(blank - in->at) : waits;
	if (!blank || waits - n - 1 < bytes)
		return error_set("%s: cut short in word %d of %d", in->name, r->n + 1, r->V);
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)in->at[i] <= ' ') n = 0;
	if (n == 0)
		return error_set("%s: word %d: is empty or has white space in it", in->name, r->n + 1);
	if (add_word(r, in->at, n, ": word ", r->n + 1)) return -1;
	real *x = next_row(r);
	for (int j = 0; j < r->D; j++) {
		float f;
		memcpy(&f, blank + 1 + 4 * (size_t)j, sizeof f);
		x[j] = (real)f;
		if (!isfinite(f))
			return error_set("%s: word %d: number %d is not finite", in->name, r->n + 1, j + 1);
	}
	in->at += n + 1 + bytes;
	r->n++;
	return 0;
}

static int take_binaries(reader *r)
{
	while (r->n < r->V)
		if (take_binary(r)) return -1;
	long long waits = input_need(&r->in, 2);
	if (waits < 0) return -1;
	if (waits > 1 || (waits == 1 && *r->in.at != '\n'))
		return error_set("%s: goes on behind its %d words", r->in.name, r->V);
	return 0;
}

/* Is what stands behind the header binary? See the head of this file. */
static bool is_binary(const reader *r)
{
	const char *s = memchr(r->in.at, ' ', (size_t)(r->in.end - r->in.at));
	if (!s) return false;
	size_t bytes = (size_t)(r->in.end - ++s), numbers = 0;
	if (bytes > 4 * (size_t)r->D) bytes = 4 * (size_t)r->D;
	while (numbers < bytes && s[numbers] && strchr("0123456789+-.eE \t\r", s[numbers])) numbers++;
	if (numbers == bytes || (numbers && s[numbers] == '\n')) return false;
	bool ordinary = bytes >= 4;
	for (size_t i = 0; i < bytes; i++) {
		if ((s[i] < ' ' && !strchr("\t\n\r", s[i])) || !s[i] || (unsigned char)s[i] > '~')
			return true;
		if (i % 4 == 3 && (s[i] < ':' || s[i] > 'D')) ordinary = false;
	}
	return ordinary;
}

/* "12 34" to V and D. */
static bool is_header(const char *line, long *V, long *D)
{
	const char *s = line, *digits = "0123456789";
	long *to[] = {V, D};
	for (int k = 0; k < 2; k++) {
		size_t n = strspn(s, digits);
		if (n == 0 || (s[n] && !is_blank(s[n]))) return false;
		*to[k] = n < 18 ? strtol(s, NULL, 10) : LONG_MAX;
		s = skip_blanks(s + n);
	}
	return !*s;
}

/* The first line, without a byte order mark. */
static char *first_line(reader *r)
{
	size_t length;
	char *line = input_line(&r->in, LONGEST_LINE, &length);
	if (!line && !length) error_set("%s: is empty, expected word vectors", r->in.name);
	return line && !memcmp(line, "\xEF\xBB\xBF", length < 3 ? length : 3) && length > 2 ? line + 3
	                                                                                    : line;
}

/* A file with a header. */
static int take_promised(reader *r, long V, long D)
{
	if (V < 1 || V > MOST || D < 1 || D > WORDVEC_WIDEST)
		return error_set("%s:1: expected 1..%d words and 1..%d numbers for each", r->in.name, MOST,
		        WORDVEC_WIDEST);
	r->V = (int)V;
	r->D = (int)D;
	if (input_need(&r->in, TOKEN_LONGEST + (D < PEEK ? 4 * (size_t)D : PEEK)) < 0) return -1;
	const bool binary = is_binary(r);
	const long long left = r->in.size - input_used(&r->in),
	                least = V * (binary ? 2 + 4 * D : 2 + 2 * D);
	if (r->in.size) {
		if (left < least - 1)
			return error_set(
			        "%s: cut short: %ld words with %ld numbers each do not fit into %lld bytes",
			        r->in.name, V, D, left);
		r->room = V;
		r->rows = arena_alloc(r->a, (size_t)V * (size_t)D, sizeof *r->rows);
	}
	return binary ? take_binaries(r) : take_lines(r);
}

/* How many lines there are from here on. */
static long count_lines(input *in)
{
	long n = 1;
	while (input_need(in, 1) > 0) {
		for (char *s = in->at; (s = memchr(s, '\n', (size_t)(in->end - s))); s++) n++;
		in->at = in->end;
	}
	return n;
}

/* A file without a header: the first line is a word's, and tells D. How many lines there are is found
 * out where that is possible, in a pass of its own. */
static int take_unpromised(reader *r, const char *line)
{
	const char *s = skip_blanks(skip_field(line));
	for (; *s && r->D <= WORDVEC_WIDEST; r->D++) s = skip_blanks(skip_field(s));
	if (r->D == 0 || r->D > WORDVEC_WIDEST)
		return error_set(
		        "%s:1: expected the number of words and of numbers for each, or a word and its "
		        "numbers",
		        r->in.name);
	if (r->in.size) {
		const long lines = count_lines(&r->in), most = (long)(r->in.size / (2 + 2 * r->D)) + 1;
		r->room = lines < most ? lines : most;
		r->rows = arena_alloc(r->a, (size_t)r->room * (size_t)r->D, sizeof *r->rows);
		if (input_rewind(&r->in) || !(line = first_line(r))) return -1;
	}
	return take_line(r, line) ? -1 : take_lines(r);
}

int wordvec_read(wordvec *w, arena *a, const char *path)
{
	reader r = {.a = a, .words = vocab_new(a)};
	if (input_open(&r.in, a, path, "word vectors")) return -1;
	long V = 0, D = 0;
	const char *line = first_line(&r);
	int status = -1;
	if (line)
		status = is_header(line, &V, &D) ? take_promised(&r, V, D) : take_unpromised(&r, line);
	input_close(&r.in);
	*w = (wordvec){r.words, mat_of(r.rows, r.n, r.D)};
	return status;
}
