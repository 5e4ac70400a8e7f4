#!/usr/bin/python3 -B
"""Chapter 08 by PyTorch, in double: torch.nn.LSTM and torch.nn.GRU forwards where they have the
layer (gated_torch.py), torch.optim for the rules, autograd for every gradient. None of the formulas
of the chapter's backward passes stands here; peepholes, coupled and time gates, which the library
lacks, are written down forwards only.

Some cases hand a backward pass *random* gates, which no forward pass made. Autograd only knows
gates that it computed itself. So each pre-activation gets a constant that moves it to where its
gate has the given value (`sigmoid_at`, `tanh_at`); a constant changes no derivative, and what
autograd returns is the gradient at those gates.
"""

import sys

import numpy as np
import torch

import transcript
from gated_torch import (Layer, bridges_are_needed, gradients, leaf, library, library_gradients,
                         meet, numpied, to_gru, to_lstm)


def zeros(*shape):
    """Something to add where a gradient is wanted and nothing is to be changed."""
    return torch.zeros(*shape, requires_grad=True)


def add_before(answers, case):
    """Gradients that are accumulated start from what the case drew for them."""
    def begun(name):
        return name + "_before" in case and (
            name[:2] in ("dW", "db") or name in ("dp", "dk", "dclock"))
    return {name: g + case[name + "_before"] if begun(name) else g for name, g in answers.items()}


def only(answers, case):
    return {name: value for name, value in answers.items() if name in case.outputs}


class Recurrence(Layer):
    """A layer that is given x Wx + b and passes it through: Wx is the identity."""

    def __init__(self, Wh):
        self.Wx, self.Wh = torch.eye(Wh.shape[1]), torch.tensor(Wh)
        self.b = torch.zeros(Wh.shape[1])


# --- given gates ----------------------------------------------------------------------------------

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


# --- 8.1 … 8.8: LSTM ------------------------------------------------------------------------------

def lstm_states(net, x, h0, c0):
    """States and cells, T+1 each. The library tells the last cell only, so it is asked T times."""
    cells = [c0] + [net(x[:t + 1], (h0[None], c0[None]))[1][1][0] for t in range(len(x))]
    y, _ = net(x, (h0[None], c0[None]))
    return torch.cat([h0[None], y]), torch.stack(cells)


def lstm_through_library(w, x, h0, c0):
    """h, c and the gates that they came from."""
    with torch.no_grad():
        h, c = lstm_states(library(torch.nn.LSTM, to_lstm, [w]), x, h0, c0)
        a = torch.cat(gates_of(x @ w.Wx + h[:-1] @ w.Wh + w.b), dim=-1)
    return numpied(h=h, c=c, a=a)


def lstm_step_forward(case):
    w = Recurrence(case["Wh"])
    h, c = torch.tensor(case["h0"]), torch.tensor(case["c0"])
    for name in ("a_before", "a_before_2"):
        if name in case:
            found = lstm_through_library(w, torch.tensor(case[name])[None], h, c)
            h, c = torch.tensor(found["h"][1]), torch.tensor(found["c"][1])
    return {"h": h.numpy(), "c": c.numpy(), "a": found["a"][0]}


def lstm_step_backward(case):
    h0, c0, Wh = leaf(case["h0"]) if "h0" in case else None, leaf(case["c0"]), leaf(case["Wh"])
    if case.name == "gradient":
        a = leaf(case["a_before"])
        cell = torch.nn.LSTMCell(a.shape[1], c0.shape[1])
        with torch.no_grad():
            cell.weight_ih.copy_(to_lstm(torch.eye(a.shape[1])).T)
            cell.weight_hh.copy_(to_lstm(Wh).T)
            cell.bias_ih.zero_()
            cell.bias_hh.zero_()
        h, c = cell(a, (h0, c0))
        return gradients(meet(case["dh"], h) + meet(case["dc"], c), da=a, dh0=h0, dc0=c0)
    h0, given = zeros(*c0.shape), case["a"].reshape(len(c0), -1)
    a = zeros(*given.shape)
    h, c = lstm_step(a + h0 @ Wh, c0, given)
    first, again = (gradients(meet(case["dh"], h) + meet(case[dc], c), da=a, dh0=h0, dc0=c0)
                    for dc in ("dc_before", "dc_again_before"))
    first["dh0"] += case["dh0_before"]
    again["dh0"] += first["dh0"]
    return {**first, **{name + "_again": g for name, g in again.items()}}


def lstm_recur_forward(case):
    return lstm_through_library(Recurrence(case["Wh"]), torch.tensor(case["a_before"]),
                                torch.tensor(case["h0"]), torch.tensor(case["c0"]))


def lstm_recur_backward(case):
    h0, c0, a = leaf(case["h"][0]), leaf(case["c"][0]), case["a"]
    h, c, leaves, hs = lstm_walk(torch.zeros(a.shape), h0, c0, torch.tensor(case["Wh"]), a)
    loss = meet(case["dh_before"], h) + meet(case["dc_before"], c[-1])
    found = torch.autograd.grad(loss, leaves + hs + [c0])
    T = len(a)
    return numpied(da=torch.stack(found[:T]), dh=torch.stack(found[T:-1]), dc0=found[-1])


def lstm_forward(case):
    found = lstm_through_library(Layer(case), torch.tensor(case["x"]), torch.tensor(case["h0"]),
                                 torch.tensor(case["c0"]))
    return {**found, "h_again": found["h"]}


def lstm_backward(case):
    w, x = Layer(case), leaf(case["x"])
    if case.name == "gradient":
        net, h0, c0 = library(torch.nn.LSTM, to_lstm, [w]), leaf(case["h0"]), leaf(case["c0"])
        y, (_, c) = net(x, (h0[None], c0[None]))
        h = torch.cat([h0[None], y])
        (meet(case["dh"], h) + meet(case["dc"], c[0])).backward()
        return {**library_gradients(net, to_lstm),
                **numpied(dx=x.grad, dh0=h0.grad, dc0=c0.grad)}
    h0, c0 = leaf(case["h"][0]), leaf(case["c"][0])
    h, c, _, _ = lstm_walk(x @ w.Wx + w.b, h0, c0, w.Wh, case["a"])
    loss = meet(case["dh_before"], h) + meet(case["dc_before"], c[-1])
    return only(add_before(gradients(loss, dx=x, dh0=h0, dc0=c0, **w.named()), case), case)


def lstm_init(case):
    G, H = case.outputs["Wh"].shape[1], case.outputs["Wh"].shape[0]  # shapes: no input tells them
    D = case.outputs["Wx"].shape[0]
    u = case["uniform"].ravel()
    W = ((2 * u[:-1] - 1) / np.sqrt(H)).reshape(D + H, G)
    b = np.concatenate([np.zeros(H), np.full(H, case["forget_bias"].item()), np.zeros(2 * H)])
    return {"Wx": W[:D], "Wh": W[D:], "b": b, "next": u[-1]}


def lstm_unrolled_cell(case):
    """What step k put into c_t is how c_t answers to a factor at what step k writes."""
    def share(unit):
        i, f, _, g = case["a"].reshape(len(case["a"]), 4, -1)[:, :, unit].T
        factors = torch.ones(len(i) + 1)

        def cells(factors):
            c = [factors[0] * case["c0"].ravel()[unit]]
            for t in range(len(i)):
                c.append(f[t] * c[-1] + factors[t + 1] * i[t] * g[t])
            return torch.stack(c)
        return torch.autograd.functional.jacobian(cells, factors).numpy()
    return only({"share": share(int(case["unit"].item())), "share_of_unit_0": share(0)}, case)


# --- 8.9 … 8.14: GRU ------------------------------------------------------------------------------

def gru_states(net, x, h0):
    y, _ = net(x, h0[None])
    return torch.cat([h0[None], y])


def gru_through_library(w, x, h0):
    """h, u and the gates that they came from."""
    with torch.no_grad():
        h = gru_states(library(torch.nn.GRU, to_gru, [w]), x, h0)
        u, a = h[:-1] @ w.Wh, x @ w.Wx + w.b
        H = h.shape[-1]
        rz = torch.sigmoid(a[..., :2 * H] + u[..., :2 * H])
        n = torch.tanh(a[..., 2 * H:] + rz[..., :H] * u[..., 2 * H:])
    return numpied(h=h, u=u, a=torch.cat([rz, n], dim=-1))


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


def gru_step_forward(case):
    found = gru_through_library(Recurrence(case["Wh"]), torch.tensor(case["a_before"])[None],
                                torch.tensor(case["h0"]))
    return {"h": found["h"][1], "a": found["a"][0], "u": found["u"][0]}


def gru_step_backward(case):
    if case.name == "gradient":
        h0, a = leaf(case["h0"]), leaf(case["a_before"])
        net = library(torch.nn.GRU, to_gru, [Recurrence(case["Wh"])])
        return gradients(meet(case["dh"], gru_states(net, a[None], h0)[1]), da=a, dh0=h0)
    h0, Wh = leaf(case["h"][0]), torch.tensor(case["Wh"])
    h, (a,), (u,), _ = gru_walk(torch.zeros(case["a"].shape), h0, Wh, case["a"])
    g = gradients(meet(case["dh"], h[1]), da=a, du=u, dh0=h0)
    once = case["dh0_before"] + g["dh0"]
    return {**g, "dh0": once, "dh0_again": once + g["dh0"],
            "da_again": g["da"], "du_again": g["du"]}


def gru_recur_forward(case):
    return gru_through_library(Recurrence(case["Wh"]), torch.tensor(case["a_before"]),
                               torch.tensor(case["h0"]))


def gru_recur_backward(case):
    a = case["a"]
    h0, Wh = leaf(case["h"][0]), torch.tensor(case["Wh"])
    h, at_a, at_u, hs = gru_walk(torch.zeros(a.shape), h0, Wh, a)
    found = torch.autograd.grad(meet(case["dh_before"], h), at_a + at_u + hs)
    T = len(a)
    return numpied(da=torch.stack(found[:T]), du=torch.stack(found[T:2 * T]),
                   dh=torch.stack(found[2 * T:]))


def gru_forward(case):
    found = gru_through_library(Layer(case), torch.tensor(case["x"]), torch.tensor(case["h0"]))
    return {**found, "h_again": found["h"]}


def gru_backward(case):
    w, x = Layer(case), leaf(case["x"])
    if case.name == "gradient":
        net, h0 = library(torch.nn.GRU, to_gru, [w]), leaf(case["h0"])
        meet(case["dh"], gru_states(net, x, h0)).backward()
        return {**library_gradients(net, to_gru), **numpied(dx=x.grad, dh0=h0.grad)}
    h0 = leaf(case["h"][0])
    h, _, _, _ = gru_walk(x @ w.Wx + w.b, h0, w.Wh, case["a"])
    g = gradients(meet(case["dh_before"], h), dx=x, dh0=h0, **w.named())
    return only(add_before(g, case), case)


# --- 8.15 … 8.22: three changes -------------------------------------------------------------------

def step_answers(case, step, **extra):
    """A changed step forwards: step(a, h0, c0, …) gives h, c and the gates."""
    with torch.no_grad():
        a = torch.tensor(case["a_before"]) + torch.tensor(case["h0"]) @ torch.tensor(case["Wh"])
        h, c, gates = step(a, torch.tensor(case["h0"]), torch.tensor(case["c0"]), **extra)
    return numpied(h=h, c=c, a=gates)


def step_gradients(case, step, **extra):
    """The same backwards. `extra` are further leaves, by the name of their gradient."""
    c0, Wh = leaf(case["c0"]), torch.tensor(case["Wh"])
    if case.name == "gradient":
        h0, a, given, dc = leaf(case["h0"]), leaf(case["a_before"]), None, case["dc"]
    else:
        h0 = leaf(case["h0"]) if "h0" in case else zeros(*c0.shape)
        given = case["a"].reshape(len(c0), -1)
        a, dc = zeros(*given.shape), case["dc_before"]
    h, c, _ = step(a + h0 @ Wh, h0, c0, *extra.values(), given=given)
    g, again = (gradients(meet(case["dh"], h) + meet(d, c), da=a, dh0=h0, dc0=c0, **extra)
                for d in (dc, gradients(meet(case["dh"], h) + meet(dc, c), dc0=c0)["dc0"]))
    answers = add_before(g, case)
    if "dh0_before" in case:
        answers["dh0"] = g["dh0"] + case["dh0_before"]
    # A second call goes on with what the first left: its dc is the first one's dc0.
    more = {name + "_again": again[name] + answers[name] if name != "da" else again[name]
            for name in again}
    return only({**answers, **more}, case)


def fitted(a, given, part):
    """A gate's function at its own value, or at the given one: part is a slice of columns."""
    return torch.sigmoid(a) if given is None else sigmoid_at(a, given[:, part])


def fitted_tanh(a, given, part):
    return torch.tanh(a) if given is None else tanh_at(a, given[:, part])


def quarters(H, n):
    return [slice(k * H, (k + 1) * H) for k in range(n)]


def peephole_step(a, h0, c0, p, given=None):
    i_, f_, o_, g_ = quarters(c0.shape[1], 4)
    i = fitted(a[:, i_] + p[0] * c0, given, i_)
    f = fitted(a[:, f_] + p[1] * c0, given, f_)
    g = fitted_tanh(a[:, g_], given, g_)
    c = f * c0 + i * g
    o = fitted(a[:, o_] + p[2] * c, given, o_)
    return o * torch.tanh(c), c, torch.cat([i, f, o, g], dim=1)


def coupled_step(a, h0, c0, given=None):
    f_, o_, g_ = quarters(c0.shape[1], 3)
    f, o = fitted(a[:, f_], given, f_), fitted(a[:, o_], given, o_)
    g = fitted_tanh(a[:, g_], given, g_)
    c = f * c0 + (1 - f) * g
    return o * torch.tanh(c), c, torch.cat([f, o, g], dim=1)


def phased_step(a, h0, c0, k, given=None):
    h, c = lstm_step(a, c0, given)
    gates = torch.cat(gates_of(a, given), dim=-1)
    return k * h + (1 - k) * h0, k * c + (1 - k) * c0, gates


def peephole_step_forward(case):
    return step_answers(case, peephole_step, p=torch.tensor(case["p"]))


def peephole_step_backward(case):
    return step_gradients(case, peephole_step, dp=leaf(case["p"]))


def coupled_step_forward(case):
    return step_answers(case, coupled_step)


def coupled_step_backward(case):
    return step_gradients(case, coupled_step)


def gate_at(t, clock, leak):
    """The three pieces as the paper draws them: a distance from the peak, and the leak."""
    period, shift, share = clock
    phase = torch.remainder(t - shift, period) / period
    slope = 1 - (phase - share / 2).abs() / (share / 2)
    return torch.where(phase < share, slope, leak * phase)


def time_gate(case):
    clock, leak = torch.tensor(case["clock"]), case["leak"].item()
    answers = {"k_" + name[2:]: gate_at(t.item(), clock, leak).numpy()
               for name, t in case.inputs.items() if name.startswith("t_")}
    if "t_later" in case:
        answers["k_without_leak"] = gate_at(case["t_later"].item(), clock, 0).numpy()
    return answers


def time_gate_backward(case):
    clock, leak, answers = leaf(case["clock"]), case["leak"].item(), {}
    so_far = case["dclock_before"] if "dclock_before" in case else 0
    for t, name in (("t", "dclock"), ("t_again", "dclock_again")):
        if t in case:
            k = gate_at(case[t].item(), clock, leak)
            answers[name] = so_far = so_far + gradients(meet(case["dk"].ravel(), k), d=clock)["d"]
    return answers


def phased_step_forward(case):
    return step_answers(case, phased_step, k=torch.tensor(case["k"]).reshape(1, -1))


def phased_step_backward(case):
    return step_gradients(case, phased_step, dk=leaf(case["k"]))


# --- 8.23 … 8.26: layers together -----------------------------------------------------------------

LAYERS = ("0", "1", "2")


def deep_lstm_forward(case):
    x, answers = torch.tensor(case["x"]), {}
    for l in LAYERS:
        found = lstm_through_library(Layer(case, l), x, torch.tensor(case["h" + l]),
                                     torch.tensor(case["c" + l]))
        answers["states" + l], answers["cells" + l] = found["h"], found["c"]
        x = torch.tensor(found["h"][1:])
    return answers


def deep_through_library(case):
    x, loss = leaf(case["x"]), 0
    nets = [library(torch.nn.LSTM, to_lstm, [Layer(case, l)]) for l in LAYERS]
    first = {name + l: leaf(case[name[1:] + l]) for l in LAYERS for name in ("dh", "dc")}
    below = x
    for l, net in zip(LAYERS, nets):
        h0 = first["dh" + l]
        below, _ = net(below, (h0[None], first["dc" + l][None]))
    meet(case["dh"], torch.cat([h0[None], below])).backward()
    answers = numpied(dx=x.grad, **{name: x.grad for name, x in first.items()})
    for l, net in zip(LAYERS, nets):
        answers.update(library_gradients(net, to_lstm, suffix=l))
    return answers


def deep_lstm_backward(case):
    if case.name == "gradient":
        return deep_through_library(case)
    x, loss, leaves = leaf(case["x"]), 0, {}
    below = x
    for l in LAYERS:
        w, h0, c0 = Layer(case, l), leaf(case["states" + l][0]), leaf(case["cells" + l][0])
        h, c, _, _ = lstm_walk(below @ w.Wx + w.b, h0, c0, w.Wh, case["gates" + l])
        loss = loss + meet(case["dh%s_before" % l], h) + meet(case["dc%s_before" % l], c[-1])
        leaves.update(w.named(l), **{"dh" + l: h0, "dc" + l: c0})
        below = h[1:]
    return add_before(gradients(loss, dx=x, **leaves), case)


def both_first(case):
    return [torch.stack([torch.tensor(case[name + l]) for l in "01"]).requires_grad_()
            for name in "hc"]


def bilstm_forward(case):
    net = library(torch.nn.LSTM, to_lstm, [Layer(case, l) for l in "01"], bidirectional=True)
    x, (h0, c0) = torch.tensor(case["x"]), both_first(case)
    with torch.no_grad():
        answers = {"y": net(x, (h0, c0))[0].numpy()}
    for k, read in ((0, x), (1, x.flip(0))):
        found = lstm_through_library(Layer(case, str(k)), read, h0[k].detach(), c0[k].detach())
        answers["states%d" % k], answers["cells%d" % k] = found["h"], found["c"]
    return answers


def bilstm_backward(case):
    x, w = leaf(case["x"]), [Layer(case, l) for l in "01"]
    if case.name == "gradient":
        net, (h0, c0) = library(torch.nn.LSTM, to_lstm, w, bidirectional=True), both_first(case)
        meet(case["dy"], net(x, (h0, c0))[0]).backward()
        return {"dx": x.grad.numpy(), **library_gradients(net, to_lstm, "_l0", "0"),
                **library_gradients(net, to_lstm, "_l0_reverse", "1"),
                **numpied(dh0=h0.grad[0], dh1=h0.grad[1], dc0=c0.grad[0], dc1=c0.grad[1])}
    outputs, loss, leaves = [], 0, {}
    for l, read in (("0", x), ("1", x.flip(0))):
        h0, c0, layer = leaf(case["states" + l][0]), leaf(case["cells" + l][0]), w[int(l)]
        h, c, _, _ = lstm_walk(read @ layer.Wx + layer.b, h0, c0, layer.Wh, case["gates" + l])
        loss = loss + meet(case["dh%s_before" % l], h[-1]) + meet(case["dc%s_before" % l], c[-1])
        outputs.append(h[1:])
        leaves.update(layer.named(l), **{"dh" + l: h0, "dc" + l: c0})
    y = torch.cat([outputs[0], outputs[1].flip(0)], dim=2)
    return add_before(gradients(loss + meet(case["dy"], y), dx=x, **leaves), case)


# --- 8.27, 8.28: rules ----------------------------------------------------------------------------

def update(case, make, state, w="w", grads="grads", before=None, count=None):
    """Parameters after each update by torch.optim, and what it remembers at the end."""
    p = torch.nn.Parameter(torch.tensor(case[w].ravel()))
    optimizer = make([p])
    if before:
        optimizer.state[p] = before
    after = []
    for g in case[grads][:count]:
        p.grad = torch.tensor(g)
        optimizer.step()
        after.append(p.detach().clone().numpy())
    return after, {name: optimizer.state[p][key].numpy() for name, key in state.items()
                   if optimizer.state[p].get(key) is not None}


def sgd_momentum_step(case):
    mu = case["mu"].item()

    def make(p):
        return torch.optim.SGD(p, lr=case["rate"].item(), momentum=mu)
    names = {"v_end": "momentum_buffer"}
    if case.name == "resumed":
        before = {"momentum_buffer": torch.tensor(case["v"].ravel())}
        after, kept = update(case, make, names, before=before, count=1)
        return {"w_end": after[-1], **kept}
    after, kept = update(case, make, names)
    if mu == 0:  # the library remembers nothing then; what remains of a sum without memory
        kept = {"v_end": case["grads"][-1]}
    other, _ = update(case, make, names, "w_other", "grads_other")
    return {"w_first": after[0], "w_end": after[-1], **kept, "w_other_end": other[-1]}


def adam_step(case):
    def make(p):
        return torch.optim.Adam(p, lr=case["rate"].item(), eps=case["epsilon"].item(),
                                betas=(case["beta1"].item(), case["beta2"].item()))
    names = {"m_end": "exp_avg", "v_end": "exp_avg_sq"}
    if case.name == "resumed":
        before = {"step": torch.tensor(case["t"].item() - 1),
                  "exp_avg": torch.tensor(case["m"].ravel()),
                  "exp_avg_sq": torch.tensor(case["v"].ravel())}
        after, kept = update(case, make, names, before=before, count=1)
        return {"w_end": after[-1], **kept}
    after, kept = update(case, make, names)
    answers = {"w_first": after[0], "w_end": after[-1], **kept}
    if case.name == "no_gradient":
        return {"w_end": after[0]}
    answers["w_other_end"] = update(case, make, names, "w_other", "grads_other")[0][-1]
    return answers


if __name__ == "__main__":
    if len(sys.argv) == 2:
        bridges_are_needed(transcript.read(sys.argv[1]))
    transcript.run({f.__name__: f for f in (
        lstm_step_forward, lstm_step_backward, lstm_recur_forward, lstm_recur_backward,
        lstm_forward, lstm_backward, lstm_init, lstm_unrolled_cell, gru_step_forward,
        gru_step_backward, gru_recur_forward, gru_recur_backward, gru_forward, gru_backward,
        peephole_step_forward, peephole_step_backward, coupled_step_forward, coupled_step_backward, time_gate,
        time_gate_backward, phased_step_forward, phased_step_backward, deep_lstm_forward,
        deep_lstm_backward, bilstm_forward, bilstm_backward, sgd_momentum_step, adam_step)})
