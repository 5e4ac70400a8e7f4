/* Word pairs in all the layouts that published lists have. */
#include <math.h>

#include "error.h"
#include "pairs.h"
#include "testing.h"

static arena a;

/* The pairs of a text as "first|second|score@line;", or NULL with the error set. */
static const char *pairs_of(const char *text)
{
	static char out[4096];
	word_pair *p;
	int n;
	out[0] = 0;
	if (pairs_read(&p, &n, &a, scratch_file("pairs", text, strlen(text)))) return NULL;
	for (int i = 0; i < n; i++)
		sprintf(out + strlen(out), "%s|%s|%g@%ld;", p[i].first, p[i].second, p[i].score, p[i].line);
	arena_reset(&a);
	return out;
}

START_TEST(test_every_layout_is_read)
{
	static const struct {
		const char *text, *found;
	} good[] = {{"tiger cat 7.35\n", "tiger|cat|7.35@1;"},
	        {"a\tb\t1\nc\td\t-2e1", "a|b|1@1;c|d|-20@2;"},
	        {"Word 1,Word 2,Human (mean)\r\nlove,sex,6.77\r\n", "love|sex|6.77@2;"},
	        {"word1\tword2\tPOS\tSimLex999\tx\nold\tnew\tA\t1.58\t2.72\n", "old|new|1.58@2;"},
	        {"word1\tword2\tPOS\tScore\nold\tnew\tA\t1.58\n", "old|new|1.58@2;"},
	        {"w1\tw2\trating\tother\nold\tnew\t4\t1.58\n", "old|new|4@2;"},
	        {"gem;jewel;3.94\n\n# a comment, with commas\ncar;auto;3.92\n",
	                "gem|jewel|3.94@1;car|auto|3.92@4;"},
	        {"# said who, when\nsun sunlight 50.000000\n", "sun|sunlight|50@2;"},
	        {"  sun \t sunlight   50  more\n", "sun|sunlight|50@1;"},
	        {" ice cream , hot dog , 3 ,,\n", "ice cream|hot dog|3@1;"},
	        {"New York\tLos Angeles\t3\ta,b;c\n", "New York|Los Angeles|3@1;"},
	        {"10,000 a 5\n", "10,000|a|5@1;"}, {"10,000\ta\t5\n", "10,000|a|5@1;"},
	        {"\xEF\xBB\xBFé,ö,0\n", "é|ö|0@1;"}, {"a b 0", "a|b|0@1;"}};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		const char *found = pairs_of(good[i].text);
		ck_assert_msg(found != NULL, "%s: %s", good[i].text, error_message());
		ck_assert_str_eq(found, good[i].found);
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_a_bad_line_is_named)
{
	static const struct {
		const char *text, *says;
	} bad[] = {{"", "is empty"}, {"\n# nothing\n", "has no pair of words"},
	        {"w1 w2 score\n", "has no pair of words"},
	        {"a b\n", ":1: expected two words and a number in column 3"},
	        {"a b 1\nc d\n", ":2: expected two words and a number in column 3"},
	        {"a,b,1\nc d 2\n", ":2: expected two words"},
	        {"a,b,1\nc,,2\n", ":2: expected two words"},
	        {"a,b,1\n, d,2\n", ":2: expected two words"},
	        {"a,b,1\nc,d,\n", ":2: '' in column 3 is no"},
	        {"a b 1\nc d x\n", ":2: 'x' in column 3 is no number"},
	        {"a b 1\nc d 2x\n", ":2: '2x' in column 3 is no number"},
	        {"a b 1\nc d nan\n", ":2: 'nan' in column 3 is no number"},
	        {"a b 1\nc d 1e999\n", ":2: '1e999' in column 3 is no number"},
	        {"a\tb\tPOS\tSimLex999\nc\td\tA\n", ":2: expected two words and a number in column 4"},
	        {"a\tb\tV\t6.8\nc\td\tV\t7\n", ":2: 'V' in column 3 is no number"},
	        {"a b 1\nc\xFF d 1\n", ":2: byte 2 of the line (0xFF) is not UTF-8"}};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		ck_assert_ptr_null(pairs_of(bad[i].text));
		assert_says(error_message(), scratch("pairs"));
		assert_says(error_message(), bad[i].says);
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_a_line_may_have_any_number_of_columns)
{
	static char text[2000] = "a,b,1";
	for (int i = 0; i < 500; i++) strcat(text, ",9");
	ck_assert_str_eq(pairs_of(text), "a|b|1@1;");
	for (char *s = text; *s; s++)
		if (*s == ',') *s = ' ';
	ck_assert_str_eq(pairs_of(text), "a|b|1@1;");
	arena_free(&a);
}
END_TEST

TESTS("pairs", 20, test_every_layout_is_read, test_a_bad_line_is_named,
        test_a_line_may_have_any_number_of_columns)
