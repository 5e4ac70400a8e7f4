/* CSV for Moodle, in two forms. The grade import lets a person say which column is what: "ID number" or
 * "Email address" names the student, and an assignment has a column with the grade and one with the
 * feedback, both of which have to be mapped (a feedback alone would wipe the grade out). The offline
 * worksheet of an assignment has fixed columns and Moodle's own identifiers, "Participant 1234"; they
 * come from a roster that is a worksheet downloaded from Moodle with a column `id` added, and times
 * go back as they came, because Moodle does not overwrite what is newer than they say.
 *
 * Moodle shows feedback as HTML, so it is escaped as such. */
#include <string.h>

#include "describe.h"
#include "error.h"
#include "export.h"

static const char *feedback(arena *a, const export_mark *m)
{
	return export_escaped(a, m->explanation);
}

static int write_grades(
        FILE *f, export_job *job, const char *chapter, const export_person *p, arena *a)
{
	export_mark m;
	(void)chapter; // all have columns
	const char *number = export_extra(p, a, "idnumber");
	export_cell(f, true, *number ? number : p->id);
	export_cell(f, false, p->email);
	export_cell(f, false, p->name);
	for (int i = 0; i < job->nchapters; i++) {
		if (export_mark_of(&m, job, job->chapters[i], p->id, a)) return -1;
		export_points(f, false, &m);
		export_cell(f, false, m.given ? feedback(a, &m) : "");
	}
	fputs("\n", f);
	return 0;
}

int export_moodle(FILE *f, export_job *job)
{
	fputs("ID number,Email address,Full name", f);
	for (int i = 0; i < job->nchapters; i++) {
		const char *title = export_title(job, job->chapters[i]);
		export_cell(f, false, text_in(&job->a, "Assignment: %s (Real)", title));
		export_cell(f, false, text_in(&job->a, "Assignment: %s (Feedback)", title));
	}
	fputs("\n", f);
	return export_class(f, job, NULL, write_grades);
}

static int write_worksheet(
        FILE *f, export_job *job, const char *chapter, const export_person *p, arena *a)
{
	export_mark m;
	double max;
	const char *identifier = export_extra(p, a, "Identifier");
	if (export_mark_of(&m, job, chapter, p->id, a) || export_max(&max, job, chapter)) return -1;
	if (!*identifier)
		return error_set("%s: expected a column Identifier in the roster, as in a worksheet from "
		                 "Moodle",
		        p->id);
	export_cell(f, true, identifier);
	export_cell(f, false, p->name);
	export_cell(f, false, p->email);
	export_cell(f, false, export_extra(p, a, "Status"));
	export_points(f, false, &m);
	export_number(f, false, max);
	export_cell(f, false, "Yes");
	export_cell(f, false, export_extra(p, a, "Last modified (submission)"));
	export_cell(f, false, export_extra(p, a, "Last modified (grade)"));
	export_cell(f, false, m.given ? feedback(a, &m) : "");
	fputs("\n", f);
	return 0;
}

int export_moodle_worksheet(FILE *f, export_job *job)
{
	if (job->nchapters != 1)
		return error_set("expected --chapter: a worksheet is of one assignment, and there are %d",
		        job->nchapters);
	fputs("Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
	      "Last modified (submission),Last modified (grade),Feedback comments\n",
	        f);
	return export_class(f, job, job->chapters[0], write_worksheet);
}
