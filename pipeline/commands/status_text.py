"""`status` as a person reads it: short while all is well, details only where something needs them. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from pipeline.commands.status_documents import DocumentLook, FileState
from pipeline.report import table
from pipeline.rich_text.characters import one_line

_NO_LECTURE = "(no lecture)"
_WIDTH = 100
_FILE_WIDTH = 62  # what the other columns leave of it
_REMARKS = 6  # of one file; all of them are in the JSON
# Column → count of the lecture; those after the bar are shown only where there is something to count.
_ALWAYS = {"Received": "received", "Open": "open", "Answered": "answered", "Held": "held"}
_IF_ANY = {
    "Merged": "merged",
    "Declined": "declined",
    "Withdrawn": "withdrawn",
    "Conflict": "conflicting",
    "Unfinished": "withheld",
    "Waiting": "waiting",
}


def head_as_text(stand: Mapping[str, Any]) -> str:
    """Return the series and when the pipeline last looked."""
    looked = f"{datetime.fromisoformat(stand['last_look']):%d %b %Y %H:%M} UTC" if stand["last_look"] else "never"
    return f"{stand['series']} (last look: {looked})"


def lectures_as_text(stand: Mapping[str, Any]) -> str:
    """Return the table of lectures; a last line counts what has none."""
    accounts = {account["lecture"]: account for account in stand["accounts"]}
    lectures = {lecture["id"]: lecture for lecture in stand["lectures"]}
    counted = {one: accounts.get(one, {}) | lectures.get(one, {}) for one in dict.fromkeys([*lectures, *accounts])}
    columns = _ALWAYS | {name: kind for name, kind in _IF_ANY.items() if any(one.get(kind) for one in counted.values())}
    rows = [
        (
            lecture or _NO_LECTURE,
            *(one.get(kind, 0) for kind in columns.values()),
            one.get("oldest_open") or "-",
            one.get("last_answer") or "-",
        )
        for lecture, one in counted.items()
    ]
    return table(("Lecture", *columns, "Oldest open", "Last answer"), rows)


def documents_as_text(looks: Iterable[DocumentLook], days: Mapping[str, str]) -> str:
    """Return the table of documents; `days` holds by file the day when a change was last seen."""
    rows = [
        (look.state.value, look.questions, days.get(look.file, "-"), middle_out(look.file, _FILE_WIDTH))
        for look in looks
    ]
    return table(("State", "Questions", "Changed", "File in documents/"), rows) if rows else ""


def middle_out(name: str, width: int) -> str:
    """Return a name that fits into so many characters, its beginning and end as they are."""
    if len(name) <= width:
        return name
    end = width // 2
    return f"{name[: width - end - 1]}…{name[-end:]}"


def attention_as_text(looks: Iterable[DocumentLook]) -> str:
    """Return what a person should look at in documents, "" if there is nothing."""
    parts = [part for look in looks for part in _attention(look)]
    return "\n".join(["Please have a look:", *parts]) if parts else ""


def _attention(look: DocumentLook) -> Iterator[str]:
    """Yield the file and what is to be said of it, if anything is."""
    said = list(_said(look))
    if said:
        yield f"  documents/{look.file}"
        yield from (wrapped(text, "    ") for text in said)


def _said(look: DocumentLook) -> Iterator[str]:
    if look.needs_a_person or (look.questions_waiting and look.reason):
        yield f"{look.state.value}: {look.reason}"
    if look.questions_waiting and look.state not in {FileState.NOT_WRITTEN, FileState.MISSING}:
        one = "1 question waits" if look.questions_waiting == 1 else f"{look.questions_waiting} questions wait"
        yield f"{one} to go into it"
    yield from (text for _, text in look.remarks[:_REMARKS])
    if len(look.remarks) > _REMARKS:
        yield f"and {len(look.remarks) - _REMARKS} more: qa-pipeline status --json"


def copies_as_text(stand: Mapping[str, Any]) -> str:
    """Return the last copy of each lecture, what lies in the inbox, and what in it was not understood."""
    lines = []
    if stand["copies"]:
        lines.append("Copies read last:")
    for copy in stand["copies"]:
        lines.append(f"  {copy['read_at'][:10]}  {copy['file']}")
        lines += [wrapped(remark["text"], "    ") for remark in copy["remarks"][: _REMARKS + 1]]
    if stand["not_understood"]:
        lines.append("Not understood; the files lie in inbox/not-understood/, mended ones go into inbox/ again:")
    for one in stand["not_understood"]:
        lines += [f"  {one['file']}", wrapped(one["reason"], "    ")]
    if stand["inbox"]:
        lines.append(f"In inbox/ for the next run: {', '.join(stand['inbox'])}")
    return "\n".join(lines)


def corrected_as_text(corrected: Iterable[Mapping[str, str]]) -> str:
    """Return which questions lecturers have reworded, "" if none."""
    ids = [one["question"] for one in corrected]
    if not ids:
        return ""
    head = "Question words corrected by their lecturers (`qa-pipeline questions --trace ID` shows both wordings):"
    return f"{head}\n{wrapped(', '.join(ids), '  ')}"


def held_as_text(held: Iterable[Mapping[str, Any]]) -> str:
    """Return what waits for a person before it is a question, "" if nothing does."""
    lines = []
    for one in held:
        typed = f', lecture typed as "{one_line(one["lecture_as_typed"])}"' if one["lecture_as_typed"] else ""
        lines.append(f"  submission {one['submission']} from {one['source']}: {one['reason']}{typed}")
        if one["would_place_it"]:
            lines.append(f"    → this line would place it: {one['would_place_it']}")
    if not lines:
        return ""
    head = (
        "Held for you (`qa-pipeline questions --trace NUMBER` shows one,",
        "`qa-pipeline decide accept NUMBER LECTURE` or `decide decline NUMBER --reason WHY` settles it):",
    )
    return "\n".join([*head, *lines])


def conditions_as_text(conditions: Iterable[str]) -> str:
    """Return the lasting conditions, "" if there are none."""
    lines = [wrapped(condition, "  ") for condition in conditions]
    return "\n".join(["Still going on:", *lines]) if lines else ""


def wrapped(text: str, indent: str) -> str:
    """Return a sentence in lines that fit; long names and lines to paste are not cut."""
    words = one_line(text)
    return textwrap.fill(
        words,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
