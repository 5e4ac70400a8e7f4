"""The book's form of a page, line by line: each row is Markdown and what must come of it."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, "docs/book")
import formulas  # noqa: E402

ROWS = [
    # numbers' marks and other comments vanish
    ("p = 0.125<!--n ch06.hello.p.e exact--> nats", "p = 0.125 nats"),
    # indices, but not in code, and not in names
    ("h_t, dW_xh and h_{t−1}", "h<sub>t</sub>, dW<sub>xh</sub> and h<sub>t−1</sub>"),
    ("y_label, id_i, max_size, in_word(x)", "y<sub>label</sub>, id<sub>i</sub>, max_size, in_word(x)"),
    ("e^{y_j} and e^L", "e<sup>y<sub>j</sub></sup> and e<sup>L</sup>"),
    ("`h_t` stays", "`h_t` stays"),
    # emphasis may hold anything
    ("*nine numbers, W_hh, remove it*", "<em>nine numbers, W<sub>hh</sub>, remove it</em>"),
    ("**`=` or `+=`.** a * b * c", "<b>`=` or `+=`.</b> a * b * c"),
    # what is a command to Doxygen is a sign to a reader
    ("a\\b, me@home, 5 %, #X", "a\\\\b, me\\@home, 5 \\%, \\#X"),
    ("`they'd've`", "`` they'd've ``"),
    # formulas
    ("is $a < b$ nats", 'is @htmlonly<tex class="inline">a &lt; b</tex>@endhtmlonly nats'),
    ("$$x_t$$<!--n given-->", '@htmlonly[block]<tex class="block">x_t</tex>@endhtmlonly'),
    ("```math\nx_t\n= 1\n```", '@htmlonly[block]<tex class="block">x_t = 1</tex>@endhtmlonly\n\n\n'),
    ("> ```math\n> x\n> ```", '> @htmlonly[block]<tex class="block">x</tex>@endhtmlonly\n> \n> '),
    # a fence is not looked into
    ("```\n$x$ *y* <!--n z exact-->\n```", "```\n$x$ *y* <!--n z exact-->\n```"),
    # links
    ("[mat](../../harness/mat.h)", '@ref harness/mat.h "mat"'),
    ("[notation](../../docs/notation.md)", '@ref notation "notation"'),
    ("[sizes](../../docs/notation.md#sizes)", '@ref notation-sizes "sizes"'),
    ("[rnn.c: rnn_forward](rnn.c)", "@snippet 06-rnn/rnn.c rnn_forward"),
    ("[judge](../../grading/judge.c)", "judge (`grading/judge.c`)"),
    ("[judge.c](../../grading/judge.c)", "`grading/judge.c`"),
    ("[x](../../no/file.c)", "@ref no-such-no-file-c"),
    ("[x](../../docs/notation.md#nothing)", "@ref no-such-docs-notation-md-nothing"),
    ("[out](https://example.org/a_b)", "[out](https://example.org/a_b)"),
    ("a sum\n+ b", "a sum\n@ref no-such-line-may-begin-with-plus-that-is-a-list b"),
    # figures keep their alternative text, over line breaks
    ("![Line: a < b\nfor all](plots/bits.svg)", '@htmlonly[block]<figure data-plot="06-rnn/bits" '
     'aria-label="Line: a &lt; b for all"></figure>@endhtmlonly\n'),
    ("<details><summary>Hint: h_t</summary>", "\ue000\ue002Hint: h<sub>t</sub>\ue003"),
    # no hole between levels; exercises have short names
    ("# A title", "# A title {#ch06}"),
    ("#### 6.3 `rnn_forward` ●●○", "## 6.3 \ue004rnn_forward\ue005 ●●○ {#ch06-6-3}"),
]

FORMULAS = [
    ("a-b", "−"), (r"\mathcal{H}", "ℋ"), (r"\mathbb{R}", "ℝ"), (r"\underbrace{a}_{b}", "⏟"), ("1·2", "⋅"),
    (r"\begin{aligned} a &= b \end{aligned}", '<mtd class="right">'), (r"\Bigl( x \Bigr)", "1.8em"),
]


def filtered(text):
    """A page of chapter 06 with this text; the project is seen through links."""
    with tempfile.TemporaryDirectory() as top:
        for name in os.listdir("."):
            if name != "chapters":
                os.symlink(os.path.abspath(name), os.path.join(top, name))
        os.makedirs(top + "/chapters/06-rnn")
        for name in os.listdir("chapters/06-rnn"):
            if name != "README.md":
                os.symlink(os.path.abspath("chapters/06-rnn/" + name), top + "/chapters/06-rnn/" + name)
        with open(top + "/chapters/06-rnn/README.md", "w", encoding="utf-8") as f:
            f.write(text)
        run = subprocess.run(["docs/book/filter.py", "chapters/06-rnn/README.md"], cwd=top, text=True,
                             capture_output=True, check=False)
        return run.stdout if run.returncode == 0 else run.stderr


faults = 0
texts, wanted = zip(*ROWS)
for text, want in ROWS:
    got = filtered(text)
    if got != want:
        print("%r\n  becomes %r\n  and not %r" % (text, got, want))
        faults += 1
for tex, want in FORMULAS:
    if want not in formulas.convert([(tex, "block")])[0]:
        print("%s has no %s: %s" % (tex, want, formulas.convert([(tex, "block")])))
        faults += 1
try:
    formulas.convert([("x", "inline"), (r"\nosuch", "inline")])
    print("an unknown command is no error")
    faults += 1
except ValueError as problem:
    faults += "nosuch" not in str(problem)
print("%d pieces of Markdown and %d formulas become what they should" % (len(ROWS), len(FORMULAS)))
sys.exit(faults > 0)
