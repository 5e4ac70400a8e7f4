#!/usr/bin/python3 -B
"""ngram query beside IRSTLM's compile-lm --score, on models that either of them wrote.

    ngram_peers.py FOLDER-OF-PROGRAMS SCRATCH-FOLDER
"""

import math
import os
import re
import subprocess
import sys

programs, folder = sys.argv[1:]
IRSTLM = "/usr/lib/irstlm"
os.environ["IRSTLM"] = IRSTLM
failures = 0


def claim(truth, text):
    global failures
    if not truth:
        print("FAILED: " + text)
        failures += 1


def path(name):
    return os.path.join(folder, name)


def run(*command, text=None):
    return subprocess.run(command, input=text, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          check=True, universal_newlines=True).stdout


def ngram(*arguments):
    return run(os.path.join(programs, "ngram"), *arguments)


def generated(seed, letters):
    """Sentences, each a list of words."""
    text = run(os.path.join(programs, "markov"), "--seed", str(seed), "--characters", str(letters))
    return [line.split() for line in re.sub("[.!]", "", text).splitlines() if line.split()]


def write(name, sentences, form="%s\n"):
    with open(path(name), "w", encoding="utf-8") as f:
        f.writelines(form % " ".join(words) for words in sentences)


def shortened(model, level):
    """The model without n-grams of more than `level` words."""
    with open(path(model), encoding="utf-8") as f:
        text = f.read()
    text = re.sub(r"^ngram +(\d+)=.*\n", lambda m: m[0] if int(m[1]) <= level else "", text, flags=re.M)
    text = re.split(r"^\\(?:%d-grams:|end)" % (level + 1), text, flags=re.M)[0]
    with open(path("short"), "w", encoding="utf-8") as f:
        f.write(text + "\\end\\\n")
    return "short"


def windows(model, tokens):
    """IRSTLM's log10 p of the last word of as many tokens in a row as the model looks at, by their
    text."""
    out = run(IRSTLM + "/bin/compile-lm", path(model), "--score=yes", text="\n".join(tokens) + "\n")
    found = re.findall(r"^> (.*)\t\d+ p= (-?0x\S+)", out, re.M)
    return {window: float.fromhex(p) / math.log(10) for window, p in found}  # it prints ln p


def by_irstlm(model, order, sentences):
    """It begins with as many tokens as the model looks at. A shorter history reaches back to <s>,
    and then the model without its longer n-grams says the same."""
    tokens = [t for words in sentences for t in ["<s>"] + words + ["</s>"]]
    all_windows = windows(model, tokens)
    for level in range(2, order):
        for window, p in windows(shortened(model, level), tokens).items():
            if window.startswith("<s>"):
                all_windows[window] = p
    return all_windows


def same(model, order, sentences, known):
    """Each word that the model knows has the same probability; IRSTLM has a penalty for others."""
    theirs = by_irstlm(model, order, sentences)
    lines = iter(ngram("query", path(model), path("tested"), "--words").splitlines())
    compared, worst = 0, 0
    for words in sentences:
        tokens, total = ["<s>"] + [w if w in known else "<unk>" for w in words] + ["</s>"], 0
        for i in range(1, len(tokens)):
            ours = float(next(lines).split("\t")[2])
            window = " ".join(tokens[max(0, i + 1 - order):i + 1])
            if tokens[i] != "<unk>":
                claim(window in theirs, "%s: IRSTLM says nothing of '%s'" % (model, window))
                total += ours - theirs.get(window, 0)
                compared += 1
        worst = max(worst, abs(total))
        next(lines)
    claim(compared > 1500, "%s: only %d words compared" % (model, compared))
    claim(worst < 1e-4, "%s: a sentence differs by %g" % (model, worst))


def main():
    learn, tested = generated(1, 120000), generated(2, 12000)
    tested = [["strange" if w == "ann" else w for w in words] for words in tested]
    known = {w for words in learn for w in words}
    write("learn", learn)
    write("tested", tested)
    write("marked", learn, "<s> %s </s>\n")
    for order in (2, 3, 5):
        for smoothing in ("kn", "katz"):
            ngram("train", path("learn"), "--order", str(order), "--smoothing", smoothing,
                  "--arpa", path("own"))
            same("own", order, tested, known)
        for smoothing in ("sb", "wb"):
            run(IRSTLM + "/bin/tlm", "-tr=" + path("marked"), "-n=%d" % order, "-lm=" + smoothing,
                "-ps=no", "-o=" + path("theirs"))
            same("theirs", order, tested, known)
    sys.exit(failures > 0)


main()
