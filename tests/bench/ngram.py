"""ngram against IRSTLM, KenLM where it is installed, and PyTorch.

Models are estimated from all but the last twentieth of a text and tried on the rest. Estimating is the
whole process, from the text to the ARPA file. Questions are the predictions of all words and line ends
of the text: ngram tells how long they take; from its peers' time that for a text of one line is
subtracted, which is what reading the model takes. Smoothings are each side's best: interpolated modified Kneser-Ney, in IRSTLM as its
ModifiedShiftBeta.

The network is Bengio's; both sides learn the same words in the same order. From ngram's time a run
of half as many updates is subtracted, which looks at the held-out words as often; PyTorch's first
updates and its import are left out.
"""

import json
import os
import re
import shutil
import subprocess

about = "n-gram models, beside IRSTLM and KenLM; a network, beside PyTorch"
needs = {"packages": {"torch": "python3-torch"}, "texts": ["kjv.txt"]}
settings = {"text": ("", "what to learn instead of the King James text"),
            "order": (5, "words in an n-gram"),
            "updates": (20, "tens of updates of the network in a timed run")}

IRSTLM = "/usr/lib/irstlm"
NET = {"order": 4, "dimension": 50, "hidden": 100, "batch": 32, "steps": 8, "rate": 0.05,
       "min-count": 3, "held-out": 0.01}
QUALITY_UPDATES = 600


def work(frame, name):
    return os.path.join(frame.WORK, "ngram." + name)


def split(frame, options):
    """The text in two parts, as both kinds of programs want it; its words."""
    path = frame.users_path(options.text) if options.text else os.path.join(frame.DATA, "kjv.txt")
    if not os.path.isfile(path):
        frame.stop("%s: no such file" % path)
    with open(path, encoding="utf-8") as f:
        lines = [line.split() for line in f if line.split()]
    cut = len(lines) - len(lines) // 20
    for name, part in (("learn", lines[:cut]), ("rest", lines[cut:]), ("one", lines[:1])):
        with open(work(frame, name), "w", encoding="utf-8") as f:
            f.writelines(" ".join(words) + "\n" for words in part)
        with open(work(frame, name + ".marked"), "w", encoding="utf-8") as f:
            f.writelines("<s> %s </s>\n" % " ".join(words) for words in part)
    frame.line("text", "%s: %d lines, %d words" % (path, len(lines), sum(map(len, lines))))


# --- estimating ----------------------------------------------------------------------------------

def estimators(frame, order):
    """Commands by name; each writes ngram.NAME.arpa."""
    def arpa(name):
        return work(frame, name + ".arpa")
    commands = {"ngram": [frame.program("ngram"), "train", work(frame, "learn"), "--order", str(order),
                          "--arpa", arpa("ngram")]}
    if os.path.exists(IRSTLM + "/bin/tlm"):
        commands["IRSTLM"] = [IRSTLM + "/bin/tlm", "-tr=" + work(frame, "learn.marked"),
                              "-n=%d" % order, "-lm=msb", "-ps=no", "-o=" + arpa("IRSTLM")]
    if shutil.which("lmplz"):
        commands["KenLM"] = ["lmplz", "-o", str(order), "--text", work(frame, "learn"), "--arpa",
                             arpa("KenLM"), "-S", "1G", "-T", frame.WORK]
    return commands


def estimate(frame, options):
    commands = estimators(frame, options.order)
    for name in ("IRSTLM", "KenLM"):
        if name not in commands:
            frame.line("peer", name + " is not installed")
    for command in commands.values():
        frame.line("command", " ".join(command))
    own, *peers = [(name, lambda command=command: frame.cpu_seconds(command))
                   for name, command in commands.items()]
    frame.pairs(min(options.pairs, 3), "CPU seconds to estimate and write", own, peers,
                less_is_better=True)
    for name, command in commands.items():
        wall, _, memory, _ = frame.measured(command)
        size = os.path.getsize(work(frame, name + ".arpa")) / 2**20
        frame.line("memory", "%-30s %.0f MiB, %.2f s by the clock, file of %.0f MiB" % (
            name, memory, wall, size))
    for name in commands:
        out = frame.run([frame.program("ngram"), "perplexity", work(frame, name + ".arpa"),
                         work(frame, "rest")])
        all_words, known = (re.search(r"unknown words %s +(\S+)" % how, out)[1]
                            for how in ("counted", "left out"))
        frame.line("quality", "%-30s perplexity %s, %s without unknown words" % (
            name + "'s model", all_words, known))
    return list(commands)


# --- asking --------------------------------------------------------------------------------------

def askers(frame, names):
    """Functions that give the command with which a text is asked of the own model, by name."""
    model = work(frame, "ngram.arpa")
    commands = {"ngram": lambda text: [frame.program("ngram"), "perplexity", model, work(frame, text)]}
    if "IRSTLM" in names:
        commands["IRSTLM"] = lambda text: [IRSTLM + "/bin/compile-lm", model,
                                           "--eval=" + work(frame, text + ".marked")]
    if "KenLM" in names and shutil.which("query"):
        commands["KenLM"] = lambda text: ["sh", "-c", "query -v summary %s <%s" % (
            model, work(frame, text))]
    return commands


def own_speed(frame, command):
    """Million predictions a second, as ngram says: from the text to the sum, once it has the model."""
    return float(re.search(r"(\S+) million predictions", frame.run(command("learn")))[1])


def speed(frame, command, predictions):
    """Million predictions in a second of CPU time."""
    seconds = frame.cpu_seconds(command("learn")) - frame.cpu_seconds(command("one"))
    return predictions / max(seconds, 1e-3) / 1e6


def ask(frame, options, names):
    commands = askers(frame, names)
    with open(work(frame, "learn"), encoding="utf-8") as f:
        predictions = sum(len(line.split()) + 1 for line in f)
    ask_own = commands.pop("ngram")
    frame.pairs(min(options.pairs, 3), "million predictions a second, from the text",
                ("ngram", lambda: own_speed(frame, ask_own)),
                [(name, lambda command=command: speed(frame, command, predictions))
                 for name, command in commands.items()])


# --- the network ---------------------------------------------------------------------------------

def network(frame, updates, *more):
    return [frame.program("ngram"), "neural", work(frame, "learn")] + frame.options_of(
        dict(NET, updates=updates)) + list(more)


def network_peer(frame, updates):
    return frame.peer("ngram_peer.py") + [work(frame, "learn")] + frame.options_of(
        dict(NET, updates=updates))


def network_speed(frame, updates):
    seconds = [frame.cpu_seconds(network(frame, n)) for n in (2 * updates, updates)]
    return updates * NET["batch"] * NET["steps"] / (seconds[0] - seconds[1]) / 1e3


def peer_result(frame, updates, result):
    return json.loads(frame.run(network_peer(frame, updates)))[result]


def probe(frame):
    """PyTorch's speed with the kernels that the environment names, or None."""
    done = subprocess.run(network_peer(frame, 60), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          check=False)
    return json.loads(done.stdout)["speed"] / 1e3 if done.returncode == 0 else None


def train_network(frame, options):
    unit, updates = "thousand words a second", 10 * options.updates
    own = ("ngram neural", lambda: network_speed(frame, updates))
    frame.line("command", " ".join(network(frame, updates)))
    if not frame.has("torch"):
        frame.pairs(options.pairs, unit, own, [])
        return
    frame.line("command", " ".join(network_peer(frame, updates)))
    with frame.best_kernels("PyTorch's thousand words a second", lambda: probe(frame)):
        frame.pairs(min(options.pairs, 3), unit, own, [
            ("PyTorch", lambda: peer_result(frame, updates, "speed") / 1e3)])
        ours = re.findall(r"held-out words (\S+)", frame.run(network(frame, QUALITY_UPDATES)))[-1]
        theirs = peer_result(frame, QUALITY_UPDATES, "perplexity")
    frame.line("quality", "held-out perplexity after %d updates: ngram %s, PyTorch %.2f" % (
        QUALITY_UPDATES, ours, theirs))


def run(frame, options):
    os.environ["IRSTLM"] = IRSTLM
    split(frame, options)
    names = estimate(frame, options)
    ask(frame, options, names)
    train_network(frame, options)


def small_runs(frame):
    text, model = work(frame, "small"), work(frame, "small.arpa")
    with open(text, "w", encoding="utf-8") as f:
        f.write(frame.run([frame.program("markov"), "--characters", "20000"]))
    frame.run([frame.program("ngram"), "train", text, "--arpa", model])
    return [[], ["train", text, "--arpa", model], ["perplexity", model, text]]
