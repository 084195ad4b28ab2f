"""What keeps LibreOffice from running anything in a file, and from looking at anything outside it."""

from __future__ import annotations

import re

from pipeline.model.copies import CopyKind

# (where, setting, value); those a version does not know do no harm.
_SETTINGS = (
    # Macros: none, whoever signed them and wherever they lie.
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "DisableOLEAutomation", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    # Links to other files, cells and sections: never followed.
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Calc/Content/Update", "Link", "2"),
    # Formulas show what they showed when the file was saved.
    ("Office.Calc/Formula/Load", "ODFRecalcMode", "1"),
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    # The network: by way of a proxy that is not there.
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)


def _setting(where: str, name: str, value: str) -> str:
    place = f'<item oor:path="/org.openoffice.{where}">'
    return f'{place}<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'


PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    f"{''.join(_setting(*one) for one in _SETTINGS)}</oor:items>\n"
)

# Fields that put another file's contents here. Settings do not stop those of pictures; with another name they are no
# such fields, and what they last showed stays. Only instructions are renamed, never words.
_INCLUDING = {
    CopyKind.RTF: (re.compile(rb"(\\fldinst[^}]{0,200}?)I(?=NCLUDE(?:PICTURE|TEXT))", re.IGNORECASE), rb"\1X"),
    CopyKind.DOC: (
        re.compile(rb"(\x13\0?(?: \0?){0,9})I(?=\0?N\0?C\0?L\0?U\0?D\0?E\0?[PT])", re.IGNORECASE),
        rb"\1X",
    ),
}


def without_inclusions(content: bytes, kind: CopyKind) -> bytes:
    """Return a file of the same length that asks for no other file's contents, as far as that can be seen."""
    if kind not in _INCLUDING:
        return content
    pattern, renamed = _INCLUDING[kind]
    return pattern.sub(renamed, content)
