"""Two ways to write one page are one address, two pages are two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.model.addresses import normalise_url

SAME = [
    ("https://Example.org/a", "http://www.example.org:80/a/"),
    ("https://example.org:443/a", "https://example.org/a#section"),
    ("https://example.org/a?utm_source=x&id=7&fbclid=1", "https://example.org/a?id=7"),
    ("https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2"),
    ("https://example.org", "https://example.org/"),
    ("https://t.me/s/lysak/12", "https://t.me/lysak/12"),
    ("https://telegram.me/lysak/12", "https://t.me/lysak/12"),
    ("https://twitter.com/a/status/1", "https://x.com/a/status/1"),
    (" https://example.org/a\n", "https://example.org/a"),
]
DIFFERENT = [
    ("https://example.org/a", "https://example.org/b"),
    ("https://example.org/a", "https://example.org/A"),
    ("https://example.org/a?id=7", "https://example.org/a?id=8"),
    ("https://example.org/a?x=", "https://example.org/a"),
    ("https://example.org:8080/a", "https://example.org/a"),
    ("https://t.me/s", "https://t.me/lysak"),
    ("https://t.me/lysak/12", "https://t.me/lysak/13"),
    ("https://en.example.org/a", "https://uk.example.org/a"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_page(one: str, other: str) -> None:
    assert normalise_url(one) == normalise_url(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_pages(one: str, other: str) -> None:
    assert normalise_url(one) != normalise_url(other)


@pytest.mark.parametrize("odd", ["https://[::1", "https://a:99999/", "", "no address", "file:///x", "https://"])
def test_what_cannot_be_parsed_is_its_own_key(odd: str) -> None:
    assert normalise_url(odd) == odd.strip()


@given(st.text(st.characters()))
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(normalise_url(text), str)
    assert normalise_url("https://example.org/" + text)


@given(st.from_regex(r"https?://(www\.)?[a-z0-9.-]{1,20}(/[a-z0-9.%;:@=+~-]{0,8}){0,4}", fullmatch=True))
def test_the_short_way_for_plain_addresses_gives_what_the_long_way_gives(url: str) -> None:
    assert normalise_url(url) == normalise_url(url + "?")
