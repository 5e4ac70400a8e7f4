#!/usr/bin/python3 -B
"""Chapter 10 by PyTorch, in double. Pictures are turned into PyTorch's order and given to its
unfold, fold, conv2d, max_pool2d, batch_norm and grid_sample; recurrent layers are written a step at
a time with torch.nn.LSTMCell, and all gradients are autograd's. CIDEr is written from its paper's
formula over vectors of counts, without looking at how the course walks through them.
"""

import numpy as np
import torch
import torch.nn.functional as F
from scipy import signal

import transcript

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def leaf(array):
    """A tensor that autograd follows."""
    return torch.tensor(array, requires_grad=True)


def meet(upstream, y):
    """The loss whose gradient with respect to y is `upstream`."""
    return (torch.tensor(upstream) * y).sum()


def gradients(loss, **leaves):
    """{name: ∂loss/∂leaf}, zero for what the loss does not depend on."""
    found = torch.autograd.grad(loss, list(leaves.values()), allow_unused=True)
    return {name: (torch.zeros_like(x) if g is None else g).numpy()
            for (name, x), g in zip(leaves.items(), found)}


def add_before(g, case):
    """What += leaves: the gradients of this call on top of what was there."""
    return {name: v + case[name + "_before"] if name + "_before" in case else v
            for name, v in g.items()}


def answers(case, found):
    """What was recorded, of what was found; after a second call `=` finds the same again."""
    found.update({name + "_again": value for name, value in list(found.items())})
    return {name: np.reshape(value, case.outputs[name].shape)
            for name, value in found.items() if name in case.outputs}


def pictures(rows, nhw):
    """(C, N·H·W) as PyTorch's (N,C,H,W)."""
    N, H, W = (int(x) for x in nhw)
    return torch.as_tensor(rows).reshape(-1, N, H, W).transpose(0, 1)


def rows(x):
    """And back."""
    return x.transpose(0, 1).reshape(x.shape[1], -1)


# --- 10.1 … 10.7 ----------------------------------------------------------------------------------

def convolve(case):
    return answers(case, {"out": signal.convolve2d(case["image"], case["kernel"], mode="valid")})


def window_of(case):
    size, stride, pad = (int(x) for x in case["window"])
    return {"kernel_size": size, "stride": stride, "padding": pad}


def im2col(case):
    seen = F.unfold(pictures(case["x"], case["x_NHW"]), **window_of(case))  # (N, C·K·K, places)
    return answers(case, {"col": rows(seen).numpy()})


def col2im(case):
    _, H, W = (int(x) for x in case["x_NHW"])
    N = int(case["x_NHW"][0])
    seen = torch.tensor(case["col"]).reshape(case["col"].shape[0], N, -1).transpose(0, 1)
    back = F.fold(seen, output_size=(H, W), **window_of(case))
    return answers(case, {"x": rows(back).numpy() + case["x_before"]})


def layer(case, x, W, b):
    size, stride, pad = (int(x) for x in case["window"])
    y = F.conv2d(pictures(x, case["x_NHW"]), W.reshape(W.shape[0], -1, size, size), b, stride, pad)
    return rows(y)


def conv2d_forward(case):
    y = layer(case, *(torch.tensor(case[name]) for name in ("x", "W", "b")))
    return answers(case, {"y": y.numpy()})


def conv2d_backward(case):
    x, W, b = (leaf(case[name]) for name in ("x", "W", "b"))
    g = gradients(meet(case["dy"], layer(case, x, W, b)), dx=x, dW=W, db=b)
    return answers(case, add_before(g, case))


def max_pool_forward(case):
    y, place = F.max_pool2d(pictures(case["x"], case["x_NHW"]), int(case["size"][0]),
                            return_indices=True)
    return answers(case, {"y": rows(y).numpy(), "from": rows(place).numpy()})


def max_pool_backward(case):
    if "from" in case:
        dy = pictures(case["dy"], case["dy_NHW"])
        places = pictures(case["from"].reshape(case["dy"].shape), case["dy_NHW"]).long()
        _, H, W = (int(x) for x in case["dx_NHW"])
        dx = F.max_unpool2d(dy, places, 2, output_size=(H, W))
        return answers(case, {"dx": rows(dx).numpy()})
    x = leaf(case["x"])
    y = rows(F.max_pool2d(pictures(x, case["x_NHW"]), 2))
    return answers(case, gradients(meet(case["dy"], y), dx=x))


# --- 10.8 … 10.13 ---------------------------------------------------------------------------------

def batch_norm_forward(case):
    share, epsilon = case["m_epsilon"]
    x = pictures(case["x_moved"], case["x_NHW"])
    found = {"running_mean": torch.tensor(case["running_mean_before"]),
             "running_variance": torch.tensor(case["running_variance_before"])}
    found = {name: v.clone() for name, v in found.items()}
    gamma, beta = torch.tensor(case["gamma"]), torch.tensor(case["beta"])

    def call():
        return F.batch_norm(x, found["running_mean"], found["running_variance"], gamma, beta,
                            training=True, momentum=share, eps=epsilon)

    first = {"y": rows(call()).numpy(), "mean": x.mean((0, 2, 3)).numpy(),
             "variance": x.var((0, 2, 3), unbiased=False).numpy()}
    first.update({name: v.clone().numpy() for name, v in found.items()})
    call()
    first.update({name + "_again": v.numpy() for name, v in found.items()})
    return {name: value for name, value in first.items() if name in case.outputs}


def batch_norm_backward(case):
    x, gamma, beta = (leaf(case[name]) for name in ("x", "gamma", "beta"))
    y = F.batch_norm(pictures(x, case["x_NHW"]), None, None, gamma, beta, training=True,
                     eps=case["m_epsilon"][1])
    g = gradients(meet(case["dy"], rows(y)), dx=x, dgamma=gamma, dbeta=beta)
    return answers(case, add_before(g, case))


def batch_norm_eval(case):
    mean, variance, gamma, beta = (torch.tensor(case[name]) for name in (
        "running_mean", "running_variance", "gamma", "beta"))
    y = F.batch_norm(pictures(case["x"], case["x_NHW"]), mean, variance, gamma, beta,
                     training=False, eps=case["m_epsilon"][1])
    return answers(case, {"y": rows(y).numpy(), "running_mean_after": mean.numpy(),
                          "running_variance_after": variance.numpy()})


def block(case, x, W1, b1, W2, b2):
    p = pictures(x, case["x_NHW"])
    C = p.shape[1]
    r = F.relu(F.conv2d(p, W1.reshape(C, C, 3, 3), b1, padding=1))
    return rows(F.relu(p + F.conv2d(r, W2.reshape(C, C, 3, 3), b2, padding=1))), rows(r)


KERNELS = ("W1", "b1", "W2", "b2")


def residual_forward(case):
    y, r = block(case, *(torch.tensor(case[name]) for name in ("x",) + KERNELS))
    return answers(case, {"y": y.numpy(), "r": r.numpy()})


def residual_backward(case):
    leaves = {name: leaf(case[name]) for name in ("x",) + KERNELS}
    y, _ = block(case, *leaves.values())
    g = gradients(meet(case["dy"], y), **{"d" + name: v for name, v in leaves.items()})
    return answers(case, add_before(g, case))


def place_images(case):
    """Matrices of all movements are multiplied, the product is inverted, and grid_sample asks."""
    x = pictures(case["x"], case["x_NHW"])
    _, _, H, W = x.shape
    centre = np.array([[1, 0, (W - 1) / 2], [0, 1, (H - 1) / 2], [0, 0, 1]])
    to_unit = np.array([[2 / (W - 1), 0, -1], [0, 2 / (H - 1), -1], [0, 0, 1]])
    thetas = []
    for right, down, turn, scale, flip in case["placements"]:
        c, s = np.cos(turn), np.sin(turn)
        move = np.array([[1, 0, right], [0, 1, down], [0, 0, 1]])
        rotate = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])  # y points down: clockwise
        there = (move @ centre @ rotate @ np.diag([scale, scale, 1]) @
                 np.diag([1 - 2 * flip, 1, 1]) @ np.linalg.inv(centre))
        thetas.append((to_unit @ np.linalg.inv(there) @ np.linalg.inv(to_unit))[:2])
    grid = F.affine_grid(torch.tensor(np.array(thetas)), list(x.shape), align_corners=True)
    y = F.grid_sample(x, grid, mode="bilinear", padding_mode="zeros", align_corners=True)
    return answers(case, {"y": rows(y).numpy()})


# --- 10.14 … 10.22 --------------------------------------------------------------------------------

def image_rnn(x, im, h0, Wxh, Whh, b, Wih):
    h = [h0]
    for word in x:
        h.append(torch.tanh(word @ Wxh + h[-1] @ Whh + im @ Wih + b))
    return torch.stack(h)


TOLD = ("x", "im", "h0", "Wxh", "Whh", "b", "Wih")


def image_rnn_forward(case):
    return answers(case, {"h": image_rnn(*(torch.tensor(case[name]) for name in TOLD)).numpy()})


class Given(torch.autograd.Function):
    """tanh whose answer was recorded: its slope is 1 − answer², whatever went in."""

    @staticmethod
    def forward(ctx, a, h):
        ctx.save_for_backward(h)
        return h.clone()

    @staticmethod
    def backward(ctx, d):
        h, = ctx.saved_tensors
        return d * (1 - h * h), None


def image_rnn_backward(case):
    leaves = {name: leaf(case[name]) for name in TOLD}
    if "h" not in case:
        h, upstream = image_rnn(*leaves.values()), case["dh"]
    else:
        upstream = case["dh_before"]
        states = torch.tensor(case["h"])
        first = leaf(case["h"][0])
        steps = [first]
        for word, state in zip(leaves["x"], states[1:]):
            a = (word @ leaves["Wxh"] + steps[-1] @ leaves["Whh"] + leaves["im"] @ leaves["Wih"] +
                 leaves["b"])
            steps.append(Given.apply(a, state))
        h = torch.stack(steps)
        leaves["h0"] = first
    g = gradients(meet(upstream, h), **{"d" + name: v for name, v in leaves.items()})
    return answers(case, add_before(g, case))


STARTS = ("im", "Wh", "bh", "Wc", "bc")


def image_start(im, Wh, bh, Wc, bc):
    return torch.tanh(im @ Wh + bh), torch.tanh(im @ Wc + bc)


def image_start_forward(case):
    h, c = image_start(*(torch.tensor(case[name]) for name in STARTS))
    return answers(case, {"h": h.numpy(), "c": c.numpy()})


def image_start_backward(case):
    leaves = {name: leaf(case[name]) for name in STARTS}
    h, c = image_start(*leaves.values())
    g = gradients(meet(case["dh"], h) + meet(case["dc"], c),
                  **{"d" + name: v for name, v in leaves.items()})
    return answers(case, add_before(g, case))


def torch_order(columns):
    """The course's gates i | f | o | g as PyTorch's i | f | g | o; it is its own inverse."""
    i, f, o, g = columns.chunk(4, -1)
    return torch.cat([i, f, g, o], -1)


LOOKS = ("x", "region", "h0", "c0", "Wx", "Wh", "b", "Wc", "Wq")


def attentive(x, region, h0, c0, Wx, Wh, b, Wc, Wq):
    """torch.nn.LSTMCell on [word, context]; what it makes of a step, and what led to it."""
    cell = torch.nn.LSTMCell(x.shape[-1] + region.shape[-1], h0.shape[-1])
    weights = {"weight_ih": torch_order(torch.cat([Wx, Wc])).T, "weight_hh": torch_order(Wh).T,
               "bias_ih": torch_order(b), "bias_hh": torch.zeros_like(b)}
    h, c, made = [h0], [c0], {"q": [], "alpha": [], "ctx": [], "a": []}
    for word in x:
        q = h[-1] @ Wq
        alpha = torch.softmax(torch.einsum("br,lbr->bl", q, region), 1)
        ctx = torch.einsum("bl,lbr->br", alpha, region)
        joined = torch.cat([word, ctx], 1)
        gates = joined @ torch.cat([Wx, Wc]) + h[-1] @ Wh + b
        i, f, o, g = gates.chunk(4, 1)
        gates = torch.cat([torch.sigmoid(torch.cat([i, f, o], 1)), torch.tanh(g)], 1)
        new_h, new_c = torch.nn.utils.stateless.functional_call(
            cell, weights, (joined, (h[-1], c[-1])))
        h.append(new_h)
        c.append(new_c)
        for name, value in zip(made, (q, alpha, ctx, gates)):
            made[name].append(value)
    made.update(h=h, c=c)
    return {name: torch.stack(values) for name, values in made.items()}


def attentive_lstm_forward(case):
    found = attentive(*(torch.tensor(case[name]) for name in LOOKS))
    return answers(case, {name: value.numpy() for name, value in found.items()})


def attentive_lstm_backward(case):
    leaves = {name: leaf(case[name]) for name in LOOKS}
    found = attentive(*leaves.values())
    small = "dh_before" in case
    loss = (meet(case["dh_before" if small else "dh"], found["h"]) +
            meet(case["dc_before" if small else "dc"], found["c"][-1]))
    g = gradients(loss, **{"d" + name: v for name, v in leaves.items()})
    return answers(case, add_before(g, case))


def mean_of_frames_forward(case):
    frames = torch.tensor(case["frame"])
    means = [frames[:int(n), b].mean(0).numpy() for b, n in enumerate(case["length"])]
    return answers(case, {"im": np.array(means)})


def mean_of_frames_backward(case):
    frames = leaf(np.zeros_like(case["dframe_before"]))
    means = torch.stack([frames[:int(n), b].mean(0) for b, n in enumerate(case["length"])])
    return answers(case, add_before(gradients(meet(case["dim"], means), dframe=frames), case))


def glimpses(case):
    size = int(case["size"][0])
    x = pictures(case["from"], case["from_NHW"]).numpy()
    frame = 10
    wide = np.pad(x, ((0, 0), (0, 0), (frame, frame), (frame, frame)))
    seen = []
    for row, col in zip(case["row"].astype(int), case["col"].astype(int)):
        top, left = row + frame - size // 2, col + frame - size // 2
        seen.append(wide[:, :, top:top + size, left:left + size].reshape(len(x), -1))
    return answers(case, {"x": np.array(seen)})


# --- 10.23, 10.24 ---------------------------------------------------------------------------------

def references_of(case):
    many = case["how_many"].astype(int)
    said = case["references"].reshape(len(many), -1, case["references"].shape[-1])
    return [said[i, :n] for i, n in enumerate(many)]


def cider_idf(case):
    pictures_with = sum((said > 0).any(0).astype(int) for said in references_of(case))
    return answers(case, {"idf": np.log(len(case["how_many"]) / np.maximum(1, pictures_with))})


def tf_idf(counts, idf):
    return counts / counts.sum() * idf if counts.sum() else np.zeros_like(idf)


def cosine(a, b):
    lengths = np.linalg.norm(a) * np.linalg.norm(b)
    return a @ b / lengths if lengths else 0.0


def cider_score(case):
    said_of_it = case["answers"].copy()
    if "empty_and_common" in case:
        empty, common = case["empty_and_common"].astype(int)
        said_of_it[[empty, common]] = 0
        said_of_it[common, 0] = 1
    idf = case["idf"].ravel()
    score = [np.mean([cosine(tf_idf(answer, idf), tf_idf(r, idf)) for r in said])
             for answer, said in zip(said_of_it, references_of(case))]
    return answers(case, {"score": np.array(score)})


if __name__ == "__main__":
    transcript.run({f.__name__: f for f in (
        convolve, im2col, col2im, conv2d_forward, conv2d_backward, max_pool_forward,
        max_pool_backward, batch_norm_forward, batch_norm_backward, batch_norm_eval,
        residual_forward, residual_backward, place_images, image_rnn_forward, image_rnn_backward,
        image_start_forward, image_start_backward, attentive_lstm_forward, attentive_lstm_backward,
        mean_of_frames_forward, mean_of_frames_backward, glimpses, cider_idf, cider_score)})
