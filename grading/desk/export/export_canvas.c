/* CSV for Canvas: "Student, ID, SIS User ID, SIS Login ID, Section", a column for each assignment, and a
 * row of points possible. Canvas finds students by its own ID, else by the SIS ids; columns canvas_id,
 * sis_user_id, sis_login_id and section of the roster are taken where they are, else the course's id and
 * what stands before the @ of the address. An assignment is found by its whole title or by a number in
 * parentheses behind it. A cell stays empty where there is no mark.
 *
 * Canvas takes any row whose first cell holds "Points Possible" for that row, so no student's may. */
#include <string.h>

#include "describe.h"
#include "export.h"

static const char *or_else(const char *text, const char *otherwise)
{
	return *text ? text : otherwise;
}

static const char *login_of(const export_person *p, arena *a)
{
	const char *login = export_extra(p, a, "sis_login_id");
	if (*login || !*p->email) return *login ? login : p->id;
	return text_in(a, "%.*s", (int)strcspn(p->email, "@"), p->email);
}

static const char *name_of(const export_person *p, arena *a)
{
	static const char magic[] = "Points Possible";
	char *name = arena_strdup(a, or_else(p->name, p->id));
	for (char *found; (found = strstr(name, magic));) found[strcspn(found, " ")] = '-';
	return name;
}

static int write_row(
        FILE *f, export_job *job, const char *chapter, const export_person *p, arena *a)
{
	export_mark m;
	(void)chapter; // all have columns
	export_cell(f, true, name_of(p, a));
	export_cell(f, false, export_extra(p, a, "canvas_id"));
	export_cell(f, false, or_else(export_extra(p, a, "sis_user_id"), p->id));
	export_cell(f, false, login_of(p, a));
	export_cell(f, false, export_extra(p, a, "section"));
	for (int i = 0; i < job->nchapters; i++) {
		if (export_mark_of(&m, job, job->chapters[i], p->id, a)) return -1;
		export_points(f, false, &m);
	}
	fputs("\n", f);
	return 0;
}

static int write_head(FILE *f, export_job *job)
{
	double max;
	fputs("Student,ID,SIS User ID,SIS Login ID,Section", f);
	for (int i = 0; i < job->nchapters; i++)
		export_cell(f, false, export_title(job, job->chapters[i]));
	fputs("\n    Points Possible,,,,", f);
	for (int i = 0; i < job->nchapters; i++) {
		if (export_max(&max, job, job->chapters[i])) return -1;
		export_number(f, false, max);
	}
	fputs("\n", f);
	return 0;
}

int export_canvas(FILE *f, export_job *job)
{
	return write_head(f, job) || export_class(f, job, NULL, write_row) ? -1 : 0;
}
