/* Showing values and drawing pictures: see notebook.h. A picture is drawn by harness/plot.h in the
 * host; the kernel is told its path and puts it below the cell. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "error.h"
#include "notebook.h"

enum { PATH = 4096, MOST = 12 }; // rows and columns of a matrix that are shown

static struct {
	int control;
	char folder[PATH];
	int pictures;
	FILE *data;
	char data_path[PATH + 40];
} plots;

void show_real(const char *text, double x)
{
	printf("%s = %.6g\n", text, x);
}

void show_long_real(const char *text, long double x)
{
	printf("%s = %.6Lg\n", text, x);
}

void show_bool(const char *text, bool x)
{
	printf("%s = %s\n", text, x ? "true" : "false");
}

void show_integer(const char *text, long long x)
{
	printf("%s = %lld\n", text, x);
}

void show_natural(const char *text, unsigned long long x)
{
	printf("%s = %llu\n", text, x);
}

void show_string(const char *text, const char *x)
{
	if (x)
		printf("%s = \"%s\"\n", text, x);
	else
		printf("%s = NULL\n", text);
}

void show_other(const char *text, ...)
{
	printf("%s is of a type that has no printed form\n", text);
}

static void show_rows(mat x)
{
	for (int i = 0; i < x.rows && i < MOST; i++) {
		for (int j = 0; j < x.cols && j < MOST; j++) {
			double value = (double)*elem(x, i, j);
			printf("%10.4g", value == 0 ? 0 : value); // no minus before a zero
		}
		puts(x.cols > MOST ? "  …" : "");
	}
	if (x.rows > MOST) puts("  …");
}

void show_mat(const char *text, mat x)
{
	printf("%s (%d,%d)\n", text, x.rows, x.cols);
	show_rows(x);
}

void show_seq(const char *text, seq x)
{
	printf("%s (%d,%d,%d)\n", text, x.T, x.B, x.D);
	for (int t = 0; t < x.T && t < MOST; t++) {
		if (x.B > 1) printf("t = %d\n", t);
		show_rows(at(x, t));
	}
	if (x.T > MOST) puts("  …");
}

void plot_begin(int control, const char *folder)
{
	plots.control = control;
	snprintf(plots.folder, sizeof plots.folder, "%s", folder);
}

FILE *plot_open(const char *columns)
{
	if (plots.data) fclose(plots.data);
	snprintf(plots.data_path, sizeof plots.data_path, "%s/picture-%d.csv", plots.folder,
	        ++plots.pictures);
	plots.data = fopen(plots.data_path, "w");
	if (!plots.data) bug("%s cannot be written", plots.data_path);
	fprintf(plots.data, "%s\n", columns);
	return plots.data;
}

/* The gnuplot script of this picture: the course's look, the cell's settings, the kind's script. */
static void write_script(const char *path, const char *kind, const char *settings)
{
	FILE *f = fopen(path, "w");
	if (!f) bug("%s cannot be written", path);
	fprintf(f, "load prelude\n%s\n", settings);
	if (strchr(kind, '/') || strchr(kind, '.'))
		fprintf(f, "load '%s'\n", kind);
	else
		fprintf(f, "load system('dirname ' . prelude) . '/../notebooks/kernel/%s.gp'\n", kind);
	fclose(f);
}

void plot_show(const char *kind, const char *settings, const char *description)
{
	char script[PATH + 40], out[PATH + 40], message[2 * PATH + 80];
	if (!plots.data) bug("plot_show() without plot_open(): there is nothing to draw");
	fclose(plots.data);
	plots.data = NULL;
	snprintf(script, sizeof script, "%s/picture-%d.gp", plots.folder, plots.pictures);
	snprintf(out, sizeof out, "%s/picture-%d", plots.folder, plots.pictures);
	write_script(script, kind, settings);
	setenv("PLOT", "svg", 1);
	plot_result result = plot_run(script, plots.data_path, out);
	if (result == PLOT_FAILED) error_exit();
	if (result == PLOT_NO_GNUPLOT) return;
	snprintf(message, sizeof message, "picture %s.svg\n%.*s", out, PATH, description);
	if (send(plots.control, message, strlen(message), MSG_NOSIGNAL) < 0 ||
	        recv(plots.control, message, sizeof message, 0) <= 0)
		exit(EXIT_FAILURE);
}
