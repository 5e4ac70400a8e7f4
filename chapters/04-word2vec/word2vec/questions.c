/* Lists of questions: a is to b as c is to …? From a file in the form of questions-words.txt,
 *
 *     : capital-common-countries
 *     Athens Greece Baghdad Iraq
 *
 * or from the planted relations of the generated sentences. */
#include <string.h>

#include "input.h"
#include "text.h"
#include "word2vec.h"

enum { LONGEST_LINE = 4100, WORDS = 4 };

/* --- words, whatever their case --------------------------------------------------------------- */

spelling spelling_of(arena *a, const vocab *words)
{
	const int V = vocab_size(words);
	spelling s = {.folded = vocab_new(a)};
	arena scratch = {0};
	s.first = arena_alloc(a, (size_t)V, sizeof *s.first);
	s.kind = arena_alloc(a, (size_t)V, sizeof *s.kind);
	for (int i = 0; i < V; i++) {
		int known = vocab_size(s.folded);
		const char *folded = text_fold(&scratch, vocab_word(words, i));
		if (!folded) bug("spelling_of: word %d is not UTF-8", i);
		s.kind[i] = vocab_add(s.folded, *folded ? folded : vocab_word(words, i));
		if (s.kind[i] == known) s.first[known] = i;
		arena_reset(&scratch);
	}
	arena_free(&scratch);
	return s;
}

int spelling_find(const spelling *s, const char *word)
{
	arena scratch = {0};
	const char *folded = text_fold(&scratch, word);
	int kind = folded ? vocab_id(s->folded, folded) : -1;
	arena_free(&scratch);
	return kind < 0 ? -1 : s->first[kind];
}

/* --- lists ------------------------------------------------------------------------------------ */

/* Room for one more of `n` things. */
static void *grow(arena *a, void *old, size_t n, size_t size)
{
	void *more = arena_alloc(a, 2 * n + 16, size);
	return n ? memcpy(more, old, n * size) : more;
}

void questions_section(questions *q, const char *name)
{
	if (q->sections == q->section_room) {
		q->section = grow(q->a, q->section, (size_t)q->sections, sizeof *q->section);
		q->section_room = 2 * q->sections + 16;
	}
	q->section[q->sections++] = (section){.name = arena_strdup(q->a, name),
	        .first = q->n,
	        .is_syntactic = !strncmp(name, "gram", 4)};
}

void questions_add(questions *q, const int word[4])
{
	section *s = &q->section[q->sections - 1];
	for (int i = 0; i < WORDS; i++)
		if (word[i] < 0) {
			s->unseen++;
			return;
		}
	if (q->n == q->room) {
		q->abc = grow(q->a, q->abc, (size_t)q->n, 3 * sizeof *q->abc);
		q->expected = grow(q->a, q->expected, (size_t)q->n, sizeof *q->expected);
		q->room = 2 * q->n + 16;
	}
	memcpy(q->abc + 3 * q->n, word, 3 * sizeof *word);
	q->expected[q->n++] = word[3];
	s->seen++;
}

static int add_line(questions *q, char *line, const spelling *words, int allowed)
{
	int id[WORDS], n = 0;
	char *rest;
	for (char *w = strtok_r(line, " \t", &rest); w; w = strtok_r(NULL, " \t", &rest), n++) {
		if (n == WORDS) return -1;
		id[n] = spelling_find(words, w);
		if (id[n] >= allowed) id[n] = -1;
	}
	if (n == 0) return 0;
	if (n < WORDS || q->sections == 0) return -1;
	questions_add(q, id);
	return 0;
}

int questions_read(questions *q, const char *path, const spelling *words, int allowed)
{
	arena scratch = {0};
	input in;
	size_t length;
	if (input_open(&in, &scratch, path, "a file of questions")) return -1;
	int status = 0;
	for (char *line; !status && (line = input_line(&in, LONGEST_LINE, &length));) {
		if (line[0] == ':')
			questions_section(q, line + 1 + strspn(line + 1, " \t"));
		else if (add_line(q, line, words, allowed) < 0)
			status = error_set(
			        "%s:%ld: expected four words, below a line ': section'", path, in.line);
	}
	if (!status && length) status = -1;
	if (!status && !q->sections) status = error_set("%s: no questions in it", path);
	input_close(&in);
	arena_free(&scratch);
	return status;
}

void questions_planted(questions *q, const world *w, const vocab *words)
{
	world_relation *relation;
	int n = world_relations(w, q->a, &relation);
	for (int r = 0; r < n; r++) {
		questions_section(q, relation[r].section);
		for (int i = 0; i < relation[r].n; i++)
			for (int j = 0; j < relation[r].n; j++) {
				const int *one = relation[r].pair[i], *other = relation[r].pair[j];
				const int id[WORDS] = {vocab_id(words, w->word[one[0]]),
				        vocab_id(words, w->word[one[1]]), vocab_id(words, w->word[other[0]]),
				        vocab_id(words, w->word[other[1]])};
				if (i != j) questions_add(q, id);
			}
	}
}
