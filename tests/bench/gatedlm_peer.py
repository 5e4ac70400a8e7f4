#!/usr/bin/python3 -B
"""gatedlm's training in PyTorch, one thread: the peer of the benchmark. Prints one JSON object:
symbols per CPU second, mean loss over the last --window updates, loss on the held-out text (nats).
"""

import argparse
import json
import os
import sys
import time

import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracles"))
import charlm_torch  # noqa: E402  (the path comes first)
import gatedlm_torch  # noqa: E402


def options():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--text", required=True)
    p.add_argument("--vocab", help="read words, and know these: a word a line")
    p.add_argument("--weights", help="a trace of gatedlm: start from its initial weights")
    p.add_argument("--cell", choices=sorted(gatedlm_torch.KINDS), default="lstm")
    p.add_argument("--optimizer", choices=("adam", "momentum", "adagrad", "sgd"), default="adam")
    for name, value in (("hidden", 128), ("layers", 1), ("batch", 32), ("steps", 50),
                        ("updates", 200), ("window", 100), ("seed", 1)):
        p.add_argument("--" + name, type=int, default=value)
    p.add_argument("--rate", type=float, default=0.002)
    p.add_argument("--clip", type=float, default=0)
    p.add_argument("--held-out", type=float, default=0.05)
    p.add_argument("--evaluate", action="store_true")
    return p.parse_args()


def read(o):
    """The text as ids, and how many there are."""
    with open(o.text, encoding="utf-8-sig") as f:
        text = f.read()
    if not o.vocab:
        number = {letter: i for i, letter in enumerate(sorted(set(text)))}
        return [number[letter] for letter in text], len(number)
    with open(o.vocab, encoding="utf-8") as f:
        number = {word: i for i, word in enumerate(["<unk>", "</s>"] + f.read().split())}
    ids = []
    for line in text.split("\n"):
        words = line.split()
        ids += [number.get(word, 0) for word in words] + [1] * bool(words)
    return ids, len(number)


def main():
    o = options()
    torch.set_default_dtype(torch.float32)
    torch.set_num_threads(1)
    torch.manual_seed(o.seed)
    ids, V = read(o)
    ids = torch.tensor(ids)
    held_out = int(len(ids) * o.held_out)
    learn, valid = ids[:len(ids) - held_out], ids[len(ids) - held_out:]
    model = gatedlm_torch.Model(o.cell, V, o.hidden, o.hidden, o.layers)
    if o.weights:
        with open(o.weights, encoding="utf-8") as f:
            model.load(torch.tensor(json.loads(f.readline())["weights"]))
    rule = gatedlm_torch.optimizer(o.optimizer, model, o.rate)
    warm_up = max(2, o.updates // 10)  # updates before the clock starts
    losses, start = [], 0
    for loss in gatedlm_torch.train(model, rule, learn, o.batch, o.steps, o.updates,
                                    charlm_torch.one_round, o.clip):
        losses.append(loss)
        if len(losses) == warm_up:
            start = time.process_time()
    seconds = time.process_time() - start
    last = losses[-o.window:]
    result = {"speed": (o.updates - warm_up) * o.batch * o.steps / seconds,
              "train": sum(last) / len(last), "torch": torch.__version__}
    if o.evaluate:
        result["valid"] = gatedlm_torch.evaluate(model, valid, o.batch, o.steps,
                                                 charlm_torch.one_round)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
