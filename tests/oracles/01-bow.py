#!/usr/bin/python3
"""Chapter 01 by other people's code: tokenizer and lemmatizer by regular expressions over Python's
own character tables, the vocabulary by Counter, counts and tf-idf by scikit-learn, look-ups, pooling
and the classifier by PyTorch, every gradient by autograd.
"""

import re
import unicodedata
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.metrics import euclidean_distances

import transcript

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

POOLS = "sum", "mean", "tfidf"


# --- words ---------------------------------------------------------------------------------------

def word_stuff():
    """A character class of all letters, marks and digits that the tables of Python know."""
    kinds = "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd"
    return "".join(map(re.escape, filter(lambda c: unicodedata.category(c) in kinds,
                                         map(chr, range(0x30000)))))


STUFF = "[%s]" % word_stuff()
WORD = re.compile(r"%s+(?:(?:['-](?=%s)|(?<=\d)[.,](?=\d))%s+)*|\S" % (STUFF, STUFF, STUFF))
CLITIC = re.compile(r"(.+?)((?:'s|'m|'d|'re|'ve|'ll|n't)*)", re.IGNORECASE | re.DOTALL)
ONE_CLITIC = re.compile(r"'s|'m|'d|'re|'ve|'ll|n't", re.IGNORECASE)


def tokenize(case):
    text = case["text"][0] if len(case["text"]) else ""
    words = []
    for word in WORD.findall(text.replace("\u2019", "'")):
        before, clitics = CLITIC.fullmatch(word).groups()
        words += [before] + ONE_CLITIC.findall(clitics)
    return {array: words or np.zeros(0) for array in case.outputs}


VOWELS = "aeiouy"


def mended(stem):
    if re.search(r"([^%slsz])\1$" % VOWELS, stem):
        return stem[:-1]
    if re.search(r"[csuvz]$", stem) and not re.search(r"(ss|zz)$", stem):
        return stem + "e"
    if re.fullmatch(r"[^%s]*[%s][^%swx]" % (VOWELS, VOWELS, VOWELS), stem):
        return stem + "e"
    return stem


RULES = [
    (r"(.*ss)es", lambda m: m[1]),
    (r"(..+)ie[sd]", lambda m: m[1] + "y"),
    (r"(.ie)[sd]", lambda m: m[1]),
    (r"(.*(?:ch|sh|x))es", lambda m: m[1]),
    (r"(.*(?:ss|us|is|eed))", lambda m: m[1]),
    (r"(...+)s", lambda m: m[1]),
    (r"(.*[%s].*)(?:ing|ed)" % VOWELS, lambda m: mended(m[1])),
]


def lemma(word, exceptions):
    folded = unicodedata.normalize("NFC", word.casefold())
    for form, answer in exceptions:
        if form == folded:
            return answer
    if re.fullmatch("[a-z]+", folded):
        for pattern, becomes in RULES:
            found = re.fullmatch(pattern, folded)
            if found:
                return becomes(found)
    return folded


def lemmatize(case):
    table = list(case["exceptions"])
    pairs = list(zip(table[0::2], table[1::2]))
    answer = [lemma(word, pairs) for word in case["word"]]
    return {array: answer for array in case.outputs}


def vocab_build(case):
    stop = set(case["stop"]) if "stop" in case else set()
    if "probe" in case:
        place = {word: i for i, word in enumerate(case["chosen"])}
        return {"id_no_stop": np.array([place.get(w, 0) for w in case["probe"]]),
                "id": np.array([-1 if w in stop else place.get(w, 0) for w in case["probe"]])}
    least, most = map(int, case["limits"])
    counts = Counter(w for w in case["text"] if w not in stop and w != "<unk>")
    kept = [w for w, n in counts.items() if n >= least]
    words = ["<unk>"] + sorted(kept, key=lambda w: (-counts[w], w.encode()))
    return {array: words[:most] if most else words for array in case.outputs}


# --- counts --------------------------------------------------------------------------------------

def ids(case):
    return case["id"].astype(int)


def documents(case):
    start = case["start"].astype(int)
    return [ids(case)[a:b] for a, b in zip(start, start[1:])]


def one_hot(case):
    rows = ids(case)
    y = F.one_hot(torch.tensor(np.maximum(rows, 0)), case.outputs["y"].shape[1]).numpy()
    y = y * (rows >= 0)[:, None]
    return {"y": y, "y_again": y, "distance": np.rint(euclidean_distances(y, squared=True))}


def counts(case, size):
    words = CountVectorizer(analyzer=lambda d: [str(w) for w in d if w >= 0],
                            vocabulary=[str(w) for w in range(size)])
    return words.transform(documents(case))


def bag_of_words(case):
    x = counts(case, case.outputs["x"].shape[1]).toarray()
    return {array: x for array in case.outputs}


def bag_of_words_sparse(case):
    x = counts(case, 10)
    x.sort_indices()
    return {"row_start": x.indptr, "col": x.indices, "value": x.data}


def tf_idf(case):
    x = case["counts"]
    model = TfidfTransformer(norm="l2", smooth_idf=True).fit(x)
    if "idf_given" not in case:
        return {array: model.idf_ for array in case.outputs}
    model.idf_ = case["idf_given"]
    return {"weighted": model.transform(x).toarray()}


# --- embedding, pooling --------------------------------------------------------------------------

def leaf(array):
    return torch.tensor(array, requires_grad=True)


def looked_up(C, rows):
    """e(w)ᵀC, by the product: a padded row multiplies the table by zeros."""
    e = F.one_hot(torch.tensor(np.maximum(rows, 0)), C.shape[0]).to(C.dtype)
    return (e * torch.tensor(rows >= 0)[:, None]) @ C


def embedding_lookup_forward(case):
    y = looked_up(torch.tensor(case["C"]), ids(case)).numpy()
    return {"y": y, "y_again": y}


def embedding_lookup_backward(case):
    dy, rows = torch.tensor(case["dy"]), ids(case)
    before = case["dC_before"] if "dC_before" in case else np.zeros(case.outputs["dC"].shape)
    C = leaf(np.zeros(before.shape))
    (looked_up(C, rows) * dy).sum().backward()
    answers = {"dC": before + C.grad.numpy(), "dC_again": before + 2 * C.grad.numpy()}
    return {array: answers[array] for array in case.outputs}


def pooled(x, docs, how, idf):
    """One document after the other, its words picked out first."""
    rows, first = [], 0
    for words in docs:
        mine = x[first:first + len(words)][torch.tensor(words >= 0)]
        first += len(words)
        weight = torch.tensor(idf)[words[words >= 0]]
        if len(mine) == 0:
            rows.append(torch.zeros(x.shape[1]))
        elif how == "sum":
            rows.append(mine.sum(0))
        elif how == "mean":
            rows.append(mine.mean(0))
        else:
            rows.append((weight / weight.sum()) @ mine)
    return torch.stack(rows)


def mean_pool_forward(case):
    x, docs = torch.tensor(case["x"]), documents(case)
    return {how: pooled(x, docs, how, case["idf_given"]).numpy() for how in POOLS}


def mean_pool_backward(case):
    docs, dv, answers = documents(case), torch.tensor(case["dv"]), {}
    for how in POOLS:
        x = leaf(np.zeros((len(ids(case)), dv.shape[1])))
        (pooled(x, docs, how, case["idf_given"]) * dv).sum().backward()
        answers["dx_" + how] = x.grad.numpy()
    return answers


# --- softmax cross-entropy -----------------------------------------------------------------------

def labels(case):
    return torch.tensor(case["label"].astype(int))


def softmax_cross_entropy_forward(case):
    y = torch.tensor(case["y"])
    if len(y) == 0:
        return {"loss": 0}
    loss = F.cross_entropy(y, labels(case)).item()
    return {"loss": loss, "loss_again": loss, "p": torch.softmax(y, 1).numpy()}


def softmax_cross_entropy_backward(case):
    y = leaf(np.log(case["p"]) if "p" in case else case["y"])  # softmax of log p is p
    F.cross_entropy(y, labels(case)).backward()
    return {array: y.grad.numpy() for array in case.outputs}


# --- the classifier ------------------------------------------------------------------------------

class Classifier:
    def __init__(self, case):
        self.C, self.W, self.b = leaf(case["C"]), leaf(case["W"]), leaf(case["b"])
        self.case = case

    def vectors(self, how):
        return pooled(looked_up(self.C, ids(self.case)), documents(self.case), how,
                      self.case["idf_given"])

    def logits(self, how):
        return F.linear(self.vectors(how), self.W.T, self.b)


def how_of(case):
    return {"gradient": "mean", "ties": "sum"}.get(case.name, case.name)


def classifier_forward(case):
    model = Classifier(case)
    return {"v": model.vectors(how_of(case)).detach().numpy(),
            "y": model.logits(how_of(case)).detach().numpy()}


def classifier_loss(case):
    model = Classifier(case)
    loss = F.cross_entropy(model.logits(how_of(case)), labels(case))
    loss.backward()
    answers = {"loss": loss.item(), "loss_again": loss.item()}
    for name, p in ("C", model.C), ("W", model.W), ("b", model.b):
        before = case["d%s_before" % name] if "d%s_before" % name in case else 0
        answers["d" + name] = before + p.grad.numpy()
        answers["d%s_again" % name] = before + 2 * p.grad.numpy()
    return {array: answers[array] for array in case.outputs}


def classifier_predict(case):
    y = Classifier(case).logits(how_of(case)).detach().numpy()
    if case.name == "ties":  # equal columns of W must give equal logits, whatever the rounding
        y[:, 2] = y[:, 0]
    return {array: np.argmax(y, 1) for array in case.outputs}


if __name__ == "__main__":
    transcript.run({f.__name__: f for f in (
        tokenize, lemmatize, vocab_build, one_hot, bag_of_words, bag_of_words_sparse, tf_idf,
        embedding_lookup_forward, embedding_lookup_backward, mean_pool_forward, mean_pool_backward,
        softmax_cross_entropy_forward, softmax_cross_entropy_backward, classifier_forward,
        classifier_loss, classifier_predict)})
