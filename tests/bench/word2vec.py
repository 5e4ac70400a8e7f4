"""word2vec beside gensim and fastText: from a text to a file with vectors, whole processes.

All sides read the same text and learn with the same settings for the same number of passes: skip-gram
and CBOW with negative sampling. Where gensim or fastText is missing, a line says so. What came out
is judged by one program, ours, whose analogies and correlations are gensim's
(tests/programs/word2vec-gensim.sh): by default vectors of the generated sentences, by the relations
and similarities that were planted in them; with --word2vec-questions and --word2vec-similarities
vectors of the timed text.
"""

import os
import shutil
import statistics

about = "learning word vectors, beside gensim and fastText"
needs = {"packages": {"gensim": "python3-gensim"}, "texts": ["kjv.txt", "wordnet-glosses.txt"]}
settings = {"words": (5000000, "length of the text"),
            "text": ("", "what to learn instead of the King James text and WordNet's glosses"),
            "sample": ("1e-4", "leave out words more frequent than this"),
            "passes": (1, "passes over the text that are timed"),
            "quality-passes": (5, "passes of the vectors that are judged"),
            "seeds": (3, "how many of them, for each program"),
            "sentences": (40000, "generated sentences that they are learnt from"),
            "questions": ("", "analogies to answer instead, in the form of questions-words.txt"),
            "similarities": ("", "word pairs with similarities, to go with them")}

SIZE, WINDOW, NEGATIVE, MIN_COUNT = "100", "5", "5", "5"
RATE = {0: "0.025", 1: "0.05"}  # of skip-gram and CBOW, as in the original program


def work(frame, name):
    return os.path.join(frame.WORK, name)


# --- texts ---------------------------------------------------------------------------------------

def make_text(frame, options):
    """So many words in lines, the given texts again and again until there are enough."""
    sources = ([frame.users_path(options.text)] if options.text
               else [os.path.join(frame.DATA, name) for name in needs["texts"]])
    path, words = work(frame, "word2vec.txt"), 0
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


def planted(frame, options):
    """A generated text, its analogies and its similarities."""
    paths = [work(frame, "world." + name) for name in ("txt", "questions", "pairs")]
    for path, more in zip(paths, (["--sentences", str(options.sentences)], ["--analogies"],
                                  ["--pairs"])):
        with open(path, "w", encoding="utf-8") as f:
            f.write(frame.run([frame.program("world")] + more))
    return paths


# --- who learns ----------------------------------------------------------------------------------

def own(frame, options, text, output, cbow=0, passes=None, seed=1, more=()):
    return [frame.program("word2vec"), "-train", text, "-output", output, "-binary", "1",
            "-size", SIZE, "-window", WINDOW, "-negative", NEGATIVE, "-min-count", MIN_COUNT,
            "-sample", options.sample, "-alpha", RATE[cbow], "-cbow", str(cbow), "-threads", "1",
            "-iter", str(passes or options.passes), "-seed", str(seed), "-debug", "0"] + list(more)


def gensim(frame, options, text, output, cbow=0, passes=None, seed=1, more=()):
    return frame.peer("word2vec_peer.py") + [
        text, output, "--size", SIZE, "--window", WINDOW, "--negative", NEGATIVE, "--min-count",
        MIN_COUNT, "--sample", options.sample, "--alpha", RATE[cbow], "--cbow", str(cbow),
        "--passes", str(passes or options.passes), "--seed", str(seed)] + list(more)


def fasttext(_, options, text, output, cbow=0, passes=None, seed=1, more=()):
    """Without parts of words, which would be another model. It adds .vec and .bin to the name."""
    return ["fasttext", "cbow" if cbow else "skipgram", "-input", text, "-output",
            os.path.splitext(output)[0], "-dim", SIZE, "-ws", WINDOW, "-neg", NEGATIVE,
            "-minCount", MIN_COUNT, "-t", options.sample, "-lr", RATE[cbow], "-maxn", "0", "-bucket",
            "1", "-thread", "1", "-epoch", str(passes or options.passes), "-seed", str(seed),
            "-verbose", "0"] + list(more)


def peers(frame):
    """{name: function that makes a command}"""
    found = {"gensim": gensim} if frame.has("gensim") else {}
    if shutil.which("fasttext"):
        found["fastText"] = fasttext
    else:
        frame.line("peer", "fastText is not installed (Debian: fasttext)")
    return found


# --- speed ---------------------------------------------------------------------------------------

def speed(frame, options, text, cbow, more=()):
    """Seconds of ours and of each peer in turn."""
    mine = own(frame, options, text, work(frame, "own.vec"), cbow, more=more)
    frame.line("command", " ".join(mine))
    commands = {}
    for name, command in peers(frame).items():
        commands[name] = command(frame, options, text, work(frame, name + ".vec"), cbow)
        frame.line("command", " ".join(commands[name]))
    frame.pairs(options.pairs, "CPU seconds of the whole process",
                ("word2vec" + "".join(" " + word for word in more),
                 lambda: frame.cpu_seconds(mine)),
                [(name, lambda command=command: frame.cpu_seconds(command))
                 for name, command in commands.items()], less_is_better=True)
    for name, command in [("word2vec", mine)] + list(commands.items()):
        frame.line("memory", "%-30s %.0f MiB" % (name, frame.measured(command)[2]))


def threads(frame, options, text):
    """By the clock, so on a machine that does nothing else."""
    one = own(frame, options, text, work(frame, "own.vec"), passes=5 * options.passes)
    two = own(frame, options, text, work(frame, "own.vec"), passes=5 * options.passes,
              more=["-threads", "2"])
    with frame.all_cores():
        frame.pairs(options.pairs, "seconds by the clock, five times the passes",
                    ("two threads", lambda: frame.measured(two)[0]),
                    [("one thread", lambda: frame.measured(one)[0])], less_is_better=True)


# --- quality -------------------------------------------------------------------------------------

def judge(frame, vectors, questions, pairs):
    """Share of analogies solved by 3CosAdd, Spearman's ρ."""
    table = frame.run([frame.program("word2vec"), "analogy", vectors, questions]).splitlines()
    total = [line for line in table if line.startswith("total")][0].split()
    rho = frame.run([frame.program("word2vec"), "pairs", vectors, pairs]).split("ρ ")
    return int(total[3]) / max(1, int(total[1])), float(rho[1].split(",")[0]) if rho[1:] else 0


def quality(frame, options, text, cbow):
    questions, pairs = map(frame.users_path, (options.questions, options.similarities))
    if not options.questions or not options.similarities:
        text, questions, pairs = planted(frame, options)
    sides = {"word2vec": own, "word2vec -plain": lambda *a, **more: own(*a, more=["-plain"], **more)}
    sides.update(peers(frame))
    frame.line("quality", "%s, %s, %d passes, mean of %d seeds" % (
        "CBOW" if cbow else "skip-gram", text, options.quality_passes, options.seeds))
    for name, command in sides.items():
        results = []
        for seed in range(1, options.seeds + 1):
            vectors = work(frame, name.split()[0] + ".vec")
            frame.run(command(frame, options, text, vectors, cbow=cbow,
                              passes=options.quality_passes, seed=seed))
            results.append(judge(frame, vectors, questions, pairs))
        solved, rho = zip(*results)
        frame.line("", "%-18s analogies %6.2f %% (%.2f to %.2f)   ρ %.4f (%.4f to %.4f)" % (
            name, 100 * statistics.mean(solved), 100 * min(solved), 100 * max(solved),
            statistics.mean(rho), min(rho), max(rho)))


def run(frame, options):
    text, words = make_text(frame, options)
    frame.line("text", "%s (%d words)" % (text, words))
    for cbow, more in ((0, ()), (0, ("-plain",)), (1, ())):
        print("-- %s %s" % ("CBOW" if cbow else "skip-gram", " ".join(more)))
        speed(frame, options, text, cbow, more)
    print("-- skip-gram, two threads")
    threads(frame, options, text)
    for cbow in (0, 1):
        quality(frame, options, text, cbow)


def small_runs(frame):
    text = planted(frame, type("options", (), {"sentences": 2000}))[0]
    return [["demo", "--sentences", "2000"],
            ["-train", text, "-output", work(frame, "small.vec"), "-threads", "1"]]
