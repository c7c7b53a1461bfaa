"""What a text tells of itself as a source, and that it is never guessed."""

from __future__ import annotations

import pytest

from factdesk.desk.facts_of_text import facts_of_text

WIRE = """Strike on Lviv kills three
https://example.org/news/1?a=b

LVIV, April 4, 2025 (Reuters) - A strike on the city killed three people, the mayor said on Friday.
He spoke of https://elsewhere.example/x in the text.
"""


def test_a_wire_report_tells_most_of_itself() -> None:
    assert facts_of_text(WIRE) == {
        "title": "Strike on Lviv kills three", "publisher": "Reuters", "published_at": "2025-04-04", "language": "en",
        "url": "https://example.org/news/1?a=b",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Внаслідок удару загинули п’ять людей, повідомив міський голова Києва.", "uk"),
        ("В результате удара погибли пять человек, были объявлены дни траура.", "ru"),
        ("قتل خمسة أشخاص في الهجوم على المدينة", "ar"),
        ("12345 67890", ""),
        ("", ""),
    ],
)
def test_the_language_is_told_by_its_letters(text: str, language: str) -> None:
    assert facts_of_text(text).get("language", "") == language


def test_nothing_is_guessed() -> None:
    only = "At least five people were killed when https://evil.example]bank[/link] was hit on Friday."
    assert facts_of_text(only).keys() <= {"language"}
    assert "title" not in facts_of_text("The first sentence ends with a stop.\nAnd a second one follows.")
