#!/usr/bin/python3 -B
"""translate's training in PyTorch, one thread: the peer of the benchmark. Prints one JSON object:
target words (with </s>) per CPU second after a warm-up, and the mean loss over the last --window
updates (nats a word).

The same model on batches of the same kind: GRU from both sides, GRU decoder, dot attention after
the step, output product for words that count only, embeddings with sparse gradients and SparseAdam.
--dense has ordinary embeddings and one Adam instead; what is faster is measured.
"""

import argparse
import json
import math
import random
import time

import torch
from torch import nn
from torch.nn import functional


def options():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--pairs", required=True)
    p.add_argument("--dense", action="store_true")
    for name, value in (("hidden", 128), ("embedding", 128), ("batch", 32), ("updates", 100),
                        ("window", 100), ("seed", 1)):
        p.add_argument("--" + name, type=int, default=value)
    p.add_argument("--rate", type=float, default=0.001)
    return p.parse_args()


def read(path):
    """Pairs of lists of ids, and how many ids each side has; 0 <unk>, 1 <s>, 2 </s>."""
    known = ({}, {})
    pairs = []
    with open(path, encoding="utf-8") as f:
        for line in f:
            pairs.append([[known[side].setdefault(word, len(known[side]) + 3)
                           for word in text.split()]
                          for side, text in enumerate(line.rstrip("\n").split("\t"))])
    return pairs, [len(k) + 3 for k in known]


class Model(nn.Module):
    def __init__(self, words, D, H, sparse):
        super().__init__()
        K = 2 * H
        self.source = nn.Embedding(words[0], D, sparse=sparse)
        self.target = nn.Embedding(words[1], D, sparse=sparse)
        self.encoder = nn.GRU(D, H, bidirectional=True)
        self.start = nn.Linear(K, H)
        self.decoder = nn.GRU(D, H)
        self.query = nn.Linear(H, K, bias=False)
        self.join = nn.Linear(K + H, H)
        self.out = nn.Linear(H, words[1])
        self.start_as_translate_does()

    def start_as_translate_does(self):
        for name, weight in self.named_parameters():
            if name in ("source.weight", "target.weight"):
                nn.init.normal_(weight, 0, 0.5)
            elif "bias" in name:
                nn.init.zeros_(weight)
            else:
                size = 0.7 if "weight_hh" in name or name == "query.weight" else 1
                limit = size * math.sqrt(3 / weight.shape[1])
                nn.init.uniform_(weight, -limit, limit)

    def forward(self, source, length, read, said):
        packed = nn.utils.rnn.pack_padded_sequence(self.source(source), length)
        states, last = self.encoder(packed)
        keys, _ = nn.utils.rnn.pad_packed_sequence(states)
        start = torch.tanh(self.start(torch.cat([last[0], last[1]], 1)))
        h, _ = self.decoder(self.target(read), start.unsqueeze(0))
        k = keys.transpose(0, 1)
        score = torch.bmm(self.query(h).transpose(0, 1), k.transpose(1, 2))
        outside = torch.arange(k.shape[1])[None, :] >= length[:, None]
        alpha = torch.softmax(score.masked_fill(outside[:, None, :], -1e30), 2)
        context = torch.bmm(alpha, k).transpose(0, 1)
        o = torch.tanh(self.join(torch.cat([context, h], 2)))
        counts = said >= 0
        return functional.cross_entropy(self.out(o[counts]), said[counts])


def batch_of(pairs):
    """Time-major ids, lengths, what is read and what is to be said; longest source first."""
    pairs = sorted(pairs, key=lambda p: -len(p[0]))
    T = max(len(p[1]) for p in pairs) + 1
    length = torch.tensor([len(p[0]) for p in pairs])
    source = torch.full((int(length[0]), len(pairs)), 2)
    read, said = torch.full((T, len(pairs)), 2), torch.full((T, len(pairs)), -1)
    for b, (s, t) in enumerate(pairs):
        source[:len(s), b] = torch.tensor(s)
        read[:len(t) + 1, b] = torch.tensor([1] + t)
        said[:len(t) + 1, b] = torch.tensor(t + [2])
    return source, length, read, said


def batches(pairs, size, rng):
    while True:
        rng.shuffle(pairs)
        pairs.sort(key=lambda p: (len(p[0]), len(p[1])))
        firsts = list(range(0, len(pairs), size))
        rng.shuffle(firsts)
        for first in firsts:
            yield batch_of(pairs[first:first + size])


def main():
    o = options()
    torch.set_num_threads(1)
    torch.manual_seed(o.seed)
    pairs, words = read(o.pairs)
    model = Model(words, o.embedding, o.hidden, not o.dense)
    tables = [model.source.weight, model.target.weight]
    rules = [torch.optim.Adam([p for p in model.parameters()
                               if o.dense or all(p is not t for t in tables)], o.rate)]
    if not o.dense:
        rules.append(torch.optim.SparseAdam(tables, o.rate))
    feed = batches(pairs, o.batch, random.Random(o.seed))
    ready = [next(feed) for _ in range(o.updates)]  # making batches is not timed
    warm_up = max(2, o.updates // 10)
    losses, words_said, start = [], 0, 0
    for n, (source, length, read_ids, said) in enumerate(ready):
        if n == warm_up:
            start, words_said = time.process_time(), 0
        for rule in rules:
            rule.zero_grad()
        loss = model(source, length, read_ids, said)
        loss.backward()
        for rule in rules:
            rule.step()
        losses.append(loss.item())
        words_said += int((said >= 0).sum())
    last = losses[-o.window:]
    print(json.dumps({"speed": words_said / (time.process_time() - start),
                      "train": sum(last) / len(last), "torch": torch.__version__}))


if __name__ == "__main__":
    main()
