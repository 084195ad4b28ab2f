"""Numbered steps from an empty database to the tables of today. A step that was released is never changed."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Connection, Integer, MetaData, Table, insert, inspect, select, update

from pipeline.errors import StoreError
from pipeline.store.migrations import version_0001

_STEPS = (version_0001.STATEMENTS,)
LATEST = len(_STEPS)

_VERSION = Table("schema_version", MetaData(), Column("version", Integer, nullable=False))


def version_of(connection: Connection, path: Path) -> int:
    """Return the number of the last step the database in the file `path` has been through; 0 for an empty one.

    Raises:
        StoreError: it was made by a newer qa-pipeline, or by another program.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return 0
    version: int | None = None
    if _VERSION.name in tables:
        version = connection.execute(select(_VERSION.c.version)).scalar_one_or_none()
    if version is None:
        raise StoreError(f"{path} was not written by qa-pipeline. Move it away and put your own store in its place.")
    if version > LATEST:
        raise StoreError(
            f"The store {path} was written by a newer qa-pipeline (store version {version}, this program knows "
            f"{LATEST}). Install the newer program again: pip install --upgrade qa-pipeline"
        )
    return version


def migrate(connection: Connection, version: int) -> None:
    """Bring a database of this version to the latest one, within the transaction that is open."""
    if version == LATEST:
        return
    for statements in _STEPS[version:]:
        for statement in statements:
            connection.exec_driver_sql(statement)
    if version == 0:
        _VERSION.create(connection)
        connection.execute(insert(_VERSION).values(version=LATEST))
    else:
        connection.execute(update(_VERSION).values(version=LATEST))
