"""The tables as the code of today uses them; the migrations make them, a test holds the two together.

`submissions`, `revisions`, `questions`, `decisions`, `versions` and `answers` are only ever added to. Instants are
whole microseconds since 1970 UTC and days are ISO texts, so that every database reads them alike.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=False)


def _count(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=False, autoincrement=False)


def _instant(name: str, *, known: bool = True) -> Column[int]:
    return Column(name, BigInteger, nullable=not known)


SOURCES = Table("sources", METADATA, _text("name", key=True), _text("fingerprint"), _count("entries"))

SUBMISSIONS = Table(
    "submissions",
    METADATA,
    _count("id", key=True),
    Column("source", Text, ForeignKey("sources.name"), nullable=False),
    _count("response"),
    Index("submissions_by_response", "response"),
)

REVISIONS = Table(
    "revisions",
    METADATA,
    _count("id", key=True),  # counts every change of any submission: the store's version
    Column("submission", Integer, ForeignKey("submissions.id"), nullable=False),
    _count("number"),
    _text("kind"),
    _count("part"),
    _instant("instant", known=False),
    _text("precision"),
    _text("question"),
    Column("slide", Text, nullable=True),
    _text("lecture"),
    _text("name"),
    _text("email"),
    _text("notify"),
    _text("may_publish"),
    _text("other"),
    _instant("seen_at"),
    UniqueConstraint("submission", "number"),
)

QUESTIONS = Table(
    "questions",
    METADATA,
    _text("id", key=True),
    _text("first_lecture"),
    _count("number"),
    Column("first_submission", Integer, ForeignKey("submissions.id"), nullable=False),
    UniqueConstraint("first_lecture", "number"),
)

PLACEMENTS = Table(
    "placements",
    METADATA,
    _count("submission", key=True),
    _count("revision"),
    _text("lecture"),
    Column("question", Text, ForeignKey("questions.id"), nullable=True),
    Column("reason", Text, nullable=True),
    _text("detail"),
    _count("head"),
    _count("declined"),
    _text("carries"),
    ForeignKeyConstraint(["submission", "revision"], ["revisions.submission", "revisions.number"]),
    CheckConstraint("(question IS NULL) <> (reason IS NULL) OR (declined = 1 AND reason IS NULL)"),
)

DECISIONS = Table(
    "decisions",
    METADATA,
    _count("number", key=True),
    _text("verb"),
    _text("subject"),
    _text("argument"),
    _text("who"),
    _text("why"),
    _instant("at"),
)

VERSIONS = Table(
    "versions",
    METADATA,
    _text("sha256", key=True),  # of the bytes, which lie in the folder `versions/` under this name
    _text("kind", key=True),
    _text("name", key=True),
    _text("lecture"),
    _instant("read_at"),
    _text("remarks"),
)

VERSION_SLOTS = Table(
    "version_slots",
    METADATA,
    _text("sha256", key=True),
    _text("question", key=True),
    _text("gist"),
)

ANSWERS = Table(
    "answers",
    METADATA,
    _count("number", key=True),  # the order in which texts came, whatever the clock did
    _text("question"),
    _text("event"),
    _text("kind"),
    _text("name"),
    _text("words"),
    _text("gist"),
    _text("base"),
    _instant("at"),
    Index("answers_by_question", "question", "number"),
)

STANDINGS = Table(
    "standings",
    METADATA,
    _text("question", key=True),
    _text("kind", key=True),
    _text("name", key=True),
    _text("sha256"),
    _text("gist"),
    _text("agreed"),
    _instant("since"),
    _count("untouched"),
)

CORRECTIONS = Table(
    "corrections", METADATA, _text("question", key=True), _text("kind"), _text("name"), _text("words"), _instant("at")
)

DOCUMENTS = Table(
    "documents",
    METADATA,
    _text("lecture", key=True),
    _text("kind", key=True),
    Column("name", Text, nullable=False, unique=True),
    _text("first_written"),
    Column("file", Text, nullable=False, unique=True),
    _text("fingerprint"),
    _text("sha256"),
    _count("questions"),
    _count("in_use"),
    _text("read_sha256"),
    _instant("read_at", known=False),
    _text("shows"),  # packed: every question with its words
)

INTENTS = Table(
    "intents",
    METADATA,
    _text("path", key=True),
    _text("sha256"),
    _text("lecture"),
    _text("kind"),
    _text("fingerprint"),
    _count("in_use"),
    _count("fresh"),
    _text("shows"),
    _text("standings"),
    ForeignKeyConstraint(["lecture", "kind"], ["documents.lecture", "documents.kind"]),
)

RUNS = Table(
    "runs",
    METADATA,
    _count("number", key=True),
    _text("command"),
    _instant("started"),
    _instant("ended"),
    _count("exit_code"),
    _text("summary"),
)

NOTES = Table("notes", METADATA, _text("name", key=True), _text("text"))

CONDITIONS = Table("conditions", METADATA, _text("name", key=True), _instant("since"), _instant("last_told"))
