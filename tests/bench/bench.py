#!/usr/bin/python3 -B
"""make bench: how fast the programs are on this machine, and beside whom.

    tests/bench/bench.py [--pairs N] [NAME…]

Each benchmark is a file of this folder (frame.py says what it holds): NAMEs, or all. Everything
runs on one core with one thread. Seconds are CPU seconds where nothing else is said: on an idle
machine they are the clock's, on a busy one they are fairer.

Nothing is asserted here: these are figures to read, not tests to pass.
"""

import argparse
import glob
import importlib
import os
import platform
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)

import frame  # noqa: E402  (the path comes first)


def benchmarks():
    """{name: module} of all files that are benchmarks."""
    names = [os.path.basename(path)[:-3] for path in sorted(glob.glob(os.path.join(HERE, "*.py")))]
    return {name: importlib.import_module(name) for name in names
            if "_" not in name and name not in ("bench", "frame")}


# --- the machine ---------------------------------------------------------------------------------

def first_line(command):
    try:
        return frame.run(command).splitlines()[0]
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


def one_core():
    """Keep to the last core that we may use; programs started from here inherit that."""
    try:
        core = max(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {core})
        return "one core (number %d), one thread each" % core
    except (AttributeError, OSError):
        return "one thread each, not pinned to a core"


def print_machine():
    pinned = one_core()
    busy = ", ".join("%.2f" % load for load in os.getloadavg())
    frame.line("machine", "%s, %d cores; %s; load %s" % (
        processor(), os.cpu_count(), pinned, busy))
    frame.line("system", "%s %s; %s; Python %s" % (
        platform.system(), platform.release(),
        first_line([os.environ.get("CC", "cc"), "--version"]), platform.python_version()))


# --- what to run ---------------------------------------------------------------------------------

def arguments(modules):
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("names", metavar="NAME", nargs="*", help=", ".join(modules))
    p.add_argument("--pairs", type=int, default=5, help="measurements of each side (default: 5)")
    for name, module in modules.items():
        for setting, (value, meaning) in getattr(module, "settings", {}).items():
            p.add_argument("--%s-%s" % (name, setting), type=type(value), default=value,
                           help="%s (default: %s)" % (meaning, value))
    o = p.parse_args()
    unknown = [name for name in o.names if name not in modules]
    if unknown:
        p.error("no benchmark is called %s (there are: %s)" % (unknown[0], ", ".join(modules)))
    if o.pairs < 1:
        p.error("--pairs: at least 1, or there is nothing to measure")
    return o


def options_for(name, module, o):
    own = {setting: getattr(o, "%s_%s" % (name, setting.replace("-", "_")))
           for setting in getattr(module, "settings", {})}
    return argparse.Namespace(pairs=o.pairs, **{k.replace("-", "_"): v for k, v in own.items()})


def versions(packages):
    for module, package in packages.items():
        probe = "import %s as m; print(m.__version__)" % module
        frame.line("peer", "%s %s" % (module, frame.run(frame.PYTHON + ["-c", probe]).strip())
                   if frame.has(module) else
                   "%s is not installed (Debian: %s): own figures stand alone" % (module, package))


def run_benchmark(name, module, o):
    print("\n== %s: %s" % (name, module.about))
    missing = [text for text in module.needs.get("texts", [])
               if not os.path.exists(os.path.join(frame.DATA, text))]
    if missing:
        frame.line("skipped", "%s/%s is missing (make data)" % (frame.DATA, missing[0]))
        return
    versions(module.needs.get("packages", {}))
    module.run(frame, options_for(name, module, o))


def prepare():
    """Build the helper; no process started from here shall run threads or leave caches."""
    os.makedirs(frame.WORK, exist_ok=True)
    frame.run([os.environ.get("CC", "cc"), "-O2", "-o", frame.MEASURE,
               os.path.join(HERE, "measure.c")])
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ[name] = "1"
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"


def main():
    modules = benchmarks()
    o = arguments(modules)
    os.chdir(ROOT)
    if not os.path.isdir(frame.BIN):
        frame.stop("%s is missing; `make programs` makes it" % frame.BIN)
    prepare()
    print_machine()
    for name, module in modules.items():
        if name in (o.names or modules):
            run_benchmark(name, module, o)


if __name__ == "__main__":
    main()
