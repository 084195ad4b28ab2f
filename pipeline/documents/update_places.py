"""Where each known question stands in a document by now, and where a new one belongs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Indel

from pipeline.model.document import QuestionBlock
from pipeline.word.blocks import Body, Span
from pipeline.word.paragraphs import bookmark

_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Places:
    """The known questions of a document by byte position.

    Attributes:
        body: of the document.
        positions: where each question that was found begins, by id.
        ordered: the same positions in ascending order.
    """

    body: Body
    positions: Mapping[str, int]
    ordered: Sequence[int]

    def gap_behind(self, question: str) -> int:
        """Return where something new goes that follows this question; for "" what comes before all of them.

        That is just before the next known question, so that all that a lecturer wrote below the one stays with it.
        """
        position = self.positions.get(question, -1)
        own = self.body.block_at(position) if position >= 0 else -1
        for later in self.ordered[bisect_right(self.ordered, position) :]:
            block = self.body.block_at(later)
            if block != own and self._leads(block, later):
                return self.body.before(block)
        return self.body.before(len(self.body.starts))

    def paragraph(self, question: str) -> Span | None:
        """Return the paragraph of a question."""
        position = self.positions.get(question)
        return None if position is None else self.body.paragraph_at(position)

    def below(self, question: Span) -> Span:
        """Return what stands between a question's paragraph and the next known question."""
        index = bisect_right(self.ordered, question.end - 1)
        following = self.ordered[index] if index < len(self.ordered) else self.body.end
        return Span(question.end, following)

    def own(self, question: str, paragraph: Span) -> Span:
        """Return the part of a paragraph that is this question's: others may have been joined with it."""
        position = self.positions[question]
        index = bisect_right(self.ordered, position)
        following = self.ordered[index] if index < len(self.ordered) else self.body.end
        return Span(max(paragraph.start, position), min(paragraph.end, following))

    def _leads(self, block: int, position: int) -> bool:
        """Tell whether a block begins with the question at this position: an answer may have been joined with it."""
        return self.body.is_table(block) or not self.body.text(self.body.starts[block], position).strip()


def find_places(body: Body, blocks: Sequence[QuestionBlock]) -> Places:
    """Return where these questions stand: by bookmark, else by their words, which somebody may have corrected."""
    marked = body.bookmarks
    positions = {block.id: marked[name] for block in blocks if (name := bookmark(block.id).encode()) in marked}
    missing = [block for block in blocks if block.id not in positions]
    if missing:
        positions |= _by_words(body, missing, positions.values(), has_anchors=bool(positions))
    return Places(body, positions, sorted(positions.values()))


def letters(text: str) -> str:
    """Return what two programs agree on in a text: its letters and digits."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _by_words(
    body: Body, missing: Iterable[QuestionBlock], taken: Iterable[int], *, has_anchors: bool
) -> dict[str, int]:
    """Return where these questions stand by their words: equal ones in their order, then alike ones.

    Where other bookmarks stand, a line that is only alike may be part of an answer, unless it begins with the label.
    """
    unclaimed = dict(_paragraph_words(body, taken))
    by_words: dict[str, list[int]] = {}
    for start, words in unclaimed.items():
        by_words.setdefault(words, []).append(start)
    found: dict[str, int] = {}
    for block in missing:
        if places := by_words.get(letters(f"{block.label} {block.text} {block.note}")) or by_words.get(_words(block)):
            found[block.id] = places.pop(0)
            del unclaimed[found[block.id]]
    for block in missing:
        if block.id in found or not (words := _words(block)):
            continue
        best = process.extractOne(words, unclaimed, scorer=Indel.normalized_similarity, score_cutoff=_ALIKE)
        if best and (not has_anchors or (block.label and best[0].startswith(letters(block.label)))):
            found[block.id] = best[2] if best[0] == words or not best[0].endswith(words) else _behind(body, best[2])
            del unclaimed[best[2]]
    return found


def _behind(body: Body, start: int) -> int:
    """Return a place behind the words of a paragraph: others precede the question in it, which are an answer's."""
    span = body.paragraph_at(start)
    return start if span is None else body.content.rindex(b"</", start, span.end)


def _words(block: QuestionBlock) -> str:
    """Return the letters of a question as it is printed."""
    return letters(f"{block.label} {block.text}")


def _paragraph_words(body: Body, taken: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield start and letters of each paragraph that has any and that no bookmark claims."""
    claims = sorted(taken)
    for start, end in zip(body.starts, body.ends, strict=True):
        for span in sorted(body.paragraphs(start, end), key=lambda span: span.start):
            is_claimed = bisect_left(claims, span.start) < bisect_left(claims, span.end)
            if not is_claimed and (words := letters(body.text(span.start, span.end))):
                yield span.start, words
