/* CSV with the columns of nbgrader's gradebook: a row for each assignment and student. The score is the
 * raw one less what lateness and attempts cost. Without a mark, scores are empty. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "describe.h"
#include "export.h"

static const char *moment(arena *a, long seconds)
{
	struct tm t;
	const time_t when = (time_t)seconds;
	char *text = arena_alloc(a, 40, 1);
	if (!seconds || !gmtime_r(&when, &t) || !strftime(text, 40, "%Y-%m-%d %H:%M:%S", &t)) return "";
	return text;
}

/* "Lovelace, Ada" and "Ada Lovelace" are one person. */
static void split_name(const export_person *p, arena *a, const char **last, const char **first)
{
	const char *comma = strchr(p->name, ','), *space = strrchr(p->name, ' ');
	*last = comma   ? text_in(a, "%.*s", (int)(comma - p->name), p->name)
	        : space ? space + 1
	                : p->name;
	*first = comma   ? comma + 1 + strspn(comma + 1, " ")
	         : space ? text_in(a, "%.*s", (int)(space - p->name), p->name)
	                 : "";
}

static int write_row(
        FILE *f, export_job *job, const char *chapter, const export_person *p, arena *a)
{
	export_mark m;
	double max;
	const char *last, *first;
	const rubric_chapter *rules = rubric_find(&job->rules, chapter);
	if (export_mark_of(&m, job, chapter, p->id, a) || export_max(&max, job, chapter)) return -1;
	split_name(p, a, &last, &first);
	export_cell(f, true, export_title(job, chapter));
	export_cell(f, false, moment(a, rules ? rules->due : 0));
	export_cell(f, false, moment(a, m.received));
	export_cell(f, false, p->id);
	export_cell(f, false, last);
	export_cell(f, false, first);
	export_cell(f, false, p->email);
	if (m.given) {
		export_number(f, false, m.points + m.penalty);
		export_number(f, false, m.penalty);
		export_number(f, false, m.points);
	} else
		fputs(",,,", f);
	export_number(f, false, max);
	fputs("\n", f);
	return 0;
}

int export_nbgrader(FILE *f, export_job *job)
{
	int status = 0;
	fputs("assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,"
	      "late_submission_penalty,score,max_score\n",
	        f);
	for (int i = 0; i < job->nchapters && !status; i++)
		status = export_class(f, job, job->chapters[i], write_row);
	return status;
}
