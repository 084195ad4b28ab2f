"""Brings a lecturer's Word file up to date: new questions go in between, and whatever stands there stays.

The text is changed by byte position, all other parts of the package are copied as they lie. What new text needs and
the file does not have (styles, links, lists, pictures) is added at the end of the part it belongs into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from pipeline.documents.update_places import Places, find_places
from pipeline.documents.update_removed import removal_splices
from pipeline.documents.update_slots import answer_splices
from pipeline.model.document import QuestionBlock, QuestionDocument
from pipeline.model.update import CopiedAnswer, NewBlock, RemovedQuestion
from pipeline.word.additions import Additions
from pipeline.word.blocks import Body, read_body, visible_text
from pipeline.word.package import open_package
from pipeline.word.paragraphs import ParagraphWriter, bookmark
from pipeline.word.relations import read_relations
from pipeline.word.repack import repacked
from pipeline.word.rich_write import RichWriter
from pipeline.word.splicing import Splice, declare, spliced
from pipeline.word.styles import StyleSheet
from pipeline.word.template import main_part, own_template

_NONE: Mapping[str, bytes] = MappingProxyType({})
_OUR_BOOKMARK = re.compile(r'(<w:bookmark(?:Start|End) w:id=")(\d+)')
_DRAWING_NUMBER = re.compile(rb"<(?:[\w.-]+:)?(?:docPr|cNvPr)\s[^<>]*?\bid\s*=\s*[\"'](\d{1,9})[\"']")


def update_word(
    content: bytes,
    name: str,
    document: QuestionDocument,
    new: Sequence[NewBlock],
    copied: Sequence[CopiedAnswer] = (),
    removed: Sequence[RemovedQuestion] = (),
    images: Mapping[str, bytes] = _NONE,
) -> bytes:
    """Return the file with the new questions in it; the same bytes if there is nothing to do.

    Args:
        content: the lecturer's file.
        name: of the file, for messages.
        document: with a block for every question that stands in the file or is to stand there, also for removed
            ones, in order.
        new: questions to put in; one whose bookmark is there already is left alone.
        copied: answers for slots that are still empty; where somebody typed meanwhile, what they typed stays.
        removed: questions to take out.
        images: the bytes of the pictures in copied answers, by their SHA-256.

    Raises:
        DocumentError: the file is no Word document, is damaged or hostile; the message says why.
    """
    if not (new or copied or removed):
        return content
    parts = open_package(content, name)
    relations = read_relations(parts, name)
    main = main_part(relations, name)
    additions = Additions(relations, main, _own_styles())
    update = _Update(relations.content(main), name, document, additions, {one.block.id for one in new})
    # An answer ends where the next question goes in: at one place, what comes first here stands first.
    going = {one.question: one for one in removed}
    staying = {one.question: one for one in copied if one.question not in going}
    splices = [
        *update.answers(tuple(staying.values()), images),
        *update.questions(new),
        *update.removals(tuple(going.values())),
    ]
    if not splices:
        return content
    text = spliced(parts[main], splices)
    grown = additions.parts("".join(one.text for one in splices))
    return repacked(content, {main: text, **grown})


@cache
def _own_styles() -> StyleSheet:
    """Return the styles of our own template, which a file gets where it has lost them."""
    return own_template().styles


class _Update:
    """One update of one document."""

    def __init__(
        self, content: bytes, name: str, document: QuestionDocument, additions: Additions, new: set[str]
    ) -> None:
        self.additions = additions
        self._document = document
        self._body: Body = read_body(content, name)
        # A new question may resemble an old one, so only its bookmark tells that it is there already.
        known = [
            one for one in document.blocks if one.id not in new or bookmark(one.id).encode() in self._body.bookmarks
        ]
        self._places: Places = find_places(self._body, known)
        self._order = {block.id: number for number, block in enumerate(document.blocks)}

    def questions(self, new: Sequence[NewBlock]) -> Iterator[Splice]:
        """Yield the changes that put new questions in."""
        wanted = [one for one in new if bookmark(one.block.id).encode() not in self._body.bookmarks]
        wanted.sort(key=lambda one: self._order.get(one.block.id, len(self._order)))
        before = {one.block.id: one.after for one in wanted}
        blocks = tuple(one.block for one in wanted)
        for one, xml in zip(wanted, self._written(blocks), strict=True):
            at = self._places.gap_behind(self._standing(one.after, before))
            yield Splice(at, at, declare(xml, "w:p", self._body.prefixes))

    def answers(self, copied: Sequence[CopiedAnswer], images: Mapping[str, bytes]) -> Iterator[Splice]:
        """Yield the changes that put accepted answers into empty slots."""
        if copied:
            numbers = map(int, _DRAWING_NUMBER.findall(self._body.content))
            writer = RichWriter(self.additions, images, max(numbers, default=0) + 1)
            yield from answer_splices(self._places, copied, self._document.slot, writer)

    def removals(self, removed: Sequence[RemovedQuestion]) -> Iterator[Splice]:
        """Yield the changes that take questions out."""
        yield from removal_splices(self._places, removed, self._document.slot, self._printed)

    def _standing(self, question: str, before: Mapping[str, str]) -> str:
        """Return the question itself if it stands in the file, else the nearest one before it that does."""
        for _ in before:
            question = before.get(question, question)
        if not question:
            return ""
        blocks = self._document.blocks
        earlier = (blocks[number].id for number in range(self._order.get(question, len(blocks) - 1), -1, -1))
        return next((one for one in earlier if one in self._places.positions), "")

    def _written(self, blocks: tuple[QuestionBlock, ...]) -> Iterator[str]:
        """Yield these questions as XML, with bookmark ids that nobody has."""
        free = self._body.highest_bookmark
        writer = ParagraphWriter(replace(self._document, blocks=blocks), self.additions.style_ids, self.additions.links)
        for question in writer.questions():
            yield _OUR_BOOKMARK.sub(lambda mark: f"{mark[1]}{int(mark[2]) + free}", question.decode())

    def _printed(self, question: str) -> str:
        """Return the words of a question as we write them, "" if it is not known any more."""
        found = self._order.get(question)
        if found is None:
            return ""
        # Its links are not wanted in the file, so they are written for a table of their own.
        links = type(self.additions.links)(())
        only = replace(self._document, blocks=(self._document.blocks[found],))
        written = b"".join(ParagraphWriter(only, self.additions.style_ids, links).questions())
        return visible_text(written[: written.index(b"</w:p>")])
