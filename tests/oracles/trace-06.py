#!/usr/bin/python3
"""The character model's training run once more, by PyTorch: layers, loss, gradients and AdaGrad
are the library's; only the cutting of the text into streams and chunks is written out here.

    build/tests/oracles/trace-06 > trace.jsonl
    tests/oracles/trace-06.py trace.jsonl > tests/oracles/trace-06.jsonl
"""

import numpy as np
import torch
import torch.nn.functional as F

import transcript

transcript.TOLERANCE = 1e-8  # rounding has a hundred steps to grow in
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


class Model(torch.nn.Module):
    """letter → embedding → L tanh layers → logits of the next letter"""

    def __init__(self, V, H, L):
        super().__init__()
        self.embedding = torch.nn.Embedding(V, H)
        self.layers = torch.nn.RNN(H, H, L, nonlinearity="tanh")
        self.output = torch.nn.Linear(H, V)
        for l in range(L):  # the library adds two biases; the chapter's layer has one
            second = getattr(self.layers, "bias_hh_l%d" % l)
            torch.nn.init.zeros_(second)
            second.requires_grad_(False)

    def forward(self, letters, state):
        h, state = self.layers(self.embedding(letters), state)
        return self.output(h), state.detach()

    def parts(self):
        """Parameters in the order of the chapter's flat block; True: stored transposed there."""
        yield self.embedding.weight, False
        for l in range(self.layers.num_layers):
            yield getattr(self.layers, "weight_ih_l%d" % l), True
            yield getattr(self.layers, "weight_hh_l%d" % l), True
            yield getattr(self.layers, "bias_ih_l%d" % l), False
        yield self.output.weight, True
        yield self.output.bias, False

    @torch.no_grad()
    def load(self, flat):
        """Set all parameters from one flat array."""
        flat = torch.as_tensor(flat)
        for p, transposed in self.parts():
            piece, flat = flat[:p.numel()], flat[p.numel():]
            p.copy_(piece.reshape(p.T.shape).T if transposed else piece.reshape(p.shape))
        assert len(flat) == 0

    def flat(self):
        """All parameters as one flat array."""
        return np.concatenate([(p.T if transposed else p).detach().numpy().ravel()
                               for p, transposed in self.parts()])


def chunks(ids, B, T):
    """Letters and the letters after them, (T,B) each, for ever; the last chunk of a round is
    shorter when T does not divide the streams. Yields whether a new round begins, too."""
    length = (len(ids) - 1) // B
    letters = ids[:B * length].reshape(B, length).T
    targets = ids[1:B * length + 1].reshape(B, length).T
    while True:
        for first in range(0, length, T):
            yield first == 0, letters[first:first + T], targets[first:first + T]


def charlm(case):
    V, H, L, B, T = (int(n) for n in case["shape"])
    model = Model(V, H, L)
    model.load(case["w"])
    trained = [p for p in model.parameters() if p.requires_grad]
    rate = float(case["rate"])
    if case["optimizer"] == ["adagrad"]:
        optimizer = torch.optim.Adagrad(trained, lr=rate, eps=1e-10)
    else:
        optimizer = torch.optim.SGD(trained, lr=rate)
    losses = []
    stream = chunks(torch.tensor(case["ids"], dtype=torch.long), B, T)
    while len(losses) < len(case.outputs["loss"]):
        new_round, letters, targets = next(stream)
        if new_round:
            state = torch.zeros(L, B, H)
        optimizer.zero_grad()
        logits, state = model(letters, state)
        loss = F.cross_entropy(logits.reshape(-1, V), targets.reshape(-1))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    answers = {"loss": np.array(losses), "w_end": model.flat()}
    return {name: value for name, value in answers.items() if name in case.outputs}


if __name__ == "__main__":
    transcript.run({"charlm": charlm})
