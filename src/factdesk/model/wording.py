"""The desk's words: how a figure, a verdict and an attributed sentence are put."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from factdesk.model.records import Claim, Speaker
from factdesk.model.views import ClaimRow
from factdesk.model.vocabulary import BASES

GLYPHS: Final = {"open": "·", "confirmed": "✓", "disputed": "~", "denied": "✗"}
ASCII_GLYPHS: Final = {"open": ".", "confirmed": "+", "disputed": "~", "denied": "x"}
SHORT: Final = {"open": "open", "confirmed": "CONF", "disputed": "DISP", "denied": "DENY"}

_THINGS: Final = {"damaged", "destroyed"}
_SINGULAR: Final = {"people": "person", "children": "child", "women": "woman", "men": "man", "military personnel":
                    "member of the military"}  # fmt: skip
_HEDGE: Final = {"confirmed": "said", "open": "said", "disputed": "said", "denied": "claimed"}


def verdict_short(verdict: str, *, ascii_only: bool = False) -> str:
    """Glyph and word of a verdict, e.g. `✓ CONF`: six cells at most, readable without colour."""
    return f"{(ASCII_GLYPHS if ascii_only else GLYPHS)[verdict]} {SHORT[verdict]}"


def verdict_text(verdict: str, basis: str | None) -> str:
    """A verdict with its basis in words. Never a bare "denied": who or what denies is always told."""
    if verdict == "open":
        return "open"
    told = {"by-party": "denied by a party", "by-evidence": "denied by evidence"}.get(basis or "")
    if verdict == "denied":
        return told or "denied, basis not given"
    return f"{verdict}: {BASES[verdict].get(basis or '', 'basis not given')}"


def figure_text(claim: Claim | ClaimRow) -> str:
    """What a claim says in a line: `at least 16 people killed`, or its statement."""
    if claim.kind == "figure":
        return " ".join(part for part in (claim.words, claim.counted, claim.measure) if part)
    return claim.statement or ""


def interval(low: int | None, high: int | None) -> str:
    """An interval of whole numbers, `16..∞`, `0..85`, `6`; `?` where the words set no bound at all."""
    if low is None and high is None:
        return "?"
    if low == high:
        return str(low)
    return f"{'?' if low is None else low}..{'∞' if high is None else high}"


def attributed(
    claim: Claim, speaker: Speaker | None, verdict: str, basis: str | None, denied_by: Sequence[str] = ()
) -> str:
    """The sentence that can be pasted: always with the speaker, the qualifier and the hedge that the verdict asks for.

    A denied or disputed claim names who denies it; a claim without a speaker says that nobody is named.
    """
    who = _who(speaker)
    told = _said(claim)
    denial = f"; {_list(denied_by)} {'denies' if len(denied_by) == 1 else 'deny'} it" if denied_by else ""
    if verdict == "denied":
        evidence = "; evidence contradicts it" if basis == "by-evidence" else ""
        return f"{_upper(who)} claimed, without evidence seen by this desk, {_object(claim)}{denial}{evidence}."
    if verdict == "disputed":
        return f"{_upper(told)}, {who} said; accounts differ{denial}."
    if verdict == "open":
        return f"{_upper(told)}, {who} said; this desk has not verified it{denial}."
    return f"{_upper(told)}, {who} said{denial}."


def _said(claim: Claim) -> str:
    if claim.kind != "figure":
        return _bare(claim.statement)
    one = claim.low == 1 and claim.high == 1
    counted = _SINGULAR.get(claim.counted or "", claim.counted) if one else claim.counted
    verb = "went" if claim.measure == "missing" else ("was" if one else "were")
    scope = f" ({claim.scope})" if claim.scope else ""
    return f"{claim.words} {counted} {verb} {claim.measure}{scope}"


def _object(claim: Claim) -> str:
    return (
        f"{claim.words} {claim.counted} {claim.measure}" if claim.kind == "figure" else f"that {_bare(claim.statement)}"
    )


def _bare(text: str | None) -> str:
    return (text or "").strip().rstrip(".")


def _who(speaker: Speaker | None) -> str:
    if speaker is None:
        return "a report that names nobody"
    about = ", ".join(part for part in (speaker.role, speaker.organisation) if part)
    return f"{speaker.name} ({about})" if about else speaker.name


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
