#!/usr/bin/python3
"""Chapter 03 by other people's code: decompositions by NumPy's and SciPy's LAPACK and ARPACK, weights
of neighbours by scikit-learn, affinities by SciPy's root finder, the t-SNE gradient by PyTorch's
autograd.

A random start is not known here. What is recorded of a Krylov space holds for any start, so it is
computed from the matrix alone.
"""

import numpy as np
import scipy.linalg
import scipy.optimize
import scipy.sparse
import scipy.sparse.linalg
import torch
from scipy.special import logsumexp
from sklearn.manifold._locally_linear import barycenter_weights

import transcript

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

SCALES = {"huge": 1e15, "tiny": 1e-15}


def pick(case, **answers):
    """Of all answers those that this case recorded."""
    return {name: answers[name] for name in case.outputs}


# --- small matrices ------------------------------------------------------------------------------

def power_iteration(case):
    size = SCALES.get(case.name, 1)
    A, start = case["A"] / size, case["start"]

    def after(steps):
        v = start
        for _ in range(steps):
            w = A.T @ (A @ v)
            if not w.any():
                break
            v = w / np.linalg.norm(w)
        return v

    if "sigma" in case.axes and case.outputs["sigma"].ndim:
        v = np.array([after(n) for n in (1, 2, 3, 5, 8, 13)])
        return {"v": v, "sigma": np.linalg.norm(v @ A.T, axis=1)}
    v = after(50 if case.name == "converged" else 4)
    return {"v": v, "sigma": np.linalg.norm(A @ v)}


def jacobi_rotation(case):
    """The angle itself: tan 2φ = 2γ / (β − α), |φ| ≤ 45°."""
    alpha, beta, gamma = case["alpha_beta_gamma"].T
    phi = np.where(beta >= alpha, 1, -1) * np.arctan2(2 * gamma, np.abs(beta - alpha)) / 2
    phi[gamma == 0] = 0
    unit = 1e-10 if case.name == "nearly_orthogonal" else 1
    return {"c": np.cos(phi), "s": np.sin(phi) / unit}


def jacobi_svd(case):
    A = case["A"]
    n = A.shape[1]
    if case.name == "graded":  # columns of very different length: LAPACK's own Jacobi
        s = scipy.linalg.lapack.dgejsv(A, joba=0, jobu=3, jobv=3)[0]
        return {"s_by_size": s / 10.0 ** np.arange(8, -9, -4), "UtU": np.eye(n)}
    s = np.linalg.svd(A, compute_uv=False)
    return pick(case, s=s, USVt=A / SCALES.get(case.name, 1), UtU=np.eye(n), VtV=np.eye(n),
                sweeps=np.ones(6))


def low_rank_error(case):
    """‖A − A_k‖ / ‖A‖ for the diagonal matrix with these singular values."""
    s = case["s"]
    A, errors = np.diag(s), []
    for k in range(len(s) + 1):
        Ak = np.diag(np.where(np.arange(len(s)) < k, s, 0))
        errors.append(np.linalg.norm(A - Ak) / (np.linalg.norm(A) or 1))
    errors = np.array(errors)
    return {"error": errors[1:] / 1e-9 if case.name == "almost_all" else errors}


# --- Krylov spaces ---------------------------------------------------------------------------------

def orthonormalize(case):
    X = case["X"]
    if case.name == "dependent":
        ranks = [np.linalg.matrix_rank(X[i:i + 5]) for i in range(0, len(X), 5)]
        return {"status": np.where(np.array(ranks) < 2, -1, 0)}
    Q = scipy.linalg.qr(X, mode="economic")[0]
    eye = np.eye(X.shape[1])
    return pick(case, status=0, QtQ=eye, QQt=Q @ Q.T, QtQ_enlarged=eye)


def krylov_basis(case):
    answers = {}
    for name, recorded in case.outputs.items():
        if name.startswith("QtQ"):
            answers[name] = np.eye(len(recorded))
        elif name.startswith("QQtV"):
            answers[name] = np.linalg.svd(case["A"])[2][:3].T * np.sign(
                np.sum(np.linalg.svd(case["A"])[2][:3].T * case["V"][:, :3], axis=0))
        elif name.startswith("QQt"):
            answers[name] = np.eye(len(recorded))
        elif name.startswith("AQQt"):
            answers[name] = case["A"]
    answers.update(outside=np.ones((23, 9)), AQ_is_A_times_Q=np.ones((17, 12)),
                   AQ_of_nothing=np.zeros((5, 6)), equal=np.array([40, 0, 0, 0, 0, 0]))
    return pick(case, **answers)


def truncated_svd(case):
    A = case["A"] / SCALES.get(case.name, 1)
    k = len(case.outputs["s"]) if "s" in case.outputs else 4
    if case.name == "zeros":
        u, s, vt = np.zeros((len(A), k)), np.zeros(k), np.zeros((k, A.shape[1]))
    else:
        rank = min(k, np.linalg.matrix_rank(A))
        u, s, vt = scipy.sparse.linalg.svds(scipy.sparse.csr_matrix(A), rank, tol=0, random_state=1)
        order = np.argsort(-s)
        u, s, vt = u[:, order], s[order], vt[order]
    found = np.arange(k) < np.sum(s > 0)
    values = np.zeros(k)
    values[:len(s)] = s
    return pick(case, s=values, USVt=(u * s) @ vt, UtU=np.diag(found * 1.0),
                VtV=np.diag(found * 1.0), found=np.sum(found))


# --- latent semantic analysis -----------------------------------------------------------------------

POWERS = {"e_1": 1, "e_half": 0.5, "e_0": 0, "e_quarter": 0.25}


def lsa_embed(case):
    s = case["s"]
    return {e: case["U"] @ np.diag([x ** POWERS[e] if x else 0 for x in s]) for e in case.outputs}


def lsa_fold_in(case):
    s, X = case["s"], case["X"] if "X" in case else case["A"]
    inverse = np.linalg.pinv(np.diag(s))  # e = x V S⁻¹ Sᵖ
    return {e: X @ case["V"] @ inverse @ np.diag([x ** POWERS[e] if x else 0 for x in s])
            for e in case.outputs}


# --- locally linear embedding -------------------------------------------------------------------------

def lle_weights(case):
    """scikit-learn's ridge is a share of the trace, not of its mean."""
    X, ridge = case["X"], float(case["ridge"])
    neighbours = case["neighbour"].astype(int).reshape(len(X), -1)
    spread = any(len(np.unique(X[row], axis=0)) > 1 for row in neighbours)
    reg = ridge / neighbours.shape[1] if spread else ridge
    return {"w": barycenter_weights(X, X, neighbours, reg=reg)}


def lle(case):
    w = case["w"]
    n, k = w.shape
    W = scipy.sparse.csr_matrix((w.ravel(), case["neighbour"].astype(int), np.arange(0, n * k + 1, k)))
    left = scipy.sparse.eye(n, n) - W
    d = {"on_paper": 2, "in_space": 3, "on_a_line": 1}[case.name]
    Y = np.sqrt(n) * np.linalg.svd(left.toarray())[2][::-1][1:d + 1].T  # right vectors, smallest first
    outer = {name: np.outer(y, y) for name, y in zip(("first", "second", "third"), Y.T)}
    return pick(case, YYt=Y @ Y.T, **outer)


# --- t-SNE ---------------------------------------------------------------------------------------------

def log_probabilities(d, log_beta):
    x = -np.exp(log_beta) * (d - d.min())
    return x - logsumexp(x)


def entropy(d, log_beta):
    logs = log_probabilities(d, log_beta)
    p = np.exp(logs)
    return -np.sum(p[p > 0] * logs[p > 0])


def tsne_affinities(case):
    X, perplexity = case["X"], float(case["perplexity"])
    n = len(X)
    P = np.zeros((n, n))
    for i in range(n):
        others = np.arange(n) != i
        d = np.sum((X[others] - X[i]) ** 2, axis=1)
        nearest = d == d.min()
        if nearest.sum() > perplexity:
            P[i, others] = nearest / nearest.sum()
            continue
        scale = -np.log(np.mean(d - d.min()))
        log_beta = scipy.optimize.brentq(lambda x: entropy(d, x) - np.log(perplexity), scale - 40,
                                         scale + 40, xtol=1e-15, rtol=1e-15)
        P[i, others] = np.exp(log_probabilities(d, log_beta))
    return {"np": (P + P.T) / 2}


def loss_and_gradient(p, y, exaggeration=1):
    """L by its definition. Autograd differentiates it for a p that sums to 1; exaggerated, the pull is
    that of Σ p ln(1/t) alone, and the push that of ln Σ t."""
    y = torch.tensor(y, requires_grad=True)
    p = torch.tensor(p)
    off = ~torch.eye(len(y), dtype=bool)
    t = 1 / (1 + torch.sum((y[:, None] - y[None]) ** 2, dim=2))
    total = torch.sum(t[off])
    there = off & (p > 0)
    louder = exaggeration * p[there]
    pull, push = -torch.sum(louder * torch.log(t[there])), torch.log(total)
    (pull + push).backward()
    loss = torch.sum(louder * torch.log(louder / (t[there] / total)))
    return loss.item(), y.grad.numpy()


def tsne_gradient(case):
    if "losses" == case.name:
        return {"loss": np.array([loss_and_gradient(case["p"], case["y"] * 0.5 ** i)[0]
                                  for i in range(6)])}
    loss, dy = loss_and_gradient(case["p"], case["y"])
    return pick(case, loss=loss, dy=dy)


def tsne_step(case):
    y, m, gain = (case[x + "_before"].copy() for x in ("y", "m", "gain"))
    rate, momentum, exaggeration = case["rate_momentum_exaggeration"]
    answers, losses = {}, []
    for after in "", "_2", "_3":
        loss, dy = loss_and_gradient(case["p"], y, exaggeration)
        losses.append(loss)
        gain = np.maximum(np.where((dy < 0) != (m < 0), gain + 0.2, 0.8 * gain), 0.01)
        m = momentum * m - rate * gain * dy
        y = y + m
        y = y - y.mean(axis=0)
        answers.update({"y" + after: y, "m" + after: m, "gain" + after: gain})
    return {"loss": np.array(losses), **answers}


if __name__ == "__main__":
    transcript.run({f.__name__: f for f in (
        power_iteration, jacobi_rotation, jacobi_svd, low_rank_error, orthonormalize, krylov_basis,
        truncated_svd, lsa_embed, lsa_fold_in, lle_weights, lle, tsne_affinities, tsne_gradient,
        tsne_step)})
