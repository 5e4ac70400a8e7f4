#!/usr/bin/python3 -B
"""Chapter 06 by PyTorch, in double: forwards by torch.nn where it has the layer, backwards by
autograd throughout. None of the formulas of the chapter's backward passes stands here.

Some cases hand a backward pass *random* states, which no forward pass made, so that a student's
broken forward pass cannot spoil them. Autograd only knows states that it computed itself. So each
pre-activation gets a constant that moves it to where its tanh is the given state (`tanh_at`); a
constant changes no derivative, and what autograd returns is the gradient at those states.
"""

from decimal import Decimal, getcontext

import numpy as np
import torch
import torch.nn.functional as F

import transcript

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
getcontext().prec = 60


def leaf(array):
    """A tensor that autograd follows."""
    return torch.tensor(array, requires_grad=True)


def gradients(loss, **leaves):
    """{name: ∂loss/∂leaf}, zero for what the loss does not depend on."""
    found = torch.autograd.grad(loss, list(leaves.values()), allow_unused=True)
    return {name: (torch.zeros_like(x) if g is None else g).numpy()
            for (name, x), g in zip(leaves.items(), found)}


class Layer:
    """Weights of one layer, as the chapter stores them: rows are inputs, columns are units."""

    def __init__(self, case, suffix=""):
        self.Wxh, self.Whh, self.b = (leaf(case[name + suffix]) for name in ("Wxh", "Whh", "b"))

    def gradients(self, loss, suffix="", **others):
        return gradients(loss, **{"dWxh" + suffix: self.Wxh, "dWhh" + suffix: self.Whh,
                                  "db" + suffix: self.b}, **others)


# --- forwards: torch.nn --------------------------------------------------------------------------

def library(layers, bidirectional=False):
    """torch.nn.RNN with given weights. It has a second bias, which is zero here."""
    D, H = layers[0].Wxh.shape
    net = torch.nn.RNN(D, H, nonlinearity="tanh", bidirectional=bidirectional)
    with torch.no_grad():
        for w, end in zip(layers, ("_l0", "_l0_reverse")):
            getattr(net, "weight_ih" + end).copy_(w.Wxh.T)
            getattr(net, "weight_hh" + end).copy_(w.Whh.T)
            getattr(net, "bias_ih" + end).copy_(w.b)
            getattr(net, "bias_hh" + end).zero_()
    return net


def library_gradients(net, end="_l0", suffix=""):
    """What net.backward() left in the weights, as the chapter stores them."""
    return {"dWxh" + suffix: getattr(net, "weight_ih" + end).grad.T.numpy(),
            "dWhh" + suffix: getattr(net, "weight_hh" + end).grad.T.numpy(),
            "db" + suffix: getattr(net, "bias_ih" + end).grad.numpy()}


def states(net, x, h0):
    """(T+1,B,H): the first state and those that the library computes."""
    y, _ = net(x, h0[None])
    return torch.cat([h0[None], y])


# --- backwards at given states -------------------------------------------------------------------

def tanh_at(a, h):
    """tanh of a, moved by a constant so that its value is h."""
    return torch.tanh(a + (torch.atanh(torch.as_tensor(h)) - a).detach())


def unroll(inputs, first, w, given, cut=None):
    """Walk along given states (T+1,B,H), keeping the graph.

    inputs is what each step adds to h Whh; every `cut` steps the graph is cut. Returns the T
    pre-activations and the T+1 states.
    """
    a, h = [], [first]
    for t, inward in enumerate(inputs):
        before = h[-1].detach() if cut and t % cut == 0 else h[-1]
        a.append(inward + before @ w)
        h.append(tanh_at(a[-1], given[t + 1]))
    return a, torch.stack(h)


def meet(upstream, y):
    """The loss whose gradient with respect to y is `upstream`."""
    return (torch.as_tensor(upstream) * y).sum()


def add_before(answers, case):
    """Gradients that are accumulated start from what the case drew for them."""
    return {name: g + case[name + "_before"] if name + "_before" in case else g
            for name, g in answers.items()}


# --- 6.1 … 6.8 -----------------------------------------------------------------------------------

def rnn_step_forward(case):
    w = Layer(case)
    cell = torch.nn.RNNCell(*w.Wxh.shape)
    with torch.no_grad():
        cell.weight_ih.copy_(w.Wxh.T)
        cell.weight_hh.copy_(w.Whh.T)
        cell.bias_ih.copy_(w.b)
        cell.bias_hh.zero_()
        h = cell(torch.tensor(case["x"]), torch.tensor(case["h0"])).numpy()
    return {name: h for name in case.outputs if name in ("h", "h_again")}


def rnn_step_backward(case):
    w, x, dh = Layer(case), leaf(case["x"]), case["dh"]
    h0 = leaf(case["h0"].reshape(dh.shape))  # given states are sequences of one step
    a = x @ w.Wxh + h0 @ w.Whh + w.b
    h = tanh_at(a, case["h"].reshape(dh.shape)) if "h" in case else torch.tanh(a)
    g = w.gradients(meet(dh, h), dx=x, dh0=h0)
    answers = add_before(g, case)
    if "dx_again" in case.outputs:  # a second call sets dx once more and adds to dWhh once more
        answers.update(dx_again=g["dx"], dWhh_again=answers["dWhh"] + g["dWhh"])
    return answers


def rnn_recur_forward(case):
    a, Whh = torch.tensor(case["a"]), torch.tensor(case["Whh"])
    if len(a) == 1:
        return {"h": a.numpy()}
    H = len(Whh)
    net = torch.nn.RNN(H, H, bias=False)
    with torch.no_grad():
        net.weight_ih_l0.copy_(torch.eye(H))  # a_t passes through
        net.weight_hh_l0.copy_(Whh.T)
        return {"h": states(net, a[1:], a[0]).numpy()}


def rnn_recur_backward(case):
    given = case["h"]
    first, a = leaf(given[0]), [leaf(np.zeros_like(h)) for h in given[1:]]
    _, h = unroll(a, first, torch.tensor(case["Whh"]), given)
    found = torch.autograd.grad(meet(case["dh_before"], h), [first] + a)
    return {"dh": torch.stack(found).numpy()}


def rnn_forward(case):
    with torch.no_grad():
        h = states(library([Layer(case)]), torch.tensor(case["x"]), torch.tensor(case["h0"]))
    return {"h": h.numpy(), "h_again": h.numpy()}


def through_library(case):
    """All gradients of a layer whose forward pass the library did."""
    net, x, h0 = library([Layer(case)]), leaf(case["x"]), leaf(case["h0"])
    meet(case["dh"], states(net, x, h0)).backward()
    return {**library_gradients(net), "dx": x.grad.numpy(), "dh0": h0.grad.numpy()}


def rnn_backward(case):
    if case.name == "gradient":
        return through_library(case)
    w, x, first = Layer(case), leaf(case["x"]), leaf(case["h"][0])
    _, h = unroll([step @ w.Wxh + w.b for step in x], first, w.Whh, case["h"])
    g = w.gradients(meet(case["dh_before"], h), dx=x, dh0=first)
    return {name: v for name, v in add_before(g, case).items() if name in case.outputs}


def rnn_double_sum(case):
    if case.name == "gradient":
        return {"dWhh": through_library(case)["dWhh"]}
    Whh, given = leaf(case["Whh"]), case["h"]
    nothing = [torch.zeros(h.shape) for h in given[1:]]
    _, h = unroll(nothing, torch.tensor(given[0]), Whh, given)
    return add_before(gradients(meet(case["dh"], h), dWhh=Whh), case)


def truncated_bptt(case):
    w, x, k = Layer(case), leaf(case["x"]), int(case["k"][0])
    inputs = [step @ w.Wxh + w.b for step in x]
    a, h = unroll(inputs, torch.tensor(case["h"][0]), w.Whh, case["h"], cut=k)
    pre = {"a%d" % t: a_t for t, a_t in enumerate(a)}
    g = w.gradients(meet(case["dh_before"], h), dx=x, **pre)
    dh = [case["dh_before"][0]] + [g.pop(name) for name in pre]
    return {**add_before(g, case), "dh": np.stack(dh)}


# --- 6.9 … 6.16 ----------------------------------------------------------------------------------

def temporal_affine_forward(case):
    y = F.linear(torch.tensor(case["h"]), torch.tensor(case["W"]).T, torch.tensor(case["b"]))
    return {"y": y.numpy(), "y_again": y.numpy()}


def temporal_affine_backward(case):
    h, W, b = leaf(case["h"]), leaf(case["W"]), leaf(case["b"])
    g = gradients(meet(case["dy"], F.linear(h, W.T, b)), dh=h, dW=W, db=b)
    return add_before(g, case)


def mean_loss(y, target):
    """Over the targets that are not padding; 0 when all are."""
    counted = max(1, int((target >= 0).sum()))
    logits = y.reshape(-1, y.shape[-1])
    return F.cross_entropy(logits, target.long(), ignore_index=-1, reduction="sum") / counted


def temporal_softmax_loss(case):
    if case.name == "several_batches":
        batches = zip(case["y"], case["target"].reshape(len(case["y"]), -1))
        return {"losses": np.array([mean_loss(torch.tensor(y), torch.tensor(target)).item()
                                    for y, target in batches])}
    y, target = leaf(case["y"]), torch.tensor(case["target"], dtype=torch.long)
    loss = mean_loss(y, target)
    answers = {"loss": loss.item(), **gradients(loss, dy=y)}
    return {name: v for name, v in answers.items() if name in case.outputs}


def pick(case, h):
    """Row b of step length[b]."""
    length = torch.tensor(case["length"], dtype=torch.long)
    return h[length, torch.arange(len(length))]


def many_to_one_forward(case):
    return {"y": pick(case, torch.tensor(case["h"])).numpy()}


def many_to_one_backward(case):
    h = leaf(np.zeros_like(case["dh_before"]))  # a choice is linear: any states will do
    return add_before(gradients(meet(case["dy"], pick(case, h)), dh=h), case)


def padded_with_zeros(x, T):
    """x at the first step, nothing later: what "one to many" means to a layer."""
    return torch.cat([x[None], torch.zeros(T - 1, *x.shape)])


def one_to_many_forward(case):
    T = len(case.outputs["h"]) - 1  # a shape, the one thing that no input tells
    with torch.no_grad():
        x = padded_with_zeros(torch.tensor(case["x"]), T)
        return {"h": states(library([Layer(case)]), x, torch.tensor(case["h0"])).numpy()}


def one_to_many_backward(case):
    w, x, first = Layer(case), leaf(case["x"]), leaf(case["h"][0])
    inputs = padded_with_zeros(x, len(case["h"]) - 1)
    _, h = unroll([step @ w.Wxh + w.b for step in inputs], first, w.Whh, case["h"])
    return add_before(w.gradients(meet(case["dh_before"], h), dx=x, dh0=first), case)


def draw(y, tau, u):
    """The class that u falls on, in 60 decimal digits: no rounding can move it."""
    if tau == 0:
        return int(np.argmax(y))
    exact = [Decimal(float(logit)) for logit in y]
    terms = [((logit - max(exact)) / Decimal(tau)).exp() for logit in exact]
    running, limit = Decimal(0), Decimal(float(u)) * sum(terms)
    for j, term in enumerate(terms):
        running += term
        if running > limit:
            return j
    raise AssertionError("u is not below 1")


def sample_with_temperature(case):
    if "ids" in case.outputs:
        rows = zip(case["y"], case["tau"], case["u"])
        return {"ids": np.array([draw(y, tau, u) for y, tau, u in rows])}
    y = case["y"][0]
    temperatures = {"tau_1": 1.0, "tau_03": 0.3, "tau_25": 2.5, "tau_0": 0}
    return {name: np.array([draw(y, tau, u) for u in case["u"].flat])
            for name, tau in temperatures.items()}


# --- 6.17 … 6.20 ---------------------------------------------------------------------------------

LAYERS = ("0", "1", "2")


def deep_rnn_forward(case):
    x, answers = torch.tensor(case["x"]), {}
    with torch.no_grad():
        for l in LAYERS:
            h = states(library([Layer(case, l)]), x, torch.tensor(case["h" + l]))
            answers["states" + l] = h.numpy()
            x = h[1:]
    return answers


def deep_rnn_backward(case):
    if case.name == "gradient":
        return deep_through_library(case)
    x, loss = leaf(case["x"]), 0
    weights, first = [Layer(case, l) for l in LAYERS], {}
    below = x
    for l, w in zip(LAYERS, weights):
        given = case["states" + l]
        first["dh" + l] = leaf(given[0])
        _, h = unroll([step @ w.Wxh + w.b for step in below], first["dh" + l], w.Whh, given)
        loss = loss + meet(case["dh%s_before" % l], h)
        below = h[1:]
    leaves = {name + l: getattr(w, name[1:]) for l, w in zip(LAYERS, weights)
              for name in ("dWxh", "dWhh", "db")}
    g = gradients(loss, dx=x, **first, **leaves)
    # dh0_before is what the loss sends to all of h0, and autograd has met it already.
    return {**add_before(g, case), **{name: g[name] for name in first}}


def deep_through_library(case):
    x = leaf(case["x"])
    nets = [library([Layer(case, l)]) for l in LAYERS]
    below = x
    for l, net in zip(LAYERS, nets):
        h = states(net, below, torch.tensor(case["h" + l]))
        below = h[1:]
    meet(case["dh"], h).backward()
    answers = {"dx": x.grad.numpy()}
    for l, net in zip(LAYERS, nets):
        answers.update(library_gradients(net, suffix=l))
    return answers


def birnn_forward(case):
    net = library([Layer(case, "0"), Layer(case, "1")], bidirectional=True)
    with torch.no_grad():
        return {"y": net(torch.tensor(case["x"]))[0].numpy()}


def birnn_backward(case):
    x, w = leaf(case["x"]), [Layer(case, "0"), Layer(case, "1")]
    if case.name == "gradient":
        net = library(w, bidirectional=True)
        meet(case["dy"], net(x)[0]).backward()
        return {"dx": x.grad.numpy(), **library_gradients(net, "_l0", "0"),
                **library_gradients(net, "_l0_reverse", "1")}
    y, H = torch.tensor(case["y"]), w[0].Whh.shape[0]
    zero = torch.zeros(1, *y.shape[1:-1], H)
    left = torch.cat([zero, y[:, :, :H]])
    right = torch.cat([zero, y[:, :, H:].flip(0)])
    _, from_left = unroll([s @ w[0].Wxh + w[0].b for s in x], zero[0], w[0].Whh, left)
    _, from_right = unroll([s @ w[1].Wxh + w[1].b for s in x.flip(0)], zero[0], w[1].Whh, right)
    both = torch.cat([from_left[1:], from_right[1:].flip(0)], dim=2)
    g = gradients(meet(case["dy"], both), dx=x, dWxh0=w[0].Wxh, dWhh0=w[0].Whh, db0=w[0].b,
                  dWxh1=w[1].Wxh, dWhh1=w[1].Whh, db1=w[1].b)
    return add_before(g, case)


if __name__ == "__main__":
    transcript.run({f.__name__: f for f in (
        rnn_step_forward, rnn_step_backward, rnn_recur_forward, rnn_recur_backward, rnn_forward,
        rnn_backward, rnn_double_sum, truncated_bptt, temporal_affine_forward,
        temporal_affine_backward, temporal_softmax_loss, many_to_one_forward,
        many_to_one_backward, one_to_many_forward, one_to_many_backward, sample_with_temperature,
        deep_rnn_forward, deep_rnn_backward, birnn_forward, birnn_backward)})
