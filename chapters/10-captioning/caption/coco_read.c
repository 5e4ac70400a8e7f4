/* Reading captions in three passes: which pictures and words there are; captions as numbers; by picture. */
#include <jansson.h>
#include <string.h>

#include "coco_read.h"
#include "text.h"
#include "wordvec.h"

/* What is kept while reading. */
typedef struct {
	arena *a;
	const char *path;
	json_t *annotations;
	vocab *pictures, *words;
	wordvec vectors;
	int *captions; // of each picture
} reading;

static int complain(const reading *r, size_t i, const char *what)
{
	return error_set("%s: annotation %zu: %s", r->path, i + 1, what);
}

static bool in_a_word(int code)
{
	return text_is_letter(code) || text_is_mark(code) || text_is_digit(code);
}

/* The next word of a caption in small letters: where it begins, and its length; 0 at the end. */
static int next_word(const char **text)
{
	int code, bytes, length = 0;
	while ((bytes = text_decode(*text, strlen(*text), &code)) > 0 && !in_a_word(code))
		*text += bytes;
	while ((bytes = text_decode(*text + length, strlen(*text + length), &code)) > 0 &&
	        in_a_word(code))
		length += bytes;
	return length;
}

/* The picture's number as text; the caption in small letters. */
static int read_one(const reading *r, size_t i, char picture[64], char **caption)
{
	const json_t *one = json_array_get(r->annotations, i), *id = json_object_get(one, "image_id");
	const char *text = json_string_value(json_object_get(one, "caption"));
	if (!text) return complain(r, i, "has no caption");
	if (json_is_integer(id))
		snprintf(picture, 64, "%lld", (long long)json_integer_value(id));
	else if (json_is_string(id) && *json_string_value(id) && json_string_length(id) < 64)
		snprintf(picture, 64, "%s", json_string_value(id));
	else
		return complain(r, i, "has no image_id");
	*caption = text_fold(r->a, text);
	return *caption ? 0 : -1;
}

/* Pass one. */
static int count_all(reading *r)
{
	for (size_t i = 0; i < json_array_size(r->annotations); i++) {
		char picture[64], *caption;
		int length;
		if (read_one(r, i, picture, &caption) < 0) return -1;
		const char *at = caption;
		if (!next_word(&at)) return complain(r, i, "has a caption without words");
		for (; (length = next_word(&at)) > 0; at += length)
			vocab_add_part(r->words, at, (size_t)length);
		vocab_add(r->pictures, picture);
		if (vocab_id(r->vectors.words, picture) < 0)
			return error_set(
			        "%s: annotation %zu: picture %s has no vector", r->path, i + 1, picture);
	}
	return 0;
}

static void choose_words(const reading *r, coco *c, int *number, int min_count)
{
	static const char *const first[] = {"</s>", "<s>", "<unk>"};
	const int n = vocab_size(r->words);
	c->word = arena_alloc(r->a, (size_t)n + 3, sizeof *c->word);
	for (int i = 0; i < 3; i++) c->word[c->words++] = first[i];
	for (int i = 0; i < n; i++) {
		number[i] = COCO_UNKNOWN;
		if (vocab_count(r->words, i) < min_count) continue;
		number[i] = c->words;
		c->word[c->words++] = vocab_word(r->words, i);
	}
}

static sentence numbered(const reading *r, const char *caption, const int *number, int longest)
{
	const char *at = caption;
	int n = 0, length;
	int *word = arena_alloc(r->a, strlen(caption) / 2 + 1, sizeof *word);
	for (; n < longest && (length = next_word(&at)) > 0; at += length)
		word[n++] = number[vocab_id_part(r->words, at, (size_t)length)];
	return (sentence){word, n};
}

/* Passes two and three. */
static int collect(reading *r, coco *c, const int *number, int longest)
{
	c->pictures = vocab_size(r->pictures);
	c->features = r->vectors.vectors.cols;
	c->picture = arena_alloc(r->a, (size_t)c->pictures, sizeof *c->picture);
	sentence **room = arena_alloc(r->a, (size_t)c->pictures, sizeof *room);
	for (int i = 0; i < c->pictures; i++) {
		room[i] = arena_alloc(r->a, (size_t)vocab_count(r->pictures, i), sizeof **room);
		c->picture[i].caption = room[i];
		c->picture[i].name = vocab_word(r->pictures, i);
		c->picture[i].feature =
		        row(r->vectors.vectors, vocab_id(r->vectors.words, vocab_word(r->pictures, i)));
	}
	for (size_t i = 0; i < json_array_size(r->annotations); i++) {
		char picture[64], *caption;
		if (read_one(r, i, picture, &caption) < 0) return -1;
		const int id = vocab_id(r->pictures, picture);
		const sentence s = numbered(r, caption, number, longest);
		if (s.length > c->longest) c->longest = s.length;
		room[id][c->picture[id].captions++] = s;
	}
	return 0;
}

int coco_read(
        coco *c, arena *a, const char *captions, const char *features, int min_count, int longest)
{
	json_error_t wrong;
	*c = (coco){0};
	reading r = {.a = a, .path = captions, .pictures = vocab_new(a), .words = vocab_new(a)};
	if (wordvec_read(&r.vectors, a, features) < 0) return -1;
	json_t *root = json_load_file(captions, JSON_REJECT_DUPLICATES, &wrong);
	if (!root) return error_set("%s:%d: %s", captions, wrong.line, wrong.text);
	r.annotations = json_object_get(root, "annotations");
	int status = 0;
	if (!json_is_array(r.annotations) || json_array_size(r.annotations) == 0)
		status = error_set("%s: has no list of annotations", captions);
	if (status == 0) status = count_all(&r);
	if (status == 0) {
		int *number = arena_alloc(a, (size_t)vocab_size(r.words), sizeof *number);
		choose_words(&r, c, number, min_count);
		status = collect(&r, c, number, longest);
	}
	json_decref(root);
	return status;
}
