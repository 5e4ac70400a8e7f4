/* A network's memory: what is a parameter, where it lies, where it begins. network_run.c computes. */
#include <math.h>
#include <stdio.h>

#include "network.h"

/* Where the next weight lies in the flat blocks of weights and gradients. */
typedef struct {
	real *w, *dw;
} place;

static void take(place *next, mat *w, mat *dw, int nrows, int ncols)
{
	*w = mat_of(next->w, nrows, ncols);
	*dw = mat_of(next->dw, nrows, ncols);
	next->w += count(*w);
	next->dw += count(*w);
}

static int ways(const network_shape *s)
{
	return s->both_ways ? 2 : 1;
}

/* What the layers from the i-th on read at a step. */
static int width(const network_shape *s, int i)
{
	return i == 0 ? s->inputs : ways(s) * s->hidden;
}

long network_parameters(const network_shape *s)
{
	const long H = s->hidden, G = s->kind->gates;
	long n = (long)s->vocabulary * s->inputs;
	for (int i = 0; i < s->layers; i++)
		n += ways(s) * ((width(s, i) + H + 1) * G * H + s->kind->extra * H);
	return n + (ways(s) * H + 1) * s->outputs;
}

static void carve(network *n)
{
	const network_shape *s = &n->shape;
	const int H = s->hidden, GH = s->kind->gates * H;
	place next = {n->w.p, n->dw.p};
	take(&next, &n->E, &n->dE, s->vocabulary, s->inputs);
	for (int i = 0; i < s->layers; i++)
		for (int way = 0; way < ways(s); way++) {
			layer *l = &n->level[i].way[way];
			l->kind = s->kind;
			take(&next, &l->Wx, &l->dWx, width(s, i), GH);
			take(&next, &l->Wh, &l->dWh, H, GH);
			take(&next, &l->b, &l->db, 1, GH);
			take(&next, &l->extra, &l->dextra, s->kind->extra, H);
		}
	take(&next, &n->out.W, &n->dout.W, ways(s) * H, s->outputs);
	take(&next, &n->out.b, &n->dout.b, 1, s->outputs);
	if (next.w != n->w.p + n->w.cols) bug("a network's weights have been counted wrong");
}

static void allocate_layer(arena *a, layer *l, const network_shape *s)
{
	const int T = s->steps, B = s->batch, H = s->hidden, GH = s->kind->gates * H;
	l->h = seq_new(a, T + 1, B, H);
	l->dh = seq_new(a, T + 1, B, H);
	if (s->kind->cell) {
		l->c = seq_new(a, T + 1, B, H);
		l->dc = mat_new(a, B, H);
	}
	if (s->kind->in_place) return;
	l->a = seq_new(a, T, B, GH);
	l->da = seq_new(a, T, B, GH);
	if (!s->kind->product) return;
	l->u = seq_new(a, T, B, GH);
	l->du = seq_new(a, T, B, GH);
}

static void allocate(arena *a, network *n)
{
	const network_shape *s = &n->shape;
	const int T = s->steps, B = s->batch, V = s->vocabulary, H = s->hidden;
	const bool table = V && V < T * B;
	for (int i = 0; i < s->layers; i++) {
		network_level *v = &n->level[i];
		for (int way = 0; way < ways(s); way++) {
			allocate_layer(a, &v->way[way], s);
			if (i || !table) continue;
			v->table[way] = mat_new(a, V, s->kind->gates * H);
			v->dtable[way] = mat_new(a, V, s->kind->gates * H);
		}
		if (!s->both_ways) continue;
		v->y = seq_new(a, T, B, 2 * H);
		v->dy = seq_new(a, T, B, 2 * H);
		v->turned = seq_new(a, T, B, width(s, i));
		v->dturned = seq_new(a, T, B, width(s, i));
	}
	if (V) { // a chunk that is cut short may be too short for the table
		n->x = seq_new(a, T, B, s->inputs);
		n->dx = seq_new(a, T, B, s->inputs);
	}
	n->y = seq_new(a, T, B, s->outputs);
	n->state = mat_new(a, 1, s->layers * (1 + s->kind->cell) * B * H + 1);
}

static network *with_memory(arena *a, network_shape s, mat w)
{
	if (s.layers < 1 || s.layers > NETWORK_LAYERS)
		bug("%d layers; 1 to %d are possible", s.layers, NETWORK_LAYERS);
	if (s.carry && s.both_ways) bug("what is read from its end carries no state on");
	network *n = arena_alloc(a, 1, sizeof *n);
	n->shape = s;
	n->w = w;
	n->dw = mat_new(a, 1, w.cols);
	carve(n);
	allocate(a, n);
	return n;
}

network *network_new(arena *a, network_shape s, uint64_t seed)
{
	network *n = with_memory(a, s, mat_new(a, 1, (int)network_parameters(&s)));
	rng r = rng_new(seed, 7);
	double range = 1 / sqrt(s.hidden);
	rng_fill_normal(&r, n->E, 1);
	for (int i = 0; i < s.layers; i++)
		for (int way = 0; way < ways(&s); way++) s.kind->start(&n->level[i].way[way], &r);
	rng_fill_uniform(&r, n->out.W, -range, range);
	return n;
}

network *network_replica(arena *a, const network *n, int batch, int steps)
{
	network_shape s = n->shape;
	s.batch = batch;
	s.steps = steps;
	return with_memory(a, s, n->w);
}

/* --- as a language model ---------------------------------------------------------------------- */

typedef struct {
	network *n, *one; // one: for a single sequence, a letter at a time
} language_model;

static double loss(void *self, const int *x, const int *target, int T)
{
	network *n = ((language_model *)self)->n;
	return network_softmax_loss(n, (network_input){.ids = x}, target, T, false);
}

static double loss_and_gradient(void *self, const int *x, const int *target, int T)
{
	network *n = ((language_model *)self)->n;
	return network_softmax_loss(n, (network_input){.ids = x}, target, T, true);
}

static void next(void *self, int id, mat logits)
{
	network *one = ((language_model *)self)->one;
	if (id < 0) {
		fill(one->state, 0);
		return;
	}
	network_forward(one, (network_input){.ids = &id}, 1);
	copy(logits, at(one->y, 0));
}

lm_model network_model(arena *a, network *n)
{
	const network_shape *s = &n->shape;
	if (!s->carry || s->vocabulary != s->outputs) bug("this network is no language model");
	language_model *m = arena_alloc(a, 1, sizeof *m);
	*m = (language_model){n, network_replica(a, n, 1, 1)};
	char name[96];
	snprintf(name, sizeof name, "%s %dx%d V=%d D=%d", s->kind->name, s->layers, s->hidden,
	        s->vocabulary, s->inputs);
	return (lm_model){.self = m,
	        .signature = arena_strdup(a, name),
	        .w = n->w,
	        .dw = n->dw,
	        .state = n->state,
	        .vocabulary = s->vocabulary,
	        .batch = s->batch,
	        .steps = s->steps,
	        .loss_and_gradient = loss_and_gradient,
	        .loss = loss,
	        .next = next,
	        .draw = sample_with_temperature};
}
