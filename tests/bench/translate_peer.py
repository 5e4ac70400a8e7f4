#!/usr/bin/python3 -B
"""translate's training in PyTorch, one thread: the peer of the benchmark. Starts from the weights of a trace
of translate and learns from its batches. Prints one JSON object: target words (with </s>) per CPU
second after a warm-up, and the loss of every update.

The model is ../oracles/translate_torch.py. --dense: ordinary gradients of the words' vectors and one Adam
instead of sparse ones and SparseAdam; what is faster is measured. The same rule as translate's is the
sparse one: what a batch does not say stays as it is.
"""

import argparse
import itertools
import json
import os
import sys
import time

import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracles"))
import translate_torch  # noqa: E402  (the path comes first)


def options():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--trace", required=True)
    p.add_argument("--updates", type=int, help="only so many of the trace's")
    p.add_argument("--rate", type=float, default=0.001)
    p.add_argument("--dense", action="store_true")
    return p.parse_args()


def main():
    o = options()
    torch.set_default_dtype(torch.float32)
    torch.set_num_threads(1)
    first, updates = translate_torch.read_trace(o.trace)
    model = translate_torch.Model(first, not o.dense)
    rules = model.rules(torch.optim.Adam, torch.optim.SparseAdam, o.rate)
    ready = [b for _, b in itertools.islice(updates, o.updates)]  # making batches is not timed
    warm_up = max(2, len(ready) // 10)
    losses = [translate_torch.update(model, rules, b) for b in ready[:warm_up]]
    start = time.process_time()
    losses += [translate_torch.update(model, rules, b) for b in ready[warm_up:]]
    seconds = time.process_time() - start
    print(json.dumps({"speed": sum(b.words for b in ready[warm_up:]) / seconds, "losses": losses,
                      "torch": torch.__version__}))


if __name__ == "__main__":
    main()
