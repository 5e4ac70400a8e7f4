/* Characters through utf8proc. ASCII takes a short way: it is most of most texts. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "error.h"
#include "text.h"

int text_decode(const char *s, size_t n, int *code)
{
	if (n == 0) return 0;
	if (!((unsigned char)*s & 0x80)) {
		*code = *s;
		return 1;
	}
	utf8proc_int32_t c;
	utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)s, n < 4 ? (int)n : 4, &c);
	if (used <= 0) return -1;
	*code = c;
	return (int)used;
}

int text_encode(int code, char out[5])
{
	if (!utf8proc_codepoint_valid(code))
		bug("text_encode: 0x%X is not a code point", (unsigned)code);
	int n = (int)utf8proc_encode_char(code, (utf8proc_uint8_t *)out);
	out[n] = 0;
	return n;
}

long text_length(const char *s)
{
	long n = 0;
	for (; *s; s++) n += ((unsigned char)*s & 0xC0) != 0x80; // every byte but continuations
	return n;
}

size_t text_valid(const char *s, size_t n)
{
	size_t i = 0;
	for (int code, used = 1; used > 0; i += (size_t)used) {
		for (uint64_t eight; n - i >= sizeof eight; i += sizeof eight) { // ASCII has no top bits
			memcpy(&eight, s + i, sizeof eight);
			if (eight & UINT64_C(0x8080808080808080)) break;
		}
		used = text_decode(s + i, n - i, &code);
		if (used < 0) break;
	}
	return i;
}

int text_check(const char *name, const char *s, size_t n)
{
	size_t good = text_valid(s, n), start = 0;
	if (good == n) return 0;
	long line = 1;
	for (size_t i = 0; i < good; i++)
		if (s[i] == '\n') {
			line++;
			start = i + 1;
		}
	return error_set("%s:%ld: byte %zu of the line (0x%02X) is not UTF-8", name, line,
	        good - start + 1, (unsigned char)s[good]);
}

static char *mapped(arena *a, const char *s, utf8proc_option_t options)
{
	utf8proc_uint8_t *made = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s, 0, &made,
	        options | UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (n < 0) {
		error_set("text: %s", utf8proc_errmsg(n));
		return NULL;
	}
	char *copy = arena_strdup(a, (char *)made);
	free(made);
	return copy;
}

char *text_nfc(arena *a, const char *s)
{
	return mapped(a, s, 0);
}

char *text_fold(arena *a, const char *s)
{
	return mapped(a, s, UTF8PROC_CASEFOLD);
}

/* The first letter of the general category: "Lu" is a letter, "Pd" punctuation. */
static char category(int code)
{
	return *utf8proc_category_string(code);
}

bool text_is_letter(int code)
{
	return category(code) == 'L';
}

bool text_is_mark(int code)
{
	return category(code) == 'M';
}

bool text_is_digit(int code)
{
	return utf8proc_category(code) == UTF8PROC_CATEGORY_ND;
}

bool text_is_space(int code)
{
	return category(code) == 'Z' || (code >= '\t' && code <= '\r') || code == 0x85;
}

bool text_is_punctuation(int code)
{
	return category(code) == 'P';
}

bool text_is_symbol(int code)
{
	return category(code) == 'S';
}

int text_lower(int code)
{
	return utf8proc_tolower(code);
}

int text_upper(int code)
{
	return utf8proc_toupper(code);
}
