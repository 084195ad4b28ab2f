"""Texts that are not TOML, and what each is told."""

from __future__ import annotations

_BACKSLASH = "a backslash means something else between double quotes; put a Windows path between single quotes, "

CASES = {
    "no quotes": (
        "[series]\ntitle = School\n",
        '2: column 9: the value is missing or not in quotes; write text as title = "Lecture 2"',
    ),
    "open quote": (
        '[series]\ntitle = "School\n',
        "2: column 16: the text does not end; close it with the quote it began with, on the same line",
    ),
    "open list": (
        '[series]\na = ["one" "two"]\n',
        '2: column 12: the list is not closed, or a comma is missing in it; write a list as ["one", "two"]',
    ),
    "open heading": ("[series\n", "1: column 8: a section begins with a line such as [series]"),
    "no equals sign": (
        '[series]\ntitle: "School"\n',
        '2: column 6: a key and its value are parted by "=", such as title = "Lecture 2"',
    ),
    "key twice": (
        '[series]\ntitle = "a"\ntitle = "b"\n',
        "3: column 12: this key is given twice; delete one of them",
    ),
    "section twice": (
        "[series]\n[series]\n",
        "2: column 8: this section is there twice; put its keys together under one heading",
    ),
    "two pairs on a line": (
        '[series]\ntitle = "a" timezone = "UTC"\n',
        "2: column 13: something stands after the value; put each key on a line of its own",
    ),
    "no such day": (
        "date = 2023-02-30\n",
        "1: column 8: this is no date of the calendar; write year-month-day, such as 2023-08-09",
    ),
    "Windows path": (
        'path = "D:\\school\\r.csv"\n',
        f"1: column 13: {_BACKSLASH}such as 'C:\\school\\responses.csv', or write / for each \\",
    ),
    "Windows path of a user": (
        'path = "C:\\Users\\r.csv"\n',
        f"1: column 13: {_BACKSLASH}such as 'C:\\school\\responses.csv', or write / for each \\",
    ),
    "curly quotes": (
        "[series]\ntitle = “School”\n",
        '2: the quotes here are curly; type straight ones: title = "School"',
    ),
}
