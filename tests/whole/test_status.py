"""What `status`, `answers` and `questions --trace` say of answers and documents."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.documents.editing import Editing, paragraph
from tests.whole.series import ROWS, SILENT, Row, Series, typed_into

NEW = Row("Do waves add up?", "40", minute=60)
WORDS = "because it is steep"


@pytest.fixture
def begun(series: Series) -> Series:
    """Return the series an hour after an answer was typed into the document about waves, and read."""
    series.run()
    series.document().write_bytes(typed_into(series.document().read_bytes(), WORDS))
    assert series.run() == SILENT
    return series.later(hours=1)


@pytest.fixture
def torn(begun: Series) -> Series:
    """Return the series with an answer, and another one in a copy that has stood long enough."""
    begun.run()
    _send(begun, "from ada.docx", "no, it is the wind")
    assert begun.run() == SILENT
    assert begun.later(hours=1).run().code == 3
    return begun.later(hours=1)


def _send(series: Series, name: str, words: str) -> None:
    """Put a copy into the inbox with other words in its first slot."""
    copy = _opened(series)
    copy.retype(copy.slot(1), f"AB: {words}")
    (series.output / "inbox" / name).write_bytes(copy.saved())


def _opened(series: Series) -> Editing:
    """Return the document about waves, open in an editor."""
    return Editing(series.document().read_bytes())


def _save(series: Series, document: Editing) -> None:
    series.document().write_bytes(document.saved())


def _stand(series: Series) -> dict[str, Any]:
    stand: dict[str, Any] = json.loads(series.call("status", "--json").out)
    return stand


def _lecture(series: Series, lecture: str = "waves") -> dict[str, Any]:
    return next(one for one in _stand(series)["lectures"] if one["id"] == lecture)


def _document(series: Series, lecture: str = "waves") -> dict[str, Any]:
    return next(one for one in _stand(series)["documents"] if one["lecture"] == lecture)


def _trace(series: Series, question: str = "waves-01") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(series.call("questions", "--trace", question, "--json").out)
    return found


def test_a_lecture_is_counted(begun: Series) -> None:
    """First its answer waits, then it counts from that day."""
    seen = ("open", "answered", "waiting", "conflicting", "withheld", "held", "last_answer", "oldest_open")
    assert [_lecture(begun)[one] for one in seen] == [2, 0, 1, 0, 0, 0, None, "2026-08-10"]
    begun.run()
    assert [_lecture(begun)[one] for one in seen] == [1, 1, 0, 0, 0, 0, "2026-08-20", "2026-08-10"]


def test_the_text_is_short_while_all_is_well(begun: Series) -> None:
    """A table of lectures, one of documents, what is held; nothing wider than a terminal."""
    begun.has(*ROWS[:5])
    begun.run()
    told = begun.call("status").out
    assert max(map(len, told.splitlines())) <= 100
    assert len(told.splitlines()) <= 12
    assert not any(words in told for words in ("have a look", "Two answers", "unfinished", "Still going on"))


@pytest.mark.parametrize(
    ("words", "state"), [("", "as written"), ("read", "just changed"), ("typed", "changed"), ("rubbish", "changed")]
)
def test_the_state_of_a_file(series: Series, words: str, state: str) -> None:
    """As it was written, changed and read or not."""
    series.run()
    if words in {"read", "typed"}:
        series.document().write_bytes(typed_into(series.document().read_bytes(), WORDS))
    if words == "read":
        series.run()
    if words == "rubbish":
        series.document().write_bytes(b"rubbish")
    assert _document(series)["state"] == state


def test_the_later_states_of_a_file(begun: Series) -> None:
    """In use once it rests, updated with a new question, open, missing."""
    assert _document(begun)["state"] == "in use"
    begun.has(*ROWS, NEW)
    begun.run()
    assert [_document(begun)[one] for one in ("state", "questions", "questions_waiting")] == ["updated", 3, 0]
    mark = begun.document().with_name(f".~lock.{begun.document().name}#")
    mark.write_bytes(b"")
    assert _document(begun)["state"] == "open"
    mark.unlink()
    begun.document().unlink()
    assert _document(begun)["state"] == "missing"


def test_a_change_is_dated(begun: Series) -> None:
    """When it was first seen; a document that nobody touched has no day."""
    assert _document(begun)["last_change"] == "2026-08-20T12:00:00+00:00"
    assert _document(begun, "tides")["last_change"] is None


def test_a_document_that_cannot_be_read_says_why(begun: Series) -> None:
    """Once in the text, under its name, and not among the other conditions again."""
    begun.document().write_bytes(b"shopping list")
    begun.run()
    found = _document(begun)
    assert (found["state"], "not a Word file" in found["reason"]) == ("not readable", True)
    told = begun.call("status").out
    assert told.count("not a Word file") == 1
    assert "Still going on" not in told


def test_a_renamed_document_is_shown_by_its_name(begun: Series) -> None:
    """By the one it has now, wherever a document is named."""
    begun.document().rename(begun.documents / "Brook answers.docx")
    begun.run()
    assert _document(begun)["file"] == _lecture(begun)["document"] == "Brook answers.docx"
    assert _trace(begun)["documents"] == [{"file": "Brook answers.docx", "kind": "docx", "state": "stands"}]


def test_new_questions_that_wait_are_counted(begun: Series) -> None:
    """Somebody has the file open: the text names file, reason and number."""
    begun.document().with_name(f".~lock.{begun.document().name}#").write_bytes(b"")
    begun.has(*ROWS, NEW)
    begun.run()
    assert _document(begun)["questions_waiting"] == 1
    told = begun.call("status").out
    assert "1 question waits to go into it" in told
    assert "open in an editor" in told


def test_what_could_not_be_placed_stays_in_sight(begun: Series) -> None:
    """Without addresses, and also after new questions went into the file."""
    document = _opened(begun)
    document.before(document.question(1), paragraph("Ask me: ada@example.org", ""))
    _save(begun, document)
    begun.run()
    assert "Ask me" in begun.call("status").out
    begun.has(*ROWS, NEW)
    begun.later(hours=2).run()
    later = begun.later(hours=3)
    assert _document(later)["state"] == "updated"
    told = later.call("status").out
    assert "Ask me" in told
    assert "ada@example.org" not in told + later.call("status", "--json").out


def test_a_question_that_somebody_took_out_is_named(begun: Series) -> None:
    """With the line that declines it; once it is declined nobody is told any more."""
    document = _opened(begun)
    document.remove(document.question(2), document.slot(2))
    _save(begun, document)
    begun.run()
    assert _document(begun)["gone"] == ["waves-02"]
    assert _trace(begun, "waves-02")["documents"][0]["state"] == "taken out"
    assert "qa-pipeline decide decline waves-02" in " ".join(begun.call("status").out.split())
    begun.call("decide", "decline", "waves-02", "--reason", "off topic")
    begun.later(hours=1).run()
    assert _document(begun)["gone"] == []


@pytest.mark.parametrize("command", [("status",), ("answers", "list"), ("questions", "--trace", "waves-01")])
def test_a_conflict_is_shown_with_lines_to_paste(torn: Series, command: tuple[str, ...]) -> None:
    """The lines work as they stand."""
    told = torn.call(*command).out
    assert "qa-pipeline answers history waves-01" in told
    assert "qa-pipeline answers resolve waves-01 NUMBER" in told
    assert _lecture(torn)["conflicting"] == 1
    assert torn.call("answers", "resolve", "waves-01", "3").code == 0
    assert _lecture(torn)["conflicting"] == 0


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("document", WORDS),
        ("Document", WORDS),
        ("copy", "no, it is the wind"),
        ("from ada.docx", "no, it is the wind"),
        ("inbox/read/from ada.docx", "no, it is the wind"),
        ("Questions and answers - Ada Brook Waves.docx", WORDS),
        ("documents/Questions and answers - Ada Brook Waves.docx", WORDS),
    ],
)
def test_a_person_chooses_by_the_place(torn: Series, choice: str, words: str) -> None:
    """Its kind, or its file as a person finds it."""
    assert torn.call("answers", "resolve", "waves-01", choice, "--dry-run").code == 0
    assert _lecture(torn)["conflicting"] == 1
    assert words in torn.call("answers", "resolve", "waves-01", choice).out
    assert _trace(torn)["answer"]["text"] == words
    assert _trace(torn)["conflict"] is None


@pytest.mark.parametrize("choice", ["sheet", "comment", "elsewhere.docx"])
def test_a_place_without_a_text_is_refused_with_those_that_have_one(torn: Series, choice: str) -> None:
    """The words to choose from stand in the message."""
    said = torn.call("answers", "resolve", "waves-01", choice)
    assert said.code == 2
    assert all(word in said.err for word in ("document", "copy", "from ada.docx", "answers history waves-01"))


def test_two_copies_in_conflict_are_told_apart_by_their_names(torn: Series) -> None:
    """The word for both says too little."""
    _send(torn, "from her assistant.docx", "it is the tide")
    torn.run()
    torn = torn.later(hours=1)
    said = torn.call("answers", "resolve", "waves-01", "copy")
    assert (said.code, "from ada.docx, from her assistant.docx" in said.err) == (2, True)
    assert torn.call("answers", "resolve", "waves-01", "from her assistant.docx").code == 0
    assert _trace(torn)["answer"]["text"] == "it is the tide"


def test_the_history_marks_what_readers_see(torn: Series) -> None:
    """The text that was agreed on last, until somebody chooses."""
    told = json.loads(torn.call("answers", "history", "waves-01", "--json").out)
    assert [one["current"] for one in told] == [False, True, False]
    assert "accepted *" in torn.call("answers", "history", "waves-01").out


def test_a_question_nobody_answered_has_an_empty_history(begun: Series) -> None:
    """Which is no mistake of whoever asks; to choose from it is, and so is a question that never was."""
    assert begun.call("answers", "history", "waves-02").code == 0
    assert json.loads(begun.call("answers", "history", "waves-02", "--json").out) == []
    assert begun.call("answers", "restore", "waves-02", "1").code == 2
    unknown = begun.call("answers", "history", "waves-1")
    assert (unknown.code, "Did you mean waves-01" in unknown.err) == (2, True)


def test_an_unfinished_answer_and_a_comment_are_listed(series: Series) -> None:
    """Each with where it stands; the comment with the line that takes it for the answer."""
    series.run()
    document = _opened(series)
    document.answer(1, "TODO")
    document.comments((document.question(2), "It is. Write to ada@example.org"))
    _save(series, document)
    series.run()
    later = series.later(hours=1)
    assert (_lecture(later)["withheld"], _lecture(later)["waiting"]) == (1, 0)
    for command in (("status",), ("answers", "list")):
        told = later.call(*command).out
        assert 'waves-01: "TODO"' in told
        assert "qa-pipeline answers restore waves-02 1" in told
        assert "ada@example.org" not in told
    assert later.call("answers", "restore", "waves-02", "1").code == 0
    assert _stand(later)["answers"]["comments"] == []


def test_what_waits_for_time_alone_can_be_taken_at_once(begun: Series) -> None:
    """The list has a line for each; `status` only counts them."""
    assert "the first with the next run" in begun.call("status").out
    assert "restore waves-01 1" in begun.call("answers", "list").out
    assert begun.call("answers", "restore", "waves-01", "1").code == 0
    assert begun.call("answers", "list").out == "No answer waits for anything.\n"


def test_copies_are_shown(torn: Series) -> None:
    """The last one of each lecture, what was not understood and why, and what the next run will read."""
    (torn.output / "inbox" / "notes.txt").write_text("see you soon", encoding="utf-8")
    assert _stand(torn)["inbox"] == ["notes.txt"]
    torn.run()
    stand = _stand(torn)
    assert [(one["lecture"], one["file"]) for one in stand["copies"]] == [("waves", "from ada.docx")]
    assert [one["file"] for one in stand["not_understood"]] == ["notes.txt"]
    told = torn.call("status").out
    assert "from ada.docx" in told
    assert "notes.txt is not a Word file" in told


def test_corrected_words_are_shown_with_those_before(begun: Series) -> None:
    """In the trace both, in `status` that there are some."""
    document = _opened(begun)
    document.retype(document.question(2), "Slide about foam. Is foam a kind of wave?")
    _save(begun, document)
    begun.run()
    found = _trace(begun, "waves-02")
    assert (found["corrected"], found["original"]) == ("Is foam a kind of wave?", "Is foam a wave?")
    told = begun.call("questions", "--trace", "waves-02").out
    assert "Is foam a kind of wave?" in told
    assert "waves-02" in begun.call("status").out


def test_the_trace_tells_where_an_answer_came_from(begun: Series) -> None:
    """By the question's id as by its submission's number."""
    begun.run()
    told = _trace(begun)
    assert told["answer"]["text"] == WORDS
    assert told["answer"]["place"] == begun.document().name
    assert _trace(begun, str(told["submissions"][0]["submission"]))["answer"] == told["answer"]
    assert WORDS in begun.call("questions", "--trace", "waves-01").out


@pytest.mark.parametrize(
    ("question", "decision", "state"),
    [
        ("waves-01", ("decline", "waves-01", "--reason", "no"), "removed"),
        ("waves-02", ("decline", "waves-02", "--reason", "no"), "gone"),
        ("waves-02", ("merge", "waves-02", "waves-01"), "gone"),
    ],
)
def test_a_question_that_left_can_still_be_traced(
    begun: Series, question: str, decision: tuple[str, ...], state: str
) -> None:
    """Declined or merged: what was typed, and what became of it in the document."""
    begun.run()
    assert begun.call("decide", *decision).code == 0
    begun.later(hours=1).run()
    found = _trace(begun, question)
    assert [one["state"] for one in found["documents"]] == [state]
    assert found["submissions"]
    assert found["merged_into"] == ("waves-01" if decision[0] == "merge" else "")


def test_a_fresh_series_has_nothing_corrected(finished_sample: Series) -> None:
    """And what its documents say fits a terminal."""
    stand = _stand(finished_sample)
    assert (stand["corrected"], stand["copies"], stand["not_understood"]) == ([], [], [])
    tables = finished_sample.call("status").out.partition("Held for you")[0]
    assert max(map(len, tables.splitlines())) <= 100
