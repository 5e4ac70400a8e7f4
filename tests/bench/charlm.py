"""charlm against PyTorch: the same model learns the same text from the same weights.

The figure that counts is the ratio within a pair. PyTorch's first twenty updates and its import are
left out; from charlm's time a run without updates is subtracted. The same letters a second mean
nothing when one side learns less, so the losses stand beside them.
"""

import csv
import json
import math
import os
import subprocess

about = "training a character model, beside PyTorch"
needs = {"packages": {"torch": "python3-torch"}, "texts": []}
settings = {"updates": (600, "updates in a timed run"),
            "text": ("", "what to learn instead of a generated text")}

SHAPE = {"hidden": 128, "batch": 32, "steps": 50}
LETTERS = SHAPE["batch"] * SHAPE["steps"]  # in an update
RATE = 0.05
QUALITY_UPDATES = 2000
HELD_OUT = 0.05
TIMED_HELD_OUT = 0.001  # evaluation is not what is timed


def command_settings(text, updates, held_out):
    return dict(SHAPE, rate=RATE, text=text, updates=updates, **{"held-out": held_out})


def charlm(frame, text, updates, held_out, *more):
    """The command that trains."""
    return [frame.program("charlm"), "train", "--sample", "0"] + frame.options_of(
        command_settings(text, updates, held_out)) + list(more)


def peer(frame, text, updates, held_out, *more):
    """The same for PyTorch."""
    return frame.peer("charlm_peer.py") + frame.options_of(
        command_settings(text, updates, held_out)) + list(more)


def charlm_speed(frame, text, updates):
    """Thousand letters a second: a run's CPU time, less that of a run without an update."""
    seconds = [frame.cpu_seconds(charlm(frame, text, n, TIMED_HELD_OUT)) for n in (updates, 0)]
    return updates * LETTERS / (seconds[0] - seconds[1]) / 1e3


def peer_speed(frame, text, updates, *more):
    return json.loads(frame.run(peer(frame, text, updates, TIMED_HELD_OUT, *more)))["speed"] / 1e3


def probe(frame, text):
    """PyTorch's speed with the kernels that the environment names, or None."""
    done = subprocess.run(peer(frame, text, 120, TIMED_HELD_OUT), stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=False)
    return json.loads(done.stdout)["speed"] / 1e3 if done.returncode == 0 else None


def speed(frame, text, o):
    unit = "thousand letters a second"
    own = ("charlm", lambda: charlm_speed(frame, text, o.updates))
    frame.line("command", " ".join(charlm(frame, text, o.updates, TIMED_HELD_OUT)))
    if not frame.has("torch"):
        frame.pairs(o.pairs, unit, own, [])
        return
    frame.line("command", " ".join(peer(frame, text, o.updates, TIMED_HELD_OUT)))
    with frame.best_kernels("PyTorch's thousand letters a second", lambda: probe(frame, text)):
        frame.pairs(o.pairs, unit, own, [
            ("PyTorch, the same model", lambda: peer_speed(frame, text, o.updates)),
            ("PyTorch, one-hot",
             lambda: peer_speed(frame, text, o.updates, "--input", "one-hot"))])


def quality(frame, text):
    """Losses after many updates, both sides from the weights that charlm drew."""
    trace, curve = (os.path.join(frame.WORK, name) for name in ("trace.jsonl", "curve.csv"))
    frame.run(charlm(frame, text, QUALITY_UPDATES, HELD_OUT, "--trace", trace, "--curve", curve))
    with open(curve, encoding="utf-8") as f:
        points = list(csv.DictReader(f))
    window = (int(points[-1]["letters"]) - int(points[-2]["letters"])) // LETTERS
    train, valid = (float(points[-1][name]) * math.log(2) for name in ("train_bits", "valid_bits"))
    frame.line("quality", "after %d updates, nats a letter, training (last %d updates) / held-out"
               % (QUALITY_UPDATES, window))
    form = "%-30s %.4f / %.4f"
    frame.line("", form % ("charlm", train, valid))
    if not frame.has("torch"):
        return
    for name, more in (("PyTorch, the same weights", ("--weights", trace)),
                       ("PyTorch, one-hot", ("--input", "one-hot"))):
        result = json.loads(frame.run(peer(frame, text, QUALITY_UPDATES, HELD_OUT, "--evaluate",
                                           "--window", str(window), *more)))
        frame.line("", form % (name, result["train"], result["valid"]))


def run(frame, options):
    text = frame.users_path(options.text) if options.text else frame.generated_text()
    if options.updates < 100:
        frame.stop("--charlm-updates: at least 100, or there is nothing to measure")
    if not os.path.isfile(text):
        frame.stop("%s: no such file" % text)
    frame.line("model", "%s, rate %g, AdaGrad" % (
        ", ".join("%s %d" % item for item in SHAPE.items()), RATE))
    frame.line("text", "%s (%d bytes)" % (text, os.path.getsize(text)))
    speed(frame, text, options)
    quality(frame, text)


def small_runs(frame):
    model = os.path.join(frame.WORK, "small.model")
    frame.run([frame.program("charlm"), "train", "--updates", "1", "--sample", "0",
               "--checkpoint", model])
    return [["sample", "--checkpoint", model, "--length", "100"],
            ["train", "--updates", "100", "--sample", "0"]]
