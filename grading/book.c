/* The record that a case writes; see case.h. */
#include <math.h>
#include <string.h>

#include "case.h"

/* An input, remembered so that it can be recorded again after the call. */
struct book_input {
	struct book_input *next;
	const char *array, *axes;
	int shape[TRANSCRIPT_RANK];
	mat m;          // numbers, or
	const int *ids; // integers, or
	const char *const *words;
	int n;
};

/* Of a large array: random projections, in which every element counts. */
static void write_projections(book *b, const char *array, mat m)
{
	enum { NUMBERS = 8 };
	const int n = NUMBERS;
	double data[NUMBERS] = {0};
	rng w = rng_new(1, 1);
	for (int i = 0; i < m.rows; i++)
		for (int j = 0; j < m.cols; j++)
			for (int k = 0; k < n; k++)
				data[k] += (2 * rng_uniform(&w) - 1) * (double)*elem(m, i, j);
	transcript_numbers(&b->t, array, ROLE_OUTPUT, "K", &n, data);
}

static void write_mat(book *b, const char *array, role r, const char *axes, const int *shape, mat m)
{
	if (SCALE > 1) {
		if (r == ROLE_OUTPUT) write_projections(b, array, m);
		return;
	}
	double *data = arena_alloc(&b->a, (size_t)count(m) + 1, sizeof *data), *d = data;
	for (int i = 0; i < m.rows; i++)
		for (int j = 0; j < m.cols; j++) *d++ = (double)*elem(m, i, j);
	transcript_numbers(&b->t, array, r, axes, shape, data);
}

static void write_ints(book *b, const char *array, role r, const char *axes, int n, const int *ids)
{
	if (SCALE > 1 && r != ROLE_OUTPUT) return;
	double *data = arena_alloc(&b->a, (size_t)n + 1, sizeof *data);
	for (int i = 0; i < n; i++) data[i] = ids[i];
	transcript_numbers(&b->t, array, r, axes, &n, data);
}

static void write_input(book *b, const struct book_input *in, role r)
{
	if (SCALE > 1) return;
	if (in->words)
		transcript_words(&b->t, in->array, r, in->n, in->words);
	else if (in->ids)
		write_ints(b, in->array, r, in->axes, in->n, in->ids);
	else
		write_mat(b, in->array, r, in->axes, in->shape, in->m);
}

static void keep_input(book *b, struct book_input in)
{
	struct book_input *kept = arena_alloc(&b->a, 1, sizeof *kept);
	*kept = in;
	kept->next = b->inputs;
	b->inputs = kept;
	write_input(b, kept, ROLE_INPUT);
}

void given(book *b, const char *array, const char *axes, mat m)
{
	if (strlen(axes) == 1) // a bias (1,n) is recorded as n numbers
		keep_input(b, (struct book_input){.array = array, .axes = axes, .shape = {m.cols}, .m = m});
	else
		keep_input(b, (struct book_input){
		                      .array = array, .axes = axes, .shape = {m.rows, m.cols}, .m = m});
}

void given_seq(book *b, const char *array, const char *axes, seq s)
{
	keep_input(b, (struct book_input){
	                      .array = array, .axes = axes, .shape = {s.T, s.B, s.D}, .m = flat(s)});
}

void given_ints(book *b, const char *array, const char *axes, int n, const int *ids)
{
	keep_input(b, (struct book_input){.array = array, .axes = axes, .n = n, .ids = ids});
}

void given_numbers(book *b, const char *array, const char *axes, int n, const int *x)
{
	int *kept = arena_alloc(&b->a, (size_t)n + 1, sizeof *kept);
	for (int i = 0; i < n; i++) kept[i] = x[i];
	given_ints(b, array, axes, n, kept);
}

void given_words(book *b, const char *array, int n, const char *const *words)
{
	keep_input(b, (struct book_input){.array = array, .n = n, .words = words});
}

mat draw(book *b, const char *array, const char *axes, int nrows, int ncols, double scale)
{
	mat m = mat_new(&b->a, nrows, ncols);
	rng_fill_normal(&b->r, m, scale);
	given(b, array, axes, m);
	return m;
}

seq draw_seq(book *b, const char *array, const char *axes, int T, int B, int D, double scale)
{
	seq s = seq_new(&b->a, T, B, D);
	rng_fill_normal(&b->r, flat(s), scale);
	given_seq(b, array, axes, s);
	return s;
}

int *draw_ints(book *b, const char *array, const char *axes, int n, int below)
{
	int *ids = arena_alloc(&b->a, (size_t)n, sizeof *ids);
	for (int i = 0; i < n; i++) ids[i] = (int)rng_below(&b->r, (uint32_t)below);
	given_ints(b, array, axes, n, ids);
	return ids;
}

mat copy_of(book *b, mat before)
{
	mat m = mat_new(&b->a, before.rows, before.cols);
	copy(m, before);
	return m;
}

seq copy_of_seq(book *b, seq before)
{
	seq s = seq_new(&b->a, before.T, before.B, before.D);
	copy(flat(s), flat(before));
	return s;
}

mat started(book *b, const char *array, const char *axes, int nrows, int ncols)
{
	return copy_of(b, draw(b, array, axes, nrows, ncols, 1));
}

seq started_seq(book *b, const char *array, const char *axes, int T, int B, int D)
{
	return copy_of_seq(b, draw_seq(b, array, axes, T, B, D, 1));
}

mat blank(book *b, int nrows, int ncols)
{
	mat m = mat_new(&b->a, nrows, ncols);
	fill(m, (real)NAN);
	return m;
}

seq blank_seq(book *b, int T, int B, int D)
{
	seq s = seq_new(&b->a, T, B, D);
	fill(flat(s), (real)NAN);
	return s;
}

int *blank_ints(book *b, int n)
{
	int *ids = arena_alloc(&b->a, (size_t)n, sizeof *ids);
	for (int i = 0; i < n; i++) ids[i] = -999;
	return ids;
}

void record(book *b, const char *array, const char *axes, mat m)
{
	int shape[] = {strlen(axes) == 1 ? m.cols : m.rows, m.cols};
	write_mat(b, array, ROLE_OUTPUT, axes, shape, m);
}

void record_seq(book *b, const char *array, const char *axes, seq s)
{
	int shape[] = {s.T, s.B, s.D};
	write_mat(b, array, ROLE_OUTPUT, axes, shape, flat(s));
}

void record_ints(book *b, const char *array, const char *axes, int n, const int *ids)
{
	write_ints(b, array, ROLE_OUTPUT, axes, n, ids);
}

void record_number(book *b, const char *array, double x)
{
	transcript_numbers(&b->t, array, ROLE_OUTPUT, "", NULL, &x);
}

void record_words(book *b, const char *array, int n, const char *const *words)
{
	transcript_words(&b->t, array, ROLE_OUTPUT, n, words);
}

const char *name_of(book *b, const char *array, const char *suffix, const char *end)
{
	const size_t room = strlen(array) + strlen(suffix) + strlen(end) + 1;
	char *name = arena_alloc(&b->a, room, 1);
	snprintf(name, room, "%s%s%s", array, suffix, end);
	return name;
}

void record_numeric(
        book *b, const char *array, const char *axes, mat p, scalar_function f, void *context)
{
	mat g = mat_new(&b->a, p.rows, p.cols);
	numeric_gradient(g, p, f, context);
	int shape[] = {strlen(axes) == 1 ? p.cols : p.rows, p.cols};
	write_mat(b, array, ROLE_NUMERIC, axes, shape, g);
}

void record_numeric_seq(
        book *b, const char *array, const char *axes, seq p, scalar_function f, void *context)
{
	mat g = mat_new(&b->a, p.T * p.B, p.D);
	numeric_gradient(g, flat(p), f, context);
	int shape[] = {p.T, p.B, p.D};
	write_mat(b, array, ROLE_NUMERIC, axes, shape, g);
}

/* FNV-1a: each case has a stream of its own, so adding a case leaves the others' inputs alone. */
static uint64_t hash(uint64_t h, const char *text)
{
	for (; *text; text++) h = (h ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return h;
}

void book_run(FILE *out, const grade_case *c, uint64_t seed)
{
	uint64_t stream = hash(hash(UINT64_C(14695981039346656037), c->exercise), c->name);
	book b = {.t = {out, c->exercise, c->name}, .r = rng_new(seed, stream)};
	c->run(&b);
	for (const struct book_input *in = b.inputs; in; in = in->next) write_input(&b, in, ROLE_AFTER);
	arena_free(&b.a);
}

/* Of the large cases: the first of each backward pass that stands on nothing else. */
static bool is_chosen(const grade_case *c)
{
	return SCALE == 1 || (transcript_is_backward(c->exercise) && !c->needs);
}

/* As it is called in transcripts. */
static const grade_case *named(const grade_case *c)
{
	static grade_case large;
	static char name[100];
	if (SCALE == 1) return c;
	snprintf(name, sizeof name, "%s" TRANSCRIPT_LARGE, c->name);
	large = *c;
	large.name = name;
	return &large;
}

const grade_case *case_number(int n)
{
	const char *last = "";
	for (const grade_case *const *table = cases; *table; table++)
		for (const grade_case *c = *table; c->name; c++) {
			if (!is_chosen(c) || (SCALE > 1 && !strcmp(c->exercise, last))) continue;
			last = c->exercise;
			if (n-- == 0) return named(c);
		}
	return NULL;
}

void book_contents(FILE *out)
{
	if (SCALE == 1) fprintf(out, "{\"chapter\":\"%s\"}\n", chapter_name);
	for (const exercise *e = exercises; SCALE == 1 && e->name; e++)
		fprintf(out, "{\"exercise\":\"%s\",\"number\":\"%s\",\"points\":%d}\n", e->name, e->number,
		        e->points);
	const grade_case *c;
	for (int n = 0; (c = case_number(n)); n++) {
		fprintf(out, "{\"exercise\":\"%s\",\"case\":\"%s\"", c->exercise, c->name);
		if (c->needs) fprintf(out, ",\"needs\":\"%s\"", c->needs);
		fputs("}\n", out);
	}
}
