"""Takes reports in: reads a text into proposals, says what the desk holds already, and stores what was accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from factdesk.desk.add import add_within, name_of
from factdesk.desk.open import Desk
from factdesk.intake.contract import contract
from factdesk.intake.reader import read
from factdesk.model.errors import BadInput
from factdesk.model.records import File, Incident, Source
from factdesk.model.text import brief
from factdesk.model.views import ClaimFilter, IncidentRow
from factdesk.store import files, lists, lookup, tables
from factdesk.store.changes import Change

LARGEST: Final = 16 * 1024 * 1024
"""Characters of a text that is read at once: more is no article."""

Proposal = dict[str, Any]
_KINDS: Final = {"assertion": "assertion", "accusation": "assertion", "denial": "denial", "statement": "statement"}


def propose(text: str, source: dict[str, Any] | None = None) -> Proposal:
    """What the reader finds in a text, as JSON values (README documents them); no desk is needed.

    `source` holds fields of the source as far as they are known; its `published_at` (ISO 8601) is the day
    against which `on Friday` is resolved. Raises BadInput for a text that is empty or too long.
    """
    if not text.strip():
        raise BadInput("the text is empty", where="text", todo="paste the article, or name a file that holds it")
    if len(text) > LARGEST:
        raise BadInput(f"the text has more than {LARGEST} characters", where="text", todo="take it in in pieces")
    known = {"kind": "article", **(source or {})}
    return contract(read(text, _day(known.get("published_at"))), known)


def _day(moment: str | None) -> date | None:
    try:
        return date.fromisoformat(moment[:10]) if moment else None
    except ValueError:
        return None


def propose_for(desk: Desk, text: str, source: dict[str, Any] | None = None) -> Proposal:
    """As `propose`, and for each figure the incident of the desk that fits and the claim that is known already.

    `incident` is the code of an incident with that place (and not with another day); `known` the code of a
    claim there with the same speaker, measure and words.
    """
    found = propose(text, source)
    incidents = lists.incidents(desk.db)
    held = {row.code: _held(desk, row.id) for row in incidents}
    for figure in found["figures"]:
        row = _incident(figure, incidents, found["source"].get("published_at"))
        figure["incident"] = row.code if row else None
        figure["known"] = (
            held[row.code].get(_key(figure["measure"], figure["words"], figure["speaker"])) if row else None
        )
    return found


def _incident(figure: dict[str, Any], incidents: list[IncidentRow], published: str | None) -> IncidentRow | None:
    place = (figure["place"] or "").casefold()
    day = figure["as_of"] or (published or "")[:10]
    fitting = [
        row
        for row in incidents
        if row.place
        and place
        and (row.place.casefold() in place or place in row.place.casefold())
        and _same_day(row.began, day)
    ]
    return fitting[-1] if fitting else None


def _same_day(began: str | None, day: str) -> bool:
    """Whether nothing speaks against the day: as far as both are known they are at most a week apart."""
    first, second = _day(began if began and len(began) >= 10 else None), _day(day)
    return first is None or second is None or 0 <= (second - first).days <= 7


def _held(desk: Desk, incident: str) -> dict[tuple[str, str, str], str]:
    window = lists.claims(desk.db, ClaimFilter(incident=incident))
    rows = window.rows(0, window.count())
    return {_key(row.measure, row.words, row.speaker): row.code for row in rows if row.kind == "figure"}


def _key(measure: str | None, words: str | None, speaker: str | None) -> tuple[str, str, str]:
    return (measure or "", " ".join((words or "").casefold().split()), (speaker or "").casefold())


@dataclass(frozen=True, slots=True)
class Taken:
    """What was stored: codes of the source, incidents and claims, and the one action that undoes it all."""

    source: str
    incidents: tuple[str, ...]
    claims: tuple[str, ...]
    carried: tuple[str, ...]
    action: str


def accept(desk: Desk, text: str, proposal: Proposal) -> Taken:
    """Stores a proposal of `propose_for` as one change and one undo: source, incidents, speakers, claims, quotes.

    A figure that the desk knows (`known`) gets the new source as one more carrier. Figures that their speaker
    denies are left out: the denial is stored. Raises BadInput where nothing was found.
    """
    if not proposal["figures"] and not proposal["assertions"]:
        raise BadInput("nothing was found in the text", todo="add the claims by hand")
    speakers = {speaker.name.casefold(): speaker.id for speaker in lists.speakers(desk.db)}
    with desk.change("take in a text") as change:
        return _Intake(change, text, proposal, speakers).store()


class _Intake:
    """One text on its way onto the desk, inside one change."""

    def __init__(self, change: Change, text: str, proposal: Proposal, speakers: dict[str, str]) -> None:
        self.change, self.text, self.proposal = change, text, proposal
        self.incidents: dict[str, str] = {}
        self.made: list[str] = []
        self.speakers = speakers
        self.claims: dict[str, str] = {}
        self.codes: list[str] = []
        self.carried: list[str] = []

    def store(self) -> Taken:
        """Stores everything; returns the codes."""
        source = self._source()
        for figure in self.proposal["figures"]:
            if not figure["negated"]:
                self._figure(figure, source.id)
        for item in self.proposal["assertions"]:
            self._statement(item, source.id)
        return Taken(source.code, tuple(self.made), tuple(self.codes), tuple(self.carried), self.change.id)

    def _source(self) -> Source:
        fields = {k: v for k, v in self.proposal["source"].items() if v is not None}
        fields.setdefault("title", brief(self.text, 80))
        fields.setdefault("code", lookup.next_code(self.change.conn, "sources", "S"))
        self.change.label = f"take in {fields['code']} ({brief(fields['title'], 32)})"
        sha, size = files.take_in_bytes(self.change.conn, self.text.encode("utf-8"))
        if tables.fetch(self.change.conn, "file", sha) is None:
            self.change.add(File(id=sha, size=size, name="pasted text.txt", media_type="text/plain"))
        made = add_within(self.change, "source", {**fields, "file": sha})
        assert isinstance(made, Source)
        return made

    def _incident(self, hint: str | None, code: str | None, place: str | None, day: str | None) -> str:
        if code:
            return str(lookup.resolve(self.change.conn, code, "incident")[1])
        key = hint or ""
        if key not in self.incidents:
            title = hint or brief(self.text, 60)
            made = add_within(self.change, "incident", {"title": title, "place": place, "began": day})
            assert isinstance(made, Incident)
            self.incidents[key] = made.id
            self.made.append(made.code)
        return self.incidents[key]

    def _speaker(self, item: dict[str, Any]) -> str | None:
        name = item["speaker"]
        if not name:
            return None
        key = name.casefold()
        if key not in self.speakers:
            fields = {"name": name, "role": item["speaker_role"], "organisation": item["speaker_organisation"]}
            self.speakers[key] = add_within(self.change, "speaker", fields).id
        return self.speakers[key]

    def _figure(self, figure: dict[str, Any], source: str) -> None:
        if figure.get("known"):
            claim = str(lookup.resolve(self.change.conn, figure["known"], "claim")[1])
            self.carried.append(figure["known"])
        else:
            fields = {
                name: figure[name]
                for name in ("measure", "counted", "low", "high", "qualifier", "value", "words", "as_of")
            }
            fields["incident"] = self._incident(
                figure["incident_hint"], figure.get("incident"), figure["place"], figure["as_of"]
            )
            fields["scope"] = None if figure["scope"] == "main" else figure["scope"].replace("_", " ")
            fields["part_of"] = self._part(figure, fields["incident"])
            made = add_within(self.change, "claim", {**fields, "kind": "figure", "speaker": self._speaker(figure)})
            claim = made.id
            self.codes.append(name_of(made))
        self.claims[figure["id"]] = claim
        add_within(self.change, "citation", {"claim": claim, "source": source, "quote": figure["quote"]})

    def _part(self, figure: dict[str, Any], incident: str) -> str | None:
        """The whole, where it went into the same incident."""
        whole = self.claims.get(figure["part_of"] or "")
        if whole is None:
            return None
        held = lookup.record(self.change.conn, whole, "claim")
        return whole if getattr(held, "incident", None) == incident else None

    def _statement(self, item: dict[str, Any], source: str) -> None:
        first = next((f for f in self.proposal["figures"] if f["scope"] == "main"), None)
        hint = first["incident_hint"] if first else None
        incident = self._incident(
            hint, first.get("incident") if first else None, first["place"] if first else None, None
        )
        fields = {
            "kind": _KINDS[item["type"]],
            "statement": item["quote"],
            "incident": incident,
            "speaker": self._speaker(item),
            "denies": self.claims.get(item["denies"] or ""),
        }
        made = add_within(self.change, "claim", fields)
        self.claims[item["id"]] = made.id
        self.codes.append(name_of(made))
        add_within(self.change, "citation", {"claim": made.id, "source": source, "quote": item["quote"]})
