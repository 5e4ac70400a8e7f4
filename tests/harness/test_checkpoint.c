/* Checkpoints: what comes back, what is refused, and what a kill leaves. */
#include <signal.h>
#include <stdint.h>
#include <time.h>

#include "checkpoint.h"
#include "error.h"
#include "rng.h"
#include "testing.h"

enum { N = 1000 };
static real w[N], momentum[N];
static rng generator;
static long step;
static double position;
static char nothing;

static const checkpoint_field state[] = {{"parameters", w, sizeof w},
        {"momentum", momentum, sizeof momentum}, {"rng", &generator, sizeof generator},
        {"step", &step, sizeof step}, {"position", &position, sizeof position},
        {"nothing", &nothing, 0}, {0}};
static const char model[] = "rnn 2x64";

static void make_state(uint64_t seed)
{
	generator = rng_new(seed, 1);
	rng_fill_normal(&generator, mat_of(w, 1, N), 1);
	rng_fill_normal(&generator, mat_of(momentum, 1, N), 1e-30);
	w[3] = (real)-0.0;
	step = 12345678901;
	position = 0.1;
}

static void wipe_state(void)
{
	memset(w, 1, sizeof w);
	memset(momentum, 1, sizeof momentum);
	memset(&generator, 1, sizeof generator);
	step = 1;
	position = 1;
}

START_TEST(test_what_is_saved_comes_back_bit_for_bit)
{
	real before[2 * N];
	make_state(1);
	memcpy(before, w, sizeof w);
	memcpy(before + N, momentum, sizeof momentum);
	ck_assert_int_eq(checkpoint_save(scratch("a.ckpt"), model, state), 0);
	rng twin = generator;
	wipe_state();
	ck_assert_int_eq(checkpoint_load(scratch("a.ckpt"), model, state), 0);
	ck_assert_mem_eq(w, before, sizeof w);
	ck_assert_mem_eq(momentum, before + N, sizeof momentum);
	ck_assert_uint_eq(rng_u32(&generator), rng_u32(&twin));
	ck_assert(step == 12345678901 && position == 0.1);
}
END_TEST

START_TEST(test_a_part_of_the_fields_can_be_asked_for_and_found)
{
	make_state(2);
	ck_assert_int_eq(checkpoint_save(scratch("a.ckpt"), model, state), 0);
	wipe_state();
	const checkpoint_field some[] = {{"step", &step, sizeof step}, {0}};
	ck_assert_int_eq(checkpoint_load(scratch("a.ckpt"), model, some), 0);
	ck_assert(step == 12345678901 && position == 1);
	arena a = {0};
	checkpoint c;
	size_t bytes;
	ck_assert_int_eq(checkpoint_open(&a, scratch("a.ckpt"), &c), 0);
	ck_assert_str_eq(c.model, model);
	const void *data = checkpoint_find(&c, "position", &bytes);
	ck_assert_ptr_nonnull(data);
	ck_assert_uint_eq(bytes, sizeof position);
	memcpy(&position, data, sizeof position);
	ck_assert(position == 0.1);
	ck_assert_ptr_nonnull(checkpoint_find(&c, "nothing", &bytes));
	ck_assert_uint_eq(bytes, 0);
	ck_assert_ptr_null(checkpoint_find(&c, "posit", &bytes));
	arena_free(&a);
}
END_TEST

static void assert_refused(
        const char *name, const char *m, const checkpoint_field *fields, const char *says)
{
	wipe_state();
	ck_assert_int_eq(checkpoint_load(scratch(name), m, fields), -1);
	assert_says(error_message(), scratch(name));
	assert_says(error_message(), says);
	ck_assert(step == 1 && position == 1 && w[0] == w[N - 1]); // nothing was touched
}

START_TEST(test_another_model_is_refused)
{
	make_state(3);
	ck_assert_int_eq(checkpoint_save(scratch("a.ckpt"), model, state), 0);
	assert_refused(
	        "a.ckpt", "rnn 1x128", state, ": is a checkpoint of 'rnn 2x64', expected 'rnn 1x128'");
	const checkpoint_field more[] = {{"step", &step, sizeof step}, {"h", w, 8}, {0}};
	assert_refused("a.ckpt", model, more, ": has no 'h'");
	const checkpoint_field larger[] = {{"step", &step, sizeof step}, {"position", w, 16}, {0}};
	assert_refused("a.ckpt", model, larger, ": 'position' has 8 bytes, expected 16");
}
END_TEST

static unsigned char file[1 << 16];
static size_t size;

static void save_and_slurp(void)
{
	make_state(4);
	ck_assert_int_eq(checkpoint_save(scratch("a.ckpt"), model, state), 0);
	FILE *f = fopen(scratch("a.ckpt"), "rb");
	size = fread(file, 1, sizeof file, f);
	fclose(f);
	ck_assert_uint_gt(size, sizeof w + sizeof momentum);
	ck_assert_uint_lt(size, sizeof w + sizeof momentum + 300);
}

START_TEST(test_a_file_cut_short_anywhere_is_refused)
{
	save_and_slurp();
	for (size_t n = 0; n < size; n += n < 250 || n > size - 250 ? 1 : 97) {
		scratch_file("cut.ckpt", file, n);
		char says[100];
		if (n < 8)
			snprintf(says, sizeof says, ": is not a checkpoint");
		else if (n < 32)
			snprintf(says, sizeof says, ": cut short: expected at least 32 bytes");
		else
			snprintf(says, sizeof says, ": cut short: expected %zu bytes, found %zu", size, n);
		assert_refused("cut.ckpt", model, state, says);
	}
	file[size] = 0;
	scratch_file("cut.ckpt", file, size + 1);
	assert_refused("cut.ckpt", model, state, ": damaged: expected");
}
END_TEST

START_TEST(test_one_changed_bit_anywhere_is_refused)
{
	save_and_slurp();
	for (size_t i = 0; i < size; i += i < 250 || i > size - 250 ? 1 : 53) {
		file[i] ^= (unsigned char)(1 << i % 8);
		scratch_file("bit.ckpt", file, size);
		assert_refused("bit.ckpt", model, state, "bit.ckpt: ");
		file[i] ^= (unsigned char)(1 << i % 8);
	}
	scratch_file("bit.ckpt", file, size);
	ck_assert_int_eq(checkpoint_load(scratch("bit.ckpt"), model, state), 0);
}
END_TEST

/* The same sum that checkpoint.c writes, so that damage can be made to look sound. */
static void sum_again(void)
{
	uint64_t h = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < size - 8; i++) h = (h ^ file[i]) * UINT64_C(1099511628211);
	memcpy(file + size - 8, &h, 8);
}

START_TEST(test_lengths_that_lie_under_a_right_checksum_do_no_harm)
{
	save_and_slurp();
	static const unsigned char lies[] = {0xFF, 0x7F, 0x00, 0x01, 0x80};
	for (size_t i = 16; i < 120; i++)
		for (size_t k = 0; k < sizeof lies; k++) {
			unsigned char keep = file[i];
			file[i] = lies[k];
			sum_again();
			scratch_file("lie.ckpt", file, size);
			checkpoint_load(scratch("lie.ckpt"), model, state); // any answer but a crash
			file[i] = keep;
		}
	file[12] = sizeof(real) == 4 ? 8 : 4;
	sum_again();
	scratch_file("lie.ckpt", file, size);
	assert_refused("lie.ckpt", model, state,
	        sizeof(real) == 4 ? ": holds f64 numbers, expected f32"
	                          : ": holds f32 numbers, expected f64");
	file[8] = 9;
	scratch_file("lie.ckpt", file, size);
	assert_refused("lie.ckpt", model, state, ": is a checkpoint of version 9, expected version 1");
}
END_TEST

START_TEST(test_foreign_and_missing_files_are_refused)
{
	scratch_file("text.ckpt", "Once upon a time there was a text that was no checkpoint.\n", 58);
	assert_refused("text.ckpt", model, state, ": is not a checkpoint");
	scratch_file("empty.ckpt", "", 0);
	assert_refused("empty.ckpt", model, state, ": is not a checkpoint");
	assert_refused("none.ckpt", model, state, ": No such file or directory, expected a checkpoint");
	mkdir(scratch("folder.ckpt"), 0700);
	assert_refused("folder.ckpt", model, state, ": is not a regular file");
}
END_TEST

START_TEST(test_what_cannot_be_saved_is_an_error)
{
	ck_assert_int_eq(checkpoint_save(scratch("none/a.ckpt"), model, state), -1);
	assert_says(error_message(), "a.ckpt.part: cannot be written");
	ck_assert_int_eq(checkpoint_save(scratch_folder, model, state), -1);
}
END_TEST

/* A state in which every number is the same, so that a mixture of two saves would show. */
static void save_for_ever(const char *path)
{
	for (long k = 0;; k++) {
		for (int i = 0; i < N; i++) w[i] = momentum[i] = (real)(k % 1000);
		step = k;
		if (checkpoint_save(path, model, state)) _exit(1);
	}
}

START_TEST(test_a_kill_leaves_the_old_file_or_the_new_one)
{
	char path[512];
	snprintf(path, sizeof path, "%s", scratch("killed.ckpt"));
	rng r = rng_new(99, 1);
	long newest = -1;
	int in_between = 0;
	for (int kill_number = 0; kill_number < 100; kill_number++) {
		pid_t pid = fork();
		if (pid == 0) save_for_ever(path);
		struct timespec pause = {0, 1000000 + (long)rng_below(&r, 30000000)};
		nanosleep(&pause, NULL);
		kill(pid, SIGKILL);
		int status;
		waitpid(pid, &status, 0);
		ck_assert_msg(WIFSIGNALED(status), "the writer gave up");
		in_between += !unlink(scratch("killed.ckpt.part"));
		if (access(path, F_OK)) continue; // killed before its very first save
		ck_assert_msg(!checkpoint_load(path, model, state), "%s", error_message());
		for (int i = 0; i < N; i++)
			ck_assert(w[i] == (real)(step % 1000) && momentum[i] == (real)(step % 1000));
		newest = step > newest ? step : newest;
	}
	printf("100 kills, %d in the middle of a save; up to %ld saves in a life\n", in_between,
	        newest + 1);
	ck_assert_int_ge((int)newest, 1);
	ck_assert_int_ge(in_between, 5);
}
END_TEST

TESTS("checkpoint", 60, test_what_is_saved_comes_back_bit_for_bit,
        test_a_part_of_the_fields_can_be_asked_for_and_found, test_another_model_is_refused,
        test_a_file_cut_short_anywhere_is_refused, test_one_changed_bit_anywhere_is_refused,
        test_lengths_that_lie_under_a_right_checksum_do_no_harm,
        test_foreign_and_missing_files_are_refused, test_what_cannot_be_saved_is_an_error,
        test_a_kill_leaves_the_old_file_or_the_new_one)
