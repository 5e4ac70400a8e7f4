/* Threads share a batch; see shared_batch.h.
 *
 * The sequences of a batch meet nowhere but in the mean of their losses, so B of them are as good as two
 * times B/2: each part reads its columns of the ids with a replica of the network, and the gradient of the
 * whole is the mean of the parts', weighted by their sequences. That mean is shared out too, by weights and
 * not by sequences.
 *
 * The clock of a phased LSTM stays as it began. A text is one long sequence: when a period changes by a
 * thousandth, ten thousand steps later its phase is another one altogether, and the gradient of a period
 * grows with time as it does. */
#include <stdio.h>
#include <string.h>

#include "blas.h"
#include "shared_batch.h"
#include "team.h"

enum { THREADS = 64 };

typedef struct {
	network *n;
	int first;         // of its sequences
	int *ids, *target; // (T·B) of its sequences
	double loss, share;
} part;

typedef struct {
	int threads, batch;
	part parts[THREADS];
	team *crew;
	lm_model one; // a letter at a time
	// Of the chunk that is being read:
	const int *ids, *target;
	int T;
	bool gradient;
} shared;

static void fetch(const shared *s, const part *p)
{
	const int B = p->n->shape.batch;
	for (int t = 0; t < s->T; t++) {
		const long from = (long)t * s->batch + p->first;
		memcpy(p->ids + t * B, s->ids + from, (size_t)B * sizeof(int));
		memcpy(p->target + t * B, s->target + from, (size_t)B * sizeof(int));
	}
}

static void stop_clocks(network *n)
{
	for (int i = 0; i < n->shape.layers; i++)
		if (n->shape.kind->clocked) fill(n->level[i].way[0].dextra, 0);
}

static void read_part(void *context, int who)
{
	shared *s = context;
	part *p = &s->parts[who];
	fetch(s, p);
	p->loss = network_softmax_loss(
	        p->n, (network_input){.ids = p->ids}, p->target, s->T, s->gradient);
	if (s->gradient) stop_clocks(p->n);
}

/* One thread's slice of the weights: the mean of all parts' gradients, in the first one's place. */
static void add_gradients(void *context, int who)
{
	shared *s = context;
	const long n = s->parts[0].n->dw.cols;
	const long first = n * who / s->threads, last = n * (who + 1) / s->threads;
	real *restrict sum = s->parts[0].n->dw.p;
	const real own = (real)s->parts[0].share;
	for (long i = first; i < last; i++) sum[i] *= own;
	for (int k = 1; k < s->threads; k++) {
		const real *restrict dw = s->parts[k].n->dw.p, share = (real)s->parts[k].share;
		for (long i = first; i < last; i++) sum[i] += share * dw[i];
	}
}

static double read_chunk(shared *s, const int *ids, const int *target, int T, bool gradient)
{
	s->ids = ids;
	s->target = target;
	s->T = T;
	s->gradient = gradient;
	team_run(s->crew, read_part, s);
	if (gradient && s->threads > 1) team_run(s->crew, add_gradients, s);
	double loss = 0;
	for (int k = 0; k < s->threads; k++) loss += s->parts[k].share * s->parts[k].loss;
	return loss;
}

static double loss(void *self, const int *ids, const int *target, int T)
{
	return read_chunk(self, ids, target, T, false);
}

static double loss_and_gradient(void *self, const int *ids, const int *target, int T)
{
	return read_chunk(self, ids, target, T, true);
}

static void next(void *self, int id, mat logits)
{
	const lm_model *one = &((shared *)self)->one;
	one->next(one->self, id, logits);
}

/* The first part draws the weights, the others see them; their states lie side by side in one block. */
static void take_parts(arena *a, shared *s, network_shape shape, uint64_t seed, lm_model *m)
{
	const int B = shape.batch;
	size_t states = 0;
	for (int k = 0; k < s->threads; k++) {
		part *p = &s->parts[k];
		p->first = B * k / s->threads;
		shape.batch = B * (k + 1) / s->threads - p->first;
		p->share = (double)shape.batch / B;
		p->n = k ? network_replica(a, s->parts[0].n, shape.batch, shape.steps)
		         : network_new(a, shape, seed);
		p->ids = arena_alloc(a, (size_t)(shape.batch * shape.steps), sizeof(int));
		p->target = arena_alloc(a, (size_t)(shape.batch * shape.steps), sizeof(int));
		states += (size_t)p->n->state.cols;
	}
	m->state = mat_new(a, 1, (int)states);
	real *place = m->state.p;
	for (int k = 0; k < s->threads; k++) {
		network *n = s->parts[k].n;
		n->state = mat_of(place, 1, n->state.cols);
		place += n->state.cols;
	}
}

int shared_batch_model(arena *a, network_shape shape, uint64_t seed, int threads, lm_model *m)
{
	if (threads < 1 || threads > THREADS || threads > shape.batch)
		bug("%d threads for %d sequences", threads, shape.batch);
	if (threads > 1 && !blas_takes_threads())
		return error_set(
		        "%d threads: this OpenBLAS is a serial one and serves one thread only; expected "
		        "libopenblas-pthread-dev, and the program built again",
		        threads);
	shared *s = arena_alloc(a, 1, sizeof *s);
	*m = (lm_model){0};
	s->threads = threads;
	s->batch = shape.batch;
	take_parts(a, s, shape, seed, m);
	s->crew = team_new(a, threads);
	if (!s->crew) return -1;
	s->one = network_model(a, s->parts[0].n);
	char signature[128];
	snprintf(signature, sizeof signature, "%s, %d thread%s", s->one.signature, threads,
	        threads > 1 ? "s" : "");
	mat state = m->state;
	*m = s->one;
	m->self = s;
	m->signature = arena_strdup(a, signature);
	m->state = state;
	m->batch = s->batch;
	m->loss = loss;
	m->loss_and_gradient = loss_and_gradient;
	m->next = next;
	return 0;
}

network *shared_batch_network(const lm_model *m)
{
	return ((shared *)m->self)->parts[0].n;
}

void shared_batch_end(const lm_model *m)
{
	team_end(((shared *)m->self)->crew);
}
