#!/usr/bin/python3
"""Chapter 04 by other people's code: losses by torch.nn.functional and their gradients by autograd,
Huffman's tree by heapq, odds and choices by NumPy, cosines by scikit-learn. Pairs are found by looking
at all pairs of places.
"""

import heapq

import numpy as np
import torch
import torch.nn.functional as F
from sklearn.metrics.pairwise import cosine_similarity as cosines

import transcript

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def whole(case, array):
    return case[array].ravel().astype(int)


def one(case, array):
    return case[array].ravel()[0]


# --- sampling ------------------------------------------------------------------------------------

def subsample_keep_probability(case):
    if "t" not in case:
        return {"keep_all": np.ones(case.outputs["keep_all"].shape)}
    odds = case["counts"] / one(case, "total")
    share = {"keep": one(case, "t") / odds, "keep_at_low_t": one(case, "low_t") / odds}
    return {array: np.clip(np.sqrt(s) + s, None, 1) for array, s in share.items()}


def learning_rate(case):
    first = one(case, "first")
    fallen = np.interp(case["done"], [0, one(case, "total")], [first, 0])
    return {"rate": np.maximum(fallen, first / 10000)}


def alias_build(case):
    return {"odds": case["weight"] / case["weight"].sum(), "faults": 0}


def alias_draw(case):
    column, u = case["column_and_u"][:, 0].astype(int), case["column_and_u"][:, 1]
    return {"drawn": np.where(u < case["keep"].ravel()[column], column, whole(case, "other")[column])}


def huffman(counts):
    """Lists of (inner node, bit) for each word. Of equal counts the heap gives first an inner node,
    the oldest; then a word, the last."""
    heap = [(count, 1, -word, [word]) for word, count in enumerate(counts)]
    heapq.heapify(heap)
    ways = [[] for _ in counts]
    for node in range(len(counts) - 1):
        below = [heapq.heappop(heap) for _ in range(2)]
        for bit, (_, _, _, words) in enumerate(below):
            for word in words:
                ways[word].insert(0, (node, bit))
        heapq.heappush(heap, (below[0][0] + below[1][0], 0, node, below[0][3] + below[1][3]))
    return ways


def huffman_paths(case):
    ways = huffman(whole(case, "count"))
    turns = np.array([turn for way in ways for turn in way])
    found = {"length": [len(way) for way in ways], "node": turns[:, 0], "bit": turns[:, 1],
             "turns_to_the_only_word": len(huffman([3])[0])}
    return {array: np.array(next(x for end, x in found.items() if array.endswith(end)))
            for array in case.outputs}


# --- predictions ---------------------------------------------------------------------------------

def softmax_loss(h, table, target):
    return F.cross_entropy((h @ table.T)[None], torch.tensor([target]))


def yes_or_no(h, asked, yes):
    """The cost of answering len(asked) questions: 1 is yes."""
    x = asked @ h
    return F.binary_cross_entropy_with_logits(x, torch.as_tensor(yes, dtype=x.dtype),
                                              reduction="sum")


def negative_loss(h, table, target, noise):
    words = np.concatenate([[target], noise])
    return yes_or_no(h, table[words], np.arange(len(words)) == 0)


def tree_loss(h, table, node, bit):
    return yes_or_no(h, table[node], 1 - bit)


def prediction(case, loss_of):
    """What a case of 4.6–4.8 records, when loss_of(h, C) is the loss."""
    def derive(sign=1):
        h, table = (torch.tensor(x, requires_grad=True) for x in (sign * case["h"][0], case["C"]))
        loss = loss_of(h, table)
        loss.backward()
        return loss.item(), h.grad.numpy()[None], table.grad.numpy()
    loss, dh, dC = derive()
    if case.name == "gradient":
        return {"loss": loss, "dh": dh, "dC": dC}
    dh, dC_twice, dC = case["dh_before"] + dh, case["dC_before"] + 2 * dC, case["dC_before"] + dC
    if case.name == "extreme":
        other, dh_other, _ = derive(-1)
        return {"dC_extreme": dC, "loss_extreme": np.array([loss, other]),
                "dh_extreme": dh + dh_other}
    return {"loss": loss, "dh": dh, "dC": dC, "loss_again": loss,
            "dC_again": dC_twice}


def predict_softmax(case):
    return prediction(case, lambda h, table: softmax_loss(h, table, int(one(case, "target"))))


def predict_negative(case):
    noise = whole(case, "noise") if "noise" in case else np.zeros(0, int)
    return prediction(case, lambda h, table: negative_loss(h, table, int(one(case, "target")), noise))


def predict_hierarchical(case):
    return prediction(case, lambda h, table: tree_loss(h, table, whole(case, "node"),
                                                       whole(case, "bit")))


def skipgram_pairs(case):
    text, reach = whole(case, "id"), one(case, "reach")
    line = np.cumsum(text < 0)
    pairs = np.array([(text[i], text[j]) for i in range(len(text)) for j in range(len(text))
                      if i != j and abs(i - j) <= reach and line[i] == line[j]
                      and text[i] >= 0 and text[j] >= 0])
    return {"pairs": len(pairs), "centre": pairs[:, 0], "context": pairs[:, 1]}


def scored(case, h, table, target, which):
    """The loss of one prediction; `which` tells its noise."""
    kind = one(case, "kind")
    if kind == 0:
        return softmax_loss(h, table, target)
    if kind == 1:
        return negative_loss(h, table, target, whole(case, "noise")[2 * which:2 * which + 2])
    turns = slice(2 * target, 2 * target + 2)
    return tree_loss(h, table, whole(case, "node")[turns], whole(case, "bit")[turns])


def learning(case, loss_of):
    """What a case of 4.10 and 4.11 records."""
    if case.name == "nothing":
        return {"loss_of_nothing": 0, "dW_of_nothing": case["dW_before"],
                "dC_of_nothing": case["dC_before"]}
    W, C = (torch.tensor(case[table], requires_grad=True) for table in "WC")
    loss = loss_of(W, C)
    loss.backward()
    dW, dC = W.grad.numpy(), C.grad.numpy()
    if case.name == "gradient":
        return {"loss": loss.item(), "dW": dW, "dC": dC}
    return {"loss": loss.item(), "loss_again": loss.item(),
            "dW": case["dW_before"] + dW, "dC": case["dC_before"] + dC,
            "dW_again": case["dW_before"] + 2 * dW}


def skipgram(case):
    centre = int(one(case, "centre"))
    return learning(case, lambda W, C: sum(
        scored(case, W[centre], C, word, j) for j, word in enumerate(whole(case, "context"))))


def cbow(case):
    centre, context = int(one(case, "centre")), torch.tensor(whole(case, "context"))
    return learning(case, lambda W, C: scored(
        case, F.embedding_bag(context[None], W, mode="mean")[0], C, centre, 0))


# --- analogies -----------------------------------------------------------------------------------

def answers(case, score):
    """For each question the first of the best words, the given three left out."""
    # rounded, so that words with one vector have one score
    cos = cosines(case["x"])[:, :int(one(case, "allowed"))].round(13)
    chosen = []
    for abc in whole(case, "abc").reshape(-1, 3):
        rest = np.setdiff1d(np.arange(cos.shape[1]), abc)
        chosen.append(rest[np.argmax(score(*cos[abc])[rest])] if len(rest) else -1)
    return {array: np.array(chosen) for array in case.outputs}


def analogy_add(case):
    return answers(case, lambda a, b, c: b - a + c)


def analogy_mul(case):
    return answers(case, lambda a, b, c: (1 + b) / 2 * (1 + c) / 2 / ((1 + a) / 2 + 0.001))


if __name__ == "__main__":
    transcript.run({f.__name__: f for f in (
        subsample_keep_probability, learning_rate, alias_build, alias_draw, huffman_paths,
        predict_softmax, predict_negative, predict_hierarchical, skipgram_pairs, skipgram, cbow,
        analogy_add, analogy_mul)})
