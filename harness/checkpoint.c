/* Checkpoints: see checkpoint.h for the format. Everything is read and checked before anything is
 * used, and lengths from the file are compared with what is there before they are believed. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "checkpoint.h"
#include "error.h"
#include "output.h"
#include "real.h"

static const char MAGIC[8] = "\x89UNROLL\n"; // not text, and broken by line-end conversion
enum { VERSION = 1, HEAD = 32, FIELD_HEAD = 12, SUM = 8, NAME_LIMIT = 256 };

/* FNV-1a in 64 bits: each step is invertible, so one changed byte always shows. */
static uint64_t sum_of(uint64_t h, const void *data, size_t n)
{
	const unsigned char *p = data;
	for (size_t i = 0; i < n; i++) h = (h ^ p[i]) * UINT64_C(1099511628211);
	return h;
}

static const uint64_t SUM_START = UINT64_C(14695981039346656037);

static int little_endian(void)
{
	const uint16_t one = 1;
	if (*(const unsigned char *)&one == 1) return 0;
	return error_set("checkpoints need a little-endian machine, and this one is not");
}

typedef struct {
	output o;
	uint64_t sum;
} writer;

static void put(writer *w, const void *data, size_t n)
{
	w->sum = sum_of(w->sum, data, n);
	fwrite(data, 1, n, w->o.f); // output_commit() looks at ferror()
}

static void put_u32(writer *w, size_t x)
{
	uint32_t u = (uint32_t)x;
	put(w, &u, sizeof u);
}

static void put_u64(writer *w, uint64_t x)
{
	put(w, &x, sizeof x);
}

static size_t name_length(const char *name)
{
	size_t n = strlen(name);
	if (n == 0 || n > NAME_LIMIT) bug("checkpoint: a name of %zu bytes, expected 1..256", n);
	return n;
}

int checkpoint_save(const char *path, const char *model, const checkpoint_field *fields)
{
	writer w = {.sum = SUM_START};
	uint64_t length = HEAD + name_length(model) + SUM;
	unsigned n = 0;
	for (; fields[n].name; n++)
		length += FIELD_HEAD + name_length(fields[n].name) + fields[n].bytes;
	if (little_endian() || output_open(&w.o, path)) return -1;
	put(&w, MAGIC, sizeof MAGIC);
	put_u32(&w, VERSION);
	put_u32(&w, sizeof(real));
	put_u32(&w, n);
	put_u32(&w, strlen(model));
	put_u64(&w, length);
	put(&w, model, strlen(model));
	for (const checkpoint_field *f = fields; f->name; f++) {
		put_u32(&w, strlen(f->name));
		put_u64(&w, f->bytes);
		put(&w, f->name, strlen(f->name));
		put(&w, f->data, f->bytes);
	}
	put_u64(&w, w.sum);
	return output_commit(&w.o);
}

static uint32_t get_u32(const unsigned char *p)
{
	uint32_t u;
	memcpy(&u, p, sizeof u);
	return u;
}

static uint64_t get_u64(const unsigned char *p)
{
	uint64_t u;
	memcpy(&u, p, sizeof u);
	return u;
}

/* The file into memory: *data and its length. Only its head is read until that one is right. */
static int read_all(arena *a, const char *path, int fd, unsigned char **data, size_t *length)
{
	struct stat s;
	unsigned char head[HEAD];
	if (fstat(fd, &s)) return error_set("%s: cannot be read: %s", path, strerror(errno));
	if (!S_ISREG(s.st_mode)) return error_set("%s: is not a regular file", path);
	ssize_t got = read(fd, head, HEAD);
	if (got < (ssize_t)sizeof MAGIC || memcmp(head, MAGIC, sizeof MAGIC))
		return error_set("%s: is not a checkpoint", path);
	if (got < HEAD)
		return error_set("%s: cut short: expected at least %d bytes, found %zd", path, HEAD, got);
	if (get_u32(head + 8) != VERSION)
		return error_set("%s: is a checkpoint of version %u, expected version %d", path,
		        (unsigned)get_u32(head + 8), VERSION);
	uint64_t expected = get_u64(head + 24), found = (uint64_t)s.st_size;
	if (found != expected)
		return error_set("%s: %s: expected %llu bytes, found %llu", path,
		        found < expected ? "cut short" : "damaged", (unsigned long long)expected,
		        (unsigned long long)found);
	*length = (size_t)found;
	*data = arena_alloc(a, *length, 1);
	memcpy(*data, head, HEAD);
	for (size_t n = HEAD; n < *length; n += (size_t)got) {
		got = read(fd, *data + n, *length - n);
		if (got <= 0)
			return error_set("%s: cannot be read: %s", path, got ? strerror(errno) : "it shrinks");
	}
	return 0;
}

/* Do the fields fill the file exactly? A file with a right checksum that fails here was not
 * written by checkpoint_save(). */
static int check_layout(const char *path, const unsigned char *data, size_t length)
{
	uint32_t fields = get_u32(data + 16), name = get_u32(data + 20);
	size_t at = HEAD, end = length - SUM;
	if (name > NAME_LIMIT || name > end - at) return error_set("%s: damaged: no name", path);
	at += name;
	for (uint32_t i = 0; i < fields; i++) {
		if (end - at < FIELD_HEAD) return error_set("%s: damaged: field %u", path, (unsigned)i);
		uint64_t bytes = get_u64(data + at + 4);
		name = get_u32(data + at);
		at += FIELD_HEAD;
		if (name > NAME_LIMIT || name > end - at || bytes > end - at - name)
			return error_set("%s: damaged: field %u", path, (unsigned)i);
		at += name + (size_t)bytes;
	}
	return at == end ? 0 : error_set("%s: damaged: bytes left over", path);
}

static int check(const char *path, const unsigned char *data, size_t length)
{
	if (length < HEAD + SUM) return error_set("%s: damaged: too small", path);
	if (get_u64(data + length - SUM) != sum_of(SUM_START, data, length - SUM))
		return error_set("%s: damaged: the checksum does not fit", path);
	if (check_layout(path, data, length)) return -1;
	uint32_t size = get_u32(data + 12);
	if (size != sizeof(real))
		return error_set(
		        "%s: holds f%u numbers, expected %s", path, (unsigned)(8 * size), REAL_NAME);
	return 0;
}

int checkpoint_open(arena *a, const char *path, checkpoint *c)
{
	unsigned char *data = NULL;
	size_t length = 0;
	if (little_endian()) return -1;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) return error_set("%s: %s, expected a checkpoint", path, strerror(errno));
	int status = read_all(a, path, fd, &data, &length);
	close(fd);
	if (status || check(path, data, length)) return -1;
	size_t name = get_u32(data + 20);
	char *model = arena_alloc(a, name + 1, 1);
	memcpy(model, data + HEAD, name);
	*c = (checkpoint){path, model, get_u32(data + 16), data + HEAD + name};
	return 0;
}

const void *checkpoint_find(const checkpoint *c, const char *name, size_t *bytes)
{
	const unsigned char *p = c->first;
	for (unsigned i = 0; i < c->fields; i++) {
		size_t n = get_u32(p), size = (size_t)get_u64(p + 4);
		p += FIELD_HEAD;
		if (n == strlen(name) && !memcmp(p, name, n)) {
			*bytes = size;
			return p + n;
		}
		p += n + size;
	}
	return NULL;
}

static int check_fields(const checkpoint *c, const char *model, const checkpoint_field *fields)
{
	if (strcmp(c->model, model))
		return error_set("%s: is a checkpoint of '%s', expected '%s'", c->path, c->model, model);
	for (const checkpoint_field *f = fields; f->name; f++) {
		size_t bytes = 0;
		if (!checkpoint_find(c, f->name, &bytes))
			return error_set("%s: has no '%s'", c->path, f->name);
		if (bytes != f->bytes)
			return error_set(
			        "%s: '%s' has %zu bytes, expected %zu", c->path, f->name, bytes, f->bytes);
	}
	return 0;
}

int checkpoint_load(const char *path, const char *model, const checkpoint_field *fields)
{
	arena a = {0};
	checkpoint c;
	int status = checkpoint_open(&a, path, &c);
	if (!status) status = check_fields(&c, model, fields);
	for (const checkpoint_field *f = fields; !status && f->name; f++) {
		size_t bytes = 0;
		const void *data = checkpoint_find(&c, f->name, &bytes);
		if (bytes) memcpy(f->data, data, bytes);
	}
	arena_free(&a);
	return status;
}
