"""What people and programs do to a document, by name: to be drawn at random, one after the other.

Each takes the file, the numbers of two of its questions, and words to use.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element

from tests.documents.editing import Editing, paragraph, run, table, tracked, w

Edit = Callable[[Editing, int, int, str], object]

_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_OPEN = _FIELD.format("begin") + '<w:r><w:instrText> HYPERLINK "https://example.org/a" </w:instrText></w:r>'
_SHOWN, _CLOSED = _FIELD.format("separate"), _FIELD.format("end")
_PLAIN_FIELD = _FIELD.format("begin") + _SHOWN
_DELETED_END = '<w:rPr><w:del w:id="8" w:author="LH"/></w:rPr>'
_CONTROL = '<w:sdt><w:sdtPr/><w:sdtContent here="1"/></w:sdt>'
_LAYOUT = '<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc here="1"/></w:tr></w:tbl>'
_BOX = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
_EQUATION = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"


def block(file: Editing, number: int) -> tuple[_Element, _Element]:
    """Return a question's paragraph and its slot."""
    return file.question(number), file.slot(number)


def apply(file: Editing, name: str, number: int, other: int, text: str) -> None:
    """Do one of the edits, unless what it is about is not in the file any more."""
    nodes = (*block(file, number), *block(file, other))
    if all(any(above is file.body for above in one.iterancestors()) for one in nodes):
        EDITS[name](file, number, other, text)


def _words(file: Editing, number: int) -> str:
    return "".join(str(one.text or "") for one in file.question(number).iter(w("t")))


def _reworded(file: Editing, number: int, text: str) -> None:
    """Replace the words of a question."""
    file.remove(*list(file.question(number).iter(w("r"), w("hyperlink"))))
    file.append(file.question(number), run(text))


def _joined(file: Editing, number: int, text: str) -> None:
    """Press Backspace before a question: its words stand behind what is above, to which some were added."""
    before = file.question(number).getprevious()
    if before is not None and before.tag == w("p"):
        file.append(before, run(text))
        before.extend([one for one in file.question(number) if one.tag != w("pPr")])
        file.remove(file.question(number))


def _cleared(file: Editing, number: int) -> None:
    file.remove(*list(file.slot(number).iter(w("r"))))


def _in_slot(file: Editing, number: int, xml: str) -> None:
    file.append(file.slot(number), xml)


def _wrapped(file: Editing, first: _Element, last: _Element, xml: str) -> None:
    """Put everything from one paragraph of the body to another one into some markup."""
    if first.getparent() is file.body and last.getparent() is file.body:
        start, end = sorted((file.body.index(first), file.body.index(last)))
        file.wrap(xml, *list(file.body)[start : end + 1])


def _renamed(file: Editing, number: int, other: int) -> None:
    """Give a question the bookmark of another one."""
    own, others = (list(file.question(one).iter(w("bookmarkStart"))) for one in (number, other))
    if own and others:
        own[0].set(w("name"), str(others[0].get(w("name"))))


def _question_deleted(file: Editing, number: int) -> None:
    """Delete the words of a question, tracked."""
    runs = list(file.question(number).iterchildren(w("r")))
    if runs:
        file.wrap('<w:del w:id="7" here="1"/>', *runs)


def _commented(file: Editing, number: int, text: str) -> None:
    if "word/comments.xml" not in file.parts:
        file.comments((file.slot(number), text))


def _moved(file: Editing, number: int, other: int, text: str) -> None:
    """Move words from one slot into another one, tracked."""
    _in_slot(file, number, tracked("moveFrom", run(text)))
    _in_slot(file, other, tracked("moveTo", run(text)))


def _added(file: Editing, number: int, *xml: str) -> None:
    file.after(file.slot(number), *xml)


EDITS: dict[str, Edit] = {
    "an answer": lambda f, n, _m, t: f.answer(n, t),
    "an answer of several paragraphs": lambda f, n, _m, t: f.answer(n, t, "and", f"LH: {t}"),
    "a bold answer": lambda f, n, _m, t: f.answer(n, t, look="<w:b/>"),
    "an answer behind the question": lambda f, n, _m, t: f.append(f.question(n), run(f"\nLH: {t}")),
    "an answer before the question": lambda f, n, _m, t: f.before(f.question(n), paragraph(f"Slide 5. {t}")),
    "no answer any more": lambda f, n, _m, _t: _cleared(f, n),
    "a slot deleted": lambda f, n, _m, _t: f.remove(f.slot(n)),
    "an answer moved": lambda f, n, m, _t: f.move_after(f.slot(m), f.slot(n)) if n != m else None,
    "a question corrected": lambda f, n, _m, t: f.append(f.question(n), run(f" {t}?")),
    "a question in other words": lambda f, n, _m, t: _reworded(f, n, t),
    "a question in another one's words": lambda f, n, m, _t: _reworded(f, n, _words(f, m)),
    "initials for a question": lambda f, n, _m, t: _reworded(f, n, f"LH: {t}"),
    "a question joined": lambda f, n, _m, t: _joined(f, n, t),
    "a question emptied": lambda f, n, _m, _t: _reworded(f, n, ""),
    "a question deleted": lambda f, n, _m, _t: f.remove(f.question(n)),
    "a block deleted": lambda f, n, _m, _t: f.remove(*block(f, n)),
    "a block moved": lambda f, n, m, _t: f.move_after(f.slot(m), *block(f, n)) if n != m else None,
    "a block copied": lambda f, n, m, _t: f.copy_after(f.slot(m), *block(f, n)),
    "a question copied": lambda f, n, m, t: _added(f, m, paragraph(_words(f, n), "QAQuestion"), paragraph(f"LH: {t}")),
    "a question copied plainly": lambda f, n, m, t: _added(f, m, paragraph(_words(f, n)), paragraph(f"LH: {t}")),
    "a bookmark deleted": lambda f, n, _m, _t: f.remove(*list(f.question(n).iter(w("bookmarkStart")))),
    "a bookmark repeated": lambda f, n, m, _t: _renamed(f, n, m),
    "a bookmark of the program's": lambda f, n, _m, _t: _in_slot(f, n, '<w:bookmarkStart w:id="77" w:name="_GoBack"/>'),
    "a question of their own": lambda f, n, _m, t: _added(f, n, paragraph(f"Slide 3. {t}?"), paragraph("LH: mine")),
    "a heading": lambda f, n, _m, t: _added(f, n, paragraph(t, "Heading1"), paragraph(t)),
    "a greeting": lambda f, _n, _m, t: f.before(f.body[0], paragraph(t)),
    "a farewell": lambda f, _n, _m, t: f.before(f.body[-1], paragraph(t)),
    "words inserted": lambda f, n, _m, t: _in_slot(f, n, tracked("ins", run(t))),
    "words deleted": lambda f, n, _m, t: _in_slot(f, n, tracked("del", run(t))),
    "words moved": _moved,
    "the last end deleted": lambda f, n, _m, t: _added(f, n, paragraph(t, properties=_DELETED_END)),
    "an end deleted": lambda f, n, _m, t: _added(f, n, paragraph(t, properties=_DELETED_END), paragraph(t)),
    "a question's words deleted": lambda f, n, _m, _t: _question_deleted(f, n),
    "a table": lambda f, n, m, t: _added(f, n, table([paragraph(t)], [paragraph(_words(f, m))]), paragraph()),
    "a table around": lambda f, n, m, _t: _wrapped(f, f.question(n), f.slot(m), _LAYOUT),
    "a control": lambda f, n, _m, _t: _wrapped(f, f.slot(n), f.slot(n), _CONTROL),
    "a control around": lambda f, n, m, _t: _wrapped(f, f.slot(n), f.slot(m), _CONTROL),
    "a link": lambda f, n, _m, t: _in_slot(f, n, _OPEN + _SHOWN + run(t) + _CLOSED),
    "a field left open": lambda f, n, _m, t: _in_slot(f, n, _PLAIN_FIELD + run(t)),
    "a field closed": lambda f, n, _m, t: _in_slot(f, n, _CLOSED + run(t)),
    "hidden words": lambda f, n, _m, t: f.append(f.question(n), run(t, "<w:vanish/>")),
    "a comment": lambda f, n, _m, t: _commented(f, n, t),
    "a comment's mark": lambda f, n, _m, _t: _in_slot(f, n, '<w:r><w:commentReference w:id="0"/></w:r>'),
    "a text box": lambda f, n, _m, t: _in_slot(f, n, _BOX.format(paragraph(t))),
    "an equation": lambda f, n, _m, _t: _in_slot(f, n, _EQUATION),
}
