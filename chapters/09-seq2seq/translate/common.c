/* What translate's commands share: options, pairs, models and how answers are judged. */
#include <stdio.h>
#include <string.h>

#include "stopwatch.h"
#include "translate.h"

const char translate_kinds[] = "first|always|attention";

const char *translate_kind(int kind)
{
	static const char *const names[] = {"first", "always", "attention"};
	return names[kind];
}

void translate_options(
        int argc, char **argv, const char *name, const char *about, const cli_option *options)
{
	const cli_program program = {name, NULL, about, "1"};
	int first = cli_parse(argc, argv, &program, options);
	if (first >= 0 && first < argc)
		first = error_set("'%s' is not an option; %s --help lists them", argv[first], name);
	if (first < 0) error_exit();
}

int translate_pairs(arena *a, const pairs_source *from, bitext *b)
{
	if (from->path) return bitext_read(a, from->path, b);
	bitext_generate(a, (bitext_task)from->task, (uint64_t)from->seed, from->pairs, from->clauses,
	        from->names, b);
	return 0;
}

/* --- models ------------------------------------------------------------------------------------------------ */

void model_lexicons(model *m, const bitext *b, lexicon_unit unit, int most)
{
	for (int k = 0; k < 2; k++) {
		m->by[k] = lexicon_of(&m->a, b, k, unit, most);
		m->shape.words[k] = lexicon_size(&m->by[k]);
	}
}

void model_new(model *m, uint64_t seed)
{
	const translator_shape *s = &m->shape;
	translator_new(&m->t, *s, seed);
	snprintf(m->signature, sizeof m->signature,
	        "translator told %s, %d and %d words, embedding %d, hidden %d", translate_kind(s->kind),
	        s->words[0], s->words[1], s->embedding, s->hidden);
}

const checkpoint_field *model_fields(model *m)
{
	static checkpoint_field fields[5];
	static int unit;
	const void *block;
	unit = (int)m->by[0].unit;
	fields[0] = (checkpoint_field){"translate", &m->shape, sizeof m->shape};
	fields[1] = (checkpoint_field){"unit", &unit, sizeof unit};
	for (int k = 0; k < 2; k++) {
		size_t bytes;
		lexicon_pack(&m->a, &m->by[k], &block, &bytes);
		fields[2 + k] = (checkpoint_field){k ? "target" : "source", (void *)block, bytes};
	}
	fields[4] = (checkpoint_field){0};
	return fields;
}

static bool possible(const translator_shape *s, const checkpoint *file)
{
	size_t bytes;
	if (s->kind < TOLD_FIRST || s->kind > ATTENDING || s->embedding < 1 || s->hidden < 1 ||
	        s->embedding > 1 << 14 || s->hidden > 1 << 14)
		return false;
	for (int k = 0; k < 2; k++)
		if (s->words[k] <= LEXICON_FIRST || s->words[k] > 1 << 24) return false;
	return checkpoint_find(file, "parameters", &bytes) &&
	       bytes / sizeof(real) == (size_t)translator_parameters(s);
}

static int read_shape(model *m, const checkpoint *file)
{
	size_t bytes, unit_bytes;
	int number;
	const void *shape = checkpoint_find(file, "translate", &bytes);
	const void *unit = checkpoint_find(file, "unit", &unit_bytes);
	if (!shape || bytes != sizeof m->shape || !unit || unit_bytes != sizeof number)
		return error_set("%s: is not a checkpoint of translate", file->path);
	memcpy(&m->shape, shape, bytes);
	memcpy(&number, unit, sizeof number);
	bool good = possible(&m->shape, file) && number >= WORD_UNIT && number <= TEXT_UNIT;
	for (int k = 0; k < 2 && good; k++) {
		const void *block = checkpoint_find(file, k ? "target" : "source", &bytes);
		m->by[k].unit = (lexicon_unit)number;
		good = block && lexicon_unpack(&m->a, &m->by[k], m->shape.words[k], block, bytes) == 0;
	}
	return good ? 0 : error_set("%s: has a shape that no model of translate has", file->path);
}

int model_load(model *m, const char *path)
{
	arena scratch = {0};
	checkpoint file;
	*m = (model){0};
	int status = path ? checkpoint_open(&scratch, path, &file)
	                  : error_set("which model? --checkpoint FILE names one that was trained");
	if (status == 0) status = read_shape(m, &file);
	if (status == 0) {
		model_new(m, 0);
		const checkpoint_field fields[] = {
		        {"parameters", m->t.w.p, (size_t)count(m->t.w) * sizeof(real)}, {0}};
		status = checkpoint_load(path, file.model, fields);
	}
	arena_free(&scratch);
	return status;
}

void model_free(model *m)
{
	translator_free(&m->t);
	arena_free(&m->a);
}

/* --- answers --------------------------------------------------------------------------------------------------- */

char *model_say(model *m, speaker *s, arena *a, const char *text, search how, long *words)
{
	arena scratch = {0};
	const sentence source = lexicon_read(&scratch, &m->by[0], text);
	char *answer = arena_strdup(a, "");
	if (words) *words = 0;
	if (source.length) {
		hypothesis h = {.word = arena_alloc(&scratch, (size_t)how.longest, sizeof(int))};
		speaker_translate(s, source, how, &h);
		const sentence said = {h.word, h.length};
		int *from = arena_alloc(&scratch, (size_t)h.length + 1, sizeof *from), unknown = 0;
		for (int i = 0; i < h.length; i++) unknown += h.word[i] == LEXICON_UNKNOWN;
		const bool copies = unknown && m->shape.kind == ATTENDING;
		if (copies) copy_unknown(from, said, LEXICON_UNKNOWN, speaker_attention(s, source, said));
		answer = lexicon_write(a, &m->by[1], said, copies ? from : NULL, text);
		if (words) *words = h.length + h.ended;
	}
	arena_free(&scratch);
	return answer;
}

bool judge_texts(bleu_counts *c, const char *answer, const char *reference, lexicon_unit unit)
{
	arena scratch = {0};
	lexicon l = {unit, vocab_new(&scratch)};
	const char *texts[] = {lexicon_spread(&scratch, unit, answer),
	        lexicon_spread(&scratch, unit, reference)},
	           *word;
	size_t length;
	for (int k = 0; k < 2; k++)
		for (const char *p = texts[k]; (word = lexicon_next(&p, unit, &length));)
			vocab_add_part(l.words, word, length);
	const sentence said = lexicon_read(&scratch, &l, answer);
	const sentence right = lexicon_read(&scratch, &l, reference);
	bleu_count(c, said, &right, 1);
	const bool same = said.length == right.length &&
	                  !memcmp(said.word, right.word, (size_t)said.length * sizeof(int));
	arena_free(&scratch);
	return same;
}

judgement model_judge(model *m, const bitext *b, long most, int shorter, int longer, search how,
        void (*show)(const bitext_pair *p, const char *answer))
{
	judgement j = {0};
	speaker s;
	arena scratch = {0};
	speaker_new(&s, &m->t, how.beam);
	for (long i = 0; i < b->n && j.n < most; i++) {
		const bitext_pair *p = &b->pair[i];
		long words;
		if (p->ids[1].length < shorter || p->ids[1].length > longer) continue;
		const double before = stopwatch_cpu();
		const char *answer = model_say(m, &s, &scratch, p->text[0], how, &words);
		j.seconds += stopwatch_cpu() - before;
		j.words += words;
		j.n++;
		j.exact += judge_texts(&j.bleu, answer, p->text[1], m->by[1].unit);
		if (show) show(p, answer);
		arena_reset(&scratch);
	}
	speaker_free(&s);
	arena_free(&scratch);
	return j;
}
