"""gatedlm against PyTorch: LSTM, GRU and plain layers learn letters and words from the same weights.

What counts is the ratio within a pair of runs. PyTorch's import and first updates are left out;
from gatedlm's time a run without updates is subtracted. CPU seconds, except where two threads are
held against one: those are by the clock, and mean something on a machine with two idle processors.
Losses stand beside the speeds: the same letters a second mean nothing when one side learns less.
"""

import csv
import json
import math
import os
import subprocess

about = "training models with gates, beside PyTorch; two threads beside one"
needs = {"packages": {"torch": "python3-torch"}, "texts": []}
settings = {"updates": (200, "updates in a timed run with 128 units"),
            "large-updates": (24, "updates in a timed run with 512 units"),
            "word-updates": (60, "updates in a timed run of the word model"),
            "quality-updates": (2000, "updates before losses are compared; 0: they are not"),
            "text": ("", "letters to learn instead of a generated text"),
            "words": ("", "a text of words; without it the word model is left out")}

CELLS = ("lstm", "gru", "tanh")
LETTERS = {"batch": 32, "steps": 50, "rate": 0.002, "clip": 0}
WORDS = {"layers": 2, "hidden": 200, "batch": 20, "steps": 20, "optimizer": "sgd", "rate": 1,
         "clip": 5}
VOCABULARY = 10000
HELD_OUT = 0.05
TIMED_HELD_OUT = 0.001  # evaluation is not what is timed


class Run:
    """A training run that both sides can make."""

    def __init__(self, frame, text, settings, vocabulary=None):
        self.frame, self.text, self.settings, self.vocabulary = frame, text, settings, vocabulary

    def options(self, updates, held_out):
        o = dict(self.settings, text=self.text, updates=updates, **{"held-out": held_out})
        return self.frame.options_of(dict(o, vocab=self.vocabulary) if self.vocabulary else o)

    def own(self, updates, held_out=TIMED_HELD_OUT, *more):
        return ([self.frame.program("gatedlm"), "train", "--sample", "0"] +
                self.options(updates, held_out) + ["--words"] * bool(self.vocabulary) + list(more))

    def peer(self, updates, held_out=TIMED_HELD_OUT, *more):
        return (self.frame.peer("gatedlm_peer.py") + self.options(updates, held_out) + list(more))

    def symbols(self, updates):
        return updates * self.settings["batch"] * self.settings["steps"]

    def own_speed(self, updates):
        """Thousand symbols a second: a run's CPU time, less that of a run without an update."""
        seconds = [self.frame.cpu_seconds(self.own(n)) for n in (updates, 0)]
        return self.symbols(updates) / (seconds[0] - seconds[1]) / 1e3

    def peer_speed(self, updates):
        return json.loads(self.frame.run(self.peer(updates)))["speed"] / 1e3

    def clock_speed(self, updates, threads):
        more = ("--threads", str(threads))
        seconds = [self.frame.measured(self.own(n, TIMED_HELD_OUT, *more))[0] for n in (updates, 0)]
        return self.symbols(updates) / (seconds[0] - seconds[1]) / 1e3


def probe(run, updates):
    """PyTorch's speed with the kernels that the environment names, or None."""
    done = subprocess.run(run.peer(updates), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          check=False)
    return json.loads(done.stdout)["speed"] / 1e3 if done.returncode == 0 else None


def beside(frame, run, updates, pairs, what, unit):
    frame.line(what, " ".join(run.own(updates)))
    peers = [("PyTorch", lambda: run.peer_speed(updates))] if frame.has("torch") else []
    frame.pairs(pairs, "thousand %s a second" % unit,
                ("gatedlm", lambda: run.own_speed(updates)), peers)


def quality(frame, run, updates):
    """Losses after many updates, both sides from the weights that gatedlm drew."""
    trace, curve = (os.path.join(frame.WORK, name) for name in ("gated.jsonl", "gated.csv"))
    frame.run(run.own(updates, HELD_OUT, "--trace", trace, "--curve", curve))
    with open(curve, encoding="utf-8") as f:
        points = list(csv.DictReader(f))
    window = (int(points[-1]["letters"]) - int(points[-2]["letters"])) // run.symbols(1)
    train, valid = (float(points[-1][name]) * math.log(2) for name in ("train_bits", "valid_bits"))
    frame.line("quality", "%s after %d updates, nats a letter, training (last %d updates) / held-out"
               % (run.settings["cell"], updates, window))
    frame.line("", "%-30s %.4f / %.4f" % ("gatedlm", train, valid))
    if frame.has("torch"):
        result = json.loads(frame.run(run.peer(updates, HELD_OUT, "--weights", trace, "--evaluate",
                                               "--window", str(window))))
        frame.line("", "%-30s %.4f / %.4f" % ("PyTorch, the same weights", result["train"],
                                              result["valid"]))


def letters(frame, text, o):
    def of(cell, hidden):
        return Run(frame, text, dict(LETTERS, cell=cell, hidden=hidden))

    for hidden, updates, pairs in ((128, o.updates, o.pairs), (512, o.large_updates, o.pairs)):
        for cell in CELLS:
            beside(frame, of(cell, hidden), updates, pairs, "%s-%d" % (cell, hidden), "letters")
    if o.quality_updates:
        for cell in CELLS:
            quality(frame, of(cell, 128), o.quality_updates)
    run = of("lstm", 128)
    frame.line("threads", "two beside one, by the clock")
    frame.pairs(o.pairs, "thousand letters a second",
                ("two threads", lambda: run.clock_speed(o.updates, 2)),
                [("one thread", lambda: run.clock_speed(o.updates, 1))])


def most_frequent(frame, text):
    """A file with the most frequent words of a text, two fewer than V: <unk> and </s> are the others."""
    counts = {}
    with open(text, encoding="utf-8") as f:
        for line in f:
            for word in line.split():
                counts[word] = counts.get(word, 0) + 1
    counts.pop("<unk>", None)
    path = os.path.join(frame.WORK, "vocabulary.txt")
    words = sorted(counts, key=lambda word: (-counts[word], word))[:VOCABULARY - 2]
    with open(path, "w", encoding="utf-8") as f:
        f.write("\n".join(words) + "\n")
    return path


def run(frame, options):
    text = frame.users_path(options.text) if options.text else frame.generated_text()
    words = frame.users_path(options.words) if options.words else None
    for path in (text, words):
        if path and not os.path.isfile(path):
            frame.stop("%s: no such file" % path)
    frame.line("text", "%s (%d bytes)" % (text, os.path.getsize(text)))
    first = Run(frame, text, dict(LETTERS, cell="lstm", hidden=128))
    if not frame.has("torch"):
        letters(frame, text, options)
        return
    with frame.best_kernels("PyTorch's thousand letters a second", lambda: probe(first, 40)):
        letters(frame, text, options)
        if words:
            model = Run(frame, words, WORDS, most_frequent(frame, words))
            beside(frame, model, options.word_updates, options.pairs, "words", "words")


def small_runs(frame):
    model = os.path.join(frame.WORK, "small-gated.model")
    frame.run([frame.program("gatedlm"), "train", "--updates", "1", "--sample", "0",
               "--checkpoint", model])
    return [["sample", "--checkpoint", model, "--length", "100"],
            ["train", "--updates", "50", "--sample", "0"]]
