"""What benchmarks share: commands run and measured, pairs of measurements, OpenBLAS's kernels.

A benchmark is a file NAME.py in this folder, without an underscore in its name, that holds

    about     a line: what is measured, beside whom
    needs     {"packages": {"torch": "python3-torch"}, "texts": ["kjv.txt"]}: the peers' Python
              modules with Debian's packages of them, and the texts of `make data` (build/data);
              without a text the benchmark is skipped, without a package its own figures stand alone
    settings  {"updates": (600, "in a timed run")}: the option --NAME-updates and its default; a
              setting whose default is a string is a string, else a whole number (may be left out)
    run(frame, options)
              measures and prints; `options` holds the settings and `pairs`; the working folder is
              the project's
    small_runs(frame)
              lists of arguments with which build/bin/NAME does something small, for the table of
              start-up times and memory (may be left out)

and `make bench` finds it. A peer stands in a file of its own (NAME_peer.py), run as a command, so
that a program and its peer are measured alike and share no memory.
"""

import contextlib
import importlib.util
import os
import statistics
import subprocess
import sys

BIN = os.path.join("build", "bin")
DATA = os.path.join("build", "data")
WORK = os.path.join("build", "bench")
MEASURE = os.path.join(WORK, "measure")
KERNELS = "OPENBLAS_CORETYPE"
STARTED_IN = os.getcwd()
PYTHON = [sys.executable, "-B"]


def stop(why):
    sys.exit("bench: %s" % why)


def run(command, **more):
    """Standard output of a command; stops the benchmark when it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          universal_newlines=True, check=False, **more)
    if done.returncode:
        stop("%s: exit status %d\n%s" % (" ".join(command), done.returncode, done.stderr.strip()))
    return done.stdout


def measured(command):
    """What a command took: wall seconds, CPU seconds, MiB; and its exit status."""
    wall, cpu, memory, status = run([MEASURE] + command).split()
    return float(wall), float(cpu), int(memory) / 1024, int(status)


def cpu_seconds(command):
    """CPU seconds of a command that has to succeed."""
    _, cpu, _, status = measured(command)
    if status:
        stop("exit status %d: %s" % (status, " ".join(command)))
    return cpu


def program(name):
    return os.path.join(BIN, name)


def peer(name):
    """The command that runs a file of this folder."""
    return PYTHON + [os.path.join("tests", "bench", name)]


def has(module):
    """Is a Python module installed? It is not imported: that would start its threads here."""
    return importlib.util.find_spec(module) is not None


def options_of(settings):
    """{"hidden": 128} as --hidden 128."""
    return [word for name, value in settings.items() for word in ("--" + name, str(value))]


def generated_text():
    """The text with which a benchmark works that needs no particular one: 400,000 letters."""
    path = os.path.join(WORK, "markov.txt")
    with open(path, "w", encoding="utf-8") as f:
        f.write(run([program("markov"), "--seed", "1", "--characters", "400000"]))
    return path


def users_path(path):
    """A path as the user meant it, who may have started in another folder than the project's."""
    return os.path.join(STARTED_IN, path)


# --- output --------------------------------------------------------------------------------------

def line(label, text):
    print("%-10s %s" % (label, text), flush=True)


def spread(values, form="%.2f"):
    return ("median " + form + " (" + form + " to " + form + ")") % (
        statistics.median(values), min(values), max(values))


# --- one beside the other ------------------------------------------------------------------------

def pairs(count, unit, own, peers, less_is_better=False):
    """Measure ours and each peer's in turn, and print the ratio within each pair.

    own and peers: (name, function that measures once), peers a list of them. A function returns a
    speed, or with less_is_better seconds. Order alternates, and only neighbours are compared: a
    throttled or busy machine slows both. A ratio above 1 is in our favour. Without a peer our own
    figures are printed alone. Returns {name: figures} and {peer's name: ratios}."""
    name, measure_own = own
    figures, ratios = {name: []}, {}
    for n in range(count):
        if not peers:
            figures[name].append(measure_own())
        for other, measure_peer in peers:
            if n % 2:
                theirs, ours = measure_peer(), measure_own()
            else:
                ours, theirs = measure_own(), measure_peer()
            figures[name].append(ours)
            figures.setdefault(other, []).append(theirs)
            ratio = theirs / ours if less_is_better else ours / theirs
            ratios.setdefault(other, []).append(ratio)
            line("pair %d" % (n + 1), "%s %.4g, %s %.4g: %.2f times" % (
                name, ours, other, theirs, ratio))
    line("measured", unit)
    for who, values in figures.items():
        line("", "%-30s %s" % (who, spread(values, "%.4g")))
    for who, values in ratios.items():
        line("ratio", "to %-27s %s" % (who, spread(values)))
    return figures, ratios


@contextlib.contextmanager
def all_cores():
    """bench.py keeps to one core; two threads need two."""
    try:
        before = os.sched_getaffinity(0)
        os.sched_setaffinity(0, range(os.cpu_count()))
    except (AttributeError, OSError):
        yield
        return
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextlib.contextmanager
def best_kernels(whose, probe):
    """OpenBLAS picks its kernels by the processor's model number and may not know a newer one.
    Within this block both sides get those with which the peer is fastest, unless the user has set
    some; outside, programs start as they do for a user. probe() runs the peer and returns its
    speed, or None where it stops (at SkylakeX, on a processor without AVX-512)."""
    if KERNELS in os.environ:
        line("kernels", "%s=%s, as it was set" % (KERNELS, os.environ[KERNELS]))
        yield
        return
    speeds = {}
    for kernels in (None, "Haswell", "SkylakeX"):
        if kernels:
            os.environ[KERNELS] = kernels
        speed = probe()
        if speed:
            speeds[kernels] = speed
    os.environ.pop(KERNELS)
    if not speeds:
        stop("%s runs with none of OpenBLAS's kernels" % whose)
    best = max(speeds, key=speeds.get)
    if best:
        os.environ[KERNELS] = best
    line("kernels", "%s: %s; both sides get the best" % (whose, ", ".join(
        "%.4g with %s" % (speed, kernels or "OpenBLAS's own choice")
        for kernels, speed in speeds.items())))
    try:
        yield
    finally:
        os.environ.pop(KERNELS, None)
