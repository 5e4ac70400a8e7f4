"""cooc against NumPy: counting who stands beside whom, and finding the words nearest to many words.

Counting is the whole process, from the text to the file with the table, with a given vocabulary, as
GloVe's cooccur works; where a program of that name is on the PATH it takes part. That both sides
count the same stands below: entries and their sum. Of the search only the comparing is taken: from
a run with all queries one with a single query is subtracted, which reads the same vectors; NumPy
starts its clock when it has read them.
"""

import json
import os
import random
import shutil
import subprocess

about = "co-occurrence counting and nearest neighbours, beside NumPy"
needs = {"packages": {"numpy": "python3-numpy"}, "texts": ["kjv.txt", "wordnet-glosses.txt"]}
settings = {"words": (5000000, "length of the text"),
            "text": ("", "what to count instead of the King James text and WordNet's glosses"),
            "vocabulary": (10000, "commonest words to count"),
            "window": (5, "words to either side"),
            "vectors": (100000, "words with a vector"),
            "dimension": (300, "numbers of a vector"),
            "queries": (10000, "words whose neighbours are looked for")}

TOP = 10


def work(frame, name):
    return os.path.join(frame.WORK, name)


# --- counting ------------------------------------------------------------------------------------

def make_text(frame, options):
    """So many words in lines, the given texts again and again until there are enough."""
    sources = ([frame.users_path(options.text)] if options.text
               else [os.path.join(frame.DATA, name) for name in needs["texts"]])
    path, words = work(frame, "cooc.txt"), 0
    with open(path, "w", encoding="utf-8") as out:
        while words < options.words:
            before = words
            for source in sources:
                if not os.path.isfile(source):
                    frame.stop("%s: no such file" % source)
                with open(source, encoding="utf-8") as lines:
                    for line in lines:
                        if words < options.words:
                            words += len(line.split())
                            out.write(line)
            if words == before:
                frame.stop("%s: holds no words" % ", ".join(sources))
    return path, words


def counter(frame, options, text, vocabulary, table):
    return [frame.program("cooc"), "build", "--read-vocab", vocabulary, "--window",
            str(options.window), "--output", table, text]


def counting_peers(frame, options, text, vocabulary):
    """Commands, by name."""
    peers = {}
    if frame.has("numpy"):
        peers["NumPy"] = frame.peer("cooc_peer.py") + [
            "count", "--window", str(options.window), "--output", work(frame, "peer.glove"),
            vocabulary, text]
    if shutil.which("cooccur"):
        peers["GloVe's cooccur"] = ["sh", "-c", "cooccur -verbose 0 -symmetric 1 -memory 4 "
                                    "-window-size %d -vocab-file %s <%s >%s" % (
                                        options.window, vocabulary, text,
                                        work(frame, "glove.bin"))]
    return peers


def count(frame, options):
    text, words = make_text(frame, options)
    vocabulary, table = work(frame, "cooc.vocab"), work(frame, "cooc.table")
    frame.run([frame.program("cooc"), "build", "--max-vocab", str(options.vocabulary), "--min-count",
               "1", "--save-vocab", vocabulary, "--output", table, text])
    own = counter(frame, options, text, vocabulary, table)
    peers = counting_peers(frame, options, text, vocabulary)
    frame.line("text", "%s (%d words)" % (text, words))
    frame.line("command", " ".join(own))
    for command in peers.values():
        frame.line("command", " ".join(command))
    frame.pairs(options.pairs, "CPU seconds of the whole process",
                ("cooc", lambda: frame.cpu_seconds(own)),
                [(name, lambda command=command: frame.cpu_seconds(command))
                 for name, command in peers.items()], less_is_better=True)
    for name, command in [("cooc", own)] + list(peers.items()):
        wall, _, memory, _ = frame.measured(command)
        frame.line("memory", "%-30s %.0f MiB, %.2f s by the clock" % (name, memory, wall))
    frame.line("quality", "cooc: " + frame.run(own).splitlines()[1].split(": ", 1)[1])
    if "NumPy" in peers:
        frame.line("", "NumPy: " + frame.run(peers["NumPy"]).strip())


# --- nearest neighbours --------------------------------------------------------------------------

def make_vectors(frame, options):
    """Vectors of random numbers, in the word2vec tool's binary form, and the queries."""
    vectors, queries = work(frame, "cooc.bin"), work(frame, "cooc.queries")
    if frame.has("numpy"):
        frame.run(frame.peer("cooc_peer.py") + ["vectors", vectors, str(options.vectors),
                                                str(options.dimension)])
    names = ["w%d" % i for i in range(options.vectors)]
    random.Random(1).shuffle(names)
    with open(queries, "w", encoding="utf-8") as f:
        f.write("\n".join(names[:options.queries]) + "\n")
    with open(queries + ".one", "w", encoding="utf-8") as f:
        f.write(names[0] + "\n")
    return vectors, queries


def own_search(frame, vectors, queries):
    """CPU seconds of the comparing alone."""
    command = [frame.program("cooc"), "neighbours", vectors, "--top", str(TOP), "--output",
               work(frame, "cooc.tsv"), "--queries"]
    return frame.cpu_seconds(command + [queries]) - frame.cpu_seconds(command + [queries + ".one"])


def searcher(frame, vectors, queries, *more):
    return frame.peer("cooc_peer.py") + ["search", "--top", str(TOP), vectors, queries] + list(more)


def probe(command):
    """NumPy's queries a second with the kernels that the environment names, or None."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return 1 / json.loads(done.stdout)["seconds"] if done.returncode == 0 else None


def search(frame, options):
    if not frame.has("numpy"):
        return
    vectors, queries = make_vectors(frame, options)
    work_done = 2e-9 * options.queries * options.vectors * options.dimension
    frame.line("search", "%d queries over %d x %d, the best %d: %.0f GFLOP" % (
        options.queries, options.vectors, options.dimension, TOP, work_done))
    command = searcher(frame, vectors, queries)
    frame.line("command", " ".join(command))
    with frame.best_kernels("NumPy's relative speed", lambda: probe(command + ["--part", "0.05"])):
        figures, _ = frame.pairs(
            min(options.pairs, 3), "CPU seconds", ("cooc", lambda: own_search(frame, vectors, queries)),
            [("NumPy", lambda: json.loads(frame.run(command))["seconds"])], less_is_better=True)
        for name, seconds in figures.items():
            frame.line("", "%-30s %.1f GFLOP/s" % (name, work_done / sorted(seconds)[len(seconds) // 2]))
        _, _, memory, _ = frame.measured([frame.program("cooc"), "neighbours", vectors, "--queries",
                                          queries, "--output", work(frame, "cooc.tsv")])
        frame.line("memory", "%-30s %.0f MiB, of which the vectors are %.0f" % (
            "cooc", memory, 4 * options.vectors * options.dimension / 2**20))
        agreed = json.loads(frame.run(command + ["--compare", work(frame, "cooc.tsv")]))
    frame.line("quality", "%.4f of cooc's neighbours are NumPy's" % agreed["agreement"])


def run(frame, options):
    count(frame, options)
    search(frame, options)


def small_runs(frame):
    return [[], ["build", "--output", work(frame, "small.table")]]
