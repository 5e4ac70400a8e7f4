/* The rules as they are printed, one parameter at a time, in double. */
#include <math.h>

#include "optimizers.h"

void sgd_momentum_step(mat w, mat dw, mat v, double rate, double mu)
{
	for (int i = 0; i < w.cols; i++) {
		double speed = mu * (double)row(v, 0)[i] + (double)row(dw, 0)[i];
		row(v, 0)[i] = (real)speed;
		row(w, 0)[i] = (real)((double)row(w, 0)[i] - rate * speed);
	}
}

void adam_step(mat w, mat dw, mat m, mat v, double rate, adam_settings s, long t)
{
	for (int i = 0; i < w.cols; i++) {
		double g = (double)row(dw, 0)[i];
		double mean = s.beta1 * (double)row(m, 0)[i] + (1 - s.beta1) * g;
		double square = s.beta2 * (double)row(v, 0)[i] + (1 - s.beta2) * g * g;
		double mean_hat = mean / (1 - pow(s.beta1, (double)t));
		double square_hat = square / (1 - pow(s.beta2, (double)t));
		row(m, 0)[i] = (real)mean;
		row(v, 0)[i] = (real)square;
		row(w, 0)[i] -= (real)(rate * mean_hat / (sqrt(square_hat) + s.epsilon));
	}
}
