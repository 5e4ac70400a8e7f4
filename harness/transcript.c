/* JSON Lines out; the readers live in grading/, which may use a JSON library: a worker that runs
 * a student's code should carry as little as possible. */
#include <math.h>
#include <string.h>

#include "error.h"
#include "transcript.h"

static const char *const role_names[] = {"input", "output", "numeric", "after"};

bool transcript_is_backward(const char *exercise)
{
	static const char end[] = "_backward";
	const size_t n = strlen(exercise), k = sizeof end - 1;
	return n > k && !strcmp(exercise + n - k, end);
}

/* Length of the valid UTF-8 sequence at s, or 0. */
static int utf8_length(const unsigned char *s)
{
	if (s[0] < 0x80) return 1;
	int n = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : s[0] >= 0xC2 ? 2 : 0;
	if (s[0] > 0xF4) return 0;
	for (int i = 1; i < n; i++)
		if ((s[i] & 0xC0) != 0x80) return 0;
	if ((s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F) ||
	        (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F))
		return 0;
	return n;
}

void transcript_escape(FILE *out, const char *text)
{
	for (const unsigned char *s = (const unsigned char *)text; *s;) {
		int n = utf8_length(s);
		if (n == 0)
			fputs("\\ufffd", out);
		else if (*s == '"' || *s == '\\')
			fprintf(out, "\\%c", *s);
		else if (*s < ' ' || *s == 127)
			fprintf(out, "\\u%04x", *s);
		else
			fwrite(s, 1, (size_t)n, out);
		s += n ? n : 1;
	}
}

static void begin(
        const transcript *t, const char *array, role r, const char *axes, const int *shape)
{
	fprintf(t->out, "{\"exercise\":\"%s\",\"case\":\"%s\",\"array\":\"%s\",\"role\":\"%s\"",
	        t->exercise, t->name, array, role_names[r]);
	fprintf(t->out, ",\"axes\":\"%s\",\"shape\":[", axes);
	for (int i = 0; axes[i]; i++) fprintf(t->out, i ? ",%d" : "%d", shape[i]);
	fputs("],\"data\":[", t->out);
}

static void end(const transcript *t)
{
	fputs("]}\n", t->out);
	fflush(t->out); // a crash after this line must not lose it
}

void transcript_numbers(const transcript *t, const char *array, role r, const char *axes,
        const int *shape, const double *data)
{
	if (strlen(axes) > TRANSCRIPT_RANK) bug("%s: axes \"%s\" are too many", array, axes);
	long n = 1;
	for (int i = 0; axes[i]; i++) n *= shape[i];
	begin(t, array, r, axes, shape);
	for (long i = 0; i < n; i++) {
		if (i) fputc(',', t->out);
		if (isfinite(data[i]))
			fprintf(t->out, "%.17g", data[i]);
		else
			fputs(isnan(data[i]) ? "\"nan\"" : data[i] > 0 ? "\"inf\"" : "\"-inf\"", t->out);
	}
	end(t);
}

void transcript_words(
        const transcript *t, const char *array, role r, int n, const char *const *words)
{
	begin(t, array, r, "N", &n);
	for (int i = 0; i < n; i++) {
		fputs(i ? ",\"" : "\"", t->out);
		transcript_escape(t->out, words[i]);
		fputc('"', t->out);
	}
	end(t);
}
