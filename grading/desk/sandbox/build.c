/* The compiler's cell: command lines in, the runner's parts out.
 *
 * The runner prints "PART SIZE" and so many bytes, for each command and at last for the object; when a
 * command failed "failed END STATUS"; and "done SECONDS". Without that last line the cell died, which
 * is our fault and not the hand-in's. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "build.h"
#include "cell.h"
#include "error.h"
#include "inspect.h"

enum { WORDS = 600, COMPLAINT = 8000, SECONDS_MOST = 300 };

/* The command line for the runner, and what its words live in. */
typedef struct {
	arena a;
	const char *word[WORDS];
	int words;
	names flags;
} line;

static void add(line *l, const char *word)
{
	if (l->words + 1 >= WORDS) bug("more than %d words", WORDS);
	l->word[l->words++] = word;
	l->word[l->words] = NULL;
}

static const char *join(line *l, const char *format, const char *a, const char *b)
{
	const size_t n = strlen(format) + strlen(a) + strlen(b) + 1;
	char *text = arena_alloc(&l->a, n, 1);
	snprintf(text, n, format, a, b);
	return text;
}

static void add_list(line *l, const char *const *words)
{
	for (; *words; words++) add(l, *words);
}

/* The flags, in the order of their file. */
static int add_flags(line *l, const char *chapter)
{
	char word[500];
	const char *path = join(l, "build/desk/%s/flags%s", chapter, "");
	FILE *f = fopen(path, "r");
	if (!f) return error_set("%s: %s; expected what `make desk` builds", path, strerror(errno));
	while (fgets(word, sizeof word, f)) {
		word[strcspn(word, "\n")] = 0;
		if (*word) add(l, arena_strdup(&l->a, word));
	}
	fclose(f);
	return 0;
}

static int add_commands(line *l, const build_job *job)
{
	static const char *const look[] = {"--", "table", "/usr/bin/readelf", "-SsW", NULL},
	                         *const link[] = {"--", "log", "/usr/bin/ld", "-shared", "-z", "now",
	                                 "-z", "relro", "-z", "noexecstack", "--version-script",
	                                 "exports.map", "-soname", "code.so", "-o", "code.so", NULL};
	const char *object[64];
	if (job->count >= 64) bug("%d files", job->count);
	add(l, "build");
	add(l, "code.so");
	for (int i = 0; i < job->count; i++) {
		const char *file = join(l, "chapters/%s/%s", job->chapter, job->sources[i].name);
		object[i] = join(l, "%s.o%s", file, "");
		add_list(l, (const char *const[]){"--", "log", "/usr/bin/gcc", NULL});
		if (add_flags(l, job->chapter)) return -1;
		if (!job->trusting)
			add_list(l, (const char *const[]){"-include", "include/forbidden.h", NULL});
		add_list(l, (const char *const[]){"-c", file, "-o", object[i], NULL});
	}
	add_list(l, look);
	for (int i = 0; i < job->count; i++) add(l, object[i]);
	add_list(l, link);
	for (int i = 0; i < job->count; i++) add(l, object[i]);
	add(l, "-lm");
	add(l, "-lc");
	return 0;
}

/* The compiler, the linker and their files: of the system's folders those that have any. */
static int show_system(cell *c)
{
	static const char *const folders[] = {"/usr/bin", "/usr/lib", "/usr/lib32", "/usr/lib64",
	        "/usr/libx32", "/usr/libexec", "/usr/include", "/lib", "/lib64", NULL};
	struct stat st;
	for (const char *const *f = folders; *f; f++)
		if (!lstat(*f, &st) && cell_show(c, *f, *f)) return -1;
	return 0;
}

static int furnish(cell *c, line *l, const build_job *job)
{
	if (cell_begin(c, job->folder ? CELL_OPEN : CELL_BUILD, job->folder)) return -1;
	if (!job->folder && show_system(c)) return -1;
	if (cell_show(c, join(l, "build/desk/%s/include%s", job->chapter, ""), "/w/include") ||
	        cell_show(
	                c, join(l, "build/desk/%s/exports.map%s", job->chapter, ""), "/w/exports.map"))
		return -1;
	for (int i = 0; i < job->count; i++)
		if (cell_put(c, join(l, "chapters/%s/%s", job->chapter, job->sources[i].name),
		            job->sources[i].bytes, job->sources[i].size))
			return -1;
	return add_commands(l, job);
}

/* --- what comes out ----------------------------------------------------------------------------- */

/* A growing text. */
typedef struct {
	char *bytes;
	size_t size;
} text;

static void append(text *t, const char *bytes, size_t size)
{
	char *more = realloc(t->bytes, t->size + size + 1);
	if (!more) bug("no memory for %zu bytes", t->size + size);
	t->bytes = more;
	memcpy(t->bytes + t->size, bytes, size);
	t->size += size;
	t->bytes[t->size] = 0;
}

/* What the runner printed, taken apart. */
typedef struct {
	text log, table, code;
	bool failed, done;
	double cpu;
} parts;

static int take_part(parts *p, const char *name, const char *bytes, size_t size)
{
	text *t = !strcmp(name, "log") ? &p->log : !strcmp(name, "table") ? &p->table : &p->code;
	append(t, bytes, size);
	return 0;
}

static void take_apart(parts *p, const char *bytes, size_t size)
{
	char name[20], end[20], said[200];
	int used, status;
	size_t length;
	const char *const all = bytes + size;
	while (bytes < all && memchr(bytes, '\n', (size_t)(all - bytes))) {
		used = 0;
		if (sscanf(bytes, "failed %19s %d%n", end, &status, &used) == 2) {
			p->failed = true;
			if (strcmp(end, "exit") != 0) {
				const int n = snprintf(said, sizeof said,
				        "cc: error: the compiler ended with %s %d: %s\n", end, status,
				        "too much for it");
				append(&p->log, said, (size_t)n);
			}
		} else if (sscanf(bytes, "done %lf%n", &p->cpu, &used) == 1)
			p->done = true;
		else if (sscanf(bytes, "%19s %zu%n", name, &length, &used) == 2 && bytes[used] == '\n' &&
		         length <= (size_t)(all - bytes) - (size_t)used - 1) {
			take_part(p, name, bytes + used + 1, length);
			used += (int)length;
		} else
			return;
		bytes += used + 1;
	}
}

static void free_parts(parts *p)
{
	free(p->log.bytes);
	free(p->table.bytes);
	free(p->code.bytes);
}

/* The whole of a file in memory, ended by NUL. */
static char *read_all(int fd, size_t *size)
{
	struct stat st;
	if (fstat(fd, &st)) return NULL;
	char *bytes = malloc((size_t)st.st_size + 1);
	if (!bytes) bug("no memory for %ld bytes", (long)st.st_size);
	size_t n = 0;
	for (ssize_t got; n < (size_t)st.st_size; n += (size_t)got)
		if ((got = pread(fd, bytes + n, (size_t)st.st_size - n, (off_t)n)) <= 0) break;
	bytes[n] = 0;
	*size = n;
	return bytes;
}

/* What the compiler calls poisoned is a word that is not allowed. */
static void say_clearly(char *log)
{
	static const char theirs[] = "attempt to use poisoned ", ours[] = "no exercise needs ";
	for (char *p = log; (p = strstr(p, theirs));) {
		memcpy(p, ours, strlen(ours));
		p += strlen(ours);
		memmove(p, p + strlen(theirs) - strlen(ours),
		        strlen(p + strlen(theirs) - strlen(ours)) + 1);
	}
}

static int look_at(const build_job *job, parts *p, line *l)
{
	char complaint[COMPLAINT];
	names exports, callable = {0};
	if (names_read(&exports, join(l, "build/desk/%s/exports%s", job->chapter, ""))) return -1;
	const int failed = names_read(&callable, join(l, "build/desk/%s/callable%s", job->chapter, ""));
	if (!failed && !p->failed) {
		inspect(p->table.bytes ? p->table.bytes : "", &exports, &callable, job->trusting, complaint,
		        sizeof complaint);
		p->failed = *complaint;
		append(&p->log, complaint, strlen(complaint));
	}
	names_free(&exports);
	names_free(&callable);
	return failed;
}

static int conclude(const build_job *job, parts *p, line *l, build_result *r)
{
	append(&p->log, "", 0);
	if (look_at(job, p, l)) return -1;
	say_clearly(p->log.bytes);
	r->well = !p->failed;
	r->log = p->log.bytes;
	r->code = p->code.bytes;
	r->size = p->code.size;
	if (p->cpu > r->cpu)
		r->cpu = p->cpu; // bubblewrap counts its children, where the kernel lets it
	p->log.bytes = p->code.bytes = NULL;
	return 0;
}

int build_code(const build_job *job, build_result *r)
{
	cell c = {0};
	line l = {0};
	parts p = {0};
	cell_ending e;
	size_t size = 0;
	char *bytes = NULL;
	*r = (build_result){0};
	const int out = cell_memory("", 0);
	int failed = out < 0 || furnish(&c, &l, job) || cell_run(&c, l.word, -1, out, SECONDS_MOST, &e);
	if (!failed && (bytes = read_all(out, &size))) take_apart(&p, bytes, size);
	if (!failed && !p.done)
		failed = error_set("the compiler's cell: status %d: %.500s", e.status, e.message);
	r->cpu = failed ? 0 : e.cpu;
	if (!failed) failed = conclude(job, &p, &l, r);
	free(bytes);
	free_parts(&p);
	if (out >= 0) close(out);
	cell_end(&c);
	arena_free(&l.a);
	return failed ? -1 : 0;
}

void build_free(build_result *r)
{
	free(r->log);
	free(r->code);
	*r = (build_result){0};
}
