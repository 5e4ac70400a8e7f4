#!/usr/bin/python3 -B
"""Chapter 09 by PyTorch and NLTK, in double. The encoder is torch.nn.GRU, bidirectional, on packed
sequences, so that no padding is even shown to it; attention is written one sentence at a time with the
sentence's own words; all gradients are autograd's. Searches are a list that is sorted, and where a beam
holds everything, the best of all sentences there are. BLEU is NLTK's.

PyTorch's update gate says how much of the state is kept, the course's how much is new: the columns
of z change their sign on the way there and on the way back.
"""

import itertools

import numpy as np
import torch
import torch.nn.functional as F
from nltk.translate import bleu_score as nltk_bleu
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

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


def add_before(g, case, rename=lambda name: name):
    """What += leaves: the gradients of this call on top of what was there."""
    return {name: v + case[rename(name) + "_before"] if rename(name) + "_before" in case else v
            for name, v in g.items()}


def answers(case, found, twice=()):
    """What was recorded, of what was found; after a second call `=` finds the same again."""
    found.update({name + "_again": found[name] for name in twice if name + "_again" in case.outputs})
    return {name: value for name, value in found.items() if name in case.outputs}


# --- layers ---------------------------------------------------------------------------------------

ENDS = ("_l0", "_l0_reverse")


def turned(columns):
    """The same weights with those of z negated."""
    return columns * np.repeat([1.0, -1.0, 1.0], columns.shape[-1] // 3)


def library(case, *suffixes):
    """torch.nn.GRU with the case's weights, in one direction or in two."""
    D, G = case["Wx" + suffixes[0]].shape
    net = torch.nn.GRU(D, G // 3, bidirectional=len(suffixes) == 2)
    with torch.no_grad():
        for suffix, end in zip(suffixes, ENDS):
            getattr(net, "weight_ih" + end).copy_(torch.tensor(turned(case["Wx" + suffix]).T))
            getattr(net, "weight_hh" + end).copy_(torch.tensor(turned(case["Wh" + suffix]).T))
            getattr(net, "bias_ih" + end).copy_(torch.tensor(turned(case["bx" + suffix])))
            getattr(net, "bias_hh" + end).zero_()
    return net


def library_leaves(net, *suffixes):
    """Its weights, under the names of the chapter's gradients."""
    return {name + suffix: getattr(net, array + end) for suffix, end in zip(suffixes, ENDS)
            for name, array in (("dWx", "weight_ih"), ("dWh", "weight_hh"), ("dbx", "bias_ih"))}


def as_columns(g):
    """Gradients of torch.nn's weights as the chapter stores them."""
    return {name: turned(v.T) if name[:3] in ("dWx", "dWh", "dbx") else v
            for name, v in g.items()}


# --- 9.1, 9.2 -------------------------------------------------------------------------------------

def sentences_of(rows):
    return [[int(w) for w in row if w >= 0] for row in rows]


def teacher_forcing(case):
    start, end = (int(x) for x in case["start_end"])
    said = sentences_of(case["sentences"])
    T = case.outputs["input"].size // len(said)
    columns_in = [[start] + s + [end] * (T - 1 - len(s)) for s in said]
    columns_out = [s + [end] + [-1] * (T - 1 - len(s)) for s in said]
    return {"input": np.array(columns_in).T.ravel(), "target": np.array(columns_out).T.ravel()}


def reverse_within(case):
    to = np.zeros_like(case["from"])
    for b, n in enumerate(case["length"].astype(int)):
        to[:n, b] = case["from"][:n, b][::-1]
    return answers(case, {"to": to}, ["to"])


# --- 9.3, 9.4: packed sequences -------------------------------------------------------------------

def read(case):
    """The encoder's answers, and the leaves that they depend on."""
    x, W, b = leaf(case["x"]), leaf(case["W_start"]), leaf(case["b_start"])
    net = library(case, "_left", "_right")
    packed = pack_padded_sequence(x, torch.tensor(case["length"].astype(int)), enforce_sorted=False)
    packed_states, last = net(packed)
    states = pad_packed_sequence(packed_states, total_length=len(x))[0]
    last = torch.cat([last[0], last[1]], dim=1)
    leaves = {"dx": x, "dW_start": W, "db_start": b, **library_leaves(net, "_left", "_right")}
    return {"states": states, "last": last, "start": torch.tanh(last @ W + b)}, leaves


def encoder_forward(case):
    found = {name: v.detach().numpy() for name, v in read(case)[0].items()}
    if "states_wide" in case.outputs:
        wide = np.zeros(case.outputs["states_wide"].shape)
        wide[:len(found["states"])] = found["states"]
        found.update(states_wide=wide, start_wide=found["start"])
    return answers(case, found, ["states"])


def encoder_backward(case):
    made, leaves = read(case)
    loss = meet(case["dstates"], made["states"]) + meet(case["dstart"], made["start"])
    g = as_columns(gradients(loss, **leaves))
    return answers(case, add_before(g, case), ["dx"])


# --- 9.5 … 9.8: a context at every step -----------------------------------------------------------

def with_context(x, ctx):
    return torch.cat([x, ctx.expand(len(x), *ctx.shape)], dim=2)


def with_context_forward(case):
    y = with_context(torch.tensor(case["x"]), torch.tensor(case["ctx"])).numpy()
    return answers(case, {"y": y}, ["y"])


def with_context_backward(case):
    B, C = case["dctx_before"].shape
    T, _, DC = case["dy"].shape
    x, ctx = leaf(np.zeros((T, B, DC - C))), leaf(np.zeros((B, C)))
    g = gradients(meet(case["dy"], with_context(x, ctx)), dx=x, dctx=ctx)
    found = add_before(g, case)
    return {**answers(case, found, ["dx"]), "dctx_again": found["dctx"] + g["dctx"]}


def told(case, x, ctx, target, gru="", out=""):
    """A decoder's mean loss, and the leaves of its weights."""
    net, W, b = library(case, gru), leaf(case["W" + out]), leaf(case["b" + out])
    h, _ = net(with_context(x, ctx))
    logits, target = (h @ W + b).reshape(target.size, -1), torch.tensor(target.astype(int))
    counted = max(1, int((target >= 0).sum()))
    loss = F.cross_entropy(logits, target, ignore_index=-1, reduction="sum") / counted
    return loss, {"dW" + out: W, "db" + out: b, **library_leaves(net, gru)}


def context_decoder_loss(case):
    x, ctx, target = leaf(case["x"]), leaf(case["ctx"]), case["target"]
    if case.name == "losses":
        n = case.outputs["losses"].size
        losses = [told(case, x_n, ctx, t)[0] for x_n, t in
                  zip(x.reshape(n, -1, *x.shape[1:]), target.reshape(n, -1))]
        g = gradients(sum(losses), dctx=ctx)
        return {"losses": np.array([l.item() for l in losses]), **g}
    loss, leaves = told(case, x, ctx, target)
    g = as_columns(gradients(loss, dx=x, dctx=ctx, **leaves))
    found = {**add_before(g, case), "loss": loss.item()}
    return answers(case, found, ["loss", "dx"])


BOTH = ("_before", "_after")


def skip_thought_loss(case):
    ctx = leaf(case["ctx"])
    x = {s: leaf(case["x" + s]) for s in BOTH}

    def losses(ctx):
        return [told(case, x[s], ctx, case["target" + s], s, "_out" + s) for s in BOTH]

    if case.name == "losses":
        return {"losses": np.array([sum(l.item() for l, _ in losses(i * ctx))
                                    for i in range(case.outputs["losses"].size)])}
    (before, w_before), (after, w_after) = losses(ctx)
    g = as_columns(gradients(before + after, dctx=ctx, **w_before, **w_after,
                             **{"dx" + s: x[s] for s in BOTH}))
    # What the gradients held is called after the first and the second decoder.
    def held(name):
        for s, nth in zip(BOTH, ("_first", "_second")):
            if name.endswith("_out" + s):
                return name.replace("_out" + s, nth + "_out")
            name = name.replace(s, nth)
        return name
    return answers(case, {**add_before(g, case, held), "loss": (before + after).item()})


# --- 9.9, 9.10: searches --------------------------------------------------------------------------

class Table:
    """A model whose next word depends on the two before."""

    def __init__(self, logp):
        self.V = logp.shape[1]
        self.logp = logp.reshape(self.V, self.V, self.V)
        self.start, self.end = self.V - 2, self.V - 1

    def next(self, said):
        heard = [self.start, self.start, *said][-2:]
        return self.logp[heard[0], heard[1]]


def greedy(m, longest):
    said, logp = (), 0.0
    while len(said) < longest:
        p = m.next(said)
        logp += p.max()
        if p.argmax() == m.end:
            return said, True, logp, logp
        said += (int(p.argmax()),)
    return said, False, logp, logp


def beam(m, width, a, longest):
    """Everything that is left is sorted at each step; Python's sort keeps equals in their order."""
    unfinished, finished = [((), 0.0)], []
    for length in range(longest):
        further = [(said + (v,), logp + p) for said, logp in unfinished
                   for v, p in enumerate(m.next(said))]
        further.sort(key=lambda s: -s[1])
        kept = further[:width - len(finished)]
        finished += [(s[:-1], True, logp) for s, logp in kept if s[-1] == m.end]
        unfinished = [(s, logp) for s, logp in kept if s[-1] != m.end]
    finished += [(s, False, logp) for s, logp in unfinished]
    scored = [(s, ended, logp, logp / (len(s) + ended) ** a) for s, ended, logp in finished]
    return max(scored, key=lambda s: s[3])


def best_of_all(m, a, longest):
    """No search: all sentences."""
    scored = []
    for n in range(longest + 1):
        for said in itertools.product(range(m.end), repeat=n):
            logp = sum(m.next(said[:t])[v] for t, v in enumerate(said))
            if n < longest:
                logp += m.next(said)[m.end]
            scored.append((said, n < longest, logp, logp / (n + (n < longest)) ** a))
    scored.sort(key=lambda s: -s[3])
    assert scored[0][3] > scored[1][3], "two sentences are equally good"
    return scored[0]


def search(case):
    models, width, longest = (int(x) for x in case["models_beam_longest"])
    a, found = float(case["a"].flat[0]), []
    for logp in np.split(case["logp"], models):
        m = Table(logp)
        if case.name == "exhaustive":
            found.append(best_of_all(m, a, longest))
        elif width <= 1:
            said, ended, total, _ = greedy(m, longest)
            found.append((said, ended, total, total / max(1, len(said) + ended) ** a))
        else:
            found.append(beam(m, width, a, longest))
    words = [list(s) + [-1] * (longest - len(s)) for s, _, _, _ in found]
    return {"length": np.array([len(s) for s, _, _, _ in found]),
            "ended": np.array([ended for _, ended, _, _ in found]),
            "sum": np.array([logp for _, _, logp, _ in found]),
            "score": np.array([score for _, _, _, score in found]),
            "words": np.array(words).ravel()}


def greedy_decode(case):
    return search(case)


def beam_search(case):
    return search(case)


# --- 9.11, 9.12: NLTK -----------------------------------------------------------------------------

ORDER = 4


def bleu_count(case):
    said, right = sentences_of(case["answers"]), sentences_of(case["references"])
    each = len(right) // len(said)
    if "reference_length" in case:
        # The contract's sentences are cut to these lengths; what is behind is not theirs.
        right = [r[:int(n)] for r, n in zip(right, case["reference_length"].flat)]
    counts = []
    for i, answer in enumerate(said):
        references = right[i * each:(i + 1) * each]
        # NLTK calls an answer without any n-gram one that has one; the numerator is as it should be.
        match = [nltk_bleu.modified_precision(references, answer, n + 1).numerator
                 for n in range(ORDER)]
        every = [max(0, len(answer) - n) for n in range(ORDER)]
        counts.append(match + every +
                      [len(answer), nltk_bleu.closest_ref_length(references, len(answer))])
    counts = np.array(counts)
    if case.name == "text":
        counts = counts.sum(axis=0, keepdims=True)
    counts = counts + case["before"].flat[0]
    return {"match": counts[:, :ORDER].ravel(), "all": counts[:, ORDER:2 * ORDER].ravel(),
            "length": counts[:, -2], "closest": counts[:, -1]}


def bleu_score(case):
    if case.name == "no_answer":
        return {"score": 0.0}
    weights = [[1 / N] * N for N in range(1, ORDER + 1)]
    if case.name == "text":
        texts = case.outputs["score"].shape[0]
        said, right = sentences_of(case["answers"]), sentences_of(case["references"])
        each = len(right) // len(said)
        groups = [right[i:i + each] for i in range(0, len(right), each)]
        per = len(said) // texts
        return {"score": np.array([[nltk_bleu.corpus_bleu(
            groups[k:k + per], said[k:k + per], w) for w in weights]
            for k in range(0, len(said), per)])}
    score = []
    for c in case["counts"]:
        precision = c[:ORDER] / c[ORDER:2 * ORDER]
        brevity = nltk_bleu.brevity_penalty(c[-1], c[-2])
        score.append([brevity * np.prod(precision[:n]) ** (1 / n) for n in range(1, ORDER + 1)])
    return {"score": np.array(score)}


# --- 9.13 … 9.22: one sentence --------------------------------------------------------------------

def dot_scores(w, q, k):
    return torch.einsum("th,sh->ts", q, k)


def bilinear_scores(w, q, k):
    return F.bilinear(q[:, None].expand(-1, len(k), -1).contiguous(),
                      k[None].expand(len(q), -1, -1).contiguous(), w["dW"][None])[:, :, 0]


def concat_scores(w, q, k):
    return torch.tanh((q @ w["dWq"])[:, None] + (k @ w["dWk"])[None]) @ w["dv"]


def forward_scores(scores, *weights):
    def oracle(case):
        w = {"d" + name: torch.tensor(case[name]) for name in weights}
        score = scores(w, torch.tensor(case["q"]), torch.tensor(case["k"])).numpy()
        return answers(case, {"score": score}, ["score"])
    return oracle


def backward_scores(scores, *weights):
    def oracle(case):
        w = {"d" + name: leaf(case[name]) for name in weights}
        q, k = leaf(case["q"]), leaf(case["k"])
        g = gradients(meet(case["dscore"], scores(w, q, k)), dq=q, dk=k, **w)
        return answers(case, add_before(g, case))
    return oracle


def padded_softmax(score, n):
    hidden = torch.arange(score.shape[-1]) >= n
    return torch.softmax(score.masked_fill(hidden, -torch.inf), dim=-1)


def attention_weights(case):
    return {"alpha": padded_softmax(torch.tensor(case["score"]), int(case["n"].flat[0])).numpy()}


def attention_weights_backward(case):
    if case.name == "gradient":
        score = leaf(case["score"])
        alpha, upstream = padded_softmax(score, int(case["n"].flat[0])), case["dalpha"]
    else:
        score = torch.log(torch.tensor(case["alpha"])).requires_grad_()  # −∞ for the padding
        alpha, upstream = torch.softmax(score, dim=1), case["dalpha"]  # and α again
    return {"dscore": gradients(meet(upstream, alpha), g=score)["g"]}


def attention_read_forward(case):
    ctx = torch.einsum("ts,sh->th", torch.tensor(case["alpha"]), torch.tensor(case["k"])).numpy()
    return answers(case, {"ctx": ctx}, ["ctx"])


def attention_read_backward(case):
    alpha, k = leaf(case["alpha"]), leaf(case["k"])
    g = gradients(meet(case["dctx"], torch.einsum("ts,sh->th", alpha, k)), dalpha=alpha, dk=k)
    found = add_before(g, case)
    return {**answers(case, found, ["dalpha"]), "dk_again": found["dk"] + g["dk"]}


# --- 9.23 … 9.25: a batch -------------------------------------------------------------------------

def attend(case, lengths):
    """Sentence by sentence, with nothing but its own words."""
    h, k = leaf(case["h"]), leaf(case["k"])
    Wq, W, b = leaf(case["Wq"]), leaf(case["W"]), leaf(case["b"])
    q, S, weights, joined = h @ Wq, len(k), [], []
    for i, n in enumerate(lengths.astype(int)):
        own = k[:n, i]
        alpha = torch.softmax(q[:, i] @ own.T, dim=1)
        weights.append(F.pad(alpha, (0, S - n)))
        joined.append(torch.cat([alpha @ own, h[:, i]], dim=1))
    joined = torch.stack(joined, dim=1)
    made = {"q": q, "alpha": torch.stack(weights), "joined": joined,
            "o": torch.tanh(joined @ W + b)}
    return made, {"dh": h, "dk": k, "dWq": Wq, "dW": W, "db": b}


def attend_forward(case):
    made, _ = attend(case, case["used"] if "used" in case else case["length"])
    found = {name: v.detach().numpy() for name, v in made.items()}
    found["o_wide"] = found["o"]
    return answers(case, found, ["o"])


def attend_backward(case):
    made, leaves = attend(case, case["length"])
    return answers(case, add_before(gradients(meet(case["d"], made["o"]), **leaves), case))


def copy_unknown(case):
    unknown, word = int(case["unknown"].flat[0]), case["answer"].flat
    return {"from": np.array([int(np.argmax(a)) if w == unknown else -1
                              for w, a in zip(word, case["alpha"])])}


if __name__ == "__main__":
    transcript.run({
        "score_dot_forward": forward_scores(dot_scores),
        "score_dot_backward": backward_scores(dot_scores),
        "score_bilinear_forward": forward_scores(bilinear_scores, "W"),
        "score_bilinear_backward": backward_scores(bilinear_scores, "W"),
        "score_concat_forward": forward_scores(concat_scores, "Wq", "Wk", "v"),
        "score_concat_backward": backward_scores(concat_scores, "Wq", "Wk", "v"),
        **{f.__name__: f for f in (
            teacher_forcing, reverse_within, encoder_forward, encoder_backward,
            with_context_forward, with_context_backward, context_decoder_loss, skip_thought_loss,
            greedy_decode, beam_search, bleu_count, bleu_score, attention_weights,
            attention_weights_backward, attention_read_forward, attention_read_backward,
            attend_forward, attend_backward, copy_unknown)}})
