"""Moments: as people type them, as the desk keeps them, as they are shown; what does not exist is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.model import times, vocabulary
from factdesk.model.errors import BadInput

UNDERSTOOD = [
    ("2025", "2025", "year", "2025"),
    ("2025-04", "2025-04", "month", "Apr 2025"),
    ("04.2025", "2025-04", "month", "Apr 2025"),
    ("April 2025", "2025-04", "month", "Apr 2025"),
    ("2025-04-04", "2025-04-04", "day", "4 Apr 2025"),
    (" 2025/4/4\n", "2025-04-04", "day", "4 Apr 2025"),
    ("04.04.2025", "2025-04-04", "day", "4 Apr 2025"),
    ("5.4.2025", "2025-04-05", "day", "5 Apr 2025"),
    ("4 Apr 2025", "2025-04-04", "day", "4 Apr 2025"),
    ("4 APRIL 2025", "2025-04-04", "day", "4 Apr 2025"),
    ("Apr. 4, 2025", "2025-04-04", "day", "4 Apr 2025"),
    ("4 квітня 2025", "2025-04-04", "day", "4 Apr 2025"),
    ("4 апреля 2025", "2025-04-04", "day", "4 Apr 2025"),
    ("13/04/2025", "2025-04-13", "day", "13 Apr 2025"),
    ("04/13/2025", "2025-04-13", "day", "13 Apr 2025"),
    ("04/04/2025", "2025-04-04", "day", "4 Apr 2025"),
    ("29.02.2024", "2024-02-29", "day", "29 Feb 2024"),
    ("2025-04-04 18:50", "2025-04-04T18:50", "minute", "4 Apr 2025 18:50"),
    ("2025-04-04T18:50Z", "2025-04-04T18:50Z", "minute", "4 Apr 2025 18:50 UTC"),
    ("4 Apr 2025, 9:05 UTC", "2025-04-04T09:05Z", "minute", "4 Apr 2025 09:05 UTC"),
    ("2025-04-04 18:50 +0300", "2025-04-04T18:50+03:00", "minute", "4 Apr 2025 18:50 +03:00"),
    ("04.04.2025 18:50:30+03", "2025-04-04T18:50:30+03:00", "minute", "4 Apr 2025 18:50 +03:00"),
]


@pytest.mark.parametrize(("text", "iso", "precision", "shown"), UNDERSTOOD)
def test_what_people_type(text: str, iso: str, precision: str, shown: str) -> None:
    assert times.parse_moment(text) == (iso, precision)
    assert precision in vocabulary.TIME_PRECISION
    assert times.fault(iso) is None
    assert times.show_moment(iso) == shown


REFUSED = [
    ("", "this is not a date"),
    ("yesterday", "this is not a date"),
    ("31 Apr 2025", "there is no day 31 in 2025-04"),
    ("29.02.2025", "there is no day 29 in 2025-02"),
    ("2025-13", "there is no month 13"),
    ("2025-00-01", "there is no month 0"),
    ("04/05/2025", "one day in Europe and another in America"),
    ("04/05/25", "this is not a date"),
    ("4 Foo 2025", "no month is called that"),
    ("0999", "the year 999 is outside 1000..2999"),
    ("3000", "outside"),
    ("2025-04 18:50", "a time needs a whole day"),
    ("2025-04-04 25:00", "there is no time 25:00"),
    ("2025-04-04 18:60", "there is no time 18:60"),
    ("2025-04-04 18:50+15:00", "no clock is that far from UTC"),
    ("2025-04-04 and then", "this is not a date"),
    ("2025\0", "this is not a date"),
    ("1" * 100_000, "this is not a date"),
]


@pytest.mark.parametrize(("text", "what"), REFUSED)
def test_what_is_refused(text: str, what: str) -> None:
    with pytest.raises(BadInput) as caught:
        times.parse_moment(text)
    assert what in caught.value.what
    assert "4 Apr 2025" in caught.value.todo
    assert str(caught.value).isprintable()


KEPT = ["1000", "2999-12", "2024-02-29", "2025-04-04T18:50", "2025-04-04T18:50:59.123456Z", "2025-04-04T18:50-12:00"]
NOT_KEPT = [
    "",
    "25",
    "2025-4",
    "2025-04-31",
    "2025-04-04 18:50",
    "2025-04-04T24:00",
    "2025-04-04T1850",
    "٢٠٢٥",
    "2025\n",
]


@pytest.mark.parametrize("iso", KEPT)
def test_what_the_desk_keeps(iso: str) -> None:
    assert times.fault(iso) is None
    assert times.show_moment(iso) != ""


@pytest.mark.parametrize("iso", NOT_KEPT)
def test_what_the_desk_does_not_keep(iso: str) -> None:
    assert times.fault(iso)
    assert times.show_moment(iso) == iso


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d"]))
def test_every_day_that_exists_is_read_back(day: date, form: str) -> None:
    if not times.FIRST_YEAR <= day.year <= times.LAST_YEAR:
        day = day.replace(year=2024)
    assert times.parse_moment(day.strftime(form)) == (day.isoformat(), "day")


@given(st.text() | st.text("0123456789-/.: TZ+Aprapr"))
def test_any_text_is_a_moment_or_is_refused(text: str) -> None:
    try:
        iso, _ = times.parse_moment(text)
    except BadInput:
        return
    assert times.fault(iso) is None
    assert times.parse_moment(iso)[0] == iso
