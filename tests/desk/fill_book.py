"""Fill an empty gradebook with a class that reports have to cope with.

usage: fill_book.py BOOK SOURCES     SOURCES/NAME/*.c is what NAME handed in (or nothing)
       fill_book.py --earlier BOOK SOURCES

Numbers with many digits (SECRET) are inputs and expected values: no report may show them. What is in
HOSTILE is markup, terminal escapes and text that turns round: no report may let it act.
"""

import gzip
import json
import pathlib
import sqlite3
import sys

CHAPTER = "06-rnn"
SECRET = ["0.123456789", "0.98765432", "0.31415926", "271828.18"]
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"' onmouseover='alert(3)' \x1b]0;title\x07\x1b[31m \u202eback \x9b"
EXERCISES = [("6.1", "rnn_step_forward", 4), ("6.2", "rnn_step_backward", 8), ("6.10", "temporal_affine_backward", 6)]
BEGIN = 1800000000


def array(name, state="right", case="small", error=1.5e-16, gradient=None):
    one = {"case": case, "array": name, "state": state, "error": error, "gradient": gradient}
    if state == "wrong":
        one["message"] = f"{name}[t=1]: yours {SECRET[1]}, expected {SECRET[0]}, relative error 3.1e-01"
        one["worst"] = {"index": [1], "yours": float(SECRET[1]), "expected": float(SECRET[0])}
    return one


def exercise(k, state="passed", points=None, arrays=None, **more):
    number, name, most = EXERCISES[k]
    if points is None:
        points = most if state == "passed" else 0
    if arrays is None:
        arrays = [array("h")] if k == 0 else [array("dW"), array("dW", case="gradient", error=2e-10, gradient=2.34e-10),
                                              array("db", case="gradient", error=1e-11, gradient=1e-11)]
    return {"number": number, "name": name, "state": state, "points": points, "max": most, "arrays": arrays, **more}


def wrong(k, points, hint=None, message=None):
    """A gradient that is wrong against the reference; the check agrees with the forward pass or not."""
    arrays = [array("dW", "wrong", error=0.3123456), array("dW", "wrong", "gradient", 0.3123456, 12.3456),
              array("db", "wrong", "gradient", "inf", 1e-9), array("dx", "missing", error=None), array("dh")]
    more = {"hint": {"kind": "variant", "name": hint, "text": f"A sum over time, and not the last step. {SECRET[2]}"}} if hint else {}
    return exercise(k, "wrong", points, arrays, message=message or f"dW[t=1]: yours {SECRET[1]}, expected {SECRET[0]}", **more)


class Book:
    def __init__(self, path, sources):
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA foreign_keys = ON")
        self.db.execute("BEGIN")
        self.sources = pathlib.Path(sources)
        self.run = self.add("INSERT INTO run(chapter, begun, seeds, kit, ended) VALUES(?, ?, '77', 'k', ?)", CHAPTER, BEGIN, BEGIN)

    def add(self, sql, *values):
        return self.db.execute(sql, values).lastrowid

    def student(self, student, name="", team=""):
        self.add("INSERT INTO student VALUES(?, ?, '', ?, 0, '{}')", student, name, team)

    def hand_in(self, student, exercises, attempt=1, outcome="graded", reason=None, notes=(), log="", source=None):
        number = self.add("INSERT INTO submission(chapter, student, attempt, source, received, sha256) VALUES(?, ?, ?, 'x', ?, ?)",
                          CHAPTER, student, attempt, BEGIN + 3600 * attempt, f"{student} {attempt}")
        graded = outcome == "graded"
        points, most = (sum(e[key] for e in exercises) for key in ("points", "max"))
        result = json.dumps({"chapter": CHAPTER, "points": points, "max": most, "exercises": exercises})
        self.add("INSERT INTO grading VALUES(?, 1, ?, ?, ?, ?, ?, ?, ?, ?, 0.5, 0.25, 0.125, 1.5)", number, self.run,
                 BEGIN, outcome, reason, points if graded else None, most if graded else None, json.dumps(list(notes)),
                 result if graded else None)
        for e in exercises if graded else []:
            hint = e.get("hint", {})
            self.add("INSERT INTO exercise VALUES(?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)", number, e["number"], e["name"], e["state"],
                     e["points"], e["max"], hint.get("name"), hint.get("text"), e.get("message"), e.get("leak"))
        files = [("compile log", "compile.log", log.encode())]
        files += [("source", p.name, p.read_bytes()) for p in sorted((self.sources / (source or student)).glob("*.c"))]
        for kind, name, content in files:
            self.add("INSERT INTO file VALUES(?, ?, ?, ?)", number, kind, name, gzip.compress(content))

    def close(self):
        self.db.execute("COMMIT")
        self.db.close()


def this_year(book):
    right = [exercise(k) for k in range(3)]
    last_step = [exercise(0), wrong(1, 4, "backward-last-step-only"), exercise(2)]
    for student, name in (("ada", "Lovelace, Ada"), ("bo", "Bo"), ("cy", "Çiğdem"), ("dan", "دان"), ("eve", "")):
        book.student(student, name)
    book.hand_in("ada", right)
    book.hand_in("bo", last_step)
    for attempt in (1, 2, 3):
        book.hand_in("cy", last_step, attempt)
    book.hand_in("dan", [exercise(0, "crashed", message=f"heap-buffer-overflow (writes outside of an array) at rnn.c:42 in f {SECRET[3]}, case small"),
                         exercise(1, "timed out", message="timed out in rnn_step_backward, case small: a loop that never ends?"),
                         exercise(2, "not implemented", arrays=[], message="TODO at rnn.c:50: one product")])
    book.hand_in("eve", [exercise(0, leak="12 bytes were allocated and never freed at rnn.c:7"), exercise(1, "wrong", 6, [array("dW"), array("db")],
                         message="its input x was changed by the call (case small)"), exercise(2)], source="ada-renamed")
    evil = "../../../escape<b>"
    book.student(evil, HOSTILE)
    book.hand_in(evil, [exercise(0, "crashed", message=HOSTILE), wrong(1, 0, HOSTILE, HOSTILE), exercise(2, leak=HOSTILE)],
                 notes=[HOSTILE, "ignored: " + HOSTILE], source="evil")
    book.student("NaN", "Nan")
    book.hand_in("NaN", [], outcome="not gradable", reason="does not compile: " + HOSTILE, log="rnn.c:3: error\n</pre>" + HOSTILE + "\n")
    book.student("=1+1", "@SUM(A1)")
    book.hand_in("=1+1", [], outcome="grader error", reason="the disk was full at " + SECRET[0])
    book.student("nobody" * 50, "Long")
    for student in ("tim", "tom"):
        book.student(student, student.title(), "crew 7")
    book.hand_in("tom", last_step, source="loops")
    book.hand_in("tim", right, source="loops")
    for student in ("zero", "zoe"):
        book.student(student)
        book.hand_in(student, [exercise(k, "not implemented", arrays=[], message="TODO at rnn.c:50: it") for k in range(3)], source="skeleton")


def earlier(book):
    book.student("otto", "Otto")
    book.hand_in("otto", [exercise(k) for k in range(3)], source="bo")


def main():
    fill, (path, sources) = (earlier, sys.argv[2:]) if sys.argv[1] == "--earlier" else (this_year, sys.argv[1:])
    book = Book(path, sources)
    fill(book)
    book.close()


if __name__ == "__main__":
    main()
