/* Cases of 6.17 … 6.20: layers on layers, and one from each side. */
#include "cases.h"

enum { L = 3 };
static const int width[L] = {6, 5, 4};
static const char *const layer_names[L][11] = {
        {"Wxh0", "Whh0", "b0", "h0", "dWxh0", "dWhh0", "db0", "dh0", "dWxh0_before", "dWhh0_before",
                "db0_before"},
        {"Wxh1", "Whh1", "b1", "h1", "dWxh1", "dWhh1", "db1", "dh1", "dWxh1_before", "dWhh1_before",
                "db1_before"},
        {"Wxh2", "Whh2", "b2", "h2", "dWxh2", "dWhh2", "db2", "dh2", "dWxh2_before", "dWhh2_before",
                "db2_before"}};

struct stack {
	rnn w[L];
	seq h[L], x, upstream;
	mat first[L];
};

static void draw_layers(book *b, rnn *w, int layers, const int *units)
{
	for (int l = 0, in = D; l < layers; in = units[l++]) {
		w[l].Wxh = draw(b, layer_names[l][0], "DH", in, units[l], 0.5);
		w[l].Whh = draw(b, layer_names[l][1], "HH", units[l], units[l], 0.4);
		w[l].b = draw(b, layer_names[l][2], "H", 1, units[l], 0.5);
	}
}

static rnn started_layer(book *b, int l, int in, int out)
{
	return (rnn){started(b, layer_names[l][8], "DH", in, out),
	        started(b, layer_names[l][9], "HH", out, out),
	        started(b, layer_names[l][10], "H", 1, out)};
}

static struct stack draw_stack(book *b)
{
	struct stack s;
	draw_layers(b, s.w, L, width);
	s.x = draw_seq(b, "x", "TBD", T, B, D, 1);
	for (int l = 0; l < L; l++) {
		s.first[l] = draw(b, layer_names[l][3], "BH", B, width[l], 0.5);
		s.h[l] = blank_seq(b, T + 1, B, width[l]);
		copy(at(s.h[l], 0), s.first[l]);
	}
	return s;
}

static void deep_forward(book *b)
{
	static const char *const names[L] = {"states0", "states1", "states2"};
	struct stack s = draw_stack(b);
	deep_rnn_forward(s.h, s.x, s.w, L);
	for (int l = 0; l < L; l++) record_seq(b, names[l], "TBH", s.h[l]);
}

static double deep_loss(void *context)
{
	struct stack *s = context;
	for (int l = 0; l < L; l++) copy(at(s->h[l], 0), s->first[l]);
	deep_rnn_forward(s->h, s->x, s->w, L);
	return dot(flat(s->h[L - 1]), flat(s->upstream));
}

static void record_layers(book *b, const rnn *dw, int layers)
{
	for (int l = 0; l < layers; l++) {
		record(b, layer_names[l][4], "DH", dw[l].Wxh);
		record(b, layer_names[l][5], "HH", dw[l].Whh);
		record(b, layer_names[l][6], "H", dw[l].b);
	}
}

/* Random states, and a gradient arriving at every layer, not only the top one. */
static void deep_backward(book *b)
{
	static const char *const names[L] = {"states0", "states1", "states2"};
	static const char *const before[L] = {"dh0_before", "dh1_before", "dh2_before"};
	rnn w[L], dw[L];
	seq h[L], dh[L], x = draw_seq(b, "x", "TBD", T, B, D, 1), dx = blank_seq(b, T, B, D);
	draw_layers(b, w, L, width);
	for (int l = 0, in = D; l < L; in = width[l++]) {
		h[l] = draw_states(b, names[l], T + 1, B, width[l]);
		dh[l] = copy_of_seq(b, draw_seq(b, before[l], "TBH", T + 1, B, width[l], 1));
		dw[l] = started_layer(b, l, in, width[l]);
	}
	deep_rnn_backward(dw, dx, dh, x, h, w, L);
	record_seq(b, "dx", "TBD", dx);
	record_layers(b, dw, L);
	for (int l = 0; l < L; l++) record(b, layer_names[l][7], "BH", at(dh[l], 0));
}

static void deep_gradient(book *b)
{
	struct stack s = draw_stack(b);
	rnn dw[L];
	seq dh[L], dx = blank_seq(b, T, B, D);
	s.upstream = draw_seq(b, "dh", "TBH", T + 1, B, width[L - 1], 1);
	for (int l = 0, in = D; l < L; in = width[l++]) {
		dw[l] = zero_rnn(b, in, width[l]);
		dh[l] = seq_new(&b->a, T + 1, B, width[l]);
	}
	copy(flat(dh[L - 1]), flat(s.upstream));
	deep_loss(&s);
	deep_rnn_backward(dw, dx, dh, s.x, s.h, s.w, L);
	record_seq(b, "dx", "TBD", dx);
	record_layers(b, dw, L);
	record_numeric_seq(b, "dx", "TBD", s.x, deep_loss, &s);
	for (int l = 0; l < L; l++)
		record_numeric(b, layer_names[l][5], "HH", s.w[l].Whh, deep_loss, &s);
}

struct sides {
	rnn w[2];
	seq x, y, upstream;
};

static double two_sides_loss(void *context)
{
	struct sides *s = context;
	arena scratch = {0};
	birnn_forward(s->y, s->x, s->w, &scratch);
	arena_free(&scratch);
	return dot(flat(s->y), flat(s->upstream));
}

static struct sides draw_sides(book *b)
{
	struct sides s;
	s.w[0] = (rnn){draw(b, "Wxh0", "DH", D, H, 0.5), draw(b, "Whh0", "HH", H, H, 0.4),
	        draw(b, "b0", "H", 1, H, 0.5)};
	s.w[1] = (rnn){draw(b, "Wxh1", "DH", D, H, 0.5), draw(b, "Whh1", "HH", H, H, 0.4),
	        draw(b, "b1", "H", 1, H, 0.5)};
	s.x = draw_seq(b, "x", "TBD", T, B, D, 1);
	s.upstream = draw_seq(b, "dy", "TBH", T, B, 2 * H, 1);
	return s;
}

static void two_sides_forward(book *b)
{
	struct sides s = draw_sides(b);
	s.y = blank_seq(b, T, B, 2 * H);
	birnn_forward(s.y, s.x, s.w, &b->a);
	record_seq(b, "y", "TBH", s.y);
}

static void two_sides_backward(book *b)
{
	struct sides s = draw_sides(b);
	rnn dw[2] = {started_layer(b, 0, D, H), started_layer(b, 1, D, H)};
	seq dx = blank_seq(b, T, B, D), y = draw_states(b, "y", T, B, 2 * H);
	birnn_backward(dw, dx, s.upstream, s.x, y, s.w, &b->a);
	record_seq(b, "dx", "TBD", dx);
	record_layers(b, dw, 2);
}

static void two_sides_gradient(book *b)
{
	struct sides s = draw_sides(b);
	rnn dw[2] = {zero_rnn(b, D, H), zero_rnn(b, D, H)};
	seq dx = blank_seq(b, T, B, D);
	s.y = blank_seq(b, T, B, 2 * H);
	two_sides_loss(&s);
	birnn_backward(dw, dx, s.upstream, s.x, s.y, s.w, &b->a);
	record_seq(b, "dx", "TBD", dx);
	record_layers(b, dw, 2);
	record_numeric_seq(b, "dx", "TBD", s.x, two_sides_loss, &s);
	record_numeric(b, "dWhh0", "HH", s.w[0].Whh, two_sides_loss, &s);
	record_numeric(b, "dWhh1", "HH", s.w[1].Whh, two_sides_loss, &s);
}

const grade_case stacks_cases[] = {
        {"deep_rnn_forward", "three_layers", deep_forward, NULL, 0},
        {"deep_rnn_backward", "three_layers", deep_backward, NULL, 0},
        {"deep_rnn_backward", "gradient", deep_gradient, "deep_rnn_forward", 0},
        {"birnn_forward", "small", two_sides_forward, NULL, 0},
        {"birnn_backward", "small", two_sides_backward, NULL, 0},
        {"birnn_backward", "gradient", two_sides_gradient, "birnn_forward", 0},
        {0},
};
