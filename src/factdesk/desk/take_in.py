"""Stores what was accepted of a text as one change and one undo: source, incidents, speakers, claims, quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from factdesk.desk.add import add_within, name_of
from factdesk.desk.candidates import CLAIM, Candidate
from factdesk.desk.decisions import Accepted
from factdesk.desk.known import Tie, shared_root
from factdesk.desk.open import Desk
from factdesk.intake.same import same_speaker
from factdesk.model.errors import BadInput
from factdesk.model.records import File, Incident, Source
from factdesk.model.text import brief
from factdesk.model.views import CitationView
from factdesk.store import files, lists, lookup, tables
from factdesk.store.changes import Change
from factdesk.store.connection import Database

__all__ = ["Taken", "take_in"]


def take_in(desk: Desk, accepted: Accepted) -> Taken:
    """Stores what a person accepted. A claim that the desk has already gets the source as one more carrier.

    Raises BadInput where nothing was accepted or something makes no sense, NotFound where a record that was
    chosen is gone meanwhile; nothing was stored then.
    """
    if not accepted.candidates:
        raise BadInput("nothing was accepted", todo="accept a candidate with a, or leave with Esc")
    named = [(speaker.name, speaker.id) for speaker in lists.speakers(desk.db)]
    with desk.change("take in a text") as change:
        return _TakeIn(desk.db, change, accepted, named).store()


@dataclass(frozen=True, slots=True)
class Taken:
    """What was stored: codes of the source, incidents and claims, and the one action that undoes it all."""

    source: str
    incidents: tuple[str, ...]
    claims: tuple[str, ...]
    carried: tuple[str, ...]
    action: str


class _TakeIn:
    """One text on its way onto the desk, inside one change."""

    def __init__(self, db: Database, change: Change, accepted: Accepted, named: list[tuple[str, str]]) -> None:
        self.db, self.change, self.accepted, self.named = db, change, accepted, named
        self.speakers = {name.casefold(): id_ for name, id_ in named}
        self.incidents: dict[str, str] = {}
        self.claims: dict[str, str] = {}
        self.made: list[str] = []
        self.codes: list[str] = []
        self.carried: list[str] = []
        self.roots: dict[str, CitationView | None] = {}
        self.cited: set[tuple[str, str, str]] = set()

    def store(self) -> Taken:
        """Stores everything; returns the codes."""
        source = self._source()
        for one in self.accepted.candidates:
            tie = self.accepted.ties.get(one.id)
            if tie is not None and tie.known:
                claim = str(lookup.resolve(self.change.conn, tie.known, "claim")[1])
                self.carried.append(tie.known)
            else:
                claim = self._claim(one, tie)
            self.claims[one.id] = claim
            self._cite(claim, source, one, known=bool(tie is not None and tie.known))
        return Taken(source.code, tuple(self.made), tuple(self.codes), tuple(dict.fromkeys(self.carried)),
                     self.change.id)  # fmt: skip

    def _cite(self, claim: str, source: Source, one: Candidate, known: bool) -> None:
        """Ties the claim to the words; once where two candidates of the same words are one claim."""
        locator = f"characters {one.start + 1} to {one.end}"
        if (claim, one.quote, locator) not in self.cited:
            self.cited.add((claim, one.quote, locator))
            fields = {"claim": claim, "source": source.id, "quote": one.quote, "locator": locator}
            if one.carries == "speaker" and source.root is None and source.root_speaker is None:
                fields |= self._carried(claim, source.id, one, known)
            add_within(self.change, "citation", fields)

    def _carried(self, claim: str, source: str, one: Candidate, known: bool) -> dict[str, str]:
        """Whose words the source carries: of a known claim the root that all its carriers share, else the speaker."""
        if known and claim not in self.roots:
            self.roots[claim] = shared_root(self.db, claim)  # as it was before this text
        shared = self.roots.get(claim)
        if shared is not None and shared.root_key != source:
            return {"root": shared.root_key}
        speaker = self._speaker(one)
        return {"root_speaker": speaker} if speaker is not None else {}

    def _source(self) -> Source:
        text = self.accepted.text
        fields = {name: value for name, value in self.accepted.source.items() if value}
        fields.setdefault("kind", "article")
        fields.setdefault("title", brief(text, 80))
        fields.setdefault("code", lookup.next_code(self.change.conn, "sources", "S"))
        self.change.label = f"take in {fields['code']} ({brief(str(fields['title']), 32)})"
        document = self.accepted.document
        data = document.data if document is not None else text.encode("utf-8")
        name, media = (document.name, document.media_type) if document else ("text as read.txt", "text/plain")
        sha, size = files.take_in_bytes(self.change.conn, data)
        if tables.fetch(self.change.conn, "file", sha) is None:
            self.change.add(File(id=sha, size=size, name=name, media_type=media))
        made = add_within(self.change, "source", {**fields, "file": sha})
        assert isinstance(made, Source)
        return made

    def _incident(self, key: str) -> str:
        if key not in self.incidents:
            group = self.accepted.groups[key]
            if group.code:
                self.incidents[key] = str(lookup.resolve(self.change.conn, group.code, "incident")[1])
                return self.incidents[key]
            fields = {"title": group.title, "kind": group.kind, "place": group.place, "began": group.began}
            made = add_within(self.change, "incident", fields)
            assert isinstance(made, Incident)
            self.incidents[key] = made.id
            self.made.append(made.code)
        return self.incidents[key]

    def _speaker(self, one: Candidate) -> str | None:
        name = one.speaker.strip()
        if not name:
            return None
        key = name.casefold()
        if key not in self.speakers:
            same = {id_ for other, id_ in self.named if same_speaker(other, name)}
            if len(same) == 1:
                self.speakers[key] = same.pop()
        if key not in self.speakers:
            fields = {"name": name, "role": one.role, "organisation": one.organisation}
            self.speakers[key] = add_within(self.change, "speaker", fields).id
        return self.speakers[key]

    def _claim(self, one: Candidate, tie: Tie | None) -> str:
        incident = self._incident(one.incident)
        fields: dict[str, Any] = {
            "kind": one.kind, "incident": incident, "speaker": self._speaker(one),
            "scope": one.scope or (tie.scope if tie is not None else ""),
            "said_at": one.said_at, "as_of": one.as_of,
        }  # fmt: skip
        if one.kind == "figure":
            fields |= {name: getattr(one, name) for name in _FIGURE}
            fields["part_of"] = self._other(one.part_of, incident)
        else:
            fields |= {"statement": one.statement, "denies": self._other(one.denies, None)}
        try:
            made = add_within(self.change, "claim", fields)
        except BadInput as problem:
            where = f"“{brief(one.words or one.statement, 40)}”, {problem.where}"
            raise BadInput(problem.what, where=where, todo=problem.todo or "correct it with e") from None
        self.codes.append(name_of(made))
        return made.id

    def _other(self, ref: str, incident: str | None) -> str | None:
        """The claim that a candidate names: of this text or of the desk. A whole of another incident is none."""
        if ref.startswith(CLAIM):
            found: str | None = str(lookup.resolve(self.change.conn, ref.removeprefix(CLAIM), "claim")[1])
        else:
            found = self.claims.get(ref)
        if found is None or incident is None:
            return found
        held = lookup.record(self.change.conn, found, "claim")
        return found if getattr(held, "incident", None) == incident else None


_FIGURE = ("measure", "counted", "low", "high", "qualifier", "value", "words")
