"""Check files against the field lists that the platforms publish, and strangers' text in them.

usage: exports.py FORMAT FILE...     prints a line "STUDENT CHAPTER TOTAL" for each mark; none for hand-ins without one

The lists are written from the platforms' documentation and importers, not from our exporter:
Gradescope's autograder specifications; PrairieLearn's external grading; Autolab's guide for lab authors
and formatted feedback; the reporter of GitHub Classroom; Canvas' gradebook importer and exporter;
Moodle's grade import and the importer of offline worksheets; nbgrader's CSV exporter.
"""
import csv
import json
import math
import os
import re
import sys
import unicodedata
import xml.etree.ElementTree

VISIBILITY = {"hidden", "after_due_date", "after_published", "visible"}
FORMATS = {"text", "html", "simple_format", "md", "ansi"}
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


class Wrong(Exception):
    pass


def need(condition, *what):
    if not condition:
        raise Wrong(" ".join(str(w) for w in what))


def number(x, most=math.inf):
    need(isinstance(x, (int, float)) and not isinstance(x, bool), "no number:", x)
    need(math.isfinite(x) and 0 <= x <= most + 1e-9, "out of range:", x, most)
    return x


def text(x):
    need(isinstance(x, str), "no text:", x)
    need(not HIDDEN.search(x), "hidden characters in", ascii(x))
    return x


def fields(o, needed, allowed):
    need(isinstance(o, dict), "no object:", o)
    need(set(needed) <= set(o), "missing:", set(needed) - set(o))
    need(set(o) <= set(needed) | set(allowed), "unknown:", set(o) - set(needed) - set(allowed))


def walk(o):
    """Every text, however deep."""
    if isinstance(o, dict):
        for key, value in o.items():
            text(key)
            walk(value)
    elif isinstance(o, list):
        for value in o:
            walk(value)
    elif isinstance(o, str):
        text(o)


def pairs(items):
    need(len({k for k, _ in items}) == len(items), "a key twice")
    return dict(items)


def refuse(word):
    raise Wrong(f"{word} is not JSON")


def parse(line):
    o = json.loads(line, object_pairs_hook=pairs, parse_constant=refuse)
    walk(o)
    return o


def read(path):
    with open(path, encoding="utf-8", newline="") as f:
        content = f.read()
    need(re.fullmatch("[\n\x20-\x7e]*", content) or path.endswith((".csv", ".xml", ".txt")), "not ASCII")
    return content


def gradescope(path):
    o = parse(read(path))
    fields(o, ["score", "tests"], ["execution_time", "output", "output_format", "test_output_format",
           "test_name_format", "visibility", "stdout_visibility", "extra_data", "leaderboard"])
    number(o["score"])
    number(o.get("execution_time", 0))
    need(o["visibility"] in VISIBILITY and o["stdout_visibility"] in VISIBILITY, "visibility")
    total = 0
    for t in o["tests"]:
        fields(t, ["score", "max_score", "name"], ["status", "name_format", "number", "output", "output_format",
               "tags", "visibility", "extra_data"])
        total += number(t["score"], number(t["max_score"]))
        need(t["status"] in {"passed", "failed"}, "status", t["status"])
        need((t["status"] == "passed") <= (t["score"] >= t["max_score"] - 1e-9), "passed without all points")
        need(t["visibility"] == "visible", "a hidden test hides the total")
        need({t["name_format"], t["output_format"]} == {"text"}, "text that is not shown as text")
    need(o["output_format"] == o["test_output_format"] == o["test_name_format"] == "text", "formats")
    need(o["score"] <= total + 1e-6, "more than the tests give")
    yield o["score"] if o["extra_data"]["gradable"] else None


def prairielearn(path):
    content = read(path)
    need(len(content) <= 1 << 20, "more than a megabyte")
    o = parse(content)
    fields(o, ["gradable"], ["score", "message", "output", "images", "format_errors", "tests"])
    if not o["gradable"]:
        need("score" not in o and not o.get("tests"), "a score of what cannot be graded")
        need(all("<" not in text(e) for e in o["format_errors"]), "markup")
        yield None
        return
    number(o["score"], 1)
    most = 0
    for t in o["tests"]:
        fields(t, ["name", "points", "max_points"], ["description", "message", "output", "images"])
        number(t["points"], number(t["max_points"]))
        most += t["max_points"]
    yield o["score"] * most


def autolab(path):
    lines = read(path).splitlines()
    for line in lines:
        text(line)
        need("<" not in line, "markup")
    presentation, result = parse(lines[-2]), parse(lines[-1])
    need(presentation["_presentation"] == "semantic", "presentation")
    fields(presentation, ["_presentation", "stages"], presentation["stages"])
    for stage in presentation["stages"]:
        for one in presentation[stage].values():
            fields(one, ["passed"], ["hint"])
            need(isinstance(one["passed"], bool), "passed")
    fields(result, ["scores"], ["scoreboard"])
    total = sum(number(x) for x in result["scores"].values())
    if not result["scores"]:
        yield None
        return
    need(set(result["scores"]) == set(presentation["Exercises"]), "problems")
    need(abs(total - result["scoreboard"][0]) < 1e-6, "scoreboard", result["scoreboard"], total)
    yield total


def github(path):
    o = parse(read(path))
    fields(o, ["status", "max_score", "tests"], ["version"])
    need(o["status"] in {"pass", "fail", "error"}, "status")
    number(o["max_score"])
    total = 0
    for t in o["tests"]:
        fields(t, ["name", "status", "score"], ["message", "test_code", "line_no"])
        need(t["status"] in {"pass", "fail", "error"}, "status")
        total += number(t["score"])
        for line in (t["name"] + "\n" + t["message"]).splitlines():
            need(not line.lstrip().startswith("::") and "##[" not in line, "a command:", line)
    need(total <= o["max_score"] + 1e-6, "more than the maximum")
    need((o["status"] == "pass") <= all(t["status"] == "pass" for t in o["tests"]), "pass, but not all")
    yield None if o["status"] == "error" else total


def sheet(path):
    """Rows of a CSV file in which no spreadsheet, whatever its separator, finds a formula."""
    content = read(path)
    text(content.replace("\r\n", "\n"))
    for separator in ",;\t|":
        for row in csv.reader(content.splitlines(), delimiter=separator):
            for cell in row:
                cell = unicodedata.normalize("NFKC", cell).strip(" \"")
                try:
                    float(cell)
                except ValueError:
                    need(not cell.startswith(("=", "+", "-", "@", "%")), "a formula:", repr(cell))
    rows = list(csv.reader(content.splitlines(keepends=True), strict=True))
    need(all(len(r) == len(rows[0]) for r in rows), "rows of different length")
    return rows


def canvas(path):
    head, possible, *rows = sheet(path)
    need(head[:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"], "columns", head)
    need("Points Possible" in possible[0] and not any(possible[1:5]), "the row of points")
    most = [number(float(x)) for x in possible[5:]]
    for row in rows:
        need(row[0] and "Points Possible" not in row[0], "a student's name")
        for chapter, x, m in zip(head[5:], row[5:], most):
            yield row[2], chapter, number(float(x), m) if x else None


def moodle(path):
    head, *rows = sheet(path)
    need(head[:3] == ["ID number", "Email address", "Full name"], "columns", head)
    for grade, feedback in zip(head[3::2], head[4::2]):
        need(re.fullmatch(r"Assignment: .* \(Real\)", grade), grade)
        need(feedback == grade.replace("(Real)", "(Feedback)"), feedback)
    for row in rows:
        for chapter, x, feedback in zip(head[3::2], row[3::2], row[4::2]):
            need(bool(x) == bool(feedback), "grade and feedback go together")
            need("<" not in feedback, "markup")
            yield row[0], chapter[12:-7], number(float(x)) if x else None


def worksheet(path):
    head, *rows = sheet(path)
    need(head == ["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade",
                  "Grade can be changed", "Last modified (submission)", "Last modified (grade)",
                  "Feedback comments"], "columns", head)
    for row in rows:
        need(re.fullmatch("Participant [0-9]+", row[0]), row[0])
        need("<" not in row[9], "markup")
        yield row[0], "", number(float(row[4]), float(row[5])) if row[4] else None


def nbgrader(path):
    head, *rows = sheet(path)
    need(head == ["assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
                  "raw_score", "late_submission_penalty", "score", "max_score"], "columns", head)
    for row in rows:
        need(re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)?", row[1]), row[1])
        need(re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)?", row[2]), row[2])
        if row[9]:
            raw, penalty, score, most = (number(float(x)) for x in row[7:])
            need(abs(raw - penalty - score) < 1e-6 and raw <= most + 1e-6, "the sum", row)
        yield row[3], row[0], number(float(row[9])) if row[9] else None


def junit(path):
    content = read(path)
    text(content)
    root = xml.etree.ElementTree.fromstring(content.encode())
    need(root.tag == "testsuites", root.tag)
    for suite in root:
        need(suite.tag == "testsuite", suite.tag)
        cases = suite.findall("testcase")
        counts = [len(cases), len(suite.findall("*/failure")), len(suite.findall("*/error")), 0]
        need([int(suite.get(k)) for k in ("tests", "failures", "errors", "skipped")] == counts, "counts")
        float(suite.get("time"))
        for case in cases:
            need({"name", "classname", "time"} <= set(case.attrib), case.attrib)
            need({c.tag for c in case} <= {"failure", "error", "skipped", "system-out"}, "children")
        chapter, student = suite.get("name").split(".", 1)
        yield student, chapter, "error" if counts[2] else counts[0] - counts[1]


def main():
    check = {"gradescope": gradescope, "prairielearn": prairielearn, "autolab": autolab, "github": github,
             "canvas": canvas, "moodle": moodle, "moodle-worksheet": worksheet, "nbgrader": nbgrader,
             "junit": junit}[sys.argv[1]]
    for path in sys.argv[2:]:
        try:
            for mark in check(path):
                if not isinstance(mark, tuple):
                    mark = (os.path.basename(path).rsplit(".", 1)[0], "", mark)
                student, chapter, total = mark
                if total is not None:
                    print(student, chapter, total if isinstance(total, str) else f"{total:.4f}", sep="|")
        except (Wrong, ValueError, KeyError, xml.etree.ElementTree.ParseError) as why:
            sys.exit(f"{path}: {type(why).__name__}: {why}")


main()
