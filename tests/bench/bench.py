#!/usr/bin/python3
"""make bench: how fast the programs are on this machine, and beside whom.

    tests/bench/bench.py [--text FILE] [--pairs N] [--updates N]

Speed: charlm trains, then PyTorch trains the same model on the same text from the same weights,
one thread each on one core, in pairs whose order alternates; what counts is the ratio within a
pair, because a throttled machine slows both. Seconds are CPU seconds: on an idle machine they are
the clock's, on a busy one they are fairer. The same letters a second mean nothing when one side
learns less, so the losses stand beside them. Without PyTorch (Debian's python3-torch) charlm's own
figures are printed alone.

Start-up and memory: every program in build/bin.

Nothing is asserted here: these are figures to read, not tests to pass.
"""

import argparse
import csv
import json
import math
import os
import platform
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BIN = os.path.join("build", "bin")
WORK = os.path.join("build", "bench")
MEASURE = os.path.join(WORK, "measure")
PEER = os.path.join("tests", "bench", "charlm_peer.py")

SHAPE = {"hidden": 128, "batch": 32, "steps": 50}
LETTERS = SHAPE["batch"] * SHAPE["steps"]  # in an update
RATE = 0.05
QUALITY_UPDATES = 2000
KERNELS = "OPENBLAS_CORETYPE"
STARTS = 20

# What a program does on a small scale, for its time and memory; the others are only started.
SMALL_RUNS = {
    "charlm": [["sample", "--checkpoint", os.path.join(WORK, "small.model"), "--length", "100"],
               ["train", "--updates", "100", "--sample", "0"]],
    "markov": [["--characters", "100000"]],
}


def run(command, **more):
    """Standard output of a command; stops the benchmark when it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          universal_newlines=True, check=False, **more)
    if done.returncode:
        sys.exit("bench: %s: exit status %d\n%s" % (
            " ".join(command), done.returncode, done.stderr.strip()))
    return done.stdout


def measured(command):
    """What a command took: wall seconds, CPU seconds, MiB; and its exit status."""
    wall, cpu, memory, status = run([MEASURE] + command).split()
    return float(wall), float(cpu), int(memory) / 1024, int(status)


def options_of(settings):
    return [word for name, value in settings.items() for word in ("--" + name, str(value))]


# --- the machine ---------------------------------------------------------------------------------

def first_line(command):
    try:
        return run(command).splitlines()[0]
    except (OSError, IndexError):
        return "%s: not found" % command[0]


def processor():
    """Its name, as Linux tells it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as f:
            facts = dict(line.split(":", 1) for line in f.read().split("\n\n")[0].splitlines())
        facts = {name.strip(): value.strip() for name, value in facts.items()}
        return "%s (family %s, model %s)" % (
            facts["model name"], facts["cpu family"], facts["model"])
    except (OSError, KeyError, ValueError):
        return platform.processor() or platform.machine()


def peer_version():
    """PyTorch's version, or None where it is missing."""
    probe = subprocess.run([sys.executable, "-c", "import torch; print(torch.__version__)"],
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                           universal_newlines=True, check=False)
    return probe.stdout.strip() if probe.returncode == 0 else None


def one_core():
    """Keep to the last core that we may use; programs started from here inherit that."""
    try:
        core = max(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {core})
        return "one core (number %d), one thread each" % core
    except (AttributeError, OSError):
        return "one thread each, not pinned to a core"


def print_machine(torch, pinned):
    busy = ", ".join("%.2f" % load for load in os.getloadavg())
    print("machine    %s, %d cores; %s; load %s" % (processor(), os.cpu_count(), pinned, busy))
    compiler = first_line([os.environ.get("CC", "cc"), "--version"])
    print("system     %s %s; %s; Python %s; PyTorch %s" % (
        platform.system(), platform.release(), compiler, platform.python_version(),
        torch or "not installed"))


# --- charlm against PyTorch ----------------------------------------------------------------------

def charlm(text, updates, held_out, *more):
    """The command that trains."""
    settings = dict(SHAPE, updates=updates, rate=RATE, text=text, sample=0)
    settings["held-out"] = held_out
    return [os.path.join(BIN, "charlm"), "train"] + options_of(settings) + list(more)


def peer(text, updates, held_out, *more):
    """The same for PyTorch."""
    settings = dict(SHAPE, updates=updates, rate=RATE, text=text)
    settings["held-out"] = held_out
    return [sys.executable, PEER] + options_of(settings) + list(more)


def charlm_speed(text, updates, held_out):
    """Letters a second: a run's CPU time, less that of a run without an update."""
    seconds = []
    for n in (updates, 0):
        _, cpu, _, status = measured(charlm(text, n, held_out))
        if status:
            sys.exit("bench: exit status %d: %s" % (status, " ".join(charlm(text, n, held_out))))
        seconds.append(cpu)
    return updates * LETTERS / (seconds[0] - seconds[1])


def peer_speed(command):
    return json.loads(run(command))["speed"]


def choose_kernels(text, held_out):
    """OpenBLAS picks its kernels by the processor's model number and may not know a newer one.
    Both sides get the kernels with which PyTorch is fastest, unless the user has set some."""
    if KERNELS in os.environ:
        return "%s=%s, as it was set" % (KERNELS, os.environ[KERNELS])
    speeds = {}
    for kernels in (None, "Haswell", "SkylakeX"):
        environment = dict(os.environ, **({KERNELS: kernels} if kernels else {}))
        probe = subprocess.run(peer(text, 120, held_out), env=environment, stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, check=False)
        if probe.returncode == 0:  # a processor without AVX-512 stops at SkylakeX
            speeds[kernels] = json.loads(probe.stdout)["speed"]
    best = max(speeds, key=speeds.get)
    if best:
        os.environ[KERNELS] = best
    return "PyTorch's letters a second: %s; both sides get the best" % ", ".join(
        "%.0fk with %s" % (speed / 1e3, kernels or "OpenBLAS's own choice")
        for kernels, speed in speeds.items())


def spread(values, form):
    return ("median " + form + " (" + form + " to " + form + ")") % (
        statistics.median(values), min(values), max(values))


def own_speed_alone(text, updates, held_out, pairs):
    speeds = [charlm_speed(text, updates, held_out) / 1e3 for _ in range(pairs)]
    print("charlm     thousand letters a second: %s" % spread(speeds, "%.1f"))
    print("PyTorch    not installed (Debian: python3-torch), so there is nothing beside it")


def paired_speeds(text, updates, held_out, pairs):
    """Ratios to both ways of writing the model, each pair's measurements next to each other."""
    kinds = ("embedding", "one-hot")
    own, theirs, ratio = [], {k: [] for k in kinds}, {k: [] for k in kinds}
    for pair in range(pairs):
        for kind in kinds:
            command = peer(text, updates, held_out, "--input", kind)
            if pair % 2:
                other, mine = peer_speed(command), charlm_speed(text, updates, held_out)
            else:
                mine, other = charlm_speed(text, updates, held_out), peer_speed(command)
            own.append(mine / 1e3)
            theirs[kind].append(other / 1e3)
            ratio[kind].append(mine / other)
            print("pair %d     charlm %.1f, PyTorch (%s) %.1f: %.2f times" % (
                pair + 1, mine / 1e3, kind, other / 1e3, mine / other), flush=True)
    print("charlm     thousand letters a second: %s" % spread(own, "%.1f"))
    print("PyTorch    the same model:            %s" % spread(theirs["embedding"], "%.1f"))
    print("           one-hot, no embedding:     %s" % spread(theirs["one-hot"], "%.1f"))
    print("ratio      to the same model:         %s" % spread(ratio["embedding"], "%.2f"))
    print("           to the one-hot model:      %s" % spread(ratio["one-hot"], "%.2f"))


def quality(text, held_out, torch):
    """Losses after many updates, both sides from the weights that charlm drew."""
    trace, curve = os.path.join(WORK, "trace.jsonl"), os.path.join(WORK, "curve.csv")
    run(charlm(text, QUALITY_UPDATES, held_out, "--trace", trace, "--curve", curve))
    with open(curve, encoding="utf-8") as f:
        points = list(csv.DictReader(f))
    window = (int(points[-1]["letters"]) - int(points[-2]["letters"])) // LETTERS
    train, valid = (float(points[-1][name]) * math.log(2) for name in ("train_bits", "valid_bits"))
    print("quality    after %d updates, nats a letter, training (last %d updates) / held-out:" % (
        QUALITY_UPDATES, window))
    print("           charlm                     %.4f / %.4f" % (train, valid))
    if not torch:
        return
    same = ("--weights", trace)
    for name, more in (("PyTorch, same weights", same),
                       ("PyTorch, one-hot", ("--input", "one-hot"))):
        result = json.loads(run(peer(text, QUALITY_UPDATES, held_out, "--evaluate", "--window",
                                     str(window), *more)))
        print("           %-26s %.4f / %.4f" % (name, result["train"], result["valid"]))


def speed_section(o, torch):
    held_out = 0.05
    timed_held_out = 0.001  # evaluation is not what is timed
    set_by_user = KERNELS in os.environ
    print("\n== training: %s, rate %g, AdaGrad" % (
        ", ".join("%s %d" % item for item in SHAPE.items()), RATE))
    print("text       %s (%d bytes)" % (o.text, os.path.getsize(o.text)))
    print("command    " + " ".join(charlm(o.text, o.updates, timed_held_out)))
    if torch:
        print("command    " + " ".join(peer(o.text, o.updates, timed_held_out)))
        print("kernels    " + choose_kernels(o.text, timed_held_out), flush=True)
        paired_speeds(o.text, o.updates, timed_held_out, o.pairs)
    else:
        own_speed_alone(o.text, o.updates, timed_held_out, o.pairs)
    quality(o.text, held_out, torch)
    if not set_by_user:
        os.environ.pop(KERNELS, None)  # programs shall start as they do for a user


# --- start-up and memory -------------------------------------------------------------------------

def row(command):
    runs = [measured(command) for _ in range(STARTS)]
    times, status = [1e3 * wall for wall, _, _, _ in runs], runs[0][3]
    print("%8.1f %8.1f %8.1f %8.1f   %s%s" % (
        statistics.median(times), min(times), max(times), max(memory for _, _, memory, _ in runs),
        " ".join(command), "   (exit status %d)" % status if status else ""))


def start_section(torch):
    run([os.path.join(BIN, "charlm"), "train", "--updates", "1", "--sample", "0", "--checkpoint",
         os.path.join(WORK, "small.model")])
    print("\n== start-up and memory: %d runs each, clock time" % STARTS)
    print("median ms      min      max  peak MiB  command")
    for name in sorted(os.listdir(BIN)):
        program = os.path.join(BIN, name)
        if os.path.isfile(program) and os.access(program, os.X_OK):
            row([program, "--help"])
            for arguments in SMALL_RUNS.get(name, []):
                row([program] + arguments)
    if torch:
        wall, _, memory, _ = measured([sys.executable, "-c", "import torch"])
        print("%8.1f %26.1f   %s -c 'import torch' (one run)" % (
            1e3 * wall, memory, sys.executable), flush=True)


def prepare(o):
    """Build the helper, and the text where none was named."""
    os.makedirs(WORK, exist_ok=True)
    run([os.environ.get("CC", "cc"), "-O2", "-o", MEASURE, os.path.join(HERE, "measure.c")])
    if not o.text:
        o.text = os.path.join(WORK, "markov.txt")
        with open(o.text, "w", encoding="utf-8") as f:
            f.write(run([os.path.join(BIN, "markov"), "--seed", "1", "--characters", "400000"]))
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ[name] = "1"
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"


def main():
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--text", help="what to learn (default: the generated text)")
    p.add_argument("--pairs", type=int, default=5)
    p.add_argument("--updates", type=int, default=600, help="in a timed run")
    o = p.parse_args()
    if o.pairs < 1 or o.updates < 100:
        p.error("at least 1 pair and 100 updates, or there is nothing to measure")
    if o.text:
        o.text = os.path.abspath(o.text)
        if not os.path.isfile(o.text):
            p.error("%s: no such file" % o.text)
    os.chdir(ROOT)
    if not os.access(os.path.join(BIN, "charlm"), os.X_OK):
        sys.exit("bench: %s/charlm is missing; `make programs` builds it" % BIN)
    prepare(o)
    pinned, torch = one_core(), peer_version()
    print_machine(torch, pinned)
    speed_section(o, torch)
    start_section(torch)


if __name__ == "__main__":
    main()
