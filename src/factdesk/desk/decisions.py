"""The decisions on a text that is taken in: accepted, corrected, skipped, moved, and each taken back again.

Nothing here touches the desk; `take_in` stores what was accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, cast

from factdesk.desk.candidates import CLAIM, Candidate, Group, from_json, special
from factdesk.desk.known import Held, Narrowed, Read, Tie, narrow, tie
from factdesk.intake.documents.document import Document
from factdesk.model.errors import Problem
from factdesk.model.figures import parse_figure
from factdesk.model.wording import figure_text

__all__ = ["ACCEPTED", "SKIPPED", "Accepted", "Sheet"]

ACCEPTED: Final = "accepted"
SKIPPED: Final = "skipped"
DEEPEST: Final = 6


@dataclass(frozen=True, slots=True)
class Accepted:
    """What is to be stored, as it was when it was asked for: another thread may read it."""

    text: str
    source: Mapping[str, Any]
    candidates: tuple[Candidate, ...]
    groups: Mapping[str, Group]
    ties: Mapping[str, Tie]
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """One decision: what it is called, and what was there before."""

    label: str
    decided: Mapping[str, str | None]
    candidates: Mapping[str, Candidate | None]
    groups: Mapping[str, Group | None]


class Sheet:
    """A text's candidates and groups with the decisions on them; ids are those of the candidates.

    Every change is one step that `take_back` undoes. `rows` changes only when candidates come, go or move.
    """

    def __init__(self, read: Read) -> None:
        self.text, self.source, self.speakers, self.roots = read.text, read.source, read.speakers, read.roots
        self.document = read.document
        self.candidates: dict[str, Candidate] = {one.id: one for one in read.candidates}
        self.groups: dict[str, Group] = {group.key: group for group in read.groups}
        self.held: dict[str, Narrowed] = {code: narrow(claims) for code, claims in read.held.items()}
        self.decided: dict[str, str] = {}
        self._as_read = dict(self.candidates), dict(self.groups)
        self._past: list[_Step] = []
        self._ties: dict[str, Tie] = {}
        self._rows: list[tuple[str, str]] | None = None

    # what there is

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Group key and candidate id of each line in order; the id is empty on a group's heading."""
        if self._rows is None:
            by_group: dict[str, list[Candidate]] = {key: [] for key in self.groups}
            for one in sorted(self.candidates.values(), key=lambda c: (c.start, c.kind != "figure", -c.end)):
                by_group.setdefault(one.incident, []).append(one)
            ordered = sorted(by_group.items(), key=lambda item: item[1][0].start if item[1] else len(self.text))
            self._rows = [row for key, mine in ordered if mine for row in [(key, ""), *((key, one.id) for one in mine)]]
        return self._rows

    def depth(self, one: Candidate) -> int:
        """How many wholes stand above a part."""
        depth = 0
        while one.part_of in self.candidates and depth < DEEPEST:
            one, depth = self.candidates[one.part_of], depth + 1
        return depth

    def tie(self, id_: str) -> Tie:
        """What ties a candidate to the desk."""
        if id_ not in self._ties:
            one = self.candidates[id_]
            group = self.groups.get(one.incident)
            self._ties[id_] = tie(one, self.held.get(group.code, {})) if group and group.code else Tie()
        return self._ties[id_]

    def whose(self, one: Candidate) -> str:
        """Whose words it carries: a known claim's one root, else its speaker; "" where its own or its source's root."""
        if self.source.get("root") or one.carries != "speaker":
            return ""
        return self.roots.get(self.tie(one.id).known) or one.speaker

    def tally(self) -> tuple[int, int, int]:
        """How many are accepted, skipped and undecided."""
        taken = sum(word == ACCEPTED for word in self.decided.values())
        return taken, len(self.decided) - taken, len(self.candidates) - len(self.decided)

    def lacks(self, one: Candidate) -> str:
        """Why a candidate cannot be a claim as it stands; empty where it can."""
        if one.kind == "unread":
            return "nobody has read this sentence yet: e says what it states"
        if one.kind != "figure":
            return "" if one.statement.strip() else "there is no statement"
        if one.negated and not one.hand:
            return "its speaker rejects this figure: e says who states it"
        for field, told in ((one.measure, "what happened to them"), (one.counted, "who or what is counted")):
            if not field.strip():
                return f"it is not said {told}: e adds it"
        if not one.words.strip() or not one.qualifier:
            return "there is no figure: e adds it"
        return self._against_whole(one)

    def _against_whole(self, one: Candidate) -> str:
        whole = self.candidates.get(one.part_of)
        if whole is not None and one.low is not None and whole.high is not None and one.low > whole.high:
            return f"a part ({one.words}) cannot be larger than its whole ({whole.words}): e mends one of them"
        return ""

    # decisions

    def accept(self, ids: Iterable[str]) -> None:
        """Accepts candidates. Raises nothing: whoever asks looks at `lacks` before."""
        self._decide(list(ids), ACCEPTED)

    def skip(self, ids: Iterable[str]) -> None:
        """Leaves candidates out."""
        self._decide(list(ids), SKIPPED)

    def rest(self) -> tuple[list[str], list[str]]:
        """What is undecided: the ordinary ones, and those that need a word of their own."""
        left = [one for one in self.candidates.values() if one.id not in self.decided]
        odd = {one.id: None for one in left if special(one) or self.lacks(one)}
        return [one.id for one in left if one.id not in odd], list(odd)

    def _decide(self, ids: list[str], word: str) -> None:
        changed = [id_ for id_ in ids if self.decided.get(id_) != word]
        if changed:
            told = f"{len(changed)} candidates" if len(changed) > 1 else brief_of(self.candidates[changed[0]])
            self._step(f"{word} {told}", decided=changed)
            self.decided.update(dict.fromkeys(changed, word))

    def correct(self, one: Candidate, group: Group | None = None) -> None:
        """Takes a candidate as a person corrected or added it, and accepts it; `group` is a new one for it."""
        label = f"{'corrected' if one.id in self.candidates else 'added'} {brief_of(one)}"
        self._step(label, decided=[one.id], candidates=[one.id], groups=[group.key] if group else [])
        if group is not None:
            self.groups[group.key] = group
        self.candidates[one.id] = one
        self.decided[one.id] = ACCEPTED
        self._forget()

    def move(self, ids: Iterable[str], group: Group) -> None:
        """Puts candidates into another group, which may be new."""
        moved = [id_ for id_ in ids if self.candidates[id_].incident != group.key]
        if moved:
            told = f"{len(moved)} candidates" if len(moved) > 1 else brief_of(self.candidates[moved[0]])
            self._step(f"moved {told}", candidates=moved, groups=[group.key])
            self.groups[group.key] = group
            self.candidates.update({id_: replace(self.candidates[id_], incident=group.key) for id_ in moved})
            self._forget()

    def regroup(self, group: Group) -> None:
        """Says what incident a group is from now on."""
        self._step(f"changed the incident {group.title or group.code}", groups=[group.key])
        self.groups[group.key] = group
        self._forget()

    def hold(self, code: str, held: Sequence[Held]) -> None:
        """What an incident of the desk holds is known now; that is no decision."""
        self.held[code] = narrow(held)
        self._ties.clear()

    def take_back(self) -> str:
        """Undoes the last step; what it was called, "" where there is none."""
        if not self._past:
            return ""
        step = self._past.pop()
        _put(self.decided, step.decided)
        _put(self.candidates, step.candidates)
        _put(self.groups, step.groups)
        self._forget()
        return step.label

    @property
    def steps(self) -> int:
        """How many steps can be taken back."""
        return len(self._past)

    def _step(
        self, label: str, *, decided: Iterable[str] = (), candidates: Iterable[str] = (), groups: Iterable[str] = ()
    ) -> None:
        before = {id_: self.decided.get(id_) for id_ in decided}
        self._past.append(
            _Step(label, before, {id_: self.candidates.get(id_) for id_ in candidates},
                  {key: self.groups.get(key) for key in groups})
        )  # fmt: skip

    def _forget(self) -> None:
        self._rows = None
        self._ties.clear()

    # storing and drafts

    def accepted(self) -> Accepted:
        """What would be stored now."""
        taken = [self.candidates[id_] for _, id_ in self.rows if self.decided.get(id_) == ACCEPTED]
        ties = {one.id: self.tie(one.id) for one in taken}
        return Accepted(
            self.text, dict(self.source), tuple(_named_first(taken)), dict(self.groups), ties, self.document
        )

    def to_json(self) -> dict[str, Any]:
        """The decisions for a draft; the text and the source are kept beside them."""
        read, placed = self._as_read
        return {
            "decided": dict(self.decided),
            "candidates": [asdict(one) for id_, one in self.candidates.items() if read.get(id_) != one],
            "groups": [asdict(group) for key, group in self.groups.items() if placed.get(key) != group],
        }

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """Puts kept decisions onto a text that was read anew; what does not fit any more is left out."""
        for values in _listed(kept.get("groups")):
            if isinstance(values.get("key"), str) and all(isinstance(v, str) for v in values.values()):
                group = Group(**{name: values[name] for name in Group.__slots__ if name in values})
                self.groups[group.key] = group
        for values in _listed(kept.get("candidates")):
            one = from_json(values)
            read = self.candidates.get(one.id) if one is not None else None
            fits = one is not None and one.end <= len(self.text) and one.incident in self.groups
            if one is not None and fits and (one.hand or (read is not None and read.start == one.start)):
                self.candidates[one.id] = one
        decided = kept.get("decided")
        for id_, word in decided.items() if isinstance(decided, dict) else ():
            if id_ in self.candidates and word in (ACCEPTED, SKIPPED):
                self.decided[id_] = word
        self._forget()


def _named_first(taken: list[Candidate]) -> list[Candidate]:
    """In the given order, but wholes before their parts and what is denied before its denial."""
    known = {one.id: one for one in taken}
    ordered: dict[str, Candidate] = {}

    def put(one: Candidate, deep: int = 0) -> None:
        for ref in (one.part_of, one.denies):
            if ref in known and ref not in ordered and deep < DEEPEST:
                put(known[ref], deep + 1)
        ordered.setdefault(one.id, one)

    for one in taken:
        put(one)
    return list(ordered.values())


def _listed(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _put(target: dict[str, Any], before: Mapping[str, Any]) -> None:
    for key, value in before.items():
        if value is None:
            target.pop(key, None)
        else:
            target[key] = value


def brief_of(one: Candidate) -> str:
    """A candidate in a few words, for messages."""
    if one.kind == "figure":
        return figure_text(cast(Any, one))  # a candidate has a claim's fields under the same names
    return f"“{(one.statement or one.quote)[:48]}”"


def with_figure(one: Candidate, typed: str) -> Candidate:
    """The candidate with a figure as a person types it. Raises BadInput for what is none."""
    figure = parse_figure(typed)
    return replace(
        one, low=figure.low, high=figure.high, qualifier=figure.qualifier, value=figure.value, words=figure.words
    )


def with_typed(one: Candidate) -> Candidate:
    """The candidate with what its words imply, where they can be read."""
    try:
        return with_figure(one, one.words)
    except Problem:
        return one


def whole_of(one: Candidate) -> str:
    """The code of the claim on the desk that a candidate is a part of, else empty."""
    return one.part_of.removeprefix(CLAIM) if one.part_of.startswith(CLAIM) else ""
