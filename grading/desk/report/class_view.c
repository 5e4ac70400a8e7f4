/* The class, out of the gradebook: see report_class.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "describe.h"
#include "error.h"
#include "report_class.h"
#include "report_view.h"
#include "rubric.h"
#include "sha256.h"

enum { NAME_MOST = 100 };

void class_free(class_view *c)
{
	arena_free(&c->a);
	*c = (class_view){0};
}

const char *class_page(arena *a, const char *student)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
	char *name = arena_alloc(a, 3 * strlen(student) + 8, 1), *to = name;
	for (const char *s = student; *s; s++) {
		const bool stays = strchr(plain, *s) && !(*s == '.' && s == student);
		to += stays ? (*to = *s, 1) : sprintf(to, "=%02X", (unsigned char)*s);
	}
	if (to - name <= NAME_MOST && to > name) return name;
	sha256 sum;
	char hex[SHA256_HEX];
	sha256_begin(&sum);
	sha256_add(&sum, student, strlen(student));
	sha256_end(&sum, hex);
	return text_in(a, "%.40s==%s", name, hex); // no other name has two = in a row
}

static int load_students(class_view *c, gradebook *g)
{
	query q;
	long n;
	int more;
	if (gradebook_long(g, &n, 0, "SELECT count(*) FROM student", "") ||
	        query_open(&q, g,
	                "SELECT s.id, s.name, m.points, m.max, m.late_days, k.submission, c.outcome, "
	                "c.reason, (SELECT count(*) FROM submission t WHERE t.student = s.id AND "
	                "t.chapter = ?1), u.received "
	                "FROM student s JOIN " CLASS_COUNTED " k ON k.student = s.id "
	                "LEFT JOIN mark m ON m.student = s.id AND m.chapter = ?1 "
	                "LEFT JOIN current c ON c.submission = k.submission "
	                "LEFT JOIN submission u ON u.number = k.submission ORDER BY s.id",
	                "s", c->chapter))
		return -1;
	c->students = arena_alloc(&c->a, (size_t)n + 1, sizeof *c->students);
	while ((more = query_next(&q)) > 0 && c->n < n) {
		class_student *s = &c->students[c->n++];
		s->id = arena_strdup(&c->a, query_text(&q, 0));
		s->name = arena_strdup(&c->a, query_text(&q, 1));
		s->has_mark = !query_null(&q, 2);
		s->points = query_real(&q, 2);
		s->max = query_real(&q, 3);
		s->late = query_real(&q, 4);
		s->submission = query_long(&q, 5);
		s->outcome = query_null(&q, 6) ? "nothing" : arena_strdup(&c->a, query_text(&q, 6));
		s->reason = query_null(&q, 7) ? NULL : arena_strdup(&c->a, query_text(&q, 7));
		s->attempts = (int)query_long(&q, 8);
		s->received = query_long(&q, 9);
		s->page = class_page(&c->a, s->id);
	}
	query_close(&q);
	return more;
}

static int ascending(const void *x, const void *y)
{
	const double a = *(const double *)x, b = *(const double *)y;
	return a < b ? -1 : a > b;
}

/* The value below which a part of a sorted list lies. */
static double quantile(const double *list, int n, double part)
{
	const double at = part * (n - 1);
	const int i = (int)at;
	return i + 1 < n ? list[i] + (at - i) * (list[i + 1] - list[i]) : list[n - 1];
}

static void distribute(class_view *c)
{
	static const char *const names[] = {"graded", "not gradable", "grader error"};
	double *list = arena_alloc(&c->a, (size_t)c->n + 1, sizeof *list), sum = 0;
	for (int i = 0; i < c->n; i++) {
		const class_student *s = &c->students[i];
		c->handed_in += s->submission != 0;
		for (int k = 0; k < 3; k++) c->outcomes[k] += !strcmp(s->outcome, names[k]);
		if (!s->has_mark || !(s->max > 0)) continue;
		const double percent = 100 * s->points / s->max;
		const int bin = (int)(percent * CLASS_BINS / 100);
		c->bins[bin < 0 ? 0 : bin >= CLASS_BINS ? CLASS_BINS - 1 : bin]++;
		list[c->nmarks++] = percent;
		sum += percent;
	}
	if (!c->nmarks) return;
	qsort(list, (size_t)c->nmarks, sizeof *list, ascending);
	c->median = quantile(list, c->nmarks, 0.5);
	c->mean = sum / c->nmarks;
}

/* Every hand-in of the chapter that was graded, not only those that count. */
static int load_times(class_view *c, gradebook *g)
{
	static const char *const what[] = {"compiling (processor)", "running (processor)",
	        "judging (processor)", "all of it (on the clock)"};
	query q;
	long n;
	int more;
	if (gradebook_long(
	            g, &n, 0, "SELECT count(*) FROM submission WHERE chapter = ?", "s", c->chapter) ||
	        query_open(&q, g,
	                "SELECT compile_cpu, run_cpu, judge_cpu, wall FROM current JOIN submission ON "
	                "number = submission WHERE chapter = ? AND wall IS NOT NULL",
	                "s", c->chapter))
		return -1;
	double *list[4];
	for (int k = 0; k < 4; k++) list[k] = arena_alloc(&c->a, (size_t)n + 1, sizeof **list);
	while ((more = query_next(&q)) > 0 && c->ntimed < n) {
		for (int k = 0; k < 4; k++) list[k][c->ntimed] = query_real(&q, k);
		c->ntimed++;
	}
	query_close(&q);
	for (int k = 0; k < 4 && c->ntimed && !more; k++) {
		class_time *t = &c->times[k];
		qsort(list[k], (size_t)c->ntimed, sizeof **list, ascending);
		t->what = what[k];
		t->median = quantile(list[k], c->ntimed, 0.5);
		t->ninety = quantile(list[k], c->ntimed, 0.9);
		t->most = list[k][c->ntimed - 1];
		for (int i = 0; i < c->ntimed; i++) t->sum += list[k][i];
	}
	return more;
}

int class_load(class_view *c, gradebook *g, const char *chapter)
{
	rubric rules = {0};
	*c = (class_view){0};
	c->chapter = arena_strdup(&c->a, chapter);
	c->title = view_title(&c->a, chapter);
	const int status = rubric_load(&rules, g);
	c->course = arena_strdup(&c->a, status ? "" : rules.course);
	rubric_free(&rules);
	if (status || load_students(c, g)) return -1;
	distribute(c);
	return load_times(c, g) || class_load_items(c, g) || class_find_help(c, g) ? -1 : 0;
}
