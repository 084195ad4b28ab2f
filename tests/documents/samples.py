"""A small document with something of everything, and larger ones, for the tests of writers."""

from __future__ import annotations

from datetime import date

from pipeline.model.document import QuestionBlock, QuestionDocument

BLOCKS = (
    ("Slide about shallow vs deep NN.", "Were the numbers the number of neurons, or of parameters?", ""),
    ("Slide 31.", 'You said "we THINK this is why".\nCan you speak to that?', "asked by 3; also: Slide 33"),
    ("Slide 31.", "Is x < 3 & y > 2 a_x0041_b?", ""),
    ("Slide not specified.", "See https://example.org/a?q=ä&r (or www.example.org). https://example.org/a?q=ä&r!", ""),
    ("Slide 40.", "Why $p_i = e^{-E_i}$, and what costs $5 or $10?", ""),
    ("Slides 41 and 42.", "Was ist der Unterschied und wie wird das gemacht?", ""),
    ("Slide 43.", "מה זה ReLU, בדיוק?", "asked by 2"),
    ("Slide 44.", "なぜ学習率を下げますか?", ""),
    ("", "No label,\ta tab and 😀 \u202eno trick", ""),
)


def blocks(*rows: tuple[str, str, str]) -> tuple[QuestionBlock, ...]:
    """Return questions of (label, text, note), numbered from 1."""
    return tuple(QuestionBlock(f"heinrich-2-{n:02}", *row) for n, row in enumerate(rows, 1))


def sample(*rows: tuple[str, str, str], language: str = "en", introduction: str | None = None) -> QuestionDocument:
    """Return a document with these questions, or with one of every kind."""
    return QuestionDocument(
        series_key="school-2023",
        lecture="heinrich-2",
        title="Questions and answers - Lukas Heinrich Lecture 2",
        series_title="School on Machine Learning 2023",
        introduction="These questions were sent in.\n\nPlease answer." if introduction is None else introduction,
        slot="LH:",
        language=language,
        footer="First written on 9 August 2023",
        page_of="Page {page} of {pages}",
        first_written=date(2023, 8, 9),
        lecturers=("Lukas Heinrich", "M. K. & Co"),
        blocks=blocks(*(rows or BLOCKS)),
    )
