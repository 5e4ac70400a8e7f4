/* Compare the answers of two transcripts by name.
 *
 *     compare [--tolerance X] [--all] EXPECTED OTHER
 *
 * For oracles (the reference's outputs against another library's) and for staleness (a fresh
 * reference against the committed one, --all). What stands in one of the two only is a difference.
 * Prints the worst error of each exercise. Exit status: 0 equal, 1 different, 2 bad input. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "error.h"

static const char usage_text[] =
        "usage: compare [OPTION]... EXPECTED OTHER\n"
        "  --tolerance X   largest relative error that is equal (default 1e-9)\n"
        "  --all           not outputs only: every role, and contents and ends of cases\n";

typedef struct {
	double tolerance;
	bool all;
	const char *path[2];
} options;

/* What came out for one exercise. */
typedef struct {
	int compared, different, missing;
	double worst;
	const char *worst_case, *worst_array;
} tally;

static int parse_options(options *o, int argc, char **argv)
{
	int paths = 0;
	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--help")) {
			fputs(usage_text, stdout);
			exit(0);
		}
		if (!strcmp(argv[i], "--all"))
			o->all = true;
		else if (!strcmp(argv[i], "--tolerance")) {
			char *end = argv[i];
			if (i + 1 < argc) o->tolerance = strtod(argv[++i], &end);
			if (end == argv[i] || *end || !(o->tolerance >= 0))
				return error_set("--tolerance: expected a number such as 1e-9");
		} else if (argv[i][0] == '-')
			return error_set("unknown option %s; try --help", argv[i]);
		else if (paths < 2)
			o->path[paths++] = argv[i];
		else
			return error_set("%s: one file too many; try --help", argv[i]);
	}
	return paths == 2 ? 0 : error_set("expected two transcripts; try --help");
}

static void say_difference(const case_record *c, const array *yours, const array *e, comparison x)
{
	char index[80] = "", a[300] = "", b[300] = "";
	if (x.worst >= 0 && x.worst < yours->count && x.worst < e->count) {
		index_text(index, sizeof index, e, x.worst);
		element_text(a, sizeof a, e, yours, x.worst);
		element_text(b, sizeof b, yours, e, x.worst);
	} else {
		shape_text(a, sizeof a, e);
		shape_text(b, sizeof b, yours);
	}
	printf("  %s/%s %s%s: expected %s, other %s\n", c->exercise, c->name, e->name, index, a, b);
}

static void compare_array(
        const case_record *c, const case_record *other, const array *e, const options *o, tally *t)
{
	const array *yours = other ? find_array(other, e->name, e->role) : NULL;
	if (!yours) {
		t->missing++;
		printf("  %s/%s %s is missing\n", c->exercise, c->name, e->name);
		return;
	}
	const comparison x = compare(yours, e, o->tolerance);
	t->compared++;
	if (!(x.error <= t->worst)) {
		t->worst = x.error;
		t->worst_case = c->name;
		t->worst_array = e->name;
	}
	if (x.verdict == VERDICT_EQUAL) return;
	t->different++;
	say_difference(c, yours, e, x);
}

/* What stands only in the other transcript. */
static int surplus(const table *expected, const table *other)
{
	int n = 0;
	for (const case_record *c = other->cases; c; c = c->next) {
		const case_record *e = find_case(expected, c->exercise, c->name);
		for (const array *a = c->arrays; a; a = a->next) {
			if (e && find_array(e, a->name, a->role)) continue;
			printf("  %s/%s %s is not in %s\n", c->exercise, c->name, a->name, expected->path);
			n++;
		}
	}
	return n;
}

static bool same_contents(const table *a, const table *b)
{
	const exercise_record *e = a->exercises, *f = b->exercises;
	for (; e && f; e = e->next, f = f->next)
		if (strcmp(e->name, f->name) != 0 || strcmp(e->number, f->number) != 0 ||
		        e->points != f->points)
			return false;
	const case_record *c = a->cases, *d = b->cases;
	for (; c && d; c = c->next, d = d->next)
		if (strcmp(c->exercise, d->exercise) != 0 || strcmp(c->name, d->name) != 0 ||
		        strcmp(c->needs ? c->needs : "", d->needs ? d->needs : "") != 0 ||
		        c->end != d->end || c->status != d->status)
			return false;
	return !e && !f && !c && !d;
}

/* The cases of one exercise stand together: from *c on to the first of another. */
static tally compare_exercise(const case_record **c, const table *b, const options *o)
{
	tally t = {0};
	for (const char *exercise = (*c)->exercise; *c && !strcmp((*c)->exercise, exercise);
	        *c = (*c)->next) {
		const case_record *other = find_case(b, exercise, (*c)->name);
		for (const array *e = (*c)->arrays; e; e = e->next)
			if (o->all || e->role == ROLE_OUTPUT) compare_array(*c, other, e, o, &t);
	}
	return t;
}

/* Returns the number of things wrong. */
static int compare_tables(const table *a, const table *b, const options *o)
{
	int wrong = surplus(a, b), compared = 0;
	double worst = 0;
	for (const case_record *c = a->cases; c;) {
		const char *exercise = c->exercise;
		const tally t = compare_exercise(&c, b, o);
		printf("%-28s %3d arrays equal", exercise, t.compared - t.different);
		if (t.different) printf(", %d different", t.different);
		if (t.missing) printf(", %d missing", t.missing);
		if (t.compared && t.worst_array)
			printf("; worst error %.1e (%s, case %s)", t.worst, t.worst_array, t.worst_case);
		putchar('\n');
		wrong += t.different + t.missing;
		compared += t.compared;
		if (!(t.worst <= worst)) worst = t.worst;
	}
	if (o->all && !same_contents(a, b)) {
		puts("exercises, points, cases or their ends differ");
		wrong++;
	}
	printf("%d arrays compared, %d wrong; worst error %.1e, allowed %.0e\n", compared, wrong, worst,
	        o->tolerance);
	return wrong + (compared == 0);
}

int main(int argc, char **argv)
{
	options o = {.tolerance = 1e-9};
	table a = {0}, b = {0};
	error_program("compare");
	if (parse_options(&o, argc, argv)) error_exit();
	if (table_read(&a, o.path[0]) || table_read(&b, o.path[1])) error_exit();
	const int wrong = compare_tables(&a, &b, &o);
	table_free(&a);
	table_free(&b);
	return wrong ? 1 : 0;
}
