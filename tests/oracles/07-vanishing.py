#!/usr/bin/python3 -B
"""Chapter 07 by NumPy's LAPACK and PyTorch, in double: eigenvalues of any matrix, norms of powers,
QR for Gram–Schmidt, torch.nn's ReLU layer, and autograd for every Jacobian and every gradient.

Where a case hands a backward pass states that no forward pass made, each pre-activation gets a
constant that moves it to where its tanh or ReLU is the given state, as in chapter 06. A ReLU that
sleeps is moved to −1: at 0 itself there is no derivative to ask for.
"""

import numpy as np
import torch

import transcript

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def leaf(array):
    """A tensor that autograd follows."""
    return torch.tensor(array, requires_grad=True)


# --- 7.1, 7.2 ------------------------------------------------------------------------------------

def matrix_power_by_eig(case):
    answers = {}
    for name in case.outputs:
        if name.startswith("lambda"):
            answers[name] = np.linalg.eigvalsh(case["A"])
        else:
            answers[name] = np.linalg.matrix_power(case["A"], int(name[len("A_to_"):]))
    return answers


def norm_of_power(A, squarings):
    k = 2 ** squarings
    return np.linalg.norm(np.linalg.matrix_power(A, k)) ** (1 / k)


def spectral_radius(case):
    A = case["A"]
    rho = np.abs(np.linalg.eigvals(A)).max()
    if case.name == "few_squarings":
        return {"rho_of_few": np.array([norm_of_power(A, i) for i in range(7)])}
    if case.name == "nilpotent":
        return {"rho_of_zero": np.array([rho, 0, norm_of_power(A, 1)])}
    if case.name == "defective":
        return {"rho": np.array([rho, norm_of_power(A, 4)])}
    size = {"huge": 1e15, "tiny": 1e-15}.get(case.name)
    return {"rho_at_scale": rho / size} if size else {"rho": rho}


# --- 7.3, 7.4 ------------------------------------------------------------------------------------

def relu_at(a, h):
    """relu of a, moved by a constant so that its value is h."""
    h = torch.as_tensor(h)
    where = torch.where(h > 0, h, torch.full_like(h, -1))
    return torch.relu(a + (where - a).detach())


def tanh_at(a, h):
    """tanh of a, moved by a constant so that its value is h."""
    return torch.tanh(a + (torch.atanh(torch.as_tensor(h)) - a).detach())


def jacobian(case, h, first):
    """∂h_T/∂h_first, walking along the given states; also for no steps at all."""
    Whh, f = torch.tensor(case["Whh"]), tanh_at
    if "relu" in case.name or case.name == "asleep":
        f = relu_at

    def walk(state):
        for given in h[first + 1:]:
            state = f(state @ Whh, given)
        return state

    return torch.autograd.functional.jacobian(walk, torch.tensor(h[first])).numpy()


def state_jacobian(case):
    h = case["h"].reshape(-1, case["Whh"].shape[0])[-1]  # the last of a sequence, or the only one
    return {"J_" + case.name[:4]: jacobian(case, np.stack([np.zeros_like(h), h]), 0)}


def jacobian_product_norms(case):
    h = case["h"][:, 0]
    norm = np.array([np.linalg.norm(jacobian(case, h, t), ord=2) for t in range(len(h))])
    answers = {"norm": norm}
    if "ln_norm" in case.outputs:
        answers["ln_norm"] = np.log(norm)
    return answers


# --- 7.5 … 7.9 -----------------------------------------------------------------------------------

def of_block(case, g, clip):
    """What clip() makes of g, or of its middle where only that was handed over."""
    if case.name != "block":
        return clip(g)
    g = g.copy()
    g[1:4, 3:7] = clip(g[1:4, 3:7])
    return g


def clip_by_value(case):
    limit = case["limit"][0]
    clipped = of_block(
        case, case["g"], lambda g: torch.clamp(torch.tensor(g), -limit, limit).numpy())
    return {"broken" if case.name == "broken" else "clipped": clipped}


def clip_by_norm(case):
    limit, answers = case["limit"][0], {}
    g = case["g"] if "g" in case else np.zeros((3, 5))

    def clip(part):
        answers["norm"] = np.linalg.norm(part)
        return part * min(1, limit / answers["norm"]) if 0 < answers["norm"] < np.inf else part

    clipped = of_block(case, g, clip)
    if case.name == "zero":
        return {"clipped_plus_1": clipped + 1, **answers}
    if case.name in ("nan", "infinite"):
        return {"broken": clipped, "norm_of_broken": answers["norm"]}
    return {"clipped": clipped, **answers}


def irnn_init(case):
    H = len(case.outputs["Whh"])  # a shape, the one thing that no input tells
    return {"Whh": case["size"][0] * np.eye(H), "Whh_again": case["size_again"][0] * np.eye(H)}


def gram_schmidt(normal):
    """Householder's QR of the transpose, with the signs that Gram–Schmidt gives."""
    Q, R = np.linalg.qr(normal.T)
    return (Q * np.sign(np.diag(R))).T


def orthogonal_init(case):
    if case.name == "large":
        return {"WtW": np.eye(len(case.outputs["WtW"]))}
    if case.name == "signs":
        return {"signs": np.sign(case["normal"])}
    Whh = gram_schmidt(case["normal"])
    return {"Whh": Whh, "WWt": np.eye(len(Whh)), "Whh_again": gram_schmidt(case["normal_again"])}


def positive_definite(normal):
    A = normal.T @ normal / len(normal) + np.eye(len(normal))
    return A / np.linalg.eigvalsh(A)[-1]


def nprnn_init(case):
    if case.name == "large":  # eigenvalues of RᵀR are squares of R's singular values
        s = np.linalg.svd(case["normal"], compute_uv=False)
        ends = s[[-1, 0]] ** 2 / len(s) + 1
        return {"smallest_and_largest_eigenvalue": ends / ends[1]}
    return {"Whh": positive_definite(case["normal"]),
            "Whh_again": positive_definite(case["normal_again"])}


# --- 7.10 … 7.13 ---------------------------------------------------------------------------------

def library(Wxh, Whh, b):
    """torch.nn.RNN with given weights. It has a second bias, which is zero here."""
    net = torch.nn.RNN(*Wxh.shape, nonlinearity="relu")
    with torch.no_grad():
        for name, value in (("weight_ih_l0", Wxh.T), ("weight_hh_l0", Whh.T), ("bias_ih_l0", b)):
            getattr(net, name).copy_(torch.as_tensor(value))
        net.bias_hh_l0.zero_()
    return net


def states(net, x, h0):
    """(T+1,B,H): the first state and those that the library computes."""
    y, _ = net(x, h0[None])
    return torch.cat([h0[None], y])


def meet(upstream, y):
    """The loss whose gradient with respect to y is `upstream`."""
    return (torch.as_tensor(upstream) * y).sum()


def relu_recur_forward(case):
    a, H = torch.tensor(case["a"]), len(case["Whh"])
    if len(a) == 1:
        return {"h": a.numpy()}
    if case.name == "broken":  # the library would spread a NaN over all units by 0·NaN
        h = [a[0]]
        for step in a[1:]:
            h.append(torch.relu(step + h[-1] @ torch.tensor(case["Whh"])))
        return {"broken": torch.stack(h).numpy()}
    with torch.no_grad():
        return {"h": states(library(np.eye(H), case["Whh"], np.zeros(H)), a[1:], a[0]).numpy()}


def walk(inputs, first, Whh, given):
    """Along given states (T+1,B,H), keeping the graph; inputs are what each step adds to h Whh."""
    h = [first]
    for inward, state in zip(inputs, given[1:]):
        h.append(relu_at(inward + h[-1] @ Whh, state))
    return torch.stack(h)


def relu_recur_backward(case):
    Whh = torch.tensor(case["Whh"])
    if case.name == "gradient":
        a = leaf(case["a"])
        h = [a[0]]
        for step in a[1:]:
            h.append(torch.relu(step + h[-1] @ Whh))
        return {"dh": torch.autograd.grad(meet(case["dh_before"], torch.stack(h)), a)[0].numpy()}
    given = case["h"]
    first, a = leaf(given[0]), [leaf(np.zeros_like(h)) for h in given[1:]]
    loss = meet(case["dh_before"], walk(a, first, Whh, given))
    return {"dh": torch.stack(torch.autograd.grad(loss, [first] + a)).numpy()}


def relu_rnn_forward(case):
    net = library(case["Wxh"], case["Whh"], case["b"])
    with torch.no_grad():
        h = states(net, torch.tensor(case["x"]), torch.tensor(case["h0"])).numpy()
    return {"h": h, "h_again": h}


def relu_rnn_backward(case):
    x = leaf(case["x"])
    if case.name == "gradient":
        net, h0 = library(case["Wxh"], case["Whh"], case["b"]), leaf(case["h0"])
        meet(case["dh"], states(net, x, h0)).backward()
        return {"dx": x.grad.numpy(), "dh0": h0.grad.numpy(),
                "dWxh": net.weight_ih_l0.grad.T.numpy(), "dWhh": net.weight_hh_l0.grad.T.numpy(),
                "db": net.bias_ih_l0.grad.numpy()}
    w = {"d" + name: leaf(case[name]) for name in ("Wxh", "Whh", "b")}
    first = leaf(case["h"][0])
    h = walk([step @ w["dWxh"] + w["db"] for step in x], first, w["dWhh"], case["h"])
    found = torch.autograd.grad(meet(case["dh_before"], h), [x, first, *w.values()])
    answers = {name: g.numpy() for name, g in zip(["dx", "dh0", *w], found)}
    for name in w:  # these are accumulated
        answers[name] = answers[name] + case[name + "_before"]
    return answers


if __name__ == "__main__":
    transcript.run({f.__name__: f for f in (
        matrix_power_by_eig, spectral_radius, state_jacobian, jacobian_product_norms,
        clip_by_value, clip_by_norm, irnn_init, orthogonal_init, nprnn_init, relu_recur_forward,
        relu_recur_backward, relu_rnn_forward, relu_rnn_backward)})
