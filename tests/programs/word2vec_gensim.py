#!/usr/bin/python3 -B
"""word2vec beside gensim: files that either reads, and the same answers about the same vectors.

    word2vec_gensim.py WORD2VEC FOLDER
"""

import os
import random
import re
import subprocess
import sys

import numpy as np
from gensim.models import KeyedVectors

word2vec, folder = sys.argv[1:]
failures = 0
COUNTRIES = 12
SECTIONS = ("capital", "gram-plural", "gram3-past")


def path(name):
    return os.path.join(folder, name)


def run(*command):
    return subprocess.run((word2vec,) + command, stdout=subprocess.PIPE, check=True,
                          universal_newlines=True).stdout


def claim(truth, text):
    global failures
    if not truth:
        print("FAILED: " + text)
        failures += 1


# --- vectors that gensim reads -------------------------------------------------------------------

def train(name, binary):
    """A text in which words of one row stand together, learnt by our program."""
    r = random.Random(2)
    with open(path("text"), "w", encoding="utf-8") as f:
        for _ in range(3000):
            row = r.randrange(20)
            f.write(" ".join("w%d_%d" % (row, r.randrange(8)) for _ in range(10)) + "\n")
    run("-train", path("text"), "-output", path(name), "-size", "24", "-cbow", "0", "-threads", "1",
        "-sample", "0", "-binary", str(int(binary)), "-save-vocab", path("vocab"))
    return KeyedVectors.load_word2vec_format(path(name), fvocab=path("vocab"), binary=binary)


def nearest(name, vectors):
    """The same neighbours with the same cosines, and the counts of the vocabulary."""
    claim(len(vectors) == 160 and vectors.vector_size == 24, "%s: shape in gensim" % name)
    with open(path("text"), encoding="utf-8") as f:
        words = f.read().split()
    for word in vectors.index_to_key:
        claim(vectors.get_vecattr(word, "count") == words.count(word), "count of " + word)
    for word in vectors.index_to_key[::13]:
        ours = [line.split() for line in run("nearest", path(name), word).splitlines()]
        theirs = vectors.most_similar(word, topn=10)
        claim([w for _, w in ours] == [w for w, _ in theirs] and
              np.allclose([float(c) for c, _ in ours], [c for _, c in theirs], atol=6e-5),
              "%s: neighbours of %s: %s, gensim %s" % (name, word, ours, theirs))


# --- vectors that gensim writes ------------------------------------------------------------------

def random_vectors():
    """Pairs that differ by the same step, with noise enough that many questions fail; later words
    are rarer, and some are spelt with capitals."""
    r = np.random.default_rng(5)
    words, rows = [], []
    for section in SECTIONS:
        step = 2 * r.standard_normal(20)
        for i in range(COUNTRIES):
            base = 2 * r.standard_normal(20)
            name = "%s%d" % (section.title() if i % 3 else section, i)
            words += [name + "a", name + "b"]
            rows += [base + r.standard_normal(20), base + step + r.standard_normal(20)]
    words += ["other%d" % i for i in range(300)]
    rows += list(2 * r.standard_normal((300, 20)))
    order = r.permutation(len(words))
    vectors = KeyedVectors(20)
    vectors.add_vectors([words[i] for i in order], np.array(rows, dtype=np.float32)[order])
    return vectors


def write_questions():
    """All pairs against all, and some with words that are not known."""
    with open(path("questions"), "w", encoding="utf-8") as f:
        for section in SECTIONS:
            f.write(": %s\n" % section)
            for i in range(COUNTRIES + 1):
                for j in range(COUNTRIES + 1):
                    if i != j:
                        f.write(" ".join("%s%d%s" % (section.upper(), *x) for x in
                                         ((i, "A"), (i, "b"), (j, "a"), (j, "B"))) + "\n")


def analogies(vectors, name, allowed):
    """Per section: how many questions were seen, and how many of them answered as expected."""
    _, theirs = vectors.evaluate_word_analogies(path("questions"), restrict_vocab=allowed)
    lines = run("analogy", path(name), path("questions"), "--restrict", str(allowed)).splitlines()
    ours = {line.split()[0]: line.split() for line in lines}
    for section in theirs:
        right = len(section["correct"])
        seen = right + len(section["incorrect"])
        line = ours["total" if section["section"].startswith("Total") else section["section"]]
        claim(int(line[1]) == seen and int(line[3]) == right,
              "%s: seen %s, right %s; gensim %d, %d" % (line[0], line[1], line[3], seen, right))
    total = theirs[-1]
    claim(allowed < 300 or 0 < len(total["correct"]) < len(total["incorrect"]) * 20,
          "all questions are answered, or none: nothing is compared")


def correlations(vectors, name):
    r = random.Random(6)
    words = vectors.index_to_key
    with open(path("pairs.tsv"), "w", encoding="utf-8") as f:
        for i in range(200):
            one, other = r.choice(words), r.choice(words)
            f.write("%s\t%s\t%d\n" % (one.upper(), "nowhere" if i % 9 == 0 else other,
                                      r.randrange(20)))
    _, rho, unknown = vectors.evaluate_word_pairs(path("pairs.tsv"))
    line = run("pairs", path(name), path("pairs.tsv"))
    found = re.search(r"ρ (\S+), (\d+) pairs used, (\d+) skipped", line)
    skipped = round(unknown * 200 / 100)
    claim(abs(float(found.group(1)) - rho[0]) < 6e-5 and int(found.group(3)) == skipped and
          int(found.group(2)) == 200 - skipped,
          "%s; gensim: ρ %.4f, %d skipped" % (line.strip(), rho[0], skipped))


def main():
    for name, binary in (("ours.txt", False), ("ours.bin", True)):
        nearest(name, train(name, binary))
    vectors = random_vectors()
    write_questions()
    for name, binary in (("gensim.txt", False), ("gensim.bin", True)):
        vectors.save_word2vec_format(path(name), binary=binary)
        for allowed in (100000, 300, 150):
            analogies(vectors, name, allowed)
        correlations(vectors, name)
    sys.exit(failures > 0)


main()
