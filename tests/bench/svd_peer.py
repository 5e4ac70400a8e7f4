#!/usr/bin/python3 -B
"""scikit-learn's truncated SVD of a sparse table, for tests/bench/svd.py.

    svd_peer.py TABLE [--algorithm randomized|arpack] [--dtype float32|float64]
                [--dimensions 100] [--seed 0]

Prints a JSON line: CPU seconds of fit_transform alone, without imports or reading the file, and
the sum of the squares of the singular values.
"""

import argparse
import json
import os
import resource
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

import numpy  # noqa: E402  (the path comes first)
import sklearn.decomposition  # noqa: E402

import sparse_file  # noqa: E402


def main():
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("table")
    p.add_argument("--algorithm", choices=("randomized", "arpack"), default="randomized")
    p.add_argument("--dtype", choices=("float32", "float64"), default="float32")
    p.add_argument("--dimensions", type=int, default=100)
    p.add_argument("--seed", type=int, default=0)
    o = p.parse_args()
    x = sparse_file.read(o.table)[0].astype(o.dtype)
    method = sklearn.decomposition.TruncatedSVD(
        o.dimensions, algorithm=o.algorithm, random_state=o.seed)
    began = time.process_time()
    method.fit_transform(x)
    seconds = time.process_time() - began
    values = method.singular_values_.astype(numpy.float64)
    print(json.dumps({
        "seconds": seconds,
        "squares": float(values @ values),
        "MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }))


if __name__ == "__main__":
    main()
