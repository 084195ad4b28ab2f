"""What is odd about the rows of a table, told once per kind with all its rows; every row is taken all the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.errors import ExitCode, Problem
from pipeline.fetch.entries import MAX_CELL
from pipeline.fetch.form_fields import nearest_titles, paste_line
from pipeline.fetch.grid import in_rows
from pipeline.fetch.located import Located, cell_of
from pipeline.fetch.timestamps import Stamp


def oddities_of(located: Located, stamps: Sequence[Stamp]) -> list[Problem]:
    """Return one problem per kind, naming its rows."""
    mapped = located.fields.mapped()
    rows = defaultdict[str, list[int]](list)
    for row, stamp in zip(located.rows, stamps, strict=True):
        if stamp[0] is None and located.time is not None:
            rows["time"].append(row + 1)
        for kind, holds in _TESTS.items():
            if holds(located, row):
                rows[kind].append(row + 1)
    errors = {row + 1 for row, column in located.grid.errors if column in mapped}
    rows["error"] += sorted(errors & _numbers(located)) if errors else []
    problems = [_odd(located.grid.name, kind, numbers) for kind, numbers in rows.items() if numbers]
    return [*located.grid.remarks, *_absent(located), *problems]


def _numbers(located: Located) -> set[int]:
    """Return the 1-based rows that count."""
    return {row + 1 for row in located.rows}


def _long(located: Located, row: int) -> bool:
    """Tell whether a cell is too long to be taken whole."""
    cells = located.grid.rows[row]
    return max(map(len, cells)) > MAX_CELL and any(len(cell_of(cells, column)) > MAX_CELL for column in located.taken())


def _repeated(located: Located, row: int) -> bool:
    """Tell whether two columns of one title are filled, for a field that makes a question."""
    groups = [columns for block in located.fields.blocks for columns in (block.question, block.slide or ())]
    return any(
        sum(bool(cell_of(located.grid.rows[row], column).strip()) for column in columns) > 1
        for columns in groups
        if len(columns) > 1
    )


def _ragged(located: Located, row: int) -> bool:
    """Tell whether a row has filled cells beyond the last title."""
    return row in located.joined


_TESTS = {"ragged": _ragged, "long": _long, "repeated": _repeated}
_KINDS: dict[str, tuple[str, str, ExitCode]] = {
    "time": (
        "No readable time; taken without one.",
        'Correct the time, or name the right column in the settings: timestamp = "…"',
        ExitCode.PARTLY,
    ),
    "ragged": (
        "More cells than there are column titles; the surplus went back into the last one, but they may be shifted.",
        "Look whether a quote or a delimiter is missing there, or download the file again.",
        ExitCode.PARTLY,
    ),
    "long": (
        f"A cell of more than {MAX_CELL} characters; only so many were taken.",
        "Shorten it in the file.",
        ExitCode.PARTLY,
    ),
    "repeated": (
        "Two columns of the same title are filled; only the first is read.",
        "If the form has several questions, give each its own [[sources.fields]] block.",
        ExitCode.PARTLY,
    ),
    "error": (
        "A cell holds an error of the spreadsheet program instead of what was typed.",
        "Put the original text there, or use the .csv download of the form.",
        ExitCode.DONE,
    ),
}


def _odd(name: str, kind: str, numbers: list[int]) -> Problem:
    """Return the problem of one kind."""
    message, next_step, code = _KINDS[kind]
    return Problem(f"{name}, {in_rows(numbers)}", message, next_step, code, key=kind)


def _absent(located: Located) -> list[Problem]:
    """Return a problem for each field that was asked for or expected, is not there, and is not needed."""
    taken = located.taken()
    header = located.grid.rows[located.header]
    free = [title for column, title in enumerate(header) if column not in taken]
    untimed = [] if located.time is not None else [_untimed(located.grid.name)]
    return untimed + [
        Problem(
            where=located.grid.name,
            message=f'The {role} field "{title}" is not there; taken without it.',
            next_step=" or ".join(paste_line(role, near) for near in nearest_titles(free, title)),
            key=f"absent-{role}",
        )
        for role, title in located.fields.missing
    ]


def _untimed(name: str) -> Problem:
    """Return the remark about a table without times."""
    return Problem(
        where=name,
        message="No column of times was recognised; edited rows can be told from new ones by their text only.",
        next_step='If there is one, name it in its [[sources]] block: timestamp = "…"',
        exit_code=ExitCode.DONE,
        key="no-time",
    )
