"""What stands in a slot, as a row."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert

from pipeline.model.answer import Place, PlaceKind
from pipeline.model.reconciling import Standing
from pipeline.store.instants import to_instant, to_number
from pipeline.store.schema import STANDINGS

_SLOT = delete(STANDINGS).where(
    STANDINGS.c.question == bindparam("in_question"),
    STANDINGS.c.kind == bindparam("in_kind"),
    STANDINGS.c.name == bindparam("in_name"),
)


def to_standing(row: Sequence[Any]) -> Standing:
    """Build what stands in a slot from its row."""
    question, kind, name, sha256, gist, agreed, since, untouched = row
    return Standing(question, Place(PlaceKind(kind), name), sha256, gist, agreed, to_instant(since), bool(untouched))


def packed_standings(standings: Sequence[Standing]) -> str:
    """Return what is about to stand in slots as one text."""
    return json.dumps([list(_row(standing).values()) for standing in standings])


def unpacked_standings(text: str) -> tuple[Standing, ...]:
    """Return what was packed."""
    return tuple(map(to_standing, json.loads(text)))


def put_standings(connection: Connection, standings: Sequence[Standing]) -> None:
    """Keep what stands in slots now, instead of what stood there."""
    there = [
        {"in_question": one.question, "in_kind": one.place.kind.value, "in_name": one.place.name} for one in standings
    ]
    connection.execute(_SLOT, there)
    connection.execute(insert(STANDINGS), [_row(standing) for standing in standings])


def _row(standing: Standing) -> dict[str, object]:
    return {
        "question": standing.question,
        "kind": standing.place.kind.value,
        "name": standing.place.name,
        "sha256": standing.sha256,
        "gist": standing.gist,
        "agreed": standing.agreed,
        "since": to_number(standing.since),
        "untouched": int(standing.untouched),
    }
