"""Tests of the database: when it is opened, what it refuses, what it leaves alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, inspect

from pipeline.errors import AccessError, QaError, StoreError, TryLaterError
from pipeline.model.submission import SourceChanges
from pipeline.store import open_store
from pipeline.store.database_faults import database_faults
from pipeline.store.rooms import Store
from pipeline.store.schema import METADATA
from tests.store.samples import LATER, NOW, STATE, entry, placed, take


def _tree(folder: Path) -> dict[str, tuple[int, int]]:
    """Return size and modification time of all that lies in a folder, and of the folder."""
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in [folder, *sorted(folder.rglob("*"))]}


def test_a_store_that_is_only_read_makes_nothing(store: Store, state: Path) -> None:
    """On a fresh folder every room reads as empty, and no folder and no file is made."""
    assert (store.submissions.all(), store.placements.all(), store.documents.all()) == ((), {}, ())
    assert (store.runs.latest(), store.notes.conditions(), store.placements.accounts()) == ((), (), ())
    assert not state.parent.exists()


def test_the_first_writing_makes_a_private_folder(store: Store, state: Path) -> None:
    """What was read before stays usable, and only the owner may enter state/."""
    assert store.submissions.all() == ()
    take(store, entry("a"))
    assert len(store.submissions.all()) == 1
    assert state.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in state.iterdir()] == ["pipeline.db"]


def test_reading_a_store_changes_no_byte(store: Store, state: Path) -> None:
    """A run without news leaves file, folder and times as they were."""
    take(store, entry("a"))
    store.close()
    before = _tree(state)
    with open_store(state) as again:
        assert len(again.submissions.all()) == 1
    assert _tree(state) == before


def test_a_path_may_hold_any_character(tmp_path: Path) -> None:
    """Blanks, marks that mean something in an address, and other scripts are no obstacle."""
    state = tmp_path / "École d'été? #1 100% ü" / "state"
    for _ in range(2):
        with open_store(state) as store:
            take(store, entry("a"))
    assert (state / "pipeline.db").is_file()


def test_the_migrations_make_the_tables_of_the_code(store: Store, state: Path) -> None:
    """Tables, columns, types, keys and indexes are those that the code uses."""
    take(store)
    store.close()
    made, wanted = create_engine(f"sqlite:///{state / 'pipeline.db'}"), create_engine("sqlite://")
    with made.connect() as first, wanted.connect() as second:
        METADATA.create_all(second)
        found = {name for name in inspect(first).get_table_names() if name != "schema_version"}
        assert found == set(METADATA.tables)
        for name in sorted(found):
            assert _described(first, name) == _described(second, name)
    made.dispose()
    wanted.dispose()


def _described(connection: Connection, name: str) -> dict[str, object]:
    look = inspect(connection)
    return {
        "columns": [(each["name"], str(each["type"]), each["nullable"]) for each in look.get_columns(name)],
        "key": look.get_pk_constraint(name)["constrained_columns"],
        "foreign": [
            (each["constrained_columns"], each["referred_table"], each["referred_columns"])
            for each in look.get_foreign_keys(name)
        ],
        "unique": [each["column_names"] for each in look.get_unique_constraints(name)],
        "indexes": [(each["name"], each["column_names"]) for each in look.get_indexes(name)],
    }


def test_a_store_of_a_newer_program_is_refused(store: Store, state: Path) -> None:
    """Neither reading nor writing touches a store that a newer program has migrated."""
    take(store, entry("a"))
    store.close()
    with closing(sqlite3.connect(state / "pipeline.db")) as other:
        other.execute("UPDATE schema_version SET version = 99")
        other.commit()
    before = _tree(state)
    for ask in (store.submissions.all, lambda: take(store, entry("b"))):
        with pytest.raises(StoreError, match="newer qa-pipeline"):
            ask()
    assert _tree(state) == before


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to be looked at" * 40, b"SQLite format 3\0" + b"\xff" * 4_000]
)
def test_a_damaged_store_is_refused_and_left_as_it_is(state: Path, content: bytes) -> None:
    """The message says what to do, and neither reading nor writing changes the file."""
    state.mkdir(parents=True)
    (state / "pipeline.db").write_bytes(content)
    with open_store(state) as store:
        for ask in (store.submissions.all, store.submissions.all, lambda: take(store, entry("b"))):
            with pytest.raises(StoreError, match=r"pipeline\.db is damaged .* Move it away"):
                ask()
    assert (state / "pipeline.db").read_bytes() == content


def test_a_page_overwritten_in_the_middle_is_told_as_damage(store: Store, state: Path) -> None:
    """Damage that only shows while reading is told in the same words."""
    take(store, *(entry("why " * 50) for _ in range(500)))
    store.close()
    path = state / "pipeline.db"
    content = bytearray(path.read_bytes())
    content[4_096 * 2 :] = b"\xa5" * (len(content) - 4_096 * 2)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is damaged"):
        store.submissions.all()


def test_a_database_of_another_program_is_refused(state: Path) -> None:
    """A file that holds other tables is not taken for an empty store."""
    state.mkdir(parents=True)
    with closing(sqlite3.connect(state / "pipeline.db")) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    with open_store(state) as store, pytest.raises(StoreError, match="was not written by qa-pipeline"):
        take(store, entry("a"))


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (sqlite3.SQLITE_CANTOPEN, AccessError, "cannot be opened"),
        (sqlite3.SQLITE_READONLY_ROLLBACK, AccessError, "write in /series/output/state"),
        (sqlite3.SQLITE_IOERR_WRITE, TryLaterError, "refused to read or write"),
        (sqlite3.SQLITE_LOCKED, TryLaterError, "in use"),
        (sqlite3.SQLITE_MISUSE, StoreError, "please report"),
    ],
)
def test_each_fault_of_the_database_has_its_sentence(code: int, kind: type[QaError], words: str) -> None:
    """What SQLite says by number is told by what an organiser can do."""
    fault = sqlite3.OperationalError("told by SQLite")
    fault.sqlite_errorcode = code
    with pytest.raises(kind, match=words), database_faults(Path("/series/output/state/pipeline.db")):
        raise fault


def test_a_store_in_use_is_told_as_try_later(store: Store, state: Path) -> None:
    """Another program that holds the store makes us give way, and nothing is changed."""
    take(store, entry("a"))
    with closing(sqlite3.connect(state / "pipeline.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(TryLaterError, match="in use by another program"), Store(state, patience=0.01) as late:
            take(late, entry("b"))
    assert len(store.submissions.all()) == 1


def test_a_full_disk_is_told_as_try_later_and_keeps_nothing(store: Store, state: Path) -> None:
    """A taking that does not fit is undone whole, and the store goes on once there is room."""
    take(store, entry("a"))
    with store._database.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 30")
    with pytest.raises(TryLaterError, match="The disk is full"):
        take(store, *(entry("why " * 100) for _ in range(1_000)))
    store.close()
    take(store, entry("b"))
    assert [each.content.question for each in store.submissions.all()] == ["a", "b"]


def test_half_a_character_is_refused_in_any_room(store: Store) -> None:
    """A text that no file can hold is an error of ours, told without the text."""
    with pytest.raises(QaError, match="half a character") as caught:
        store.notes.put({"title": "secret \ud83d"})
    assert "secret" not in str(caught.value)


def test_messages_hold_nobodys_text(store: Store) -> None:
    """What the database refuses is told without the values it refused, in every cause of the error."""
    take(store, entry("a private matter"))
    with pytest.raises(StoreError) as caught:
        store.placements.place([placed(7, "private-01")])
    assert "private" not in f"{caught.value} {caught.value.__cause__}"


def test_submissions_revisions_and_questions_are_only_added_to(store: Store) -> None:
    """With the database itself refusing every change and removal, all that may happen to submissions still works."""
    take(store, entry("a", "b"), entry("c"))
    with store._database.writing() as connection:
        for table in ("submissions", "revisions", "questions"):
            for change in ("UPDATE", "DELETE"):
                connection.exec_driver_sql(
                    f"CREATE TRIGGER no_{change}_{table} BEFORE {change} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'only added to'); END"
                )
    edited = SourceChanges(new=(entry("d"),), edited=((1, entry("b")),), withdrawn=(2,))
    store.submissions.take("form", edited, STATE, LATER)
    store.submissions.take("form", SourceChanges(returned=((2, entry("C")),)), STATE, NOW)
    store.placements.place([placed(1, "a-01", revision=2), placed(4, "a-02")])
    store.placements.place([placed(4, "a-01", head=False)])
    assert store.submissions.version() == 8
