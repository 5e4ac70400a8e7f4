#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "clean.h"
#include "error.h"
#include "folder.h"
#include "intake_parts.h"
#include "queue.h"
#include "rubric.h"

/* "20261120T221500Z", a time that may stand in a file's name anywhere. */
static int compact_time(const char *text, long *seconds)
{
	char full[32];
	const size_t n = strlen(text);
	if (n < 14 || n > 20 || (text[8] != 'T' && text[8] != 't')) return -1;
	for (size_t i = 0; i < n; i++)
		if (i != 8 && i < 13 && !isdigit((unsigned char)text[i])) return -1;
	const bool with_seconds = isdigit((unsigned char)text[13]) != 0;
	snprintf(full, sizeof full, "%.4s-%.2s-%.2sT%.2s:%.2s%s%.2s%s", text, text + 4, text + 6,
	        text + 9, text + 11, with_seconds ? ":" : "", with_seconds ? text + 13 : "",
	        text + (with_seconds ? 15 : 13));
	return rubric_time(full, seconds);
}

static long newer(const char *path, long than)
{
	struct stat s;
	return !lstat(path, &s) && S_ISREG(s.st_mode) && s.st_mtime > than ? (long)s.st_mtime : than;
}

/* The time of the newest of the chapter's files in a folder, or of its archive; else the folder's. */
static long time_of(const intake_wanted *w, const char *path)
{
	static const char *const between[] = {"", "/", "/chapters/"};
	char inner[4096];
	struct stat s;
	struct dirent *e;
	long newest = 0;
	if (stat(path, &s)) return 0;
	if (!S_ISDIR(s.st_mode)) return (long)s.st_mtime;
	for (int i = 0; i < w->n; i++)
		for (int k = 0; k < 3; k++)
			if (!folder_path(
			            inner, "%s%s%s/%s", path, between[k], k ? w->chapter : "", w->names[i]))
				newest = newer(inner, newest);
	DIR *d = newest ? NULL : opendir(path);
	while (d && (e = readdir(d)))
		if (intake_is_archive(e->d_name) && !folder_path(inner, "%s/%s", path, e->d_name))
			newest = newer(inner, newest);
	if (d) closedir(d);
	return newest ? newest : (long)s.st_mtime;
}

/* Whose it is, from its name; and when it came, if the name says so. */
static const char *student_of(queue *q, const char *path, long *received)
{
	char name[400], shown[200];
	const char *last = strrchr(path, '/');
	snprintf(name, sizeof name, "%s", last ? last + 1 : path);
	static const char *const ends[] = {
	        ".tar.gz", ".tar.bz2", ".tar.xz", ".tgz", ".tbz2", ".txz", ".tar", ".zip", ".c"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		const size_t n = strlen(name), k = strlen(ends[i]);
		if (n <= k || strcmp(name + n - k, ends[i]) != 0) continue;
		name[n - k] = 0;
		break;
	}
	char *at = strrchr(name, '@');
	if (at && (!compact_time(at + 1, received) || !rubric_time(at + 1, received))) *at = 0;
	clean_name(name, shown, sizeof shown);
	return arena_strdup(&q->a, shown);
}

queue_entry *queue_new(queue *q)
{
	if (q->n == q->room) {
		q->room = 2 * q->room + 64;
		q->entries = realloc(q->entries, (size_t)q->room * sizeof *q->entries);
		if (!q->entries) bug("out of memory");
	}
	q->entries[q->n] = (queue_entry){0};
	return &q->entries[q->n++];
}

static void add_one(queue *q, const intake_wanted *w, const char *path)
{
	queue_entry *e = queue_new(q);
	e->received = time_of(w, path);
	e->student = student_of(q, path, &e->received);
	e->path = arena_strdup(&q->a, path);
}

/* Does the folder hold the chapter's files itself? */
static bool is_hand_in(const intake_wanted *w, const char *path)
{
	char inner[4096];
	struct stat s;
	for (int i = 0; i < w->n; i++)
		if (!folder_path(inner, "%s/%s", path, w->names[i]) && !lstat(inner, &s)) return true;
	if (!folder_path(inner, "%s/handin.json", path) && !lstat(inner, &s)) return true;
	return !folder_path(inner, "%s/chapters/%s", path, w->chapter) && !lstat(inner, &s) &&
	       S_ISDIR(s.st_mode);
}

static int add_class(queue *q, const intake_wanted *w, const char *path)
{
	char inner[4096];
	struct dirent *e;
	int added = 0;
	DIR *d = opendir(path);
	if (!d) return error_set("%s: %s, expected a folder of hand-ins", path, strerror(errno));
	while ((e = readdir(d))) {
		if (*e->d_name == '.') continue;
		if (folder_path(inner, "%s/%s", path, e->d_name)) {
			closedir(d);
			return -1;
		}
		add_one(q, w, inner);
		added++;
	}
	closedir(d);
	return added ? 0
	             : error_set("%s: an empty folder, expected one hand-in for each student", path);
}

int queue_add(queue *q, const intake_wanted *w, const char *path)
{
	struct stat s;
	char own[4096];
	if (folder_path(own, "%s", path)) return -1;
	for (size_t n = strlen(own); n > 1 && own[n - 1] == '/'; n--) own[n - 1] = 0;
	if (stat(own, &s))
		return error_set("%s: %s, expected a hand-in or a folder of them", own, strerror(errno));
	if (S_ISDIR(s.st_mode) && !is_hand_in(w, own)) return add_class(q, w, own);
	add_one(q, w, own);
	return 0;
}

static int by_student(const void *a, const void *b)
{
	const queue_entry *x = a, *y = b;
	const int order = strcmp(x->student, y->student);
	if (order) return order;
	if (x->received != y->received) return x->received < y->received ? -1 : 1;
	return strcmp(x->path, y->path);
}

void queue_sort(queue *q)
{
	if (q->n) qsort(q->entries, (size_t)q->n, sizeof *q->entries, by_student);
}

void queue_free(queue *q)
{
	arena_free(&q->a);
	free(q->entries);
	*q = (queue){0};
}
