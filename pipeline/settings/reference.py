"""The reference of all settings, for `docs/settings.md`: made from the descriptions beside the keys."""

from __future__ import annotations

from pipeline.model.words import BUILT_IN
from pipeline.settings.options import Block, Option, options_of
from pipeline.settings.overlay import single_keys, variable
from pipeline.settings.printed_words import words_in_force
from pipeline.settings.schema import BLOCKS, heading
from pipeline.settings.timetable import COLUMNS
from pipeline.settings.toml_values import in_toml

_HEAD = """\
# Settings

All settings of a series stand in one file, `config/pipeline.toml`. `qa-pipeline init` writes one,
`qa-pipeline config generate` prints one with every option, `qa-pipeline check` names every fault with
its line, and `qa-pipeline config show` tells what is in force and where each value comes from.

- The file is [TOML](https://toml.io) in UTF-8: text in straight quotes, a path with backslashes in single quotes.
- Paths of files that are read are relative to the settings file. `~` is not expanded.
- `output/` stands beside the folder `config/`; beside the settings file if that lies in another folder.
- A value from the command line counts before the environment, the environment before the file. Keys with
  a variable below can be set in the environment; other variables that begin with `QA_` are faults, but for
  `QA_CONFIG` (the settings file).
- A series has at least one lecture and one source. With a single lecture, a source need not name it.
"""

_LECTURES_FILE = f"""\
## A timetable from a spreadsheet

`lectures = "lectures.csv"` under `[series]` replaces the `[[lectures]]` blocks. The first row of the file holds
the titles {", ".join(f"`{name}`" for name in COLUMNS)}, in any order and case; only `title` is needed, and other
columns are left alone. Save it as CSV in UTF-8, parted by comma, semicolon or tab. In one cell, several lecturers,
initials, aliases or former ids are parted by `;`. An empty `id` is made from the title. A day is written
2024-05-03 or 03.05.2024, a closing time 03.05.2024 18:00; slashes are refused, for nobody can tell the day from the
month.
"""

_WORDS = """\
## `[words]`

Every word printed in a document. Words are built in for en, de, fr, es and it; here single ones are replaced.
Names in braces must stay.

| key | English | variable |
|---|---|---|
"""


def settings_reference() -> str:
    """Return the reference as Markdown."""
    sections = [_section(section, block) for section, block in BLOCKS.items()]
    rows = [
        f"| `{key}` | {_cell(word)} | `{variable('words', key)}` |"
        for key, word in words_in_force(BUILT_IN["en"]).items()
    ]
    return "\n".join([_HEAD, *sections, _LECTURES_FILE, _WORDS + "\n".join(rows)]) + "\n"


def _section(section: tuple[str, ...], block: type[Block]) -> str:
    """Return one section as a table of its keys."""
    can_be_set = {pair[1] for pair in single_keys() if pair[:1] == section}
    lines = [f"## `{heading(section)}`\n", f"{block.__doc__}\n"]
    lines += ["| key | what it is | default | example | variable |", "|---|---|---|---|---|"]
    for key, known in options_of(block).items():
        name = f"`{variable(section[0], key)}`" if key in can_be_set else ""
        lines.append(f"| `{key}` | {_cell(known.description)} | {_default(known)} | {_example(known)} | {name} |")
    return "\n".join(lines) + "\n"


def _default(known: Option) -> str:
    if known.required:
        return "required"
    return f"`{_cell(in_toml(known.default))}`" if known.default else ""


def _example(known: Option) -> str:
    return f"`{_cell(in_toml(known.example))}`" if known.example else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")
