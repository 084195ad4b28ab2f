"""Written times become the right instants, or honestly none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.fetch.timestamps import Times, read_times
from pipeline.model.submission import Precision


def times_of(*texts: str, order: str = "", zone: str = "Europe/Zurich") -> Times:
    """Read one column."""
    return read_times([texts], timezone=zone, date_order=order, where="form")


# what is written → UTC to the second (None: unreadable); Zurich is the source's zone
CERTAIN = [
    ("2024/04/07 8:54:18 PM GMT+5:30", "2024-04-07 15:24:18"),
    ("2024/04/08 12:42:16 AM GMT+5:30", "2024-04-07 19:12:16"),
    ("2016/08/15 7:16:38 PM GMT+2", "2016-08-15 17:16:38"),
    ("2020/09/30 9:29:20 AM MDT", "2020-09-30 15:29:20"),
    ("2022/06/22 11:07:29 AM AST", "2022-06-22 15:07:29"),
    ("2017/05/02 12:11:03 PM GMT+2", "2017-05-02 10:11:03"),
    ("2026/02/03 1:34:04 PM MEZ", "2026-02-03 12:34:04"),
    ("2023/08/09 9:02:11 AM GMT-7", "2023-08-09 16:02:11"),
    ("2023/08/09 9:02:11 AM GMT-3", "2023-08-09 12:02:11"),
    ("2023/08/09 9:02:11 AM UTC", "2023-08-09 09:02:11"),
    ("2023/08/09 9:02:11 AM GMT", "2023-08-09 09:02:11"),
    ("2023/08/09 9:02:11 AM Z", "2023-08-09 09:02:11"),
    ("2023/08/09 9:02:11 AM UTC+2", "2023-08-09 07:02:11"),
    ("2023/08/09 9:02:11 a.m. GMT-5", "2023-08-09 14:02:11"),
    ("2023/08/09 9:02:11 p. m. GMT-5", "2023-08-10 02:02:11"),
    ("2023/08/09 9:02:11 p.\u00a0m. GMT-5", "2023-08-10 02:02:11"),
    ("2023/08/09 9:02:11\u202fPM GMT+2", "2023-08-09 19:02:11"),
    ("2023/08/09 12:02:11 a.\u202fm. GMT+2", "2023-08-08 22:02:11"),
    ("2023/08/09 21:02:11 GMT+2", "2023-08-09 19:02:11"),
    ("2023/08/09 13:02:11 PM GMT+2", "2023-08-09 11:02:11"),
    ("2023/08/09 9:02:11 AM MESZ", "2023-08-09 07:02:11"),
    ("2023/08/09 9:02:11 AM CEST", "2023-08-09 07:02:11"),
    ("2023/01/09 9:02:11 AM CET", "2023-01-09 08:02:11"),
    ("2023/08/09 9:02:11 AM BST", "2023-08-09 08:02:11"),
    ("2023/01/09 9:02:11 AM EST", "2023-01-09 14:02:11"),
    ("2023/08/09 9:02:11 AM EDT", "2023-08-09 13:02:11"),
    ("2023/01/09 9:02:11 AM CST", "2023-01-09 15:02:11"),
    ("2023/08/09 9:02:11 AM CDT", "2023-08-09 14:02:11"),
    ("2023/01/09 9:02:11 AM MST", "2023-01-09 16:02:11"),
    ("2023/01/09 9:02:11 AM PST", "2023-01-09 17:02:11"),
    ("2023/08/09 9:02:11 AM PDT", "2023-08-09 16:02:11"),
    ("2023/08/09 9:02:11 AM ADT", "2023-08-09 12:02:11"),
    ("2023/08/09 9:02:11 AM JST", "2023-08-09 00:02:11"),
    ("2023/08/09 9:02:11 AM AEST", "2023-08-08 23:02:11"),
    ("2023/08/09 9:02:11 AM pdt", "2023-08-09 16:02:11"),
    ("2023/08/09 9:02:11 AM GMT\u22123", "2023-08-09 12:02:11"),
    ("8/21/2025 18:44:32", "2025-08-21 16:44:32"),
    ("21/8/2025 18:44:32", "2025-08-21 16:44:32"),
    ("21.8.2025 18:44:32", "2025-08-21 16:44:32"),
    ("21.08.2025 18:44", "2025-08-21 16:44:00"),
    ("21.08.25 18:44", "2025-08-21 16:44:00"),
    ("21. 8. 2025 18:44:32", "2025-08-21 16:44:32"),
    ("21-08-2025 18:44:32", "2025-08-21 16:44:32"),
    ("21/08/2025, 18:44:32", "2025-08-21 16:44:32"),
    ("21/08/2025 18.44.32", "2025-08-21 16:44:32"),
    ("8/21/25 6:44 PM", "2025-08-21 16:44:00"),
    ("2025-08-21 18:44:32", "2025-08-21 16:44:32"),
    ("2025-08-21T18:44:32", "2025-08-21 16:44:32"),
    ("2025-08-21T18:44:32Z", "2025-08-21 18:44:32"),
    ("2025-08-21T18:44:32.123Z", "2025-08-21 18:44:32"),
    ("2025-08-21T18:44:32+02:00", "2025-08-21 16:44:32"),
    ("2025-08-21 18:44:32 +0530", "2025-08-21 13:14:32"),
    ("2025-01-21 18:44:32", "2025-01-21 17:44:32"),
    ("2025-08-21", "2025-08-20 22:00:00"),
    ("2025. 8. 21. 18:44:32", "2025-08-21 16:44:32"),
    ("Mon Sep 08 2025 13:58:23 GMT-0500 (Central Daylight Time)", "2025-09-08 18:58:23"),
    ("Tue Apr 29 2025 00:00:00 GMT-0500 (Central Daylight Time)", "2025-04-29 05:00:00"),
    ("Aug 21, 2025, 6:44:32 PM", "2025-08-21 16:44:32"),
    ("21 Aug 2025 18:44", "2025-08-21 16:44:00"),
    ("Thu, 21 Aug 2025 18:44:32 GMT", "2025-08-21 18:44:32"),
    ("45890.78092593", "2025-08-21 16:44:32"),
    ("  2023/08/09  9:02:11 AM  GMT-7 ", "2023-08-09 16:02:11"),
    ("2023-10-29 02:30:00", "2023-10-29 00:30:00"),  # the hour that comes twice: its first pass
    ("2023-03-26 02:30:00", "2023-03-26 01:30:00"),  # the hour that does not exist
    ("2/29/2024 1:00:00", "2024-02-29 00:00:00"),
]
UNREADABLE = [
    "", "yesterday", "20", "A. Person", "2023/13/09 9:02:11 AM", "2/29/2023 1:00:00", "2023/08/09 25:02:11",
    "2023/08/09 9:61:11 AM", "13:34 AM", "2023/08/09 13:02:11 AM GMT+2", "0001/01/01 00:00:00", "99999/01/01 1:00:00",
    "3-5", "1e5", "12345678", "2023/08/09 9:02:11 AM GMT+2 or so", "#ERROR!",
    "0/0/0000",
]  # fmt: skip


@pytest.mark.parametrize(("text", "utc"), CERTAIN)
def test_a_time_is_read_to_its_instant(text: str, utc: str) -> None:
    """Every shape that forms, sheets, scripts and Excel write gives the instant that was meant."""
    instant, _ = times_of(text).stamps[0][0]
    assert instant is not None
    assert instant.replace(microsecond=0) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_time_gives_none(text: str) -> None:
    """Nothing is made up for a cell that holds no time."""
    instant, _ = times_of(text).stamps[0][0]
    assert instant is None


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2025-08-21 18:44:32", Precision.SECOND),
        ("21.08.2025 18:44", Precision.MINUTE),
        ("2025-08-21", Precision.DAY),
        ("2025-08-21T18:44:32.123Z", Precision.MILLISECOND),
        ("45890", Precision.DAY),
        ("45890.5", Precision.SECOND),
    ],
)
def test_the_precision_is_what_was_written(text: str, precision: Precision) -> None:
    """A time without seconds is known to the minute, and so on."""
    assert times_of(text).stamps[0][0][1] is precision


@pytest.mark.parametrize(
    ("texts", "order", "day"),
    [
        (["5/3/2023 1:00:00", "13/3/2023 1:00:00"], "", "2023-03-05"),
        (["5/3/2023 1:00:00", "3/13/2023 1:00:00"], "", "2023-05-03"),
        (["5/3/2023 1:00:00", "3/13/2023 1:00:00"], "DMY", "2023-05-03"),
        (["5/3/2023 1:00:00", "6/3/2023 1:00:00", "1/4/2023 1:00:00"], "", "2023-03-05"),
        (["3/5/2023 1:00:00", "3/6/2023 1:00:00", "4/1/2023 1:00:00"], "", "2023-03-05"),
        (["5/3/2023 1:00:00"], "DMY", "2023-03-05"),
        (["5/3/2023 1:00:00"], "MDY", "2023-05-03"),
        (["5/3/2023 1:00:00"], "", "2023-05-03"),
        (["05/03/23 1:00:00"], "YMD", "2005-03-23"),
        (["05/03/2023 1:00:00"], "YMD", "2023-05-03"),
    ],
)
def test_month_and_day_are_told_apart_by_all_rows(texts: list[str], order: str, day: str) -> None:
    """A day over 12 anywhere decides; else the settings, else the order in which times go forward."""
    instant, _ = times_of(*texts, order=order, zone="UTC").stamps[0][0]
    assert instant is not None
    assert instant.date().isoformat() == day


@pytest.mark.parametrize(
    ("texts", "order", "day"),
    [
        (["01/07/2024 1:00:00"], "", "2024-07-01"),
        (["01/07/2024 1:00:00"], "MDY", "2024-01-07"),
        (["01/07/2024 1:00:00", "01/13/2024 1:00:00"], "", "2024-01-07"),
        (["3/5/2023 1:00:00", "3/6/2023 1:00:00", "4/1/2023 1:00:00"], "", "2023-03-05"),
    ],
)
@pytest.mark.parametrize(
    "title",
    [
        *("Horodateur", "Zeitstempel", "Marca temporal", "Informazioni cronologiche", "Carimbo de data/hora"),
        *("Tijdstempel", "Sygnatura czasowa", "Отметка времени", "Datum:", "Fecha"),
    ],
)
def test_a_form_in_another_language_writes_the_day_first(title: str, texts: list[str], order: str, day: str) -> None:
    """Only where nothing better tells; it is then no guess and needs no remark."""
    times = read_times([texts], timezone="UTC", date_order=order, where="form", titles=[title])
    instant, _ = times.stamps[0][0]
    assert instant is not None
    assert (instant.date().isoformat(), times.remarks) == (day, ())


@pytest.mark.parametrize("titles", [["Timestamp"], ["Timestamp", "Zeitstempel"], ["When?"], []])
def test_a_form_in_english_writes_the_month_first_with_a_remark(titles: list[str]) -> None:
    """English is written in both orders, so an assumption is said."""
    times = read_times([["01/07/2024 1:00:00"]], timezone="UTC", date_order="", where="form", titles=titles)
    assert times.stamps[0][0][0] == datetime(2024, 1, 7, 1, tzinfo=UTC)
    assert [remark.key for remark in times.remarks] == ["date-order"]


def test_open_date_order_is_said_and_names_the_setting() -> None:
    """Where nothing tells month from day the reading says so, with the line to paste."""
    (remark,) = times_of("5/3/2023 1:00:00", "6/4/2023 1:00:00").remarks
    assert 'date_order = "DMY"' in remark.next_step


@pytest.mark.parametrize("texts", [["5/5/2023 1:00:00"], ["13/5/2023 1:00:00"], ["2023/05/03 1:00:00"]])
def test_certain_dates_need_no_remark(texts: list[str]) -> None:
    """Dates that cannot be misread are read without a word."""
    assert times_of(*texts).remarks == ()


def test_ambiguous_zone_letters_are_read_in_the_series_zone_with_a_remark() -> None:
    """IST is Indian, Israeli or Irish: nobody guesses."""
    times = times_of("2023/08/09 9:02:11 AM IST")
    assert times.stamps[0][0][0] == datetime(2023, 8, 9, 7, 2, 11, tzinfo=UTC)
    assert "IST" in times.remarks[0].message


@pytest.mark.parametrize(("zone", "letters", "hour"), [("Asia/Kolkata", "IST", 3), ("Asia/Shanghai", "CST", 1)])
def test_the_series_own_zone_letters_are_understood(zone: str, letters: str, hour: int) -> None:
    """Letters that the series' zone itself uses mean that zone."""
    times = times_of(f"2023/08/09 9:02:11 AM {letters}", zone=zone)
    assert times.remarks == ()
    assert times.stamps[0][0][0] is not None
    assert times.stamps[0][0][0].hour == hour


def test_an_unknown_zone_name_in_the_settings_is_an_error() -> None:
    """The message shows what a time zone looks like."""
    with pytest.raises(SourceError, match="Europe/Zurich"):
        times_of("2023-08-09", zone="Zurich time")


@given(
    st.datetimes(datetime.fromisoformat("1970-01-02"), datetime.fromisoformat("2068-01-01")),
    st.sampled_from(["%Y/%m/%d %I:%M:%S %p UTC", "%Y-%m-%dT%H:%M:%SZ"]),
)
def test_every_second_survives_being_written(moment: datetime, pattern: str) -> None:
    """A time written by strftime is read back exactly."""
    assert times_of(moment.strftime(pattern)).stamps[0][0][0] == moment.replace(microsecond=0, tzinfo=UTC)


@given(st.text(max_size=40))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    """No cell can stop a source by its time."""
    assert len(times_of(text).stamps[0]) == 1
