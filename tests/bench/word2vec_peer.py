#!/usr/bin/python3 -B
"""gensim's word vectors, from a text to a file: the other side of word2vec's benchmark.

It reads the text by itself in compiled code (corpus_file), which is faster than a Python iterator.
"""

import argparse

from gensim.models import Word2Vec


def options():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("text")
    p.add_argument("output")
    for name, kind in (("size", int), ("window", int), ("negative", int), ("min-count", int),
                       ("sample", float), ("alpha", float), ("cbow", int), ("passes", int),
                       ("seed", int)):
        p.add_argument("--" + name, type=kind, required=True)
    return p.parse_args()


def main():
    o = options()
    model = Word2Vec(corpus_file=o.text, vector_size=o.size, window=o.window, negative=o.negative,
                     min_count=o.min_count, sample=o.sample, alpha=o.alpha, sg=1 - o.cbow,
                     epochs=o.passes, seed=o.seed, workers=1)
    model.wv.save_word2vec_format(o.output, binary=True)


if __name__ == "__main__":
    main()
