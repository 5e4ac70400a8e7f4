/* Layers by pointer; both directions side by side, each with sequences of its own. */
#include "stacks.h"

void deep_lstm_forward(const lstm_wires *v, seq x, const gated *w, int L)
{
	for (const lstm_wires *end = v + L; v < end; v++, w++) {
		for (int t = 0; t < x.T; t++) {
			mul(at(v->a, t), at(x, t), w->Wx);
			add_row(at(v->a, t), w->b);
		}
		lstm_recur_forward(v->h, v->c, v->a, w->Wh);
		x = steps(v->h, 1, x.T);
	}
}

void deep_lstm_backward(const gated *dw, seq dx, const lstm_dwires *dv, seq x, const lstm_wires *v,
        const gated *w, int L)
{
	for (int l = L - 1; l >= 0; l--) {
		const seq in = l ? steps(v[l - 1].h, 1, x.T) : x;
		lstm_recur_backward(dv[l].a, dv[l].h, dv[l].c, v[l].a, v[l].c, w[l].Wh);
		mul_add(dw[l].Wx, tr(flat(in)), flat(dv[l].a));
		mul_add(dw[l].Wh, tr(flat(steps(v[l].h, 0, x.T))), flat(dv[l].a));
		add_sum_of_rows(dw[l].b, flat(dv[l].a));
		if (l)
			mul_add(flat(steps(dv[l - 1].h, 1, x.T)), flat(dv[l].a), tr(w[l].Wx));
		else
			mul(flat(dx), flat(dv[0].a), tr(w[0].Wx));
	}
}

/* Gates' sums of the right layer straight from x: step s reads x[T−1−s]. */
void bilstm_forward(seq y, const lstm_wires v[2], seq x, const gated w[2])
{
	const int H = w[1].Wh.rows, last = x.T - 1;
	for (int t = 0; t <= last; t++)
		for (int side = 0; side < 2; side++) {
			mat a = at(v[side].a, t);
			mul(a, at(x, side ? last - t : t), w[side].Wx);
			add_row(a, w[side].b);
		}
	for (int side = 0; side < 2; side++) {
		lstm_recur_forward(v[side].h, v[side].c, v[side].a, w[side].Wh);
		for (int t = 0; t <= last; t++)
			copy(cols(at(y, side ? last - t : t), side * H, H), at(v[side].h, t + 1));
	}
}

void bilstm_backward(const gated dw[2], seq dx, const lstm_dwires dv[2], seq dy, seq x,
        const lstm_wires v[2], const gated w[2])
{
	const int H = w[1].Wh.rows, last = x.T - 1;
	fill(flat(dx), 0);
	for (int side = 0; side < 2; side++) {
		for (int t = 0; t <= last; t++)
			add(at(dv[side].h, t + 1), cols(at(dy, side ? last - t : t), side * H, H));
		lstm_recur_backward(dv[side].a, dv[side].h, dv[side].c, v[side].a, v[side].c, w[side].Wh);
		for (int t = 0; t <= last; t++) {
			const int read = side ? last - t : t;
			mat d = at(dv[side].a, t);
			mul_add(at(dx, read), d, tr(w[side].Wx));
			mul_add(dw[side].Wx, tr(at(x, read)), d);
			mul_add(dw[side].Wh, tr(at(v[side].h, t)), d);
			add_sum_of_rows(dw[side].b, d);
		}
	}
}
