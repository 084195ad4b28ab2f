"""Zone marks behind a time: offsets as Google writes them, and abbreviations, which mean different things to people."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from datetime import timezone as fixed_zone

_OFFSET = re.compile(r"(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d{2}))?")

# Minutes east of Greenwich. Abbreviations with several living meanings (IST, and any we do not know) are left out on
# purpose: they are read in the series' zone, with a remark. BST, CST and AST have one meaning that is by far the usual
# one; where the series' own zone uses the letters for something else (CST in Shanghai), that wins.
_ABBREVIATIONS = {
    **dict.fromkeys(("Z", "UTC", "GMT", "UT", "WET", "WEZ"), 0),
    **dict.fromkeys(("CET", "MEZ", "WEST", "WESZ", "BST"), 60),
    **dict.fromkeys(("CEST", "MESZ", "EET", "OEZ", "SAST"), 120),
    **dict.fromkeys(("EEST", "OESZ", "MSK", "EAT"), 180),
    "PKT": 300,
    "WIB": 420,
    **dict.fromkeys(("SGT", "HKT", "AWST", "PHT"), 480),
    **dict.fromkeys(("JST", "KST"), 540),
    "ACST": 570,
    "AEST": 600,
    "ACDT": 630,
    "AEDT": 660,
    "NZST": 720,
    "NZDT": 780,
    **dict.fromkeys(("BRT", "ART", "ADT"), -180),
    "NDT": -150,
    "NST": -210,
    **dict.fromkeys(("AST", "EDT"), -240),
    **dict.fromkeys(("EST", "CDT", "COT", "PET"), -300),
    **dict.fromkeys(("CST", "MDT"), -360),
    **dict.fromkeys(("MST", "PDT"), -420),
    **dict.fromkeys(("PST", "AKDT"), -480),
    "AKST": -540,
    "HST": -600,
}


def zone_of(mark: str, moment: datetime, own: tzinfo) -> tzinfo | None:
    """Return the zone a mark stands for at a (naive) moment, or None if nobody can tell.

    `GMT+5:30`, `GMT-0500`, `+02:00`, `UTC` and `Z` are offsets; letters count as the series' own zone where that
    uses them at this moment.
    """
    letters = mark.upper()
    offset = _OFFSET.fullmatch(letters)
    if offset:
        sign, hours, minutes = offset.groups()
        size = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return fixed_zone(-size if sign == "-" else size) if size < timedelta(hours=24) else None
    for fold in (0, 1):
        local = moment.replace(tzinfo=own, fold=fold)
        if local.tzname() == letters:
            return fixed_zone(local.utcoffset() or timedelta())
    east = _ABBREVIATIONS.get(letters)
    if east is None:
        return None
    return fixed_zone(timedelta(minutes=east)) if east else UTC
