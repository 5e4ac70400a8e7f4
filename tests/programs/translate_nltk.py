"""BLEU of generated answers by NLTK, beside what `translate bleu` prints of the same two files."""

import random
import re
import subprocess
import sys

from nltk.translate.bleu_score import corpus_bleu

program, folder = sys.argv[1:]
rng = random.Random(1)
worst = 0
for case in range(12):
    answers, references = [], []
    for _ in range(rng.choice((1, 5, 60))):
        right = [rng.choice("abcdefg") for _ in range(rng.randint(4, 15))]
        said = [w if rng.random() < 0.8 else rng.choice("abcdefg") for w in right]
        said = said[:max(4, len(said) - rng.randint(0, 3))] + said[:rng.randint(0, 2)]
        answers.append(said)
        references.append([right])
    answers.append(list("abcde"))  # so that no order of n-grams is without a match
    references.append([list("abcde")])
    paths = ["%s/%s" % (folder, name) for name in ("answers", "references")]
    for path, lines in zip(paths, (answers, [r[0] for r in references])):
        with open(path, "w", encoding="utf-8") as f:
            f.writelines(" ".join(words) + "\n" for words in lines)
    printed = subprocess.run([program, "bleu", "--answers", paths[0], "--references", paths[1]],
                             stdout=subprocess.PIPE, universal_newlines=True, check=True).stdout
    ours = [float(x) for x in re.findall(r"BLEU-\d ([0-9.]+)", printed)]
    theirs = [corpus_bleu(references, answers, weights=[1 / n] * n) for n in (1, 2, 3, 4)]
    worst = max([worst] + [abs(a - b) for a, b in zip(ours, theirs)])
    if len(ours) != 4 or worst > 1e-6:
        sys.exit("case %d: ours %s, NLTK %s" % (case, ours, theirs))
print("12 texts: BLEU-1 to BLEU-4 differ from NLTK's by at most %.1e" % worst)
