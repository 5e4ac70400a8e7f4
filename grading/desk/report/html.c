/* Pages: see html.h. */
#include <stdarg.h>
#include <string.h>

#include "clean.h"
#include "error.h"
#include "html.h"
#include "intake.h"
#include "text.h"

static const char *entity(int code)
{
	switch (code) {
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '&': return "&amp;";
	case '"': return "&quot;";
	case '\'': return "&#39;";
	default: return NULL;
	}
}

static void escape(FILE *f, const char *s, size_t n)
{
	while (n > 0) {
		int code;
		const int used = text_decode(s, n, &code), step = used > 0 ? used : 1;
		if (used <= 0)
			fputs("\xEF\xBF\xBD", f);
		else if (entity(code))
			fputs(entity(code), f);
		else if (clean_hides(code))
			fprintf(f, "⟨U+%04X⟩", (unsigned)code);
		else
			fwrite(s, 1, (size_t)used, f);
		s += step;
		n -= (size_t)step;
	}
}

void html_lines(FILE *f, const char *text)
{
	while (*text) {
		const size_t n = strcspn(text, "\n\t");
		escape(f, text, n);
		text += n;
		if (*text) fputc(*text++, f);
	}
}

/* One conversion of a format, from its % on; returns the character behind it. */
static const char *convert(FILE *f, const char *at, va_list *words)
{
	char format[16];
	const size_t flags = strspn(at + 1, "0123456789.+-") + 1;
	const size_t length = flags + (at[flags] == 'l') + 1;
	if (length >= sizeof format) bug("format: %.20s", at);
	memcpy(format, at, length);
	format[length] = 0;
	switch (format[length - 1]) {
	case '%': fputc('%', f); break;
	case 's': {
		const char *text = va_arg(*words, const char *);
		escape(f, text, strlen(text));
		break;
	}
	case 'd':
		if (at[flags] == 'l')
			fprintf(f, format, va_arg(*words, long));
		else
			fprintf(f, format, va_arg(*words, int));
		break;
	case 'f':
	case 'g':
	case 'e': fprintf(f, format, va_arg(*words, double)); break;
	default: bug("format: %.20s", at);
	}
	return at + length;
}

void html(FILE *f, const char *format, ...)
{
	va_list words;
	va_start(words, format);
	while (*format) {
		const size_t n = strcspn(format, "%");
		fwrite(format, 1, n, f);
		format += n;
		if (*format) format = convert(f, format, &words);
	}
	va_end(words);
}

void html_begin(FILE *f, const char *title, const char *sub)
{
	html(f,
	        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
	        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	        "style-src 'unsafe-inline'\">\n"
	        "<meta name=\"referrer\" content=\"no-referrer\"><title>%s</title><style>\n",
	        title);
	fputs(html_style, f);
	html(f,
	        "</style></head>\n<body><a class=\"skip\" href=\"#main\">Skip to the content</a>"
	        "<header><h1>%s</h1>",
	        title);
	if (*sub) html(f, "<p>%s</p>", sub);
	html(f, "</header>\n<main id=\"main\">\n");
}

void html_end(FILE *f)
{
	html(f, "</main>\n</body></html>\n");
}

void html_table(FILE *f, const char *caption, const char *const *heads)
{
	html(f,
	        "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"table: %s\"><table>\n"
	        "<caption>%s</caption>\n<thead><tr>",
	        caption, caption);
	for (; *heads; heads++) {
		const bool numbers = **heads == '#';
		fputs(numbers ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">", f);
		html(f, "%s</th>", *heads + numbers);
	}
	html(f, "</tr></thead>\n<tbody>\n");
}

void html_table_end(FILE *f)
{
	html(f, "</tbody></table></div>\n");
}
