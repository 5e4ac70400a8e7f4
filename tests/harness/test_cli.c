/* Options: the values that arrive, and the words for those that do not. */
#include <limits.h>
#include <math.h>

#include "cli.h"
#include "error.h"
#include "testing.h"

static int hidden, cell, threads;
static long seed;
static double rate, dropout, shift;
static const char *out;
static bool resume;

static const cli_option options[] = {cli_int("hidden", &hidden, 1, 65536, "size of the state"),
        cli_int("threads", &threads, 1, HUGE_VAL, "how many"),
        cli_long("seed", &seed, 0, 0, "where the random numbers start"),
        cli_real_above("rate", &rate, 0, HUGE_VAL, "learning rate"),
        cli_real("dropout", &dropout, 0, 0.9, "part of the units left out"),
        cli_real("shift", &shift, 0, 0, "any number"),
        cli_file("out", &out,
                "file to write, with words enough in its help that the line must "
                "be broken somewhere near its end"),
        cli_flag("resume", &resume, "go on from the checkpoint"),
        cli_choice("cell", &cell, "tanh|relu|lstm", "kind of unit"), cli_end};
static const cli_program program = {"trainer", "TEXT...", "Trains a model.", "1.2"};

static char *argv[20];
static int argc;

static int (*parser)(int, char **, const cli_program *, const cli_option *) = cli_parse;

/* Parse words that are separated by blanks, from the defaults. */
static int parse(const char *line)
{
	static char words[400];
	snprintf(words, sizeof words, "trainer %s", line);
	argc = 0;
	for (char *w = strtok(words, " "); w; w = strtok(NULL, " ")) argv[argc++] = w;
	argv[argc] = NULL;
	hidden = 128;
	threads = 1;
	seed = 1;
	rate = 0.1;
	dropout = 0;
	shift = 0;
	out = NULL;
	resume = false;
	cell = 1;
	return parser(argc, argv, &program, options);
}

START_TEST(test_without_options_the_defaults_stand)
{
	ck_assert_int_eq(parse(""), 1);
	ck_assert(hidden == 128 && seed == 1 && rate == 0.1 && !out && !resume && cell == 1);
}
END_TEST

START_TEST(test_every_kind_takes_its_value_in_both_spellings)
{
	ck_assert_int_eq(parse("--hidden 64 --seed -9000000000 --rate 1e-3 --out a=b --resume "
	                       "--cell lstm --dropout .5 --shift -2.5"),
	        argc);
	ck_assert(hidden == 64 && seed == -9000000000 && rate == 1e-3 && resume && cell == 2);
	ck_assert(dropout == 0.5 && shift == -2.5);
	ck_assert_str_eq(out, "a=b");
	ck_assert_int_eq(parse("--hidden=7 --seed=+3 --rate=2 --out=x=y --cell=tanh"), argc);
	ck_assert(hidden == 7 && seed == 3 && rate == 2 && cell == 0);
	ck_assert_str_eq(out, "x=y");
	ck_assert_int_eq(parse("--hidden 5 --hidden 6"), argc);
	ck_assert_int_eq(hidden, 6);
	ck_assert_int_eq(parse("--out=--strange"), argc);
	ck_assert_str_eq(out, "--strange");
}
END_TEST

START_TEST(test_arguments_gather_behind_the_options_in_their_order)
{
	int first = parse("one --hidden 5 two - --resume three");
	ck_assert_int_eq(argc - first, 4);
	ck_assert_str_eq(argv[first], "one");
	ck_assert_str_eq(argv[first + 1], "two");
	ck_assert_str_eq(argv[first + 2], "-");
	ck_assert_str_eq(argv[first + 3], "three");
	ck_assert(hidden == 5 && resume);
	first = parse("--hidden 5 -- --resume --x");
	ck_assert_int_eq(argc - first, 2);
	ck_assert_str_eq(argv[first], "--resume");
	ck_assert(!resume);
}
END_TEST

static void assert_refused(const char *line, const char *message)
{
	ck_assert_msg(parse(line) == -1, "%s was accepted", line);
	ck_assert_str_eq(error_message(), message);
}

START_TEST(test_an_unknown_option_is_named_with_the_nearest_one)
{
	assert_refused("--hiden 3", "unknown option --hiden; did you mean --hidden?");
	assert_refused("--hid=3", "unknown option --hid; did you mean --hidden?");
	assert_refused("--sede 3", "unknown option --sede; did you mean --seed?");
	assert_refused("-rate 3", "unknown option -rate; did you mean --rate?");
	assert_refused("--colour", "unknown option --colour; --help lists the options");
	assert_refused("-x", "unknown option -x; --help lists the options");
	char longer[300] = "--";
	memset(longer + 2, 'y', 250);
	ck_assert_int_eq(parse(longer), -1);
}
END_TEST

START_TEST(test_a_missing_value_is_missed)
{
	assert_refused("--hidden", "--hidden: expected a value after it");
	assert_refused("text --hidden", "--hidden: expected a value after it");
	assert_refused("--out --resume", "--out: expected a value after it, found the option --resume");
	assert_refused("--out=", "--out: expected a text that is not empty");
	assert_refused("--resume=yes", "--resume takes no value");
}
END_TEST

START_TEST(test_what_is_not_a_whole_number_is_refused)
{
	static const char *const bad[] = {"x", "1x", "1.5", "1e3", "0x10", "--hidden", "+", "1,000",
	        "2147483648", "-2147483649", "99999999999999999999"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char line[60], message[120];
		snprintf(line, sizeof line, "--hidden=%s", bad[i]);
		snprintf(message, sizeof message,
		        "--hidden %s: expected a whole number of at least 1 and at most 65536", bad[i]);
		assert_refused(line, message);
		ck_assert_int_eq(hidden, 128);
	}
	assert_refused(
	        "--hidden=", "--hidden : expected a whole number of at least 1 and at most 65536");
	assert_refused(
	        "--seed 9223372036854775808", "--seed 9223372036854775808: expected a whole number");
	ck_assert_int_eq(parse("--seed 9223372036854775807"), argc);
	ck_assert(seed == LONG_MAX);
}
END_TEST

START_TEST(test_what_is_not_a_finite_number_is_refused)
{
	static const char *const bad[] = {"x", "nan", "inf", "-inf", "0x1p3", "1e999", "1.5.", "1e",
	        "-", "e5", "1 ", "--1", "1d3", "1,5"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char *words[] = {"trainer", "--shift", (char *)bad[i], NULL};
		char message[60];
		snprintf(message, sizeof message, "--shift %s: expected a number", bad[i]);
		int status = cli_parse(3, words, &program, options);
		ck_assert_int_eq(status, -1);
		if (strncmp(bad[i], "--", 2)) ck_assert_str_eq(error_message(), message);
	}
}
END_TEST

START_TEST(test_limits_are_told_and_kept)
{
	assert_refused(
	        "--hidden 0", "--hidden 0: expected a whole number of at least 1 and at most 65536");
	assert_refused("--hidden 65537",
	        "--hidden 65537: expected a whole number of at least 1 and at most 65536");
	assert_refused("--threads -1", "--threads -1: expected a whole number of at least 1");
	assert_refused("--rate 0", "--rate 0: expected a number above 0");
	assert_refused("--rate -0.1", "--rate -0.1: expected a number above 0");
	assert_refused(
	        "--dropout .91", "--dropout .91: expected a number of at least 0 and at most 0.9");
	assert_refused(
	        "--dropout=-1e-9", "--dropout -1e-9: expected a number of at least 0 and at most 0.9");
	ck_assert_int_eq(parse("--hidden 1 --rate 1e-300 --dropout 0.9"), argc);
	ck_assert_int_eq(parse("--hidden 65536 --dropout 0"), argc);
}
END_TEST

START_TEST(test_a_choice_must_be_one_of_the_words)
{
	assert_refused("--cell gru", "--cell gru: expected one of tanh|relu|lstm");
	assert_refused("--cell tan", "--cell tan: expected one of tanh|relu|lstm");
	assert_refused("--cell tanh|relu", "--cell tanh|relu: expected one of tanh|relu|lstm");
	assert_refused("--cell=", "--cell : expected one of tanh|relu|lstm");
}
END_TEST

START_TEST(test_one_dash_is_enough_where_a_program_says_so)
{
	assert_refused("-hidden 64", "unknown option -hidden; did you mean --hidden?");
	parser = cli_parse_one_dash;
	ck_assert_int_eq(parse("-hidden 64 --seed 3 -rate=0.5 -resume -shift -2 -out -x file -"), 11);
	ck_assert(hidden == 64 && seed == 3 && rate == 0.5 && resume && shift == -2);
	ck_assert_str_eq(out, "-x");
	ck_assert_str_eq(argv[12], "-");
	assert_refused("-out -seed 3", "--out: expected a value after it, found the option -seed");
	assert_refused("-hiden 64", "unknown option -hiden; did you mean --hidden?");
	assert_refused("-hidden", "--hidden: expected a value after it");
	parser = cli_parse;
}
END_TEST

static void parse_and_return(void *line)
{
	parse(line);
	_exit(55);
}

START_TEST(test_help_shows_every_option_with_its_default_in_aligned_lines)
{
	const ending *e = ending_of(parse_and_return, "--hidden 64 --help --nonsense");
	ck_assert_int_eq(e->status, 0);
	ck_assert_str_eq(e->err, "");
	ck_assert_str_eq(e->out,
	        "usage: trainer [options] TEXT...\n"
	        "Trains a model.\n"
	        "\n"
	        "options, with their defaults:\n"
	        "  --hidden N             size of the state [64]\n"
	        "  --threads N            how many [1]\n"
	        "  --seed N               where the random numbers start [1]\n"
	        "  --rate X               learning rate [0.1]\n"
	        "  --dropout X            part of the units left out [0]\n"
	        "  --shift X              any number [0]\n"
	        "  --out FILE             file to write, with words enough in its help that the\n"
	        "                         line must be broken somewhere near its end\n"
	        "  --resume               go on from the checkpoint\n"
	        "  --cell tanh|relu|lstm  kind of unit [relu]\n"
	        "  --help                 print this and stop\n"
	        "  --version              print the version and stop\n");
}
END_TEST

START_TEST(test_version_is_one_line)
{
	const ending *e = ending_of(parse_and_return, "--version");
	ck_assert_int_eq(e->status, 0);
	ck_assert_str_eq(e->out, "trainer 1.2\n");
}
END_TEST

static void parse_and_exit(void *line)
{
	if (parse(line) < 0) error_exit();
}

START_TEST(test_an_error_goes_out_under_the_programs_name)
{
	const ending *e = ending_of(parse_and_exit, "--hidden 0x");
	ck_assert_int_eq(e->status, EXIT_BAD_INPUT);
	ck_assert_str_eq(e->err,
	        "trainer: --hidden 0x: expected a whole number of at least 1 and at most 65536\n");
	ck_assert_str_eq(e->out, "");
}
END_TEST

static int bake(int n, char **words)
{
	printf("bake %d %s\n", n, words[0]);
	return 0;
}

static int eat(int n, char **words)
{
	printf("eat %d %s %s\n", n, words[0], n > 1 ? words[1] : "-");
	return n == 3 ? 7 : 0;
}

static const cli_command kitchen_commands[] = {
        {"bake", bake, "make bread (the default)"}, {"consume", eat, "eat it"}, {0}};
static cli_suite kitchen = {"kitchen", "Bread, made and eaten.", kitchen_commands, NULL};

static void command(void *line)
{
	setenv("OPENBLAS_CORETYPE", "Haswell", 1); // or blas_start() may start this program again
	char words[100], *list[10] = {"kitchen"};
	int n = 1;
	snprintf(words, sizeof words, "%s", (const char *)line);
	for (char *w = strtok(words, " "); w; w = strtok(NULL, " ")) list[n++] = w;
	exit(cli_commands(n, list, &kitchen));
}

static void assert_command(char *line, int status, const char *printed)
{
	const ending *e = ending_of(command, line);
	ck_assert_str_eq(e->out, printed);
	ck_assert_str_eq(e->err, "");
	ck_assert_int_eq(e->status, status);
}

START_TEST(test_the_first_argument_picks_a_command_and_its_status_is_kept)
{
	assert_command("consume", 0, "eat 1 consume -\n");
	assert_command("consume --bread white", 7, "eat 3 consume --bread\n");
	assert_command("bake consume", 0, "bake 2 bake\n");
	assert_command("consume --help", 0, "eat 2 consume --help\n");
}
END_TEST

START_TEST(test_without_a_command_the_first_one_runs)
{
	assert_command("", 0, "bake 1 kitchen\n");
	assert_command("--white --help", 0, "bake 3 kitchen\n");
	kitchen.with_options = eat;
	assert_command("", 0, "bake 1 kitchen\n");
	assert_command("-white", 0, "eat 2 kitchen -white\n");
	kitchen.with_options = NULL;
}
END_TEST

START_TEST(test_help_lists_the_commands)
{
	assert_command("--help", 0,
	        "usage: kitchen [COMMAND] [OPTION…]\n\nBread, made and eaten.\n\ncommands:\n"
	        "  bake     make bread (the default)\n"
	        "  consume  eat it\n"
	        "\n`kitchen COMMAND --help` lists the options of a command.\n");
}
END_TEST

START_TEST(test_what_is_no_command_is_refused)
{
	static const char *const words[] = {"cook", "bak", "bakee", "Bake"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char message[100];
		const ending *e = ending_of(command, (void *)words[i]);
		snprintf(message, sizeof message,
		        "kitchen: there is no command '%s'; kitchen --help lists them\n", words[i]);
		ck_assert_str_eq(e->err, message);
		ck_assert_str_eq(e->out, "");
		ck_assert_int_eq(e->status, EXIT_BAD_INPUT);
	}
}
END_TEST

static void command_on_a_full_disk(void *line)
{
	ck_assert_ptr_nonnull(freopen("/dev/full", "w", stdout));
	command(line);
}

START_TEST(test_output_that_cannot_be_written_is_an_error)
{
	const ending *e = ending_of(command_on_a_full_disk, "bake");
	ck_assert_str_eq(e->err, "kitchen: standard output: cannot be written\n");
	ck_assert_int_eq(e->status, EXIT_BAD_INPUT);
}
END_TEST

TESTS("cli", 10, test_one_dash_is_enough_where_a_program_says_so,
        test_without_options_the_defaults_stand, test_every_kind_takes_its_value_in_both_spellings,
        test_arguments_gather_behind_the_options_in_their_order,
        test_an_unknown_option_is_named_with_the_nearest_one, test_a_missing_value_is_missed,
        test_what_is_not_a_whole_number_is_refused, test_what_is_not_a_finite_number_is_refused,
        test_limits_are_told_and_kept, test_a_choice_must_be_one_of_the_words,
        test_help_shows_every_option_with_its_default_in_aligned_lines, test_version_is_one_line,
        test_an_error_goes_out_under_the_programs_name,
        test_the_first_argument_picks_a_command_and_its_status_is_kept,
        test_without_a_command_the_first_one_runs, test_help_lists_the_commands,
        test_what_is_no_command_is_refused, test_output_that_cannot_be_written_is_an_error)
