#!/usr/bin/python3 -B
"""ngram neural's training in PyTorch, one thread: the peer of the benchmark. The same words in the same
order, the same model and initial spreads, other random weights. Prints one JSON object: words per CPU
second, held-out perplexity.
"""

import argparse
import collections
import json
import math
import time

import torch

WARM_UP = 20  # updates before the clock starts
UNKNOWN, END = 0, 2


def options():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("text")
    for name, value in (("order", 4), ("dimension", 50), ("hidden", 100), ("batch", 32), ("steps", 8),
                        ("updates", 150), ("min-count", 1), ("seed", 1)):
        p.add_argument("--" + name, type=int, default=value)
    p.add_argument("--rate", type=float, default=0.05)
    p.add_argument("--held-out", type=float, default=0.05)
    return p.parse_args()


def read(o):
    """The text as ids, </s> between sentences, in two parts; the number of words."""
    with open(o.text, encoding="utf-8") as f:
        lines = [line.split() for line in f if line.split()]
    count = collections.Counter(w for line in lines for w in line)
    number = {}
    for line in lines:
        for w in line:
            if count[w] >= o.min_count:
                number.setdefault(w, 3 + len(number))
    ids = [END]
    for line in lines:
        ids += [number.get(w, UNKNOWN) for w in line] + [END]
    cut = len(ids) - int(len(ids) * o.held_out)
    while ids[cut - 1] != END:
        cut -= 1
    return torch.tensor(ids[:cut]), torch.tensor(ids[cut - 1:]), 3 + len(number)


def contexts(ids, width):
    """(n-1, width): the words before each but the first; </s> hides what is before it."""
    padded = torch.cat([torch.full((width - 1,), END), ids])
    c = padded.unfold(0, width, 1)[:len(ids) - 1].clone()
    for j in range(width - 2, -1, -1):
        c[:, j][c[:, j + 1] == END] = END
    return c


class Model(torch.nn.Module):
    def __init__(self, words, o):
        super().__init__()
        width = (o.order - 1) * o.dimension
        self.vectors = torch.nn.Embedding(words, o.dimension)
        self.hidden = torch.nn.Linear(width, o.hidden)
        self.output = torch.nn.Linear(o.hidden, words)
        for weight, deviation in ((self.vectors.weight, 0.3), (self.hidden.weight, width ** -0.5),
                                  (self.output.weight, o.hidden ** -0.5)):
            torch.nn.init.normal_(weight, 0, deviation)
        for layer in (self.hidden, self.output):
            torch.nn.init.zeros_(layer.bias)

    def forward(self, c):
        return self.output(torch.tanh(self.hidden(self.vectors(c).flatten(1))))


def main():
    o = options()
    torch.set_num_threads(1)
    torch.manual_seed(o.seed)
    learn, valid, words = read(o)
    model = Model(words, o)
    optimizer = torch.optim.Adagrad(model.parameters(), lr=o.rate)
    c, target = contexts(learn, o.order - 1), learn[1:]
    length = len(target) // o.batch
    streams = torch.arange(o.batch) * length
    position, start = 0, time.process_time()
    for update in range(o.updates):
        if update == WARM_UP:
            start = time.process_time()
        steps = torch.arange(position, min(position + o.steps, length))
        at = (steps[:, None] + streams).flatten()
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(c[at]), target[at]).backward()
        optimizer.step()
        position = 0 if position + o.steps >= length else position + o.steps
    seconds = time.process_time() - start
    result = {"speed": (o.updates - WARM_UP) * o.batch * o.steps / seconds,
              "torch": torch.__version__}
    with torch.no_grad():
        c, target, sum_ = contexts(valid, o.order - 1), valid[1:], 0
        for i in range(0, len(target), 1000):
            sum_ += torch.nn.functional.cross_entropy(model(c[i:i + 1000]), target[i:i + 1000],
                                                      reduction="sum").item()
        result["perplexity"] = math.exp(sum_ / len(target))
    print(json.dumps(result))


if __name__ == "__main__":
    main()
