"""Whatever comes in which order: the account balances, ids last, and the same in gives the same out."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from tests.whole.series import SETTINGS, SILENT, Kept, Row, Series, small

QUESTIONS = ["Why does a wave break?", "Is foam a wave?", "why does a  wave break?", "What is shown here?", "test", ""]
ROW = st.builds(
    Row,
    question=st.sampled_from(QUESTIONS) | st.text("abcé?", min_size=1, max_size=8),
    slide=st.sampled_from(["31", "3-5", "", "about foam", "last slide"]),
    lecture=st.sampled_from(["Waves", "Tides", "Currents", ""]),
    minute=st.integers(0, 5),
    email=st.sampled_from(["", "a@example.org", "b@example.org"]),
)
VARIANTS = [
    SETTINGS,
    SETTINGS.replace('title = "Tides"', 'title = "Tides"\naliases = ["Currents"]'),
    SETTINGS + '\n[triage]\nhold = "all"\n',
    SETTINGS + '\n[documents]\norder = "submitted"\n',
]
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it


def _folder() -> TemporaryDirectory[str]:
    """Return a folder, in memory where the system has one."""
    return TemporaryDirectory(prefix="qa-tests-", dir=_MEMORY if _MEMORY.is_dir() else None)


class Life(RuleBasedStateMachine):
    """A series whose form and settings change between runs."""

    @initialize(rows=st.lists(ROW, min_size=1, max_size=4))
    def begin(self, rows: list[Row]) -> None:
        """Make the series and run it once."""
        self.folder = _folder()
        self.series = small(Path(self.folder.name), *rows)
        self.rows = rows
        self.before = Kept((), {}, {}, (), {})
        self.run()

    @rule(rows=st.lists(ROW, min_size=1, max_size=3))
    def add(self, rows: list[Row]) -> None:
        """Somebody asks something."""
        self._are([*self.rows, *rows])

    @precondition(lambda self: self.rows)
    @rule(choice=st.integers(0, 99), row=ROW)
    def edit(self, choice: int, row: Row) -> None:
        """Somebody edits a response; its time stays."""
        number = choice % len(self.rows)
        changed = replace(row, minute=self.rows[number].minute)
        self._are([*self.rows[:number], changed, *self.rows[number + 1 :]])

    @precondition(lambda self: self.rows)
    @rule(choice=st.integers(0, 99))
    def delete(self, choice: int) -> None:
        """A row is removed."""
        number = choice % len(self.rows)
        self._are([*self.rows[:number], *self.rows[number + 1 :]])

    @rule(choice=st.randoms(use_true_random=False))
    def shuffle(self, choice: random.Random) -> None:
        """The rows stand in another order."""
        self._are(choice.sample(self.rows, len(self.rows)))

    @rule(variant=st.sampled_from(VARIANTS))
    def decide(self, variant: str) -> None:
        """The organiser changes aliases, holding or order."""
        self.series.says(variant)

    def _are(self, rows: list[Row]) -> None:
        self.rows = rows
        self.series.has(*rows)

    @rule()
    def run(self) -> None:
        """Cron comes by, and comes by again with nothing to do."""
        assert self.series.run("--force", "shrunk", "--quiet") == SILENT
        picture = self.series.picture()
        assert self.series.run() == SILENT
        assert self.series.picture() == picture
        after = self.series.kept()
        self._holds_everything_once(after)
        self._hands_no_id_on(after)
        self.before = after

    def _holds_everything_once(self, after: Kept) -> None:
        """Every row of the form is one live submission, nothing that ever came in is gone, and the account balances."""
        live = Counter(one.content.question for one in after.submissions if not one.withdrawn)
        assert live == Counter(row.question for row in self.rows)
        assert {one.id for one in self.before.submissions} <= {one.id for one in after.submissions}
        assert all(account.balances for account in after.accounts)

    def _hands_no_id_on(self, after: Kept) -> None:
        """A question's words are those of a submission that stood in it before, or else its number is a new one."""
        withdrawn = {one.id for one in after.submissions if one.withdrawn}
        heads = [one for one in after.placements.values() if one.head and one.submission not in withdrawn]
        ids = [one.question for one in heads if one.question]
        assert len(set(ids)) == len(ids)
        for one in heads:
            known = self.before.placements.get(one.submission)
            lecture, _, number = (one.question or "").rpartition("-")
            assert (known and known.question == one.question) or int(number) > self.before.highest.get(lecture, 0)

    def teardown(self) -> None:
        """Remove the series."""
        if hasattr(self, "folder"):
            self.folder.cleanup()


def test_the_life_of_a_series() -> None:
    """Rows come, change, go and return, settings change, and cron comes by: every law holds after every run."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    chosen = settings(max_examples=30, stateful_step_count=12, deadline=None, suppress_health_check=slow)
    run_state_machine_as_test(Life, settings=chosen)


ROWS_IN_TIME = st.lists(ROW, min_size=2, max_size=10).map(
    lambda rows: [replace(row, minute=minute) for minute, row in enumerate(rows)]
)


def _ended(*downloads: list[Row]) -> Kept:
    """Return what one series holds after these downloads, a run after each."""
    with _folder() as folder:
        series = Series(Path(folder))
        series.says(SETTINGS)
        for rows in downloads:
            series.has(*rows)
            assert series.run() == SILENT
        return series.kept()


@settings(max_examples=20, deadline=None)
@given(rows=ROWS_IN_TIME, first=st.integers(1, 9), second=st.integers(1, 9))
def test_many_runs_are_one_run(rows: list[Row], first: int, second: int) -> None:
    """However often cron came by while questions came in: the same ids, the same placements, the same bytes."""
    assert _ended(rows[:first], rows[: first + second], rows) == _ended(rows)


@settings(max_examples=20, deadline=None)
@given(rows=st.lists(ROW, min_size=2, max_size=8), choice=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_byte(rows: list[Row], choice: random.Random) -> None:
    """Not even among rows of one instant."""
    assert _ended(choice.sample(rows, len(rows))) == _ended(rows)
