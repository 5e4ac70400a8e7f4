/* See lm_session.h. */
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "lm_session.h"
#include "output.h"

/* A run, and what its callbacks need. */
typedef struct {
	const lm_session *s;
	const lm_model *m;
	lm_text valid;
	lm_options o;
	output curve, trace;
	bool learnt; // something, and not all of it before it was taken up again
} session;

/* --- on the way ----------------------------------------------------------------------------------- */

static void print_sample(const session *w, const lm_point *p)
{
	const char *when = p->update == 0             ? "at first"
	                   : p->update < w->o.updates ? "train more"
	                                              : "after training";
	arena scratch = {0};
	int *ids = arena_alloc(&scratch, (size_t)w->s->sample + 1, sizeof *ids);
	rng r = w->s->samples;
	lm_sample(w->m, &r, w->s->temperature, (lm_text){w->valid.ids, 1}, w->s->sample, ids);
	printf("--- %s: update %ld, ", when, p->update);
	if (w->s->perplexity)
		printf("perplexity %.1f\n", exp(p->valid));
	else
		printf("%.3f bits per %s\n", p->valid / log(2), w->s->unit);
	w->s->print(w->s->context, ids, w->s->sample);
	puts("\n");
	fflush(stdout);
	arena_free(&scratch);
}

/* Three moments: before the first update, after a tenth of them, at the end. */
static void report(void *context, const lm_point *p)
{
	session *w = context;
	w->learnt = true;
	const bool moment =
	        p->update == 0 || p->update == w->o.updates || p->update == w->o.updates / 10;
	if (w->s->sample && moment) print_sample(w, p);
}

static void trace_array(FILE *f, const char *name, mat m)
{
	fprintf(f, "\"%s\":[", name);
	for (int i = 0; i < m.cols; i++) fprintf(f, i ? ",%.17g" : "%.17g", (double)m.p[i]);
	fputc(']', f);
}

static void trace_update(void *context, long update, double loss)
{
	const session *w = context;
	fprintf(w->trace.f, "{\"update\":%ld,\"loss\":%.17g", update, loss);
	if (update == 1) {
		fputc(',', w->trace.f);
		trace_array(w->trace.f, "gradient", w->m->dw);
	}
	fputs("}\n", w->trace.f);
}

/* --- files ---------------------------------------------------------------------------------------- */

/* Before training, so that a path that cannot be written costs no hour of it. */
static int open_outputs(session *w)
{
	output model;
	const lm_session *s = w->s;
	const char *path = w->o.checkpoint;
	if (path && output_open(&model, path) < 0) return -1;
	if (path) output_abandon(&model);
	if (path && !w->o.resume && !access(path, F_OK))
		fprintf(stderr, "%s: %s will be replaced; --resume would go on from it\n", s->program,
		        path);
	if (s->curve && output_open(&w->curve, s->curve) < 0) return -1;
	if (s->trace && output_open(&w->trace, s->trace) < 0) {
		if (s->curve) output_abandon(&w->curve);
		return -1;
	}
	if (!s->trace) return 0;
	fputc('{', w->trace.f);
	s->describe(s->context, w->trace.f);
	trace_array(w->trace.f, "weights", w->m->w);
	fputs("}\n", w->trace.f);
	return 0;
}

static void write_curve(const session *w, const lm_run *run)
{
	FILE *f = w->curve.f;
	fprintf(f, "%ss,train_bits,valid_bits,entropy_bits\n", w->s->unit);
	for (int i = 0; i < run->points; i++) {
		const lm_point *p = &run->curve[i];
		fprintf(f, "%ld,%.6f,%.6f,", p->update * w->m->batch * w->m->steps, p->train / log(2),
		        p->valid / log(2));
		if (w->s->entropy > 0) fprintf(f, "%.6f", w->s->entropy);
		fputc('\n', f);
	}
}

static int close_outputs(session *w, const lm_run *run, lm_end end)
{
	const lm_session *s = w->s;
	if (end == LM_ERROR) {
		if (s->curve) output_abandon(&w->curve);
		if (s->trace) output_abandon(&w->trace);
		return -1;
	}
	if (s->curve) write_curve(w, run);
	const int status = s->curve ? output_commit(&w->curve) : 0;
	return s->trace && output_commit(&w->trace) < 0 ? -1 : status;
}

/* --- from the outside ----------------------------------------------------------------------------- */

static void print_summary(const session *w, const lm_run *run)
{
	const lm_session *s = w->s;
	const lm_point *p = &run->curve[run->points - 1];
	const double bits = p->valid / log(2);
	printf("%ld updates, %.4f bits per %s on held-out text", p->update, bits, s->unit);
	if (s->perplexity) printf(", perplexity %.2f", exp(p->valid));
	if (s->entropy > 0)
		printf("; the source's entropy is %.4f (%+.1f %%)", s->entropy,
		        100 * (bits / s->entropy - 1));
	puts("");
	if (w->o.checkpoint) printf("the model is in %s\n", w->o.checkpoint);
	if (s->curve) printf("the learning curve is in %s\n", s->curve);
}

/* Ten points and more, fifty for each tenth of a long run. */
static long spacing(long updates)
{
	const long tenth = updates / 10;
	return tenth ? (tenth > 100 ? tenth / (tenth / 50) : tenth) : 1;
}

int lm_session_run(
        const lm_session *s, const lm_model *m, lm_text train, lm_text valid, lm_options o)
{
	static lm_run run;
	session w = {.s = s, .m = m, .valid = valid};
	o.report_every = spacing(o.updates);
	o.report = report;
	o.trace = s->trace ? trace_update : NULL;
	o.context = &w;
	w.o = o;
	if (open_outputs(&w) < 0) return -1;
	const lm_end end = lm_train(m, train, valid, &o, &run);
	if (close_outputs(&w, &run, end) < 0) return -1;
	if (end == LM_DONE && !w.learnt)
		printf("nothing left to learn: --updates %ld is reached; more of them go on\n", o.updates);
	print_summary(&w, &run);
	if (end == LM_INTERRUPTED)
		fprintf(stderr, "%s: interrupted after %ld updates%s\n", s->program, run.update,
		        o.checkpoint ? "; --resume goes on from there" : "");
	return end == LM_INTERRUPTED ? 130 : 0;
}
