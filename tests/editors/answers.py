"""The answers that are typed: plain ones, and ones with everything a formatted text can hold."""

from __future__ import annotations

from hashlib import sha256

from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_text import (
    Block,
    Cell,
    CodeBlock,
    Equation,
    FootnoteMark,
    Image,
    ListBlock,
    Paragraph,
    Quote,
    Raised,
    RichText,
    Run,
    Table,
)
from tests.documents.editing import PNG

PICTURE = sha256(PNG).hexdigest()


def said(*paragraphs: str) -> RichText:
    """Return a plain answer."""
    return RichText(tuple(line(one) for one in paragraphs))


def line(text: str) -> Paragraph:
    """Return a plain paragraph."""
    return Paragraph((Run(text),))


def spoken(answer: RichText) -> RichText:
    """Return an answer as somebody types it who has nothing but letters."""
    lines = [one for one in plain(answer).replace("\t", " ").split("\n") if one.strip()]
    return said(*lines)


def _looks() -> Paragraph:
    return Paragraph(
        (
            Run("The "),
            Run("bold part", bold=True),
            Run(" matters, the "),
            Run("slanted one", italic=True),
            Run(" less; "),
            Run("underlined words", underline=True),
            Run(" are new, "),
            Run("struck ones", strike=True),
            Run(" wrong. Water is H"),
            Run("2", raised=Raised.SUB),
            Run("O, an area m"),
            Run("2", raised=Raised.SUPER),
            Run(", and "),
            Run("this is red", colour="C00000"),
            Run(", "),
            Run("this bold and slanted", bold=True, italic=True),
            Run("."),
        )
    )


def _items(*items: str | tuple[Block, ...], ordered: bool = False) -> ListBlock:
    return ListBlock(ordered, tuple((line(one),) if isinstance(one, str) else one for one in items))


def _row(*cells: str) -> tuple[Cell, ...]:
    return tuple(Cell((line(one),)) for one in cells)


def _linked(before: str, words: str, target: str, after: str = "") -> Paragraph:
    return Paragraph(
        (Run(before), Run(words, link=target), Run(after)) if after else (Run(before), Run(words, link=target))
    )


_NESTED = _items(
    "Begin with a small network.",
    (line("Then look at the loss:"), _items("first on the training set,", "then on the other one.", ordered=True)),
    (line("Only then"), _items("add layers", "add data")),
)
_KERNEL = (
    "The kernel is constant only for infinite width, as you say. For narrow and deep networks the ratio of depth to "
    "width is what counts: it tells how far the kernel moves during training. Nothing else that I know of stays "
    "constant, but the correlations between the outputs of a layer change slowly, and one can follow them from layer "
    "to layer. Roberts and Yaida do this in their book, from the beginning and with all the steps. I would begin with "
    "their second chapter, and skip the one on residual connections when reading it for the first time."
)

RICH: tuple[RichText, ...] = (
    said("Because the gradients are tiny at the start. After some hundred steps they grow."),
    RichText((_looks(),)),
    RichText(
        (
            _linked("See ", "the lecture notes", "https://example.org/notes?a=b&c=d", " for that,"),
            _linked("or the paper by ", "Zhang et al.", "https://arxiv.org/abs/1611.03530"),
        )
    ),
    RichText((line("There are three steps in practice:"), _NESTED, line("That is all one needs."))),
    RichText(
        (
            line("Some measured numbers for that:"),
            Table((_row("rate", "loss", "time"), _row("0.1", "diverges", "—"), _row("0.001", "0.31", "4 hours")), 1),
        )
    ),
    RichText(
        (
            line("Here is the curve as measured last week."),
            Paragraph((Image(PICTURE, "image/png", "Falling curve with two bumps", 72.0, 36.0),)),
        )
    ),
    RichText(
        (
            Paragraph(
                (Run("The ratio "), Equation("", "a/b"), Run(" counts, and with it "), Equation("", "x^2"), Run("."))
            ),
            Paragraph((Equation("", "y=z", display=True),)),
        )
    ),
    RichText(
        (
            Paragraph((Run("Call "), Run("model.fit()", code=True), Run(" in a loop, like this:"))),
            CodeBlock("for step in range(9):\n    model.fit(step)\nprint(model)"),
            line("It prints the weights."),
        )
    ),
    RichText((line("LeCun once put it like this:"), Quote((line("Depth is not magic."), line("But it helps.")))), ()),
    RichText(
        (Paragraph((Run("Of parameters"), FootnoteMark(1), Run(", as in the original figure"), FootnoteMark(2))),),
        ((line("Counted without biases."),), (line("Belkin et al., 2019."),)),
    ),
    RichText(
        (
            line("This has two sides."),
            Paragraph((Run("Theory"),), level=2),
            line("The norm of the solution falls again."),
            Paragraph((Run("Practice"),), level=2),
            line("Nobody has measured it well."),
        )
    ),
    said("I can: nobody has proved it.", "We are the group in Geneva.", "And some friends from Heidelberg."),
    RichText((Paragraph((Run("They are the same thing.\nOnly the notation\tdiffers a bit."),)),)),
    RichText((_items("Take the logarithm.", "Count the states.", "Divide by the temperature.", ordered=True),)),
    RichText(
        (
            line("It depends on the case at hand:"),
            Table(
                (
                    (Cell((Paragraph((Run("case", bold=True),)),)), Cell((Paragraph((Run("answer", italic=True),)),))),
                    (Cell((line("x is large"),)), Cell((_linked("yes, see ", "Knuth", "https://example.org/knuth"),))),
                    (Cell((line("x is small"),)), Cell((line("no, since"), _items("it oscillates", "it is odd")))),
                )
            ),
        )
    ),
    said("Only if x < 2 & y > 7, or with <b> and a_x0041_b."),
    said("In der Praxis nimmt man beides; siehe „Übung 4“.", "NB: die Übung ist freiwillig."),
    RichText(
        (
            Paragraph((Run("פונקציה פשוטה: "), Run("אפס", bold=True), Run(" או יותר.")), rtl=True),
            Paragraph((Run("ראו גם את הספר."),), rtl=True),
        )
    ),
    said("学習率が大きいと発散します。", "小さすぎると遅いです。"),
    said("Переобучается, но медленно — см. слайд 30."),
    said(_KERNEL),
    said("Yes."),
    said("A little – about 2 %.", "Slide 3 shows the curve without it.", "What else could one expect?"),
    said("No, it is from 2021; the one of 2019 has other colours."),
    said("Sure, if you have more than $5 or 1,000 events 😀."),
    said("- Goodfellow's is free,", "- Bishop's is better,", "- mine is not written yet."),
    said("They are already: https://example.org/slides?lecture=2 (all of them)."),
    said("It seems so!", "", "PS: Thank you all for these good questions.", "It was a pleasure to answer them."),
)
PLAIN = tuple(spoken(one) for one in RICH)
