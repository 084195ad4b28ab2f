"""What a run did: one frozen report, as text for people and as JSON for programs. Pure.

Ids, counts and file names stand in it; of people's words only the beginnings of what could not be placed, with
addresses masked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from pipeline.errors import ExitCode, Problem, QaError
from pipeline.model.record import Account

# From the worst: what a run ends with when several things went wrong.
_WORST_FIRST = (
    ExitCode.OUR_FAULT,
    ExitCode.SETTINGS,
    ExitCode.USAGE,
    ExitCode.NO_ACCESS,
    ExitCode.RAIL,
    ExitCode.PARTLY,
    ExitCode.LATER,
)


@dataclass(frozen=True, slots=True)
class SourceNews:
    """What one source brought; `looked` tells whether it had to be read at all."""

    name: str
    looked: bool = False
    rows: int = 0
    new: int = 0
    edited: int = 0
    withdrawn: int = 0
    returned: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def changed(self) -> bool:
        """Tell whether the source brought anything new."""
        return bool(self.new or self.edited or self.withdrawn or self.returned)


@dataclass(frozen=True, slots=True)
class TriageNews:
    """What triage changed: ids of new questions, how many submissions were merged or held for the first time."""

    new_questions: tuple[str, ...] = ()
    merged: int = 0
    held: int = 0
    moved: int = 0
    review: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def changed(self) -> bool:
        """Tell whether triage changed anything."""
        return bool(self.new_questions or self.merged or self.held or self.moved)


@dataclass(frozen=True, slots=True)
class AnswerNews:
    """What documents and copies said: how many were read, what came of the texts in them, which files are put off."""

    documents: int = 0
    copies: int = 0
    drafts: int = 0
    accepted: int = 0
    waiting: int = 0
    withheld: int = 0
    conflicts: int = 0
    put_off: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def changed(self) -> bool:
        """Tell whether anything was read or accepted."""
        return bool(self.drafts or self.accepted or self.copies)


class DocumentState(StrEnum):
    """What happened to a working document."""

    UNCHANGED = "unchanged"
    WRITTEN = "written"
    REWRITTEN = "rewritten"
    UPDATED = "updated"
    LEFT_ALONE = "left alone"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DocumentNews:
    """What happened to the working document of one lecture; `file` is relative to the output folder."""

    lecture: str
    file: str
    state: DocumentState
    questions: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class RunReport:
    """Everything one run did, and how it ended."""

    command: str
    started: datetime
    sources: tuple[SourceNews, ...] = ()
    triage: TriageNews = TriageNews()
    answers: AnswerNews = AnswerNews()
    documents: tuple[DocumentNews, ...] = ()
    accounts: tuple[Account, ...] = ()
    general: tuple[Problem, ...] = ()
    dry_run: bool = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return every problem, in the order of the steps."""
        parts: Iterable[tuple[Problem, ...]] = (
            self.general,
            *(source.problems for source in self.sources),
            self.triage.problems,
            self.answers.problems,
            *(document.problems for document in self.documents),
        )
        return tuple(problem for part in parts for problem in part)

    @property
    def changed(self) -> bool:
        """Tell whether the run did something worth a line in the history."""
        written = {DocumentState.WRITTEN, DocumentState.REWRITTEN, DocumentState.UPDATED}
        return (
            any(source.changed for source in self.sources)
            or self.triage.changed
            or self.answers.changed
            or any(document.state in written for document in self.documents)
        )

    @property
    def exit_code(self) -> ExitCode:
        """Return the worst of what went wrong, or DONE."""
        return worst_of(self.problems)

    def as_json(self) -> dict[str, Any]:
        """Return the report in plain types; fields are only ever added."""
        return {
            "command": self.command,
            "started": self.started.isoformat(),
            "dry_run": self.dry_run,
            "exit_code": int(self.exit_code),
            "sources": [_plain(source) for source in self.sources],
            "triage": _plain(self.triage),
            "answers": _plain(self.answers),
            "documents": [_plain(document) for document in self.documents],
            "accounts": [asdict(account) for account in self.accounts],
            "problems": [problem_as_json(problem) for problem in self.problems],
        }


def _plain(news: SourceNews | TriageNews | AnswerNews | DocumentNews) -> dict[str, Any]:
    return {key: value for key, value in asdict(news).items() if key != "problems"}


def worst_of(problems: Iterable[Problem]) -> ExitCode:
    """Return the exit code of the worst problem, DONE if there is none."""
    codes = {problem.exit_code for problem in problems}
    return next((code for code in _WORST_FIRST if code in codes), ExitCode.DONE)


def problem_of(error: QaError, where: str, *, key: str) -> Problem:
    """Return an error that stopped a part of the run as a lasting condition of that part."""
    return Problem(where=where, message=str(error), exit_code=error.exit_code, key=key)


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """Return a problem in plain types, as one line of the JSON log."""
    return asdict(problem) | {"exit_code": int(problem.exit_code)}


def problem_as_text(problem: Problem) -> str:
    """Return a problem as the lines a person reads."""
    head = f"{problem.where}: {problem.message}" if problem.where else problem.message
    return f"{head}\n    → {problem.next_step}" if problem.next_step else head


def table(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """Return rows under a header, columns as wide as they need; numbers stand to the right."""
    cells = [header, *(tuple(str(cell) for cell in row) for row in rows)]
    numeric = [all(row[column].isdigit() for row in cells[1:]) for column in range(len(header))]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    lines = [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        )
        for row in cells
    ]
    return "\n".join(line.rstrip() for line in lines)


def report_as_text(report: RunReport, documents_folder: str) -> str:
    """Return what a person at a terminal reads after a run that did something."""
    texts = (_sources_as_text, _news_as_text, _documents_as_text)
    parts = [text(report) for text in texts]
    if report.dry_run:
        parts += [f"New questions: {', '.join(report.triage.new_questions)}"] if report.triage.new_questions else []
        parts.append("Nothing was written: this was a dry run.")
    elif any(news.state is DocumentState.WRITTEN for news in report.documents):
        parts.append(
            f"The documents lie in {documents_folder}\n"
            "Next: send each one to its lecturer. `qa-pipeline status` shows what waits for you."
        )
    return "\n\n".join(part for part in parts if part)


def _sources_as_text(report: RunReport) -> str:
    rows = [
        (source.name, source.rows, source.new, source.edited, source.withdrawn, source.returned)
        for source in report.sources
        if source.looked
    ]
    return table(("Source", "Rows", "New", "Edited", "Withdrawn", "Back"), rows) if rows else ""


def _news_as_text(report: RunReport) -> str:
    news, answers = report.triage, report.answers
    if not (news.changed or answers.changed):
        return ""
    counts = (
        (len(news.new_questions), "new question", "new questions"),
        (news.merged, "submission asks the same as another", "submissions ask the same as others"),
        (news.moved, "question changed its place", "questions changed their place"),
        (news.held, "submission is held for you", "submissions are held for you"),
        (news.review, "slide reference should be looked at", "slide references should be looked at"),
        (answers.copies, "copy was read", "copies were read"),
        (answers.drafts, "new text was read", "new texts were read"),
        (answers.accepted, "answer was taken as given", "answers were taken as given"),
        (
            answers.waiting,
            "answer waits until it has stood long enough",
            "answers wait until they have stood long enough",
        ),
        (answers.conflicts, "question has two answers", "questions have two answers"),
        (answers.withheld, "answer is marked as unfinished", "answers are marked as unfinished"),
    )
    return "\n".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)


def _documents_as_text(report: RunReport) -> str:
    rows = [
        (news.lecture, news.questions, news.state.value, news.file)
        for news in report.documents
        if news.state is not DocumentState.UNCHANGED
    ]
    return table(("Lecture", "Questions", "Document", "File"), rows) if rows else ""
