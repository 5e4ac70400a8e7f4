/* Reading stderr: see ending.h. Formats that are recognised:
 *
 *     file.c:12: 6.1 rnn_forward is not implemented yet: hint            harness, TODO()
 *     file.c:12: in rnn_forward: mul: (2,3)·(4,5) …                      harness, bug()
 *     ==1==ERROR: AddressSanitizer: heap-buffer-overflow on address …    then a stack of calls
 *     file.c:12:7: runtime error: index 5 out of bounds …                UBSan, then a stack
 *     ==1==ERROR: LeakSanitizer: detected memory leaks                   then a stack per leak
 *     worker: exit() was called                                          then a stack
 *     file.c:12: rnn_forward: Assertion `h.T > 0' failed.                assert()
 *         #1 0x55d0 in rnn_forward /home/me/chapters/06-rnn/rnn.c:12:5   one call of a stack */
#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ending.h"

static char *copy_of(arena *a, const char *from, size_t n)
{
	char *text = arena_alloc(a, n + 1, 1);
	memcpy(text, from, n);
	text[n] = 0;
	return text;
}

static size_t line_length(const char *from)
{
	return strcspn(from, "\n");
}

/* The last occurrence of a phrase: what the student printed stands before it. */
static const char *last_of(const char *text, const char *phrase)
{
	const char *found = NULL;
	for (const char *p = text; (p = strstr(p, phrase)); p++) found = p;
	return found;
}

static const char *start_of_line(const char *text, const char *p)
{
	while (p > text && p[-1] != '\n') p--;
	return p;
}

/* The path as the student knows it, or NULL when the file is not the student's. */
static const char *own_path(const char *path, source_place source)
{
	char folder[300];
	static const char *const roots[] = {"chapters", "solutions"};
	if (source.source_dir) {
		const char *dir = source.source_dir;
		if (!strncmp(dir, "./", 2)) dir += 2;
		snprintf(folder, sizeof folder, "%s", dir);
		for (size_t n = strlen(folder); n > 0 && folder[n - 1] == '/';) folder[--n] = 0;
		return *folder ? strstr(path, folder) : NULL;
	}
	for (int i = 0; i < 2; i++) {
		snprintf(folder, sizeof folder, "%s/%s/", roots[i], source.chapter ? source.chapter : "");
		const char *found = strstr(path, folder);
		if (found) return found;
	}
	return NULL;
}

/* One call of a stack, "#1 0x… in name path:line[:column]"; false when the line is none. */
static bool parse_call(arena *a, const char *at, const char **function, const char **place)
{
	at += strspn(at, " ");
	if (*at != '#' || !isdigit((unsigned char)at[1])) return false;
	char *text = copy_of(a, at, line_length(at));
	*function = *place = NULL;
	char *in = strstr(text, " in ");
	if (!in) return true;
	char *name = in + 4, *path = strchr(name, ' ');
	*function = name;
	if (!path) return true;
	*path++ = 0;
	char *colon = strchr(path, ':'), *second = colon ? strchr(colon + 1, ':') : NULL;
	if (second) *second = 0;
	if (colon) *place = path;
	return true;
}

/* The first call that stands in the student's file, from `at` to the end of the report. */
static void find_own_call(arena *a, const char *at, source_place source, case_end *e)
{
	for (; *at; at += line_length(at), at += *at == '\n') {
		const char *function, *place;
		if (!parse_call(a, at, &function, &place) || !place) continue;
		const char *own = own_path(place, source);
		if (!own) continue;
		e->place = own;
		e->function = function;
		return;
	}
}

static const char *plain_words(const char *kind)
{
	static const struct {
		const char *kind, *words;
	} list[] = {
	        {"heap-buffer-overflow", "outside of an array"},
	        {"use-after-poison", "outside of a matrix or sequence"},
	        {"stack-buffer-overflow", "outside of a local array"},
	        {"global-buffer-overflow", "outside of a global array"},
	        {"heap-use-after-free", "memory that was already freed"},
	        {"stack-use-after-", "a local variable that no longer exists"},
	        {"SEGV", "a wild index or pointer, far outside of every array"},
	        {"stack-overflow", "too many nested calls, or a huge local array"},
	        {"attempting double-free", "memory is freed twice"},
	        {"attempting free", "what is freed was never allocated"},
	        {"requested allocation size", "far too much memory is asked for"},
	        {"allocator is out of memory", "far too much memory is asked for"},
	        {"memcpy-param-overlap", "memcpy on overlapping memory"},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (!strncmp(kind, list[i].kind, strlen(list[i].kind))) return list[i].words;
	return NULL;
}

/* "heap-buffer-overflow (writes outside of an array)" */
static void explain_address(arena *a, const char *report, case_end *e)
{
	const char *kind = strstr(report, "AddressSanitizer: ") + strlen("AddressSanitizer: ");
	size_t n = line_length(kind);
	const char *on = strstr(kind, " on "), *paren = strstr(kind, ": ");
	if (on && (size_t)(on - kind) < n) n = (size_t)(on - kind);
	if (paren && (size_t)(paren - kind) < n) n = (size_t)(paren - kind);
	if (n > 60) n = 60;
	const char *words = plain_words(kind);
	if (!strncmp(kind, "SEGV", 4) && strstr(report, "caused by a WRITE"))
		words = "a wild index or pointer, or a write into a text in quotes, which is constant";
	const char *verb = strstr(report, "\nWRITE of size")  ? "writes "
	                   : strstr(report, "\nREAD of size") ? "reads "
	                                                      : "";
	char text[200];
	if (words)
		snprintf(text, sizeof text, "%.*s (%s%s)", (int)n, kind, verb, words);
	else
		snprintf(text, sizeof text, "%.*s", (int)n, kind);
	e->what = arena_strdup(a, text);
}

/* What UBSan says, without the addresses that it knows and nobody else does. */
static const char *undefined_words(arena *a, const char *error)
{
	if (!strncmp(error, "store to address", 16)) return "writes outside of an array";
	if (!strncmp(error, "load of address", 15)) return "reads outside of an array";
	return copy_of(a, error, line_length(error));
}

static bool explain_sanitizer(arena *a, const char *log, source_place source, case_end *e)
{
	static const char undefined[] = ": runtime error: ";
	const char *report = last_of(log, "ERROR: AddressSanitizer: "), *error;
	if (report) {
		explain_address(a, report, e);
		find_own_call(a, report, source, e);
		return true;
	}
	if ((error = last_of(log, undefined))) {
		const char *start = start_of_line(log, error);
		char *place = copy_of(a, start, (size_t)(error - start));
		char *colon = strrchr(place, ':'); // cut the column
		if (colon) *colon = 0;
		const char *own = own_path(place, source);
		e->what = undefined_words(a, error + strlen(undefined));
		if (own) e->place = own;
		find_own_call(a, start, source, e);
		return true;
	}
	return false;
}

static const char *signal_words(int number)
{
	switch (number) {
	case SIGSEGV: return "segmentation fault (a wild index or pointer)";
	case SIGBUS: return "bus error (a wild index or pointer)";
	case SIGFPE: return "a division of whole numbers by zero";
	case SIGILL: return "an illegal instruction";
	case SIGABRT: return "abort";
	case SIGKILL: return "killed from outside, perhaps out of memory";
	case SIGSYS: return "a system call that is not allowed here";
	case SIGXFSZ: return "wrote more than is allowed";
	default: return NULL;
	}
}

/* "file.c:12: rnn_forward: Assertion `h.T > 0' failed.", some programs' names before the file. */
static bool explain_assert(arena *a, const char *log, source_place source, case_end *e)
{
	const char *at = last_of(log, ": Assertion `");
	if (!at) return false;
	const char *start = start_of_line(log, at);
	char *place = copy_of(a, start, (size_t)(at - start)), *name = strrchr(place, ' ');
	const char *own = own_path(place, source);
	e->what = copy_of(a, at + 2, line_length(at + 2));
	if (!name || !own) return true;
	e->function = name + 1;
	*name = 0;
	if (name[-1] == ':') name[-1] = 0;
	e->place = own;
	return true;
}

/* Ended by a signal or an odd status, with no sanitizer's report: bug() says where and what. */
static void explain_plain(arena *a, const case_record *c, source_place source, case_end *e)
{
	char text[300];
	const char *in = last_of(c->log, ": in ");
	if (c->end == END_SIGNAL && c->status == SIGABRT && in) {
		const char *start = start_of_line(c->log, in), *name = in + strlen(": in ");
		const char *own = own_path(copy_of(a, start, (size_t)(in - start)), source);
		const char *colon = strchr(name, ':');
		if (colon && colon[1] == ' ') {
			e->function = copy_of(a, name, (size_t)(colon - name));
			e->what = copy_of(a, colon + 2, line_length(colon + 2));
			e->place = own ? own : copy_of(a, start, (size_t)(in - start));
			return;
		}
	}
	if (c->end == END_SIGNAL && c->status == SIGABRT && explain_assert(a, c->log, source, e))
		return;
	const char *words = c->end == END_SIGNAL ? signal_words(c->status) : NULL;
	if (words)
		snprintf(text, sizeof text, "%s", words);
	else
		snprintf(text, sizeof text, "ended with %s %d",
		        c->end == END_SIGNAL ? "signal" : "exit status", c->status);
	e->what = arena_strdup(a, text);
}

static void explain_todo(arena *a, const case_record *c, source_place source, case_end *e)
{
	static const char phrase[] = " is not implemented yet: ";
	e->kind = ENDED_NOT_IMPLEMENTED;
	const char *at = last_of(c->log, phrase);
	if (!at) return;
	const char *start = start_of_line(c->log, at);
	char *head = copy_of(a, start, (size_t)(at - start)), *name = strrchr(head, ' ');
	at += strlen(phrase);
	e->hint = copy_of(a, at, line_length(at));
	if (!name) return;
	e->function = name + 1;
	*name = 0;
	char *number = strstr(head, ": ");
	if (!number) return;
	*number = 0;
	e->number = number + 2;
	const char *own = own_path(head, source);
	e->place = own ? own : head;
}

static void explain_leak(arena *a, const char *log, source_place source, case_end *e)
{
	long bytes = 0;
	const char *summary = last_of(log, "SUMMARY: AddressSanitizer: ");
	if (summary) bytes = strtol(summary + strlen("SUMMARY: AddressSanitizer: "), NULL, 10);
	char text[80];
	if (bytes > 0)
		snprintf(text, sizeof text, "%ld bytes were allocated and never freed", bytes);
	else
		snprintf(text, sizeof text, "memory was allocated and never freed");
	e->kind = ENDED_WITH_LEAK;
	e->what = arena_strdup(a, text);
	find_own_call(a, last_of(log, "ERROR: LeakSanitizer: "), source, e);
}

/* The worker prints a stack when somebody else than itself calls exit(). */
static void find_exit(arena *a, const char *log, source_place source, case_end *e)
{
	const char *at = last_of(log, "worker: exit() was called");
	if (!at) return;
	e->place = e->function = NULL;
	find_own_call(a, at + line_length(at), source, e);
}

case_end explain_end(arena *a, const case_record *c, source_place source)
{
	case_end e = {.kind = ENDED_CRASHED};
	if (c->end == END_MISSING)
		e.kind = ENDED_NOWHERE;
	else if (c->end == END_TIMEOUT || (c->end == END_SIGNAL && c->status == SIGXCPU))
		e.kind = ENDED_TIMEOUT;
	else if (c->end == END_EXIT && c->status == 0)
		e.kind = ENDED_WELL;
	else if (c->end == END_EXIT && c->status == STATUS_NOT_IMPLEMENTED)
		explain_todo(a, c, source, &e);
	else if (c->end == END_EXIT && c->status == STATUS_ADDRESS &&
	         !strstr(c->log, "ERROR: AddressSanitizer: ") &&
	         strstr(c->log, "ERROR: LeakSanitizer: "))
		explain_leak(a, c->log, source, &e);
	else if (!explain_sanitizer(a, c->log, source, &e))
		explain_plain(a, c, source, &e);
	if (c->end == END_EXIT && e.kind != ENDED_NOT_IMPLEMENTED) find_exit(a, c->log, source, &e);
	return e;
}
