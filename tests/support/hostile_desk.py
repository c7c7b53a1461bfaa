"""A desk in which every free text of every record is one of the hostile texts, made by the use cases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from support.hostile import KEPT, Hostile

FIELDS = {
    "incident": ("title", "place", "region", "country", "summary"),
    "speaker": ("name", "role", "organisation", "side"),
    "claim": ("measure", "counted", "words", "scope", "statement"),
    "source": ("title", "publisher", "language", "note"),
    "citation": ("quote", "translation", "locator"),
}
"""The fields of each kind that take any text."""


def codes(item: Hostile) -> tuple[str, str, str, str]:
    """The codes of the incident, the figure, the assertion and the source that are made of `item`."""
    number = KEPT.index(item)
    return f"H{number:03}", f"H{number:03}-1", f"H{number:03}-2", f"HS{number:03}"


def spoken(item: Hostile) -> str:
    """The text as it is used where a field must not be blank."""
    return item.text if item.text.strip() else f"blank {item.text}"


def records(item: Hostile) -> list[tuple[str, dict[str, Any]]]:
    """An incident, a speaker, a source, two claims and two citations, all made of `item`."""
    incident, figure, assertion, source = codes(item)
    text = spoken(item)

    def free(kind: str, *leave: str) -> dict[str, Any]:
        return {name: text for name in FIELDS[kind] if name not in leave}

    # Names of speakers must differ, or nobody could be named by them: each hostile text is used once.
    return [
        ("incident", free("incident") | {"code": incident, "kind": "event", "began": "2025-04-04"}),
        ("speaker", free("speaker")),
        ("source", free("source") | {"code": source, "kind": "post", "url": f"https://x.example/{incident}"}),
        (
            "claim",
            free("claim", "statement")
            | {"code": figure, "incident": incident, "kind": "figure", "qualifier": "vague", "speaker": text},
        ),
        (
            "claim",
            {"code": assertion, "incident": incident, "kind": "denial", "statement": text, "denies": figure},
        ),
        ("citation", free("citation") | {"claim": figure, "source": source}),
        ("citation", free("citation") | {"claim": assertion, "source": source, "stance": "opposes"}),
    ]


def build(path: Path) -> None:
    """Makes the desk at `path`: an incident for each text, its figure confirmed with the text as reason."""
    from factdesk.desk.add import add_many
    from factdesk.desk.open import create_desk
    from factdesk.desk.review import mark

    with create_desk(path, author="Hostile [/x] \x1b[31mTester\u202e") as desk:
        for item in KEPT:
            add_many(desk, records(item), f"add {spoken(item)[:200]}")
            mark(desk, [codes(item)[1]], "confirmed", basis="authority", reason=spoken(item))
