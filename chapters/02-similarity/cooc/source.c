/* Words of several texts, one after the other, or of generated sentences, a line each. */
#include <string.h>

#include "cooc.h"
#include "progress.h"
#include "rng.h"
#include "text.h"
#include "world.h"

enum { SOME_WORDS = 4096 }; // between two looks at the clock

struct source {
	const reading *r;
	arena file, folded; // one text's; one word's
	tokens *t;          // NULL between two texts
	int next;           // the text after this one
	long long words;
	char lower[TOKEN_LONGEST + 1];
	progress bar;
	world world; // generated: what the sentences are about,
	rng random;
	int sentence;       // how many were drawn,
	const char *letter; // and what is left of the last; NULL: its line has ended
	char drawn[WORLD_LONGEST];
};

source *source_open(arena *a, const reading *r)
{
	source *s = arena_alloc(a, 1, sizeof *s);
	s->r = r;
	if (r->text) return s;
	s->world = world_new(a);
	s->random = rng_new((uint64_t)r->seed, WORLD_STREAM);
	return s;
}

/* The word in lower case. ASCII needs no tables. */
static int fold(source *s, token *w)
{
	bool ascii = true;
	for (size_t i = 0; i < w->length; i++) {
		char c = w->word[i];
		ascii = ascii && (unsigned char)c < 128;
		s->lower[i] = (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
	}
	s->lower[w->length] = 0;
	w->word = s->lower;
	if (ascii) return 0;
	arena_reset(&s->folded);
	if (!(w->word = text_fold(&s->folded, s->lower))) return -1;
	w->length = strlen(w->word);
	return 0;
}

static int open_next(source *s)
{
	s->t = tokens_open(&s->file, s->r->text[s->next++]);
	if (!s->t) return -1;
	progress_begin(&s->bar, "reading", tokens_size(s->t), "bytes");
	return 0;
}

static void close_text(source *s)
{
	progress_end(&s->bar);
	tokens_close(s->t);
	arena_reset(&s->file);
	s->t = NULL;
}

static token_kind next_generated(source *s, token *w)
{
	if (!s->letter && s->sentence == s->r->sentences) return TOKEN_END;
	if (!s->letter) {
		world_sentence(&s->world, &s->random, s->drawn);
		s->letter = s->drawn;
		s->sentence++;
	}
	s->letter += strspn(s->letter, " ");
	*w = (token){s->letter, strcspn(s->letter, " ")};
	s->letter = w->length ? s->letter + w->length : NULL;
	s->words += w->length > 0;
	return w->length ? TOKEN_WORD : TOKEN_LINE;
}

token_kind source_next(source *s, token *w)
{
	if (!s->r->text) return next_generated(s, w);
	for (;;) {
		if (!s->t && s->next == s->r->texts) return TOKEN_END;
		if (!s->t && open_next(s) < 0) return TOKEN_ERROR;
		token_kind kind = tokens_next(s->t, w);
		if (kind == TOKEN_ERROR) return kind;
		if (kind == TOKEN_END) {
			close_text(s);
			return TOKEN_LINE;
		}
		if (kind == TOKEN_LINE && s->r->across_lines) continue;
		if (kind == TOKEN_WORD && ++s->words % SOME_WORDS == 0)
			progress_at(&s->bar, (long)tokens_bytes(s->t), NULL);
		if (kind == TOKEN_WORD && s->r->lower && fold(s, w) < 0) return TOKEN_ERROR;
		return kind;
	}
}

long long source_words(const source *s)
{
	return s->words;
}

void source_close(source *s)
{
	if (s->t) close_text(s);
	arena_free(&s->file);
	arena_free(&s->folded);
}
