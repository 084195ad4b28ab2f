"""The ranges of a sheet that end with its last row: its dimension, its filter, its table, stretched over new rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.documents.sheet_marks import Column
from pipeline.documents.sheet_splice import Edit, Span, local_name, span_of, spliced, with_ref
from pipeline.documents.sheet_table import QuestionTable
from pipeline.errors import DocumentError
from pipeline.word.xml_parts import Node, parse

_NAMED_RANGE = re.compile(rb":\$[A-Z]{1,3}\$(\d+)\s*<")


def dimension_edits(table: QuestionTable, last_row: int, last_column: int) -> Iterator[Edit]:
    """Yield the change of a sheet's dimension if it does not reach to this row and column yet."""
    dimension = table.source.part("dimension")
    span = span_of(dimension.attributes.get("ref", "")) if dimension else None
    if dimension is None or span is None:
        return
    reach = replace(span, last_row=max(span.last_row, last_row), last_column=max(span.last_column, last_column))
    if reach != span:
        yield with_ref(table.source.content, dimension, reach)


def filter_edits(table: QuestionTable, last_row: int) -> Iterator[Edit]:
    """Yield the change of a sheet's filter if it ends with the questions."""
    found = table.source.part("autoFilter")
    if found and (span := _stretched(table, found, last_row)):
        yield with_ref(table.source.content, found, span)


def other_parts(table: QuestionTable, last_row: int) -> dict[str, bytes]:
    """Return the parts besides the sheet that change: the workbook, if it repeats the filter's range, and the table.

    Raises:
        DocumentError: the table ends with a row of totals.
    """
    changed: dict[str, bytes] = {}
    found = table.source.part("autoFilter")
    if found and (span := _stretched(table, found, last_row)):
        changed |= _filter_name(table, span)
    for part in table.file.related(table.sheet.part, "table"):
        changed |= _longer_table(table, part, last_row)
    return changed


def _stretched(table: QuestionTable, node: Node, last_row: int) -> Span | None:
    """Return the range of a filter or table that holds the questions, stretched to a row; None if it stays."""
    span = span_of(node.attributes.get("ref", ""))
    layout = table.layout
    if span is None or not span.first_column <= layout.columns[Column.ID] <= span.last_column:
        return None
    first = min(layout.ids or layout.headers)
    last = max([*layout.ids, *layout.headers])
    holds_all = span.first_row <= first and last <= span.last_row < last_row
    return replace(span, last_row=last_row) if holds_all else None


def _filter_name(table: QuestionTable, span: Span) -> dict[str, bytes]:
    """Return the part with the hidden name that repeats the range of a filter, if it is there."""
    main = table.file.main
    content = table.file.parts[main]
    root = parse(content, table.file.name)
    sheets = [one for group in root.children if local_name(group) == "sheets" for one in group.children]
    index = next((n for n, one in enumerate(sheets) if one.attributes.get("name") == table.sheet.title), -1)
    for node in (one for group in root.children if local_name(group) == "definedNames" for one in group.children):
        is_filter = node.attributes.get("name") == "_xlnm._FilterDatabase"
        found = _NAMED_RANGE.search(content, node.start, node.end)
        if is_filter and found and node.attributes.get("localSheetId") == str(index):
            return {main: spliced(content, [Edit(*found.span(1), str(span.last_row).encode())])}
    return {}


def _longer_table(table: QuestionTable, part: str, last_row: int) -> dict[str, bytes]:
    """Return the part of a table that now holds more rows, if it is the one with the questions."""
    content = table.file.parts[part]
    root = parse(content, table.file.name)
    span = _stretched(table, root, last_row)
    if span is None:
        return {}
    if root.attributes.get("totalsRowCount", "0") != "0":
        raise DocumentError(
            f"{table.file.name} has a row of totals under its questions. Switch it off (Table > Total Row)."
        )
    filters = [one for one in root.children if local_name(one) == "autoFilter"]
    return {part: spliced(content, [with_ref(content, node, span) for node in (root, *filters)])}
