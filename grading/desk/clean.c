#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "clean.h"
#include "text.h"

enum { ESCAPE_MOST = 12 }; // bytes of the longest, "\u10FFFF", with a 0, and some

/* Joiners (U+200C, U+200D) are part of words in some languages, and stay. */
static bool is_hidden(int code)
{
	return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0xAD || code == 0x61C ||
	       code == 0x180E || code == 0x200B || code == 0x200E || code == 0x200F ||
	       (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) ||
	       (code >= 0xFDD0 && code <= 0xFDEF) || code == 0xFEFF ||
	       (code >= 0xFFF9 && code <= 0xFFFB) || (code & 0xFFFE) == 0xFFFE ||
	       (code >= 0xE0000 && code <= 0xE007F);
}

static char *clean(arena *a, const char *s, size_t most, bool lines)
{
	static const char cut[] = "[...]";
	const size_t n = s ? strlen(s) : 0;
	const size_t limit = most ? most : (size_t)-1;
	char one[ESCAPE_MOST], *out = arena_alloc(a, 6 * n + sizeof cut, 1);
	size_t to = 0;
	for (size_t i = 0; i < n;) {
		int code = -1, bytes = text_decode(s + i, n - i, &code), length;
		if (bytes <= 0) {
			bytes = 1;
			length = snprintf(one, sizeof one, "\\x%02X", (unsigned char)s[i]);
		} else if (code == '\n' || code == '\t' || (code == '\r' && s[i + 1] == '\n')) {
			if (code == '\r') bytes = 2;
			length = snprintf(one, sizeof one, "%c", !lines ? ' ' : code == '\t' ? '\t' : '\n');
		} else if (is_hidden(code))
			length =
			        snprintf(one, sizeof one, code < 0x100 ? "\\x%02X" : "\\u%04X", (unsigned)code);
		else
			length = snprintf(one, sizeof one, "%.*s", bytes, s + i);
		if (to + (size_t)length > limit) {
			memcpy(out + to, cut, sizeof cut);
			return out;
		}
		memcpy(out + to, one, (size_t)length);
		to += (size_t)length;
		i += (size_t)bytes;
	}
	return out;
}

char *clean_lines(arena *a, const char *s, size_t most)
{
	return clean(a, s, most, true);
}

char *clean_line(arena *a, const char *s, size_t most)
{
	return clean(a, s, most, false);
}
