#!/usr/bin/python3 -B
"""charlm's training in PyTorch, one thread: the peer of the benchmark. Prints one JSON object:
letters per CPU second, mean loss over the last --window updates, loss on the held-out text (nats).
"""

import argparse
import json
import os
import sys
import time

import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracles"))
import charlm_torch  # noqa: E402  (the path comes first)

WARM_UP = 20  # updates before the clock starts


def options():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--text", required=True)
    p.add_argument("--weights", help="a trace of charlm: start from its initial weights")
    p.add_argument("--input", choices=("embedding", "one-hot"), default="embedding")
    p.add_argument("--optimizer", choices=("adagrad", "sgd"), default="adagrad")
    for name, value in (("hidden", 128), ("layers", 1), ("batch", 32), ("steps", 50),
                        ("updates", 1000), ("window", 100), ("seed", 1)):
        p.add_argument("--" + name, type=int, default=value)
    p.add_argument("--rate", type=float, default=0.05)
    p.add_argument("--held-out", type=float, default=0.05)
    p.add_argument("--evaluate", action="store_true")
    return p.parse_args()


def main():
    o = options()
    torch.set_num_threads(1)
    torch.manual_seed(o.seed)
    with open(o.text, encoding="utf-8-sig") as f:
        text = f.read()
    number = {letter: i for i, letter in enumerate(sorted(set(text)))}
    ids = torch.tensor([number[letter] for letter in text])
    held_out = int(len(ids) * o.held_out)
    learn, valid = ids[:len(ids) - held_out], ids[len(ids) - held_out:]
    model = charlm_torch.Model(len(number), o.hidden, o.layers, o.input == "embedding")
    if o.weights:
        with open(o.weights, encoding="utf-8") as f:
            model.load(torch.tensor(json.loads(f.readline())["weights"]))
    optimizer = model.optimizer(o.optimizer, o.rate)
    losses, start = [], time.process_time()
    for loss in charlm_torch.train(model, optimizer, learn, o.batch, o.steps, o.updates):
        losses.append(loss)
        if len(losses) == WARM_UP:
            start = time.process_time()
    seconds = time.process_time() - start
    last = losses[-o.window:]
    result = {"speed": (o.updates - WARM_UP) * o.batch * o.steps / seconds,
              "train": sum(last) / len(last), "torch": torch.__version__}
    if o.evaluate:
        result["valid"] = charlm_torch.evaluate(model, valid, o.batch, o.steps)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
