/* caption say: pictures that another network has looked at, described with what `caption coco` has learnt. */
#include <jansson.h>
#include <string.h>

#include "caption.h"
#include "coco_model.h"
#include "output.h"
#include "wordvec.h"

static struct {
	const char *checkpoint, *features, *captions, *out;
	int beam;
} o = {.beam = 1};

static const cli_option options[] = {cli_file("checkpoint", &o.checkpoint, "the model"),
        cli_file("features", &o.features, "a line a picture: image_id and its vector"),
        cli_file("captions", &o.captions, "JSON as COCO's: only its pictures, and how good it is"),
        cli_file("out", &o.out, "answers as COCO's results, JSON; else lines: image_id, caption"),
        cli_int("beam", &o.beam, 1, 64, "sentences of the search; 1: the most probable word"),
        cli_end};

/* Without captions every vector is a picture. */
static int read_vectors(coco *c, arena *a)
{
	wordvec v;
	if (wordvec_read(&v, a, o.features) < 0) return -1;
	*c = (coco){.pictures = v.vectors.rows, .features = v.vectors.cols};
	c->picture = arena_alloc(a, (size_t)c->pictures, sizeof *c->picture);
	for (int i = 0; i < c->pictures; i++)
		c->picture[i] =
		        (coco_picture){.name = vocab_word(v.words, i), .feature = row(v.vectors, i)};
	return 0;
}

static int read_all(coco *c, coco_model *m, arena *a)
{
	if (!o.features) return error_set("of what? --features FILE names vectors");
	if (coco_model_load(a, m, o.checkpoint) < 0) return -1;
	const int status =
	        o.captions ? coco_read(c, a, o.captions, o.features, 1, 200) : read_vectors(c, a);
	if (status == 0 && c->features != m->c->shape.features)
		return error_set("%s: vectors of %d numbers, expected %d as the model has learnt from",
		        o.features, c->features, m->c->shape.features);
	return status;
}

/* The words of the captions by the model's numbers; those that it does not know come after its own. */
static int *renumbered(arena *a, const coco *c, const coco_model *m)
{
	const int V = m->c->shape.vocabulary;
	vocab *own = vocab_new(a);
	int *number = arena_alloc(a, (size_t)c->words, sizeof *number);
	for (int i = 0; i < V; i++) vocab_add(own, m->word[i]);
	for (int i = 0; i < c->words; i++) {
		const int known = vocab_id(own, c->word[i]);
		number[i] = known >= 0 ? known : V + i;
	}
	return number;
}

static const sentence *references(arena *a, const coco_picture *p, const int *number)
{
	sentence *all = arena_alloc(a, (size_t)p->captions, sizeof *all);
	for (int k = 0; k < p->captions; k++) {
		const sentence from = p->caption[k];
		int *word = arena_alloc(a, (size_t)from.length, sizeof *word);
		for (int i = 0; i < from.length; i++) word[i] = number[from.word[i]];
		all[k] = (sentence){word, from.length};
	}
	return all;
}

static char *text_of(arena *a, const coco_model *m, sentence s)
{
	size_t bytes = 1;
	for (int k = 0; k < s.length; k++) bytes += strlen(m->word[s.word[k]]) + 1;
	char *text = arena_alloc(a, bytes, 1), *at = text;
	for (int k = 0; k < s.length; k++) at += sprintf(at, "%s%s", k ? " " : "", m->word[s.word[k]]);
	*at = 0;
	return text;
}

/* A name of digits alone is a number, as it was. */
static json_t *json_name(const char *name)
{
	const size_t digits = strspn(name, "0123456789");
	const bool is_number = digits && digits < 19 && !name[digits] && (*name != '0' || !name[1]);
	return is_number ? json_integer(strtoll(name, NULL, 10)) : json_string(name);
}

static void write_one(json_t *all, const char *name, const char *text)
{
	if (!all) {
		printf("%s\t%s\n", name, text);
		return;
	}
	json_t *one = json_object();
	json_object_set_new(one, "image_id", json_name(name));
	json_object_set_new(one, "caption", json_string(text));
	json_array_append_new(all, one);
}

static caption_answer *say_all(arena *a, coco_model *m, const coco *c, json_t *all)
{
	caption_answer *said = arena_alloc(a, (size_t)c->pictures, sizeof *said);
	const int *number = o.captions ? renumbered(a, c, m) : NULL;
	for (int i = 0; i < c->pictures && !ferror(stdout); i++) {
		const coco_picture *p = &c->picture[i];
		said[i].answer = coco_model_say(a, m, p->feature, o.beam);
		write_one(all, p->name, text_of(a, m, said[i].answer));
		if (!number) continue;
		said[i].reference = references(a, p, number);
		said[i].references = p->captions;
	}
	return said;
}

int caption_say_vectors(int argc, char **argv)
{
	arena a = {0};
	coco c;
	coco_model m;
	output f = {0};
	caption_options(argc, argv, "caption say",
	        "Describe pictures by vectors that another network has made of them.", options);
	int status = read_all(&c, &m, &a);
	if (status == 0 && o.out) status = output_open(&f, o.out);
	if (status < 0) error_exit();
	json_t *all = o.out ? json_array() : NULL;
	const caption_answer *said = say_all(&a, &m, &c, all);
	if (all) {
		json_dumpf(all, f.f, JSON_INDENT(0));
		putc('\n', f.f);
		json_decref(all);
		if (output_commit(&f) < 0) error_exit();
	}
	if (o.captions) coco_print_marks("pictures", said, c.pictures);
	arena_free(&a);
	return 0;
}
