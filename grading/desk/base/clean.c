#include <stdio.h>
#include <string.h>

#include "clean.h"
#include "text.h"

enum { PIECE = 12 }; // bytes of the longest, "\u10FFFF", with a 0, and some

typedef enum { NAME, LINE, LINES } form;

bool clean_hides(int code)
{
	return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0xAD || code == 0x61C ||
	       code == 0x180E || code == 0x200B || code == 0x200E || code == 0x200F ||
	       (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) ||
	       (code >= 0xFDD0 && code <= 0xFDEF) || code == 0xFEFF ||
	       (code >= 0xFFF9 && code <= 0xFFFB) || (code & 0xFFFE) == 0xFFFE ||
	       (code >= 0xE0000 && code <= 0xE007F);
}

/* What to show of the first character of s, which has n bytes. Returns how many of them that takes. */
static int show(char piece[PIECE], const char *s, size_t n, form f)
{
	int code;
	const int bytes = text_decode(s, n, &code);
	if (bytes <= 0) {
		snprintf(piece, PIECE, "\\x%02X", (unsigned char)*s);
		return 1;
	}
	const bool carriage = code == '\r' && n > 1 && s[1] == '\n';
	if (f != NAME && (code == '\n' || code == '\t' || carriage)) {
		snprintf(piece, PIECE, "%c", f == LINE ? ' ' : code == '\t' ? '\t' : '\n');
		return carriage ? 2 : 1;
	}
	if (clean_hides(code))
		snprintf(piece, PIECE, code < 0x100 ? "\\x%02X" : "\\u%04X", (unsigned)code);
	else
		snprintf(piece, PIECE, "%.*s", bytes, s);
	return bytes;
}

/* Into a buffer; what does not fit is cut off, and `cut` says so. */
static void clean(char *out, size_t size, const char *s, form f, const char *cut)
{
	char piece[PIECE];
	size_t left = strlen(s), used = 0;
	while (left > 0) {
		const int took = show(piece, s, left, f);
		const size_t n = strlen(piece);
		if (used + n + strlen(cut) >= size) {
			strcpy(out + used, cut);
			return;
		}
		memcpy(out + used, piece, n);
		used += n;
		s += took;
		left -= (size_t)took;
	}
	out[used] = 0;
}

static char *clean_copy(arena *a, const char *s, size_t most, form f)
{
	static const char cut[] = "[...]";
	const char *text = s ? s : "";
	const size_t longest = 6 * strlen(text) + sizeof cut, limit = most + sizeof cut;
	const size_t size = most && limit < longest ? limit : longest;
	char *out = arena_alloc(a, size, 1);
	clean(out, size, text, f, cut);
	return out;
}

char *clean_lines(arena *a, const char *s, size_t most)
{
	return clean_copy(a, s, most, LINES);
}

char *clean_line(arena *a, const char *s, size_t most)
{
	return clean_copy(a, s, most, LINE);
}

void clean_name(const char *name, char *out, size_t size)
{
	clean(out, size, name, NAME, "…");
}
