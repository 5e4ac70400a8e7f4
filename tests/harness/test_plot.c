/* Plots: the files that appear, the formats that the environment asks for, and names and words that
 * would like to be commands. Without gnuplot only the last test says anything. */
#include "error.h"
#include "plot.h"
#include "testing.h"

static const char script[] = "# A line through points; data: x,y with a head line.\n"
                             "load prelude\n"
                             "set xlabel 'x'\n"
                             "set title 'what the picture shows'\n"
                             "plot data using 1:2 with linespoints lt 1\n";
static const char data[] = "x,y\n1,1\n2,4\n3,9\n4,16\n";

static bool gnuplot_is_here(void)
{
	return !system("gnuplot --version >/dev/null 2>&1");
}

static bool exists(const char *path)
{
	struct stat s;
	return !stat(path, &s) && s.st_size > 0;
}

/* Script and data, no pictures, and the prelude where it is found from the scratch folder too. */
static void make_files(void)
{
	char here[400], there[500];
	if (getcwd(here, sizeof here)) {
		snprintf(there, sizeof there, "%s/harness", here);
		ck_assert(!symlink(there, scratch("harness")) || errno == EEXIST);
	}
	unlink(scratch("points.svg"));
	unlink(scratch("points.png"));
	scratch_file("points.gp", script, sizeof script - 1);
	scratch_file("points.csv", data, sizeof data - 1);
}

static void draw(void *environment)
{
	setenv("PLOT", environment, 1);
	plot_result r = plot_run(scratch("points.gp"), scratch("points.csv"), scratch("points"));
	if (r == PLOT_FAILED) error_exit();
	exit((int)r);
}

START_TEST(test_svg_and_png_appear_and_are_what_they_say)
{
	make_files();
	const ending *e = ending_of(draw, "");
	ck_assert_msg(e->status == 0, "%s", e->err);
	ck_assert_str_eq(e->out, "");
	ck_assert_str_eq(e->err, "");
	assert_says(contents(scratch("points.svg")), "<svg");
	assert_says(contents(scratch("points.svg")), "what the picture shows");
	assert_says(contents(scratch("points.svg")), "</svg>");
	ck_assert_mem_eq(contents(scratch("points.png")), "\x89PNG\r\n", 6);
	ck_assert(!exists(scratch("points.part.svg")) && !exists(scratch("points.part.png")));
}
END_TEST

START_TEST(test_the_environment_chooses_the_formats)
{
	make_files();
	ck_assert_int_eq(ending_of(draw, "svg")->status, 0);
	ck_assert(exists(scratch("points.svg")) && !exists(scratch("points.png")));
	unlink(scratch("points.svg"));
	ck_assert_int_eq(ending_of(draw, "none")->status, 0);
	const ending *e = ending_of(draw, "text");
	ck_assert_int_eq(e->status, 0);
	assert_says(e->out, "what the picture shows");
	ck_assert(!exists(scratch("points.svg")) && !exists(scratch("points.png")));
	for (const char *c = e->out; *c; c++)
		ck_assert((*c >= ' ' && *c < 127) || *c == '\n' || *c == '\f');
	e = ending_of(draw, "jpeg");
	ck_assert_int_eq(e->status, EXIT_BAD_INPUT);
	assert_says(e->err, "PLOT=jpeg: expected svg, png, text or none");
}
END_TEST

START_TEST(test_a_wrong_script_is_an_error_and_the_old_picture_stays)
{
	make_files();
	scratch_file("points.svg", "old", 3);
	scratch_file("points.gp", "load prelude\nplot data using 1:2 with linen\n", 43);
	const ending *e = ending_of(draw, "svg");
	ck_assert_int_eq(e->status, EXIT_BAD_INPUT);
	assert_says(e->err, "unrolled: gnuplot: ");
	assert_says(e->err, "line 2");
	ck_assert_str_eq(contents(scratch("points.svg")), "old");
	ck_assert(!exists(scratch("points.part.svg")));
	scratch_file("points.gp", "x = 1\n", 6); // draws nothing
	e = ending_of(draw, "svg");
	ck_assert_int_eq(e->status, EXIT_BAD_INPUT);
	assert_says(e->err, "draws nothing into its output");
}
END_TEST

START_TEST(test_missing_script_data_and_folder_are_errors)
{
	make_files();
	unlink(scratch("points.csv"));
	assert_says(
	        ending_of(draw, "svg")->err, "points.csv: No such file or directory, expected data");
	scratch_file("points.csv", "", 0);
	assert_says(ending_of(draw, "svg")->err, "points.csv: expected a file with data to draw");
	unlink(scratch("points.gp"));
	assert_says(ending_of(draw, "svg")->err,
	        "points.gp: No such file or directory, expected a gnuplot");
	make_files();
	ck_assert_int_eq(plot_run(scratch("points.gp"), scratch("points.csv"), scratch("no/p")), -1);
	assert_says(error_message(), "/no: No such file or directory");
}
END_TEST

/* Names that a shell or gnuplot could take for commands: the picture appears under that name, and
 * the file that the command would make does not. */
START_TEST(test_names_are_never_commands)
{
	static const char *const names[] = {"it's", "a'; system('touch pwned'); b='", "`touch pwned`",
	        "$(touch pwned)", "< touch pwned", "|touch pwned", "a b\\n\"c\"", "@x{=20 y}_z", "%s%d",
	        "é\U0001F600", "-e", "*?[a]", "a;touch pwned;#", "''''"};
	make_files();
	ck_assert_int_eq(chdir(scratch_folder), 0);
	setenv("PLOT", "svg", 1);
	char with_ending[200];
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		scratch_file(names[i], data, sizeof data - 1);
		ck_assert_msg(plot_run("points.gp", names[i], names[i]) == PLOT_DRAWN, "%s: %s", names[i],
		        error_message());
		snprintf(with_ending, sizeof with_ending, "%s.svg", names[i]);
		ck_assert_msg(exists(with_ending), "%s", with_ending);
		ck_assert(!exists("pwned"));
		char title[250];
		snprintf(title, sizeof title, "%s.gp", names[i]);
		scratch_file(title, script, sizeof script - 1);
		ck_assert_msg(
		        plot_run(title, "points.csv", "p") == PLOT_DRAWN, "%s: %s", title, error_message());
		ck_assert(!exists("pwned"));
	}
	ck_assert_int_eq(plot_run("points.gp", "points.csv", "a\nb"), -1);
	assert_says(error_message(), "a?b: a control character in a file name");
}
END_TEST

static const char labels[] = "# Words at their places; data: word,x,y.\n"
                             "load prelude\n"
                             "set xrange [0:20]\nset yrange [0:2]\n"
                             "plot data using 2:3:1 with labels\n";

START_TEST(test_words_in_the_data_are_labels_and_nothing_else)
{
	static const char *const words[] = {"a,b", "q\"q", "`touch pwned`", "system('touch pwned')",
	        "\n", " ", "@x", "{/=20 big}", "%d", "'", "#", "<b>&amp;", "é"};
	char path[512];
	make_files();
	snprintf(path, sizeof path, "%s", scratch("words.csv"));
	FILE *f = fopen(path, "w");
	for (int i = 0; i < 13; i++) {
		plot_csv_word(f, words[i]);
		fprintf(f, ",%d,1\n", i + 1);
	}
	fclose(f);
	scratch_file("points.gp", labels, sizeof labels - 1);
	ck_assert_int_eq(chdir(scratch_folder), 0);
	setenv("PLOT", "svg", 1);
	ck_assert_msg(!plot_run("points.gp", path, "words"), "%s", error_message());
	const char *svg = contents("words.svg");
	static const char *const shown[] = {">a,b<", ">q″q<", ">`touch pwned`<",
	        ">system('touch pwned')<", ">↵<", ">␣<", ">@x<", ">{/=20 big}<", ">%d<", ">'<", ">#<",
	        ">&lt;b>&amp;amp;<", ">é<"};
	for (int i = 0; i < 13; i++) assert_says(svg, shown[i]);
	ck_assert(!exists("pwned"));
}
END_TEST

START_TEST(test_without_gnuplot_one_line_says_so_and_where_the_data_are)
{
	make_files();
	setenv("PATH", scratch_folder, 1);
	const ending *e = ending_of(draw, "svg,png");
	ck_assert_int_eq(e->status, PLOT_NO_GNUPLOT);
	assert_says(
	        e->err, "gnuplot is not installed (Debian: gnuplot-nox): no picture; the data are in ");
	assert_says(e->err, "/points.csv\n");
	ck_assert_ptr_eq(strchr(e->err, '\n'), e->err + strlen(e->err) - 1);
	ck_assert(!exists(scratch("points.svg")));
}
END_TEST

int main(void)
{
	static const TTest *tests[8];
	size_t n = 0;
	if (gnuplot_is_here()) {
		tests[n++] = test_svg_and_png_appear_and_are_what_they_say;
		tests[n++] = test_the_environment_chooses_the_formats;
		tests[n++] = test_a_wrong_script_is_an_error_and_the_old_picture_stays;
		tests[n++] = test_names_are_never_commands;
		tests[n++] = test_words_in_the_data_are_labels_and_nothing_else;
	} else
		puts("plot: gnuplot is not installed, five tests are left out");
	tests[n++] = test_missing_script_data_and_folder_are_errors;
	tests[n++] = test_without_gnuplot_one_line_says_so_and_where_the_data_are;
	return run_tests("plot", tests, n, 60);
}
