#!/usr/bin/python3 -B
"""svd beside NumPy and scikit-learn: singular values, positive PMI, neighbours, maps.

    tests/programs/svd_agrees.py SVD64 SVD32 FOLDER

SVD64 and SVD32 are the program in double and single precision, FOLDER a place for files. Prints a
line for each claim and exits with 1 when one does not hold.
"""

import csv
import os
import statistics
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[name] = "1"

import numpy  # noqa: E402  (threads come first)
import scipy.sparse  # noqa: E402
import sklearn.decomposition  # noqa: E402
import sklearn.manifold  # noqa: E402
import sklearn.neighbors  # noqa: E402

import sparse_file  # noqa: E402

WORDS = 600
failures = 0


def claim(name, value, limit):
    """value ≤ limit; a NaN is not."""
    global failures
    holds = bool(value <= limit)
    failures += not holds
    print("%s %s: %.3g, at most %.3g" % ("agrees " if holds else "FAILED:", name, value, limit))


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, universal_newlines=True).stdout


def values_of(text):
    return numpy.array([float(row["singular_value"]) for row in csv.DictReader(text.splitlines())])


def vectors_of(path):
    with open(path, encoding="utf-8") as f:
        return numpy.array([line.split()[1:] for line in f.readlines()[1:]], float)


def off(a, b):
    """The largest relative difference."""
    return numpy.max(numpy.abs(a - b) / b) if a.shape == b.shape else numpy.nan


def counts(rng):
    """Who stands beside whom in a text of topics: as skewed as a language's."""
    topics, length = 12, 60000
    common = 1 / numpy.arange(1, WORDS + 1)
    own = [rng.permutation(WORDS) for _ in range(topics)]
    text = []
    while len(text) < length:
        topic = own[rng.integers(topics)]
        chance = common / common.sum()
        drawn = rng.choice(WORDS, 20, p=chance)
        text += [int(w) if rng.random() < 0.4 else int(topic[w]) for w in drawn]
    text = numpy.array(text[:length])
    table = numpy.zeros((WORDS, WORDS))
    for distance in range(1, 5):
        numpy.add.at(table, (text[:-distance], text[distance:]), 1 / distance)
    return table + table.T


def ppmi(table, alpha):
    context = table.sum(0) ** alpha
    with numpy.errstate(divide="ignore", invalid="ignore"):
        x = numpy.log(table * context.sum() / numpy.outer(table.sum(1), context))
    return numpy.where(numpy.isfinite(x) & (x > 0), x, 0)


def dense(svd64, folder, rng):
    """Jacobi's values of small matrices against LAPACK's."""
    path = os.path.join(folder, "dense")
    for rows, cols in ((40, 23), (23, 40), (30, 30)):
        a = rng.standard_normal((rows, cols)) * rng.exponential(1, (rows, 1))
        sparse_file.write(path, a, ["r%d" % i for i in range(rows)], ["c%d" % i for i in range(cols)])
        exact = numpy.linalg.svd(a, compute_uv=False)
        claim("scree --exact of %d x %d against numpy.linalg.svd" % a.shape,
              off(values_of(run(svd64, "scree", path, "--exact")), exact), 1e-10)
        claim("scree of %d x %d, all values" % a.shape,
              off(values_of(run(svd64, "scree", path)), exact), 1e-8)


def sparse(svd64, svd32, folder, table):
    """Truncated decompositions of a sparse table against ARPACK's, and its neighbours."""
    raw, path = os.path.join(folder, "counts"), os.path.join(folder, "ppmi")
    words = ["w%d" % i for i in range(WORDS)]
    x = scipy.sparse.csr_matrix(ppmi(table, 0.75))
    sparse_file.write(raw, table, words)
    sparse_file.write(path, x, words)
    peer = sklearn.decomposition.TruncatedSVD(20, algorithm="arpack", random_state=1)
    theirs = peer.fit_transform(x)
    exact = numpy.linalg.svd(x.toarray(), compute_uv=False)
    order = numpy.sort(peer.singular_values_)[::-1]
    want = ["--dimensions", "20", "--steps", "15"]
    ours = values_of(run(svd64, "scree", path, *want))
    claim("truncated values against TruncatedSVD(arpack)", off(ours, order), 1e-6)
    claim("truncated values against numpy.linalg.svd", off(ours, exact[:20]), 1e-6)
    claim("the same in single precision", off(values_of(run(svd32, "scree", path, *want)), order), 1e-4)
    claim("--ppmi of counts against NumPy",
          off(values_of(run(svd64, "scree", raw, "--ppmi", *want)), exact[:20]), 1e-6)
    claim("--ppmi --alpha 1",
          off(values_of(run(svd64, "scree", raw, "--ppmi", "--alpha", "1", *want)),
              numpy.linalg.svd(ppmi(table, 1), compute_uv=False)[:20]), 1e-6)
    vectors, space = os.path.join(folder, "vectors"), os.path.join(folder, "space")
    run(svd64, "decompose", raw, "--ppmi", "--power", "1", "--output", vectors, "--save", space, *want)
    own = vectors_of(vectors)
    claim("neighbours unlike those of scikit-learn's vectors", other_neighbours(own, theirs), 0)
    run(svd64, "fold-in", space, raw, "--output", vectors)
    claim("counts of known rows fold in elsewhere by", numpy.max(numpy.abs(vectors_of(vectors) - own)), 1e-4)
    return vectors


def other_neighbours(a, b):
    """Words whose ten nearest by cosine are not the same."""
    sets = []
    for x in (a, b):
        near = sklearn.neighbors.NearestNeighbors(n_neighbors=11, metric="cosine").fit(x)
        sets.append([set(row) for row in near.kneighbors(x, return_distance=False)])
    return sum(p != q for p, q in zip(*sets))


def maps(svd64, folder, vectors):
    """LLE spans the plane that scikit-learn's spans; t-SNE's loss is as low as scikit-learn's."""
    n, path = 200, os.path.join(folder, "map")
    x = vectors_of(vectors)[:n]
    x /= numpy.linalg.norm(x, axis=1, keepdims=True)

    def places(*options):
        run(svd64, "map", vectors, "--words", str(n), "--output", path, *options)
        with open(path, encoding="utf-8") as f:
            return numpy.array([[row["x"], row["y"]] for row in csv.DictReader(f)], float)

    ours = places("--method", "lle", "--neighbours", "12", "--ridge", "0.012")
    theirs = sklearn.manifold.LocallyLinearEmbedding(  # its reg is our ridge over the neighbours
        n_neighbors=12, reg=0.001, eigen_solver="dense").fit_transform(x)
    q = [numpy.linalg.qr(y - y.mean(0))[0] for y in (ours, theirs)]
    claim("LLE's plane against scikit-learn's", 1 - numpy.linalg.svd(q[0].T @ q[1])[1].min(), 1e-4)
    ours, theirs = [], []
    for seed in range(3):
        said = run(svd64, "map", vectors, "--words", str(n), "--perplexity", "20", "--seed", str(seed))
        ours.append(float(said.split("loss ")[1].split()[0]))
        theirs.append(sklearn.manifold.TSNE(
            perplexity=20, method="exact", init="random", random_state=seed, learning_rate="auto",
            n_iter=1000).fit(x).kl_divergence_)
    claim("t-SNE's loss over scikit-learn's, medians of 3",
          statistics.median(ours) / statistics.median(theirs), 1.03)


def main():
    svd64, svd32, folder = sys.argv[1:]
    rng = numpy.random.default_rng(5)
    dense(svd64, folder, rng)
    vectors = sparse(svd64, svd32, folder, counts(rng))
    maps(svd64, folder, vectors)
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
