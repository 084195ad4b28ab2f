"""What is to be done to a document that people work in, so that its questions are those of today. Pure.

The blocks in it are as they were written then; only what is new, and what is to go, is of today.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

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
    """

    shows: Sequence[ShownBlock]
    missing: Container[str] = ()
    touched: Container[str] = ()
    merged: Container[str] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an update does to the questions of a file.

    Attributes:
        new: questions that go in.
        removed: questions that go out.
        shows: what the file shows afterwards.
        returned: questions that are back, but whose words somebody has to put back.
    """

    new: tuple[NewBlock, ...]
    removed: tuple[RemovedQuestion, ...]
    shows: tuple[ShownBlock, ...]
    returned: tuple[str, ...]

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
    states = {one.block.id: one.state for one in file.shows}
    there = {
        question
        for question, state in states.items()
        if state is not BlockState.GONE and not (state is BlockState.STANDS and question in file.missing)
    }
    today = {block.id for block in wanted}
    removed = tuple(
        RemovedQuestion(one.block.id, one.block.id not in file.touched, notice)
        for one in file.shows
        if one.state is BlockState.STANDS and one.block.id in there and _goes(one.block.id, today, file)
    )
    before = ("", *(block.id for block in wanted))
    new = tuple(NewBlock(block, after) for block, after in zip(wanted, before, strict=False) if block.id not in there)
    return Plan(
        new=new,
        removed=removed,
        shows=_shown(file.shows, new, {one.question: one for one in removed}),
        returned=tuple(one for one in today if states.get(one) is BlockState.NOTICED),
    )


def _goes(question: str, today: Container[str], file: InFile) -> bool:
    """Tell whether a question leaves; an answer to one that was merged into another is an answer to that."""
    return question not in today and not (question in file.merged and question in file.touched)


def _shown(
    shows: Sequence[ShownBlock], new: Iterable[NewBlock], removed: Mapping[str, RemovedQuestion]
) -> tuple[ShownBlock, ...]:
    """Return what the file shows afterwards; each new question stands behind its predecessor."""
    arriving = {one.block.id: one for one in new}
    order = [one.block.id for one in shows if one.block.id not in arriving]
    after = {one.block.id: one for one in shows}
    for one in arriving.values():
        place = order.index(one.after) + 1 if one.after in order else 0
        order.insert(place, one.block.id)
        after[one.block.id] = ShownBlock(one.block)
    for question, gone in removed.items():
        state = BlockState.GONE if gone.untouched else BlockState.NOTICED
        after[question] = replace(after[question], state=state)
    return tuple(after[question] for question in order)


def written_blocks(plan: Plan, notice: str) -> tuple[QuestionBlock, ...]:
    """Return the blocks of a file as its updater has to look for them: what goes out now stands there still."""
    leaving = {one.question for one in plan.removed}
    return tuple(
        QuestionBlock(one.block.id, "", notice)
        if one.state is BlockState.NOTICED and one.block.id not in leaving
        else one.block
        for one in plan.shows
    )


def still_noticed(plan: Plan, present: Container[str]) -> tuple[ShownBlock, ...]:
    """Return what a file shows after an update that left some questions in it that were to go: with a notice."""
    leaving = {one.question for one in plan.removed}
    return tuple(
        replace(one, state=BlockState.NOTICED) if one.block.id in leaving and one.block.id in present else one
        for one in plan.shows
    )
