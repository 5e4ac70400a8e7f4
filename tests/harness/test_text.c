/* UTF-8 and the classes of characters. */
#include "error.h"
#include "testing.h"
#include "text.h"

START_TEST(test_every_code_point_survives_encoding_and_decoding)
{
	for (int c = 0; c <= 0x10FFFF; c++) {
		if (c == 0xD800) c = 0xE000;
		char s[5];
		int back = -1, n = text_encode(c, s);
		if (n != (c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4))
			ck_abort_msg("U+%04X takes %d bytes", (unsigned)c, n);
		if (text_decode(s, (size_t)n, &back) != n || back != c || s[n])
			ck_abort_msg("U+%04X came back as U+%04X", (unsigned)c, (unsigned)back);
		if (n > 1 && text_decode(s, (size_t)n - 1, &back) != -1)
			ck_abort_msg("U+%04X cut short was accepted", (unsigned)c);
	}
}
END_TEST

static void surrogate(void *unused)
{
	char s[5];
	(void)unused;
	text_encode(0xD800, s);
}

START_TEST(test_a_surrogate_is_no_code_point)
{
	assert_says(ending_of(surrogate, NULL)->err, "0xD800 is not a code point");
}
END_TEST

START_TEST(test_bytes_that_are_not_utf8_are_refused)
{
	static const char *const bad[] = {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(",
	        "\xE0\x80\x80", "\xE0\x9F\xBF", "\xE2\x82", "\xED\xA0\x80", "\xED\xBF\xBF",
	        "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80",
	        "\xFE", "\xFF"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		int c;
		char in_context[20];
		ck_assert_msg(text_decode(bad[i], strlen(bad[i]), &c) == -1, "sequence %zu", i);
		int n = snprintf(in_context, sizeof in_context, "aé%sb", bad[i]);
		ck_assert_uint_eq(text_valid(in_context, (size_t)n), 3);
	}
	int c = 5;
	ck_assert_int_eq(text_decode("", 0, &c), 0);
	ck_assert_uint_eq(text_valid("", 0), 0);
	ck_assert_uint_eq(text_valid("naïve", 6), 6);
}
END_TEST

START_TEST(test_a_check_names_line_and_byte)
{
	static const char text[] = "one\ntwo é \xE9\nthree";
	ck_assert_int_eq(text_check("a.txt", text, 10), 0);
	ck_assert_int_eq(text_check("a.txt", text, sizeof text - 1), -1);
	ck_assert_str_eq(error_message(), "a.txt:2: byte 8 of the line (0xE9) is not UTF-8");
}
END_TEST

START_TEST(test_length_counts_code_points)
{
	ck_assert_int_eq((int)text_length(""), 0);
	ck_assert_int_eq((int)text_length("été"), 3);
	ck_assert_int_eq((int)text_length("e\u0301"), 2);
	ck_assert_int_eq((int)text_length("a€\U0001F600"), 3);
}
END_TEST

START_TEST(test_nfc_composes_and_folding_forgets_case)
{
	arena a = {0};
	ck_assert_str_eq(text_nfc(&a, "e\u0301te\u0301"), "été");
	ck_assert_str_eq(text_nfc(&a, "A\u030A \u212B"), "Å Å");
	ck_assert_str_eq(text_nfc(&a, ""), "");
	ck_assert_str_eq(text_nfc(&a, "ﬁ STAYS"), "ﬁ STAYS");
	ck_assert_str_eq(text_fold(&a, "STRASSE"), text_fold(&a, "Straße"));
	ck_assert_str_eq(text_fold(&a, "ÉTÉ"), text_fold(&a, "e\u0301te\u0301"));
	ck_assert_str_eq(text_fold(&a, "ΣΑΣ"), text_fold(&a, "σας"));
	ck_assert_ptr_null(text_nfc(&a, "bad \xFF"));
	assert_says(error_message(), "text: ");
	ck_assert_ptr_null(text_fold(&a, "\xC3"));
	arena_free(&a);
}
END_TEST

START_TEST(test_each_character_has_one_class)
{
	static const struct {
		const char *characters;
		bool (*is)(int);
	} classes[] = {{"aZéßЖاあ漢ªǅ", text_is_letter}, {"\u0301\u0308\u0903", text_is_mark},
	        {"09٣७", text_is_digit}, {" \t\n\r\v\f\xC2\x85\u00A0\u2003\u2028", text_is_space},
	        {"!\"#%&'()*,-./:;?@[\\]_{}¿—“”…", text_is_punctuation},
	        {"$+<=>^`|~€©→\U0001F600", text_is_symbol}};
	enum { N = sizeof classes / sizeof *classes };
	for (int k = 0; k < N; k++) {
		const char *s = classes[k].characters, *end = s + strlen(s);
		for (int c, n; (n = text_decode(s, (size_t)(end - s), &c)) > 0; s += n)
			for (int other = 0; other < N; other++)
				ck_assert_msg(classes[other].is(c) == (other == k), "U+%04X, class %d", (unsigned)c,
				        other);
	}
}
END_TEST

START_TEST(test_numbers_outside_unicode_have_no_class)
{
	static const int strange[] = {-1, 0xD800, 0x110000, 0x7FFFFFFF, -0x7FFFFFFF};
	for (int i = 0; i < 5; i++) {
		int c = strange[i];
		ck_assert(!text_is_letter(c) && !text_is_mark(c) && !text_is_digit(c));
		ck_assert(!text_is_space(c) && !text_is_punctuation(c) && !text_is_symbol(c));
	}
}
END_TEST

START_TEST(test_case_maps_one_to_one)
{
	ck_assert_int_eq(text_lower('A'), 'a');
	ck_assert_int_eq(text_upper(0xE9), 0xC9);
	ck_assert_int_eq(text_lower('7'), '7');
	ck_assert_int_eq(text_upper(0x6F22), 0x6F22);
}
END_TEST

TESTS("text", 20, test_every_code_point_survives_encoding_and_decoding,
        test_a_surrogate_is_no_code_point, test_bytes_that_are_not_utf8_are_refused,
        test_a_check_names_line_and_byte, test_length_counts_code_points,
        test_nfc_composes_and_folding_forgets_case, test_each_character_has_one_class,
        test_numbers_outside_unicode_have_no_class, test_case_maps_one_to_one)
