/* Marks of a whole gradebook. Chapters go in the order in which they are due, because the free late
 * days of the course are spent in that order; within a chapter, student by student. */
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "marks.h"

/* A student, through all chapters. */
typedef struct {
	const char *id, *team;
	double extension, free_days;
	int members;
} person;

typedef struct {
	const char *name;
	long due;
	double max;
} chapter;

typedef struct {
	gradebook *g;
	rubric r;
	arena a, scratch; // of the whole, of one mark
	person *people;
	chapter *chapters;
	int npeople, nchapters;
} class;

/* Room for what a query counts. */
static void *room(class *c, const char *sql, size_t size)
{
	long n;
	if (gradebook_long(c->g, &n, 0, sql, "")) return NULL;
	return arena_alloc(&c->a, (size_t)n + 1, size);
}

static int read_people(class *c)
{
	query q;
	int more;
	c->people = room(c, "SELECT count(*) FROM student", sizeof *c->people);
	if (!c->people) return -1;
	if (query_open(&q, c->g,
	            "WITH crew AS (SELECT team AS name, max(extension_days) AS days, count(*) AS n "
	            "FROM student WHERE team <> '' GROUP BY team) "
	            "SELECT id, team, coalesce(days, extension_days), coalesce(n, 1) "
	            "FROM student LEFT JOIN crew ON crew.name = team ORDER BY id",
	            ""))
		return -1;
	while ((more = query_next(&q)) > 0)
		c->people[c->npeople++] = (person){.id = arena_strdup(&c->a, query_text(&q, 0)),
		        .team = arena_strdup(&c->a, query_text(&q, 1)),
		        .extension = query_real(&q, 2),
		        .members = (int)query_long(&q, 3),
		        .free_days = c->r.late.free_days};
	query_close(&q);
	return more;
}

static int by_due(const void *x, const void *y)
{
	const chapter *a = x, *b = y;
	if (!a->due != !b->due) return !a->due ? 1 : -1;
	if (a->due != b->due) return a->due < b->due ? -1 : 1;
	return strcmp(a->name, b->name);
}

static int read_chapters(class *c)
{
	query q;
	int more;
	c->chapters = room(c, "SELECT count(DISTINCT chapter) FROM submission", sizeof *c->chapters);
	if (!c->chapters || query_open(&q, c->g, "SELECT DISTINCT chapter FROM submission", ""))
		return -1;
	while ((more = query_next(&q)) > 0) {
		const char *name = arena_strdup(&c->a, query_text(&q, 0));
		const rubric_chapter *rules = rubric_find(&c->r, name);
		c->chapters[c->nchapters++] = (chapter){.name = name, .due = rules ? rules->due : 0};
	}
	query_close(&q);
	qsort(c->chapters, (size_t)c->nchapters, sizeof *c->chapters, by_due);
	return more;
}

static int read_parts(class *c, marks_hand_in *h, long revision)
{
	enum { MOST = 1000 };
	query q;
	int more;
	marks_part *parts = arena_alloc(&c->scratch, MOST, sizeof *parts);
	if (query_open(&q, c->g,
	            "SELECT number, name, points, max, leak <> '' FROM exercise "
	            "WHERE submission = ? AND revision = ? ORDER BY length(number), number",
	            "ll", h->submission, revision))
		return -1;
	while ((more = query_next(&q)) > 0 && h->nparts < MOST)
		parts[h->nparts++] = (marks_part){.number = arena_strdup(&c->scratch, query_text(&q, 0)),
		        .name = arena_strdup(&c->scratch, query_text(&q, 1)),
		        .points = query_real(&q, 2),
		        .max = query_real(&q, 3),
		        .leak = query_long(&q, 4) != 0};
	query_close(&q);
	h->parts = parts;
	return more > 0 ? error_set("submission %ld: more than %d exercises", h->submission, MOST)
	                : more;
}

static marks_outcome outcome_of(const char *text)
{
	return !strcmp(text, "graded")         ? MARKS_GRADED
	       : !strcmp(text, "not gradable") ? MARKS_NOT_GRADABLE
	                                       : MARKS_GRADER_ERROR;
}

/* All hand-ins of a student and the team, in the order of their coming. Returns how many, or -1. */
static int read_hand_ins(class *c, const chapter *ch, const person *p, marks_hand_in **list)
{
	query q;
	int n = 0, more, room_for = 0, status = 0;
	if (query_open(&q, c->g,
	            "SELECT number, student, attempt, received, outcome, coalesce(reason, ''), "
	            "revision "
	            "FROM submission JOIN current ON submission = number WHERE chapter = ?1 AND "
	            "student "
	            "IN (SELECT ?2 UNION SELECT id FROM student WHERE team = ?3 AND team <> '') "
	            "ORDER BY received, number",
	            "sss", ch->name, p->id, p->team))
		return -1;
	while (!status && (more = query_next(&q)) > 0) {
		if (n == room_for) {
			marks_hand_in *wider =
			        arena_alloc(&c->scratch, (size_t)(room_for = 2 * n + 8), sizeof *wider);
			if (n) memcpy(wider, *list, (size_t)n * sizeof *wider);
			*list = wider;
		}
		marks_hand_in *h = &(*list)[n++];
		*h = (marks_hand_in){.submission = query_long(&q, 0),
		        .student = arena_strdup(&c->scratch, query_text(&q, 1)),
		        .number = query_long(&q, 2),
		        .received = query_long(&q, 3),
		        .outcome = outcome_of(query_text(&q, 4)),
		        .reason = arena_strdup(&c->scratch, query_text(&q, 5))};
		if (h->outcome == MARKS_GRADED) status = read_parts(c, h, query_long(&q, 6));
	}
	query_close(&q);
	return status || more < 0 ? -1 : n;
}

/* What the chapter is worth, from some hand-in that was graded; 0 where none was. */
static int find_max(class *c, chapter *ch)
{
	query q;
	marks_hand_in h = {0};
	if (query_open(&q, c->g,
	            "SELECT number, revision FROM submission JOIN current ON submission = number "
	            "WHERE chapter = ? AND outcome = 'graded' LIMIT 1",
	            "s", ch->name))
		return -1;
	int more = query_next(&q);
	h.submission = query_long(&q, 0);
	if (more > 0) more = read_parts(c, &h, query_long(&q, 1));
	query_close(&q);
	for (int i = 0; i < h.nparts; i++) {
		double max = h.parts[i].max;
		marks_exercise(&c->r, ch->name, &h.parts[i], &max);
		ch->max += max;
	}
	return more;
}

static int mark_person(class *c, const chapter *ch, person *p)
{
	mark m;
	marks_hand_in *list = NULL;
	arena_reset(&c->scratch);
	const int n = read_hand_ins(c, ch, p, &list);
	if (n <= 0) return n;
	if (marks_of(&m, &c->scratch,
	            &(marks_question){.rules = &c->r,
	                    .chapter = ch->name,
	                    .student = p->id,
	                    .team = p->team,
	                    .members = p->members,
	                    .extension = p->extension,
	                    .free_days = p->free_days,
	                    .max = ch->max,
	                    .nhand_ins = n,
	                    .hand_ins = list}))
		return -1;
	p->free_days -= m.free_days;
	if (m.given)
		return gradebook_do(c->g, "INSERT INTO mark VALUES(?, ?, nullif(?, 0), ?, ?, ?, ?, ?)",
		        "sslffffs", ch->name, p->id, m.submission, m.points, m.max, m.late_days, m.penalty,
		        m.explanation);
	return gradebook_do(c->g, "INSERT INTO mark VALUES(?, ?, NULL, NULL, ?, 0, 0, ?)", "ssfs",
	        ch->name, p->id, m.max, m.explanation);
}

static int mark_all(class *c)
{
	if (read_people(c) || read_chapters(c) || gradebook_do(c->g, "DELETE FROM mark", "")) return -1;
	for (int i = 0; i < c->nchapters; i++) {
		if (find_max(c, &c->chapters[i])) return -1;
		for (int k = 0; k < c->npeople; k++)
			if (mark_person(c, &c->chapters[i], &c->people[k])) return -1;
	}
	return 0;
}

int marks_write(gradebook *g)
{
	class c = {.g = g};
	const int status = rubric_load(&c.r, g) || mark_all(&c) ? -1 : 0;
	rubric_free(&c.r);
	arena_free(&c.a);
	arena_free(&c.scratch);
	return status;
}
