"""LSTM and GRU steps written down forwards, at gates that somebody gives.

Some cases hand a backward pass *random* gates, which no forward pass made. Autograd only knows
gates that it computed itself. So each pre-activation gets a constant that moves it to where its
gate has the given value (`sigmoid_at`, `tanh_at`); a constant changes no derivative, and what
autograd returns is the gradient at those gates.
"""

import torch


def zeros(*shape):
    """Something to add where a gradient is wanted and nothing is to be changed."""
    return torch.zeros(*shape, requires_grad=True)


def sigmoid_at(a, gate):
    """The logistic function of a, moved by a constant so that its value is `gate`."""
    return torch.sigmoid(a + (torch.logit(torch.as_tensor(gate)) - a).detach())


def tanh_at(a, gate):
    return torch.tanh(a + (torch.atanh(torch.as_tensor(gate)) - a).detach())


def gates_of(a, given=None):
    """i, f and o in one block, then g; at given values, or at their own."""
    H = a.shape[-1] // 4
    if given is None:
        return torch.sigmoid(a[..., :-H]), torch.tanh(a[..., -H:])
    return sigmoid_at(a[..., :-H], given[..., :-H]), tanh_at(a[..., -H:], given[..., -H:])


def lstm_step(a, c, given=None):
    """h and c of an LSTM step whose pre-activation is a."""
    s, g = gates_of(a, given)
    i, f, o = s.chunk(3, dim=-1)
    c = f * c + i * g
    return o * torch.tanh(c), c


def lstm_walk(inputs, h, c, Wh, given):
    """Along given gates (T,B,4H), keeping the graph: T+1 states and cells, leaves at the
    pre-activations, the states once more as a list."""
    hs, cs, leaves = [h], [c], []
    for inward, gates in zip(inputs, given):
        leaves.append(zeros(*gates.shape))
        h, c = lstm_step(inward + h @ Wh + leaves[-1], c, gates)
        hs.append(h)
        cs.append(c)
    return torch.stack(hs), torch.stack(cs), leaves, hs


def gru_walk(inputs, h, Wh, given):
    """Along given gates (T,B,3H): states, and leaves at a and at u."""
    hs, at_a, at_u = [h], [], []
    for inward, gates in zip(inputs, given):
        at_a.append(zeros(*gates.shape))
        at_u.append(zeros(*gates.shape))
        a, u, H = inward + at_a[-1], h @ Wh + at_u[-1], h.shape[-1]
        rz = sigmoid_at(a[..., :2 * H] + u[..., :2 * H], gates[..., :2 * H])
        r, z = rz.chunk(2, dim=-1)
        n = tanh_at(a[..., 2 * H:] + r * u[..., 2 * H:], gates[..., 2 * H:])
        h = (1 - z) * h + z * n
        hs.append(h)
    return torch.stack(hs), at_a, at_u, hs
