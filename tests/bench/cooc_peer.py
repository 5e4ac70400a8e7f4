#!/usr/bin/python3 -B
"""cooc's work in NumPy, one thread: the peer of the benchmark.

    cooc_peer.py count VOCABULARY TEXT --output FILE     who stands beside whom, as GloVe's records
    cooc_peer.py search VECTORS QUERIES                  nearest neighbours by cosine
    cooc_peer.py vectors FILE V D                        random vectors to search in
"""

import argparse
import json
import time

import numpy as np

RECORD = np.dtype([("row", "<i4"), ("col", "<i4"), ("value", "<f8")])
QUERIES_AT_ONCE = 256


def options():
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = p.add_subparsers(dest="command", required=True)
    count_options = commands.add_parser("count")
    for name in ("vocabulary", "text"):
        count_options.add_argument(name)
    count_options.add_argument("--window", type=int, default=5)
    count_options.add_argument("--output", required=True)
    search_options = commands.add_parser("search")
    for name in ("vectors", "queries"):
        search_options.add_argument(name)
    search_options.add_argument("--top", type=int, default=10)
    search_options.add_argument("--part", type=float, default=1, help="of the queries")
    search_options.add_argument("--compare", help="what cooc neighbours --queries printed")
    vector_options = commands.add_parser("vectors")
    vector_options.add_argument("file")
    vector_options.add_argument("V", type=int)
    vector_options.add_argument("D", type=int)
    return p.parse_args()


# --- counting ------------------------------------------------------------------------------------

def read_ids(text, number):
    """The text as ids, with -1 at line ends; unknown words are left out."""
    ids, known = [], number.get
    with open(text, encoding="utf-8") as f:
        for line in f:
            ids += [i for i in map(known, line.split()) if i is not None]
            ids.append(-1)
    return np.array(ids, dtype=np.int32)


def tables(ids, V, window):
    """For each distance the pairs of words so far apart, counted: keys and numbers.

    Pairs with a line end between them are found by the running number of the line."""
    line = np.cumsum(ids < 0, dtype=np.int32)
    for d in range(1, window + 1):
        left, right = ids[:-d], ids[d:]
        same = (line[:-d] == line[d:]) & (left >= 0)
        yield d, left[same].astype(np.int64) * V + right[same]


def count(o):
    with open(o.vocabulary, encoding="utf-8") as f:
        number = {line.rsplit(None, 1)[0]: i for i, line in enumerate(f)}
    V = len(number)
    keys, weights = np.empty(0, np.int64), np.empty(0)
    for d, pairs in tables(read_ids(o.text, number), V, o.window):
        found, times = np.unique(pairs, return_counts=True)
        keys, place = np.unique(np.concatenate((keys, found)), return_inverse=True)
        weights = np.bincount(place, np.concatenate((weights, times / d)), len(keys))
    mirrored = np.concatenate((keys, keys % V * V + keys // V))
    keys, place = np.unique(mirrored, return_inverse=True)
    weights = np.bincount(place, np.concatenate((weights, weights)), len(keys))
    records = np.empty(len(keys), RECORD)
    records["row"], records["col"], records["value"] = keys // V + 1, keys % V + 1, weights
    records.tofile(o.output)
    print("(%d,%d), %d entries (%.3f %%), their sum %.15g" % (
        V, V, len(keys), 100 * len(keys) / V / V, weights.sum()))


# --- nearest neighbours --------------------------------------------------------------------------

def make_vectors(o):
    random = np.random.default_rng(1)
    with open(o.file, "wb") as f:
        f.write(b"%d %d\n" % (o.V, o.D))
        for i in range(o.V):
            f.write(b"w%d " % i + random.standard_normal(o.D, dtype=np.float32).tobytes() + b"\n")


def read_vectors(path):
    with open(path, "rb") as f:
        V, D = map(int, f.readline().split())
        words, vectors = {}, np.empty((V, D), np.float32)
        for i in range(V):
            word = bytearray()
            while (c := f.read(1)) != b" ":
                word += c
            words[word.strip().decode()] = i
            vectors[i] = np.frombuffer(f.read(4 * D), np.float32)
    return words, vectors


def best_of(scores, top):
    """The columns of the largest scores of each row, the largest first."""
    some = np.argpartition(scores, -top, axis=1)[:, -top:]
    order = np.argsort(-np.take_along_axis(scores, some, axis=1), axis=1)
    return np.take_along_axis(some, order, axis=1)


def nearest(vectors, queries, top):
    """Some queries at a time, for all scores at once would not fit."""
    answer = np.empty((len(queries), top), np.int64)
    for first in range(0, len(queries), QUERIES_AT_ONCE):
        query = queries[first:first + QUERIES_AT_ONCE]
        scores = vectors[query] @ vectors.T
        scores[np.arange(len(query)), query] = -np.inf
        answer[first:first + QUERIES_AT_ONCE] = best_of(scores, top)
    return answer


def agreement(path, words, queries, answer):
    """Which share of the neighbours in cooc's file is in ours, too."""
    ours = {q: set(found) for q, found in zip(queries.tolist(), answer.tolist())}
    with open(path, encoding="utf-8") as f:
        lines = [line.split("\t") for line in f][1:]
    return sum(words[word] in ours[words[query]] for query, _, word, _ in lines) / len(lines)


def search(o):
    words, vectors = read_vectors(o.vectors)
    with open(o.queries, encoding="utf-8") as f:
        queries = np.array([words[word] for word in f.read().split()])
    queries = queries[:max(1, int(o.part * len(queries)))]
    start = time.process_time()
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    answer = nearest(vectors, queries, o.top)
    result = {"seconds": (time.process_time() - start) / o.part, "numpy": np.__version__}
    if o.compare:
        result["agreement"] = agreement(o.compare, words, queries, answer)
    print(json.dumps(result))


def main():
    o = options()
    {"count": count, "search": search, "vectors": make_vectors}[o.command](o)


if __name__ == "__main__":
    main()
