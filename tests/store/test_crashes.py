"""Crash tests of the store: killed or failing anywhere, it is as before or as after, and the work can be done again."""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import DocumentError
from pipeline.model.record import Intent
from pipeline.model.submission import SourceChanges
from pipeline.store import open_store, settle_intents, sha256_of, write_document
from pipeline.store.rooms import Store
from tests.crash_points import (
    KILLED,
    count_operations,
    run_disturbed_at,
    run_failing_at,
    run_full_at_size,
    run_killed_at,
    run_killed_at_size,
)
from tests.store.samples import LATER, STATE, entry, held, placed, take

pytestmark = pytest.mark.crash

_LONG = "Why does it behave like that? " * 20
_FULL = "documents/A.docx"
_OLD, _NEW = b"old " * 2_000, b"new " * 3_000

Work = Callable[[], None]


def _seed(output: Path, *, with_store: bool) -> None:
    """Put the state before in place: nothing at all, or a store with submissions, a place each, and a document."""
    shutil.rmtree(output, ignore_errors=True)
    if not with_store:
        return
    model = output.with_name("model")
    if not model.exists():
        _build(model)
    shutil.copytree(model, output)


def _build(output: Path) -> None:
    with open_store(output / "state") as store:
        take(store, *(entry(f"{number} {_LONG}") for number in range(20)))
        store.placements.place([placed(number, f"a-{number:02d}") for number in range(1, 21)])
        write_document(store, output, _intent(_OLD), _OLD, date(2026, 3, 4), instead_of="")


def _intent(content: bytes) -> Intent:
    return Intent(_FULL, hashlib.sha256(content).hexdigest(), "a", "docx", f"shows {len(content)}")


def _take(output: Path) -> None:
    """Take what is new, as a run does: only what the store does not have."""
    with open_store(output / "state") as store:
        if store.submissions.source_state("second").rows:
            return
        changes = SourceChanges(new=tuple(entry(f"later {number} {_LONG}") for number in range(30)))
        store.submissions.take("second", changes, STATE, LATER)


def _edit(output: Path) -> None:
    """Edit one entry and withdraw another."""
    with open_store(output / "state") as store:
        store.submissions.take(
            "form", SourceChanges(edited=((3, entry("edited", at=LATER)),), withdrawn=(5,)), STATE, LATER
        )


def _place(output: Path) -> None:
    """Hold every second submission, and give a question to all others."""
    with open_store(output / "state") as store:
        there = store.submissions.all()
        store.placements.place(
            [held(each.id) if each.id % 2 else placed(each.id, f"a-{each.id + 100}") for each in there]
        )


def _write(output: Path) -> None:
    """Write the document as a run does: settle what was cut short, then write what is not there yet."""
    with open_store(output / "state") as store:
        settle_intents(store, output)
        there = sha256_of(output / _FULL)
        write_document(store, output, _intent(_NEW), _NEW, date(2026, 3, 5), instead_of=there)


_WORKS = [
    pytest.param(_take, True, id="take"),
    pytest.param(_take, False, id="take-first"),
    pytest.param(_edit, True, id="edit"),
    pytest.param(_place, True, id="place"),
    pytest.param(_write, True, id="write"),
    pytest.param(_write, False, id="write-first"),
]


def _seen(output: Path) -> tuple[object, ...]:
    """Return all that the store says."""
    with open_store(output / "state") as store:
        return (
            store.submissions.all(),
            store.submissions.version(),
            store.submissions.source_state("second"),
            store.placements.all(),
            store.placements.highest_numbers(),
            *_documents(store),
        )


def _documents(store: Store) -> tuple[object, ...]:
    """Return what is known of documents; day and name of a new one may be known before it is written."""
    return tuple(each for each in store.documents.all() if each.sha256), store.documents.intents()


def _check(output: Path, work: Callable[[Path], None], states: tuple[object, object]) -> None:
    """Hold a struck series to the law: before or after and nothing between, whole files, and a re-run completes."""
    before, after = states
    if work is not _write:
        assert _seen(output) in (before, after)
    path = output / _FULL
    assert not path.exists() or path.read_bytes() in {_OLD, _NEW}
    work(output)
    if work is not _edit:  # editing twice is the same edit, seen at once
        assert _seen(output) == after
    assert not list(output.rglob("*.qa-new"))
    assert not list(output.rglob("*-journal"))


def _before_and_after(output: Path, work: Callable[[Path], None], *, with_store: bool) -> tuple[object, object]:
    _seed(output, with_store=with_store)
    before = _seen(output)
    work(output)
    return before, _seen(output)


@pytest.mark.parametrize(("work", "with_store"), _WORKS)
def test_killed_before_any_operation(tmp_path: Path, work: Callable[[Path], None], *, with_store: bool) -> None:
    """At every file operation and every statement."""
    output = tmp_path / "output"
    states = _before_and_after(output, work, with_store=with_store)
    _seed(output, with_store=with_store)
    for number in range(1, count_operations(lambda: work(output)) + 1):
        _seed(output, with_store=with_store)
        assert run_killed_at(number, lambda: work(output)) == KILLED
        _check(output, work, states)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES])
@pytest.mark.parametrize(("work", "with_store"), _WORKS)
def test_failing_at_any_operation(
    tmp_path: Path, work: Callable[[Path], None], error: int, *, with_store: bool
) -> None:
    """Whatever fails, what is raised is one of our errors, and the series is as the law wants it."""
    output = tmp_path / "output"
    states = _before_and_after(output, work, with_store=with_store)
    _seed(output, with_store=with_store)
    for number in range(1, count_operations(lambda: work(output)) + 1):
        _seed(output, with_store=with_store)
        raised = run_failing_at(number, error, lambda: work(output))
        assert raised in {"", "TryLaterError", "AccessError", "DocumentError", "StoreError"}
        _check(output, work, states)


def test_reading_alone_rolls_back_what_a_crash_left(tmp_path: Path) -> None:
    """A journal left by a run that died while it wrote the database is played back by a run that only reads."""
    output = tmp_path / "output"
    before, _ = _before_and_after(output, _take, with_store=True)
    _seed(output, with_store=True)
    database = output / "state" / "pipeline.db"
    size = database.stat().st_size
    assert run_killed_at_size(size + 5_000, lambda: _take(output)) == KILLED
    assert database.with_name("pipeline.db-journal").stat().st_size > 0
    assert database.stat().st_size > size
    assert _seen(output) == before
    assert [path.name for path in database.parent.iterdir()] == ["pipeline.db"]
    assert database.stat().st_size == size


@pytest.mark.parametrize("with_store", [True, False])
def test_a_person_saves_before_any_operation(tmp_path: Path, *, with_store: bool) -> None:
    """Whenever a lecturer's program saves where a document is being written, the words stand there, run after run."""
    output = tmp_path / "output"
    path = output / _FULL

    def save() -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "~saving").write_bytes(b"with an answer")
        (path.parent / "~saving").replace(path)

    _seed(output, with_store=with_store)
    for number in range(1, count_operations(lambda: _write(output)) + 1):
        _seed(output, with_store=with_store)
        assert run_disturbed_at(number, save, lambda: _write(output)) in {"", "DocumentError"}
        with pytest.raises(DocumentError, match="somebody works in it"):
            _write(output)
        assert path.read_bytes() == b"with an answer"
        assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("strike", [run_killed_at_size, run_full_at_size])
@pytest.mark.parametrize(("work", "with_store"), _WORKS)
def test_struck_in_the_midst_of_a_write(
    tmp_path: Path, work: Callable[[Path], None], strike: Callable[[int, Work], object], *, with_store: bool
) -> None:
    """In the midst of writing the journal, the database or a file: what reopens is whole, the journal rolled back."""
    output = tmp_path / "output"
    states = _before_and_after(output, work, with_store=with_store)
    largest = max(path.stat().st_size for path in output.rglob("*") if path.is_file())
    struck = 0
    for size in range(100, largest + 3_000, 2_777):
        _seed(output, with_store=with_store)
        struck += strike(size, lambda: work(output)) in {KILLED, "TryLaterError"}
        _check(output, work, states)
    assert struck
