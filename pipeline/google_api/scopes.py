"""Which rights each feature needs: a table, so that nothing is asked for that is not switched on. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import Enum

_PREFIX = "https://www.googleapis.com/auth/"


class Feature(Enum):
    """What the settings may switch on, as far as Google is concerned."""

    READ_FORM = "read a form and its responses"
    READ_SHEET = "read a spreadsheet"
    WRITE_SHEET = "fill an answer sheet"
    READ_DOCUMENT = "read a Google Doc"
    WRITE_DOCUMENT = "put questions into a Google Doc"
    READ_COMMENTS = "read comments of files"
    USE_FOLDER = "put files into a Drive folder"
    CREATE_FORM = "make a form"


# A file that a person made by hand is not there for `drive.file`, so that a shared folder needs `drive`.
_NEEDED = {
    Feature.READ_FORM: ("forms.body.readonly", "forms.responses.readonly"),
    Feature.READ_SHEET: ("spreadsheets.readonly",),
    Feature.WRITE_SHEET: ("spreadsheets",),
    Feature.READ_DOCUMENT: ("documents.readonly",),
    Feature.WRITE_DOCUMENT: ("documents",),
    Feature.READ_COMMENTS: ("drive.readonly",),
    Feature.USE_FOLDER: ("drive",),
    Feature.CREATE_FORM: ("forms.body", "drive.file"),
}

# The wider right on the left holds those on the right.
_HOLDS = {
    "forms.body": {"forms.body.readonly"},
    "spreadsheets": {"spreadsheets.readonly"},
    "documents": {"documents.readonly"},
    "drive": {"drive.readonly", "drive.file"},
}
# What an older consent may have been given that is wider still.
_OPENS = _HOLDS | {
    "drive": {
        *("drive.readonly", "drive.file", "spreadsheets", "spreadsheets.readonly", "documents", "documents.readonly"),
        *("forms.body", "forms.body.readonly", "forms.responses.readonly"),
    },
}


def scopes_for(features: Iterable[Feature]) -> tuple[str, ...]:
    """Return the least scopes that do for these features, sorted; none holds another."""
    names = {name for feature in features for name in _NEEDED[feature]}
    held = {inner for name in names for inner in _HOLDS.get(name, ())}
    return tuple(sorted(_PREFIX + name for name in names - held))


def missing_scopes(wanted: Iterable[str], granted: Collection[str]) -> tuple[str, ...]:
    """Return the scopes that a person has not consented to, counting what wider ones hold."""
    held = {_PREFIX + inner for scope in granted for inner in _OPENS.get(scope.removeprefix(_PREFIX), ())}
    return tuple(scope for scope in wanted if scope not in held and scope not in granted)
