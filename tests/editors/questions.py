"""The document that every editor is given: twenty-eight questions of every kind, and what the reader knows of them."""

from __future__ import annotations

from pipeline.documents import open_writer
from pipeline.model.document import QuestionDocument
from pipeline.model.reading import DocumentKnowledge, KnownQuestion
from tests.documents.samples import sample

_LONG = (
    "I tried to follow the argument with the neural tangent kernel, and I think I understood the linearisation, "
    "but then the width goes to infinity while the depth stays fixed. In our detector the networks are narrow "
    "and deep, so which of the conclusions survive? In particular, is the kernel still constant during training, "
    "and if not, is there any other quantity that is? I would be glad of a reference too."
)
ROWS = (
    ("Slide 3.", "Why does the loss go down so slowly in the beginning?", ""),
    ("Slide 4.", "What is a convolution good for?", "asked by 3; also: Slide 33"),
    ("Slides 5 and 7.", "How do the two pictures fit together?", ""),
    ("Slides 8–11.", "Is there a proof of this, or is it only seen in experiments?", ""),
    ("Slide 12.", "Why is the learning rate so small?", ""),
    ("Slide 12.", "Why is the learning rate not so small?", ""),
    ("Slide 13.", "Why is the learning rate so small?", "asked by 2"),
    ("Slide 14.", "How many layers does one need?", ""),
    ("Slide 15.", "How many layers does one need at most?", ""),
    ("Slide about shallow vs deep NN.", "Were the numbers the number of neurons, or of parameters?", ""),
    ("Slide about the double descent, second half.", "Where does the second descent come from?", ""),
    ("Slide 17.", 'You said "we THINK this is why".\nCan you speak to that?\n\nAnd who are "we"?', ""),
    ("Slide 18.", "See https://example.org/a?q=ä&r (or www.example.org/b): is that the same thing?", ""),
    ("Slide 20.", "Why $p_i = e^{-E_i}$, and what costs $5 or $10?", ""),
    ("Slide 21.", r"Does $\frac{a}{b}$ converge whenever $x^2$ does?", "asked by 2"),
    ("Slide 22.", "Is x < 3 & y > 2 a_x0041_b?", ""),
    ("Slides 23 and 24.", "Was ist der Unterschied, und wie wird das in der Praxis gemacht?", ""),
    ("Slide 25.", "מה זה ReLU, בדיוק?", "asked by 2"),
    ("Slide 26.", "なぜ学習率を下げますか?", ""),
    ("Slide 27.", "Почему сеть не переобучается?", ""),
    ("Slide 30.", _LONG, ""),
    ("Slide 31.", "Why?", ""),
    ("Slide 32.", "Does dropout help here", ""),
    ("Backup slide 2.", "Is this plot from the paper of 2019?", ""),
    ("Slide not specified.", "Can I use this for my own data?", ""),
    ("Slide not specified.", "Which book would you read first?", ""),
    ("", "Will the slides be put on line?", ""),
    ("", "No label,\ta tab and 😀 in it: does that work?", ""),
)
DOCUMENT = sample(*ROWS)
COUNT = len(ROWS)
OPENING = (DOCUMENT.title, *DOCUMENT.introduction.split("\n\n"))


def knowledge(document: QuestionDocument = DOCUMENT, initials: tuple[str, ...] = ("LH",)) -> DocumentKnowledge:
    """Return what the product knows of a document when it reads it back."""
    known = tuple(KnownQuestion(one.id, one.label, one.text, one.note) for one in document.blocks)
    return DocumentKnowledge(document.lecture, known, initials)


def blank(kind: str, document: QuestionDocument = DOCUMENT) -> bytes:
    """Return the document as the product writes it, nothing answered."""
    return open_writer(kind).write(document)
