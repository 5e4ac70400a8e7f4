"""The sparse tables of docs/formats.md in Python, for tests and benchmarks: written from that page
alone, so that it checks the C code's reading and writing too."""

import numpy
import scipy.sparse


def unescape(word):
    for sign, letter in (("\\t", "\t"), ("\\n", "\n"), ("\\r", "\r"), ("\\\\", "\\")):
        word = word.replace(sign, letter)
    return word


def read(path):
    """(matrix, words of the rows, words of the columns)"""
    with open(path, "rb") as f:
        magic, name, version, rows, cols, number, whose = f.readline().decode().split()
        assert (magic, name, version) == ("unrolled", "sparse", "1"), path
        rows, cols = int(rows), int(cols)
        number = numpy.dtype({"f4": "<f4", "f8": "<f8"}[number])

        def words(n):
            lines = [f.readline().decode("utf-8").rstrip("\n").split("\t") for _ in range(n)]
            return [unescape(word) for word, _ in lines]

        row_words = words(rows)
        col_words = row_words if whose == "same" else words(cols)
        start, col, value = [0], [], []
        for _ in range(rows):
            n = int(numpy.frombuffer(f.read(4), "<u4")[0])
            col.append(numpy.frombuffer(f.read(4 * n), "<u4"))
            value.append(numpy.frombuffer(f.read(number.itemsize * n), number))
            start.append(start[-1] + n)
        assert f.read(8) == b"entries ", path
        assert numpy.frombuffer(f.read(8), "<u8")[0] == start[-1], path
    matrix = scipy.sparse.csr_matrix(
        (numpy.concatenate(value), numpy.concatenate(col).astype("i4"), start), (rows, cols))
    return matrix, row_words, col_words


def write(path, matrix, row_words, col_words=None, number="f8"):
    """Words without blanks or backslashes; every count is 1."""
    matrix = scipy.sparse.csr_matrix(matrix)
    matrix.sort_indices()
    with open(path, "wb") as f:
        f.write(("unrolled sparse 1 %d %d %s %s\n" % (
            matrix.shape + (number, "own" if col_words else "same"))).encode())
        for word in list(row_words) + list(col_words or []):
            f.write(("%s\t1\n" % word).encode("utf-8"))
        for i in range(matrix.shape[0]):
            here = slice(matrix.indptr[i], matrix.indptr[i + 1])
            f.write(numpy.array([here.stop - here.start], "<u4").tobytes())
            f.write(matrix.indices[here].astype("<u4").tobytes())
            f.write(matrix.data[here].astype("<" + number).tobytes())
        f.write(b"entries " + numpy.array([matrix.nnz], "<u8").tobytes())
