"""A series with its lecturers at their desks: what they do to their files, and all that must hold after a run."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import note

from tests.whole.answering import Answer, Line, retyped, slots
from tests.whole.remembered import Memory, Place, known
from tests.whole.series import SETTINGS, Row, Said, Series, small

LECTURES = {"waves": "Waves", "tides": "Tides"}
QUESTIONS = ["Why does a wave break", "Is foam a wave", "Does the moon pull", "What is shown here, x < y & z", "Why"]
_SHORT = "Yes."  # what stands below many questions
_SLIDES = ("31", "3-5", "", "about foam")
_MARKS = (".~lock.", "~$")
_OTHER = {"docx": "xlsx", "xlsx": "docx"}


class School:
    """The series, what was typed in it, and every version of its documents.

    The lecture about waves is answered in a Word file, the one about tides in a sheet, until that is changed.
    """

    def __init__(self, root: Path) -> None:
        self.memory = Memory()
        self.kinds = {"waves": "docx", "tides": "xlsx"}
        self.versions: dict[Place, list[bytes]] = {}
        self.serial = 0
        self.rows = [self.row(lecture, number) for number in range(3) for lecture in LECTURES]
        self.series: Series = small(root, *self.rows)
        self.say()

    def row(self, lecture: str, choice: int) -> Row:
        """Return a question that nobody asked yet."""
        self.serial += 1
        words = f"{QUESTIONS[choice % len(QUESTIONS)]} {self.serial}?"
        return Row(words, _SLIDES[choice % len(_SLIDES)], LECTURES[lecture], self.serial)

    def asks(self, row: Row) -> None:
        """Let the form have one more row."""
        self.rows.append(row)
        self.series.has(*self.rows)

    def say(self) -> None:
        """Give the series its settings."""
        text = SETTINGS
        for lecture, kind in self.kinds.items():
            text = text.replace(f'id = "{lecture}"', f'id = "{lecture}"\nanswers_in = "{kind}"')
        self.series.says(text)

    def listed(self) -> list[dict[str, Any]]:
        """Return the questions of today."""
        found: list[dict[str, Any]] = json.loads(self.series.call("questions", "--json").out)
        return found

    def place(self, lecture: str, *, other: bool = False) -> Place:
        """Return a lecture's working document, or the one of the other kind."""
        kind = self.kinds[lecture]
        return lecture, (_OTHER[kind] if other else kind)

    def path(self, place: Place) -> Path | None:
        """Return the file of a working document, None if it is not there."""
        name = known(self.series).files.get(place)
        path = self.series.documents / name if name else None
        return path if path is not None and path.is_file() else None

    def version(self, place: Place, which: int) -> bytes:
        """Return one of the versions that a working document ever had."""
        return self.versions[place][which % len(self.versions[place])]

    def edited(
        self, content: bytes, name: str, choice: int, texts: Sequence[Sequence[Line]]
    ) -> tuple[bytes, dict[str, Answer]]:
        """Return a file with texts typed into one slot after another, and these: new ones, but for the shortest."""
        there = sorted(slots(content, name))
        chosen = {there[(choice + number) % len(there)]: lines for number, lines in enumerate(texts)} if there else {}
        answers: dict[str, Answer] = {}
        for question, lines in chosen.items():
            self.serial += 1
            answers[question] = tuple(
                (look, text if text == _SHORT else f"{text} {self.serial}") for look, text in lines
            )
        return retyped(content, name, answers), answers

    def save(self, place: Place, path: Path, content: bytes) -> None:
        """Save a working document as a person does."""
        self.memory.saves(path, content, self.series.now, place)
        self._keep_version(place, content)

    def _keep_version(self, place: Place, content: bytes) -> None:
        before = self.versions.setdefault(place, [])
        if content not in before:
            before.append(content)

    def sent(self, content: bytes, name: str) -> None:
        """Remember that a copy is under way."""
        there = slots(content, name)
        self.memory.sent.append(there)
        self.memory.differs([question for question, text in there.items() if text], "copy")

    def collect(self, content: bytes, name: str) -> None:
        """Take a copy in from elsewhere: its words are in the history at once."""
        path = self.series.root / name
        path.write_bytes(content)
        said = self.series.call("collect", str(path))
        note(f"collect: {said}")
        assert said.code in {0, 3}
        now = known(self.series)
        self.memory.handed |= set(now.merged.items())
        Memory(typed=self.memory.typed, handed=self.memory.handed, sent=[slots(content, name)]).hold_history(now)

    def leaves(self, lecture: str, path: Path) -> dict[str, str]:
        """Remember that a working document's file goes, and return what stood in it."""
        held = self.memory.held.pop(path.name, {})
        self.memory.differs(slots(path.read_bytes(), path.name), "gone")
        if any(name.startswith("copy") for name in self.memory.held):  # one of them may take its place
            self.memory.absent.setdefault(self.place(lecture), set()).update(one["id"] for one in self.listed())
        return held

    def open(self, path: Path, *, libre: bool) -> None:
        """Leave the mark of a program that opens a file now."""
        mark = path.with_name(f".~lock.{path.name}#" if libre else f"~${path.name[2:]}")
        mark.write_bytes(b"somebody")
        os.utime(mark, (self.series.now.timestamp(), self.series.now.timestamp()))

    def close(self) -> None:
        """Let all programs be closed."""
        for path in self.series.documents.glob("*"):
            if path.name.startswith(_MARKS):
                path.unlink()

    def open_files(self) -> dict[str, bytes]:
        """Return what stands in the files that some program has open."""
        there = list(self.series.documents.glob("*"))
        marks = {path.name for path in there}
        held = [path for path in there if {f".~lock.{path.name}#", f"~${path.name[2:]}"} & marks]
        return {path.name: path.read_bytes() for path in held}

    def run(self) -> None:
        """Let cron come by, and come by again with nothing to do; hold what must hold then."""
        open_files = self.open_files()
        self._hold_well(self.series.run())
        picture = self.series.picture()
        again = self.series.run()
        if again.err.startswith("This is over"):  # what a document written anew has ended
            picture, again = self.series.picture(), self.series.run()
        assert (again.out, again.err) == ("", ""), again
        after = self.series.picture()
        changed = [name for name in {**after, **picture} if after.get(name) != picture.get(name)]
        assert not changed, f"{changed} changed by a run without news"
        assert all((self.series.documents / name).read_bytes() == content for name, content in open_files.items())
        self._hold()

    def _hold_well(self, said: Said) -> None:
        """Whatever a run says, it is no fault of the program, and no document is left aside for good."""
        note(f"run: {said}")
        code, err = said.code, "".join(line for line in said.err.splitlines() if not line.startswith("This is over"))
        if "--force answers-vanished" in err:
            code, err = self.series.run("--force", "answers-vanished", "--quiet").code, ""
        assert code in {0, 3}
        assert "lease report" not in err
        assert "would read otherwise" not in err, err

    def _hold(self) -> None:
        """Hold everything that is remembered against what is there."""
        memory, now = self.memory, known(self.series)
        memory.handed |= set(now.merged.items())
        listed: dict[str, set[str]] = {}
        for one in self.listed():
            listed.setdefault(now.files.get(self.place(one["lecture"]), ""), set()).add(one["id"])
        memory.hold_files(self.series.documents, listed)
        memory.hold_history(now)
        memory.hold_current(now)
        memory.hold_settled(now, self.series.now)
        memory.sent.clear()
        assert now.balances
        assert not [path for path in (self.series.output / "inbox").glob("*.*") if path.is_file()]
        self._look_at_new_files()

    def _look_at_new_files(self) -> None:
        for place, name in known(self.series).files.items():
            path = self.series.documents / name
            if path.is_file():
                content = path.read_bytes()
                self.memory.held.setdefault(name, slots(content, name))
                self._keep_version(place, content)
        left = [path.name for path in self.series.documents.glob(".*") if not path.name.startswith(_MARKS)]
        assert left == []

    def hold_whole(self) -> None:
        """After a run that was killed: what stands in the files is whole."""
        self.memory.stood.clear()
        self.memory.hold_files(self.series.documents, {})
        self.memory.handed |= set(known(self.series).merged.items())

    def hold_complete(self) -> None:
        """Every question of today stands where it belongs, unless a person took it out there."""
        for one in self.listed():
            place = self.place(one["lecture"])
            path = self.path(place)
            assert path is not None, f"{place} has no document"
            absent = self.memory.absent.get(place, set())
            assert one["id"] in slots(path.read_bytes(), path.name).keys() | absent, f"{one['id']} is not there"
