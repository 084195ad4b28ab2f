"""The looks of an answer sheet: styles, widths, what is locked, how it prints."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.documents.sheet_marks import COLUMNS, Column
from pipeline.model.document import QuestionDocument
from pipeline.rich_text.characters import one_line
from pipeline.rich_text.direction import runs_right_to_left

_WIDTHS = {Column.SLIDE: 20, Column.QUESTION: 58, Column.ASKED: 16, Column.ANSWER: 78}
_NARROWEST_ID = 12
_AROUND = 4  # indent and margins of a cell
_GUIDE_WIDTH = 110

# In points. Programs fit the row again as soon as somebody types into it, but not all do so when they open a file.
_LINE_HEIGHT = 15.5
_PADDING = 6
_LOWEST_ROW, _HIGHEST_ROW = 37, 409
_SHARE_OF_WIDTH = 0.97  # widths are counted in digits; words break early
_GUIDE_HEIGHTS = {"QA Title": 34, "QA Subtitle": 38}

_FACE = "Calibri"
_INK, _GREY, _NAVY, _WHITE, _PAPER, _LINE = "FF1F2A37", "FF5B6675", "FF1F3A5F", "FFFFFFFF", "FFFFFBEA", "FFC9D1DB"
_SIDE = Side(style="thin", color=_LINE)
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_WRAPPED = Alignment(vertical="top", horizontal="left", indent=1, wrap_text=True)
_TEXT = "@"
_RIGHT_TO_LEFT = " from right"

_A4 = 9
# A header or a footer holds 255 characters in all; one too many, and Excel calls the file damaged.
_LONGEST_FURNITURE = 100
_LONGEST_NAME = 31
_NOT_IN_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def add_styles(book: Workbook) -> None:
    """Give a workbook the named styles that its cells use."""
    fonts = {
        Column.ID: Font(name=_FACE, size=10, color=_GREY),
        Column.SLIDE: Font(name=_FACE, size=11, bold=True, color=_NAVY),
        Column.QUESTION: Font(name=_FACE, size=11, color=_INK),
        Column.ASKED: Font(name=_FACE, size=10, color=_GREY),
        Column.ANSWER: Font(name=_FACE, size=11),  # plain, so that what a lecturer changes is told apart
    }
    for column, font in fonts.items():
        for direction in ("", _RIGHT_TO_LEFT):
            style = _style(f"QA {column.capitalize()}{direction}", font, locked=column is not Column.ANSWER)
            style.border = _BORDER
            if direction:
                style.alignment = Alignment(
                    vertical="top", wrap_text=True, readingOrder=2, horizontal="right", indent=1
                )
            if column is Column.ANSWER:
                style.fill = PatternFill("solid", fgColor=_PAPER)
            book.add_named_style(style)
    head = _style("QA Header", Font(name=_FACE, size=11, bold=True, color=_WHITE), locked=True)
    head.fill, head.border = PatternFill("solid", fgColor=_NAVY), _BORDER
    head.alignment = Alignment(vertical="center", horizontal="left", indent=1, wrap_text=True)
    book.add_named_style(head)
    for name, size in (("QA Title", 16), ("QA Subtitle", 13)):
        heading = _style(name, Font(name=_FACE, size=size, bold=True, color=_NAVY), locked=True)
        heading.alignment = Alignment(vertical="center", horizontal="left", indent=1)
        book.add_named_style(heading)
    book.add_named_style(_style("QA Guide", Font(name=_FACE, size=11, color=_INK), locked=True))


def body_style(column: Column, text: str) -> str:
    """Return the name of the style of a question's cell."""
    return f"QA {column.capitalize()}{_RIGHT_TO_LEFT if runs_right_to_left(text) else ''}"


def row_height(texts: Mapping[Column, str]) -> float:
    """Return a height that shows the whole of these cells, and leaves room for an answer."""
    lines = max(_lines(text, _WIDTHS[column]) for column, text in texts.items() if column is not Column.ID)
    return min(_HIGHEST_ROW, max(_LOWEST_ROW, lines * _LINE_HEIGHT + _PADDING))


def _lines(text: str, width: int) -> int:
    """Return into about how many lines a text breaks."""
    room = (width - 2) * _SHARE_OF_WIDTH
    return sum(1 + int(_width(line) / room) for line in text.split("\n"))


def _width(line: str) -> int:
    """Return the width of a line, counted in digits."""
    return len(line) + sum(1 for letter in line if letter > "\u1100" and east_asian_width(letter) in "WF")


def sheet_name(wanted: str, taken: str = "") -> str:
    """Return the name of a sheet as every program takes it, and unlike the other one."""
    name = one_line(wanted.translate(_NOT_IN_NAME))[:_LONGEST_NAME].strip() or "Q&A"
    return f"{name[: _LONGEST_NAME - 2].strip()} 2" if name.casefold() == taken.casefold() else name


def set_looks(sheet: Worksheet, document: QuestionDocument) -> None:
    """Set widths, the frozen header, the filter and the protection of the sheet with the questions."""
    longest = max((len(block.id) for block in document.blocks), default=0)
    widths = _WIDTHS | {Column.ID: max(_NARROWEST_ID, longest + _AROUND)}  # an id never breaks
    for number, column in enumerate(COLUMNS, 1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = widths[column]
        # Of the rows below: a lecturer may go on there.
        dimension.font, dimension.number_format = Font(name=_FACE, size=11), _TEXT
        dimension.alignment, dimension.protection = _WRAPPED, Protection(locked=False)
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "A2"
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = f"{get_column_letter(len(COLUMNS))}2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(document.blocks) + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 110
    protection = sheet.protection
    protection.sheet = True  # without a password: it keeps from slips, not from wishes
    for allowed in ("autoFilter", "sort", "formatCells", "formatColumns", "formatRows", "insertRows", "insertColumns"):
        setattr(protection, allowed, False)
    protection.insertHyperlinks = False


def set_guide_looks(sheet: Worksheet) -> None:
    """Set widths, heights and print of the sheet that tells how to answer."""
    sheet.column_dimensions["A"].width = _GUIDE_WIDTH
    for row, (cell,) in enumerate(sheet.iter_rows(max_col=1), 1):
        lines = _lines(str(cell.value), _GUIDE_WIDTH)
        sheet.row_dimensions[row].height = _GUIDE_HEIGHTS.get(str(cell.style), lines * _LINE_HEIGHT + _PADDING)
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    _set_page(sheet)


def set_print(sheet: Worksheet, document: QuestionDocument) -> None:
    """Set up printing: landscape, as wide as the page, the header on each, numbered pages."""
    _set_page(sheet)
    sheet.print_title_rows = "1:1"
    sheet.print_options.horizontalCentered = True
    pages = _furniture(document.page_of).replace("{page}", "&[Page]").replace("{pages}", "&[Pages]")
    header, footer = (
        (_furniture(document.series_title), _furniture(document.title)),
        (_furniture(document.footer), pages),
    )
    for furniture, (left, right) in ((sheet.oddHeader, header), (sheet.oddFooter, footer)):
        if furniture is not None:
            furniture.left.text, furniture.right.text = left, right


def _set_page(sheet: Worksheet) -> None:
    """Set paper and margins."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.75
    margins.header = margins.footer = 0.35


def _furniture(text: str) -> str:
    """Return text of a header or footer, where an ampersand begins a code."""
    return one_line(text).replace("&", "&&")[:_LONGEST_FURNITURE].rstrip("&") or " "


def _style(name: str, font: Font, *, locked: bool) -> NamedStyle:
    """Return a style for wrapped text."""
    return NamedStyle(
        name=name,
        font=font,
        alignment=_WRAPPED,
        number_format=_TEXT,
        protection=Protection(locked=locked),
    )
