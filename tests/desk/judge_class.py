"""Hold a gradebook against what make_class.py knows of its class.

usage: judge_class.py FOLDER BOOK PAGES-FOLDER CSV-FOLDER

Looks at outcome, points, every exercise, the mistake that is named; works out every mark anew from
points, times and the rubric of make_class.py; and finds these marks in canvas.csv, moodle.csv and
nbgrader.csv, and a page for each student. Exit status 1 when anything is otherwise.
"""
import csv
import json
import math
import os
import sqlite3
import sys

folder, book_path, pages, tables = sys.argv[1:]
with open(os.path.join(folder, "known.json"), encoding="utf-8") as known_file:
    known = json.load(known_file)
book = sqlite3.connect("file:%s?mode=ro" % book_path, uri=True)
failures = []
GRACE, FREE, PER_DAY, MOST = 15 * 60, 1, 0.10, 3  # the rubric of make_class.py


def expect(what, wanted, found):
    if wanted != found:
        failures.append("%s: expected %s, found %s" % (what, wanted, found))


def near(a, b):
    return abs(a - b) < 1e-6


# --- hand-ins ---

def right_state(wanted, state, points, most):
    if wanted == "full":
        return state == "passed" and near(points, most)
    if wanted == "less":
        return points < most - 1e-6
    return state == wanted and (near(points, 0) if wanted == "not implemented" else points < most)


def judge_hand_in(h, naming):
    who = "%s (%s, %s)" % (h["student"], h["kind"], h.get("attack", h["entry"]))
    rows = book.execute("SELECT number, outcome, points FROM submission JOIN current ON submission = number "
                        "WHERE student = ? AND received = ?", (h["student"], h["received"])).fetchall()
    if len(rows) != 1:
        failures.append("%s: %d hand-ins in the gradebook" % (who, len(rows)))
        return None
    number, outcome, points = rows[0]
    expect(who, h["outcome"], outcome)
    if outcome != "graded":
        return None
    if not h["least"] - 1e-6 <= points <= h["most"] + 1e-6:
        failures.append("%s: expected %g to %g points, found %g" % (who, h["least"], h["most"], points))
    for exercise, state, got, most, mistake in book.execute(
            "SELECT number, state, points, max, mistake FROM current_exercise WHERE submission = ?", (number,)):
        wanted = h["exercises"].get(exercise)
        if wanted and not right_state(wanted, state, got, most):
            failures.append("%s: %s is %s with %g of %g points, expected %s" % (
                who, exercise, state, got, most, wanted))
        if exercise in h["mistakes"]:
            naming.append((h["mistakes"][exercise], mistake))
    return points


# --- marks ---

def mark_of(student, hand_ins):
    """The best of what came in time enough, less its late days; None without anything graded."""
    found = [h for h in hand_ins if h["points"] is not None]
    if not found:
        return None
    marks = [0]
    for h in found:
        late = h["received"] - (known["due"] + 86400 * student["extension_days"] + GRACE)
        days = max(0, math.ceil(late / 86400))
        if days <= MOST:
            marks.append(max(0, h["points"] - 100 * PER_DAY * max(0, days - FREE)))
    return max(marks)


def read_table(name, key, column):
    with open(os.path.join(tables, name), encoding="utf-8-sig", newline="") as f:
        return {row[key]: row[column] for row in csv.DictReader(f)}


def judge_student(student, wanted, columns, files):
    who, page = student["id"], student["id"] + ".html"
    found = book.execute("SELECT points FROM mark WHERE student = ?", (who,)).fetchone()
    points = found[0] if found else None
    if (wanted is None) != (points is None) or (wanted is not None and not near(wanted, points)):
        failures.append("%s: expected the mark %s, found %s" % (who, wanted, points))
    for name, column in columns.items():
        cell = column.get(who, "")
        if (cell == "") != (wanted is None) or (cell and abs(float(cell) - wanted) > 0.0051):
            failures.append("%s: expected the mark %s in %s, found '%s'" % (who, wanted, name, cell))
    if not student.get("absent"):
        expect("a page for " + who, True, page in files)


def main():
    naming, by_student = [], {}
    expect("hand-ins", len(known["hand-ins"]), book.execute("SELECT count(*) FROM submission").fetchone()[0])
    for h in known["hand-ins"]:
        h["points"] = judge_hand_in(h, naming)
        by_student.setdefault(h["student"], []).append(h)
    columns = {"canvas.csv": read_table("canvas.csv", "SIS User ID", "06-rnn"),
               "moodle.csv": read_table("moodle.csv", "ID number", "Assignment: 06-rnn (Real)"),
               "nbgrader.csv": read_table("nbgrader.csv", "student_id", "score")}
    files = set(os.listdir(os.path.join(pages, "students")))
    for student in known["students"]:
        judge_student(student, mark_of(student, by_student.get(student["id"], [])), columns, files)
    named = sum(wanted == found for wanted, found in naming)
    for wanted, found in naming:
        if found and found != wanted:
            print("named %s: %s" % (wanted, found))
    if named < 0.9 * len(naming):
        failures.append("%d of %d mistakes are named, expected nine of ten" % (named, len(naming)))
    for line in failures[:40]:
        print("FAILED: " + line)
    print("%d hand-ins and %d marks are what they should be, but for %d; %d of %d mistakes are named" % (
        len(known["hand-ins"]), len(known["students"]), len(failures), named, len(naming)))
    return 1 if failures else 0


sys.exit(main())
