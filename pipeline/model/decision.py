"""Decisions: what a person said about a question or a held submission. They outrank every later run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verb(StrEnum):
    """What a person can say."""

    ACCEPT = "accept"  # a held submission becomes a question (of the lecture `argument`)
    MERGE = "merge"  # a question is the same as the question `argument`
    SPLIT = "split"  # a submission is not the same question as those it was merged with
    DECLINE = "decline"  # a question or a held submission is not for the lecturer
    MOVE = "move"  # a question belongs to the lecture `argument`
    SLIDE = "slide"  # a question is about the slides `argument`
    REWORD = "reword"  # a question is printed as `argument`
    UNDO = "undo"  # an earlier decision no longer holds


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log of decisions, which is only ever added to.

    Attributes:
        number: counted from 1 by the store; 0 asks for the next one.
        verb: what is to be done.
        subject: a question's id; a submission's number for ACCEPT, SPLIT and the DECLINE of a held one; the number of
            a decision for UNDO.
        argument: a lecture's id, another question's id, a slide reference or new words, as the verb needs; else "".
        who: who said it, as they are called on their computer.
        why: their reason, in their words; "" if they gave none.
        at: when.
    """

    number: int
    verb: Verb
    subject: str
    argument: str
    who: str
    why: str
    at: datetime


def in_force(log: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Return the decisions that still hold, in order, without the undoing ones; undoing an undoing brings one back."""
    undone = frozenset(undone_by(log))
    return tuple(decision for decision in log if decision.number not in undone and decision.verb is not Verb.UNDO)


def undone_by(log: tuple[Decision, ...]) -> dict[int, int]:
    """Return, by their numbers, which decisions do not hold any more and which later one undid each."""
    undone: dict[int, int] = {}
    for decision in reversed(log):
        if decision.verb is Verb.UNDO and decision.number not in undone and decision.subject.isdecimal():
            undone.setdefault(int(decision.subject), decision.number)
    return undone
