"""translate against PyTorch: a GRU with attention learns sentence pairs with 8,000 words on each side.

The same model on both sides: PyTorch starts from the weights that translate drew and learns from its batches
(a trace), so that their losses can be held against each other update by update. What counts is
the ratio within a pair of runs, in target words (</s> counted) per CPU second. PyTorch's import and first
updates are left out; from translate's figures a run of a tenth of the updates is subtracted. Both
sides compute logits for words that count only, and change only the vectors of a batch's words; for
the speed PyTorch gets ordinary embeddings instead where it is faster with them.
"""

import json
import os
import random
import re
import statistics
import subprocess

about = "learning to translate, beside PyTorch; translating with a beam of 4"
needs = {"packages": {"torch": "python3-torch"}, "texts": []}
settings = {"updates": (150, "updates in a timed run"),
            "quality-updates": (300, "updates before losses are compared; 0: they are not"),
            "text": ("", "a file of sentence pairs instead of generated ones")}

WORDS, PAIRS, BATCH = 8000, 20000, 32
SIZES = {"hidden": 128, "embedding": 128, "batch": BATCH, "rate": 0.001}


def generated(frame):
    """Sentences of 6 to 18 words, frequent and rare ones, each said backwards in another language.
    The first sentences hold every word, so that both sides know 7,997 and the three others."""
    rng = random.Random(1)
    count = WORDS - 3
    chances = [1 / (rank + 10) for rank in range(count)]
    every = list(range(count))
    rng.shuffle(every)
    path = os.path.join(frame.WORK, "pairs.tsv")
    with open(path, "w", encoding="utf-8") as f:
        for _ in range(PAIRS):
            words = rng.choices(range(count), chances, k=rng.randint(6, 18))
            if every:
                words[0] = every.pop()
            f.write("%s\t%s\n" % (" ".join("s%d" % w for w in words),
                                  " ".join("t%d" % w for w in reversed(words))))
    return path


def own(frame, pairs, updates, *more):
    o = dict(SIZES, pairs=pairs, updates=updates, vocabulary=WORDS, judge=0, clip=0, fall=0,
             **{"held-out": 0.001})
    return [frame.program("translate"), "train"] + frame.options_of(o) + list(more)


def own_speed(frame, pairs, updates):
    """Thousand target words a second, without start and warm-up: a run less one of a tenth of it."""
    curve = os.path.join(frame.WORK, "translate.csv")
    measured = []
    for n in (max(2, updates // 10), updates):
        seconds = frame.cpu_seconds(own(frame, pairs, n, "--curve", curve))
        with open(curve, encoding="utf-8") as f:
            measured.append((seconds, int(f.read().split()[-1].split(",")[1])))
    (few_seconds, few), (seconds, words) = measured
    return (words - few) / (seconds - few_seconds) / 1e3


def traced(frame, pairs, updates, seed):
    """A trace of a run: what the peer begins with and learns from."""
    path = os.path.join(frame.WORK, "translate.jsonl")
    frame.run(own(frame, pairs, updates, "--seed", str(seed), "--trace", path))
    return path


def peer(frame, trace, *more):
    return frame.peer("translate_peer.py") + ["--trace", trace, "--rate", str(SIZES["rate"])] + list(more)


def peer_speed(frame, trace, *more):
    return json.loads(frame.run(peer(frame, trace, *more)))["speed"] / 1e3


def probe(frame, trace, *more):
    done = subprocess.run(peer(frame, trace, "--updates", "20", *more), stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=False)
    return json.loads(done.stdout)["speed"] / 1e3 if done.returncode == 0 else None


def losses_of(trace):
    with open(trace, encoding="utf-8") as f:
        next(f)
        return [json.loads(line)["loss"] for line in f]


def quality(frame, pairs, updates):
    """Three seeds: weights, and batches in another order. Both sides round at the seventh digit, each its
    own way, and learning magnifies it: single losses drift apart, their mean less so."""
    last = max(1, updates // 5)
    frame.line("quality", "mean loss of updates %d to %d, nats a word; the same weights and batches" % (
        updates - last, updates))
    for seed in (1, 2, 3):
        trace = traced(frame, pairs, updates, seed)
        ours = losses_of(trace)
        mean = statistics.mean(ours[-last:])
        frame.line("", "%-30s %.5f" % ("translate, seed %d" % seed, mean))
        if frame.has("torch"):
            theirs = json.loads(frame.run(peer(frame, trace)))["losses"]
            other = statistics.mean(theirs[-last:])
            apart = [100 * abs(a / b - 1) for a, b in zip(ours, theirs)]
            frame.line("", "%-30s %.5f: %+.4f %%; single losses within %.5f %% in the first third, %.4f %% "
                       "in all" % ("PyTorch", other, 100 * (mean / other - 1),
                                   max(apart[:len(apart) // 3]), max(apart)))


def beam(frame, pairs, count):
    model = os.path.join(frame.WORK, "translate.model")
    frame.run(own(frame, pairs, 300, "--checkpoint", model))
    command = [frame.program("translate"), "evaluate", "--checkpoint", model, "--pairs", pairs,
               "--beam", "4", "--most", "60", "--longest", "30"]
    frame.line("beam", " ".join(command))
    speeds = [float(re.search(r"; (\d+) words a second", frame.run(command)).group(1))
              for _ in range(count)]
    frame.line("", "words a second: %s" % frame.spread(speeds, "%.0f"))
    return statistics.median(speeds)


def run(frame, options):
    pairs = frame.users_path(options.text) if options.text else generated(frame)
    frame.line("pairs", pairs)
    if not frame.has("torch"):
        frame.pairs(options.pairs, "thousand target words a second",
                    ("translate", lambda: own_speed(frame, pairs, options.updates)), [])
        beam(frame, pairs, 3)
        return
    trace = traced(frame, pairs, options.updates, 1)
    with frame.best_kernels("PyTorch's thousand words a second", lambda: probe(frame, trace)):
        dense = probe(frame, trace, "--dense") > probe(frame, trace)
        frame.line("embeddings", "PyTorch is faster with %s gradients" % ("dense" if dense else "sparse"))
        frame.line("train", " ".join(own(frame, pairs, options.updates)))
        frame.pairs(options.pairs, "thousand target words a second",
                    ("translate", lambda: own_speed(frame, pairs, options.updates)),
                    [("PyTorch", lambda: peer_speed(frame, trace, *["--dense"] * dense))])
        if options.quality_updates:
            quality(frame, pairs, options.quality_updates)
        beam(frame, pairs, 3)


def small_runs(frame):
    model = os.path.join(frame.WORK, "small-translate.model")
    frame.run([frame.program("translate"), "train", "--generate", "500", "--updates", "1",
               "--checkpoint", model])
    return [["evaluate", "--checkpoint", model, "--most", "10"],
            ["train", "--generate", "2000", "--updates", "50", "--judge", "0"]]
