"""Answers that are being collected and documents that are being updated when the program dies, or somebody saves."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from tests.crash_points import KILLED, count_operations, run_disturbed_at, run_failing_at, run_killed_at
from tests.whole.answering import BOLD, ITEM, PLAIN, Answer, retyped, slots, words_of
from tests.whole.remembered import known
from tests.whole.series import ROWS, SETTINGS, SILENT, Kept, Row, Said, Series, small

pytestmark = pytest.mark.crash

_ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO)
_DESIGNED = {ExitCode.DONE, ExitCode.OUR_FAULT, ExitCode.PARTLY, ExitCode.NO_ACCESS, ExitCode.LATER}
IN_SHEETS = SETTINGS.replace('id = "tides"', 'id = "tides"\nanswers_in = "xlsx"')
NEW = (Row("Do waves add up?", "40", minute=60), Row("At night?", "8", "Tides", minute=61))
SAVED: Answer = ((PLAIN, "saved meanwhile"),)
_OF_AN_EXCHANGE = 12  # operations, and what follows
WORD, SHEET = "Brook.docx", "Questions and answers - Ben Cole Tides.xlsx"


def _type(path: Path, answers: Mapping[str, Answer]) -> None:
    path.write_bytes(retyped(path.read_bytes(), path.name, answers))


def in_use(root: Path) -> Series:
    """Return a series whose next run updates both documents, copies answers in, follows a name, takes copies."""
    series = small(root, settings=IN_SHEETS)
    assert series.run() == SILENT
    word, sheet, inbox = series.document(), series.documents / SHEET, series.output / "inbox"
    blank = {path.name: path.read_bytes() for path in (word, sheet)}
    _type(word, {"waves-01": ((PLAIN, "because it is steep"), (ITEM, "at the top"))})
    _type(sheet, {"tides-01": ((BOLD, "It does."),)})
    copy = retyped(blank[word.name], word.name, {"waves-02": ((PLAIN, "no"), (BOLD, "never"))})
    (inbox / "early.docx").write_bytes(copy)
    (inbox / "early.xlsx").write_bytes(retyped(blank[sheet.name], sheet.name, {"tides-02": ((PLAIN, "a high one"),)}))
    assert series.run() == SILENT
    (inbox / "again.docx").write_bytes(copy)
    (inbox / "early.docx").write_bytes(retyped(copy, word.name, {"waves-01": ((PLAIN, "no idea"),)}))
    (inbox / "late.xlsx").write_bytes(retyped(blank[sheet.name], sheet.name, {"tides-03": ((PLAIN, "it is far"),)}))
    (inbox / "list.txt").write_bytes(b"milk")
    word.rename(word.with_name(WORD))
    series.has(*ROWS, *NEW)
    return series.later(hours=1)


@dataclass(frozen=True)
class Remains:
    """What a series holds that no accident may change.

    Which texts a question had, not how often: what we copied into a slot is read there once more by a run that does
    not know whether the one before it came to say so.
    """

    kept: Kept
    words: Mapping[str, Mapping[str, str]]
    history: Mapping[str, frozenset[Answer]]
    current: Mapping[str, Answer]
    inbox: Mapping[str, bytes]


def remains(series: Series) -> Remains:
    """Return what a series holds."""
    now, inbox = known(series), series.output / "inbox"
    files = {path.relative_to(inbox).as_posix(): path.read_bytes() for path in inbox.rglob("*") if path.is_file()}
    kept, history = series.kept(), {question: frozenset(texts) for question, texts in now.history.items()}
    words = {name: slots(content, name) for name, content in kept.documents.items()}
    return Remains(replace(kept, documents={}), words, history, now.current, files)


class Ground:
    """A series that is put back to how it began before each strike."""

    def __init__(self, folder: Path) -> None:
        self._model = in_use(folder / "model")
        self.series = Series(folder / "school", self._model.now)
        self.before = remains(self._model)
        self.reset()
        self.codes = [self.series.run().code, self.series.run().code]
        self.after = remains(self.series)
        self.reset()
        self.operations = count_operations(self.series.run)

    def reset(self) -> None:
        """Put it back."""
        shutil.rmtree(self.series.root, ignore_errors=True)
        shutil.copytree(self._model.root, self.series.root)

    def strikes(self, every: int) -> range:
        """Return the operations to strike at: all of them in a long search, else one out of so many."""
        return range(1, self.operations + 1, 1 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else every)

    def hold_to_the_law(self, holds: Callable[[Remains], object] = lambda remains: remains) -> None:
        """Every word and every copy is there now; after the next run all is as after an unbroken one, and stays so.

        Args:
            holds: gives what is to be the same in the end.
        """
        for name, before in self.before.words.items():
            now = slots((self.series.documents / name).read_bytes(), name)
            assert {question: now[question] for question, text in before.items() if text}.items() <= before.items()
        there = {path.read_bytes() for path in (self.series.output / "inbox").rglob("*") if path.is_file()}
        assert set(self.before.inbox.values()) <= there
        self.series.run()
        assert holds(remains(self.series)) == holds(self.after)
        hold_no_leftovers(self.series)
        assert (again := self.series.run()).out == again.err == ""


def hold_no_leftovers(series: Series) -> None:
    """Nothing of ours lies half-done beside the files of people."""
    names = [path.name for path in series.output.rglob("*")]
    assert not [name for name in names if name.endswith((".qa-new", ".qa-swap"))]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """Return a series in use."""
    return Ground(tmp_path_factory.mktemp("ground"))


def test_the_unbroken_run_does_it_all(ground: Ground) -> None:
    """Both documents have the new questions and the answers from the copies, and every copy is where it belongs."""
    assert ground.after.words == {
        WORD: {"waves-01": "because it is steep\nat the top", "waves-02": "no\nnever", "waves-03": ""},
        SHEET: {"tides-01": "It does.", "tides-02": "a high one", "tides-03": "", "tides-04": ""},
    }
    assert {name.partition("/")[0] for name in ground.after.inbox} == {"read", "not-understood"}
    assert ((PLAIN, "no idea"),) in ground.after.history["waves-01"]


def test_killed_at_every_operation(ground: Ground) -> None:
    """Files and statements: no half file, no word lost or doubled, and the same after the next run."""
    for number in ground.strikes(9):
        ground.reset()
        assert run_killed_at(number, ground.series.run) == KILLED
        ground.hold_to_the_law()


def test_failing_at_every_operation(ground: Ground) -> None:
    """A full disk, a folder that may not be written and a failing disk: a designed exit code, and nothing lost."""
    for number in ground.strikes(11):
        ground.reset()
        said = _said(ground.series, partial(run_failing_at, number, _ERRORS[number % len(_ERRORS)]))
        assert said.code in _DESIGNED
        assert "a fault of this program" not in said.err
        ground.hold_to_the_law(_texts_and_files)


def _texts_and_files(remains: Remains) -> object:
    """Return what does not depend on when each file was read: one that comes a run later may find another answer."""
    return remains.kept.submissions, remains.words, remains.history, remains.inbox


def _said(series: Series, strike: Callable[[Callable[[], object]], object]) -> Said:
    """Strike a run and return what it said."""
    told = series.root.with_name("told")

    def run() -> None:
        said = series.run()
        told.write_text(f"{said.code}\n{said.out}{said.err}", encoding="utf-8")

    strike(run)
    code, _, words = told.read_text(encoding="utf-8").partition("\n")
    return Said(int(code), "", words)


class Person:
    """Somebody who saves a document from before the run, with one more answer in it."""

    def __init__(self, ground: Ground, name: str, question: str) -> None:
        ground.reset()
        self._path = ground.series.documents / name
        self._content = retyped(self._path.read_bytes(), name, {question: SAVED})
        self._question = question

    def writes(self) -> None:
        """Write over the file, as a simple program does."""
        self._path.write_bytes(self._content)

    def renames(self) -> None:
        """Put a new file in place of the old one, as Word does."""
        beside = self._path.with_name("~WRD0001.tmp")
        beside.write_bytes(self._content)
        beside.replace(self._path)

    def hold_nothing_lost(self, ground: Ground) -> None:
        """What they typed stands in the file now; soon it is in the history, and all questions stand there again."""
        assert slots(self._path.read_bytes(), self._path.name)[self._question] == words_of(SAVED)
        for hours in (0, 1, 2):
            assert ground.series.later(hours=hours).run().code in {0, 3}
        hold_no_leftovers(ground.series)
        there = slots(self._path.read_bytes(), self._path.name)
        assert there.keys() == ground.after.words[self._path.name].keys()
        assert there[self._question] == words_of(SAVED)
        now = known(ground.series)
        assert SAVED in now.history[self._question]
        for question, texts in ground.after.history.items():
            assert texts <= set(now.history[question])


PEOPLE = [(WORD, "waves-02"), (SHEET, "tides-02")]


@pytest.mark.parametrize(("name", "question"), PEOPLE)
@pytest.mark.parametrize("saves", [Person.writes, Person.renames])
def test_somebody_saves_at_any_moment(
    ground: Ground, name: str, question: str, saves: Callable[[Person], None]
) -> None:
    """Whatever the run is doing just then: it goes on, and what they typed is never overwritten."""
    person = Person(ground, name, question)
    for number in ground.strikes(37):
        ground.reset()
        assert run_disturbed_at(number, partial(saves, person), ground.series.run) == ""
        person.hold_nothing_lost(ground)


@pytest.mark.parametrize(("name", "question"), PEOPLE)
def test_somebody_saves_after_the_run_was_killed(ground: Ground, name: str, question: str) -> None:
    """At every operation: the next run does not take their file for what the killed one was writing."""
    person = Person(ground, name, question)
    for number in ground.strikes(41):
        ground.reset()
        assert run_killed_at(number, ground.series.run) == KILLED
        person.writes()
        person.hold_nothing_lost(ground)


@pytest.mark.parametrize(("name", "question"), PEOPLE)
def test_killed_with_somebodys_file_swapped_out(ground: Ground, name: str, question: str) -> None:
    """They saved in the last moment before the exchange, and the run was killed in it: their file comes back."""
    person = Person(ground, name, question)

    def saving() -> None:
        sys.addaudithook(_at_the_exchange(name, person.writes))
        ground.series.run()

    def is_saved_at(number: int) -> bool:
        ground.reset()
        run_killed_at(number, saving)
        return SAVED in _texts(ground.series)

    first = bisect_left(range(ground.operations), x=True, key=is_saved_at)
    for number in range(first, first + _OF_AN_EXCHANGE):
        assert is_saved_at(number)
        ground.series.run()
        person.hold_nothing_lost(ground)


def _at_the_exchange(name: str, save: Callable[[], None]) -> Callable[[str, tuple[object, ...]], None]:
    """Return a hook that saves once, just before two names are swapped."""
    done: list[bool] = []

    def heard(event: str, arguments: tuple[object, ...]) -> None:
        if event == "os.rename" and str(arguments[0]).endswith(f"{name}.qa-swap") and not done:
            done.append(True)
            save()

    return heard


def _texts(series: Series) -> list[Answer]:
    """Return the texts in all slots of all files in the folder of documents, also of those that lie there hidden."""
    found: list[Answer] = []
    for path in series.documents.iterdir():
        if path.name.removesuffix(".qa-swap").endswith((".docx", ".xlsx")):
            there = slots(path.read_bytes(), path.name.removesuffix(".qa-swap"))
            found += [((PLAIN, text),) for text in there.values()]
    return found
