"""Marks claims confirmed, disputed, denied or open again, with basis, reason and what the verdict rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from factdesk.desk import browse, clock
from factdesk.desk.filtering import claim_filter
from factdesk.desk.open import Desk
from factdesk.model.errors import BadInput, Incoherent
from factdesk.model.records import Claim, Review
from factdesk.model.text import brief
from factdesk.model.values import dataclass
from factdesk.model.verdicts import Warning, warn
from factdesk.model.views import Action, CitationView
from factdesk.model.vocabulary import BASES, VERDICTS
from factdesk.store import cards, ledger, lookup, rules
from factdesk.store.changes import Change
from factdesk.store.files import Progress
from factdesk.store.ledger import new_id


@dataclass(frozen=True, slots=True)
class Preview:
    """What the verdict strip shows before anything is recorded.

    `warnings` are those of all claims without repetition, of several claims each with the number it is for.
    `citations` are those of a single claim (none when several are marked); `rests_on` the citation ids that
    the verdict would rest on unless others are chosen.
    """

    claims: tuple[Claim, ...]
    bases: dict[str, str]
    warnings: tuple[Warning, ...]
    citations: tuple[CitationView, ...]
    rests_on: tuple[str, ...]
    number: int = 0
    """How many claims the verdict is for; `claims` and `warnings` are of the first `LOOKED` of them."""


LOOKED: Final = 200
"""Claims whose warnings are told before a verdict on more of them; each verdict keeps its own in any case."""


def preview(
    desk: Desk,
    refs: Sequence[str],
    verdict: str,
    basis: str | None = None,
    rests_on: Sequence[str] | None = None,
) -> Preview:
    """What marking these claims so would warn of. Raises NotFound or BadInput for unknown words."""
    _known(verdict, basis)
    found: dict[str, Warning] = {}
    times: Counter[str] = Counter()
    judged = 0
    claims: list[Claim] = []
    citations: tuple[CitationView, ...] = ()
    with desk.db.snapshot():
        for claim in _claims(desk, refs[:LOOKED]):
            case = cards.case(desk.db, claim, verdict, basis, rests_on)
            warned = {w.code: w for w in warn(case)}
            found = {**warned, **found}
            times.update(list(warned))
            judged += cards.verdict_of(desk.db, claim.id) != "open"
            claims.append(claim)
        if len(claims) == 1:
            citations = cards.citations(desk.db, claims[0].id)
    chosen = tuple(rests_on) if rests_on is not None else prefilled(verdict, citations)
    warnings = tuple(found.values())
    if len(claims) > 1:
        of = f"{len(claims)}" if len(refs) <= LOOKED else f"the first {len(claims)}"
        warnings = tuple(Warning(w.code, f"{w.text} ({times[w.code]} of {of})") for w in warnings)
        if judged:
            warnings = (Warning("judged", f"{judged} of {of} are judged already."), *warnings)
    number = len(claims) if len(refs) <= LOOKED else len(refs)
    return Preview(tuple(claims), dict(BASES[verdict]), warnings, citations, chosen, number)


def prefilled(verdict: str, citations: Sequence[CitationView]) -> tuple[str, ...]:
    """The citations that a verdict rests on unless a person chooses others.

    A confirmation rests on what supports, a denial by what opposes, a dispute on both.
    """
    stance = {"confirmed": ("supports",), "denied": ("opposes",), "disputed": ("supports", "opposes")}.get(verdict, ())
    return tuple(c.id for c in citations if c.stance in stance and c.source.withdrawn is None)


def mark(
    desk: Desk,
    refs: Sequence[str],
    verdict: str,
    *,
    basis: str | None = None,
    reason: str,
    rests_on: Sequence[str] | None = None,
    author: str | None = None,
    at: str | None = None,
    progress: Progress | None = None,
) -> Action:
    """Records one person's judgement of one or many claims, as one action and one undo.

    `progress` hears of claims done and in all; what it raises ends the work, and nothing is stored.
    Raises BadInput for an unknown verdict or basis or an empty reason, Incoherent for a citation of another
    claim, NotFound for an unknown claim; then nothing is stored.
    """
    _known(verdict, basis)
    if not refs:
        raise BadInput("no claim is named", todo="name at least one claim by its code or id")
    if not reason.strip():
        raise BadInput("a verdict needs a reason", where="reason", todo="say in a sentence why it holds")
    moment = at or clock.now()
    with desk.change("", author=author, at=moment) as change:
        claims = _claims(desk, refs)
        change.label = _label(verdict, claims)
        for done, claim in enumerate(claims):
            if progress is not None and not done % STEP:
                progress(done, len(claims))
            _mark_one(desk, change, claim, verdict, basis, reason.strip(), rests_on)
        return change.result()


def _mark_one(
    desk: Desk, change: Change, claim: Claim, verdict: str, basis: str | None, reason: str,
    rests_on: Sequence[str] | None,
) -> None:  # fmt: skip
    known = cards.citations(desk.db, claim.id)
    chosen = prefilled(verdict, known) if rests_on is None else _own(desk, claim, rests_on)
    case = cards.case(desk.db, claim, verdict, basis, chosen)
    review = Review(
        id=new_id("r"), claim=claim.id, verdict=verdict, basis=basis, reason=reason, rests_on=tuple(chosen),
        warnings=tuple(w.code for w in warn(case)), reviewer=change.author, at=change.at,
    )  # fmt: skip
    change.add(review, in_view=_in_view(change, claim, chosen))


def _own(desk: Desk, claim: Claim, rests_on: Sequence[str]) -> tuple[str, ...]:
    """Citation ids, with each source's code or id taken for its citations of this claim."""
    found: list[str] = []
    for ref in rests_on:
        kind, id_ = lookup.resolve(desk.db.conn, ref, "citation", "source")
        rows = rules.own_citations(desk.db.conn, claim.id, kind, id_)
        if not rows:
            raise Incoherent(
                f"{ref} is not a citation of {claim.code}",
                where="rests_on",
                todo="attach the source to the claim first",
            )
        found += rows
    return tuple(dict.fromkeys(found))


def _in_view(change: Change, claim: Claim, rests_on: Sequence[str]) -> tuple[bytes, ...]:
    """The newest entries of the claim and of the citations: what the reviewer had before them."""
    seen = list(ledger.heads(ledger.of_record(change.conn, claim.id, claim.id)))
    for citation in rests_on:
        seen += ledger.heads(ledger.of_record(change.conn, claim.id, citation))
    return tuple(seen)


def _claims(desk: Desk, refs: Sequence[str]) -> list[Claim]:
    found: dict[str, Claim] = {}
    for ref in refs:
        claim = lookup.record(desk.db.conn, ref, "claim")
        assert isinstance(claim, Claim)
        found[claim.id] = claim
    return list(found.values())


STEP: Final = 20
"""Claims between two reports of progress: some twenty milliseconds."""


def matching(desk: Desk, text: str) -> list[str]:
    """The ids of all claims that a typed filter lets pass, in its order. Raises like `claim_filter`."""
    window = browse.claim_window(desk, claim_filter(desk, text))
    return browse.claim_ids(desk, window.keys(0, window.count()))


def warned(desk: Desk, action: Action) -> dict[str, int]:
    """How many of the verdicts that an action recorded are thin, by the code of the warning."""
    return cards.warned(desk.db, action.records)


def _known(verdict: str, basis: str | None) -> None:
    if verdict not in VERDICTS:
        raise BadInput(f"no verdict is called {verdict!r}", where="verdict", todo=f"use one of {', '.join(VERDICTS)}")
    if basis is not None and basis not in BASES[verdict]:
        words = ", ".join(BASES[verdict]) or "none"
        raise BadInput(f"{basis!r} is no basis for {verdict}", where="basis", todo=f"use one of: {words}")


def _label(verdict: str, claims: Sequence[Claim]) -> str:
    word = {"confirmed": "confirm", "disputed": "dispute", "denied": "deny", "open": "re-open"}[verdict]
    if len(claims) > 1:
        return f"{word} {len(claims):,} claims"
    return f"{word} {claims[0].code} ({brief(claims[0].words or claims[0].statement or '', 32)})"


__all__ = ["Preview", "mark", "matching", "prefilled", "preview", "warned"]
