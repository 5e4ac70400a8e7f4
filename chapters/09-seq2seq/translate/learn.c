/* Training a translator; see learn.h. The batches of a round over the text depend on the seed and the round's
 * number alone, so a checkpoint need only say how many updates were made. */
#include <unistd.h>

#include "interrupt.h"
#include "learn.h"
#include "progress.h"
#include "remedies.h"

enum { FIELDS = 15 };

typedef struct {
	translator *t;
	const learn_options *o;
	learn_run *run;
	batches b;
	long round; // the one that b is shuffled for; −1: none
	mat slot[OPTIM_SLOTS];
	checkpoint_field fields[FIELDS + 1];
	int listed;
} trainer;

static void list(trainer *t, const char *name, void *data, size_t bytes)
{
	if (t->listed == FIELDS) bug("more than %d fields to save", FIELDS);
	t->fields[t->listed++] = (checkpoint_field){name, data, bytes};
}

static void list_fields(trainer *t)
{
	const optim_rule *rule = t->o->rule;
	const size_t bytes = (size_t)t->t->w.cols * sizeof(real);
	list(t, "parameters", t->t->w.p, bytes);
	for (int k = 0; rule->slot[k]; k++) list(t, rule->slot[k], t->slot[k].p, bytes);
	list(t, "run", t->run, sizeof *t->run);
	for (const checkpoint_field *e = t->o->extra; e && e->name; e++)
		list(t, e->name, e->data, e->bytes);
}

static int save(trainer *t)
{
	const learn_options *o = t->o;
	return o->checkpoint ? checkpoint_save(o->checkpoint, o->signature, t->fields) : 0;
}

static const batch *take_batch(trainer *t)
{
	const long round = t->run->update / t->b.n;
	if (round != t->round) batches_shuffle(&t->b, t->o->seed, round);
	t->round = round;
	return batches_take(&t->b, t->run->update % t->b.n);
}

static double rate_now(const trainer *t)
{
	const double left = 1 - (double)t->run->update / (double)t->o->updates;
	return t->o->rate * (left < t->o->fall ? left / t->o->fall : 1);
}

static int update(trainer *t)
{
	const learn_options *o = t->o;
	learn_run *run = t->run;
	const batch *b = take_batch(t);
	const double loss = translator_loss(t->t, b, true);
	if (!(loss < 1e30))
		return error_set("the loss is %g after %ld updates; try a smaller learning rate than %g",
		        loss, run->update, o->rate);
	if (o->trace) o->trace(o->context, b, run->update + 1, loss);
	if (o->clip > 0) clip_by_norm(t->t->dw, o->clip);
	translator_update(t->t, o->rule, t->slot, rate_now(t), run->update + 1);
	run->update++;
	run->since++;
	run->sum += loss;
	for (int i = 0; i < b->T * b->B; i++) run->targets += b->target[i] >= 0;
	return 0;
}

static void report(trainer *t)
{
	learn_run *run = t->run;
	run->loss = run->since ? run->sum / (double)run->since : 0;
	run->sum = 0;
	run->since = 0;
	if (t->o->report) t->o->report(t->o->context, run);
}

static lm_end loop(trainer *t, progress *bar)
{
	const learn_options *o = t->o;
	learn_run *run = t->run;
	if (run->update == 0) report(t);
	while (run->update < o->updates) {
		if (update(t) < 0) return LM_ERROR;
		const bool last = run->update == o->updates;
		if (run->update % o->report_every == 0 || last) report(t);
		progress_at(bar, run->update, "loss %.4f",
		        run->since ? run->sum / (double)run->since : run->loss);
		if ((run->update % o->save_every == 0 || last || interrupt_seen()) && save(t) < 0)
			return LM_ERROR;
		if (interrupt_seen() && !last) return LM_INTERRUPTED;
	}
	return LM_DONE;
}

static lm_end train(trainer *t)
{
	progress bar;
	interrupt_catch();
	progress_begin(&bar, "training", t->o->updates, "updates");
	progress_resume(&bar, t->run->update);
	lm_end end = loop(t, &bar);
	progress_end(&bar);
	interrupt_release();
	return end;
}

lm_end learn(translator *m, const bitext *text, const learn_options *o, learn_run *run)
{
	arena scratch = {0};
	trainer t = {.t = m, .o = o, .run = run, .round = -1};
	*run = (learn_run){0};
	t.b = batches_new(&scratch, text, o->batch, 0);
	for (int k = 0; o->rule->slot[k]; k++) t.slot[k] = mat_new(&scratch, 1, m->w.cols);
	list_fields(&t);
	lm_end end = LM_ERROR;
	if (!(o->resume && o->checkpoint && access(o->checkpoint, F_OK) == 0) ||
	        checkpoint_load(o->checkpoint, o->signature, t.fields) == 0)
		end = train(&t);
	arena_free(&scratch);
	return end;
}
