/* The language-model driver; see lm.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "interrupt.h"
#include "lm.h"
#include "progress.h"

/* B streams side by side over one text; the last letter of each has no target inside it. */
typedef struct {
	lm_text text;
	int batch;
	long length; // of a stream, in steps
} streams;

static const char *unit(const lm_model *m)
{
	return m->unit ? m->unit : "letters";
}

static int cut(const lm_model *m, lm_text text, const char *what, streams *s)
{
	*s = (streams){text, m->batch, (text.length - 1) / m->batch};
	if (s->length < 1)
		return error_set("%s: %ld %s; %d streams need at least %d", what, text.length, unit(m),
		        m->batch, m->batch + 1);
	return 0;
}

/* Steps position … position+T-1 of every stream, time-major, and the letters after them. */
static void fetch(const streams *s, long position, int T, int *x, int *target)
{
	for (int b = 0; b < s->batch; b++) {
		const int *from = s->text.ids + b * s->length + position;
		for (int t = 0; t < T; t++) {
			x[t * s->batch + b] = from[t];
			target[t * s->batch + b] = from[t + 1];
		}
	}
}

static int steps_left(const lm_model *m, const streams *s, long position)
{
	long left = s->length - position;
	return left < m->steps ? (int)left : m->steps;
}

int lm_loss(const lm_model *m, lm_text text, double *nats)
{
	streams s;
	if (cut(m, text, "text to score", &s) < 0) return -1;
	arena scratch = {0};
	mat keep = mat_new(&scratch, m->state.rows, m->state.cols);
	int *x = arena_alloc(&scratch, (size_t)(m->steps * m->batch), sizeof *x);
	int *target = arena_alloc(&scratch, (size_t)(m->steps * m->batch), sizeof *target);
	copy(keep, m->state);
	fill(m->state, 0);
	double sum = 0;
	for (long position = 0; position < s.length;) {
		int T = steps_left(m, &s, position);
		fetch(&s, position, T, x, target);
		sum += T * m->loss(m->self, x, target, T);
		position += T;
	}
	copy(m->state, keep);
	arena_free(&scratch);
	*nats = sum / (double)s.length;
	return 0;
}

void lm_sample(const lm_model *m, rng *r, double tau, lm_text prime, int n, int *ids)
{
	arena scratch = {0};
	mat logits = mat_new(&scratch, 1, m->vocabulary);
	m->next(m->self, -1, logits);
	for (long i = 0; i < prime.length; i++) m->next(m->self, prime.ids[i], logits);
	for (int i = 0; i < n; i++) {
		ids[i] = m->draw(logits, tau, rng_uniform(r));
		m->next(m->self, ids[i], logits);
	}
	arena_free(&scratch);
}

/* --- training --------------------------------------------------------------------------------- */

enum { FIELDS = 31 };

/* A run and all it works with. */
typedef struct {
	const lm_model *m;
	const lm_options *o;
	lm_run *run;
	streams text;
	lm_text valid;
	mat slot[OPTIM_SLOTS];
	int *x, *target;
	checkpoint_field fields[FIELDS + 1];
	int listed;
} trainer;

static void list(trainer *t, const char *name, void *data, size_t bytes)
{
	if (t->listed == FIELDS) bug("more than %d fields to save", FIELDS);
	t->fields[t->listed++] = (checkpoint_field){name, data, bytes};
	t->fields[t->listed] = (checkpoint_field){0};
}

static void list_mat(trainer *t, const char *name, mat m)
{
	list(t, name, m.p, (size_t)count(m) * sizeof(real));
}

static void list_fields(trainer *t)
{
	const char *const *slot = t->o->rule->slot;
	list_mat(t, "parameters", t->m->w);
	for (int k = 0; slot[k]; k++) list_mat(t, slot[k], t->slot[k]);
	list_mat(t, "state", t->m->state);
	list(t, "run", t->run, sizeof *t->run);
	for (const checkpoint_field *e = t->o->extra; e && e->name; e++)
		list(t, e->name, e->data, e->bytes);
}

static int save(trainer *t)
{
	return t->o->checkpoint ? checkpoint_save(t->o->checkpoint, t->m->signature, t->fields) : 0;
}

/* When the curve is full, keep every second point and wait twice as long for the next. */
static void add_point(lm_run *run, lm_point p)
{
	if (run->points == LM_CURVE) {
		for (int i = 0; i < LM_CURVE / 2; i++) run->curve[i] = run->curve[2 * i + 1];
		run->points = LM_CURVE / 2;
		run->spacing *= 2;
	}
	run->curve[run->points++] = p;
}

static int report(trainer *t, long updates_in_sum)
{
	lm_point p = {t->run->update, t->run->sum / (double)updates_in_sum, 0};
	if (lm_loss(t->m, t->valid, &p.valid) < 0) return -1;
	if (updates_in_sum == 0) p.train = p.valid; // before training there is no training loss
	add_point(t->run, p);
	t->run->sum = 0;
	if (t->o->report) t->o->report(t->o->context, &p);
	return 0;
}

static int update(trainer *t)
{
	lm_run *run = t->run;
	int T = steps_left(t->m, &t->text, run->position);
	fetch(&t->text, run->position, T, t->x, t->target);
	double loss = t->m->loss_and_gradient(t->m->self, t->x, t->target, T);
	if (!(loss < 1e30))
		return error_set("the loss is %g after %ld updates; try a smaller learning rate than %g",
		        loss, run->update, t->o->rate);
	run->update++;
	if (t->o->clip && t->o->clip_limit > 0) t->o->clip(t->m->dw, t->o->clip_limit);
	t->o->rule->step(t->m->w, t->m->dw, t->slot, t->o->rate, run->update);
	run->position += T;
	if (run->position >= t->text.length) { // the text is read: begin again without a memory
		run->position = 0;
		fill(t->m->state, 0);
	}
	run->sum += loss;
	if (t->o->trace) t->o->trace(t->o->context, run->update, loss);
	return 0;
}

static lm_end loop(trainer *t, progress *bar)
{
	lm_run *run = t->run;
	if (run->points == 0 && report(t, 0) < 0) return LM_ERROR;
	long since_point = run->update - run->curve[run->points - 1].update;
	while (run->update < t->o->updates) {
		if (update(t) < 0) return LM_ERROR;
		bool last = run->update == t->o->updates;
		if (++since_point >= run->spacing || last) {
			if (report(t, since_point) < 0) return LM_ERROR;
			since_point = 0;
		}
		progress_at(bar, run->update * t->m->steps * t->m->batch, "%.3f bits each",
		        run->curve[run->points - 1].valid / log(2));
		if ((run->update % t->o->save_every == 0 || last || interrupt_seen()) && save(t) < 0)
			return LM_ERROR;
		if (interrupt_seen() && !last) return LM_INTERRUPTED;
	}
	return LM_DONE;
}

static lm_end train(trainer *t)
{
	progress bar;
	long chunk = (long)t->m->steps * t->m->batch;
	interrupt_catch();
	progress_begin(&bar, "training", t->o->updates * chunk, unit(t->m));
	progress_resume(&bar, t->run->update * chunk);
	lm_end end = loop(t, &bar);
	progress_end(&bar);
	interrupt_release();
	return end;
}

lm_end lm_train(const lm_model *m, lm_text text, lm_text valid, const lm_options *o, lm_run *run)
{
	arena scratch = {0};
	trainer t = {.m = m, .o = o, .run = run, .valid = valid};
	*run = (lm_run){.spacing = o->report_every};
	if (cut(m, text, "training text", &t.text) < 0) return LM_ERROR;
	for (int k = 0; o->rule->slot[k]; k++) t.slot[k] = mat_new(&scratch, 1, m->w.cols);
	t.x = arena_alloc(&scratch, (size_t)(m->steps * m->batch), sizeof *t.x);
	t.target = arena_alloc(&scratch, (size_t)(m->steps * m->batch), sizeof *t.target);
	list_fields(&t);
	fill(m->state, 0);
	lm_end end = LM_ERROR;
	if (!(o->resume && o->checkpoint && access(o->checkpoint, F_OK) == 0) ||
	        checkpoint_load(o->checkpoint, m->signature, t.fields) == 0)
		end = train(&t);
	arena_free(&scratch);
	return end;
}
