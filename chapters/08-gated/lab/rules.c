/* Momentum and Adam with their usual settings; see rules.h. */
#include "rules.h"
#include "optimizers.h"

static void adam(mat w, mat dw, mat *slot, double rate, long update)
{
	static const adam_settings usual = {0.9, 0.999, 1e-8};
	adam_step(w, dw, slot[0], slot[1], rate, usual, update);
}

static void momentum(mat w, mat dw, mat *slot, double rate, long update)
{
	(void)update;
	sgd_momentum_step(w, dw, slot[0], rate, 0.9);
}

const optim_rule optim_adam = {"adam", {"mean", "square"}, adam};
const optim_rule optim_momentum = {"momentum", {"velocity"}, momentum};
const optim_rule *const gated_rules[] = {
        &optim_adam, &optim_momentum, &optim_adagrad, &optim_sgd, NULL};
