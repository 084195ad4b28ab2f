"""Weeks of answering in every way at once: whatever happens in which order, no word is lost, moved or changed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.crash_points import run_killed_at
from tests.whole.answering import BOLD, ITEM, PLAIN, Line, retyped, slots, taken_out
from tests.whole.remembered import Place
from tests.whole.school import LECTURES, School
from tests.whole.series import ROWS, SILENT, Row, Series

_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
PHRASES = (
    "because it is steep|see <there> & back|=1+1|1. first|ünïcode – “so”|Yes.|-5 m|see a; b|Slide 3. Why"
    "|Why does a wave|Ada: so|What is shown here, x < y & z|… and so on"
).split("|")
LECTURE = st.sampled_from(sorted(LECTURES))
CHOICE = st.integers(0, 99)
LINES = st.lists(st.tuples(st.sampled_from([PLAIN, PLAIN, BOLD, ITEM]), st.sampled_from(PHRASES)), max_size=3)
STEPS = [timedelta(minutes=5), timedelta(minutes=31), timedelta(hours=3), timedelta(days=2), timedelta(hours=-2)]
VERBS = ["decline", "move", "merge", "merge", "slide", "reword", "undo", "undo", "split"]
THEN = st.sampled_from(["go on", "run", "wait and run"])
WAYS = ["inbox", "twice", "beside", "named"]


class Answering(RuleBasedStateMachine):
    """A series whose lecturers answer in a Word file and in a sheet, and whose organiser changes their mind."""

    @initialize()
    def begin(self) -> None:
        """Make the series, with three questions for each lecture, and run it once."""
        self.folder = TemporaryDirectory(prefix="qa-tests-", dir=_MEMORY if _MEMORY.is_dir() else None)
        self.school = School(Path(self.folder.name))
        self.decided = 0
        self.school.run()

    # What comes in, and what the organiser says

    @rule(lecture=LECTURE, choice=CHOICE)
    def ask(self, lecture: str, choice: int) -> None:
        """Somebody asks something new."""
        self.school.asks(self.school.row(lecture, choice))

    @rule(choice=CHOICE)
    def ask_again(self, choice: int) -> None:
        """Somebody asks what somebody asked."""
        row = self.school.rows[choice % len(self.school.rows)]
        self.school.asks(Row(row.question, row.slide, row.lecture, 1000 + len(self.school.rows)))

    @rule(verb=st.sampled_from(VERBS), one=CHOICE, other=CHOICE)
    def decide(self, verb: str, one: int, other: int) -> None:
        """The organiser says something, which may be refused."""
        listed = self.school.listed()
        if not listed:
            return
        subject, second = listed[one % len(listed)], listed[other % len(listed)]
        words = {
            "decline": (subject["id"], "--reason", "off topic"),
            "move": (subject["id"], "tides" if subject["lecture"] == "waves" else "waves"),
            "merge": (subject["id"], second["id"]),
            "slide": (subject["id"], str(other)),
            "reword": (subject["id"], f"What is {other}?"),
            "split": (str(subject["submissions"][-1]),),
            "undo": (str(other % max(self.decided, 1) + 1),),
        }[verb]
        said = self.school.series.call("decide", verb, *words)
        note(f"decide {verb} {words}: {said}")
        assert said.code in {0, 2}
        if said.code == 0:
            self.decided += 1
            memory = self.school.memory
            memory.differs(memory.typed if verb == "undo" else [subject["id"], second["id"]], "decided")

    @rule(lecture=LECTURE)
    def switch(self, lecture: str) -> None:
        """A lecturer wants the other kind of document."""
        _, self.school.kinds[lecture] = self.school.place(lecture, other=True)
        self.school.say()
        self.school.memory.differs([one["id"] for one in self.school.listed()], "switched")

    # What lecturers do

    @rule(lecture=LECTURE, choice=CHOICE, lines=LINES, more=LINES, old=st.booleans(), then=THEN)
    def type_in(self, lecture: str, choice: int, lines: list[Line], more: list[Line], old: bool, then: str) -> None:
        """Somebody types into, changes or clears two slots, perhaps of the document they had before."""
        self._edit(self.school.place(lecture, other=old and choice % 3 == 0), choice, [lines, more])
        self._then(then)

    @rule(lecture=LECTURE, choice=CHOICE, lines=LINES, then=THEN)
    def type_one(self, lecture: str, choice: int, lines: list[Line], then: str) -> None:
        """Somebody types into, changes or clears a slot."""
        self._edit(self.school.place(lecture), choice, [lines])
        self._then(then)

    def _then(self, then: str) -> None:
        if then == "wait and run":
            self.wait(timedelta(minutes=31))
        if then != "go on":
            self.school.run()

    def _edit(self, place: Place, choice: int, texts: list[list[Line]]) -> None:
        path = self.school.path(place)
        if path is not None:
            self._type_and_save(place, path, path.read_bytes(), choice, texts)

    def _type_and_save(self, place: Place, path: Path, content: bytes, choice: int, texts: list[list[Line]]) -> None:
        content, answers = self.school.edited(content, path.name, choice, texts)
        self.school.memory.types(answers, place)
        self.school.save(place, path, content)

    @rule(lecture=LECTURE, which=CHOICE, choice=CHOICE, lines=LINES, edits=st.booleans())
    def save_an_old_version(self, lecture: str, which: int, choice: int, lines: list[Line], edits: bool) -> None:
        """Somebody had it open elsewhere, and saves it over what is there."""
        place = self.school.place(lecture)
        path = self.school.path(place)
        if path is not None:
            self._type_and_save(place, path, self.school.version(place, which), choice, [lines] if edits else [])

    @rule(lecture=LECTURE, choice=CHOICE)
    def take_out(self, lecture: str, choice: int) -> None:
        """Somebody deletes a question with its slot from a Word file."""
        place = self.school.place(lecture)
        path = self.school.path(place)
        content = path.read_bytes() if path is not None and path.suffix == ".docx" else b""
        there = sorted(slots(content, "x.docx")) if content else []
        if path is not None and len(there) > 1:  # a file without any is refused
            question = there[choice % len(there)]
            self.school.memory.differs([question], "taken out")
            self.school.memory.absent.setdefault(place, set()).add(question)
            self.school.save(place, path, taken_out(content, question))

    @rule(lecture=LECTURE, which=CHOICE, choice=CHOICE, lines=LINES, edits=st.booleans(), way=st.sampled_from(WAYS))
    def send_back(self, lecture: str, which: int, choice: int, lines: list[Line], edits: bool, way: str) -> None:
        """A copy comes: old or new, blank or typed in, through the inbox, by name, twice, or beside the documents."""
        school, place = self.school, self.school.place(lecture)
        if place not in school.versions:
            return
        school.serial += 1
        name = f"copy {school.serial}.{place[1]}"
        content, answers = school.edited(school.version(place, which), name, choice, [lines] if edits else [])
        school.memory.types(answers, "copy")
        school.sent(content, name)
        if way == "named":
            school.collect(content, name)
        elif way == "beside":
            school.memory.saves(school.series.documents / name, content, school.series.now, None)
        else:
            for number in range(1 + (way == "twice")):
                (school.series.output / "inbox" / f"{number} {name}").write_bytes(content)

    @rule(lecture=LECTURE, choice=CHOICE)
    def rename(self, lecture: str, choice: int) -> None:
        """Somebody gives a working document another name."""
        path = self.school.path(self.school.place(lecture))
        to = path.with_name(f"My answers {choice}{path.suffix}") if path is not None else None
        if path is not None and to is not None and not to.exists():
            self.school.memory.held[to.name] = self.school.leaves(lecture, path)
            path.rename(to)

    @rule(lecture=LECTURE)
    def delete(self, lecture: str) -> None:
        """Somebody deletes a working document."""
        path = self.school.path(self.school.place(lecture))
        if path is not None:
            self.school.leaves(lecture, path)
            path.unlink()

    @rule(lecture=LECTURE, libre=st.booleans())
    def open(self, lecture: str, libre: bool) -> None:
        """A program opens a working document."""
        path = self.school.path(self.school.place(lecture))
        if path is not None:
            self.school.open(path, libre=libre)

    @rule()
    def close(self) -> None:
        """All programs are closed."""
        self.school.close()

    # What time and the machine do

    @rule(step=st.sampled_from(STEPS))
    def wait(self, step: timedelta) -> None:
        """Time passes, or the clock is set back."""
        self.school.series = self.school.series.later(seconds=step.total_seconds())

    @rule(number=st.integers(1, 160))
    def run_killed(self, number: int) -> None:
        """Cron comes by and is killed; what stands in the files is whole all the same."""
        run_killed_at(number, self.school.series.run)
        self.school.hold_whole()

    @rule()
    def run(self) -> None:
        """Cron comes by, and comes by again with nothing to do."""
        self.school.run()

    @rule()
    def rest(self) -> None:
        """Nobody touches anything for two days: every question stands where it belongs."""
        self.school.close()
        for _ in range(2):
            self.school.series = self.school.series.later(days=1)
            self.school.run()
        self.school.hold_complete()

    def teardown(self) -> None:
        """Remove the series."""
        if hasattr(self, "folder"):
            self.folder.cleanup()


def test_the_life_of_answers() -> None:
    """Lecturers type, clear, save over and send back, the organiser decides, runs die: every law holds each time."""
    given = settings()
    count = 40 if given.derandomize else given.max_examples
    chosen = settings(
        max_examples=count, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Answering, settings=chosen)


def _answered(series: Series, answers: dict[str, str], hours: int = 0) -> Path:
    """Type into the document about waves, let a run read it, and return the file."""
    path = series.document()
    typed = {question: ((PLAIN, words),) for question, words in answers.items()}
    path.write_bytes(retyped(path.read_bytes(), path.name, typed))
    assert series.later(hours=hours).run() == SILENT
    return path


def test_a_lost_document_with_a_text_that_was_not_taken_yet_is_written_anew(series: Series) -> None:
    """With the answers that are known; the other text stays in the history."""
    series.run()
    _answered(series, {"waves-01": "because it is steep"})
    path = _answered(series, {"waves-02": "TODO"}, hours=1)
    path.unlink()
    assert [series.later(hours=hours).run() for hours in (2, 3)] == [SILENT] * 2
    assert slots(path.read_bytes(), path.name) == {"waves-01": "because it is steep", "waves-02": ""}


def test_an_answered_question_that_was_taken_out_stops_no_new_ones(series: Series) -> None:
    """What a lecturer removed with its answer is no answer that an update would change."""
    series.run()
    path = _answered(series, {"waves-01": "because it is steep"})
    path.write_bytes(taken_out(path.read_bytes(), "waves-01"))
    series.has(*ROWS, Row("Do waves add up?", "40", minute=60))
    assert [series.later(hours=hours).run().code for hours in (1, 2)] == [0, 0]
    assert slots(path.read_bytes(), path.name).keys() == {"waves-02", "waves-03"}


def test_a_copy_beside_a_lost_document_clears_no_answer(series: Series) -> None:
    """It was read as a copy, and stays one: the document is written anew with its answers."""
    series.run()
    blank = series.document().read_bytes()
    path = _answered(series, {"waves-01": "because it is steep"})
    path.with_name("copy.docx").write_bytes(blank)
    assert series.later(hours=1).run() == SILENT
    path.unlink()
    assert [series.later(hours=hours).run() for hours in (2, 3, 4)] == [SILENT] * 3
    assert slots(path.read_bytes(), path.name)["waves-01"] == "because it is steep"


def test_a_question_taken_out_and_merged_away_is_forgotten_in_one_run(series: Series) -> None:
    """A run after it that looks at everything has nothing left to note."""
    series.has(*ROWS, Row("Do waves add up?", "40", minute=60))
    series.run()
    path = series.document()
    path.write_bytes(taken_out(path.read_bytes(), "waves-02"))
    series.call("decide", "merge", "waves-02", "waves-01")
    series.call("decide", "decline", "waves-03", "--reason", "off topic")
    assert [series.later(hours=hours).run().code for hours in (0, 1)] == [0, 0]
    picture = series.picture()
    assert series.later(hours=1).run("--verbose").code == 0
    assert series.picture() == picture


def test_a_run_that_only_waits_leaves_no_trace(series: Series) -> None:
    """While a document rests after somebody saved it, cron's runs write no report and no line into the store."""
    series.run()
    path = series.document()
    path.with_name(f".~lock.{path.name}#").write_bytes(b"somebody")
    series.has(*(Row(f"And {number}?", minute=number) for number in range(9)))
    series.run("--force", "shrunk", "--quiet")
    picture = series.picture()
    assert series.run() == SILENT
    assert series.picture() == picture


def test_what_was_fetched_may_wait_for_triage(series: Series) -> None:
    """Collecting and exporting before that is no fault in the account."""
    series.run()
    series.has(*(Row(f"And {number}?", minute=number) for number in range(9)))
    series.call("fetch", "--force", "shrunk", "--quiet")
    assert [series.call(command).code for command in ("collect", "export")] == [0, 0]
