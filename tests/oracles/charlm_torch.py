"""Chapter 06's character model in PyTorch, for the trace (in double) and the benchmark (in float)."""

import numpy as np
import torch
import torch.nn.functional as F


class Model(torch.nn.Module):
    """letter → embedding → L tanh layers → logits of the next letter.

    With embedding=False the first layer reads the letter as a vector of V numbers, one of them 1: a
    smaller model that can say the same, and the quickest way to write one with this library.
    """

    def __init__(self, V, H, L, embedding=True):
        super().__init__()
        self.V, self.H, self.L = V, H, L
        self.embedding = torch.nn.Embedding(V, H) if embedding else None
        self.layers = torch.nn.RNN(H if embedding else V, H, L, nonlinearity="tanh")
        self.output = torch.nn.Linear(H, V)
        for l in range(L):  # the library adds two biases; the chapter's layer has one
            second = getattr(self.layers, "bias_hh_l%d" % l)
            torch.nn.init.zeros_(second)
            second.requires_grad_(False)

    def forward(self, letters, state):
        """(T,B) letters, (L,B,H) state → (T,B,V) logits and the state after them."""
        if self.embedding is not None:
            x = self.embedding(letters)
        else:
            x = F.one_hot(letters, self.V).to(state.dtype)
        h, state = self.layers(x, state)
        return self.output(h), state.detach()

    def no_state(self, B):
        """The state before a text."""
        return torch.zeros(self.L, B, self.H)

    def loss(self, letters, targets, state):
        """Mean cross-entropy in nats, and the state after the letters."""
        logits, state = self(letters, state)
        return F.cross_entropy(logits.reshape(-1, self.V), targets.reshape(-1)), state

    def optimizer(self, name, rate):
        """The library's optimiser of that name, with the course's epsilon."""
        trained = [p for p in self.parameters() if p.requires_grad]
        if name == "adagrad":
            return torch.optim.Adagrad(trained, lr=rate, eps=1e-10)
        return torch.optim.SGD(trained, lr=rate)

    def parts(self):
        """Parameters in the order of the chapter's flat block; True: stored transposed there."""
        yield self.embedding.weight, False
        for l in range(self.L):
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
        if len(flat):
            raise ValueError("%d parameters too many" % len(flat))

    def flat(self):
        """All parameters as one flat array."""
        return np.concatenate([(p.T if transposed else p).detach().numpy().ravel()
                               for p, transposed in self.parts()])


def one_round(ids, B, T):
    """A text in B streams, T steps at a time: letters and the letters after them, (T,B) each. The
    last chunk is shorter when T does not divide the streams."""
    length = (len(ids) - 1) // B
    letters = ids[:B * length].reshape(B, length).T.contiguous()
    targets = ids[1:B * length + 1].reshape(B, length).T.contiguous()
    for first in range(0, length, T):
        yield letters[first:first + T], targets[first:first + T]


def train(model, optimizer, ids, B, T, updates):
    """Yield the loss of each update; every round over the text begins without a memory."""
    done = 0
    while done < updates:
        state = model.no_state(B)
        for letters, targets in one_round(ids, B, T):
            optimizer.zero_grad(set_to_none=True)
            loss, state = model.loss(letters, targets, state)
            loss.backward()
            optimizer.step()
            yield loss.item()
            done += 1
            if done == updates:
                return


@torch.no_grad()
def evaluate(model, ids, B, T):
    """Mean loss of a text in nats per letter, each stream read from a fresh state."""
    state, total, steps = model.no_state(B), 0.0, 0
    for letters, targets in one_round(ids, B, T):
        loss, state = model.loss(letters, targets, state)
        total, steps = total + loss.item() * len(letters), steps + len(letters)
    return total / steps
