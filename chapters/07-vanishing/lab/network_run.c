/* A network at work: see network.h.
 *
 * Why it is fast. What does not wait for time is done for all steps at once: x Wx + b before a
 * layer begins, dWx, dx and the readout after it. The first layer of a network with ids reads one of
 * V embeddings; where a chunk has more ids than there are, E Wx + b is computed once for all of
 * them and step t copies its ids' rows. Backwards a table of the same shape collects da by id
 * (a scatter-add), and three products with it give dE, dWx and db. Where ids are fewer than V the
 * embeddings are gathered and read like numbers. Nothing is allocated.
 *
 * A layer that reads from the right is the ordinary one on a copy of its input turned round. */
#include <string.h>

#include "network.h"

static int ways(const network *n)
{
	return n->shape.both_ways ? 2 : 1;
}

static bool table_pays(const network *n)
{
	return n->shape.vocabulary && n->shape.vocabulary < n->y.T * n->shape.batch;
}

/* The same steps from the last to the first. */
static void turn(seq to, seq from)
{
	for (int t = 0; t < from.T; t++) copy(at(to, from.T - 1 - t), at(from, t));
}

/* Every sequence is as long as the chunk. */
static void cut(network *n, int T)
{
	if (T < 1 || T > n->shape.steps)
		bug("a chunk of %d steps, with room for %d", T, n->shape.steps);
	for (int i = 0; i < n->shape.layers; i++) {
		network_level *v = &n->level[i];
		for (int way = 0; way < ways(n); way++) layer_cut(&v->way[way], T);
		if (n->shape.both_ways)
			v->y.T = v->dy.T = v->turned.T = v->dturned.T = T;
		else {
			v->y = steps(v->way[0].h, 1, T);
			v->dy = steps(v->way[0].dh, 1, T);
		}
	}
	n->x.T = n->dx.T = n->shape.vocabulary ? T : 0;
	n->y.T = T;
}

/* --- states carried over -------------------------------------------------------------------------- */

/* Row blocks of the flat state: h of each layer and, where there are cells, c; the last number is
 * the time. */
static mat carried(const network *n, int i, int what)
{
	const int B = n->shape.batch, H = n->shape.hidden;
	return mat_of(n->state.p + (long)(i * (1 + n->shape.kind->cell) + what) * B * H, B, H);
}

static void restore(network *n)
{
	for (int i = 0; i < n->shape.layers; i++) {
		layer *l = &n->level[i].way[0];
		copy(at(l->h, 0), carried(n, i, 0));
		if (l->kind->cell) copy(at(l->c, 0), carried(n, i, 1));
		l->time = (long)n->state.p[n->state.cols - 1];
	}
}

static void save(network *n, int T)
{
	for (int i = 0; i < n->shape.layers; i++) {
		layer *l = &n->level[i].way[0];
		copy(carried(n, i, 0), at(l->h, T));
		if (l->kind->cell) copy(carried(n, i, 1), at(l->c, T));
	}
	n->state.p[n->state.cols - 1] += (real)T;
}

/* --- forwards ------------------------------------------------------------------------------------- */

/* Rows of a table, (V,n) → (T,B,n), from the first step on or from the last. */
static void look_up(seq to, mat table, const int *ids, bool turned)
{
	for (int t = 0; t < to.T; t++) {
		const int *id = ids + (long)(turned ? to.T - 1 - t : t) * to.B;
		mat step = at(to, t);
		for (int b = 0; b < to.B; b++)
			memcpy(row(step, b), row(table, id[b]), (size_t)to.D * sizeof(real));
	}
}

/* What the i-th layer reads, as numbers. */
static seq below(const network *n, int i, network_input in)
{
	return i ? n->level[i - 1].y : in.ids ? n->x : in.x;
}

/* a = x Wx + b of one layer. */
static void read(network *n, int i, int way, network_input in)
{
	network_level *v = &n->level[i];
	layer *l = &v->way[way];
	if (i == 0 && table_pays(n)) {
		mul(v->table[way], n->E, l->Wx);
		add_row(v->table[way], l->b);
		look_up(l->a, v->table[way], in.ids, way);
		return;
	}
	seq x = below(n, i, in);
	if (way) turn(v->turned, x);
	mul(flat(l->a), flat(way ? v->turned : x), l->Wx);
	add_row(flat(l->a), l->b);
}

/* Two layers' states side by side: y_t = [from the left up to t, from the right down to t]. */
static void join(network_level *v)
{
	const int H = v->way[0].h.D, T = v->y.T;
	for (int t = 0; t < T; t++) {
		mat y = at(v->y, t);
		copy(cols(y, 0, H), at(v->way[0].h, t + 1));
		copy(cols(y, H, H), at(v->way[1].h, T - t));
	}
}

/* The states of all layers. */
static seq run(network *n, network_input in, int T)
{
	cut(n, T);
	if (n->shape.carry) restore(n);
	if (in.ids && !table_pays(n)) look_up(n->x, n->E, in.ids, false);
	for (int i = 0; i < n->shape.layers; i++) {
		for (int way = 0; way < ways(n); way++) {
			read(n, i, way, in);
			n->shape.kind->forward(&n->level[i].way[way]);
		}
		if (n->shape.both_ways) join(&n->level[i]);
	}
	if (n->shape.carry) save(n, T);
	return n->level[n->shape.layers - 1].y;
}

/* --- backwards ------------------------------------------------------------------------------------ */

/* No gradient yet anywhere. */
static void clear(network *n)
{
	fill(n->dw, 0);
	fill(flat(n->dx), 0);
	for (int i = 0; i < n->shape.layers; i++) {
		network_level *v = &n->level[i];
		for (int way = 0; way < ways(n); way++) {
			fill(flat(v->way[way].dh), 0);
			fill(v->way[way].dc, 0);
		}
		if (n->shape.both_ways) fill(flat(v->dy), 0);
	}
}

/* join() backwards. */
static void part(network_level *v)
{
	const int H = v->way[0].h.D, T = v->y.T;
	for (int t = 0; t < T; t++) {
		mat dy = at(v->dy, t);
		copy(at(v->way[0].dh, t + 1), cols(dy, 0, H));
		copy(at(v->way[1].dh, T - t), cols(dy, H, H));
	}
}

/* look_up() backwards: each id's row of the table collects what its places send. */
static void collect(mat dtable, seq d, const int *ids, bool turned)
{
	for (int t = 0; t < d.T; t++) {
		const int *id = ids + (long)(turned ? d.T - 1 - t : t) * d.B;
		mat step = at(d, t);
		for (int b = 0; b < d.B; b++) {
			real *restrict to = row(dtable, id[b]);
			const real *restrict from = row(step, b);
			for (int k = 0; k < d.D; k++) to[k] += from[k];
		}
	}
}

/* read() backwards: da becomes gradients of weights, and of what was read. */
static void unread(network *n, int i, int way, network_input in)
{
	network_level *v = &n->level[i];
	layer *l = &v->way[way];
	if (i == 0 && table_pays(n)) {
		fill(v->dtable[way], 0);
		collect(v->dtable[way], l->da, in.ids, way);
		mul_add(n->dE, v->dtable[way], tr(l->Wx));
		mul_add(l->dWx, tr(n->E), v->dtable[way]);
		add_sum_of_rows(l->db, v->dtable[way]); // every da is in exactly one row
		return;
	}
	mat da = flat(l->da);
	mul_add(l->dWx, tr(flat(way ? v->turned : below(n, i, in))), da);
	add_sum_of_rows(l->db, da);
	if (i == 0 && !in.ids) return; // nobody asks for the gradient of numbers that came in
	seq dx = i ? n->level[i - 1].dy : n->dx;
	if (!way) {
		mul_add(flat(dx), da, tr(l->Wx));
		return;
	}
	mul(flat(v->dturned), da, tr(l->Wx));
	for (int t = 0; t < dx.T; t++) add(at(dx, dx.T - 1 - t), at(v->dturned, t));
}

/* From the top layer's dy to all gradients. */
static void back(network *n, network_input in)
{
	for (int i = n->shape.layers - 1; i >= 0; i--) {
		if (n->shape.both_ways) part(&n->level[i]);
		for (int way = 0; way < ways(n); way++) {
			n->shape.kind->backward(&n->level[i].way[way]);
			unread(n, i, way, in);
		}
	}
	if (in.ids && !table_pays(n)) collect(n->dE, n->dx, in.ids, false);
}

static seq top_gradient(const network *n)
{
	return n->level[n->shape.layers - 1].dy;
}

/* --- answers and losses ------------------------------------------------------------------------------ */

void network_forward(network *n, network_input in, int T)
{
	seq h = run(n, in, T);
	temporal_affine_forward(n->y, h, n->out);
}

double network_softmax_loss(network *n, network_input in, const int *target, int T, bool gradient)
{
	seq h = run(n, in, T);
	temporal_affine_forward(n->y, h, n->out);
	double loss = temporal_softmax_loss(n->y, target); // n->y is its own gradient now
	if (!gradient) return loss;
	clear(n);
	temporal_affine_backward(n->dout, top_gradient(n), n->y, h, n->out);
	back(n, in);
	return loss;
}

double network_square_loss(network *n, network_input in, mat target, int T, bool gradient)
{
	seq h = steps(run(n, in, T), T - 1, 1), y = steps(n->y, 0, 1);
	temporal_affine_forward(y, h, n->out);
	double sum = 0;
	const double N = (double)count(target);
	for (int b = 0; b < target.rows; b++)
		for (int k = 0; k < target.cols; k++) {
			real *p = row(at(y, 0), b) + k, error = *p - row(target, b)[k];
			sum += (double)error * (double)error;
			*p = (real)(2 * (double)error / N);
		}
	if (!gradient) return sum / N;
	clear(n);
	temporal_affine_backward(n->dout, steps(top_gradient(n), T - 1, 1), y, h, n->out);
	back(n, in);
	return sum / N;
}
