"""The store: its rooms over one database."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.store.answers import Answers
from pipeline.store.connection import Database
from pipeline.store.corrections import Corrections
from pipeline.store.decisions import Decisions
from pipeline.store.documents import Documents
from pipeline.store.notes import Notes
from pipeline.store.placements import Placements
from pipeline.store.runs import Runs
from pipeline.store.submissions import Submissions
from pipeline.store.versions import Versions


class Store:
    """What a series remembers. Each writing method of a room is one transaction.

    Attributes:
        submissions: what came in.
        placements: where triage put it.
        decisions: what people said about it.
        documents: what was written for lecturers.
        versions: what came back from them, byte for byte.
        answers: what they wrote.
        corrections: how they corrected the words of questions.
        runs: what runs did.
        notes: small texts and lasting conditions.
    """

    def __init__(self, state: Path, patience: float = 5.0) -> None:
        self._database = Database(state, patience)  # seconds to wait for another program that holds the file
        self.submissions = Submissions(self._database)
        self.placements = Placements(self._database)
        self.decisions = Decisions(self._database)
        self.documents = Documents(self._database)
        self.versions = Versions(self._database, state)
        self.answers = Answers(self._database)
        self.corrections = Corrections(self._database)
        self.runs = Runs(self._database)
        self.notes = Notes(self._database)

    def close(self) -> None:
        """Let go of the file; the store may be used again, which opens it anew."""
        self._database.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Let go of the file."""
        self.close()
