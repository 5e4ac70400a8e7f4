/* From gradebooks to a folder of texts for sim_c: see similar.h. */
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "folder.h"
#include "similar.h"

enum { SOURCE_MOST = 1 << 20 };

typedef struct {
	similar *s;
	const skeleton *skeleton;
	const char *chapter;
	char folder[4096];
	int room;
} collector;

void similar_free(similar *s)
{
	arena_free(&s->a);
	*s = (similar){0};
}

bool similar_possible(void)
{
	char path[4096];
	const char *list = getenv("PATH");
	while (list && *list) {
		const size_t n = strcspn(list, ":");
		if (snprintf(path, sizeof path, "%.*s/sim_c", (int)n, list) < (int)sizeof path &&
		        !access(path, X_OK))
			return true;
		list += n + (list[n] == ':');
	}
	return false;
}

/* The sources of a hand-in, one after another. */
static int write_text(collector *c, gradebook *g, similar_handin *h, FILE *out)
{
	query q;
	int more;
	if (query_open(&q, g,
	            "SELECT name FROM file WHERE submission = ? AND kind = 'source' ORDER BY name", "l",
	            h->submission))
		return -1;
	while ((more = query_next(&q)) > 0) {
		char *text;
		size_t n;
		const char *name = arena_strdup(&c->s->a, query_text(&q, 0));
		if (gradebook_get_file(g, h->submission, "source", name, &text, &n)) {
			more = -1;
			break;
		}
		if (text) similar_own_tokens(c->s, h, c->skeleton, name, text, out);
		free(text);
	}
	query_close(&q);
	return more;
}

/* Room for one more, and its file for sim_c. */
static FILE *begin_handin(collector *c)
{
	similar *s = c->s;
	char path[4096];
	if (s->n == c->room) {
		similar_handin *more = arena_alloc(&s->a, 2 * (size_t)c->room + 64, sizeof *more);
		if (s->n) memcpy(more, s->handins, (size_t)s->n * sizeof *more);
		s->handins = more;
		c->room = 2 * c->room + 64;
	}
	s->n++;
	if (folder_path(path, "%s/%d.c", c->folder, s->n)) return NULL;
	FILE *f = fopen(path, "wx");
	if (!f) error_set("%s: %s", path, strerror(errno));
	return f;
}

static int end_handin(collector *c, similar_handin *h, FILE *f, int status)
{
	const bool written = fputc('\n', f) != EOF;
	if ((fclose(f) || !written) && !status)
		status = error_set("%s: %s", c->folder, strerror(errno));
	h->shared = arena_alloc(&c->s->a, (size_t)h->nlines + 1, sizeof *h->shared);
	return status;
}

static int add_handin(collector *c, gradebook *g, query *q, const char *book)
{
	FILE *f = begin_handin(c);
	if (!f) return -1;
	similar_handin *h = &c->s->handins[c->s->n - 1];
	*h = (similar_handin){.book = book, .submission = query_long(q, 0)};
	h->student = arena_strdup(&c->s->a, query_text(q, 1));
	h->team = arena_strdup(&c->s->a, query_text(q, 2));
	return end_handin(c, h, f, write_text(c, g, h, f));
}

/* What copies are made of most often, once it has got out. */
static int add_solution(collector *c)
{
	glob_t found;
	char pattern[4096];
	int status = 0;
	if (folder_path(pattern, "solutions/%s/*.c", c->chapter)) return -1;
	if (glob(pattern, 0, NULL, &found)) return 0; // a checkout without solutions
	FILE *f = begin_handin(c);
	similar_handin *h = &c->s->handins[c->s->n - 1];
	*h = (similar_handin){.book = "solutions", .student = "the course", .team = ""};
	for (size_t i = 0; f && i < found.gl_pathc && !status; i++) {
		size_t n;
		const char *slash = strrchr(found.gl_pathv[i], '/');
		char *text = folder_read_file(found.gl_pathv[i], SOURCE_MOST, &n);
		if (text)
			similar_own_tokens(c->s, h, c->skeleton, arena_strdup(&c->s->a, slash + 1), text, f);
		else
			status = -1;
		free(text);
	}
	globfree(&found);
	return f ? end_handin(c, h, f, status) : -1;
}

/* Of every student the last hand-in that has sources. */
static int collect(collector *c, gradebook *g, const char *book)
{
	query q;
	int more;
	if (query_open(&q, g,
	            "SELECT number, student, coalesce(team, '') FROM submission s "
	            "LEFT JOIN student ON id = student WHERE chapter = ?1 AND number = "
	            "(SELECT number FROM submission t WHERE t.chapter = ?1 AND t.student = s.student "
	            "AND "
	            "EXISTS (SELECT 1 FROM file WHERE submission = t.number AND kind = 'source') "
	            "ORDER BY received DESC, number DESC LIMIT 1) ORDER BY student",
	            "s", c->chapter))
		return -1;
	while ((more = query_next(&q)) > 0)
		if (add_handin(c, g, &q, book)) {
			more = -1;
			break;
		}
	query_close(&q);
	return more;
}

static int collect_earlier(collector *c, char *const *earlier, int n)
{
	const int ours = c->s->n;
	for (int i = 0; i < n; i++) {
		gradebook old = {.lock = -1};
		int status = gradebook_open(&old, earlier[i], GRADEBOOK_READ);
		if (!status) status = collect(c, &old, earlier[i]);
		gradebook_close(&old);
		if (status) return -1;
	}
	if (ours && add_solution(c)) return -1;
	c->s->nold = c->s->n - ours;
	return 0;
}

static int find_in(collector *c, gradebook *g, char *const *earlier, int n, double least)
{
	const char *temporary = getenv("TMPDIR");
	if (!temporary || !*temporary) temporary = "/tmp";
	if (folder_path(c->folder, "%s/similar.XXXXXX", temporary)) return -1;
	if (!mkdtemp(c->folder)) return error_set("%s: %s", c->folder, strerror(errno));
	int status = collect(c, g, NULL) || collect_earlier(c, earlier, n) ? -1 : 0;
	if (!status && c->s->n) status = similar_compare(c->s, c->folder, least);
	if (folder_remove(c->folder) && !status) status = -1;
	return status;
}

int similar_find(
        similar *s, gradebook *g, const char *chapter, char *const *earlier, int n, double least)
{
	skeleton k = {0};
	collector c = {.s = s, .skeleton = &k, .chapter = chapter};
	if (!similar_possible())
		return error_set("sim_c is not in PATH; expected the package similarity-tester");
	const int status = skeleton_read(&k, chapter) || find_in(&c, g, earlier, n, least) ? -1 : 0;
	skeleton_free(&k);
	return status;
}
