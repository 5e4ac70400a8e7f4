/* Explanations along an axis: which steps, gates, samples are right, and which are not. */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "describe.h"
#include "shape.h"

enum { SLICES_MAX = 512 };

/* The slices of an array along one axis: how many elements are wrong in each. */
typedef struct {
	int n;     // slices
	long size; // elements of one
	long wrong[SLICES_MAX];
	double error[SLICES_MAX];   // largest |yours − expected|
	double largest[SLICES_MAX]; // largest |yours|
	int right;                  // slices without a wrong element
	int first_wrong, last_wrong, first_right;
} slices;

static bool found(error_shape *s, const char *name, const char *text)
{
	*s = (error_shape){name, text};
	return true;
}

/* Elements from one index of the axis to the next. */
static long stride_of(const array *a, int axis)
{
	long stride = 1;
	for (int k = axis + 1; k < a->rank; k++) stride *= a->shape[k];
	return stride;
}

/* Group the indices of an axis `per` at a time; false when there is nothing to group. */
static bool slice(slices *p, const suspect *x, int axis, int per)
{
	*p = (slices){.n = x->expected->shape[axis] / per,
	        .first_wrong = -1,
	        .last_wrong = -1,
	        .first_right = -1};
	if (p->n < 2 || p->n > SLICES_MAX || x->expected->count == 0) return false;
	p->size = x->expected->count / p->n;
	const long stride = stride_of(x->expected, axis);
	for (long i = 0; i < x->expected->count; i++) {
		const int k = (int)(i / stride % x->expected->shape[axis]) / per;
		const double y = x->yours->numbers[i];
		p->largest[k] = fmax(p->largest[k], fabs(y));
		if (element_right(x, i)) continue;
		p->wrong[k]++;
		p->error[k] = fmax(p->error[k], fabs(y - x->expected->numbers[i]));
	}
	for (int k = 0; k < p->n; k++) {
		if (p->wrong[k]) {
			if (p->first_wrong < 0) p->first_wrong = k;
			p->last_wrong = k;
		} else {
			if (p->first_right < 0) p->first_right = k;
			p->right++;
		}
	}
	return true;
}

static bool all_others_zero(const slices *p, int but)
{
	for (int k = 0; k < p->n; k++)
		if (k != but && p->largest[k] > 0) return false;
	return true;
}

/* Right at the last step, and the error grows towards the first. */
static bool is_cut_short(error_shape *s, const suspect *x, const slices *p)
{
	const int last = p->n - 1;
	if (p->wrong[last] || p->first_wrong != 0 || p->right != last - p->last_wrong) return false;
	if (p->right == 1 && all_others_zero(p, last))
		return found(s, "last step only",
		        text_in(x->a, "Only the last time step of %s is set; all others are zero.",
		                x->name));
	return found(s, "cut short",
	        text_in(x->a,
	                "%s is right for the last %d time step%s and wrong before: does a loop over "
	                "time stop there, or is what comes back from step t+1 lost or changed?",
	                x->name, p->right, p->right == 1 ? "" : "s"));
}

static bool is_not_carried(error_shape *s, const suspect *x, const slices *p)
{
	if (p->wrong[0] || p->last_wrong != p->n - 1 || p->right != p->first_wrong) return false;
	if (p->right == 1 && all_others_zero(p, 0))
		return found(s, "first step only",
		        text_in(x->a, "Only the first time step of %s is set; all others are zero.",
		                x->name));
	return found(s, "not carried",
	        text_in(x->a,
	                "%s is right for the first %d time step%s and wrong from t=%d on: is the "
	                "state carried from step t-1 to step t?",
	                x->name, p->right, p->right == 1 ? "" : "s", p->first_wrong));
}

static bool along_time(error_shape *s, const suspect *x)
{
	slices p;
	const char *letter = strchr(x->expected->axes, 'T');
	if (!letter || !slice(&p, x, (int)(letter - x->expected->axes), 1) || p.right == 0)
		return false;
	return is_cut_short(s, x, &p) || is_not_carried(s, x, &p);
}

/* yours[t] = expected[t ± 1] along the first axis. */
static bool is_shifted(error_shape *s, const suspect *x)
{
	const int n = x->expected->rank ? x->expected->shape[0] : 0;
	if (n < 3) return false;
	const long step = stride_of(x->expected, 0), m = (n - 1) * step;
	for (int later = 0; later < 2; later++) {
		bool all = true;
		for (long i = 0; all && i < m; i++) {
			const double y = x->yours->numbers[later ? i + step : i];
			const double e = x->expected->numbers[later ? i : i + step];
			all = fabs(y - e) <= x->near;
		}
		if (all)
			return found(s, "shifted",
			        text_in(x->a, "%s is shifted by one along %c: what stands at %d belongs to %d.",
			                x->name, x->expected->axes[0], later, !later));
	}
	return false;
}

/* Gates lie side by side in the last axis: exactly one block of 4, 3 or 2 is wrong. */
static bool is_block(error_shape *s, const suspect *x)
{
	const int axis = x->expected->rank - 1;
	if (axis < 0) return false;
	const int width = x->expected->shape[axis];
	for (int k = 4; k >= 2; k--) {
		slices p;
		if (width % k || width / k < 2 || !slice(&p, x, axis, width / k)) continue;
		if (p.right != k - 1 || p.wrong[p.first_wrong] < (p.size + 1) / 2) continue;
		const int first = p.first_wrong * (width / k);
		return found(s, "block",
		        text_in(x->a,
		                "Only columns %d to %d of %s are wrong: the %s of %d blocks of the "
		                "last axis, one gate of %d.",
		                first, first + width / k - 1, x->name,
		                (const char *[]){"first", "second", "third", "fourth"}[p.first_wrong], k,
		                k));
	}
	return false;
}

static const char *slice_name(const suspect *x, int axis, int k, int n)
{
	const char letter = (char)tolower((unsigned char)x->expected->axes[axis]);
	return text_in(x->a, "%c=%d%s", letter, k,
	        k == 0       ? " (the first)"
	        : k == n - 1 ? " (the last)"
	                     : "");
}

/* One index of an axis is the only wrong, or the only right one. */
static bool is_slice(error_shape *s, const suspect *x)
{
	for (int axis = 0; axis < x->expected->rank; axis++) {
		slices p;
		if (!slice(&p, x, axis, 1) || p.n < 3) continue;
		if (p.right == p.n - 1)
			return found(s, "slice",
			        text_in(x->a, "Of %s, only %s is wrong.", x->name,
			                slice_name(x, axis, p.first_wrong, p.n)));
		/* The one that is right says something if it is an end, and not by chance zero. */
		const bool end = p.first_right == 0 || p.first_right == p.n - 1;
		if (p.right == 1 && end && p.largest[p.first_right] > 0)
			return found(s, "slice",
			        text_in(x->a, "Of %s, only %s is right.", x->name,
			                slice_name(x, axis, p.first_right, p.n)));
	}
	return false;
}

bool shape_along_axes(error_shape *s, const suspect *x)
{
	return is_shifted(s, x) || along_time(s, x) || is_block(s, x) || is_slice(s, x);
}
