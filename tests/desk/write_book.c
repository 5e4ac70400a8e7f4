/* Gradebooks for tests, made without grading anything:
 *
 *     write_book FILE     an empty one; of one that is there, the marks are written anew
 *
 * In between, a test fills the tables with sqlite3. */
#include <string.h>

#include "marks.h"
#include "error.h"

static int marks(gradebook *g)
{
	if (gradebook_begin(g)) return -1;
	if (!marks_write(g)) return gradebook_commit(g);
	gradebook_rollback(g);
	return -1;
}

int main(int argc, char **argv)
{
	gradebook g = {.lock = -1};
	error_program("write_book");
	if (argc != 2) return EXIT_BAD_INPUT;
	const int status = gradebook_open(&g, argv[1], GRADEBOOK_CREATE) || marks(&g);
	gradebook_close(&g);
	if (status) error_exit();
	return 0;
}
