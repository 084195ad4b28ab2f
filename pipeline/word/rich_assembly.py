"""Lines and tables put together as blocks: items become lists, lines of code one block, quoted lines a quote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from lxml.etree import _Element

from pipeline.rich_text.plain_text import inline_words
from pipeline.rich_text.rich_text import Block, Cell, CodeBlock, Inline, ListBlock, Paragraph, Quote, Run, Table
from pipeline.word.rich_names import SDT_CONTENT, TC, TR, VAL, is_on, value, w
from pipeline.word.rich_pieces import Line, with_text

Piece = Line | Table
_MOST_COLUMNS = 200
_DEEPEST_CONTROL = 20


def assembled(pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """Return lines and tables as blocks; empty lines are layout and go."""
    waiting = list(pieces)
    blocks: list[Block] = []
    done = 0
    while done < len(waiting):
        end, found = _next_block(waiting, done)
        blocks += found
        done = end
    return tuple(blocks)


def _next_block(pieces: Sequence[Piece], start: int) -> tuple[int, list[Block]]:
    """Return where the block that begins at `start` ends, and the block if there is anything in it."""
    first = pieces[start]
    if isinstance(first, Table):
        return start + 1, [first]
    if is_empty(first):
        return start + 1, []
    for belongs, build in _GROUPS:
        if belongs(first):
            end = _group_end(pieces, start, belongs)
            return end, build([piece for piece in pieces[start:end] if isinstance(piece, Line)])
    if first.setting.number and not first.setting.level:
        end = _list_end(pieces, start)
        return end, [_list(pieces[start:end])]
    return start + 1, [_paragraph(first)]


def is_empty(line: Line) -> bool:
    """Tell whether a line shows nothing."""
    return all(isinstance(one, Run) and not one.text.strip() for one in line.inlines)


def _is_code(line: Line) -> bool:
    """Tell whether a line is all code: by its style, or by the font of every run."""
    runs = [one for one in line.inlines if isinstance(one, Run)]
    written = [one for one in runs if one.text.strip()]
    if (
        len(runs) < len(line.inlines)
        or any(one.link for one in runs)
        or line.setting.level
        or line.setting.number
        or line.setting.quote
    ):
        return False
    return bool(written) and (line.setting.code or all(one.code for one in written))


def _is_quote(line: Line) -> bool:
    return line.setting.quote and not is_empty(line)


def _group_end(pieces: Sequence[Piece], start: int, belongs: Callable[[Line], bool]) -> int:
    """Return where a row of lines of a kind ends; empty lines within it belong to it."""
    end = start + 1
    for at in range(start + 1, len(pieces)):
        piece = pieces[at]
        if isinstance(piece, Table) or not (is_empty(piece) or belongs(piece)):
            break
        if not is_empty(piece):
            end = at + 1
    return end


def _code(lines: list[Line]) -> list[Block]:
    return [CodeBlock("\n".join(inline_words(line.inlines).rstrip() for line in lines))]


def _quote(lines: list[Line]) -> list[Block]:
    return [Quote(assembled(replace(line, setting=replace(line.setting, quote=False)) for line in lines))]


_GROUPS = ((_is_quote, _quote), (_is_code, _code))


def _list_end(pieces: Sequence[Piece], start: int) -> int:
    """Return where a list ends: a line further in belongs to the item before it if the list goes on behind it."""
    first = pieces[start]
    end = start + 1
    for at in range(start + 1, len(pieces)):
        piece = pieces[at]
        if isinstance(piece, Table) or not isinstance(first, Line):
            break
        if _goes_on(first, piece):
            end = at + 1
        elif not (is_empty(piece) or (piece.setting.indented and not piece.setting.number and not piece.setting.level)):
            break
    return end


def _goes_on(first: Line, line: Line) -> bool:
    """Tell whether a line is an item of the list that began with another one, or of a list within it."""
    in_list = bool(line.setting.number) and not line.setting.level and not is_empty(line)
    return in_list and (
        line.setting.depth > first.setting.depth
        or (line.setting.number, line.setting.ordered) == (first.setting.number, first.setting.ordered)
    )


def _list(pieces: Sequence[Piece]) -> ListBlock:
    """Return a list; what is deeper than its first item is in lists within the items."""
    lines = [piece for piece in pieces if isinstance(piece, Line) and not is_empty(piece)]
    depth = lines[0].setting.depth
    starts = [at for at, line in enumerate(lines) if line.setting.number and line.setting.depth <= depth]
    ends = [*starts[1:], len(lines)]
    items = tuple(
        (_paragraph(lines[start]), *assembled(lines[start + 1 : end])) for start, end in zip(starts, ends, strict=True)
    )
    return ListBlock(ordered=lines[0].setting.ordered, items=items)


def _paragraph(line: Line) -> Paragraph:
    """Return a line as a paragraph without blank edges."""
    inlines = trimmed(line.inlines)
    if line.setting.code:
        inlines = tuple(replace(one, code=True) if isinstance(one, Run) else one for one in inlines)
    return Paragraph(inlines, level=line.setting.level, rtl=line.setting.rtl)


def trimmed(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return inlines without blank edges."""
    kept = list(inlines)
    while kept and isinstance(first := kept[0], Run):
        text = first.text.lstrip()
        if len(text) < len(first.text):
            kept[:1] = [with_text(first, text)] if text else []
        if text:
            break
    while kept and isinstance(last := kept[-1], Run):
        text = last.text.rstrip()
        if len(text) < len(last.text):
            kept[-1:] = [with_text(last, text)] if text else []
        if text:
            break
    return tuple(kept)


def table_of(table: _Element, blocks: Callable[[_Element], tuple[Block, ...]]) -> Table:
    """Return a `w:tbl` with its spans.

    Args:
        table: the element.
        blocks: reads the content of a cell.
    """
    rows = list(_seen_through(table, TR))
    built: list[list[Cell]] = []
    growing: dict[int, tuple[int, int]] = {}  # column → row and place of the cell that may go on downwards
    for row in rows:
        cells: list[Cell] = []
        column = _skipped(row, cells)
        for cell in _seen_through(row, TC):
            properties = cell.find(w("tcPr"))
            width = _number(value(properties, "gridSpan"), 1)
            if _is_continued(properties) and column in growing:
                up, at = growing[column]
                built[up][at] = replace(built[up][at], rows=built[up][at].rows + 1)
            else:
                growing[column] = (len(built), len(cells))
                cells.append(Cell(blocks(cell), columns=width))
            column += width
        built.append(cells)
    return Table(tuple(map(tuple, built)), header=_header(rows))


def _seen_through(node: _Element, wanted: str, depth: int = 0) -> Iterable[_Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls."""
    for child in node:
        if child.tag == wanted:
            yield child
        elif child.tag in _AROUND and depth < _DEEPEST_CONTROL:
            yield from _seen_through(child, wanted, depth + 1)


_AROUND = frozenset((w("sdt"), SDT_CONTENT, w("customXml"), w("ins"), w("moveTo")))


def _skipped(row: _Element, cells: list[Cell]) -> int:
    """Return how many columns a row leaves free at its beginning, and put a cell there."""
    free = _number(value(row.find(w("trPr")), "gridBefore"), 0)
    if free:
        cells.append(Cell((), columns=free))
    return free


def _is_continued(properties: _Element | None) -> bool:
    """Tell whether a cell goes on with the one above it."""
    merge = None if properties is None else properties.find(w("vMerge"))
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _header(rows: list[_Element]) -> int:
    """Return how many rows at the top are repeated on every page."""
    count = 0
    for row in rows:
        mark = row.find(f"{w('trPr')}/{w('tblHeader')}")
        if mark is None or not is_on(mark):
            break
        count += 1
    return count


def _number(text: str, missing: int) -> int:
    return min(int(text), _MOST_COLUMNS) if text.isdecimal() else missing
