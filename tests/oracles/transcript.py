"""Transcripts in Python: the arrays that a worker recorded, and the same lines written back.

An oracle is a program that reads the *inputs* out of a transcript, computes every output of every
case with somebody else's library, and writes those outputs under the same names:

    tests/oracles/06-rnn.py grading/06-rnn/expected.jsonl > tests/oracles/06-rnn.jsonl

It never looks at a recorded output to find its own; only afterwards are the two compared, and the
worst difference of each exercise goes to standard error. The lines are described in
harness/transcript.h.
"""

import json
import sys

import numpy as np

TOLERANCE = 1e-9  # relative, elementwise
FLOOR = 1e-3  # of the largest number in the array: below it a difference counts as if it were there

NON_FINITE = {"nan": np.nan, "inf": np.inf, "-inf": -np.inf}


class Case:
    """One case: `case["x"]` is an input as a NumPy array, or a list of strings."""

    def __init__(self, exercise, name):
        self.exercise, self.name = exercise, name
        self.inputs, self.outputs, self.axes = {}, {}, {}

    def __getitem__(self, array):
        return self.inputs[array]

    def __contains__(self, array):
        return array in self.inputs


def to_array(line):
    """The data of a line, in its shape; words stay a list."""
    data = line["data"]
    if any(isinstance(x, str) and x not in NON_FINITE for x in data):
        return list(data)
    numbers = [NON_FINITE[x] if isinstance(x, str) else x for x in data]
    return np.array(numbers, dtype=float).reshape(line["shape"])


def read(path):
    """All cases of a transcript, in its order, as {(exercise, case): Case}."""
    cases = {}
    with open(path, encoding="utf-8") as lines:
        for text in lines:
            line = json.loads(text)
            if "array" not in line:
                continue
            key = line["exercise"], line["case"]
            case = cases.setdefault(key, Case(*key))
            into = {"input": case.inputs, "output": case.outputs}.get(line["role"])
            if into is not None:
                into[line["array"]] = to_array(line)
                case.axes[line["array"]] = line["axes"]
    return cases


def number(x):
    """A number as a transcript writes it."""
    if np.isfinite(x):
        return "%.17g" % x
    return '"nan"' if np.isnan(x) else '"inf"' if x > 0 else '"-inf"'


def write(out, case, array, value):
    """One line: an answer for `case`."""
    if isinstance(value, list):
        shape, data = [len(value)], [json.dumps(word, ensure_ascii=False) for word in value]
    else:
        value = np.asarray(value, dtype=float)
        shape, data = list(value.shape), [number(x) for x in value.flat]
    head = {"exercise": case.exercise, "case": case.name, "array": array, "role": "output",
            "axes": case.axes[array], "shape": shape}
    start = json.dumps(head, separators=(",", ":"))[:-1]
    out.write('%s,"data":[%s]}\n' % (start, ",".join(data)))


def error(mine, theirs):
    """The worst relative difference between two answers; infinite when they cannot be compared."""
    if isinstance(mine, list) or isinstance(theirs, list):
        return 0.0 if mine == theirs else np.inf
    mine = np.asarray(mine, dtype=float)
    if mine.shape != theirs.shape:
        return np.inf
    finite = np.isfinite(theirs)
    if not np.array_equal(mine[~finite], theirs[~finite], equal_nan=True):
        return np.inf
    if not finite.any():
        return 0.0
    size = np.abs(theirs[finite])
    difference = np.abs(mine[finite] - theirs[finite])
    scale = np.maximum(size, FLOOR * size.max())
    worst = np.max(np.where(difference == 0, 0, difference / np.where(scale > 0, scale, 1e-300)))
    return np.inf if np.isnan(worst) else float(worst)


def run(oracles):
    """What an oracle's main program does.

    oracles maps the name of an exercise to a function: it takes a Case and returns a dictionary
    of answers, one for each output that was recorded, no more and no fewer.
    """
    if len(sys.argv) != 2:
        sys.exit("usage: %s EXPECTED.jsonl > ORACLE.jsonl" % sys.argv[0])
    cases = read(sys.argv[1])
    worst, failed = {}, False
    for case in cases.values():
        if case.exercise not in oracles:
            sys.exit("%s: there is no oracle for it" % case.exercise)
        answers = oracles[case.exercise](case)
        if set(answers) != set(case.outputs):
            sys.exit("%s, %s: the oracle answers %s, recorded are %s" % (
                case.exercise, case.name, sorted(answers), sorted(case.outputs)))
        for array, theirs in case.outputs.items():
            write(sys.stdout, case, array, answers[array])
            e = error(answers[array], theirs)
            if e >= worst.get(case.exercise, (-1,))[0]:
                worst[case.exercise] = e, case.name, array
    for exercise, (e, name, array) in worst.items():
        failed = failed or not e <= TOLERANCE
        print("%-28s worst relative difference %8.1e  in %s, %s" % (exercise, e, array, name),
              file=sys.stderr)
    missing = set(oracles) - set(worst)
    print("%d exercises, %d cases, %d arrays; worst %.1e, allowed %.0e" % (
        len(worst), len(cases), sum(len(c.outputs) for c in cases.values()),
        max(e for e, _, _ in worst.values()), TOLERANCE), file=sys.stderr)
    if missing:
        sys.exit("not recorded: %s" % ", ".join(sorted(missing)))
    if failed:
        sys.exit("the oracle and the transcript disagree")
