/* How good is the grader? Wrong variants of the solution must lose marks, and the hint must name
 * the mistake; right alternatives must get full marks.
 *
 *     variants --expected E --patches DIR --transcripts DIR --write-sketches S.jsonl
 *     variants --expected E --patches DIR --transcripts DIR --check S.jsonl [--right DIR]
 *     variants --expected E --right DIR
 *
 * It reads DIR/NAME.jsonl, what the solution with NAME.patch applied answered. No two variants may
 * answer the same, and none what the reference answers: then the cases' inputs are too poor to
 * tell a mistake, and no hint could. Exit status: 0 when every variant is killed (loses points of
 * its exercise), at least 90 % are named (the report's hint is their own), every right alternative
 * has full marks and every `Shape:` is found; 1 otherwise; 2 bad input. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "describe.h"
#include "error.h"
#include "hint.h"
#include "patch.h"
#include "sketch.h"

#define NAMED_LEAST 0.9
#define SAME_ANSWER 1e-9

typedef struct {
	const char *expected, *patches, *transcripts, *right, *sketches_out, *sketches;
} options;

/* A patch with what it answers. */
typedef struct variant {
	struct variant *next;
	const patch *patch;
	table student;
	result result;
	const exercise_result *exercise; // the one that it breaks
} variant;

/* All that is counted. */
typedef struct {
	int variants, killed, named, shapeless, pairs, right, right_failed;
} tally;

static const char usage_text[] =
        "usage: variants --expected FILE [--patches DIR --transcripts DIR] [OPTION]...\n"
        "  --expected FILE         reference transcript\n"
        "  --patches DIR           NAME.patch: wrong variants, with Exercise: and Hint: on top\n"
        "  --transcripts DIR       NAME.jsonl: what each answers\n"
        "  --write-sketches FILE   write their sketches\n"
        "  --check FILE            judge each with these sketches: killed, named?\n"
        "  --right DIR             NAME.jsonl: answers of right alternatives\n";

static int parse_options(options *o, int argc, char **argv)
{
	const struct {
		const char *name, **value;
	} known[] = {{"--expected", &o->expected}, {"--patches", &o->patches},
	        {"--transcripts", &o->transcripts}, {"--right", &o->right},
	        {"--write-sketches", &o->sketches_out}, {"--check", &o->sketches}};
	const size_t n = sizeof known / sizeof *known;
	for (int i = 1; i < argc; i++) {
		size_t k = 0;
		if (!strcmp(argv[i], "--help")) {
			fputs(usage_text, stdout);
			exit(0);
		}
		while (k < n && strcmp(argv[i], known[k].name) != 0) k++;
		if (k == n) return error_set("unknown option %s; try --help", argv[i]);
		if (i + 1 == argc) return error_set("%s: a value is missing", argv[i]);
		*known[k].value = argv[++i];
	}
	if (!o->expected) return error_set("--expected is missing; try --help");
	if (!o->patches != !o->transcripts)
		return error_set("--patches and --transcripts belong together; try --help");
	if (!o->patches && !o->right) return error_set("neither --patches nor --right; try --help");
	return 0;
}

/* What is not in a variant's transcript cannot differ from the reference: grading/variant.sh. */
static void complete(table *student, const table *manifest)
{
	for (case_record *c = student->cases; c; c = c->next) {
		const case_record *ours = find_case(manifest, c->exercise, c->name);
		if (c->end != END_MISSING || c->arrays || c->complaint) continue;
		c->arrays = ours->arrays;
		c->end = ours->end;
		c->status = ours->status;
		c->log = ours->log;
	}
}

static int load(variant **list, arena *a, const patch *patches, const table *m, const options *o)
{
	const judge_options how = {.tolerance = TOLERANCE_HOME};
	for (; patches; patches = patches->next) {
		variant *v = *list = arena_alloc(a, 1, sizeof *v);
		list = &v->next;
		v->patch = patches;
		const char *path = text_in(a, "%s/%s.jsonl", o->transcripts, patches->name);
		if (table_read_student(&v->student, path, m)) return -1;
		complete(&v->student, m);
		result_judge(&v->result, m, &v->student, how);
		for (const exercise_result *e = v->result.exercises; e; e = e->next)
			if (!strcmp(e->exercise->name, patches->exercise)) v->exercise = e;
		if (!v->exercise)
			return error_set("%s/%s.patch: there is no exercise %s", o->patches, patches->name,
			        patches->exercise);
		if (v->result.grader_error)
			return error_set("%s: the transcript is not complete, or of another seed", path);
	}
	return 0;
}

static bool same_answers(const case_record *a, const case_record *b)
{
	if (a->end != b->end || a->status != b->status) return false;
	if (a->arrays == b->arrays) return true; // both left out
	for (const array *x = a->arrays; x; x = x->next) {
		const array *y = find_array(b, x->name, x->role);
		if (x->role == ROLE_NUMERIC || x->role == ROLE_INPUT) continue;
		if (!y || !same_shape(x, y)) return false;
		if (!x->numbers && !x->words) continue;
		const verdict v = compare(y, x, SAME_ANSWER).verdict;
		if (v != VERDICT_EQUAL) return false;
	}
	for (const array *y = b->arrays; y; y = y->next)
		if (!find_array(a, y->name, y->role)) return false;
	return true;
}

static bool same_transcript(const table *a, const table *b)
{
	for (const case_record *c = a->cases; c; c = c->next)
		if (!same_answers(c, find_case(b, c->exercise, c->name))) return false;
	return true;
}

/* Name every pair that cannot be told apart. */
static int count_pairs(const variant *list, const table *manifest)
{
	int pairs = 0;
	for (const variant *v = list; v; v = v->next) {
		if (same_transcript(&v->student, manifest)) {
			printf("EQUAL    %s answers what the reference answers\n", v->patch->name);
			pairs++;
		}
		for (const variant *w = v->next; w; w = w->next)
			if (same_transcript(&v->student, &w->student)) {
				printf("EQUAL    %s and %s answer the same\n", v->patch->name, w->patch->name);
				pairs++;
			}
	}
	return pairs;
}

static int write_sketches(const variant *list, arena *a, const char *path)
{
	const char *temporary = text_in(a, "%s.new", path);
	FILE *f = fopen(temporary, "w");
	if (!f) return error_set("%s: %s", temporary, strerror(errno));
	int failed = 0;
	for (const variant *v = list; v; v = v->next) {
		const mistake m = {.variant = v->patch->name,
		        .exercise = v->patch->exercise,
		        .hint = v->patch->hint,
		        .traces = traces_of(a, v->exercise)};
		failed = failed || mistake_write(f, &m);
	}
	failed = fclose(f) || failed;
	if (!failed && !rename(temporary, path)) return 0;
	const int why = errno;
	unlink(temporary);
	return error_set("%s: %s", path, strerror(why));
}

/* Does the shape of the error alone say what the patch says that it does? */
static bool shape_found(variant *v)
{
	if (!v->patch->shape) return true;
	hint_among(&v->result, NULL);
	const hint *h = &v->result.hint;
	return h->exercise == v->exercise && !strcmp(h->kind, "shape") &&
	       !strcmp(h->name, v->patch->shape);
}

/* How the hint came out, in words. */
static const char *how_named(arena *a, const variant *v, bool named)
{
	const hint *h = &v->result.hint;
	if (named) return strncmp(h->text, "Perhaps: ", 9) ? "named" : "named, with a perhaps";
	if (!h->exercise) return "NOT NAMED: no hint";
	if (h->exercise != v->exercise)
		return text_in(a, "NOT NAMED: the hint is for %s", h->exercise->exercise->name);
	return text_in(a, "NOT NAMED: %s \"%s\" instead", h->kind, h->name);
}

static void check_variant(variant *v, arena *a, const mistake *known, tally *t)
{
	const bool shaped = shape_found(v);
	v->result.hint = (hint){0};
	hint_among(&v->result, known);
	const exercise_result *e = v->exercise;
	const hint *h = &v->result.hint;
	const bool killed = e->points < e->max - 1e-9;
	const bool named =
	        h->exercise == e && !strcmp(h->kind, "variant") && !strcmp(h->name, v->patch->name);
	t->variants++;
	t->killed += killed;
	t->named += named;
	t->shapeless += !shaped;
	printf("%-8s %-38s %-5s %-30s %5.4g of %-3g %s%s%s\n", killed ? "killed" : "SURVIVED",
	        v->patch->name, e->exercise->number, e->exercise->name, e->points - e->max, e->max,
	        how_named(a, v, named),
	        shaped ? "" : "; SHAPE NOT FOUND: ", shaped ? "" : v->patch->shape);
}

static int check_right(const options *o, arena *a, const table *manifest, tally *t)
{
	const char **names = names_in(a, o->right, ".jsonl");
	if (!names) return -1;
	for (; *names; names++) {
		table student = {0};
		result r = {0};
		if (table_read_student(&student, text_in(a, "%s/%s.jsonl", o->right, *names), manifest))
			return -1;
		result_judge(&r, manifest, &student, (judge_options){.tolerance = TOLERANCE_HOME});
		const bool full = !r.grader_error && r.points >= r.max - 1e-9;
		t->right++;
		t->right_failed += !full;
		printf("%-8s %-36s %g of %g\n", full ? "right" : "REFUSED", *names, r.points, r.max);
		for (const exercise_result *e = r.exercises; !full && e; e = e->next)
			if (e->points < e->max - 1e-9)
				printf("         %s %s: %s\n", e->exercise->number, e->exercise->name,
				        e->message ? e->message : state_name(e->state));
		result_free(&r);
		table_free(&student);
	}
	return 0;
}

static int check_all(const options *o, arena *a, const table *manifest, variant *list, tally *t)
{
	t->pairs = count_pairs(list, manifest);
	mistake *known = NULL;
	if (o->sketches && mistakes_read(&known, a, o->sketches)) return -1;
	for (variant *v = list; o->sketches && v; v = v->next) check_variant(v, a, known, t);
	if (o->sketches_out && write_sketches(list, a, o->sketches_out)) return -1;
	return o->right ? check_right(o, a, manifest, t) : 0;
}

static int verdict_of(const options *o, const tally *t)
{
	const bool named = t->named >= NAMED_LEAST * t->variants;
	if (t->right)
		printf("right alternatives with full marks: %d/%d\n", t->right - t->right_failed, t->right);
	if (t->pairs) printf("%d pairs of equal transcripts\n", t->pairs);
	if (t->shapeless) printf("%d error shapes not found\n", t->shapeless);
	if (o->sketches)
		printf("killed %d/%d, named %d/%d\n", t->killed, t->variants, t->named, t->variants);
	return t->killed < t->variants || !named || t->pairs || t->shapeless || t->right_failed ||
	       (o->sketches && !t->variants);
}

int main(int argc, char **argv)
{
	options o = {0};
	arena a = {0};
	table manifest = {0};
	patch *patches = NULL;
	variant *list = NULL;
	tally t = {0};
	error_program("variants");
	if (parse_options(&o, argc, argv)) error_exit();
	if (table_read(&manifest, o.expected) || manifest_check(&manifest)) error_exit();
	if (o.patches && patches_read(&patches, &a, o.patches)) error_exit();
	if (load(&list, &a, patches, &manifest, &o)) error_exit();
	if (check_all(&o, &a, &manifest, list, &t)) error_exit();
	const int status = verdict_of(&o, &t);
	for (variant *v = list; v; v = v->next) {
		result_free(&v->result);
		table_free(&v->student);
	}
	table_free(&manifest);
	arena_free(&a);
	return status;
}
