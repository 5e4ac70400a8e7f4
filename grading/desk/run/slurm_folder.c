/* The folder that a run shares with the cluster; slurm.h says what is in it. */
#define _DEFAULT_SOURCE
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "folder.h"
#include "slurm_parts.h"

enum { REFERENCE_MOST = 1 << 30, TEXT_MOST = 1 << 20 };

static int above_of(const gradebook *g, char above[4096])
{
	char book[4096];
	if (!realpath(g->path, book)) return error_set("%s: %s", g->path, strerror(errno));
	return folder_path(above, "%s.slurm", book);
}

int slurm_forget(const gradebook *g)
{
	char above[4096];
	return above_of(g, above) || folder_remove(above) ? -1 : 0;
}

/* What is in the folder but the entry `keep`. */
static int remove_others(const char *folder, const char *keep)
{
	char path[4096];
	struct dirent *e;
	int status = 0;
	DIR *d = opendir(folder);
	while (d && !status && (e = readdir(d)))
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 &&
		        strcmp(e->d_name, keep) != 0)
			status = folder_path(path, "%s/%s", folder, e->d_name) || folder_remove(path);
	if (d) closedir(d);
	return status ? -1 : 0;
}

int slurm_folder_begin(cluster *c)
{
	char above[4096], inner[4096], number[24], sum[SHA256_HEX];
	sha256 s;
	if (*c->folder) return 0;
	snprintf(number, sizeof number, "%ld", c->r->number);
	if (above_of(c->r->g, above) || folder_make(above) || remove_others(above, number) ||
	        folder_path(c->folder, "%s/%s", above, number) || folder_make(c->folder) ||
	        folder_path(inner, "%s/hand-ins", c->folder) || folder_make(inner))
		return -1;
	sha256_begin(&s); // a name that no other gradebook's tasks have
	sha256_add(&s, c->folder, strlen(c->folder));
	sha256_end(&s, sum);
	snprintf(c->name, sizeof c->name, "grade-%.2s-%.16s", c->r->wanted.chapter, sum);
	return 0;
}

int slurm_folder_end(cluster *c)
{
	char *last;
	if (!*c->folder) return 0;
	if (folder_remove(c->folder)) return -1;
	if ((last = strrchr(c->folder, '/'))) *last = 0;
	rmdir(c->folder); // only when it is empty
	*c->folder = 0;
	return 0;
}

/* --- hand-ins --- */

int slurm_folder_park(void *parking, const queue_entry *e, const char *sum, const char *folder)
{
	cluster *c = parking;
	slurm_item *item = &c->items[c->n];
	char path[4096];
	sha256 s;
	if (slurm_folder_begin(c)) return -1;
	*item = (slurm_item){.e = e};
	sha256_begin(&s);
	sha256_add(&s, e->student, strlen(e->student) + 1);
	sha256_add(&s, sum, strlen(sum));
	sha256_end(&s, item->name);
	for (int i = 0; i < c->n; i++) { // the same hand-in twice
		if (strcmp(c->items[i].name, item->name) != 0) continue;
		c->r->known++;
		return 0;
	}
	c->n++;
	if (folder_path(path, "%s/hand-ins/%s", c->folder, item->name)) return -1;
	if (!access(path, F_OK)) return 0; // of the run that was killed, perhaps with an outcome
	return rename(folder, path) ? error_set("%s: cannot be made: %s", path, strerror(errno)) : 0;
}

int slurm_folder_outcome(const cluster *c, const slurm_item *i, char *failure, size_t size)
{
	char path[4096], from[4096], to[4096];
	size_t n;
	if (folder_path(path, "%s/hand-ins/%s/done/end", c->folder, i->name)) return -1;
	if (access(path, F_OK)) return 0;
	char *text = folder_read_file(path, TEXT_MOST, &n);
	if (!text) return -1;
	snprintf(failure, size, "%s", text);
	free(text);
	for (int k = 0; k < c->r->nseeds; k++) {
		if (folder_path(from, "%s/hand-ins/%s/done/graded-%d", c->folder, i->name, k) ||
		        folder_path(to, "%s/hand-ins/%s/graded-%d", c->folder, i->name, k))
			return -1;
		if (rename(from, to) &&
		        errno != ENOENT) // ENOENT: we were killed at this point, or it failed
			return error_set("%s: cannot be made: %s", to, strerror(errno));
	}
	return 1;
}

/* --- tasks --- */

static int copy_reference(const cluster *c, int k)
{
	char from[4096], to[4096];
	size_t n;
	if (run_reference(c->r, k, from) || folder_path(to, "%s/reference-%d.jsonl", c->folder, k))
		return -1;
	char *text = folder_read_file(from, REFERENCE_MOST, &n);
	const int status = text ? folder_write_file(to, text, n) : -1;
	free(text);
	return status;
}

int slurm_folder_task(const cluster *c)
{
	char path[4096], text[600];
	size_t n = (size_t)snprintf(text, sizeof text, "%s\nseeds", c->r->wanted.chapter);
	for (int k = 0; k < c->r->nseeds; k++) {
		if (copy_reference(c, k)) return -1;
		n += (size_t)snprintf(text + n, sizeof text - n, " %" PRIu64, c->r->seeds[k]);
	}
	n += (size_t)snprintf(text + n, sizeof text - n, "\nsandbox %d\n", !c->r->no_sandbox);
	return folder_path(path, "%s/task", c->folder) || folder_write_file(path, text, n) ? -1 : 0;
}

/* The hand-ins of a task that lives, since before we were killed. */
static int take_up(cluster *c, int number, const char *path)
{
	size_t n;
	char *names = folder_read_file(path, TEXT_MOST, &n);
	if (!names) return -1;
	for (int i = 0; i < c->n; i++) {
		if (!strstr(names, c->items[i].name)) continue;
		c->items[i].shard = number;
		c->shards[number].left++;
	}
	free(names);
	return 0;
}

/* Up to `most` hand-ins without a shard go into this one. */
static int fill(cluster *c, int number, int most, int *next)
{
	char path[4096];
	const size_t room = (size_t)most * SHA256_HEX + 1;
	char *names = calloc(room, 1);
	size_t n = 0;
	if (!names) bug("out of memory");
	for (; *next < c->n && c->shards[number].left < most; ++*next) {
		slurm_item *item = &c->items[*next];
		if (item->shard || item->done) continue;
		item->shard = number;
		c->shards[number].left++;
		n += (size_t)snprintf(names + n, room - n, "%s\n", item->name);
	}
	const int status = folder_path(path, "%s/shard-%d", c->folder, number) ||
	                   folder_write_file(path, names, n);
	free(names);
	return status ? -1 : 0;
}

static int at_least_one(int n, int parts)
{
	return n > parts && parts > 0 ? (n + parts - 1) / parts : 1;
}

int slurm_folder_deal(cluster *c, bool fresh[SLURM_SHARDS + 1])
{
	char path[4096];
	int numbers = 0, open = 0, next = 0;
	for (int k = 1; k <= SLURM_SHARDS; k++) {
		slurm_shard_state *s = &c->shards[k];
		*s = (slurm_shard_state){.used = c->tasks.alive[k]};
		fresh[k] = false;
		if (folder_path(path, "%s/shard-%d", c->folder, k)) return -1;
		if (!s->used) unlink(path);
		if (s->used && !access(path, F_OK) && take_up(c, k, path)) return -1;
		numbers += !s->used;
	}
	for (int i = 0; i < c->n; i++) open += !c->items[i].shard && !c->items[i].done;
	int most = c->jobs ? at_least_one(open, c->jobs) : SLURM_SHARD;
	if (most > SLURM_SHARD) most = SLURM_SHARD;
	if (most < at_least_one(open, numbers)) most = at_least_one(open, numbers);
	for (int k = 1; k <= SLURM_SHARDS && open > 0; k++) {
		if (c->shards[k].used) continue;
		if (fill(c, k, most, &next)) return -1;
		c->shards[k].used = fresh[k] = true;
		open -= c->shards[k].left;
	}
	return open > 0 ? error_set("too many tasks of an earlier run are still at work") : 0;
}

void slurm_folder_last_words(const cluster *c, int number, char *line, size_t size)
{
	char path[4096];
	size_t n = 0;
	char *text = NULL;
	if (!folder_path(path, "%s/log-%d", c->folder, number))
		text = folder_read_file(path, TEXT_MOST, &n);
	while (n > 0 && text[n - 1] == '\n') text[--n] = 0;
	const char *last = n ? strrchr(text, '\n') : NULL;
	last = last ? last + 1 : text;
	snprintf(line, size, "%s", n ? last : "it left no word");
	free(text);
}
