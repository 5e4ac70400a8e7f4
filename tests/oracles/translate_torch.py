"""translate's model in PyTorch, from a trace of translate: for the test (in double) and the benchmark (in float).

The weights come in the trace's order (chapters/09-seq2seq/translate/translate.h); gated_torch.py tells
how a GRU's gates differ from the library's. The library's second bias is zero and stays so.
"""

import json

import torch
import torch.nn.functional as F
from torch import nn

import gated_torch


class Batch:
    """Time-major ids, lengths, what is read and what is to be said (-1: nothing); longest source first, as
    the library's packed sequences want it."""

    def __init__(self, line):
        order = sorted(range(line["B"]), key=lambda b: -line["length"][b])

        def of(name):
            return torch.tensor(line[name]).reshape(-1, line["B"])[:, order].contiguous()

        self.source, self.read, self.said = of("source"), of("input"), of("target")
        self.length = of("length")[0]
        self.words = int((self.said >= 0).sum())


def read_trace(path):
    """The first line, and its updates one by one: (our loss, batch)."""
    f = open(path, encoding="utf-8")
    start = json.loads(f.readline())
    return start, ((line["loss"], Batch(line)) for line in map(json.loads, f))


class Model(nn.Module):
    def __init__(self, start, sparse):
        super().__init__()
        self.told = start["told"]
        words, D, H = start["words"], start["embedding"], start["hidden"]
        K = 2 * H
        self.source = nn.Embedding(words[0], D, sparse=sparse)
        self.target = nn.Embedding(words[1], D, sparse=sparse)
        self.encoder = nn.GRU(D, H, bidirectional=True)
        self.start = nn.Linear(K, H)
        self.decoder = nn.GRU(D + H if self.told == "always" else D, H)
        if self.told == "attention":
            self.query = nn.Linear(H, K, bias=False)
            self.join = nn.Linear(K + H, H)
        self.out = nn.Linear(H, words[1])
        for name, second in self.named_parameters():
            if "bias_hh" in name:
                nn.init.zeros_(second)
                second.requires_grad_(False)
        self.load(torch.tensor(start["weights"]))

    def parts(self):
        """Parameters in the trace's order, each with what makes the library's of the chapter's."""
        def gates(w):
            return gated_torch.to_gru(w.T).T

        def layer(gru, end):
            yield getattr(gru, "weight_ih" + end), True, gates
            yield getattr(gru, "weight_hh" + end), True, gates
            yield getattr(gru, "bias_ih" + end), False, gated_torch.to_gru

        def affine(linear, turned=True):
            yield linear.weight, turned, None
            if linear.bias is not None:
                yield linear.bias, False, None

        yield from layer(self.encoder, "_l0")
        yield from layer(self.encoder, "_l0_reverse")
        yield from affine(self.start)
        yield from layer(self.decoder, "_l0")
        if self.told == "attention":
            yield from affine(self.query)
            yield from affine(self.join)
        yield from affine(self.out, turned=False)
        yield self.source.weight, False, None
        yield self.target.weight, False, None

    @torch.no_grad()
    def load(self, flat):
        for p, turned, bridge in self.parts():
            piece, flat = flat[:p.numel()], flat[p.numel():]
            w = piece.reshape(p.T.shape).T if turned else piece.reshape(p.shape)
            p.copy_(bridge(w) if bridge else w)
        if len(flat):
            raise ValueError("%d parameters too many" % len(flat))

    def rules(self, make, sparse_make, rate):
        """Optimisers: one for all weights, or another for words' vectors with sparse gradients."""
        tables = [self.source.weight, self.target.weight]
        trained = [p for p in self.parameters() if p.requires_grad]
        if not self.source.sparse or make is sparse_make:
            return [make(trained, rate)]
        return [make([p for p in trained if all(p is not t for t in tables)], rate),
                sparse_make(tables, rate)]

    def attend(self, h, keys, length):
        k = keys.transpose(0, 1)
        score = torch.bmm(self.query(h).transpose(0, 1), k.transpose(1, 2))
        outside = torch.arange(k.shape[1])[None, :] >= length[:, None]
        alpha = torch.softmax(score.masked_fill(outside[:, None, :], -1e30), 2)
        context = torch.bmm(alpha, k).transpose(0, 1)
        return torch.tanh(self.join(torch.cat([context, h], 2)))

    def forward(self, b):
        """Mean loss of the words that count; logits are made for those only."""
        packed = nn.utils.rnn.pack_padded_sequence(self.source(b.source), b.length)
        states, last = self.encoder(packed)
        start = torch.tanh(self.start(torch.cat([last[0], last[1]], 1)))[None]
        read = self.target(b.read)
        if self.told == "always":
            h, _ = self.decoder(torch.cat([read, start.expand(len(read), -1, -1)], 2))
        else:
            h, _ = self.decoder(read, start)
        if self.told == "attention":
            h = self.attend(h, nn.utils.rnn.pad_packed_sequence(states)[0], b.length)
        counts = b.said >= 0
        return F.cross_entropy(self.out(h[counts]), b.said[counts])


def update(model, rules, b):
    """Change the weights by one batch; returns its loss before."""
    for rule in rules:
        rule.zero_grad(set_to_none=True)
    loss = model(b)
    loss.backward()
    for rule in rules:
        rule.step()
    return loss.item()
