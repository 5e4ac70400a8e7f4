/* grade similar: which hand-ins resemble each other, on the terminal. */
#include <stdio.h>
#include <string.h>

#include "clean.h"
#include "cli.h"
#include "commands.h"
#include "error.h"
#include "intake.h"
#include "similar.h"

static struct {
	const char *book, *chapter;
	int most;
	double least;
} o = {.most = 30, .least = 40};

static const cli_program program = {.name = "grade similar",
        .arguments = "[EARLIER-GRADEBOOK…]",
        .about = "Look for hand-ins that resemble each other, those of earlier years, or the "
                 "solution.\n"
                 "What stood in the skeleton, comments, names and numbers do not count; \"rare\" "
                 "is the\n"
                 "part that almost nobody else has. It is a list of what to look at, and no "
                 "verdict.",
        .version = "1"};

static const cli_option options[] = {cli_file("book", &o.book, "the gradebook"),
        cli_string("chapter", &o.chapter, "06 or 06-rnn"),
        cli_real("least", &o.least, 0, 100, "percent in common from which on a pair is told"),
        cli_int("most", &o.most, 1, SIMILAR_PAIRS, "how many pairs are told"), cli_end};

static void tell_name(const similar_handin *h)
{
	char name[100], book[100];
	clean_name(h->student, name, sizeof name);
	printf("%s", name);
	if (!h->book) return;
	const char *slash = strrchr(h->book, '/');
	clean_name(slash ? slash + 1 : h->book, book, sizeof book);
	printf(" (%s)", book);
}

static void tell(const similar *s)
{
	printf("%d hand-ins, and %d of earlier years and the course; %ld pairs have %g %% or more in "
	       "common\n",
	        s->n - s->nold, s->nold, s->npairs + s->more, o.least);
	for (int i = 0; i < s->npairs && i < o.most; i++) {
		const similar_pair *p = &s->pairs[i];
		printf("%3.0f %%, rare %3.0f %%  ", p->percent, p->rare);
		tell_name(p->a);
		printf(" and ");
		tell_name(p->b);
		printf("\n");
		for (int k = 0; k < p->places && k < SIMILAR_PLACES; k++) {
			const similar_place *x = &p->place[k];
			printf("      %s:%d-%d  %s:%d-%d  (%d tokens)\n", x->file, x->first, x->last,
			        x->other_file, x->other_first, x->other_last, x->tokens);
		}
	}
	if (s->npairs + s->more > o.most) printf("and %ld pairs more\n", s->npairs + s->more - o.most);
}

int command_similar(int argc, char **argv)
{
	gradebook g = {.lock = -1};
	similar s = {0};
	intake_wanted w;
	const int first = cli_parse(argc, argv, &program, options);
	if (first < 0) error_exit();
	if (!o.book || !o.chapter) {
		error_set("expected --book and --chapter; try grade similar --help");
		error_exit();
	}
	if (intake_chapter(&w, o.chapter) || gradebook_open(&g, o.book, GRADEBOOK_READ) ||
	        similar_find(&s, &g, w.chapter, argv + first, argc - first, o.least))
		error_exit();
	tell(&s);
	similar_free(&s);
	gradebook_close(&g);
	return 0;
}
