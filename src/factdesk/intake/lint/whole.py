"""Reads a draft with the reader of reports and holds its figures and flat assertions against the desk's claims."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from factdesk.intake.drafts import Draft
from factdesk.intake.lint.finding import Finding
from factdesk.intake.lint.held import Held
from factdesk.intake.lint.match import instead, matching
from factdesk.intake.lint.rules import Told, faults
from factdesk.intake.reader import Reading, read
from factdesk.intake.sentences import Sentence
from factdesk.intake.words import words

_COMMON: Final = words("""
    that with from were have been this their which would said says after about over into during people also there
    when where while they them then than only what
    """)
_ENOUGH: Final = 3
_AROUND: Final = frozenset(["no", "zero", "without", "figures", "figure", "toll", "tolls", "recorder", "recording"])


def draft_of(text: str, published: date | None = None) -> Reading:
    """The draft as the reader reads it; hand it to `lint`."""
    return read(text, published)


def lint(draft: Reading, held: Sequence[Held]) -> list[Finding]:
    """Every fault of a draft, in the order of the text. `held` are the claims that the desk has to hold it against."""
    lines = [0, *(at + 1 for at, char in enumerate(draft.page.raw) if char == "\n")]
    found = [*_figures(draft, held), *_casualties(draft), *_flat(draft, held)]
    return [_placed(one, bisect_right(lines, one.start)) for one in sorted(found, key=lambda one: (one.start, one.end))]


def _placed(one: Finding, line: int) -> Finding:
    return Finding(one.kind, line, one.start, one.end, one.words, one.why, one.claim, one.code, one.told, one.say)


def _figures(draft: Reading, held: Sequence[Held]) -> Iterator[Finding]:
    for place, item in enumerate(draft.figures):
        if item.negated or item.derived or item.measure == "casualties" or item.scope == "superseded":
            continue
        told = _told(draft, place, item)
        match = matching(item, told.speaker, told.place, held)
        if match is None:
            yield _unknown(draft, item, told.speaker, held)
            continue
        for kind, why in faults(item, told, match):
            yield _finding(draft, kind, item.first, item.after, why, match)


def _told(draft: Reading, place: int, item: Draft) -> Told:
    said = draft.said[place]
    voice = draft.speakers.voice_of(said)
    name = voice.name if voice is not None else said.words if said is not None else ""
    around = [s for s in _near(draft, item.sentence) if s.paragraph == item.sentence.paragraph]
    near = frozenset(word for s in around for word in draft.page.low[s.first : s.after])
    return Told(name, said.saying.force if said is not None else "", near, item.place)


def _near(draft: Reading, sentence: Sentence) -> Sequence[Sentence]:
    return draft.sentences[max(0, sentence.nr - 1) : sentence.nr + 2]


def _unknown(draft: Reading, item: Draft, speaker: str, held: Sequence[Held]) -> Finding:
    other = instead(item, speaker, held)
    why = f"no claim of the desk says {item.figure.words} {item.counted} {item.measure}"
    return _finding(draft, "unknown", item.first, item.after, " ".join(why.split()), other)


def _finding(draft: Reading, kind: str, first: int, after: int, why: str, held: Held | None) -> Finding:
    page = draft.page
    # what replaced a superseded figure is what can be said now
    best = held.superseded_by if held is not None and held.superseded_by is not None else held
    claim = held.fact.claim if held is not None else None
    return Finding(
        kind, 0, page.starts[first], page.ends[after - 1], page.said(first, after), why,
        claim.id if claim else "", claim.code if claim else "", held.told() if held else "",
        best.sentence() if best else "",
    )  # fmt: skip


def _casualties(draft: Reading) -> Iterator[Finding]:
    """`casualties` hides whether people died (AP); `no casualties` hides nothing."""
    low = draft.page.low
    for at, word in enumerate(low):
        if word in ("casualties", "casualty") and _AROUND.isdisjoint(low[max(0, at - 1) : at + 2]):
            yield _finding(draft, "casualties", at, at + 1, "say how many were killed and how many injured", None)


def _flat(draft: Reading, held: Sequence[Held]) -> Iterator[Finding]:
    """Assertions of the desk that the draft states in its own voice though the desk has not confirmed them."""
    claims = [(one, _stems_of(one.fact.claim.statement or "")) for one in held
              if one.home and one.fact.claim.kind == "assertion" and one.fact.verdict != "confirmed"]  # fmt: skip
    claims = [(one, stems) for one, stems in claims if len(stems) >= _ENOUGH and one.speaker]
    if not claims:
        return
    for sentence in draft.sentences:
        if draft.speakers.by_sentence.get(sentence.nr) or sentence.nr in draft.speakers.carried:
            continue
        mine = frozenset(_stem(word) for word in draft.page.low[sentence.first : sentence.after])
        fitting = [(len(mine & stems) / len(stems), nr, one) for nr, (one, stems) in enumerate(claims)
                   if len(mine & stems) >= max(_ENOUGH, 0.7 * len(stems))]  # fmt: skip
        if fitting:
            best = max(fitting, key=lambda fit: fit[:2])[2]
            why = f"{best.speaker} says this; the desk has not confirmed it"
            yield _finding(draft, "unattributed", sentence.first, sentence.after, why, best)


def _stems_of(statement: str) -> frozenset[str]:
    plain = "".join(c if c.isalnum() else " " for c in statement.casefold()).split()
    return frozenset(_stem(word) for word in plain if len(word) > 3 and word not in _COMMON)


def _stem(word: str) -> str:
    return word[:6]
