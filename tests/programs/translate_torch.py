#!/usr/bin/python3 -B
"""A trace of translate (in double) beside PyTorch: every loss from the same weights and batches.

    translate_torch.py TRACE RULE RATE LIMIT
"""

import os
import sys

import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracles"))
import translate_torch  # noqa: E402  (the path comes first)

RULES = {"sgd": (torch.optim.SGD, torch.optim.SGD),
         "adam": (torch.optim.Adam, torch.optim.SparseAdam)}


def main():
    trace, rule, rate, limit = sys.argv[1:]
    start, updates = translate_torch.read_trace(trace)
    model = translate_torch.Model(start, True)
    rules = model.rules(*RULES[rule], float(rate))
    losses = [(ours, translate_torch.update(model, rules, b)) for ours, b in updates]
    worst = max(abs(ours - theirs) for ours, theirs in losses)
    print("told %s, %s: %d losses, %.4f to %.4f, within %.1e" % (
        start["told"], rule, len(losses), losses[0][0], losses[-1][0], worst))
    if not (len(losses) > 50 and losses[-1][0] < losses[0][0] and worst <= float(limit)):
        sys.exit("translate and PyTorch disagree")


if __name__ == "__main__":
    main()
