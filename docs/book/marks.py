"""What the filter and the finishing step agree on, and the indices that both set."""
import re

# Private characters that Doxygen takes for letters; the finishing step makes them tags.
TAGS = ["<details>", "</details>", "<summary>", "</summary>", "<code>", "</code>",
        "<sub>", "</sub>", "<sup>", "</sup>"]
OPEN, CLOSE, SUMMARY, SUMMARY_END, CODE, CODE_END, SUB, SUB_END, SUP, SUP_END = (
    chr(0xE000 + n) for n in range(len(TAGS)))

# h_t, dW_xh, W_{t-1}, e^{…}: one letter, with a d or δ in front if need be.
LOW = re.compile(r"(?<![\w\\&;])((?:idf|df|[dδ∂]?[A-Za-zα-ωℓℋΣΠ∂]))"
                 r"_(?:\{([^{}]*)\}|([A-Za-z0-9]{1,3})(?![A-Za-z0-9_]))")
HIGH = re.compile(r"(?<=[\w>)])\^(?:\{([^{}]*)\}|(\w)(?!\w))")


def indices(text):
    text = LOW.sub(lambda m: "%s<sub>%s</sub>" % (m[1], m[2] or m[3]), text)
    return HIGH.sub(lambda m: "<sup>%s</sup>" % (m[1] or m[2]), text)
