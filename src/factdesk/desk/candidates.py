"""What a text asserts, as candidates that a person takes, corrects or skips, and the incidents they may belong to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from factdesk.desk.intake import Proposal
from factdesk.intake.sentences import sentences
from factdesk.intake.tokens import page
from factdesk.model.errors import Problem
from factdesk.model.figures import parse_figure
from factdesk.model.text import brief
from factdesk.model.times import show_moment

__all__ = [
    "CLAIM", "STATEMENTS", "Candidate", "Group", "by_hand", "candidates", "from_json", "groups", "sentence_at",
    "special",
]  # fmt: skip

STATEMENTS: Final = "statements"
"""The group of what belongs to no single event: totals since a year, statements on other matters."""
CLAIM: Final = "claim:"
"""Before the code of a claim of the desk, where the whole of a part, or what is denied, is not in the text."""
_KINDS: Final = {"accusation": "assertion"}
_NEAR: Final = 4000
"""Characters on each side in which the ends of a sentence are looked for."""
_NUMBER: Final = re.compile(r"\d[\d.,\u00a0\u202f ]*\d|\d")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One proposed claim. `kind`: figure, assertion, denial, statement, or unread (a sentence no rule reads).

    `start`..`end` are the characters of the text that are lit, `quote` is the sentence. `part_of` and `denies` are
    ids of candidates, or `claim:` and the code of a claim on the desk. `incident` is the key of its group. `reading`
    is how the text uses it: main, superseded, cumulative, other_event. `scope` is what the claim will say. `carries`
    tells whose words the source brings: `speaker`, or `itself` where it found out by itself. `hand` marks what a person
    added or corrected.
    """

    id: str
    kind: str
    start: int
    end: int
    quote: str
    measure: str = ""
    counted: str = ""
    low: int | None = None
    high: int | None = None
    qualifier: str = ""
    value: int | None = None
    words: str = ""
    statement: str = ""
    speaker: str = ""
    role: str = ""
    organisation: str = ""
    verb: str = ""
    part_of: str = ""
    denies: str = ""
    scope: str = ""
    reading: str = "main"
    certainty: str = "stated"
    negated: bool = False
    derived: bool = False
    place: str = ""
    as_of: str = ""
    as_of_words: str = ""
    said_at: str = ""
    incident: str = ""
    hand: bool = False
    carries: str = "speaker"


@dataclass(frozen=True, slots=True)
class Group:
    """The incident that candidates belong to: `code` names one of the desk, else a new one is made of the rest.

    `proposed` is the code that was proposed from place, date and figures, "" where none fits.
    """

    key: str
    title: str = ""
    place: str = ""
    began: str = ""
    kind: str = "event"
    code: str = ""
    proposed: str = ""


def candidates(found: Proposal, said_at: str = "") -> list[Candidate]:
    """The candidates of a proposal in reading order; `said_at` is when it was said, as far as the source tells."""
    made = [_figure(item, said_at) for item in found["figures"]]
    home = _home(made)
    made += [_statement(item, home, said_at) for item in found["assertions"]]
    made += [_unread(item, home, said_at) for item in found["unread"]]
    return _once(sorted(made, key=lambda one: (one.start, one.kind != "figure", -one.end)))


def _once(made: list[Candidate]) -> list[Candidate]:
    """Without a second candidate of the same words: an accusation is an assertion too, and would be stored twice."""
    first: dict[tuple[object, ...], str] = {}
    gone: dict[str, str] = {}
    for one in made:
        key = (one.kind, one.start, one.end, one.speaker, one.measure, one.counted, one.low, one.high)
        if first.setdefault(key, one.id) != one.id:
            gone[one.id] = first[key]
    kept = [one for one in made if one.id not in gone]
    return [replace(one, denies=gone.get(one.denies, one.denies), part_of=gone.get(one.part_of, one.part_of))
            for one in kept] if gone else kept  # fmt: skip


def _figure(item: Mapping[str, Any], said_at: str) -> Candidate:
    reading, feared = item["scope"], item["certainty"] != "stated"
    scope = "" if reading in ("main", "superseded", "other_event") else reading.replace("_", " ")
    return Candidate(
        id=item["id"], kind="figure", start=item["start"], end=item["end"], quote=item["quote"],
        measure=item["measure"] or "", counted=item["counted"] or "", low=item["low"], high=item["high"],
        qualifier=item["qualifier"], value=item["value"], words=item["words"], **_who(item),
        part_of=item["part_of"] or "", scope=", ".join(part for part in (scope, "feared" * feared) if part),
        reading=reading, certainty=item["certainty"], negated=item["negated"], derived=item["derived"],
        place=item["place"] or "", as_of=item["as_of"] or "", as_of_words=item["as_of_words"] or "", said_at=said_at,
        incident=STATEMENTS if reading == "cumulative" else item["incident_hint"] or "",
    )  # fmt: skip


def _who(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "speaker": item["speaker"] or "", "role": item["speaker_role"] or "",
        "organisation": item["speaker_organisation"] or "", "verb": item["verb"] or "",
    }  # fmt: skip


def _home(made: list[Candidate]) -> str:
    """The group of what names no incident itself: that of the first figure of the main event."""
    mine = [one for one in made if one.reading == "main"]
    return (mine or made)[0].incident if made else ""


def _statement(item: Mapping[str, Any], home: str, said_at: str) -> Candidate:
    kind = _KINDS.get(item["type"], item["type"])
    return Candidate(
        id=item["id"], kind=kind, start=item["start"], end=item["end"], quote=item["quote"], statement=item["quote"],
        **_who(item), denies=item["denies"] or "", said_at=said_at, place=item["place"] or "",
        reading=item["scope"] if item["scope"] != STATEMENTS else "main",
        incident=STATEMENTS if item["scope"] == STATEMENTS else item["incident_hint"] or home,
    )  # fmt: skip


def _unread(item: Mapping[str, Any], home: str, said_at: str) -> Candidate:
    words = item["numbers"][0] if item["numbers"] else ""
    return Candidate(id=item["id"], kind="unread", start=item["start"], end=item["end"], quote=item["quote"],
                     words=words, said_at=said_at, incident=home)  # fmt: skip


def groups(made: list[Candidate], text: str, published: str = "") -> list[Group]:
    """The incidents that the candidates speak of, in the order of the text, each prefilled as far as it is told."""
    order = dict.fromkeys(one.incident for one in made)
    return [_group(key, [one for one in made if one.incident == key], text, published) for key in order]


def _group(key: str, mine: list[Candidate], text: str, published: str) -> Group:
    if key == STATEMENTS:
        return Group(key, f"Statements, {show_moment(published)}" if published else "Statements", kind="statements")
    figures = [one for one in mine if one.kind == "figure"]
    place = next((one.place for one in figures or mine if one.place), "")
    began = next((one.as_of for one in figures if one.as_of and one.reading in ("main", "other_event")), "")
    told = ", ".join(part for part in (place, show_moment(began) if began else "") if part)
    return Group(key, told if place else key or brief(text, 60), place, began)


def special(one: Candidate) -> str:
    """Why a candidate is not taken along with the rest, in a few words; empty for an ordinary one."""
    if one.hand:
        return ""
    if one.kind == "unread":
        return "not read"
    if one.negated:
        return "its speaker rejects it"
    if one.certainty != "stated":
        return "feared"
    return {"cumulative": "cumulative", "other_event": "another event"}.get(one.reading, "")


def sentence_at(text: str, index: int) -> tuple[int, int]:
    """Where the sentence around a character begins and ends; (0, 0) where there is none."""
    first = max(text.rfind("\n", max(0, index - _NEAR), index) + 1, index - _NEAR, 0)
    after = text.find("\n", index, index + _NEAR)
    after = min(len(text), index + _NEAR) if after < 0 else after
    part = page(text[first:after])
    if not part.low:
        return 0, 0
    for item in sentences(part):
        start, end = first + part.starts[item.first], first + part.ends[item.after - 1]
        if index < end:
            return start, end
    return start, end


def by_hand(nr: int, text: str, start: int, end: int, like: Candidate | None, chosen: bool) -> Candidate:
    """A claim that a person adds: a figure where there is a number, else an assertion.

    `chosen` says that `start`..`end` are its very words, else they are a sentence.

    Incident and times are those of `like`, a candidate near by, and the speaker too where it is in the same sentence.
    """
    sentence = sentence_at(text, start)
    quote = text[min(start, sentence[0]) : max(end, sentence[1])]
    words, counted = _figure_in(text[start:end]) if chosen else (_first_number(text[start:end]), "")
    near = like or Candidate("", "figure", 0, 0, "")
    if like is not None and not sentence[0] <= like.start < sentence[1]:
        near = replace(near, speaker="", role="", organisation="", verb="", as_of="")
    return replace(
        Candidate(f"m{nr}", "figure" if words else "assertion", start, end, quote, words=words, counted=counted,
                  statement="" if words else " ".join(text[start:end].split()), hand=True),
        speaker=near.speaker, role=near.role, organisation=near.organisation, verb=near.verb, place=near.place,
        as_of=near.as_of, said_at=near.said_at, incident=near.incident,
    )  # fmt: skip


def _figure_in(chosen: str) -> tuple[str, str]:
    """The figure in chosen words, and what stands behind it: `about 40`, `people`."""
    words = chosen[:120].split()[:12]
    for first in range(len(words)):
        for after in range(len(words), first, -1):
            try:
                return parse_figure(" ".join(words[first:after])).words, " ".join(words[after:])
            except Problem:
                continue
    return "", ""


def _first_number(sentence: str) -> str:
    found = _NUMBER.search(sentence)
    return found.group() if found else ""


def from_json(values: Mapping[str, Any]) -> Candidate | None:
    """A candidate from a draft; None where it is none (a draft of another version, or damaged)."""
    known = {field.name for field in fields(Candidate)}
    try:
        made = Candidate(**{name: value for name, value in values.items() if name in known})
    except TypeError:
        return None
    numbers = (made.low, made.high, made.value)
    texts = (made.id, made.kind, made.quote, made.words, made.incident, made.speaker, made.statement)
    whole = all(one is None or type(one) is int for one in numbers) and all(isinstance(one, str) for one in texts)
    return made if whole and type(made.start) is int and type(made.end) is int else None
