/* The window over a file: what waits is what the file holds, in whatever steps it is asked for. */
#include <fcntl.h>
#include <signal.h>

#include "error.h"
#include "input.h"
#include "rng.h"
#include "testing.h"

static arena a;
static char data[700000];

static const char *data_file(void)
{
	rng r = rng_new(1, 1);
	for (size_t i = 0; i < sizeof data; i++) data[i] = (char)rng_below(&r, 256);
	return scratch_file("data", data, sizeof data);
}

/* Ask for random numbers of bytes, take some of them, compare with the data from `at` on. */
static void read_in_steps(input *in, rng *r, size_t at)
{
	for (;;) {
		size_t need = rng_below(r, 4) ? rng_below(r, 3000) : rng_below(r, 300000);
		size_t left = sizeof data - at;
		long long waits = input_need(in, need);
		ck_assert(waits >= (long long)(need < left ? need : left) && waits <= (long long)left);
		ck_assert(waits == in->end - in->at && input_used(in) == (long long)at);
		ck_assert_mem_eq(in->at, data + at, (size_t)waits);
		for (int i = 0; i < INPUT_ZEROS; i++) ck_assert_int_eq(in->end[i], 0);
		if (!left) break;
		size_t take = rng_below(r, (uint32_t)waits + 1);
		in->at += take;
		at += take;
	}
	ck_assert_int_eq((int)input_need(in, 1), 0);
}

START_TEST(test_what_waits_is_what_the_file_holds)
{
	const char *path = data_file();
	rng r = rng_new(2, 1);
	for (int round = 0; round < 20; round++) {
		input in;
		ck_assert_int_eq(input_open(&in, &a, path, "data"), 0);
		ck_assert_int_eq((int)in.size, sizeof data);
		read_in_steps(&in, &r, 0);
		ck_assert_int_eq(input_rewind(&in), 0);
		read_in_steps(&in, &r, 0);
		input_close(&in);
		input_close(&in);
		arena_reset(&a);
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_a_pipe_is_read_as_it_comes)
{
	int ends[2];
	input in;
	data_file();
	ck_assert_int_eq(pipe(ends), 0);
	if (fork() == 0) {
		for (size_t i = 0; i < sizeof data; i += 7000)
			if (write(ends[1], data + i, sizeof data - i < 7000 ? sizeof data - i : 7000) < 0)
				_exit(1);
		_exit(0);
	}
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	ck_assert_int_eq(input_open(&in, &a, "-", "data"), 0);
	ck_assert_str_eq(in.name, "standard input");
	ck_assert_int_eq((int)in.size, 0);
	rng r = rng_new(3, 1);
	read_in_steps(&in, &r, 0);
	ck_assert_int_eq(input_rewind(&in), -1);
	assert_says(error_message(), "standard input: is not a regular file and cannot be read twice");
	input_close(&in);
	ck_assert_int_ge(fcntl(STDIN_FILENO, F_GETFD), 0); // not ours to close
	wait(NULL);
	arena_free(&a);
}
END_TEST

/* A hole of five gigabytes, read from behind it: places in files need more than 32 bits. */
START_TEST(test_a_file_of_five_gigabytes_is_read_and_rewound)
{
	const off_t far = (off_t)5 << 30;
	const char *path = scratch_file("huge", "", 0);
	int fd = open(path, O_RDWR);
	input in;
	ck_assert_int_eq((int)pwrite(fd, "behind", 6, far), 6);
	ck_assert(lseek(fd, far, SEEK_SET) == far);
	dup2(fd, STDIN_FILENO);
	close(fd);
	ck_assert_int_eq(input_open(&in, &a, "-", "data"), 0);
	for (int round = 0; round < 2; round++) {
		ck_assert_int_eq((int)input_need(&in, 100), 6);
		ck_assert_str_eq(in.at, "behind");
		ck_assert_int_eq((int)in.size, 6);
		ck_assert_int_eq(input_rewind(&in), 0);
	}
	ck_assert_int_eq(input_open(&in, &a, path, "data"), 0);
	ck_assert(in.size == far + 6);
	input_close(&in);
	unlink(path);
	arena_free(&a);
}
END_TEST

START_TEST(test_what_cannot_be_read_is_refused)
{
	input in;
	ck_assert_int_eq(input_open(&in, &a, scratch("none"), "word vectors"), -1);
	assert_says(error_message(), "none: No such file or directory, expected word vectors");
	ck_assert_int_eq(input_open(&in, &a, scratch_folder, "word vectors"), -1);
	assert_says(error_message(), ": is a directory, expected word vectors");
	ck_assert_int_eq(input_open(&in, &a, scratch_file("empty", "", 0), "data"), 0);
	ck_assert_int_eq((int)input_need(&in, 5), 0);
	input_close(&in);
	ck_assert_int_eq(input_open(&in, &a, "/proc/self/mem", "data"), 0);
	ck_assert_int_eq((int)input_need(&in, 5), -1); // address 0 is nobody's
	assert_says(error_message(), "/proc/self/mem: cannot be read: Input/output error");
	input_close(&in);
	arena_free(&a);
}
END_TEST

TESTS("input", 60, test_what_waits_is_what_the_file_holds, test_a_pipe_is_read_as_it_comes,
        test_a_file_of_five_gigabytes_is_read_and_rewound, test_what_cannot_be_read_is_refused)
