#!/usr/bin/python3
"""Chapter 02 by other people's code: neighbours counted pair by pair in a Counter, sums and PPMI by
SciPy's sparse matrices, distances and cosines by scikit-learn and SciPy in units of the largest
element, neighbours by a complete sort, ranks and correlations by scipy.stats.
"""

import warnings
from collections import Counter
from fractions import Fraction

import numpy as np
from scipy import sparse, stats
from scipy.spatial import distance
from sklearn.metrics.pairwise import cosine_similarity as cosines
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import normalize

import transcript


# --- counts --------------------------------------------------------------------------------------

def text(case):
    return case["id"].astype(int)


def pairs(case):
    """(place, word near it, how much it counts), line by line."""
    left, right, by_distance = (int(x) for x in case["window"])
    first = 0
    for line in np.split(text(case), np.flatnonzero(text(case) < 0)):
        for here in range(len(line)):
            for there in range(max(here - left, 0), min(here + right + 1, len(line))):
                if here != there and line[here] >= 0 and line[there] >= 0:
                    weight = Fraction(1, abs(here - there)) if by_distance else 1
                    yield first + here, line[there], weight
        first += len(line)


def count_neighbours(case):
    near = Counter()
    for place, word, weight in pairs(case):
        near[place, word] += weight
    rows = [[before + float(near[place, j]) for j, before in enumerate(case["counts_before"])]
            for place in np.flatnonzero(text(case) >= 0)]
    return {array: np.array(rows) for array in case.outputs}


def compressed(table):
    table = sparse.csr_matrix(table)
    table.sort_indices()
    return {"row_start": table.indptr, "col": table.indices, "value": table.data}


def cooccurrence(case):
    near = Counter()
    for place, word, weight in pairs(case):
        near[text(case)[place], word] += weight
    size = len(case.outputs["row_start"]) - 1
    table = sparse.dok_matrix((size, size))
    for cell, x in near.items():
        table[cell] = float(x)
    return compressed(table)


def ppmi(case):
    if "alpha" not in case:
        return {"row_start": np.zeros(4), "col": np.zeros(0), "value": np.zeros(0)}
    x = sparse.csr_matrix((case["value_given"], case["col_given"].astype(int),
                           case["row_start_given"].astype(int)), shape=(6, 8)).toarray()
    context = x.sum(0) ** case["alpha"][0]
    with np.errstate(divide="ignore", invalid="ignore"):
        pmi = np.log(x / x.sum(1, keepdims=True)) - np.log(context / context.sum())
    return compressed(np.where(pmi > 0, pmi, 0))


# --- similarity ----------------------------------------------------------------------------------

def euclidean_distance(case):
    x = case["pairs"]
    d = distance.cdist(x[0::2], x[1::2]).diagonal()
    return {array: d for array in case.outputs}


def in_units(x):
    """Rows divided by their largest element: squares stay in the range of numbers."""
    unit = np.abs(x).max(1, keepdims=True)
    return x / np.where(unit > 0, unit, 1)


def cosine_similarity(case):
    if "x" in case:
        return {"outside": np.zeros(6)}
    x = in_units(case["pairs"])
    both = cosines(x[0::2], x[1::2]).diagonal()
    return {array: both for array in case.outputs}


def normalize_rows(case):
    x = case["x_before"].copy()
    part = slice(2, 5) if "view" in case.outputs else slice(None)
    x[:, part] = normalize(in_units(x[:, part]))
    return {array: x for array in case.outputs}


def best_first(score, ids):
    return sorted(range(len(ids)), key=lambda i: (-score[i], ids[i]))


def top_k_offer(case):
    score = case["score"]
    if "id" not in case:
        order = [0, 4, 1, 7, 5, 2, 3, 10, 8, 9, 6]
        ids, kept = [20 - i for i in order], []
        for n in 11, 3, 1:
            kept += best_first(score[:n], ids[:n])
        return {"sorted": np.array(ids)[kept], "sorted_score": score[kept]}
    heaps, k = score.shape[0], int(case["k"].ravel()[0])
    answers = {array: [] for array in case.outputs}
    for score, ids in zip(score, case["id"].reshape(heaps, -1)):
        lists = [best_first(score[:n], ids[:n])[:k] for n in range(1, len(ids) + 1)]
        answers["n"] += [len(kept) for kept in lists]
        answers["worst"] += [ids[kept[-1]] for kept in lists]
        answers["disorder"] += [0] * len(ids)
        answers["kept"] += list(ids[lists[-1]])
        answers["kept_score"] += list(score[lists[-1]])
    return {array: np.array(x) for array, x in answers.items()}


def nearest_neighbours(case):
    """Score by score; where no query has an exception, scikit-learn has to find the same."""
    queries, vectors = case["queries"], case["vectors"]
    size = case.outputs["id"].shape
    ids, scores = np.full(size, -1), np.full(size, -np.inf)
    for q, query in enumerate(queries):
        score = np.einsum("vd,d->v", vectors, query)
        except_ = int(case["except"][q]) if "except" in case else -1
        kept = [i for i in best_first(score, np.arange(len(vectors))) if i != except_][:size[1]]
        ids[q, :len(kept)], scores[q, :len(kept)] = kept, score[kept]
    if "except" not in case:
        inner = NearestNeighbors(n_neighbors=size[1], metric=lambda a, b: 100 - a @ b)
        found = inner.fit(vectors).kneighbors(queries, return_distance=False)
        assert np.array_equal(found, ids)
    return {"id": ids, "score": scores}


# --- ranks ---------------------------------------------------------------------------------------

def ranks(case):
    x = case["x"].ravel()
    return {array: stats.rankdata(x, method="average") for array in case.outputs}


def rho(x, y):
    if len(x) < 2:
        return np.nan
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a constant list has no order is the point
        return stats.spearmanr(x, y).correlation


def spearman(case):
    x, y = case["x"].ravel(), case["y"].ravel()
    if case.name == "scales":
        return {"scales": np.array([rho(x, y), rho(x, -y)])}
    if case.name == "no_order":
        return {"no_order": np.array([rho(x, y), rho(y, x), rho(y[:1], y[1:2]),
                                      rho(y[:2], y[1:3])])}
    return {array: np.array([rho(x, y), rho(y, x), rho(x, x)]) for array in case.outputs}


if __name__ == "__main__":
    transcript.run({f.__name__: f for f in (
        count_neighbours, cooccurrence, ppmi, euclidean_distance, cosine_similarity, normalize_rows,
        top_k_offer, nearest_neighbours, ranks, spearman)})
