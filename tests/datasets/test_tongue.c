/* The made-up tongue against a translator that knows English sentences only: it reads what was drawn, word
 * by word, with rules and a lexicon of its own. */
#include "../harness/testing.h"
#include "source.h"
#include "tongue.h"

enum { WORDS = 120 };

static char memory[TONGUE_LONGEST];
static const char *word[WORDS + 1];
static int place;

static void cut(const char *text)
{
	int n = 0;
	strcpy(memory, text);
	for (char *w = strtok(memory, " "); w && n < WORDS; w = strtok(NULL, " ")) word[n++] = w;
	word[n] = NULL;
	place = 0;
}

/* What stands behind `key=` in a list of pairs, or NULL. */
static const char *look(const char *list, const char *key)
{
	static char found[32];
	char wanted[40];
	snprintf(wanted, sizeof wanted, " %s=", key);
	const char *at = strstr(list, wanted);
	if (!at) return NULL;
	sscanf(at + strlen(wanted), "%31s", found);
	return found;
}

static const char nouns[] =
        " king=soru queen=sora bird=pato river=nami house=dema child=piku woman=lera man=lero"
        " dog=wafu cat=mila tree=torbo road=veka book=libo garden=jarda boat=navi horse=kavo"
        " stone=petra mouse=siko baker=panu singer=kanta ";
static const char feminine[] = " queen=1 river=1 house=1 woman=1 cat=1 road=1 garden=1 boat=1 "
                               "stone=1 singer=1 ";
static const char adjectives[] = " old=vel young=nov white=blin black=nor small=min big=gran "
                                 "quiet=sil happy=fel tired=laz strange=kur ";
static const char verbs[] = " saw=mira found=trova followed=seka heard=audi loved=ama "
                            "painted=pinta carried=porta forgot=oblia wanted=vola helped=juva ";
static const char prepositions[] = " near=lo behind=ret with=kum under=sub without=san ";

/* The singular of a noun; *many says whether it was a plural. */
static void singular(const char *noun, char *one, int *many)
{
	const char *odd = look(" children=child women=woman men=man mice=mouse ", noun);
	strcpy(one, odd ? odd : noun);
	*many = odd != NULL;
	if (!odd && !look(nouns, one) && one[strlen(one) - 1] == 's') {
		one[strlen(one) - 1] = '\0';
		*many = 1;
	}
}

/* A noun phrase from `place` on. */
static int group(char *out)
{
	char one[32], adjective[40] = "", behind[TONGUE_LONGEST] = "";
	int many = 0;
	const int a = !strcmp(word[place], "a") || !strcmp(word[place], "an");
	if (!a && strcmp(word[place], "the")) { // a name
		strcpy(out, word[place++]);
		many = 0;
	} else {
		place++;
		const char *found = look(adjectives, word[place]);
		if (found) {
			sprintf(adjective, " %s", found);
			place++;
		}
		singular(word[place++], one, &many);
		found = look(nouns, one);
		ck_assert_msg(found != NULL, "'%s' is no noun", one);
		sprintf(out, "%s%s", found, many ? "n" : "");
		if (*adjective) strcat(adjective, look(feminine, one) ? "a" : "o");
		strcat(out, adjective);
		if (a) strcat(out, " ti");
	}
	const char *found = word[place] ? look(prepositions, word[place]) : NULL;
	if (found) {
		char own[TONGUE_LONGEST], preposition[16];
		strcpy(own, out);
		strcpy(preposition, found);
		place++;
		group(behind);
		snprintf(out, TONGUE_LONGEST, "%.300s %s %.300s", behind, preposition, own);
	}
	return many;
}

static void sentence(char *out)
{
	char subject[TONGUE_LONGEST], verb[40], object[TONGUE_LONGEST], rest[TONGUE_LONGEST];
	const int many = group(subject);
	const char *found = look(verbs, word[place]);
	ck_assert_msg(found != NULL, "'%s' is no verb", word[place]);
	sprintf(verb, "%s%s", found, many ? "n" : "");
	place++;
	group(object);
	snprintf(out, TONGUE_LONGEST, "%.300s %.300s %s", subject, object, verb);
	if (!word[place]) return;
	const int because = !strcmp(word[place++], "because");
	char clause[TONGUE_LONGEST];
	strcpy(clause, out);
	sentence(rest);
	snprintf(out, TONGUE_LONGEST, "%.370s %s %.370s", because ? rest : clause,
	        because ? "zo" : "ke", because ? clause : rest);
}

START_TEST(test_every_sentence_has_its_translation)
{
	rng r = rng_new(3, TONGUE_STREAM);
	tongue_pair p;
	for (int n = 0; n < 4000; n++) {
		char own[TONGUE_LONGEST];
		tongue_draw(&r, n % (TONGUE_CLAUSES + 1), n % 2 ? 30 : 0, &p);
		cut(p.english);
		sentence(own);
		ck_assert_ptr_null(word[place]);
		ck_assert_str_eq(own, p.tongue);
	}
}
END_TEST

START_TEST(test_clauses_are_as_many_as_wanted)
{
	rng r = rng_new(4, TONGUE_STREAM);
	tongue_pair p;
	int of[4] = {0};
	for (int n = 0; n < 6000; n++) {
		tongue_draw(&r, 0, 0, &p);
		ck_assert_int_le(p.clauses, 3);
		of[p.clauses]++;
	}
	ck_assert_int_gt(of[1], 2800);
	ck_assert_int_lt(of[1], 3200);
	ck_assert_int_gt(of[3], 850);
	for (int k = 1; k <= TONGUE_CLAUSES; k++) {
		tongue_draw(&r, k, 0, &p);
		ck_assert_int_eq(p.clauses, k);
	}
}
END_TEST

START_TEST(test_a_seed_is_the_same_sentences_everywhere)
{
	rng r = rng_new(1, TONGUE_STREAM);
	uint64_t hash = HASH_START;
	tongue_pair p;
	for (int n = 0; n < 1000; n++) {
		tongue_draw(&r, 0, 10, &p);
		hash = hash_bytes(hash, p.english, strlen(p.english));
		hash = hash_bytes(hash, p.tongue, strlen(p.tongue));
	}
	ck_assert_uint_eq(hash, UINT64_C(14527606129942219993));
}
END_TEST

TESTS("tongue", 60, test_every_sentence_has_its_translation, test_clauses_are_as_many_as_wanted,
        test_a_seed_is_the_same_sentences_everywhere)
