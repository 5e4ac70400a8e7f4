#!/usr/bin/python3 -B
"""The character model's training run once more, by PyTorch: layers, loss, gradients and AdaGrad
are the library's; only the cutting of the text into streams and chunks is our own.

    build/f64/tests/oracles/06-rnn/trace > trace.jsonl
    tests/oracles/trace-06.py trace.jsonl > tests/oracles/trace-06.jsonl
"""

import numpy as np
import torch

import charlm_torch
import transcript

transcript.TOLERANCE = 1e-8  # rounding has a hundred steps to grow in
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def charlm(case):
    V, H, L, B, T = (int(n) for n in case["shape"])
    model = charlm_torch.Model(V, H, L)
    model.load(case["w"])
    optimizer = model.optimizer(case["optimizer"][0], float(case["rate"]))
    ids = torch.tensor(case["ids"], dtype=torch.long)
    losses = list(charlm_torch.train(model, optimizer, ids, B, T, len(case.outputs["loss"])))
    answers = {"loss": np.array(losses), "w_end": model.flat()}
    return {name: value for name, value in answers.items() if name in case.outputs}


if __name__ == "__main__":
    transcript.run({"charlm": charlm})
