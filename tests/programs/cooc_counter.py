#!/usr/bin/python3 -B
"""Who stands beside whom, counted as slowly and plainly as can be: one look at every pair of places,
exact fractions, everything in memory. Prints GloVe's records, rows and columns rising.

    cooc_counter.py VOCABULARY TEXT LEFT RIGHT [flat] [lower] [across]
"""

import struct
import sys
from fractions import Fraction


def lines_of(path, options):
    with open(path, encoding="utf-8", newline="\n") as f:
        lines = [line.casefold() if "lower" in options else line for line in f]
    lines = [line.split() for line in lines]
    return [[word for line in lines for word in line]] if "across" in options else lines


def main():
    vocabulary, text, left, right = sys.argv[1:5]
    options = sys.argv[5:]
    with open(vocabulary, encoding="utf-8") as f:
        number = {line.split()[0]: i for i, line in enumerate(f, 1)}
    table = {}
    for line in lines_of(text, options):
        ids = [number[word] for word in line if word in number]
        for p, i in enumerate(ids):
            for q in range(max(0, p - int(left)), min(len(ids), p + int(right) + 1)):
                if p != q:
                    near = 1 if "flat" in options else Fraction(1, abs(p - q))
                    table[i, ids[q]] = table.get((i, ids[q]), 0) + near
    for (i, j), x in sorted(table.items()):
        sys.stdout.buffer.write(struct.pack("<iid", i, j, float(x)))


main()
