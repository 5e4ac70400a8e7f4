/* The status line; see progress.h. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "progress.h"
#include "stopwatch.h"

enum { BAR = 20, LINE = 400 };
static const double PAUSE = 0.1;

static bool redraws(void)
{
	const char *term = getenv("TERM");
	return isatty(STDERR_FILENO) && term && *term && strcmp(term, "dumb");
}

void progress_begin(progress *p, const char *what, long total, const char *unit)
{
	*p = (progress){.what = what, .unit = unit, .total = total, .began = stopwatch_wall()};
	p->drawn = p->began - PAUSE;
	p->shown = redraws();
}

/* Columns of the terminal, less the last, in which some terminals wrap. */
static int width(void)
{
	struct winsize size;
	if (!ioctl(STDERR_FILENO, TIOCGWINSZ, &size) && size.ws_col > 0) return size.ws_col - 1;
	return 79;
}

/* 1234567 as "1,234,567". */
static void with_commas(char *out, size_t room, long n)
{
	char digits[24];
	int length = snprintf(digits, sizeof digits, "%ld", n), first = n < 0;
	size_t k = 0;
	for (int i = 0; i < length && k + 2 < room; i++) {
		if (i > first && (length - i) % 3 == 0) out[k++] = ',';
		out[k++] = digits[i];
	}
	out[k] = 0;
}

static int put_rate(char *out, size_t room, double rate)
{
	static const char *const thousands[] = {"", " k", " M", " G"};
	int k = 0;
	for (; rate >= 1000 && k < 3; k++) rate /= 1000;
	return snprintf(out, room, "  %.3g%s/s", rate, thousands[k]);
}

static int put_time(char *out, size_t room, double seconds, const char *word)
{
	long s = (long)(seconds + 0.5);
	if (s >= 3600)
		return snprintf(out, room, "  %ld:%02ld:%02ld %s", s / 3600, s / 60 % 60, s % 60, word);
	return snprintf(out, room, "  %ld:%02ld %s", s / 60, s % 60, word);
}

/* What the line says after so many seconds. */
static void compose(const progress *p, char *line, double seconds)
{
	char count[40];
	size_t n = (size_t)snprintf(line, LINE, "%.40s", p->what);
	if (p->total > 0) {
		double part = (double)p->done / (double)p->total;
		part = part < 0 ? 0 : part > 1 ? 1 : part;
		int full = (int)(part * BAR);
		n += (size_t)snprintf(line + n, LINE - n, " [%.*s%.*s] %3d %%", full,
		        "####################", BAR - full, "....................", (int)(100 * part));
	}
	with_commas(count, sizeof count, p->done);
	n += (size_t)snprintf(line + n, LINE - n, "  %s %.40s", count, p->unit);
	double rate = seconds > 0 ? (double)(p->done - p->resumed) / seconds : 0;
	if (rate > 0) {
		n += (size_t)put_rate(line + n, LINE - n, rate);
		bool open = p->done < p->total;
		double time = open ? (double)(p->total - p->done) / rate : seconds;
		const char *word = open ? "left" : p->total > 0 ? "in all" : "so far";
		n += (size_t)put_time(line + n, LINE - n, time < 1e7 ? time : 1e7, word);
	}
	if (*p->message) snprintf(line + n, LINE - n, "  %s", p->message);
}

/* Over the old line, blanks where the new one is shorter. A cut inside a UTF-8 sequence would
 * confuse the terminal, so the cut moves back to its start. */
static void draw(progress *p, double time)
{
	char line[LINE];
	int columns = width();
	compose(p, line, time - p->began);
	if ((int)strlen(line) > columns) {
		while (columns > 0 && ((unsigned char)line[columns] & 0xC0) == 0x80) columns--;
		line[columns] = 0;
	}
	int length = (int)strlen(line);
	fprintf(stderr, "\r%s%*s", line, p->length > length ? p->length - length : 0, "");
	fflush(stderr);
	p->length = length;
	p->drawn = time;
}

void progress_at(progress *p, long done, const char *format, ...)
{
	p->done = done;
	if (!p->shown) return;
	if (format) {
		va_list ap;
		va_start(ap, format);
		vsnprintf(p->message, sizeof p->message, format, ap);
		va_end(ap);
	}
	double time = stopwatch_wall();
	if (time - p->drawn >= PAUSE) draw(p, time);
}

void progress_resume(progress *p, long done)
{
	p->done = p->resumed = done;
	p->began = stopwatch_wall();
}

static void wipe(progress *p)
{
	if (p->length) fprintf(stderr, "\r%*s\r", p->length, "");
	p->length = 0;
}

void progress_note(progress *p, const char *format, ...)
{
	va_list ap;
	wipe(p);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputc('\n', stderr);
	if (p->shown) draw(p, stopwatch_wall());
	fflush(stderr);
}

void progress_end(progress *p)
{
	if (!p->shown) return;
	draw(p, stopwatch_wall());
	fputc('\n', stderr);
	p->shown = false;
	p->length = 0;
}
