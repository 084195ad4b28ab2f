"""The collect step: what lecturers wrote is read and kept, and what has stood long enough becomes the answer.

Every version of a document that is read is kept whole before anything is decided about it; only when its words are
kept too does the store say that it was read, so that a run that is killed in between reads it again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from pipeline.answers import HANDED_ON, handed_on, reconcile, taken_back
from pipeline.errors import ExitCode, Problem, QaError
from pipeline.model.answer import Conflict, Draft, PlaceKind
from pipeline.model.reconciling import Outcome
from pipeline.model.record import DocumentRecord
from pipeline.model.series import Lecture
from pipeline.report import AnswerNews, problem_of
from pipeline.run_context import RunContext
from pipeline.run_copies import is_still_coming, put_away, read_asked, read_copies
from pipeline.run_names import follow_names
from pipeline.run_reading import Taken, read_document
from pipeline.store import sha256_of

KINDS = ("docx", "xlsx")


def collect(context: RunContext, questions: Collection[str]) -> AnswerNews:
    """Read the documents that somebody has changed and the copies that came, and decide what is new.

    Args:
        context: of the run.
        questions: the ids of those that are asked now; a conflict about any other concerns nobody.
    """
    if context.copies:
        return _collect_asked(context, questions)
    follow_names(context, _records(context))
    taken, problems = _read_documents(context)
    put_off = sum(problem.exit_code is ExitCode.DONE for problem in problems)
    copies = read_copies(context)
    known = context.store.answers.knowledge()
    drafts = [draft for one in (*taken, *copies.taken) for draft in (*one.drafts, *one.offered)]
    outcome = reconcile(known, drafts, context.now, context.settings.publish.settle)
    context.store.answers.keep(outcome)
    outcome = _with_handed_on(context, outcome)
    _remember(context, (*taken, *copies.taken))
    not_moved = put_away(context, copies)
    news = _news(context, _concerning(outcome, questions), len(taken), (*taken, *copies.taken))
    return replace(
        news,
        copies=len(copies.taken),
        put_off=put_off + len(copies.put_off),
        problems=(*problems, *copies.problems, *not_moved, *news.problems),
    )


def _collect_asked(context: RunContext, questions: Collection[str]) -> AnswerNews:
    """Take in the files that a person named; what stands in them is accepted at once."""
    copies = read_asked(context)
    drafts = [draft for one in copies.taken for draft in (*one.drafts, *one.offered)]
    known = context.store.answers.knowledge()
    outcome = reconcile(known, drafts, context.now, context.settings.publish.settle, waits=False)
    context.store.answers.keep(outcome)
    _remember(context, copies.taken)
    news = _news(context, _concerning(outcome, questions), 0, copies.taken)
    return replace(news, copies=len(copies.taken), problems=(*copies.problems, *news.problems))


def _concerning(outcome: Outcome, questions: Collection[str]) -> Outcome:
    """Return an outcome without the conflicts about questions that nobody asks any more."""
    return replace(outcome, conflicts=tuple(one for one in outcome.conflicts if one.question in questions))


def _records(context: RunContext) -> list[tuple[Lecture, DocumentRecord]]:
    """Return every working document with its lecture, in the order of the lectures."""
    kept = {(record.lecture, record.kind): record for record in context.store.documents.all() if record.sha256}
    found: list[tuple[Lecture, DocumentRecord]] = []
    for lecture in context.settings.series.lectures:
        for kind in KINDS:
            records = (kept.get((lecture_id, kind)) for lecture_id in (lecture.id, *lecture.was))
            found += [(lecture, record) for record in records if record is not None][:1]
    return found


def _read_documents(context: RunContext) -> tuple[list[Taken], list[Problem]]:
    taken: list[Taken] = []
    problems: list[Problem] = []
    for lecture, record in _records(context):
        try:
            if not _is_news(context, record):
                continue
            context.progress(f"reading {record.file}", record.questions)
            taken.append(read_document(context, lecture, record))
        except QaError as error:
            problem = problem_of(error, f"documents/{record.file}", key=f"read {record.lecture} {record.kind}")
            if is_still_coming(context, context.output.documents / record.file):
                problem = replace(problem, exit_code=ExitCode.DONE)
            problems.append(problem)
    return taken, problems


def _is_news(context: RunContext, record: DocumentRecord) -> bool:
    """Tell whether the file is another one than was last read, be it one that we once wrote; or written by us."""
    found = sha256_of(context.output.documents / record.file)
    return bool(found) and found != (record.read_sha256 or record.sha256)


def _with_handed_on(context: RunContext, outcome: Outcome) -> Outcome:
    """Let questions that others were merged into have the answers of these; return all that was decided."""
    store = context.store
    merged = store.placements.merged()
    parted = taken_back(merged, store.answers.current_from(PlaceKind.COPY, HANDED_ON), context.now)
    if parted:
        store.answers.keep(Outcome(accepted=parted))
        outcome = replace(outcome, accepted=(*outcome.accepted, *parted))
    if not merged:
        return outcome
    drafts = handed_on(store.answers.knowledge(), merged, store.answers.current(sorted(merged)), context.now)
    if not drafts:
        return outcome
    more = reconcile(store.answers.knowledge(), drafts, context.now, context.settings.publish.settle, waits=False)
    store.answers.keep(more)
    return replace(
        more, drafts=(*outcome.drafts, *more.drafts), accepted=(*outcome.accepted, *more.accepted), unchanged=0
    )


def _remember(context: RunContext, taken: Iterable[Taken]) -> None:
    """Keep what else the files said, and that they were read."""
    store = context.store
    for one in taken:
        store.corrections.keep(one.place, one.corrections, context.now)
        store.versions.remark(one.version, one.place, [(remark.question, remark.text) for remark in one.remarks])
        if one.record is not None:
            store.documents.read(one.record, one.version, context.now, one.shows)


def _news(context: RunContext, outcome: Outcome, read: int, taken: Sequence[Taken]) -> AnswerNews:
    remarks = tuple(
        Problem(where=one.shown, message=remark.text, exit_code=ExitCode.DONE)
        for one in taken
        for remark in one.remarks
    )
    offered = tuple(_offered(context, draft) for draft in outcome.drafts if draft.place.kind is PlaceKind.COMMENT)
    return AnswerNews(
        documents=read,
        drafts=len(outcome.drafts),
        accepted=len(outcome.accepted),
        waiting=len(outcome.waiting),
        withheld=len(outcome.withheld),
        conflicts=len(outcome.conflicts),
        problems=(*remarks, *offered, *map(conflict_problem, outcome.conflicts)),
    )


def _offered(context: RunContext, draft: Draft) -> Problem:
    """Return how a person takes a margin comment as the answer."""
    history = context.store.answers.history(draft.question)
    number = next(entry.number for entry in reversed(history) if entry.words == draft.words)
    return Problem(
        where=f"documents/{draft.place.name}, {draft.question}",
        message="there is no answer, but a margin comment; if it is the answer, take it as such",
        next_step=f"qa-pipeline answers restore {draft.question} {number}",
        exit_code=ExitCode.DONE,
    )


def conflict_problem(conflict: Conflict) -> Problem:
    """Return a conflict as a lasting condition, with the lines that end it."""
    places = " or ".join(dict.fromkeys(draft.place.kind.value for draft in conflict.drafts))
    return Problem(
        where=conflict.question,
        message="two places answer differently, and nobody chose between them; readers see the last agreed answer",
        next_step=(
            f"qa-pipeline answers history {conflict.question}    # shows the texts; then, for the one that counts:\n"
            f"      qa-pipeline answers resolve {conflict.question} NUMBER    # or {places}"
        ),
        key=f"conflict {conflict.question}",
    )
