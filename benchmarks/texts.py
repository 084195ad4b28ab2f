"""Invented questions for measuring: the same ones at every run, in the mix that schools really get."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

from pipeline.model.document import QuestionBlock, QuestionDocument
from pipeline.model.words import words_for

LECTURES = 30
_SHORTEST, _LONGEST = 80, 250  # characters

_WORDS = """
a about above abstract across after again against agree align all almost along already also although amplitude an
analysis and angle another answer any appear apply approach approximate are argue around as assume asymptotic at author
average avoid axis background bandwidth baseline basis batch bayesian be beam because become before begin behave below
benefit best beta better between beyond bias binary block bound boundary box branch broken build but by calibrate call
can cannot case catalogue cause cell certain chain change channel charge check choice choose claim class clear close
cluster coefficient collapse column combine common compare complete component compute concept condition confident
connect consider constant constraint contain continue converge correct correlate cost could count couple covariance
cover create critical cross curve cut damping dark data dataset decay decide decrease deep define degree delta demand
density depend derive describe detail detect deviation diagram differ difference dimension direct discrete discuss
distance distribution diverge divide do does domain dominate door double drop during each early edge effect efficient
either element else emit encode end energy enough ensemble entropy equal equation error estimate event ever every
evidence exact example except expect explain exponent express extend extra factor fail fall family far fast feature few
field figure filter final find finite first fit fix flat flow fold follow for force form formula forward fraction frame
free frequency from full function further gain galaxy gap gauge general get give global good gradient graph ground
group grow half happen hard has have height help hence here hidden high hold how however if image imply in include
increase index infer inside instead integral into is it iterate
""".split()
_SPECIAL = ("Müller & Söhne", "naïve", "p < 0.05", "R&D", "Schrödinger’s", "Poincaré", "5 µm", "“robust”", "à la carte")
_LINKS = ("https://example.org/notes/{}", "https://lectures.example.org/a/{}?part=2&view=all", "www.example.org/{}")
_STARTS = ("Why does the", "How is the", "Could you explain the", "What happens if the", "Is it true that the")
_PLACES = ("loss landscape", "the red curve", "Bayes", "summary", "attention block", "the second plot", "phase diagram")


def question_text(number: int) -> str:
    """Return the text of one question: every 20th has a link, every 10th letters or signs beyond ASCII."""
    dice = hashlib.blake2b(str(number).encode(), digest_size=64).digest()
    length = _SHORTEST + int.from_bytes(dice[:2], "big") % (_LONGEST - _SHORTEST - 60)
    words = [_STARTS[dice[2] % len(_STARTS)]]
    if number % 10 == 3:
        words.append(_SPECIAL[dice[3] % len(_SPECIAL)])
    if number % 20 == 7:
        words.append(_LINKS[dice[4] % len(_LINKS)].format(number))
    size = sum(map(len, words)) + len(words)
    for index in range(5, 60):
        if size >= length:
            break
        words.append(_WORDS[(dice[index] * 251 + dice[index + 1]) % len(_WORDS)])
        size += len(words[-1]) + 1
    return f"{' '.join(words)}?"


def invented_document(questions: int) -> QuestionDocument:
    """Return a lecture's document of so many questions."""
    words = words_for("en")
    blocks = (
        QuestionBlock(f"lecture-01-{number:02d}", f"Slide {1 + number * 60 // questions}.", question_text(number))
        for number in range(1, questions + 1)
    )
    return QuestionDocument(
        series_key="0123456789abcdef",
        lecture="lecture-01",
        title="Questions and answers - Ada Example Lecture 1",
        series_title="An invented school",
        introduction=words.introduction,
        slot="AE:",
        language="en",
        footer=words.first_written.format(date="2026-08-10"),
        page_of=words.page_of,
        first_written=date(2026, 8, 10),
        lecturers=("Ada Example",),
        blocks=tuple(blocks),
    )


def slide_field(number: int) -> str:
    """Return what somebody typed as the slide: mostly a number, else words around one, a description or nothing."""
    slide, kind = 1 + number * 7 % 80, number % 20
    worded = {
        13: f"slide {slide}",
        14: f"{slide}-{slide + 2}",
        15: f"Slides {slide} and {slide + 4}",
        16: f"p. {slide}, {_PLACES[number % 7]}",
        17: _PLACES[number * 3 % 7],
        18: "general question",
        19: "",
    }
    return worded.get(kind, str(slide))


def form_row(number: int) -> tuple[str, ...]:
    """Return one response: time, lecture, slide, question, address; every 25th asks what somebody asked before."""
    instant = datetime(2026, 8, 10, 6, tzinfo=UTC) + timedelta(seconds=11 * number)
    lecture = 1 + number * 13 % LECTURES
    asked = number - 30 * 3 if number % 25 == 24 and number > 30 * 3 else number
    times = f"{instant:%Y/%m/%d} {instant.hour % 12 or 12}:{instant:%M:%S} {'PM' if instant.hour > 11 else 'AM'} GMT+0"
    person = f"person{number % 997}@example.org"
    return (times, f"Lecture {lecture}", slide_field(number), question_text(asked), person)


FORM_TITLES = ("Timestamp", "Which lecture?", "Which slide?", "Your question", "Username")


def invented_settings() -> str:
    """Return the settings of a school of 30 lectures with one form, whose download is `responses.csv`."""
    lectures = "".join(
        f'[[lectures]]\nid = "lecture-{number:02d}"\ntitle = "Lecture {number}"\n\n'
        for number in range(1, LECTURES + 1)
    )
    roles = zip(("lecture", "slide", "question", "email"), FORM_TITLES[1:], strict=True)
    fields = "".join(f'{role} = "{title}"\n' for role, title in roles)
    return (
        f'[series]\ntitle = "An invented school"\nlanguage = "en"\ntimezone = "Europe/Zurich"\n\n{lectures}'
        f'[[sources]]\nkind = "file"\npath = "responses.csv"\n\n[[sources.fields]]\n{fields}'
    )
