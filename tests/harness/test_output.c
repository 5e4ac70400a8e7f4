/* Files that appear whole or not at all. */
#include <fcntl.h>

#include "error.h"
#include "output.h"
#include "testing.h"

static bool exists(const char *path)
{
	return !access(path, F_OK);
}

START_TEST(test_nothing_shows_before_the_commit_and_all_of_it_after)
{
	output o;
	const char *path = scratch("new.txt");
	ck_assert_int_eq(output_open(&o, path), 0);
	fputs("all of it\n", o.f);
	fflush(o.f);
	ck_assert(!exists(path));
	ck_assert_int_eq(output_commit(&o), 0);
	ck_assert_str_eq(contents(path), "all of it\n");
	ck_assert(!exists(scratch("new.txt.part")));
}
END_TEST

START_TEST(test_a_commit_replaces_and_an_abandoned_file_leaves_no_trace)
{
	output o;
	const char *path = scratch_file("old.txt", "old and long", 12);
	ck_assert_int_eq(output_open(&o, path), 0);
	fputs("half", o.f);
	output_abandon(&o);
	output_abandon(&o); // once more does no harm
	ck_assert_str_eq(contents(path), "old and long");
	ck_assert(!exists(scratch("old.txt.part")));
	ck_assert_int_eq(output_open(&o, path), 0);
	fputs("new", o.f);
	ck_assert_int_eq(output_commit(&o), 0);
	ck_assert_str_eq(contents(path), "new");
}
END_TEST

START_TEST(test_what_a_killed_writer_left_is_reused)
{
	output o;
	const char *path = scratch("left.txt");
	scratch_file("left.txt.part", "remains of another life", 23);
	ck_assert_int_eq(output_open(&o, path), 0);
	fputs("x", o.f);
	ck_assert_int_eq(output_commit(&o), 0);
	ck_assert_str_eq(contents(path), "x");
}
END_TEST

START_TEST(test_places_that_cannot_be_written_are_errors)
{
	output o;
	ck_assert_int_eq(output_open(&o, scratch("none/file")), -1);
	assert_says(error_message(), "none/file.part: cannot be written: No such file");
	ck_assert_int_eq(output_open(&o, scratch_folder), -1);
	assert_says(error_message(), ": is not a regular file, expected the name of one to write");
	ck_assert_int_eq(output_open(&o, "/dev/null"), -1);
	ck_assert_int_eq(output_open(&o, ""), -1);
}
END_TEST

START_TEST(test_a_full_disk_is_an_error_and_the_old_file_stays)
{
	output o;
	const char *path = scratch_file("kept.txt", "kept", 4);
	ck_assert_int_eq(output_open(&o, path), 0);
	FILE *full = fopen("/dev/full", "w");
	ck_assert_ptr_nonnull(full);
	dup2(fileno(full), fileno(o.f));
	fputs("lost", o.f);
	ck_assert_int_eq(output_commit(&o), -1);
	assert_says(error_message(), "kept.txt: cannot be written: No space left on device");
	ck_assert_str_eq(contents(path), "kept");
	ck_assert(!exists(scratch("kept.txt.part")));
	fclose(full);
}
END_TEST

static void write_too(void *path)
{
	output o;
	if (output_open(&o, path)) error_exit();
}

START_TEST(test_two_programs_do_not_write_one_file_at_once)
{
	output o;
	char path[512];
	snprintf(path, sizeof path, "%s", scratch("shared.txt"));
	ck_assert_int_eq(output_open(&o, path), 0);
	const ending *e = ending_of(write_too, path);
	ck_assert_int_eq(e->status, EXIT_BAD_INPUT);
	assert_says(e->err, "shared.txt.part: another program is writing it");
	fputs("mine", o.f);
	ck_assert_int_eq(output_commit(&o), 0);
	ck_assert_str_eq(contents(path), "mine");
}
END_TEST

START_TEST(test_a_file_gets_the_usual_permissions)
{
	output o;
	struct stat s;
	umask(027);
	ck_assert_int_eq(output_open(&o, scratch("mode.txt")), 0);
	ck_assert_int_eq(output_commit(&o), 0);
	ck_assert_int_eq(stat(scratch("mode.txt"), &s), 0);
	ck_assert_int_eq(s.st_mode & 0777, 0640);
}
END_TEST

START_TEST(test_a_name_without_a_folder_is_in_the_current_one)
{
	output o;
	ck_assert_int_eq(chdir(scratch_folder), 0);
	ck_assert_int_eq(output_open(&o, "here.txt"), 0);
	ck_assert_int_eq(output_commit(&o), 0);
	ck_assert(exists(scratch("here.txt")));
}
END_TEST

TESTS("output", 10, test_nothing_shows_before_the_commit_and_all_of_it_after,
        test_a_commit_replaces_and_an_abandoned_file_leaves_no_trace,
        test_what_a_killed_writer_left_is_reused, test_places_that_cannot_be_written_are_errors,
        test_a_full_disk_is_an_error_and_the_old_file_stays,
        test_two_programs_do_not_write_one_file_at_once, test_a_file_gets_the_usual_permissions,
        test_a_name_without_a_folder_is_in_the_current_one)
