/* The small world: that its relations are planted, that its sentences keep to it, and that their
 * contexts show the planted similarity. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "source.h"
#include "world_parts.h"

SOURCE(world, w)

static int word(const char *name)
{
	int v = world_find(&w, name);
	if (v < 0) ck_abort_msg("no word %s", name); // an assertion for every word takes seconds
	return v;
}

static double similarity(const char *v, const char *u)
{
	return world_similarity(&w, word(v), word(u));
}

START_TEST(test_every_noun_is_of_one_kind)
{
	for (int v = 0; v < w.nouns; v++) {
		int kinds = 0;
		for (int k = 0; k < WORLD_KINDS; k++) kinds += world_has(&w, v, k);
		ck_assert_msg(kinds == 1, "%s is of %d kinds", w.word[v], kinds);
		ck_assert_str_eq(w.kind[v], w.attribute[world_row(w.kind[v])]);
	}
	for (int k = 0; k < WORLD_KINDS; k++) {
		int members = 0;
		for (int v = 0; v < w.nouns; v++) members += world_has(&w, v, k);
		ck_assert_int_ge(members, 10);
		ck_assert_int_le(members, 20);
	}
}
END_TEST

START_TEST(test_a_word_has_one_meaning)
{
	ck_assert_int_eq(vocab_size(w.numbers), w.words);
	for (int a = 0; a < w.attributes; a++) {
		char template[WORLD_TEMPLATE], token[WORLD_FORM];
		for (const char *list = world_table[a].templates; world_next_template(&list, template);)
			for (const char *rest = template; world_next_token(&rest, token);) {
				token[strcspn(token, "+-")] = '\0';
				int v = world_find(&w, token);
				ck_assert_msg(v < 0 || world_row(w.kind[v]) < 0 || strpbrk(token, "=!<@%&^~"),
				        "%s is a noun and stands in '%s'", token, template);
			}
	}
}
END_TEST

START_TEST(test_similarity_is_the_share_of_common_attributes)
{
	ck_assert_double_eq(similarity("king", "king"), 1);
	ck_assert_double_eq(similarity("king", "queen"), 4.0 / 6); // person alive grown royal, ± sex
	ck_assert_double_eq(similarity("king", "knife"), 0);
	ck_assert_double_eq(similarity("france", "paris"), 1.0 / 3);
	ck_assert_double_gt(similarity("dog", "cat"), similarity("dog", "eagle"));
	ck_assert_double_gt(similarity("dog", "eagle"), similarity("dog", "hammer"));
	for (int v = 0; v < w.nouns; v++)
		for (int u = 0; u < v; u++)
			if (world_similarity(&w, v, u) != world_similarity(&w, u, v))
				ck_abort_msg("%s and %s", w.word[v], w.word[u]);
}
END_TEST

/* What the first has and the second has not must be one attribute, `only`. */
static void differ(int v, int u, const char *only)
{
	for (int a = 0; a < w.attributes; a++) {
		const bool more = world_has(&w, v, a) && !world_has(&w, u, a);
		ck_assert_msg(more == (strcmp(w.attribute[a], only) == 0), "%s and %s: %s", w.word[v],
		        w.word[u], w.attribute[a]);
	}
}

START_TEST(test_semantic_relations_exchange_one_attribute)
{
	static const char *const exchange[][3] = {{"capital", "country", "city"},
	        {"male-female", "male", "female"}, {"grown-young", "grown", "young"}};
	world_relation *r;
	int sections = world_relations(&w, &memory, &r), found = 0;
	for (int k = 0; k < sections; k++) {
		ck_assert_int_ge(r[k].n, 10);
		for (int e = 0; e < 3; e++) {
			if (strcmp(r[k].section, exchange[e][0]) != 0) continue;
			found++;
			for (int i = 0; i < r[k].n; i++) {
				differ(r[k].pair[i][0], r[k].pair[i][1], exchange[e][1]);
				differ(r[k].pair[i][1], r[k].pair[i][0], exchange[e][2]);
			}
		}
	}
	ck_assert_int_eq(found, 3);
}
END_TEST

START_TEST(test_forms_are_english)
{
	static const struct {
		const char *base;
		world_form form;
		const char *expected;
	} some[] = {{"cat", FORM_S, "cats"}, {"bus", FORM_S, "buses"}, {"puppy", FORM_S, "puppies"},
	        {"boy", FORM_S, "boys"}, {"knife", FORM_S, "knives"}, {"man", FORM_S, "men"},
	        {"piano", FORM_S, "pianos"}, {"brush", FORM_S, "brushes"}, {"carry", FORM_S, "carries"},
	        {"carry", FORM_PAST, "carried"}, {"eat", FORM_PAST, "ate"},
	        {"stop", FORM_PAST, "stopped"}, {"open", FORM_PAST, "opened"},
	        {"dance", FORM_PAST, "danced"}, {"look", FORM_PAST, "looked"},
	        {"run", FORM_PARTICIPLE, "running"}, {"lie", FORM_PARTICIPLE, "lying"},
	        {"dance", FORM_PARTICIPLE, "dancing"}, {"cry", FORM_PARTICIPLE, "crying"},
	        {"happy", FORM_COMPARATIVE, "happier"}, {"large", FORM_SUPERLATIVE, "largest"},
	        {"old", FORM_COMPARATIVE, "older"}};
	for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
		char form[WORLD_FORM];
		world_inflect(form, some[i].base, some[i].form);
		ck_assert_str_eq(form, some[i].expected);
	}
}
END_TEST

/* Cut a sentence into numbers of words. */
static int numbers(char *text, int id[64])
{
	int n = 0;
	for (char *token = strtok(text, " "); token; token = strtok(NULL, " ")) {
		if (n == 64) ck_abort_msg("a sentence of more than 64 words");
		id[n++] = word(token);
	}
	return n;
}

START_TEST(test_sentences_hold_known_words_in_agreement)
{
	static const char *const never[] = {" they is ", " they was ", " he are ", " she were ",
	        " a apple ", " an dog ", " these dog ", " a dogs ", "  ", " he eat ",
	        " price of these apples increase ", " that him ", " of they ", " of she "};
	rng r = rng_new(2, WORLD_STREAM);
	for (int n = 0; n < 20000; n++) {
		char text[WORLD_LONGEST], padded[WORLD_LONGEST + 2];
		int id[64];
		world_sentence(&w, &r, text);
		snprintf(padded, sizeof padded, " %s ", text);
		for (size_t k = 0; k < sizeof never / sizeof *never; k++)
			if (strstr(padded, never[k]) && !strstr(padded, " will ")) ck_abort_msg("%s", text);
		if (numbers(text, id) < 2) ck_abort_msg("%s", text);
	}
}
END_TEST

/* Positive pointwise mutual information of a noun (either number) and the words of its sentences. */
static double *contexts(int sentences)
{
	rng r = rng_new(3, WORLD_STREAM);
	double *x = calloc((size_t)(w.nouns * w.words), sizeof *x), total = 0;
	double *row = calloc((size_t)w.nouns, sizeof *row), *col = calloc((size_t)w.words, sizeof *col);
	for (int s = 0; s < sentences; s++) {
		char text[WORLD_LONGEST];
		int id[64];
		world_sentence(&w, &r, text);
		int n = numbers(text, id);
		for (int i = 0; i < n; i++)
			for (int j = 0; j < n && id[i] < w.nouns; j++) {
				if (j == i) continue;
				x[id[i] * w.words + id[j]]++;
				row[id[i]]++, col[id[j]]++, total++;
			}
	}
	for (int v = 0; v < w.nouns; v++)
		for (int u = 0; u < w.words; u++) {
			double *e = &x[v * w.words + u];
			*e = *e > 0 ? fmax(0, log(*e * total / (row[v] * col[u]))) : 0;
		}
	free(row);
	free(col);
	return x;
}

static double cosine(const double *a, const double *b, int n)
{
	double ab = 0, aa = 0, bb = 0;
	for (int i = 0; i < n; i++) ab += a[i] * b[i], aa += a[i] * a[i], bb += b[i] * b[i];
	return ab / sqrt(aa * bb);
}

/* Correlation of ranks; a tie shares the mean of its ranks. */
static double spearman(const double *a, const double *b, int n)
{
	double ab = 0, aa = 0, bb = 0;
	for (int i = 0; i < n; i++) {
		double ra = 0, rb = 0;
		for (int j = 0; j < n; j++) {
			ra += (a[j] < a[i]) - (a[j] > a[i]);
			rb += (b[j] < b[i]) - (b[j] > b[i]);
		}
		ab += ra * rb, aa += ra * ra, bb += rb * rb;
	}
	return ab / sqrt(aa * bb);
}

START_TEST(test_contexts_show_the_planted_similarity)
{
	enum { PAIRS = 1000 };
	double *x = contexts(30000), planted[PAIRS], found[PAIRS];
	world_pair *p;
	int n = world_pairs(&w, &memory, 1, 75, &p);
	ck_assert_int_le(n, PAIRS);
	for (int i = 0; i < n; i++) {
		planted[i] = p[i].similarity;
		found[i] = cosine(x + p[i].first * w.words, x + p[i].second * w.words, w.words);
	}
	ck_assert_double_gt(spearman(planted, found, n), 0.85);
	free(x);
}
END_TEST

START_TEST(test_pairs_are_spread_over_the_similarities_and_never_repeated)
{
	world_pair *p, *again;
	int n = world_pairs(&w, &memory, 1, 20, &p), zero = 0, high = 0;
	ck_assert_int_eq(world_pairs(&w, &memory, 1, 20, &again), n);
	ck_assert_int_eq(n, 120);
	for (int i = 0; i < n; i++) {
		ck_assert_int_eq(p[i].first, again[i].first);
		ck_assert_double_eq(p[i].similarity, world_similarity(&w, p[i].first, p[i].second));
		ck_assert_int_lt(p[i].second, p[i].first);
		for (int j = 0; j < i; j++)
			if (p[i].first == p[j].first && p[i].second == p[j].second)
				ck_abort_msg("twice: %d", i);
		zero += p[i].similarity <= 0;
		high += p[i].similarity > 0.5;
	}
	ck_assert_int_eq(zero, 20);
	ck_assert_int_eq(high, 20);
}
END_TEST

START_TEST(test_same_seed_same_sentences)
{
	rng r = rng_new(1, WORLD_STREAM);
	uint64_t h = HASH_START;
	char text[WORLD_LONGEST];
	for (int n = 0; n < 500; n++) {
		world_sentence(&w, &r, text);
		h = hash_bytes(h, text, strlen(text));
	}
	ck_assert_uint_eq(h, UINT64_C(2807732949268554283));
}
END_TEST

SOURCE_TESTS("world", test_every_noun_is_of_one_kind, test_a_word_has_one_meaning,
        test_similarity_is_the_share_of_common_attributes,
        test_semantic_relations_exchange_one_attribute, test_forms_are_english,
        test_sentences_hold_known_words_in_agreement, test_contexts_show_the_planted_similarity,
        test_pairs_are_spread_over_the_similarities_and_never_repeated,
        test_same_seed_same_sentences)
