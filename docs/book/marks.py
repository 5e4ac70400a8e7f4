"""What the filter and the finishing step agree on, and the indices that both set."""
import re

# Private characters that Doxygen takes for letters; the finishing step makes them tags.
TAGS = ["<details>", "</details>", "<summary>", "</summary>", "<code>", "</code>",
        "<sub>", "</sub>", "<sup>", "</sup>"]
OPEN, CLOSE, SUMMARY, SUMMARY_END, CODE, CODE_END, SUB, SUB_END, SUP, SUP_END = (
    chr(0xE000 + n) for n in range(len(TAGS)))

# h_t, dW_xh, y_label, W_{t-1}: a letter with a d or δ in front if need be; id_i: a short name with a
# short index. What is longer is the name of a function or a file.
LOW = re.compile(r"(?<![\w\\&;])(?:([dδ∂]?[A-Za-zα-ωℓℋΣΠ∂])_(?:\{([^{}]*)\}|([A-Za-z0-9]{1,5}))"
                 r"|([a-z]{2,5})_([a-z]{1,2}))(?![A-Za-z0-9_(])")
HIGH = re.compile(r"(?<=[\w>)])\^(?:\{([^{}]*)\}|(\w)(?!\w))")


def indices(text):
    text = LOW.sub(lambda m: "%s<sub>%s</sub>" % (m[1] or m[4], m[2] or m[3] or m[5]), text)
    return HIGH.sub(lambda m: "<sup>%s</sup>" % (m[1] or m[2]), text)
