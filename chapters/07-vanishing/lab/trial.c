/* A network learns a task; see trial.h. */
#include <math.h>
#include <stdio.h>
#include <unistd.h>
#ifdef __SSE__
#include <xmmintrin.h>
#endif

#include "checkpoint.h"
#include "interrupt.h"
#include "remedies.h"
#include "trial.h"

/* A vanishing gradient passes through numbers below 1e-38, which have fewer and fewer digits and for
 * which processors need many times as long. While a trial runs they are 0; returns what to go back
 * to. */
static unsigned flush_tiny_numbers(void)
{
#ifdef __SSE__
	unsigned before = _mm_getcsr();
	_mm_setcsr(before | _MM_FLUSH_ZERO_ON);
	return before;
#else
	return 0;
#endif
}

static void keep_tiny_numbers(unsigned before)
{
#ifdef __SSE__
	_mm_setcsr(before);
#else
	(void)before;
#endif
}

/* A trial at work. */
typedef struct {
	network *n;
	const trial_options *o;
	trial *t;
	task_batch batch;
	mat slot[OPTIM_SLOTS];
	char model[128];
	checkpoint_field fields[OPTIM_SLOTS + 3];
} worker;

static void list_fields(worker *w, arena *a)
{
	const network *n = w->n;
	size_t bytes = (size_t)count(n->w) * sizeof(real);
	int k = 0;
	w->fields[k++] = (checkpoint_field){"parameters", n->w.p, bytes};
	w->fields[k++] = (checkpoint_field){"trial", w->t, sizeof *w->t};
	for (int i = 0; w->o->rule->slot[i]; i++) {
		w->slot[i] = mat_new(a, 1, n->w.cols);
		w->fields[k++] = (checkpoint_field){w->o->rule->slot[i], w->slot[i].p, bytes};
	}
	snprintf(w->model, sizeof w->model, "%s %d steps %s %dx%d B=%d seed=%llu", w->o->task->name,
	        w->o->task->steps, n->shape.kind->name, n->shape.layers, n->shape.hidden,
	        n->shape.batch, (unsigned long long)w->o->seed);
}

static int examine(worker *w)
{
	trial *t = w->t;
	if (t->points == TRIAL_POINTS) t->points--; // resumed very often
	trial_point *p = &t->curve[t->points++];
	p->sequences = t->update * w->n->shape.batch;
	p->train = t->since ? t->sum / (double)t->since : (double)NAN;
	p->norm = t->norm;
	p->fresh = task_measure(w->n, w->o->task, w->o->seed + 1000003, w->o->judged);
	t->sum = t->norm = 0;
	t->since = 0;
	return w->o->checkpoint ? checkpoint_save(w->o->checkpoint, w->model, w->fields) : 0;
}

/* One update; false when the loss is no number to learn from. */
static bool learn(worker *w)
{
	network *n = w->n;
	trial *t = w->t;
	rng before = t->draws;
	w->o->task->draw(w->o->task, &t->draws, &w->batch);
	double loss = task_loss(n, w->o->task, &w->batch, true);
	double norm = w->o->clip > 0 ? clip_by_norm(n->dw, w->o->clip) : sqrt(dot(n->dw, n->dw));
	if (!isfinite(loss) || !isfinite(norm)) {
		t->draws = before;
		return false;
	}
	t->update++;
	t->since++;
	t->sum += loss;
	t->norm = fmax(t->norm, norm);
	w->o->rule->step(n->w, n->dw, w->slot, w->o->rate, t->update);
	return true;
}

static trial_end loop(worker *w, progress *bar)
{
	const trial_options *o = w->o;
	trial *t = w->t;
	const long B = w->n->shape.batch, total = (o->sequences + B - 1) / B;
	const long every = (o->every + B - 1) / B;
	if (t->points == 0 && examine(w) < 0) return TRIAL_ERROR;
	for (;;) {
		if (o->solved > 0 && trial_last(t)->fresh.loss < o->solved) return TRIAL_SOLVED;
		if (t->update >= total) return TRIAL_DONE;
		if (!learn(w)) return TRIAL_NOT_FINITE;
		if (t->since == every || t->update == total)
			if (examine(w) < 0) return TRIAL_ERROR;
		if (o->what) progress_at(bar, t->update * B, "loss %.4f", trial_last(t)->fresh.loss);
		if (!interrupt_seen()) continue;
		if (o->checkpoint && checkpoint_save(o->checkpoint, w->model, w->fields) < 0)
			return TRIAL_ERROR;
		return TRIAL_INTERRUPTED;
	}
}

trial_end trial_run(network *n, const trial_options *o, trial *t)
{
	if (o->sequences / o->every + 2 > TRIAL_POINTS) bug("too many examinations");
	arena scratch = {0};
	worker w = {.n = n, .o = o, .t = t, .batch = task_batch_new(&scratch, o->task, n->shape.batch)};
	*t = (trial){.draws = rng_new(o->seed, 8)};
	list_fields(&w, &scratch);
	trial_end end = TRIAL_ERROR;
	if (!(o->resume && o->checkpoint && access(o->checkpoint, F_OK) == 0) ||
	        checkpoint_load(o->checkpoint, w.model, w.fields) == 0) {
		progress bar;
		if (o->what) progress_begin(&bar, o->what, o->sequences, "sequences");
		if (o->what) progress_resume(&bar, t->update * n->shape.batch);
		unsigned before = flush_tiny_numbers();
		end = loop(&w, &bar);
		keep_tiny_numbers(before);
		if (o->what) progress_end(&bar);
	}
	arena_free(&scratch);
	return end;
}

const trial_point *trial_last(const trial *t)
{
	return &t->curve[t->points - 1];
}
