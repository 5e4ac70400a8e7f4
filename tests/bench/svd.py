"""svd against scikit-learn: 100 singular values and vectors of a sparse table of PMI.

Seconds are CPU seconds of the decomposition itself: ours of the transpose, the decomposition and
U diag(s); scikit-learn's of fit_transform. Reading files, and Python's imports, are in neither;
whole processes stand below. Fast and wrong is easy here, so each figure has its quality beside it:
the sum of the squares of its 100 singular values as a share of the exact sum, which is ARPACK's.
"""

import csv
import json
import os
import re
import subprocess

about = "100 singular values of a sparse table of 10,000 words, beside scikit-learn"
needs = {"packages": {"sklearn": "python3-sklearn"}, "texts": ["kjv.txt", "wordnet-glosses.txt"]}
settings = {"words": (10000, "rows and columns of the table"),
            "window": (25, "words to each side, across lines"),
            "fast": (8, "blocks for the fast figure: about .99 of the squares"),
            "exact": (14, "blocks for the exact figure: about .9999"),
            "text": ("", "another text to count")}

DIMENSIONS = 100
PEERS = (("scikit-learn, float32", "float32"), ("scikit-learn, float64", "float64"))


def make_table(frame, options):
    """Count, weigh; returns the file."""
    counts, table = (os.path.join(frame.WORK, name) for name in ("svd.counts", "svd.table"))
    texts = [frame.users_path(options.text)] if options.text else [
        os.path.join(frame.DATA, name) for name in needs["texts"]]
    build = [frame.program("cooc"), "build", "--lower", "--across-lines", "--window",
             str(options.window), "--max-vocab", str(options.words), "--output", counts] + texts
    weigh = [frame.program("cooc"), "ppmi", counts, "--output", table]
    for command in (build, weigh):
        frame.line("command", " ".join(command))
        frame.run(command)
    return table


def ours(frame, table, steps):
    return [frame.program("svd"), "decompose", table, "--power", "1", "--timing"] + frame.options_of(
        {"dimensions": DIMENSIONS, "steps": steps})


def our_seconds(frame, table, steps):
    said = frame.run(ours(frame, table, steps))
    return sum(float(re.search(part + r" ([0-9.]+)", said).group(1))
               for part in ("transpose", "decompose", "embed"))


def our_squares(frame, table, steps):
    values = os.path.join(frame.WORK, "svd.csv")
    frame.run(ours(frame, table, steps) + ["--singular-values", values])
    with open(values, encoding="utf-8") as f:
        return sum(float(row["singular_value"]) ** 2 for row in csv.DictReader(f))


def peer(frame, table, *more):
    return frame.peer("svd_peer.py") + [table] + list(more)


def peer_says(frame, table, *more):
    return json.loads(frame.run(peer(frame, table, *more)))


def probe(frame, table):
    done = subprocess.run(peer(frame, table), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          check=False)
    return 1 / json.loads(done.stdout)["seconds"] if done.returncode == 0 else None


def compare(frame, table, steps, o):
    frame.line("command", " ".join(ours(frame, table, steps)))
    peers = [(name, lambda dtype=dtype: peer_says(frame, table, "--dtype", dtype)["seconds"])
             for name, dtype in PEERS]
    frame.pairs(o.pairs, "CPU seconds of the decomposition",
                ("svd, %d blocks" % steps, lambda: our_seconds(frame, table, steps)),
                peers if frame.has("sklearn") else [], less_is_better=True)


def quality(frame, table, o):
    """Shares of the exact sum of squares."""
    exact = peer_says(frame, table, "--algorithm", "arpack", "--dtype", "float64")
    frame.line("quality", "share of ARPACK's sum of squares (%.2f s in float64)" % exact["seconds"])
    form = "%-30s %.6f"
    for steps in (o.fast, o.exact):
        share = our_squares(frame, table, steps) / exact["squares"]
        frame.line("", form % ("svd, %d blocks" % steps, share))
    for name, dtype in PEERS:
        share = peer_says(frame, table, "--dtype", dtype)["squares"] / exact["squares"]
        frame.line("", form % (name, share))


def whole(frame, table, steps):
    """Processes from start to end, files read and imports done; nothing written."""
    frame.line("whole", "process: clock seconds, CPU seconds, MiB")
    commands = [("svd, %d blocks" % steps, ours(frame, table, steps))]
    if frame.has("sklearn"):
        commands += [(name, peer(frame, table, "--dtype", dtype)) for name, dtype in PEERS]
    for name, command in commands:
        wall, cpu, memory, _ = frame.measured(command)
        frame.line("", "%-30s %.2f %.2f %.0f" % (name, wall, cpu, memory))


def run(frame, options):
    table = make_table(frame, options)
    frame.line("table", frame.run(ours(frame, table, options.fast)).splitlines()[0])
    if not frame.has("sklearn"):
        for steps in (options.fast, options.exact):
            compare(frame, table, steps, options)
        return
    with frame.best_kernels("scikit-learn's decompositions a second", lambda: probe(frame, table)):
        for steps in (options.fast, options.exact):
            compare(frame, table, steps, options)
        quality(frame, table, options)
        whole(frame, table, options.exact)


def small_runs(_):
    return [["demo"], ["map", "--steps", "50"]]
