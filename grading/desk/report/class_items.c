/* Exercises as test items, mistakes by name, and who needs help. Counted are the hand-ins that count,
 * one a student. */
#include <math.h>
#include <string.h>

#include "describe.h"
#include "error.h"
#include "report_class.h"
#include "report_view.h"

enum { STUCK_AFTER = 3, FEW_LEAST = 4 };

/* Sums for a correlation of an exercise's share with the rest of the points. */
typedef struct {
	double n, x, y, xx, yy, xy;
} moments;

static double correlation(const moments *m)
{
	const double vx = m->n * m->xx - m->x * m->x, vy = m->n * m->yy - m->y * m->y;
	if (m->n < FEW_LEAST || !(vx > 1e-12) || !(vy > 1e-12)) return (double)NAN;
	return (m->n * m->xy - m->x * m->y) / sqrt(vx * vy);
}

static int state_index(const char *how)
{
	static const char *const names[] = {
	        "passed", "wrong", "crashed", "timed out", "not implemented"};
	int k = 0;
	while (k < CLASS_STATES - 1 && strcmp(names[k], how) != 0) k++;
	return k;
}

static void count_row(class_view *c, query *q, moments *m)
{
	const char *number = query_text(q, 0);
	class_item *item = c->nitems ? &c->items[c->nitems - 1] : NULL;
	if (!item || strcmp(item->number, number) != 0) {
		*m = (moments){0};
		item = &c->items[c->nitems++];
		item->number = arena_strdup(&c->a, number);
		item->name = arena_strdup(&c->a, query_text(q, 1));
	}
	const double points = query_real(q, 3), max = query_real(q, 4),
	             rest = query_real(q, 5) - points;
	const double share = max > 0 ? points / max : 0;
	item->n++;
	item->states[state_index(query_text(q, 2))]++;
	item->share += (share - item->share) / item->n;
	*m = (moments){m->n + 1, m->x + share, m->y + rest, m->xx + share * share, m->yy + rest * rest,
	        m->xy + share * rest};
	item->discerns = correlation(m);
}

static int load_items(class_view *c, gradebook *g)
{
	query q;
	long n;
	int more;
	moments m = {0};
	if (gradebook_long(g, &n, 0,
	            "SELECT count(DISTINCT number) FROM current_exercise e JOIN " CLASS_COUNTED
	            " k ON e.submission = k.submission",
	            "s", c->chapter) ||
	        query_open(&q, g,
	                "SELECT e.number, e.name, e.state, e.points, e.max, c.points FROM "
	                "current_exercise e JOIN " CLASS_COUNTED " k ON e.submission = k.submission "
	                "JOIN current c ON c.submission = e.submission WHERE c.outcome = 'graded' "
	                "ORDER BY " VIEW_BY_NUMBER,
	                "s", c->chapter))
		return -1;
	c->items = arena_alloc(&c->a, (size_t)n + 1, sizeof *c->items);
	while ((more = query_next(&q)) > 0) count_row(c, &q, &m);
	query_close(&q);
	return more;
}

/* Of an exercise that is wrong without a name for it, nothing can be said here. */
static int load_mistakes(class_view *c, gradebook *g)
{
	query q;
	int more, room = 0;
	if (query_open(&q, g,
	            "SELECT e.number, e.mistake, max(e.hint), count(*) AS n, group_concat(k.student, "
	            "', ')"
	            " FROM current_exercise e JOIN " CLASS_COUNTED " k ON e.submission = k.submission "
	            "WHERE e.mistake IS NOT NULL GROUP BY e.number, e.mistake ORDER BY n "
	            "DESC, " VIEW_BY_NUMBER ", e.mistake",
	            "s", c->chapter))
		return -1;
	while ((more = query_next(&q)) > 0) {
		if (c->nmistakes == room) {
			class_mistake *list = arena_alloc(&c->a, 2 * (size_t)room + 32, sizeof *list);
			if (room) memcpy(list, c->mistakes, (size_t)room * sizeof *list);
			c->mistakes = list;
			room = 2 * room + 32;
		}
		class_mistake *x = &c->mistakes[c->nmistakes++];
		x->number = arena_strdup(&c->a, query_text(&q, 0));
		x->name = arena_strdup(&c->a, query_text(&q, 1));
		x->hint = view_without_numbers(&c->a, query_text(&q, 2)); // a class looks on
		x->n = (int)query_long(&q, 3);
		x->students = arena_strdup(&c->a, query_text(&q, 4));
	}
	query_close(&q);
	return more;
}

int class_load_items(class_view *c, gradebook *g)
{
	return load_items(c, g) || load_mistakes(c, g) ? -1 : 0;
}

static void need(class_student *s, const char *why)
{
	if (s->nhelp < CLASS_REASONS) s->help[s->nhelp++] = why;
}

static class_student *student_of(class_view *c, const char *id)
{
	for (int i = 0; i < c->n; i++)
		if (!strcmp(c->students[i].id, id)) return &c->students[i];
	return NULL;
}

/* Who runs into one exercise again and again, in the last hand-ins of at least STUCK_AFTER? */
static int find_stuck(class_view *c, gradebook *g)
{
	query q;
	int more;
	if (query_open(&q, g,
	            "SELECT s.student, e.number, e.name, count(*), (SELECT count(*) FROM submission u "
	            "WHERE u.chapter = s.chapter AND u.student = s.student) AS all_of_them "
	            "FROM submission s JOIN current_exercise e ON e.submission = s.number "
	            "WHERE s.chapter = ?1 AND e.state IN ('wrong', 'crashed', 'timed out') "
	            "AND NOT EXISTS (SELECT 1 FROM submission u JOIN current_exercise p ON "
	            "p.submission = "
	            "u.number WHERE u.chapter = s.chapter AND u.student = s.student AND p.number = "
	            "e.number AND p.state = 'passed') "
	            "GROUP BY s.student, e.number HAVING count(*) >= ?2 ORDER BY s.student, "
	            "CAST(e.number AS INTEGER), CAST(substr(e.number, instr(e.number, '.') + 1) AS "
	            "INTEGER)",
	            "sd", c->chapter, STUCK_AFTER))
		return -1;
	while ((more = query_next(&q)) > 0) {
		class_student *s = student_of(c, query_text(&q, 0));
		if (s)
			need(s, text_in(&c->a, "%s %s not passed in %ld of %ld hand-ins", query_text(&q, 1),
			                query_text(&q, 2), query_long(&q, 3), query_long(&q, 4)));
	}
	query_close(&q);
	return more;
}

int class_find_help(class_view *c, gradebook *g)
{
	for (int i = 0; i < c->n; i++) {
		class_student *s = &c->students[i];
		if (!s->submission) need(s, "has handed in nothing");
		if (!strcmp(s->outcome, "not gradable"))
			need(s, text_in(&c->a, "not gradable: %.300s", s->reason ? s->reason : ""));
		if (s->submission && s->has_mark && s->points < s->max / 2)
			need(s, text_in(&c->a, "%s of %s", view_points(&c->a, s->points),
			                view_points(&c->a, s->max)));
	}
	return find_stuck(c, g);
}
