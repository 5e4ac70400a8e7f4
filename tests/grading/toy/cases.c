/* One case for each function of the toy chapter. */
#include "case.h"
#include "toy.h"

const char *const chapter_name = "09-toy";

#define FUNCTIONS(F)                                                                               \
	F(1, right)                                                                                    \
	F(2, mistaken)                                                                                 \
	F(3, unwritten)                                                                                \
	F(4, overflowing)                                                                              \
	F(5, undefined)                                                                                \
	F(6, leaking)                                                                                  \
	F(7, leaving)                                                                                  \
	F(8, endless)                                                                                  \
	F(9, aborting)                                                                                 \
	F(10, shouting)                                                                                \
	F(11, forging)                                                                                 \
	F(12, changing)                                                                                \
	F(13, half_done)

#define CASE(number, name)                                                                         \
	static void case_##name(book *b)                                                               \
	{                                                                                              \
		mat x = draw(b, "x", "BD", 3, 2, 1), y = blank(b, 3, 2);                                   \
		name(y, x);                                                                                \
		record(b, "y", "BD", y);                                                                   \
	}
FUNCTIONS(CASE)

#define EXERCISE(number, name) {"9." #number, #name, 2},
const exercise exercises[] = {FUNCTIONS(EXERCISE){0}};

#define ENTRY(number, name) {#name, "only", case_##name, NULL, 0},
static const grade_case all[] = {FUNCTIONS(ENTRY){0}};
const grade_case *const cases[] = {all, NULL};
