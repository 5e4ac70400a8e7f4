"""torch.nn.LSTM and torch.nn.GRU with the weights of chapter 08, and back.

Two bridges lead to the library. Its LSTM orders the gates i, f, g, o, ours i, f, o, g: columns
change places. Its GRU lets z say how much is kept, ours how much is new: since 1 − σ(a) = σ(−a),
the columns of z change sign; and it adds a second bias behind the reset gate, which is zero here.
That both bridges are needed is tested too (`bridges_are_needed`).
"""

import sys

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def leaf(array):
    """A tensor that autograd follows."""
    return torch.tensor(array, requires_grad=True)


def gradients(loss, **leaves):
    """{name: ∂loss/∂leaf}, zero for what the loss does not depend on."""
    found = torch.autograd.grad(loss, list(leaves.values()), allow_unused=True, retain_graph=True)
    return {name: (torch.zeros_like(x) if g is None else g).numpy()
            for (name, x), g in zip(leaves.items(), found)}


def meet(upstream, y):
    """The loss whose gradient with respect to y is `upstream`."""
    return (torch.as_tensor(upstream) * y).sum()


def numpied(**tensors):
    return {name: x.detach().numpy() for name, x in tensors.items()}


def blocks(w, order, signs=None):
    """The columns of w (…, G·H) in blocks, rearranged, some with the other sign."""
    parts = w.chunk(len(order), dim=-1)
    return torch.cat([(signs[k] if signs else 1) * parts[k] for k in order], dim=-1)


def to_lstm(w):
    return blocks(w, (0, 1, 3, 2))  # i f o g ↔ i f g o: its own inverse


def to_gru(w):
    return blocks(w, (0, 1, 2), (1, -1, 1))  # z ↔ −z: its own inverse


class Layer:
    """Weights of one layer, as the chapter stores them: rows are inputs, columns are gates."""

    def __init__(self, case, suffix=""):
        self.Wx, self.Wh, self.b = (leaf(case[name + suffix]) for name in ("Wx", "Wh", "b"))

    def named(self, suffix=""):
        return {"dWx" + suffix: self.Wx, "dWh" + suffix: self.Wh, "db" + suffix: self.b}


def library(kind, bridge, layers, bidirectional=False):
    """torch.nn.LSTM or torch.nn.GRU with given weights. Its second bias is zero."""
    D, H = layers[0].Wx.shape[0], layers[0].Wh.shape[0]
    net = kind(D, H, bidirectional=bidirectional)
    with torch.no_grad():
        for w, end in zip(layers, ("_l0", "_l0_reverse")):
            getattr(net, "weight_ih" + end).copy_(bridge(w.Wx).T)
            getattr(net, "weight_hh" + end).copy_(bridge(w.Wh).T)
            getattr(net, "bias_ih" + end).copy_(bridge(w.b))
            getattr(net, "bias_hh" + end).zero_()
    return net


def library_gradients(net, bridge, end="_l0", suffix=""):
    """What backward() left in the library's weights, as the chapter stores them."""
    return {"dWx" + suffix: bridge(getattr(net, "weight_ih" + end).grad.T).numpy(),
            "dWh" + suffix: bridge(getattr(net, "weight_hh" + end).grad.T).numpy(),
            "db" + suffix: bridge(getattr(net, "bias_ih" + end).grad).numpy()}


def plain(w):
    return w


def bridges_are_needed(case):
    """Stop unless our layers differ from the library's where the bridge is left out, and unless no
    choice of our weights does what the library's second bias does.

    From a state of 0 our candidate is the tanh of x Wn + bn: its atanh is a straight line in x.
    With the library's second bias it is x wn + bn + r(x) b_hn, which is bent. A z of 0 shows it bare.
    """
    lstm, gru = case["lstm_forward", "small"], case["gru_forward", "small"]
    with torch.no_grad():
        for kind, bridge, c in ((torch.nn.LSTM, to_lstm, lstm), (torch.nn.GRU, to_gru, gru)):
            x, first = torch.tensor(c["x"]), torch.tensor(c["h0"])[None]
            state = (first, torch.tensor(c["c0"])[None]) if "c0" in c else first
            over, without = (library(kind, way, [Layer(c)])(x, state)[0] for way in (bridge, plain))
            apart = (over - without).abs().max().item()
            if not apart > 0.1:
                sys.exit("%s: the bridge changes answers by %g only" % (kind.__name__, apart))
            print("%s without the bridge: off by %.2f" % (kind.__name__, apart), file=sys.stderr)
        cell, bends = torch.nn.GRUCell(1, 1), []
        for second in (0.0, 0.7):
            cell.weight_ih.copy_(torch.tensor([[1.3], [0.0], [0.4]]))
            cell.bias_ih.copy_(torch.tensor([0.2, -40.0, 0.1]))
            cell.bias_hh.copy_(torch.tensor([0.0, 0.0, second]))
            n = torch.atanh(cell(torch.tensor([[0.0], [1.0], [2.0]]), torch.zeros(3, 1)))[:, 0]
            bends.append((n[0] - 2 * n[1] + n[2]).abs().item())
        if not (bends[0] < 1e-12 and bends[1] > 0.01):
            sys.exit("second bias: bends %g without, %g with it" % tuple(bends))
        print("GRU with a second bias: bent by %.2f, ours is straight" % bends[1], file=sys.stderr)
