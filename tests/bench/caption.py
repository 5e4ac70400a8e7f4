"""caption's small convolutional net against PyTorch's, from the same weights on the same pictures.

The pictures are generated: ten patterns of 28 x 28 pixels, each disturbed anew, so that there is
something to learn. What counts is the ratio within a pair of runs; both sides time themselves
without start-up and without reading files. The loss stands beside the speed.
"""

import json
import os
import random
import re
import struct
import subprocess

about = "training a small convolutional net, beside PyTorch"
needs = {"packages": {"torch": "python3-torch"}, "texts": []}
settings = {"updates": (200, "updates in a timed run"),
            "quality-updates": (300, "updates before losses are compared; 0: they are not")}

BATCH, PICTURES, SIDE = 64, 4096, 28
users_kernels = os.environ.get("OPENBLAS_CORETYPE")


def pictures(frame):
    """Two IDX files."""
    paths = [os.path.join(frame.WORK, name) for name in ("patterns.images", "patterns.labels")]
    r = random.Random(1)
    patterns = [[r.random() < 0.3 for _ in range(SIDE * SIDE)] for _ in range(10)]
    labels = [r.randrange(10) for _ in range(PICTURES)]
    with open(paths[0], "wb") as f:
        f.write(struct.pack(">IIII", 0x803, PICTURES, SIDE, SIDE))
        for label in labels:
            noise = r.getrandbits(SIDE * SIDE)  # half of the pixels say nothing
            f.write(bytes(255 * (on if noise >> i & 1 else r.random() < 0.3)
                          for i, on in enumerate(patterns[label])))
    with open(paths[1], "wb") as f:
        f.write(struct.pack(">II", 0x801, PICTURES) + bytes(labels))
    return paths


def options_of(paths, updates):
    return ["--images", paths[0], "--labels", paths[1], "--batch", str(BATCH), "--updates",
            str(updates)]


def own(frame, paths, updates, *more):
    """With the kernels that caption chooses, as for a user; PyTorch's best need not be ours."""
    environment = {k: v for k, v in os.environ.items() if k != frame.KERNELS or v == users_kernels}
    said = frame.run([frame.program("caption"), "digits"] + options_of(paths, updates) + list(more),
                     env=environment)
    return [float(x) for x in re.search(r": (\d+) pictures a second, loss ([\d.]+)", said).groups()]


def peer_command(frame, paths, updates, *more):
    return frame.peer("caption_peer.py") + options_of(paths, updates) + list(more)


def probe(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return json.loads(done.stdout)["speed"] if done.returncode == 0 else None


def quality(frame, paths, updates):
    trace = os.path.join(frame.WORK, "caption.jsonl")
    loss = own(frame, paths, updates, "--trace", trace)[1]
    frame.line("quality", "mean loss of the last 100 of %d updates" % updates)
    frame.line("", "%-30s %.4f" % ("caption", loss))
    if frame.has("torch"):
        result = json.loads(frame.run(peer_command(frame, paths, updates, "--weights", trace)))
        frame.line("", "%-30s %.4f" % ("PyTorch, the same weights", result["loss"]))


def run(frame, options):
    paths = pictures(frame)
    updates = options.updates

    def measure():
        frame.line("", "caption chooses its own, as it does for a user")
        frame.line("net", "5x5-16, pool, 5x5-32, pool, linear; %d pictures of %d x %d a batch"
                   % (BATCH, SIDE, SIDE))
        peers = [("PyTorch", lambda: json.loads(
            frame.run(peer_command(frame, paths, updates)))["speed"])] if frame.has("torch") else []
        frame.pairs(options.pairs, "pictures a second",
                    ("caption", lambda: own(frame, paths, updates)[0]), peers)
        if options.quality_updates:
            quality(frame, paths, options.quality_updates)

    if not frame.has("torch"):
        measure()
        return
    with frame.best_kernels("PyTorch's pictures a second",
                            lambda: probe(peer_command(frame, paths, 40))):
        measure()


def small_runs(frame):
    model = os.path.join(frame.WORK, "small-caption.model")
    frame.run([frame.program("caption"), "train", "--width", "2", "--hidden", "8", "--updates", "1",
               "--test", "0", "--checkpoint", model])
    return [["describe", "--checkpoint", model]]
