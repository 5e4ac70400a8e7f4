/* The lesson's numbers: see keys.h. */
#include <math.h>
#include <stdio.h>

#include "checks.h"
#include "deep.h"
#include "hand.h"
#include "keys.h"
#include "said.h"

void key(const char *name, mat m)
{
	fputs(name, stdout);
	for (int i = 0; i < m.rows; i++)
		for (int j = 0; j < m.cols; j++) printf(" %.12g", (double)*elem(m, i, j));
	putchar('\n');
}

void number(const char *name, double x)
{
	printf("%s %.12g\n", name, x);
}

static void by_hand(void)
{
	hand e = hand_new();
	key("hand.convolved", e.turned);
	key("hand.y", e.y.m);
	mat by20 = mat_new(&e.memory, 1, 4);
	copy(by20, e.dk.W);
	scale(by20, (real)(1 / 20.0));
	key("hand.dW.by20", by20);
	number("hand.dW.second", (double)row(e.dk.W, 0)[1]);
	key("hand.db", e.dk.b);
	key("hand.dx", e.dx.m);
	key("hand.full", e.full);
	number("hand.inner.y", dot(e.y.m, e.dy.m));
	number("hand.inner.col", dot(e.col, e.dcol));
	number("hand.inner.x", dot(e.x.m, e.dx.m));

	hand_norm n = hand_norm_new(&e);
	const double v = (double)row(n.batch.variance, 0)[0];
	key("norm.mean", n.batch.mean);
	number("norm.variance", v);
	number("norm.deviation", sqrt(v));
	key("norm.y", n.y.m);
	number("norm.unbiased", v * 4 / 3);
	key("norm.dgamma", n.dw.gamma);
	key("norm.dbeta", n.dw.beta);
	number("norm.mean.dy", (double)row(n.dw.beta, 0)[0] / 4);
	number("norm.mean.along", (double)row(n.dw.gamma, 0)[0] / 4);
	key("norm.dx", n.dx.m);
	number("norm.s", 1 / sqrt(v));
	number("norm.dx.direct", 1 / sqrt(v));
	number("norm.dx.mean", -(double)row(n.dw.beta, 0)[0] / 4 / sqrt(v));
	number("norm.dx.variance",
	        -(double)row(n.dw.gamma, 0)[0] / 4 * (double)row(n.y.m, 0)[0] / sqrt(v));
	arena_free(&e.memory);
}

static void towers(void)
{
	arena a = {0};
	mat m = mat_new(&a, 1, TOWER + 1);
	tower_spread(m, 0.5, false);
	number("tower.half", (double)row(m, 0)[TOWER]);
	tower_spread(m, 2, false);
	number("tower.twice", (double)row(m, 0)[TOWER]);
	tower_spread(m, 0.5, true);
	number("tower.half.normalised", (double)row(m, 0)[TOWER]);
	tower_spread(m, 2, true);
	number("tower.twice.normalised", (double)row(m, 0)[TOWER]);
	tower_gradient(m, false);
	number("depth.plain", (double)row(m, 0)[TOWER]);
	number("depth.each", pow((double)row(m, 0)[TOWER], 1.0 / TOWER));
	number("depth.plain.five", (double)row(m, 0)[5]);
	tower_gradient(m, true);
	number("depth.residual", (double)row(m, 0)[TOWER]);
	number("depth.residual.five", (double)row(m, 0)[5]);
	arena_free(&a);
}

void keys_of_pictures(void)
{
	by_hand();
	towers();
	number("check.conv2d", check_conv2d());
	number("check.norm", check_batch_norm());
	number("check.residual", check_residual());
	number("weights.conv", 16 * 9 + 16);
	number("weights.full", 784.0 * 16 * 784 + 16 * 784);
}

void keys_of_telling(void)
{
	hand_look e = hand_look_new();
	key("look.alpha", e.alpha);
	key("look.ctx", e.ctx);
	key("look.dalpha", e.dalpha);
	key("look.ds", e.ds);
	key("look.dq", e.dq);
	key("look.read", e.read);
	key("look.dregion", e.dregion);
	number("look.red", (double)*elem(e.dregion, 0, 0));
	number("look.red.read", (double)*elem(e.read, 0, 0));
	number("look.red.asked", (double)(*elem(e.dregion, 0, 0) - *elem(e.read, 0, 0)));
	number("look.blue", (double)*elem(e.dregion, 1, 0));
	number("look.blue.read", (double)*elem(e.read, 1, 0));
	number("look.blue.asked", (double)(*elem(e.dregion, 1, 0) - *elem(e.read, 1, 0)));
	arena_free(&e.memory);
	number("check.image-rnn", check_image_rnn());
	number("check.attentive", check_attentive());

	number("idf.a", said_idf(&single_shapes, "a"));
	number("idf.circle", said_idf(&single_shapes, "circle"));
	number("idf.red", said_idf(&single_shapes, "red"));
	number("cosine.bare", sqrt(2.0 / 3));
	number("cosine.bare.angle", acos(sqrt(2.0 / 3)) * 180 / acos(-1));
	number("cosine.weighed", said_score(&single_shapes, "a circle", 1));
	number("cosine.weighed.angle",
	        acos(said_score(&single_shapes, "a circle", 1)) * 180 / acos(-1));
	number("cider.short", said_cider(&single_shapes, "a red circle"));
	number("cider.blind", said_cider(&single_shapes, "a circle"));
	number("two.swapped", said_cider(&two_shapes, "a blue circle above a red square"));
	number("two.blind", said_cider(&two_shapes, "a circle above a square"));
	number("two.true", said_cider(&two_shapes, "a red circle above a blue square"));
	number("two.turned", said_cider(&two_shapes, "a blue square above a red circle"));
	number("two.vague", said_cider(&two_shapes, "a red circle"));
}
