"""The reading as plain JSON values, in the shape that README documents; offsets are into the text as given."""

from __future__ import annotations

from typing import Any

from factdesk.intake.drafts import Draft
from factdesk.intake.reader import Reading
from factdesk.intake.statements import Statement
from factdesk.intake.tokens import Page
from factdesk.intake.who import Said
from factdesk.model.figures import Figure


def contract(reading: Reading, source: dict[str, Any]) -> dict[str, Any]:
    """`{"source", "figures", "assertions", "unread"}`; `source` is taken over as it is."""
    names: dict[int, str] = {id(item): f"f{nr}" for nr, item in enumerate(reading.figures, 1)}
    names.update({id(item): f"a{nr}" for nr, item in enumerate(reading.statements, 1)})
    page = reading.page
    return {
        "source": source,
        "figures": [_figure(reading, place, item, names) for place, item in enumerate(reading.figures)],
        "assertions": [_statement(reading, item, names) for item in reading.statements],
        "unread": [
            {
                "id": f"u{nr}",
                "quote": page.said(item.first, item.after),
                **_span(page, item.first, item.after),
                "numbers": [page.said(at, at + 1) for at in item.numbers],
            }
            for nr, item in enumerate(reading.unread, 1)
        ],
    }


def _span(page: Page, first: int, after: int) -> dict[str, int]:
    return {"start": page.starts[first], "end": page.ends[after - 1]}


def _figure(reading: Reading, place: int, item: Draft, names: dict[int, str]) -> dict[str, Any]:
    page, figure = reading.page, item.figure
    return {
        "id": names[id(item)],
        "measure": item.measure,
        "counted": item.counted,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "qualifier": figure.qualifier,
        "words": _words(figure),
        "quote": page.said(item.sentence.first, item.sentence.after),
        **_span(page, item.first, item.after),
        "part_of": names.get(id(item.part_of)) if item.part_of is not None else None,
        **_speaker(reading, reading.said[place]),
        "place": item.place or None,
        "incident_hint": _hint(item, reading.place),
        "scope": item.scope,
        "certainty": item.certainty,
        "as_of": item.as_of,
        "as_of_words": item.when or None,
        "negated": item.negated,
        "derived": item.derived,
    }


def _words(figure: Figure) -> str:
    return " ".join(figure.words.split())


def _hint(item: Draft, main: str) -> str | None:
    """What tells the incident: the place, for another event with the words that date it."""
    if item.scope == "other_event":
        return ", ".join(part for part in (item.place, item.when) if part) or None
    return main or item.place or None


def _speaker(reading: Reading, said: Said | None) -> dict[str, Any]:
    voice = reading.speakers.voice_of(said)
    unknown = said is not None and voice is None and said.words.casefold() in ("he", "she", "it", "they")
    return {
        "speaker": voice.name if voice else (said.words or None) if said and not unknown else None,
        "speaker_words": (said.words or None) if said else None,
        "speaker_role": voice.role if voice else None,
        "speaker_organisation": voice.organisation if voice else None,
        "verb": said.saying.force if said else None,
    }


def _statement(reading: Reading, item: Statement, names: dict[int, str]) -> dict[str, Any]:
    page = reading.page
    return {
        "id": names[id(item)],
        "type": item.kind,
        "quote": page.said(item.first, item.after),
        **_span(page, item.first, item.after),
        **_speaker(reading, item.said),
        "denies": names.get(id(item.denies)) if item.denies is not None else None,
        "scope": item.scope,
        "place": item.place or None,
        "incident_hint": None if item.scope == "statements" else item.place or reading.place or None,
    }
