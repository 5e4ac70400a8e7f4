"""gatedlm's language models in PyTorch, for the trace (in double) and the benchmark (in float).

The weights come in the chapter's order; gated_torch.py tells how its gates differ from the
library's. The library adds two biases: the second is zero and stays so.
"""

import torch
import torch.nn.functional as F

import gated_torch

KINDS = {"tanh": (torch.nn.RNN, lambda w: w), "lstm": (torch.nn.LSTM, gated_torch.to_lstm),
         "gru": (torch.nn.GRU, gated_torch.to_gru)}


class Model(torch.nn.Module):
    """symbol → embedding → L layers → logits of the next symbol."""

    def __init__(self, cell, V, D, H, L):
        super().__init__()
        kind, self.bridge = KINDS[cell]
        self.V, self.L = V, L
        self.embedding = torch.nn.Embedding(V, D)
        self.layers = kind(D, H, L)
        self.output = torch.nn.Linear(H, V)
        for l in range(L):
            second = getattr(self.layers, "bias_hh_l%d" % l)
            torch.nn.init.zeros_(second)
            second.requires_grad_(False)

    def forward(self, ids, state):
        """(T,B) ids and a state → (T,B,V) logits and the state after them."""
        h, state = self.layers(self.embedding(ids), state)
        cut = tuple(s.detach() for s in state) if isinstance(state, tuple) else state.detach()
        return self.output(h), cut

    def loss(self, ids, targets, state):
        logits, state = self(ids, state)
        return F.cross_entropy(logits.reshape(-1, self.V), targets.reshape(-1)), state

    def trained(self):
        return [p for p in self.parameters() if p.requires_grad]

    def parts(self):
        """Parameters in the order of the chapter's flat block, each with what leads to its form."""
        def same(w):
            return w

        def layer(w):
            return self.bridge(w.T)

        yield self.embedding.weight, same, same
        for l in range(self.L):
            for name in ("weight_ih_l%d", "weight_hh_l%d"):
                yield getattr(self.layers, name % l), layer, lambda w: self.bridge(w).T
            yield getattr(self.layers, "bias_ih_l%d" % l), self.bridge, self.bridge
        yield self.output.weight, lambda w: w.T, lambda w: w.T
        yield self.output.bias, same, same

    @torch.no_grad()
    def load(self, flat):
        """Set all parameters from one flat array."""
        flat = torch.as_tensor(flat)
        for p, there, back in self.parts():
            piece, flat = flat[:p.numel()], flat[p.numel():]
            p.copy_(back(piece.reshape(there(p).shape)))
        if len(flat):
            raise ValueError("%d parameters too many" % len(flat))

    def gradient(self):
        """The gradient of all parameters, as the chapter has it."""
        return torch.cat([there(p.grad).reshape(-1) for p, there, _ in self.parts()])


def optimizer(name, model, rate):
    """The library's rule of that name, with the settings of the chapter."""
    make = {"adam": lambda p: torch.optim.Adam(p, lr=rate),
            "momentum": lambda p: torch.optim.SGD(p, lr=rate, momentum=0.9),
            "adagrad": lambda p: torch.optim.Adagrad(p, lr=rate, eps=1e-10),
            "sgd": lambda p: torch.optim.SGD(p, lr=rate)}
    return make[name](model.trained())


def train(model, rule, ids, B, T, updates, chunks, clip=0):
    """Yield the loss of each update; every round over the text begins without a memory."""
    done = 0
    while done < updates:
        state = None
        for symbols, targets in chunks(ids, B, T):
            rule.zero_grad(set_to_none=True)
            loss, state = model.loss(symbols, targets, state)
            loss.backward()
            if clip:
                torch.nn.utils.clip_grad_norm_(model.trained(), clip)
            rule.step()
            yield loss.item()
            done += 1
            if done == updates:
                return


@torch.no_grad()
def evaluate(model, ids, B, T, chunks):
    """Mean loss of a text in nats, each stream read from a fresh state."""
    state, total, steps = None, 0.0, 0
    for symbols, targets in chunks(ids, B, T):
        loss, state = model.loss(symbols, targets, state)
        total, steps = total + loss.item() * len(symbols), steps + len(symbols)
    return total / steps
