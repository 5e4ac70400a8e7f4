#!/usr/bin/python3 -B
"""caption's small convolutional net in PyTorch, one thread: the peer of the benchmark. Prints one
JSON object: pictures per CPU second, mean loss of the last hundred updates.
"""

import argparse
import json
import struct
import time

import torch
from torch import nn


def options():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--images", required=True)
    p.add_argument("--labels", required=True)
    p.add_argument("--weights", help="a trace of caption digits: start from its weights")
    p.add_argument("--batch", type=int, default=64)
    p.add_argument("--updates", type=int, default=200)
    p.add_argument("--held-out", type=float, default=0.2)
    p.add_argument("--rate", type=float, default=0.001)
    return p.parse_args()


def read(o):
    with open(o.images, "rb") as f:
        _, n, height, width = struct.unpack(">IIII", f.read(16))
        pixels = torch.frombuffer(bytearray(f.read()), dtype=torch.uint8)
    with open(o.labels, "rb") as f:
        f.read(8)
        labels = torch.frombuffer(bytearray(f.read()), dtype=torch.uint8).long()
    pixels = pixels.view(n, 1, height, width)
    return pixels, max(1, int(pixels.max())), labels


def net(height, width):
    return nn.Sequential(nn.Conv2d(1, 16, 5, padding=2), nn.MaxPool2d(2), nn.ReLU(),
                         nn.Conv2d(16, 32, 5, padding=2), nn.MaxPool2d(2), nn.ReLU(),
                         nn.Flatten(), nn.Linear(32 * (height // 4) * (width // 4), 10))


def load(model, weights):
    """caption's order; its affine map is the transpose of PyTorch's."""
    at = 0
    with torch.no_grad():
        for layer in (model[0], model[3], model[7]):
            for p in (layer.weight, layer.bias):
                piece = weights[at:at + p.numel()]
                turned = isinstance(layer, nn.Linear) and p is layer.weight
                p.copy_(piece.view(p.shape[1], p.shape[0]).t() if turned else piece.view(p.shape))
                at += p.numel()
    assert at == len(weights)


def main():
    o = options()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    pixels, brightest, labels = read(o)
    model = net(pixels.shape[2], pixels.shape[3])
    if o.weights:
        with open(o.weights, encoding="utf-8") as f:
            load(model, torch.tensor(json.loads(f.readline())["weights"]))
    rule = torch.optim.Adam(model.parameters(), lr=o.rate)
    learnt = len(labels) - int(o.held_out * len(labels))
    batches, losses = learnt // o.batch, []
    warm_up = max(2, o.updates // 10)  # updates before the clock starts
    start = 0
    for i in range(o.updates):
        here = slice(i % batches * o.batch, (i % batches + 1) * o.batch)
        loss = nn.functional.cross_entropy(model(pixels[here].float() / brightest), labels[here])
        rule.zero_grad()
        loss.backward()
        rule.step()
        losses.append(float(loss))
        if i + 1 == warm_up:
            start = time.process_time()
    seconds = time.process_time() - start
    last = losses[-100:]
    print(json.dumps({"speed": (o.updates - warm_up) * o.batch / seconds,
                      "loss": sum(last) / len(last), "torch": torch.__version__}))


if __name__ == "__main__":
    main()
