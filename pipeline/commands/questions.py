"""`questions`: every question with its id; `--trace` follows one back to what participants typed."""

from __future__ import annotations

import json as json_format
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Annotated, Any

import typer

from pipeline.commands.call import Call, Config, Json, call_of, output_of
from pipeline.commands.status_documents import context_for_looking
from pipeline.commands.status_story import look_at_story
from pipeline.documents import in_order
from pipeline.errors import ExitCode, UsageError
from pipeline.model.question import Question
from pipeline.model.record import Placement, Revision
from pipeline.model.series import Lecture
from pipeline.model.slide_label import slide_label
from pipeline.model.triage import TriageOutcome
from pipeline.report import table
from pipeline.rich_text.characters import clean, one_line
from pipeline.run_context import RunContext
from pipeline.run_triage import last_triage
from pipeline.settings import Settings
from pipeline.store import open_store

_SHOWN = 70  # characters of a question in the list

LectureId = Annotated[str | None, typer.Argument(metavar="[LECTURE]", help="Only the questions of this lecture.")]
Trace = Annotated[
    str | None, typer.Option("--trace", metavar="ID", help="Show all that is known of one question or submission.")
]


def questions_command(
    context: typer.Context,
    *,
    lecture: LectureId = None,
    trace: Trace = None,
    config: Config = None,
    json: Json = False,
) -> ExitCode:
    """List the questions as the documents show them, or trace one back to what was typed.

    Example: qa-pipeline questions heinrich-2, or qa-pipeline questions --trace heinrich-2-07
    """
    call = call_of(context, config, json=json)
    settings = call.settings()
    if lecture and settings.series.lecture(lecture) is None:
        known = ", ".join(one.id for one in settings.series.lectures)
        raise UsageError(f'There is no lecture "{lecture}"; the lectures are {known}.')
    with open_store(output_of(settings).state) as store:
        looking = context_for_looking(call, settings, store)
        outcome = last_triage(looking)[1]
        if trace:
            _tell_trace(call, looking, outcome, trace)
        else:
            wanted = settings.series.lecture(lecture) if lecture else None
            _tell_list(call, settings, [one for of, one in _as_shown(settings, outcome) if wanted in {None, of}])
    return ExitCode.DONE


def _as_shown(settings: Settings, outcome: TriageOutcome) -> Iterator[tuple[Lecture, Question]]:
    """Yield the questions lecture by lecture, in the order the documents show them."""
    for lecture in settings.series.lectures:
        questions = [one for one in outcome.questions if one.lecture == lecture.id]
        for question in in_order(questions, by_slide=settings.documents.order == "slide"):
            yield lecture, question


def _tell_list(call: Call, settings: Settings, questions: list[Question]) -> None:
    labels = {one.id: slide_label(one.slide, settings.words) if one.slide else "" for one in questions}
    if call.json:
        rows = [_as_json(one, labels[one.id]) for one in questions]
        print(json_format.dumps(rows, ensure_ascii=False, indent=1), file=call.surroundings.out)
        return
    cells = [(one.id, _place(one, labels[one.id]), one.asked_by, _shortened(one.text)) for one in questions]
    header = ("ID", "Slide (? have a look)", "Asked by", "Question")
    text = table(header, cells) if cells else "There are no questions yet."
    print(text, file=call.surroundings.out)


def _as_json(question: Question, label: str) -> dict[str, Any]:
    return {
        "id": question.id,
        "lecture": question.lecture,
        "label": label,
        "review": question.slide.review if question.slide else "",
        "text": question.text,
        "asked_by": question.asked_by,
        "instant": question.instant.isoformat() if question.instant else None,
        "late": question.late,
        "submissions": list(question.submissions),
    }


def _place(question: Question, label: str) -> str:
    """Return the label as a terminal may show it, with a mark where a person should look at the reading."""
    doubtful = question.slide is not None and bool(question.slide.review)
    return f"{'? ' if doubtful else ''}{_shortened(label)}" or "-"


def _shortened(text: str) -> str:
    plain = one_line(text)
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"


def _tell_trace(call: Call, context: RunContext, outcome: TriageOutcome, wanted: str) -> None:
    store = context.store
    question = next((one for one in (*outcome.questions, *outcome.declined) if one.id == wanted), None)
    placements = store.placements.all()
    submissions = question.submissions if question else _submissions(placements, wanted)
    known = [number for number in submissions if store.submissions.revisions(number)]
    if not known:
        raise UsageError(f'Nothing is known of "{wanted}"; `qa-pipeline questions` and `status` list the ids.')
    traced = [_trace(number, store.submissions.revisions(number), placements.get(number)) for number in known]
    first = placements.get(known[0])
    traced_id = first.question if wanted.isdigit() and first else wanted
    story = look_at_story(context, traced_id, question.text if question else "") if traced_id else None
    if call.json:
        found = {"question": asdict(question) if question else None, "submissions": traced}
        found |= story.as_json() if story else {}
        print(json_format.dumps(found, ensure_ascii=False, indent=1, default=str), file=call.surroundings.out)
    else:
        lines = [line for one in traced for line in _trace_lines(one)]
        print("\n".join([*lines, *(story.as_lines() if story else ())]), file=call.surroundings.out)


def _submissions(placements: Mapping[int, Placement], wanted: str) -> tuple[int, ...]:
    """Return the submission of this number, or those of a question that is part of another one or no longer asked."""
    if wanted.isascii() and wanted.isdigit():
        return (int(wanted),)
    return tuple(number for number, one in placements.items() if wanted in {one.question, one.carries})


def _trace(number: int, revisions: tuple[Revision, ...], placement: Placement | None) -> dict[str, Any]:
    return {
        "submission": number,
        "source": revisions[0].submission.source,
        "placement": asdict(placement) if placement else None,
        "revisions": [
            {
                "kind": revision.kind.value,
                "seen_at": revision.seen_at.isoformat(),
                "submitted_at": revision.submission.instant.isoformat() if revision.submission.instant else None,
                "lecture": revision.submission.content.lecture,
                "slide": revision.submission.content.slide,
                "question": revision.submission.content.question,
            }
            for revision in revisions
        ],
    }


def _trace_lines(one: dict[str, Any]) -> Iterator[str]:
    placement = one["placement"] or {}
    stands = placement.get("question") or f"held: {placement.get('reason') or 'not sorted yet'}"
    merged = bool(placement.get("question")) and not placement.get("head", True)
    role = " (merged: it asks the same)" if merged else ""
    yield f"submission {one['submission']} from {one['source']} → {stands}{role}"
    for revision in one["revisions"]:
        yield f"  {revision['kind']}, submitted {revision['submitted_at'] or 'at an unknown time'}"
        yield f"    lecture:  {one_line(revision['lecture']) or '-'}"
        yield f"    slide:    {one_line(revision['slide']) if revision['slide'] is not None else '(no such field)'}"
        yield f"    question: {clean(revision['question'])}"
