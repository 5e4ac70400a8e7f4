/* sim_c run, and its passages sorted into pairs.
 *
 * It prints a line for each file, "File 7.c: 2906 tokens, 361 lines", and one for each passage,
 *
 *     7.c: line 21-43      |12.c: line 25-47      [98] */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "folder.h"
#include "jobs.h"
#include "similar.h"

enum { BLOCK = 50, SECONDS = 600, MANY_LEAST = 5, MANY_PART = 10 };

/* A passage as sim_c tells it: hand-ins, lines and tokens; counted from 0, ends included. */
typedef struct {
	int a, b, first, last, other_first, other_last, tokens;
} passage;

typedef struct {
	passage *list;
	size_t n, room;
} passages;

/* Two blocks of hand-ins, perhaps the same one: sim_c's time for a pair grows with all that it reads. */
typedef struct {
	const char *folder;
	int first, end, other_first, other_end;
} task;

static int add_files(char **words, int n, char (*names)[20], int first, int end)
{
	for (int i = first; i < end; i++) {
		snprintf(*names, sizeof *names, "%d.c", i + 1);
		words[n++] = *names++;
	}
	return n;
}

/* In the child: the folder, then sim_c. */
static int run_sim(void *context)
{
	static char names[2 * BLOCK][20], run[20], separator[] = "/";
	static char program[] = "sim_c", each[] = "-e", not_self[] = "-s", old_only[] = "-S",
	            summary[] = "-n", width[] = "-w", wide[] = "160", run_option[] = "-r";
	const task *t = context;
	const bool same = t->first == t->other_first;
	char *words[2 * BLOCK + 12] = {
	        program, each, same ? not_self : old_only, summary, width, wide, run_option, run};
	int n = 8;
	snprintf(run, sizeof run, "%d", SIMILAR_RUN);
	n = add_files(words, n, names, t->first, t->end);
	if (!same) {
		words[n++] = separator;
		n = add_files(words, n, names + BLOCK, t->other_first, t->other_end);
	}
	if (chdir(t->folder)) return 1;
	execvp(program, words);
	fprintf(stderr, "sim_c: %s\n", strerror(errno));
	return 1;
}

static int block_end(int first, int end)
{
	return first + BLOCK < end ? first + BLOCK : end;
}

/* Each of this year's blocks with itself, those after it, and those of earlier years. */
static int run_blocks(const similar *s, const char *folder, const char *log)
{
	const int ours = s->n - s->nold;
	for (int i = 0, next; i < ours; i = block_end(i, ours))
		for (int j = i; j < s->n; j = next) {
			next = block_end(j, j < ours ? ours : s->n);
			task t = {folder, i, block_end(i, ours), j, next};
			if (jobs_run(run_sim, &t, log, SECONDS)) return -1;
		}
	return 0;
}

static void keep(passages *p, const passage *x)
{
	if (p->n == p->room) {
		p->room = p->room ? 2 * p->room : 1024;
		p->list = realloc(p->list, p->room * sizeof *p->list);
		if (!p->list) bug("out of memory: %zu passages wanted", p->room);
	}
	p->list[p->n++] = *x;
}

/* Lines of a hand-in that it really has, without the ends of files around them. */
static bool within(const similar *s, int k, int *first, int *last)
{
	if (k < 0 || k >= s->n || *first < 0) return false;
	const similar_handin *h = &s->handins[k];
	if (*last >= h->nlines) *last = h->nlines - 1;
	while (*first <= *last && !h->line[*first]) ++*first;
	while (*first <= *last && !h->line[*last]) --*last;
	return *first <= *last;
}

static void read_line(similar *s, passages *p, const char *line)
{
	passage x;
	int k, tokens;
	if (sscanf(line, "File %d.c: %d token", &k, &tokens) == 2 && k >= 1 && k <= s->n)
		s->handins[k - 1].tokens = tokens;
	if (sscanf(line, "%d.c: line %d-%d |%d.c: line %d-%d [%d]", &x.a, &x.first, &x.last, &x.b,
	            &x.other_first, &x.other_last, &x.tokens) != 7)
		return;
	x.a--, x.b--, x.first--, x.last--, x.other_first--, x.other_last--;
	if (within(s, x.a, &x.first, &x.last) && within(s, x.b, &x.other_first, &x.other_last))
		keep(p, &x);
}

static int read_all(similar *s, passages *p, const char *path)
{
	char line[400];
	FILE *f = fopen(path, "r");
	if (!f) return error_set("%s: %s", path, strerror(errno));
	while (fgets(line, sizeof line, f)) read_line(s, p, line);
	fclose(f);
	return 0;
}

static int by_pair(const void *x, const void *y)
{
	const passage *p = x, *q = y;
	if (p->a != q->a) return p->a < q->a ? -1 : 1;
	if (p->b != q->b) return p->b < q->b ? -1 : 1;
	if (p->tokens != q->tokens) return p->tokens > q->tokens ? -1 : 1;
	return p->first < q->first ? -1 : p->first > q->first;
}

/* Each line counts a pair once, however many passages go over it. */
static void count_lines(int *shared, char *seen, int first, int last, int step)
{
	for (int i = first; i <= last; i++) {
		if (step && !seen[i]) shared[i]++;
		seen[i] = (char)step;
	}
}

/* With how many others does each line go together? */
static void count_shared(similar *s, const passages *p)
{
	int most = 0;
	for (int i = 0; i < s->n; i++)
		if (s->handins[i].nlines > most) most = s->handins[i].nlines;
	char *seen[2] = {calloc((size_t)most + 1, 1), calloc((size_t)most + 1, 1)};
	if (!seen[0] || !seen[1]) bug("out of memory");
	for (size_t i = 0, end; i < p->n; i = end) {
		for (end = i;
		        end < p->n && p->list[end].a == p->list[i].a && p->list[end].b == p->list[i].b;)
			end++;
		for (int step = 1; step >= 0; step--)
			for (const passage *x = p->list + i; x < p->list + end; x++) {
				count_lines(s->handins[x->a].shared, seen[0], x->first, x->last, step);
				count_lines(s->handins[x->b].shared, seen[1], x->other_first, x->other_last, step);
			}
	}
	free(seen[0]);
	free(seen[1]);
}

/* The part of a passage's lines that hardly anybody else has. */
static double rare_part(const similar *s, const passage *x)
{
	const int tenth = s->n / MANY_PART, many = tenth > MANY_LEAST ? tenth : MANY_LEAST;
	int rare = 0;
	for (int i = x->first; i <= x->last; i++) rare += s->handins[x->a].shared[i] - 1 < many;
	return (double)rare / (x->last - x->first + 1);
}

static void add_place(similar_pair *r, const passage *x)
{
	if (r->places++ >= SIMILAR_PLACES) return;
	r->place[r->places - 1] = (similar_place){.file = r->a->file[x->first],
	        .other_file = r->b->file[x->other_first],
	        .first = r->a->line[x->first],
	        .last = r->a->line[x->last],
	        .other_first = r->b->line[x->other_first],
	        .other_last = r->b->line[x->other_last],
	        .tokens = x->tokens};
}

static bool partners(const similar_handin *a, const similar_handin *b)
{
	return !a->book && !b->book && *a->team && !strcmp(a->team, b->team);
}

static int by_weight(const void *x, const void *y)
{
	const similar_pair *p = x, *q = y;
	const double weight = p->rare + p->percent, other = q->rare + q->percent;
	if (fabs(weight - other) > 0) return weight > other ? -1 : 1;
	const int order = strcmp(p->a->student, q->a->student);
	return order ? order : strcmp(p->b->student, q->b->student);
}

/* The part of a passage's lines in the other hand-in that longer passages have not counted yet: sim_c
 * may find one passage of it many times. */
static double new_part(char *seen, const passage *x)
{
	int new = 0;
	for (int i = x->other_first; i <= x->other_last; i++) {
		new += !seen[i];
		seen[i] = 1;
	}
	return (double)new / (x->other_last - x->other_first + 1);
}

static similar_pair pair_of(const similar *s, const passage *from, const passage *end)
{
	similar_pair r = {.a = &s->handins[from->a], .b = &s->handins[from->b]};
	char *seen = calloc((size_t)r.b->nlines + 1, 1);
	double rare = 0;
	if (!seen) bug("out of memory");
	for (const passage *x = from; x < end; x++) {
		const double tokens = x->tokens * new_part(seen, x);
		if (tokens > 0) add_place(&r, x);
		r.tokens += (int)round(tokens);
		rare += tokens * rare_part(s, x);
	}
	free(seen);
	const int smaller = r.a->tokens < r.b->tokens ? r.a->tokens : r.b->tokens;
	const double scale = 100.0 / (smaller > 0 ? smaller : 1);
	r.percent = fmin(scale * r.tokens, 100);
	r.rare = fmin(scale * rare, 100);
	return r;
}

/* The pairs that count; when there are too many, the weakest half goes. */
static void sort_pairs(similar *s, const passages *p, double least)
{
	const size_t room = 2 * SIMILAR_PAIRS;
	size_t n = 0;
	s->pairs = arena_alloc(&s->a, room, sizeof *s->pairs);
	for (size_t i = 0, end; i < p->n; i = end) {
		for (end = i;
		        end < p->n && p->list[end].a == p->list[i].a && p->list[end].b == p->list[i].b;)
			end++;
		const similar_pair r = pair_of(s, p->list + i, p->list + end);
		if (r.percent < least || partners(r.a, r.b)) continue;
		s->pairs[n++] = r;
		if (n < room) continue;
		qsort(s->pairs, n, sizeof *s->pairs, by_weight);
		s->more += SIMILAR_PAIRS;
		n = SIMILAR_PAIRS;
	}
	qsort(s->pairs, n, sizeof *s->pairs, by_weight);
	s->more += n > SIMILAR_PAIRS ? (long)n - SIMILAR_PAIRS : 0;
	s->npairs = n > SIMILAR_PAIRS ? SIMILAR_PAIRS : (int)n;
}

int similar_compare(similar *s, const char *folder, double least)
{
	char log[4096];
	passages p = {0};
	if (folder_path(log, "%s/log", folder) || run_blocks(s, folder, log)) return -1;
	const int status = read_all(s, &p, log);
	if (!status && p.n) qsort(p.list, p.n, sizeof *p.list, by_pair);
	if (!status) count_shared(s, &p);
	if (!status) sort_pairs(s, &p, least);
	free(p.list);
	return status;
}
