"""Every program in build/bin: what its start takes, and what a small piece of work takes, which the
benchmark of the same name lists."""

import importlib
import os
import statistics

about = "start-up and memory of every program, clock time"
needs = {"packages": {"torch": "python3-torch"}, "texts": []}
settings = {"runs": (20, "runs of each command")}

OTHERS = {"markov": [["--characters", "100000"]]}  # programs without a benchmark of their own


def row(frame, command, count):
    runs = [frame.measured(command) for _ in range(count)]
    times, status = [1e3 * wall for wall, _, _, _ in runs], runs[0][3]
    print("%8.1f %8.1f %8.1f %8.1f   %s%s" % (
        statistics.median(times), min(times), max(times), max(memory for _, _, memory, _ in runs),
        " ".join(command), "   (exit status %d)" % status if status else ""), flush=True)


def small_runs(frame, name):
    if not os.path.exists(os.path.join(os.path.dirname(frame.__file__), name + ".py")):
        return OTHERS.get(name, [])
    return getattr(importlib.import_module(name), "small_runs", lambda _: [])(frame)


def run(frame, options):
    print("median ms      min      max  peak MiB  command (%d runs each)" % options.runs)
    for name in sorted(os.listdir(frame.BIN)):
        program = frame.program(name)
        if os.path.isfile(program) and os.access(program, os.X_OK):
            row(frame, [program, "--help"], options.runs)
            for arguments in small_runs(frame, name):
                row(frame, [program] + arguments, options.runs)
    if frame.has("torch"):
        row(frame, frame.PYTHON + ["-c", "import torch"], 1)
