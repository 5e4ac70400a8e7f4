"""Hand-ins in every form, well and ill meant: tests/desk/intake.sh looks at what becomes of them.

usage: intake.py CLASS-FOLDER SOURCE-FOLDER SECRET-FILE
"""
import gzip
import io
import os
import sys
import tarfile
import zipfile

folder, source, secret = sys.argv[1:]
files = {name: open(os.path.join(source, name), "rb").read() for name in sorted(os.listdir(source))
         if name.endswith(".c")}


def add(t, name, data=b"", kind=tarfile.REGTYPE, link=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, link, len(data)
    t.addfile(info, io.BytesIO(data))


def tar(student, entries, mode="w:gz", ending=".tar.gz"):
    with tarfile.open(os.path.join(folder, student + ending), mode) as t:
        for entry in entries:
            add(t, *entry)


def whole(prefix="", mark=""):
    return [(prefix + name, data + mark.encode()) for name, data in files.items()]


def without(name, prefix=""):
    return [entry for entry in whole(prefix) if not entry[0].endswith(name)]


def zipped(student, entries, ending=".zip"):
    with zipfile.ZipFile(os.path.join(folder, student + ending), "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in entries:
            z.writestr(name, data)


first = next(iter(files))
# What is meant well.
tar("plain", whole(), "w", ".tar")
tar("gzip", whole())
tar("bzip2", whole(), "w:bz2", ".tar.bz2")
tar("xz", whole(), "w:xz", ".tar.xz")
zipped("zip", whole())
zipped("kit", whole("unrolled-06-rnn/chapters/06-rnn/") + [("unrolled-06-rnn/solutions/05-ngram/" + first, b"no"),
                                                          ("unrolled-06-rnn/README.md", b"x")])
zipped("deep", whole("my work/week 6/"))
tar("backup", whole("chapters/06-rnn/") + [("old/" + first, b"old")])
tar("twins", whole() + whole("copy/"))
zipped("junk", whole() + [("build/x%d.o" % i, b"o") for i in range(50)])
zipped("named", whole() + [("a\nb\x1b[31m\u202e;'\"<b>.txt", b"x")])
os.mkdir(os.path.join(folder, "nested"))
os.mkdir(os.path.join(folder, "flat"))
zipped("nested/handin", whole())
for name, data in files.items():
    with open(os.path.join(folder, "flat", name), "wb") as f:
        f.write(data)
# What is not.
tar("symlink", without(first) + [(first, b"", tarfile.SYMTYPE, secret)])
tar("hardlink", without(first) + [("x", b"x"), (first, b"", tarfile.LNKTYPE, secret)])
tar("device", without(first) + [(first, b"", tarfile.CHRTYPE)])
tar("pipe", without(first) + [(first, b"", tarfile.FIFOTYPE)])
tar("above", [("../../../" + name, data) for name, data in files.items()])
tar("absolute", [(folder + "/escaped/" + name, data) for name, data in files.items()])
tar("linkdir", [("d", b"", tarfile.SYMTYPE, folder)] + [("d/" + name, data) for name, data in files.items()])
tar("rivals", whole("a/") + whole("b/", "// other"))
tar("missing", without(first))
tar("other", [(name.replace("06-rnn", "05-ngram"), data) for name, data in whole("chapters/05-ngram/")])
zipped("large", without(first) + [(first, b" " * (2 << 20))])
zipped("nothing", [])
tar("bomb", [("zeros%d" % i, bytes(100 << 20)) for i in range(6)] + whole())
with gzip.open(os.path.join(folder, "million.tar.gz"), "w", compresslevel=1) as f:
    entry = tarfile.TarInfo("f").tobuf()
    for i in range(1000):
        f.write(entry * 1000)
with open(os.path.join(folder, "text.zip"), "w") as f:
    f.write("this is no archive")
data = open(os.path.join(folder, "zip.zip"), "rb").read()
with open(os.path.join(folder, "cut.zip"), "wb") as f:
    f.write(data[:len(data) // 2])
data = open(os.path.join(folder, "gzip.tar.gz"), "rb").read()
with open(os.path.join(folder, "torn.tar.gz"), "wb") as f:
    f.write(data[:len(data) // 2])
open(os.path.join(folder, "empty.zip"), "w").close()
with open(os.path.join(folder, "letter.txt"), "w") as f:
    f.write("Dear instructor")
os.symlink(secret, os.path.join(folder, "link.zip"))
os.symlink(folder + "/flat", os.path.join(folder, "linked"))
os.mkdir(os.path.join(folder, "void"))
os.mkdir(os.path.join(folder, "linkfile"))
os.mkdir(os.path.join(folder, "hardfile"))
os.mkdir(os.path.join(folder, "pipefile"))
for student in ("linkfile", "hardfile", "pipefile"):
    for name, data in files.items():
        if name != first:
            with open(os.path.join(folder, student, name), "wb") as f:
                f.write(data)
os.symlink(secret, os.path.join(folder, "linkfile", first))
os.link(secret, os.path.join(folder, "hardfile", first))
os.mkfifo(os.path.join(folder, "pipefile", first))
deep = os.path.join(folder, "cellar")
for i in range(30):
    deep = os.path.join(deep, "d")
os.makedirs(deep)
zipped("bad\nname\x1b[2J", whole("", "// bad"))
