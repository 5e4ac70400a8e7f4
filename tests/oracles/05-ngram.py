#!/usr/bin/python3 -B
"""Chapter 05 a second time. n-grams are tuples in dictionaries, sentence by sentence; smoothing is
what Chen and Goodman's formulas say, asked from the longest history down and in fractions, so that
nothing is rounded before the end; the decoder's best answer is the best of all answers, tried one by
one; the networks are PyTorch's, their gradients autograd's.
"""

import itertools
import math
from collections import Counter
from fractions import Fraction
from functools import lru_cache

import numpy as np
import torch
import torch.nn.functional as F

import transcript

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

UNKNOWN, BEGIN, END = 0, 1, 2


def whole(case, name):
    return int(case[name].ravel()[0])


def sentences(ids):
    """The text cut in front of every <s>."""
    cut = []
    for word in np.asarray(ids).ravel().astype(int).tolist():
        if word == BEGIN:
            cut.append([])
        cut[-1].append(word)
    return cut


# --- counting ------------------------------------------------------------------------------------

class Counts:
    """How often each tuple of words ended at a word that a model predicts."""

    def __init__(self, case):
        self.order, self.V = whole(case, "order"), whole(case, "V")
        self.of = [Counter() for _ in range(self.order + 2)]
        self.after = [Counter() for _ in range(self.order + 2)]
        for sentence in sentences(case["id"]):
            for end in range(2, len(sentence) + 1):
                for m in range(1, min(self.order + 1, end) + 1):
                    gram = tuple(sentence[end - m:end])
                    self.of[m][gram] += 1
                    self.after[m - 1][gram[:-1]] += 1
        self.total = sum(self.of[1].values())
        words = [(v,) for v in range(self.V)]
        self.levels = [[()], words] + [sorted(self.of[m], key=lambda gram: gram[::-1])
                                       for m in range(2, self.order + 1)]

    def words(self):
        return [v for v in range(self.V) if v != BEGIN]

    def followers(self, history):
        return [v for v in self.words() if history + (v,) in self.of[len(history) + 1]]

    def histories(self):
        """Those of order-1 words; the empty one for order 1."""
        return self.levels[self.order - 1]


def ngram_count(case):
    c = Counts(case)
    prefix = "edge_" if "edge_sizes" in case.outputs else ""
    answers = {"sizes": [c.order, c.V, c.total]}
    for m in range(1, c.order + 1):
        grams, m_ = c.levels[m], "_%d" % m
        below = {gram: i for i, gram in enumerate(c.levels[m - 1])}
        answers["word" + m_] = [gram[0] for gram in grams]
        answers["count" + m_] = [c.of[m][gram] for gram in grams]
        if m > 1:
            answers["suffix" + m_] = [below[gram[1:]] for gram in grams]
            answers["context" + m_] = [below[gram[:-1]] for gram in grams]
        if m < c.order:
            answers["followed" + m_] = [c.after[m][gram] for gram in grams]
            left = Counter(gram[1:] for gram in c.levels[m + 1])
            answers["first" + m_] = np.cumsum([0] + [left[gram] for gram in grams])
    return {prefix + name: np.array(x) for name, x in answers.items()}


# --- smoothing -----------------------------------------------------------------------------------

def model(case, c, prob, backoff):
    """Answers of a model whose prob(history, word) and backoff(history) are known."""
    name = next(name for name in case.outputs if name.endswith("prob_1"))
    prefix, answers = name[:-len("prob_1")], {}
    for m in range(1, c.order + 1):
        answers["%sprob_%d" % (prefix, m)] = np.array(
            [float(prob(gram[:-1], gram[-1])) for gram in c.levels[m]])
        if m < c.order:
            answers["%sbackoff_%d" % (prefix, m)] = np.array(
                [float(backoff(gram)) for gram in c.levels[m]])
    if "sum_after_each_history" in case.outputs:
        answers["sum_after_each_history"] = np.array(
            [float(sum(prob(h, w) for w in c.words())) for h in c.histories()])
    return answers


def ngram_mle(case):
    c = Counts(case)
    return model(case, c, lambda h, w: Fraction(c.of[len(h) + 1][h + (w,)], c.after[len(h)][h]),
                 lambda h: 0 if c.followers(h) else 1)


def add_k(case):
    c, k = Counts(case), Fraction(float(case["k"].ravel()[0]))
    answers = []
    for words in case["words"].astype(int).tolist():
        h, w = tuple(words[:-1]), words[-1]
        above = {v: c.of[len(words)][h + (v,)] + k for v in c.words()}
        answers.append(float(above[w] / sum(above.values())))
    return {name: np.array(answers) for name in case.outputs}


def good_turing(c, m, cut):
    """d_1 … d_cut of a level."""
    n = Counter(c.of[m].values())
    d = {}
    for r in range(1, cut + 1):
        try:
            star = (r + 1) * Fraction(n[r + 1], n[r])
            A = (cut + 1) * Fraction(n[cut + 1], n[1])
            d[r] = (star / r - A) / (1 - A)
        except ZeroDivisionError:
            d[r] = 1
        if not 0 < d[r] <= 1:
            d[r] = 1
    return d


def katz_backoff(case):
    c, cut = Counts(case), whole(case, "cut")
    d = [good_turing(c, m, cut) for m in range(c.order + 1)]

    @lru_cache(None)
    def prob(h, w):
        if not h:
            return Fraction(0 if w == BEGIN else c.of[1][(w,)] + 1, c.total + c.V - 1)
        m, seen = len(h) + 1, c.followers(h)
        if w not in seen:
            return backoff(h) * prob(h[1:], w)
        count, total = c.of[m][h + (w,)], sum(c.of[m][h + (v,)] for v in seen)
        saved = any(d[m].get(c.of[m][h + (v,)], 1) < 1 for v in seen)
        return d[m].get(count, 1) * Fraction(count, total if saved else total + 1)

    @lru_cache(None)
    def backoff(h):
        if len(h) >= c.order:
            return 1
        seen = c.followers(h)
        unseen = sum(prob(h[1:], w) for w in c.words() if w not in seen)
        return (1 - sum(prob(h, w) for w in seen)) / unseen if seen and unseen else 1

    return model(case, c, prob, backoff)


def kneser_ney_counts(case):
    c = Counts(case)
    answers = {}
    for m in range(1, c.order + 1):
        before = {gram: {longer[0] for longer in c.of[m + 1] if longer[1:] == gram}
                  for gram in c.levels[m]}
        answers["adjusted_%d" % m] = np.array(
            [c.of[m][gram] if m == c.order or gram[0] == BEGIN else len(before[gram])
             for gram in c.levels[m]])
    return answers


def kneser_ney_discounts(case):
    n = Counter(case["adjusted"].astype(int).tolist() if "adjusted" in case else [])
    d = [0]
    for r in 1, 2, 3:
        fallback = Fraction(r, 2)
        try:
            Y = Fraction(n[1], n[1] + 2 * n[2])
            x = r - (r + 1) * Y * Fraction(n[r + 1], n[r])
        except ZeroDivisionError:
            x = fallback
        d.append(float(x if 0 <= x <= r else fallback))
    return {name: np.array(d) for name in case.outputs}


def kneser_ney(case):
    c = Counts(case)
    a = {gram: int(x) for m in range(1, c.order + 1)
         for gram, x in zip(c.levels[m], case["adjusted_%d" % m])}
    D = [[Fraction(0)] * 4] + [[Fraction(x) for x in row] for row in case["discounts"].tolist()]

    def after(h):
        return [a[h + (v,)] for v in c.words() if a.get(h + (v,), 0) > 0]

    @lru_cache(None)
    def gamma(h):
        d, N = D[min(len(h) + 1, c.order)], Counter(min(x, 3) for x in after(h))
        if len(h) == c.order or not after(h):
            return Fraction(1)
        return (d[1] * N[1] + d[2] * N[2] + d[3] * N[3]) / sum(after(h))

    @lru_cache(None)
    def prob(h, w):
        if w == BEGIN:
            return Fraction(0)
        shorter = prob(h[1:], w) if h else Fraction(1, c.V - 1)
        count = a.get(h + (w,), 0)
        if not count:
            return gamma(h) * shorter
        return (count - D[len(h) + 1][min(count, 3)]) / sum(after(h)) + gamma(h) * shorter

    return model(case, c, prob, gamma)


# --- asking --------------------------------------------------------------------------------------

class Model:
    """prob and backoff of tuples, from the inputs."""

    def __init__(self, case):
        c = Counts(case)
        self.order, self.V = c.order, c.V
        self.prob, self.backoff = {}, {}
        for m in range(1, c.order + 1):
            self.prob.update(zip(c.levels[m], case["prob_%d" % m]))
            if m < c.order:
                self.backoff.update(zip(c.levels[m], case["backoff_%d" % m]))

    def p(self, words):
        words = tuple(words)[-self.order:]
        if words in self.prob:
            return self.prob[words]
        return self.backoff.get(words[:-1], 1) * self.p(words[1:])

    def log_p(self, words):
        p = self.p(words)
        return math.log(p) if p > 0 else -math.inf

    def predictions(self, sentence):
        """(word, ln p) of all but <s>."""
        return [(sentence[i], self.log_p(sentence[:i + 1])) for i in range(1, len(sentence))]


def ngram_probability(case):
    m = Model(case)
    rows = case["queries"].astype(int).tolist()
    return {name: np.array([m.p(row[1:1 + row[0]]) for row in rows]) for name in case.outputs}


def sentence_log_prob(case):
    m = Model(case)
    names = sorted(name for name in case.inputs if name.startswith("sentence_"))
    sums = [math.fsum(log_p for _, log_p in m.predictions(case[name].astype(int).tolist()))
            for name in names]
    return {name: np.array(sums).reshape(x.shape) for name, x in case.outputs.items()}


def cost(predictions):
    """e to the mean cost."""
    mean = -math.fsum(x for _, x in predictions) / len(predictions) if predictions else math.nan
    return math.exp(mean) if mean != math.inf else mean


def perplexity(case):
    m, edge = Model(case), "edge_all" in case.outputs
    ids = case["text"].astype(int).tolist()
    numbers, all_, known = [], [], []
    for n in [len(ids)] if edge else [i + 1 for i, w in enumerate(ids) if w == END]:
        every = [x for sentence in sentences(ids[:n]) for x in m.predictions(sentence)]
        rest = [x for x in every if x[0] != UNKNOWN]
        ends = sum(w == END for w, _ in every)
        numbers += [len(every) - ends, ends, len(every) - len(rest)]
        all_.append(cost(every))
        known.append(cost(rest))
    return {("edge_" if edge else "") + name: np.array(x)
            for name, x in (("numbers", numbers), ("all", all_), ("known", known))}


def ngram_sample(case):
    m, room, text, after = Model(case), whole(case, "room"), [], []
    for row in case["u"]:
        sentence = [BEGIN]
        while len(sentence) < room and sentence[-1] != END:
            heap = list(itertools.accumulate(m.p(sentence + [v]) for v in range(m.V)))
            sentence.append(next(v for v in range(m.V) if heap[v] > row[len(sentence) - 1]))
        text += sentence
        after.append(row[len(sentence) - 1])
    name = "cut_off" if "cut_off" in case.outputs else "sentences"
    return {name: np.array(text), "next_random_number": np.array(after)}


def worth(m, sentence, channel):
    return math.fsum([log_p for _, log_p in m.predictions(sentence)] + channel)


def by_trying_all(m, places):
    best = max(itertools.product(*places), key=lambda answer: worth(
        m, [BEGIN] + [w for w, _ in answer] + [END], [x for _, x in answer]))
    words, channel = [w for w, _ in best], [x for _, x in best]
    return words, worth(m, [BEGIN] + words + [END], channel)


def by_beam(m, places, width):
    beam = [((BEGIN,), [])]
    for place in places:
        best = {}
        for sentence, channel in beam:
            for w, x in place:
                longer = sentence + (w,), channel + [x]
                memory = longer[0][max(len(longer[0]) - m.order + 1, 0):]
                if memory not in best or worth(m, *best[memory]) < worth(m, *longer):
                    best[memory] = longer
        beam = sorted(best.values(), key=lambda b: -worth(m, *b))[:width]
    beam = [(sentence + (END,), channel) for sentence, channel in beam]
    sentence, channel = max(beam, key=lambda b: worth(m, *b))
    return list(sentence[1:-1]), worth(m, sentence, channel)


def noisy_channel_decode(case):
    m, start = Model(case), case["start"].astype(int)
    pairs = list(zip(case["word"].astype(int).tolist(), case["channel"].ravel().tolist()))
    places = [pairs[start[i]:start[i + 1]] for i in range(len(start) - 1)]
    answers = {}
    for width in 1, 2, 3:
        words, score = by_beam(m, places, width)
        answers["meant_beam_%d" % width] = np.array(words)
        answers["score_beam_%d" % width] = np.array(score)
    words, score = by_trying_all(m, places)
    return {**answers, "meant_wide": np.array(words), "score_wide": np.array(score)}


# --- networks ------------------------------------------------------------------------------------

def leaf(array):
    """A tensor that autograd follows."""
    return torch.tensor(array, requires_grad=True)


def ids(case):
    return torch.tensor(case["id"].astype(int))


def gradients(case, loss, again=(), **leaves):
    """∂loss/∂leaf on top of what there was before; `again`: what a second call adds to."""
    found = torch.autograd.grad(loss, list(leaves.values()))
    answers = {}
    for (name, _), g in zip(leaves.items(), found):
        before = case[name + "_before"] if name + "_before" in case else 0
        answers[name] = before + g.numpy()
        if name in again and name + "_again" in case.outputs:
            answers[name + "_again"] = before + 2 * g.numpy()
    return answers


def upstream(case, y, name="dy"):
    return (y * torch.tensor(case[name])).sum()


def moved(value, case, name):
    """`value` where the case has none of that name; else its value with the derivatives of ours."""
    if name not in case:
        return value
    return value + (torch.tensor(case[name]) - value).detach()


def bigram_forward(case):
    y = F.embedding(ids(case), torch.tensor(case["W"])) + torch.tensor(case["b"])
    return {name: y.numpy() for name in case.outputs}


def bigram_backward(case):
    size = case["dy"].shape[1]
    W, b = leaf(np.zeros((size, size))), leaf(np.zeros(size))
    y = F.embedding(ids(case), W) + b
    return gradients(case, upstream(case, y), dW=W, db=b)


def bengio(case):
    """Logits, x, h and the leaves."""
    w = {name: leaf(case[name]) for name in "EHdUbW" if name in case}
    words = F.embedding(ids(case), w["E"])
    M = case["H"].shape[0] // case["E"].shape[1]
    x = moved(words.reshape(-1, M * words.shape[1]), case, "x")
    h = torch.tanh(F.linear(x, w["H"].T, w["d"]))
    if "h" in case:  # the slope of tanh where it is h
        a = torch.atanh(torch.tensor(case["h"])) - torch.atanh(h).detach()
        h = torch.tanh(F.linear(x, w["H"].T, w["d"]) + a)
    y = F.linear(h, w["U"].T, w["b"])
    if "W" in w:
        y = y + F.linear(x, w["W"].T)
    return y, x, h, w


def nnlm_forward(case):
    y, x, h, _ = (t.detach().numpy() if torch.is_tensor(t) else t for t in bengio(case))
    return {name: {"x": x, "h": h}.get(name, y) for name in case.outputs}


def nnlm_backward(case):
    y, _, _, w = bengio(case)
    return gradients(case, upstream(case, y), ("dE", "dH"), **{"d" + n: x for n, x in w.items()})


def convolution(x, W, b):
    """Before tanh: (T,B,D) and (delay·D,H) as torch.nn.functional.conv1d wants them."""
    D = x.shape[2]
    kernel = W.reshape(-1, D, W.shape[1]).permute(2, 1, 0)
    return F.conv1d(x.permute(1, 2, 0), kernel, b).permute(2, 0, 1)


def time_delay_forward(case):
    h = torch.tanh(convolution(*(torch.tensor(case[name]) for name in ("x", "W", "b"))))
    return {name: h.numpy() for name in case.outputs}


def time_delay_backward(case):
    x, W = leaf(case["x"]), leaf(case["W"])
    b = leaf(case["b"] if "b" in case else np.zeros(case["W"].shape[1]))
    a = convolution(x, W, b)
    if "h" in case:
        a = a + (torch.atanh(torch.tensor(case["h"])) - a).detach()
    answers = gradients(case, upstream(case, torch.tanh(a), "dh"), dx=x, dW=W, db=b)
    if "dx_again" in case.outputs:
        answers["dx_again"] = answers["dx"]
    return answers


if __name__ == "__main__":
    transcript.run({f.__name__: f for f in (
        ngram_count, ngram_mle, add_k, katz_backoff, kneser_ney_counts, kneser_ney_discounts,
        kneser_ney, ngram_probability, sentence_log_prob, perplexity, ngram_sample,
        noisy_channel_decode, bigram_forward, bigram_backward, nnlm_forward, nnlm_backward,
        time_delay_forward, time_delay_backward)})
