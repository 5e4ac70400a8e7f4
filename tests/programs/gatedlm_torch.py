#!/usr/bin/python3 -B
"""A trace of gatedlm (in double) beside PyTorch: the first loss, its gradient, every loss after it.

    gatedlm_torch.py TRACE TEXT BATCH STEPS RULE RATE
"""

import json
import os
import sys

import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracles"))
import charlm_torch  # noqa: E402  (the path comes first)
import gatedlm_torch  # noqa: E402

GRADIENT = 1e-10  # of the largest element
LOSS = 1e-10      # rounding has a hundred updates to grow in


def main():
    trace, text, B, T, rule, rate = sys.argv[1:]
    with open(trace, encoding="utf-8") as f:
        start, *updates = [json.loads(line) for line in f]
    with open(text, encoding="utf-8") as f:
        letters = f.read()
    number = {letter: i for i, letter in enumerate(sorted(set(letters)))}
    ids = torch.tensor([number[letter] for letter in letters])
    ids = ids[:len(ids) - int(len(ids) * 0.05)]
    model = gatedlm_torch.Model(start["cell"], *(start[name] for name in (
        "vocabulary", "embedding", "hidden", "layers")))
    model.load(start["weights"])
    expected = torch.tensor(updates[0]["gradient"])
    worst = 0
    losses = gatedlm_torch.train(model, gatedlm_torch.optimizer(rule, model, float(rate)), ids,
                                 int(B), int(T), len(updates), charlm_torch.one_round)
    for ours, loss in zip(updates, losses):
        if ours["update"] == 1:
            error = ((model.gradient() - expected).abs().max() / expected.abs().max()).item()
        worst = max(worst, abs(ours["loss"] - loss))
    print("%s, %d layers, %s: gradient %.1e of its largest element, %d losses within %.1e" % (
        start["cell"], start["layers"], rule, error, len(updates), worst))
    if not (error <= GRADIENT and worst <= LOSS):
        sys.exit("gatedlm and PyTorch disagree")


if __name__ == "__main__":
    main()
