"""What is to be done to a document that people work in, so that its questions are those of today. Pure.

The blocks in it are as they were written then; only what is new, and what is to go or to come back, is of today.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.document import BlockState, QuestionBlock, ShownBlock
from pipeline.model.update import NewBlock, RemovedQuestion


@dataclass(frozen=True, slots=True)
class InFile:
    """What is known of the questions in a file.

    Attributes:
        shows: as they were written into it, also those that are gone by now, in order.
        missing: those that nobody ever saved: the file that holds them was replaced by one from before.
        touched: those in whose slots somebody ever put something.
        merged: those that are part of another question now.
        has_label_column: labels stand apart from the words, as in a sheet.
    """

    shows: Sequence[ShownBlock]
    missing: Container[str] = ()
    touched: Container[str] = ()
    merged: Container[str] = ()
    has_label_column: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What an update does to the questions of a file.

    Attributes:
        new: questions that go in.
        removed: questions that go out, or whose words come back in place of the notice that we had put there.
        shows: what the file shows afterwards.
        written: its blocks as an updater has to look for them: as they stand there before the update.
    """

    new: tuple[NewBlock, ...]
    removed: tuple[RemovedQuestion, ...]
    shows: tuple[ShownBlock, ...]
    written: tuple[QuestionBlock, ...]

    @property
    def changes(self) -> bool:
        """Tell whether there is anything to do."""
        return bool(self.new or self.removed)


def planned(wanted: Sequence[QuestionBlock], file: InFile, notice: str) -> Plan:
    """Return what has to be done.

    Args:
        wanted: the questions of today, in order.
        file: what is known of the file.
        notice: what stands in place of a question that goes out while something is typed below it.
    """
    today = {block.id: block for block in wanted}
    there = {one.block.id: one for one in file.shows if _is_there(one, file)}
    leaving = {question: one for question, one in there.items() if _leaves(one, today, file)}
    back = {
        question: today[question]
        for question, one in there.items()
        if one.state is BlockState.NOTICED and question in today
    }
    before = ("", *today)
    new = tuple(NewBlock(block, after) for block, after in zip(wanted, before, strict=False) if block.id not in there)
    gone = tuple(RemovedQuestion(question, question not in file.touched, notice) for question in leaving)
    returned = tuple(
        RemovedQuestion(question, untouched=False, notice=_words(back[question], file)) for question in back
    )
    order = _order(file.shows, new)
    known = {one.block.id: one for one in file.shows} | {one.block.id: ShownBlock(one.block) for one in new}
    changed = {one.question: _without(known[one.question], one) for one in gone}
    changed |= {question: ShownBlock(block) for question, block in back.items()}
    unseen = [one for one in file.shows if one.state is not BlockState.GONE and one.block.id not in there | today]
    changed |= {one.block.id: ShownBlock(one.block, BlockState.GONE) for one in unseen}
    return Plan(
        new=new,
        removed=(*gone, *returned),
        shows=tuple(changed.get(question, known[question]) for question in order),
        written=tuple(known[question].block for question in order),
    )


def _is_there(one: ShownBlock, file: InFile) -> bool:
    is_lost = one.state is BlockState.STANDS and one.block.id in file.missing
    return one.state is not BlockState.GONE and not is_lost


def _leaves(one: ShownBlock, today: Container[str], file: InFile) -> bool:
    """Tell whether a question leaves; an answer to one that was merged into another is an answer to that."""
    question = one.block.id
    stays = question in today or (question in file.merged and question in file.touched)
    return one.state is BlockState.STANDS and not stays


def _words(block: QuestionBlock, file: InFile) -> str:
    return block.text if file.has_label_column else f"{block.label} {block.text}".strip()


def _without(one: ShownBlock, removed: RemovedQuestion) -> ShownBlock:
    """Return what a file shows of a question that left it; of a notice, the words are what is looked for later."""
    if removed.untouched:
        return ShownBlock(one.block, BlockState.GONE)
    return ShownBlock(QuestionBlock(one.block.id, "", removed.notice), BlockState.NOTICED)


def _order(shows: Sequence[ShownBlock], new: Iterable[NewBlock]) -> list[str]:
    """Return all questions in the order of the file; each new one stands behind its predecessor."""
    arriving = {one.block.id: one for one in new}
    order = [one.block.id for one in shows if one.block.id not in arriving]
    places = {question: place for place, question in enumerate(order)}
    behind: dict[int, list[str]] = {}
    for one in arriving.values():
        place = places.get(one.after, -1)
        behind.setdefault(place, []).append(one.block.id)
        places[one.block.id] = place
    return [
        question
        for place in range(-1, len(order))
        for question in (*order[place : place + 1 if place >= 0 else 0], *behind.get(place, ()))
    ]


def still_noticed(plan: Plan, present: Collection[str]) -> tuple[ShownBlock, ...]:
    """Return what a file shows after an update that left some questions in it that were to go: with a notice."""
    notices: Mapping[str, str] = {one.question: one.notice for one in plan.removed}
    return tuple(
        ShownBlock(QuestionBlock(one.block.id, "", notices[one.block.id]), BlockState.NOTICED)
        if one.state is BlockState.GONE and one.block.id in notices and one.block.id in present
        else one
        for one in plan.shows
    )
