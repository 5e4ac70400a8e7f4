#!/usr/bin/python3 -B
"""cooc neighbours beside scikit-learn, cooc eval beside SciPy, cooc ppmi beside NumPy.

    cooc_peers.py COOC FOLDER
"""

import csv
import os
import random
import struct
import subprocess
import sys

import numpy as np
import scipy.sparse
import scipy.stats
from sklearn.neighbors import NearestNeighbors

cooc, folder = sys.argv[1:]
failures = 0


def path(name):
    return os.path.join(folder, name)


def run(*command):
    return subprocess.run((cooc,) + command, stdout=subprocess.PIPE, check=True,
                          universal_newlines=True).stdout


def claim(truth, text):
    global failures
    if not truth:
        print("FAILED: " + text)
        failures += 1


def random_vectors(V, D):
    """Clusters of unequal size and length, one word without direction, two alike."""
    r = np.random.default_rng(3)
    v = r.standard_normal((12, D))[r.integers(0, 12, V)] + 0.5 * r.standard_normal((V, D))
    v *= np.exp(r.standard_normal((V, 1)))
    v[7] = 0
    v[9] = v[11]
    return v.astype(np.float32)


def write_vectors(name, words, v):
    with open(path(name), "w", encoding="utf-8") as f:
        f.write("%d %d\n" % v.shape)
        for word, numbers in zip(words, v.tolist()):
            f.write(word + " " + " ".join("%.9g" % x for x in numbers) + "\n")


def found(name, words, queries, top, measure):
    """Neighbours and scores of each query, as cooc's table has them."""
    with open(path("queries"), "w", encoding="utf-8") as f:
        f.write("\n".join(words[q] for q in queries) + "\n")
    run("neighbours", path(name), "--queries", path("queries"), "--output", path("found"), "--top",
        str(top), "--measure", measure)
    number = {word: i for i, word in enumerate(words)}
    answer = {q: [] for q in queries}
    with open(path("found"), encoding="utf-8") as f:
        for line in list(f)[1:]:
            query, rank, word, score = line.rstrip("\n").split("\t")
            answer[number[query]].append((number[word], float(score)))
            claim(int(rank) == len(answer[number[query]]), "ranks do not rise: " + line)
    return answer


def neighbours(name, words, v, measure):
    """The same distances in the same order; words equally far may change places."""
    top, queries = 10, list(range(0, len(words), 3))
    model = NearestNeighbors(n_neighbors=top + 1, algorithm="brute",
                             metric="cosine" if measure == "cosine" else "euclidean").fit(v)
    distance, _ = model.kneighbors(v[queries])
    ours = found(name, words, queries, top, measure)
    dense = v.toarray() if scipy.sparse.issparse(v) else v
    length = np.linalg.norm(dense, axis=1)
    for q, theirs in zip(queries, distance):
        if length[q] == 0:
            continue
        scores = np.array([score for _, score in ours[q]])
        claim(len(scores) == top and q not in [i for i, _ in ours[q]], "%s: query %d" % (name, q))
        mine = 1 - scores if measure == "cosine" else scores
        claim(np.allclose(np.sort(np.append(mine, 0)), np.sort(theirs), atol=2e-4),
              "%s, %s: query %d: %s, scikit-learn %s" % (name, measure, q, mine, theirs))
        for i, score in ours[q]:
            true = (dense[q] @ dense[i] / (length[q] * length[i] or 1) if measure == "cosine"
                    else np.linalg.norm(dense[q] - dense[i]))
            claim(abs(true - score) < 1e-4 * max(1, true), "%s: score of %d and %d" % (name, q, i))


def random_table(V):
    """Counts as a table of cooc, made from records."""
    r = np.random.default_rng(4)
    x = np.round(np.outer(50 / np.arange(1, V + 1), 20 / np.arange(1, V + 1)) * r.random((V, V)) * 8)
    words = ["w%d" % i for i in range(V)]
    with open(path("words"), "w", encoding="utf-8") as f:
        f.write("".join("%s %d\n" % (word, V - i) for i, word in enumerate(words)))
    with open(path("records"), "wb") as f:
        for i, j in zip(*np.nonzero(x)):
            f.write(struct.pack("<iid", i + 1, j + 1, x[i, j]))
    run("convert", path("records"), "--read-vocab", path("words"), "--output", path("table"))
    return words, x


def ppmi(x, alpha):
    context = x.sum(axis=0) ** alpha
    with np.errstate(divide="ignore", invalid="ignore"):
        y = np.log(x * context.sum() / np.outer(x.sum(axis=1), context))
    return np.where(np.isfinite(y) & (y > 0), y, 0)


def cells(name, words):
    """A whole table by way of cooc show."""
    names = ",".join(words)
    lines = list(csv.reader(
        run("show", path(name), "--rows", names, "--columns", names, "--csv").splitlines()))
    claim(lines[0] == ["word"] + words and [line[0] for line in lines[1:]] == words,
          "the words of cooc show --csv")
    return np.array([[float(x) for x in line[1:]] for line in lines[1:]])


def correlations(words, v):
    """ρ of pairs with ties, of which some have words that are missing."""
    r, length = random.Random(6), np.linalg.norm(v, axis=1)
    for n, missing in ((3, 0), (50, 7), (400, 31)):
        pairs = [(r.randrange(len(words)), r.randrange(len(words)), r.randrange(12) / 2)
                 for _ in range(n)]
        with open(path("pairs.csv"), "w", encoding="utf-8") as f:
            f.write("Word 1,Word 2,Human (mean)\n")
            f.write("".join("nowhere,%s,%d\n" % (words[i], i) for i in range(missing)))
            f.write("".join("%s,%s,%g\n" % (words[i], words[j], x) for i, j, x in pairs))
        cosine = [v[i] @ v[j] / (length[i] * length[j] or 1) for i, j, _ in pairs]
        rho = scipy.stats.spearmanr(cosine, [x for _, _, x in pairs]).correlation
        line = run("eval", path("dense"), path("pairs.csv")).strip()
        claim(line == "%s: ρ %.4f, %d pairs used, %d skipped" % (path("pairs.csv"), rho, n, missing),
              "%s; SciPy: %.4f" % (line, rho))


def main():
    words = ["word%d" % i for i in range(300)]
    v = random_vectors(len(words), 37)
    write_vectors("dense", words, v)
    for measure in ("cosine", "euclid"):
        neighbours("dense", words, v.astype(np.float64), measure)
    correlations(words, v.astype(np.float64))
    words, x = random_table(90)
    claim(np.array_equal(cells("table", words), x), "cooc show: other cells than the records")
    for alpha in (1, 0.75):
        run("ppmi", path("table"), "--alpha", str(alpha), "--output", path("weighed"))
        y = cells("weighed", words)
        claim(np.allclose(y, ppmi(x, alpha), rtol=1e-5, atol=1e-6) and y.max() > 0,
              "cooc ppmi --alpha %g: other numbers than NumPy's" % alpha)
    for measure in ("cosine", "euclid"):
        neighbours("weighed", words, scipy.sparse.csr_matrix(y), measure)
    sys.exit(failures > 0)


main()
