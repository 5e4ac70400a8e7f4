/* Names that somebody else chose, made fit to be shown. */
#include <stdio.h>
#include <string.h>

#include "intake_parts.h"
#include "text.h"

bool intake_misleads(int code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x61c ||
	       (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
	       (code >= 0x2060 && code <= 0x206f) || code == 0xfeff ||
	       (code >= 0xfff0 && code < 0xfffd) || (code >= 0xe0000 && code < 0xe1000);
}

/* One character of a name: what to show of it. Returns the bytes it takes of the name. */
static int show(const char *s, size_t n, char out[20])
{
	int code;
	const int used = text_decode(s, n, &code);
	if (used > 0 && !intake_misleads(code)) {
		memcpy(out, s, (size_t)used);
		out[used] = 0;
		return used;
	}
	const int bytes = used > 0 ? used : 1;
	for (int i = 0; i < bytes; i++) snprintf(out + 4 * i, 5, "\\x%02x", (unsigned char)s[i]);
	return bytes;
}

void intake_printable(const char *name, char *out, size_t size)
{
	static const char cut[] = "…";
	char piece[20];
	size_t left = strlen(name), used = 0;
	while (left > 0) {
		const int took = show(name, left, piece);
		const size_t n = strlen(piece);
		if (used + n + sizeof cut > size) {
			memcpy(out + used, cut, sizeof cut);
			return;
		}
		memcpy(out + used, piece, n);
		used += n;
		name += took;
		left -= (size_t)took;
	}
	out[used] = 0;
}

bool intake_is_archive(const char *name)
{
	static const char *const ends[] = {
	        ".zip", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"};
	const size_t n = strlen(name);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		const size_t k = strlen(ends[i]);
		if (n > k && !strcmp(name + n - k, ends[i])) return true;
	}
	return false;
}
