"""Changes by byte position: strings go into a part or out of it, and everything around them stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.word.xml_parts import M, Node, R, W

# The prefixes that our own strings are written with.
OUR_PREFIXES = {"w": W, "r": R, "m": M}

_DECLARATION = re.compile(rb"xmlns(?::([\w.-]+))?\s*=\s*[\"']([^\"']*)[\"']")


@dataclass(frozen=True, slots=True)
class Splice:
    """`text` goes where the bytes from `start` to `end` stood; equal positions are an insertion."""

    start: int
    end: int
    text: str = ""


def spliced(content: bytes, splices: Iterable[Splice]) -> bytes:
    """Return the content with all of them done at once; insertions at one place keep their order."""
    pieces, done = [], 0
    for one in sorted(splices, key=lambda one: (one.start, one.end)):
        pieces += [content[done : one.start], one.text.encode()]
        done = one.end
    pieces.append(content[done:])
    return b"".join(pieces)


def appended(content: bytes, root: Node, xml: str) -> bytes:
    """Return a part with more children at the end of its root element.

    Args:
        content: the part.
        root: its root, parsed.
        xml: the new children, every prefix declared.
    """
    if content[root.end - 2 : root.end] == b"/>":
        tag = content[root.start + 1 : root.end - 2].split(maxsplit=1)[0].decode()
        return spliced(content, [Splice(root.end - 2, root.end, f">{xml}</{tag}>")])
    closing = content.rindex(b"</", root.start, root.end)
    return spliced(content, [Splice(closing, closing, xml)])


def declared_prefixes(tags: bytes) -> dict[str, str]:
    """Return namespaces by prefix, "" for the default one, as these start tags declare them; inner ones win."""
    found = _DECLARATION.findall(tags)
    return {prefix.decode(): uri.decode("utf-8", "replace") for prefix, uri in found}


def declare(xml: str, elements: str, known: Mapping[str, str]) -> str:
    """Return our XML with the prefixes declared that do not mean there what they mean here.

    Args:
        xml: what is to be inserted, with the usual prefixes.
        elements: names of the outermost elements, parted by bars: `w:p|w:tbl`.
        known: the namespaces where it goes, by prefix.
    """
    missing = "".join(
        f' xmlns:{prefix}="{uri}"'
        for prefix, uri in OUR_PREFIXES.items()
        if known.get(prefix) != uri and f"{prefix}:" in xml
    )
    return re.sub(rf"<({elements})(?=[ />])", rf"<\1{missing}", xml) if missing else xml
