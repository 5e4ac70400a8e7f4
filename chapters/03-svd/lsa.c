/* Latent semantic analysis: words as rows of a decomposition.
 *
 *     A = U diag(s) Vᵀ,   so   A V = U diag(s):   row i of U diag(s) is row i of A, seen from V
 *
 * V is a new set of axes, the first along what rows of A have most in common. Rows of A have as
 * many numbers as there are contexts; the first k columns of U diag(s) keep the distances between
 * them as well as k numbers can. Words that never met in one context come near each other when
 * their contexts did.
 *
 * In practice the first axes are too loud: they say mostly how frequent a word is. A power below 1
 * of the singular values turns them down.
 *
 * Sources: Deerwester, Dumais, Furnas, Landauer and Harshman 1990, "Indexing by Latent Semantic
 * Analysis", for embedding and folding in; Levy, Goldberg and Dagan 2015 for the power. */
#include <math.h>

#include "svd.h"

/* Column j of e times s_j^power; zero where s_j is 0. */
static void stretch(mat e, mat s, double power)
{
	need_shape(s, 1, e.cols);
	TODO("3.8", "0 to a power below or equal to 0 is no help");
}

void lsa_embed(mat e, mat u, mat s, double power)
{
	need_shape(e, u.rows, u.cols);
	TODO("3.8", "row i of U, each column with its own factor");
}

void lsa_fold_in(mat e, sparse x, mat v, mat s, double power)
{
	need_shape(e, x.rows, v.cols);
	TODO("3.9", "see the new rows from V; which power makes an old row come out as it is?");
}
