"""A class that hands in chapter 06: hand-ins of every kind and form, a roster, and what is known of each.

usage: make_class.py FOLDER [--students 200] [--seed 1]

    FOLDER/hand-ins/     as platforms and students name and pack them, some students more than once
    FOLDER/roster.csv    with extensions and the numbers of another system
    FOLDER/rubric.cfg    late days, attempts
    FOLDER/known.json    {"students": […], "hand-ins": […]}: judge_class.py holds a gradebook against it

What is known of a hand-in is known from the way in which it was made, and never from the grader:
the solution and its right variants have full marks; where a known mistake was put into one exercise,
that exercise has fewer points, it is named, and all that do not call it are untouched; what a
skeleton leaves unwritten has none. One seed, one class.
"""
import argparse
import glob
import io
import json
import os
import random
import re
import subprocess
import tarfile
import tempfile
import time
import zipfile

CHAPTER = "06-rnn"
NUMBER = re.compile(r'\{"(\d+\.\d+)", "(\w+)", (\d+)\}')
BEGIN = re.compile(r"^[ \t]*//> \[(\w+)\] (\d+\.\d+)  ")
DUE = 1795129140  # 2026-11-19T22:59:00Z
DAY = 86400
# A kind of hand-in, and how many of 100 are of it.
SHARES = [("solution", 18), ("right", 14), ("mistake", 30), ("mistakes", 5), ("half", 12), ("skeleton", 4),
          ("broken", 5), ("crash", 3), ("endless", 1), ("attack", 6), ("package", 2)]
NAMES = [["Ada", "Alan", "Amália", "Björk", "Chinua", "Đorđe", "Emmy", "Grace", "Ines", "Jürgen", "Katalin",
          "Ludwig", "Maryam", "Noam", "Ólöf", "Rosa", "Srinivasa", "Tove", "Wisława", "Zora"],
         ["Almeida", "Beck", "Căliman", "D'Arcy", "Eze", "Fuchs", "García", "Hopper", "İnan", "Jensen",
          "Kowalczyk", "Lovelace", "Müller", "Noether", "O'Neill", "Petrov", "Quist", "Rao", "Şahin", "Turing"]]


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def folder_of(top):
    return {os.path.basename(p): read(p) for p in sorted(glob.glob(os.path.join(top, CHAPTER, "*.c")))}


def regions(files):
    """{name: (exercise's number, file, text)} of what students write."""
    found = {}
    for file, text in files.items():
        name = number = None
        lines = []
        for line in text.splitlines(keepends=True):
            begin = BEGIN.match(line)
            if begin:
                name, number = begin.groups()
                lines = []
            elif name and line.lstrip().startswith("//< ["):
                found[name] = (number, file, "".join(lines))
                name = None
            elif name:
                lines.append(line)
    return found


def around(files):
    """The same files without what students write."""
    return {f: re.sub(r"(?ms)^[ \t]*//> \[.*?//< \[", "", text) for f, text in files.items()}


class Course:
    """What the chapter holds: its solution, skeleton, exercises, and who calls whom."""

    def __init__(self):
        self.solution, self.skeleton = folder_of("solutions"), folder_of("chapters")
        self.regions = regions(self.solution)
        found = NUMBER.findall(read("grading/%s/cases.c" % CHAPTER))
        self.points = {number: int(points) for number, _, points in found}
        self.numbers = {name: number for number, name, _ in found}
        self.calls = {a: {b for b in self.regions if a != b and re.search(r"\b%s\(" % b, text)}
                      for a, (_, _, text) in self.regions.items()}
        self.patches = sorted(glob.glob("grading/%s/wrong/*.patch" % CHAPTER))
        self.rights = sorted(glob.glob("grading/%s/right/*/" % CHAPTER))
        self.attacks = sorted(glob.glob("tests/attacks/corpus/*.attack"))

    def reached(self, changed):
        """Numbers of the exercises that regions belong to, or whose code calls them."""
        reach, grown = set(changed), True
        while grown:
            more = {a for a, called in self.calls.items() if called & reach} - reach
            reach |= more
            grown = bool(more)
        return {self.regions[r][0] for r in reach}

    def untouched(self, changed):
        return {n: "full" for n in set(self.points) - self.reached(changed)}

    def without(self, names):
        """The solution, with the skeleton's TODO in the place of these exercises' regions."""
        files = dict(self.solution)
        for name in names:
            number, file, _ = self.regions[name]
            todo = '\tTODO("%s", "…");\n' % number
            files[file] = re.sub(r"(?ms)^[ \t]*//> \[%s\] .*?//< \[%s\]\n" % (name, name),
                                 lambda _, t=todo: t, files[file])
        return files

    def replaced(self, name, code):
        """The solution, in which this region begins with other code."""
        _, file, _ = self.regions[name]
        files = dict(self.solution)
        files[file] = re.sub(r"(?m)^([ \t]*//> \[%s\] .*\n)" % name, lambda m: m.group(1) + code, files[file])
        return files

    def patched(self, patches):
        """The solution with mistakes, or None where they do not fit together."""
        with tempfile.TemporaryDirectory() as top:
            for name, text in self.solution.items():
                with open(os.path.join(top, name), "w", encoding="utf-8") as f:
                    f.write(text)
            for patch in patches:
                with open(patch, "rb") as f:
                    if subprocess.run(["patch", "-s", "-p3", "--no-backup-if-mismatch", "-d", top], stdin=f,
                                      stdout=subprocess.DEVNULL, check=False).returncode:
                        return None
            return {name: read(os.path.join(top, name)) for name in self.solution}


# --- hand-ins of every kind: files, and what is known of them -------------------------------------

def known(outcome, least=0, most=0, exercises=None, mistakes=None, **more):
    return dict(outcome=outcome, least=least, most=most, exercises=exercises or {},
                mistakes=mistakes or {}, **more)


def own_words(files, rng):
    """Comments of one's own, so that no two hand-ins are the same bytes."""
    return {name: "/* %s, version %d */\n" % (name, rng.randrange(10**9)) + text for name, text in files.items()}


def full(course):
    return known("graded", 100, 100, {n: "full" for n in course.points})


def make_solution(course, _):
    return course.solution, full(course)


def make_right(course, rng):
    folder = rng.choice(course.rights)
    files = dict(course.solution)
    files.update({os.path.basename(p): read(p) for p in glob.glob(folder + "*.c")})
    return files, full(course)


def patch_facts(course, patch, files):
    """The exercise that a mistake is in, and the regions that it changes."""
    name = re.search(r"(?m)^Exercise: (\w+)", read(patch)).group(1)
    now = regions(files)
    changed = {r for r in course.regions if now.get(r) != course.regions[r]}
    if around(files) != around(course.solution):
        changed = set(course.regions)
    return course.numbers[name], changed


def make_mistake(course, rng):
    patch = rng.choice(course.patches)
    files = course.patched([patch])
    number, changed = patch_facts(course, patch, files)
    exercises = dict(course.untouched(changed), **{number: "less"})
    return files, known("graded", 0, 99.9, exercises, {number: os.path.basename(patch)[:-6]})


def make_mistakes(course, rng):
    """Two at once, in different exercises. Only the lowest is sure of its hint, so none is asked for."""
    while True:
        pair = rng.sample(course.patches, 2)
        alone = [patch_facts(course, p, course.patched([p])) for p in pair]
        files = course.patched(pair)
        if files and alone[0][0] != alone[1][0]:
            break
    exercises = course.untouched(alone[0][1] | alone[1][1])
    exercises.update({number: "less" for number, _ in alone})
    return files, known("graded", 0, 99.9, exercises)


def make_half(course, rng):
    """Done from the first exercise to some other, or all but a few."""
    order = list(course.points)
    todo = order[rng.randrange(1, len(order)):] if rng.random() < 0.5 else rng.sample(order, rng.randrange(1, 5))
    names = {r for r, (number, _, _) in course.regions.items() if number in todo}
    exercises = dict(course.untouched(names), **{n: "not implemented" for n in todo})
    return course.without(names), known("graded", 0, 100 - sum(course.points[n] for n in todo), exercises)


def make_skeleton(course, _):
    return course.skeleton, known("graded", 0, 0, {n: "not implemented" for n in course.points})


def make_broken(course, rng):
    files = dict(rng.choice([course.solution, course.skeleton]))
    name = rng.choice(sorted(files))
    cut = files[name].rindex("}")
    files[name] = rng.choice([
        files[name][:cut],
        files[name].replace("\n{\n", "\n{\n\tint x = ;\n", 1),
        files[name] + "\nvoid more(void) { undeclared = 1; }\n",
        files[name] + "\nint stray(int a, int b {\n",
        '#include "missing.h"\n' + files[name],
        "",
    ])
    return files, known("not gradable")


def spoilt(course, rng, codes, state):
    name = rng.choice(sorted(set(course.regions) & set(course.numbers)))
    number = course.regions[name][0]
    exercises = dict(course.untouched({name}), **{number: state})
    return course.replaced(name, rng.choice(codes)), known(
        "graded", 0, 100 - course.points[number], exercises)


def make_crash(course, rng):
    return spoilt(course, rng, ["\t*(volatile int *)8 = 1;\n",
                                "\tvolatile int few[4], at = 4;\n\tfew[at] = 1;\n",
                                "\tvolatile int zero = 0, one = 1;\n\tone /= zero;\n"], "crashed")


def make_endless(course, rng):
    return spoilt(course, rng, ["\tfor (volatile int i = 0;; i++) i = 0;\n"], "timed out")


def make_attack(course, rng):
    """As tests/attacks/attacks.sh makes it; its head says what is deserved."""
    path = rng.choice(course.attacks)
    text = read(path).replace("@TOP@", os.getcwd()).replace("@CANARY@", "/dev/null")
    if "@PUBLIC@" in text:
        return make_attack(course, rng)
    head = dict(re.findall(r"(?m)^// (\w+): (.*)", text))
    before, _, behind = text.partition("\n---\n")
    files = dict(course.solution if head.get("base") == "solution" else course.skeleton)
    if head.get("base") != "solution":
        before += ('\n#undef TODO\n#define TODO(number, hint) (!strcmp(number, "6.1") ? attack() : '
                   'todo_at(HERE, number, hint))\n')
    file, heads = head.get("file", "rnn.c"), ("<stdio.h>", "<stdlib.h>", "<string.h>", "<time.h>", "<unistd.h>", '"rnn.h"')
    files[file] = "".join("#include %s\n" % h for h in heads) + before + "\n" + files[file] + behind
    return files, known(head["checked"].split(":")[0], 0, float(head.get("points", 0)),
                        attack=os.path.basename(path)[:-7])


def make_package(course, rng):
    """Archives that cannot be taken, or try to get out: pack() makes them."""
    return dict(course.solution), known(
        "not gradable", package=rng.choice(["link", "outside", "missing", "torn"]))


# --- as students and platforms pack them ----------------------------------------------------------

def tar_of(entries):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as t:
        for name, data in entries:
            info = tarfile.TarInfo(name)
            if data is None:
                info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
            info.size = len(data or b"")
            t.addfile(info, io.BytesIO(data or b""))
    return buffer.getvalue()


def zip_of(entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in entries:
            z.writestr(name, data)
    return buffer.getvalue()


def put(path, data, when):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data)
    os.utime(path, (when, when))


def spoil_package(kind, entries):
    first, rest = entries[0], entries[1:]
    if kind == "link":
        return tar_of(rest + [(first[0], None)])
    if kind == "outside":
        return tar_of(rest + [("../" + first[0], first[1])])
    if kind == "missing":
        return tar_of(rest)
    whole = tar_of(entries)
    return whole[:len(whole) // 2]


def pack(top, student, attempt, files, facts, rng, when):
    """Write a hand-in under one of the names by which its student is known."""
    entries = [(name, text.encode()) for name, text in sorted(files.items())]
    stamp = time.strftime("@%Y%m%dT%H%M%SZ", time.gmtime(when))
    if facts.get("package"):
        put(os.path.join(top, student["id"] + stamp + ".tar.gz"), spoil_package(facts["package"], entries), when)
        return student["id"] + stamp + ".tar.gz"
    inside = rng.choice(["", "chapters/%s/" % CHAPTER, "my work/"])
    packed = [(inside + name, data) for name, data in entries] + [(inside + "notes.txt", b"no time\n")]
    canvas = student["name"].replace(" ", "").lower()
    name = rng.choice([
        student["id"] + stamp + ".tar.gz", student["id"] + stamp + ".zip", student["id"] + stamp,
        student["email"] + stamp + ".zip",
        "%s_%s_%d_handin.zip" % (canvas, student["canvas_id"], 9000 + attempt),
        "%s_%d_assignsubmission_file%s" % (student["name"], 400000 + rng.randrange(10**5), "_" * attempt)])
    path = os.path.join(top, name)
    if name.endswith(".tar.gz"):
        put(path, tar_of(packed), when)
    elif name.endswith(".zip"):
        put(path, zip_of(packed), when)
    elif "assignsubmission" in name:
        put(os.path.join(path, "handin.tar.gz"), tar_of(packed), when)
    else:
        for inner, data in packed:
            put(os.path.join(path, inner if inside != "my work/" else os.path.basename(inner)), data, when)
    return name


# --- the class ------------------------------------------------------------------------------------

def kinds(count, rng):
    """So many hand-ins by their shares; every kind is there as soon as there are enough of them."""
    total = sum(share for _, share in SHARES)
    wanted = [kind for kind, share in SHARES for _ in range(max(1, round(share * count / total)))]
    while len(wanted) < count:
        wanted.append("solution")
    rng.shuffle(wanted)
    return wanted[:count]


def make_student(number, rng):
    first, last = NAMES[0][number % 20], NAMES[1][number // 20 % 20]
    again = number // 400
    return {"id": "u%d" % (1001 + number), "name": "%s %s%s" % (first, last, " %d" % again if again else ""),
            "email": "s%d@example.org" % number, "extension_days": rng.choice([0] * 9 + [2]),
            "canvas_id": 70000 + number, "section": "AB"[number % 2]}


def hand_in(top, course, student, kind, attempt, when, rng):
    files, facts = globals()["make_" + kind](course, rng)
    if not facts.get("attack"):
        files = own_words(files, rng)
    entry = pack(top, student, attempt, files, facts, rng, when)
    return dict(facts, student=student["id"], kind=kind, entry=entry, received=when)


def make_class(top, count, seed):
    rng, course = random.Random(seed), Course()
    students, hand_ins, folder = [], [], os.path.join(top, "hand-ins")
    for number, kind in enumerate(kinds(count, rng)):
        rng = random.Random("%d %d" % (seed, number))  # one more attack or mistake leaves the others alone
        student = make_student(number, rng)
        students.append(student)
        when = DUE - rng.randrange(3600, 3 * DAY) if rng.random() < 0.8 else DUE + rng.randrange(600, 4 * DAY)
        if rng.random() < 0.05:
            earlier = rng.choice(["skeleton", "half", "mistake"])
            hand_ins.append(hand_in(folder, course, student, earlier, 1, when - 4 * DAY, rng))
        hand_ins.append(hand_in(folder, course, student, kind, 2, when, rng))
    students.append(dict(make_student(len(students), rng), absent=True))
    return students, hand_ins


RUBRIC = """course = "Sequence models";
late = { per_day = 0.10;  free_days = 1;  grace_minutes = 15;  most_days = 3; };
attempts = { most = 5;  counts = "best"; };
chapters = ( { chapter = "06";  due = "2026-11-19T22:59:00Z"; } );
"""


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folder")
    p.add_argument("--students", type=int, default=200)
    p.add_argument("--seed", type=int, default=1)
    o = p.parse_args()
    students, hand_ins = make_class(o.folder, o.students, o.seed)
    columns = ["id", "name", "email", "extension_days", "canvas_id", "section"]
    with open(os.path.join(o.folder, "roster.csv"), "w", encoding="utf-8") as f:
        for row in [columns] + [[str(s[c]) for c in columns] for s in students]:
            f.write(",".join(row) + "\n")
    with open(os.path.join(o.folder, "rubric.cfg"), "w", encoding="utf-8") as f:
        f.write(RUBRIC)
    with open(os.path.join(o.folder, "known.json"), "w", encoding="utf-8") as f:
        json.dump({"due": DUE, "students": students, "hand-ins": hand_ins}, f, indent=1)
    print("%d students, one of whom hands in nothing; %d hand-ins: %s" % (len(students), len(hand_ins), ", ".join(
        "%d %s" % (sum(h["kind"] == k for h in hand_ins), k) for k, _ in SHARES)))


if __name__ == "__main__":
    main()
