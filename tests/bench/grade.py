"""Grading a class (tests/desk/make_class.py) in the sandbox: CPU seconds of a hand-in, and of what;
hand-ins a minute on two cores; memory of the grader as the class grows; and what is left behind.

CPU seconds are those of the grader and all that it started, as the kernel counts them. The parts are
the grader's own accounts of the cells (compile, run) and of the judge; the rest is unpacking, the
gradebook, making cells, and the reference's run. Meanwhile this process adopts orphans, so that a
process that is left behind would be seen. A file of somebody else's in /tmp is seen, too."""

import ctypes
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import tempfile
import time

about = "grading a class for chapter 06, in the sandbox, on two cores"
needs = {}
settings = {"students": (200, "in the generated class; 1000 takes ten minutes"),
            "seed": (1, "of the class")}

SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER, Linux
HALF = 0.5      # seconds between two looks at the grader's memory


def small_runs(_):
    return [["check"]]


def resident(pid):
    """MiB that a process holds now; 0 when it has ended."""
    try:
        with open("/proc/%d/status" % pid, encoding="utf-8") as f:
            return next((int(line.split()[1]) / 1024 for line in f if line.startswith("VmRSS")), 0)
    except OSError:
        return 0


def graded(book):
    """Hand-ins in the gradebook by now."""
    try:
        with sqlite3.connect("file:%s?mode=ro" % book, uri=True) as db:
            return db.execute("SELECT count(*) FROM grading").fetchone()[0]
    except sqlite3.Error:
        return 0


def watch(command, book):
    """Run the grader: wall and CPU seconds, [(hand-ins so far, MiB)], exit status."""
    samples, begin = [], time.monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as grader:
        while grader.poll() is None:
            samples.append((graded(book), resident(grader.pid)))
            time.sleep(HALF)
    wall, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, [s for s in samples if s[1]], grader.returncode


def orphans():
    """Processes that the grader left, which are ours now; they are ended."""
    count = 0
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return count
        if pid == 0:
            with open("/proc/self/task/%d/children" % os.getpid(), encoding="utf-8") as f:
                for child in f.read().split():
                    os.kill(int(child), 9)
            os.waitpid(-1, 0)
        count += 1


def places():
    """What a sloppy grader would leave something in."""
    with open("/proc/self/mountinfo", encoding="utf-8") as f:
        mounts = {line.split()[4] for line in f}
    tops = ("/dev/shm", "/var/tmp", tempfile.gettempdir(), "build")
    return {"mount": mounts, "file": {os.path.join(top, name) for top in tops if os.path.isdir(top)
                                      for name in os.listdir(top)}}


def tell_memory(frame, samples):
    """The grader's own memory in the first and the last quarter of the class."""
    most = samples[-1][0]
    first = max(mib for n, mib in samples if n <= most / 4)
    last = max(mib for n, mib in samples if n >= most * 3 / 4)
    frame.line("memory", "%.1f MiB in the first quarter, %.1f MiB in the last: %+.1f MiB" % (
        first, last, last - first))


def tell_times(frame, book, wall, cpu):
    with sqlite3.connect(book) as db:
        n, slow, *parts = db.execute("SELECT count(*), sum(run_cpu > 3), sum(compile_cpu), "
                                     "sum(run_cpu), sum(judge_cpu) FROM current").fetchone()
        outcomes = db.execute("SELECT outcome, count(*) FROM current GROUP BY 1").fetchall()
    parts = [part or 0 for part in parts]
    frame.line("hand-ins", "%d: %s; %d ran for more than 3 s" % (
        n, ", ".join("%d %s" % (count, outcome) for outcome, count in outcomes), slow or 0))
    frame.line("speed", "%.0f hand-ins a minute by the clock (goal: 100), %.0f s in all" % (
        60 * n / wall, wall))
    frame.line("CPU", "%.3f s a hand-in: compile %.3f, run %.3f, judge %.3f, the rest %.3f" % (
        cpu / n, *(part / n for part in parts), (cpu - sum(parts)) / n))
    frame.line("", "%.0f hand-ins a minute on two cores that do nothing else" % (120 * n / cpu))


def run(frame, options):
    frame.run(["make", "-s", "desk", "CH=06"])
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    top = tempfile.mkdtemp(prefix="bench-grade-")
    try:
        frame.run(frame.PYTHON + ["tests/desk/make_class.py", top] + frame.options_of(
            {"students": options.students, "seed": options.seed}))
        book, before = os.path.join(top, "book.sqlite"), places()
        with frame.all_cores():
            wall, cpu, samples, status = watch(
                [frame.program("grade"), "run", top + "/hand-ins"] + frame.options_of(
                    {"chapter": "06", "roster": top + "/roster.csv", "rubric": top + "/rubric.cfg",
                     "jobs": 2, "book": book}), book)
        if status:
            frame.stop("grade run: exit status %d" % status)
        tell_times(frame, book, wall, cpu)
        tell_memory(frame, samples)
        left, more = {"process": orphans()}, {k: found - before[k] for k, found in places().items()}
        left.update({kind: len(found) for kind, found in more.items()})
        with open(os.path.join(top, "known.json"), encoding="utf-8") as f:
            left["hand-in without a result"] = len(json.load(f)["hand-ins"]) - graded(book)
        left["entry in the work folder"] = sum(len(d) + len(f) for _, d, f in os.walk(book + ".work"))
        frame.line("left", ", ".join("%d %s" % (count, kind) for kind, count in left.items()))
        for path in sorted(set().union(*more.values()))[:5]:
            frame.line("", path)
    finally:
        shutil.rmtree(top)
