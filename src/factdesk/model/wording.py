"""The desk's words: how a figure, a verdict and an attributed sentence are put."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from factdesk.model.records import Claim, Speaker
from factdesk.model.text import clean_line
from factdesk.model.views import ClaimRow
from factdesk.model.vocabulary import BASES

GLYPHS: Final = {"open": "·", "confirmed": "✓", "disputed": "~", "denied": "✗"}
ASCII_GLYPHS: Final = {"open": ".", "confirmed": "+", "disputed": "~", "denied": "x"}
SHORT: Final = {"open": "open", "confirmed": "CONF", "disputed": "DISP", "denied": "DENY"}

_SINGULAR: Final = {
    "people": "person", "children": "child", "women": "woman", "men": "man",
    "military personnel": "member of the military",
}  # fmt: skip
_DISPUTED: Final = {
    "figures-conflict": "other figures contradict it",
    "responsibility": "who did it is contested",
    "status": "civilian or military status is contested",
    "evidence-unclear": "the evidence does not decide it",
}
_NOBODY: Final = "a report that names no speaker"


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
    """What a claim says in a line: `at least 16 people killed`, `a child hospitalised`, or its statement."""
    if claim.kind == "figure":
        return " ".join(part for part in (claim.words, _counted(claim), claim.measure) if part)
    return claim.statement or ""


def interval(low: int | None, high: int | None, *, ascii_only: bool = False) -> str:
    """An interval of whole numbers, `16..∞`, `0..85`, `6`; `?` for a bound that the words do not set."""
    if low is None and high is None:
        return "?"
    if low == high:
        return str(low)
    end = ("" if ascii_only else "∞") if high is None else str(high)
    return f"{'?' if low is None else low}..{end}"


def attributed(
    claim: Claim, speaker: Speaker | None, verdict: str, basis: str | None, denied_by: Sequence[str] = ()
) -> str:
    """One line that can be pasted: with the speaker, the qualifier and the hedge that the verdict asks for.

    A claim that somebody denies names who; a claim without a speaker says that nobody is named. Characters
    that a program would obey are made visible, because the line leaves for other programs.
    """
    denial = f"; {_list(denied_by)} {'denies' if len(denied_by) == 1 else 'deny'} it" if denied_by else ""
    if verdict == "denied":
        ground = "; evidence contradicts it" if basis == "by-evidence" else "" if denied_by else "; a party denies it"
        who = _upper(_who(speaker))
        sentence = f"{who} claimed, without evidence seen by this desk, {_object(claim)}{denial}{ground}"
    else:
        doubt = f"; {_DISPUTED.get(basis or '', 'accounts differ')}" if verdict == "disputed" else ""
        doubt += "; this desk has not verified it" if verdict == "open" else ""
        sentence = f"{_upper(_said(claim))}, {_by(speaker)}{doubt}{denial}"
    return clean_line(sentence) + "."


def _said(claim: Claim) -> str:
    """The claim as a main clause: `at least 16 people were killed`."""
    if claim.kind != "figure":
        return _bare(claim.statement)
    verb = "went" if claim.measure == "missing" else "was" if _is_one(claim) else "were"
    scope = f" ({claim.scope})" if claim.scope else ""
    return f"{claim.words} {_counted(claim)} {verb} {claim.measure}{scope}"


def _object(claim: Claim) -> str:
    """The claim as what somebody claimed: `up to 85 military personnel killed`."""
    if claim.kind != "figure":
        return f"that {_bare(claim.statement)}"
    scope = f" ({claim.scope})" if claim.scope else ""
    return f"{figure_text(claim)}{scope}"


def _is_one(claim: Claim | ClaimRow) -> bool:
    """Whether what is counted stands in the singular: one, a, at least one, up to one, more than one."""
    words = (claim.words or "").casefold().split()
    one = {"at_least": (1, None), "exact": (1, 1), "up_to": (0, 1), "more_than": (2, None)}
    return words in (["a"], ["an"]) or (claim.low, claim.high) == one.get(claim.qualifier or "", ())


def _counted(claim: Claim | ClaimRow) -> str:
    """What is counted, in the number that goes with the figure."""
    counted = claim.counted or ""
    if not _is_one(claim) or not counted.isascii():
        return counted
    if counted in _SINGULAR:
        return _SINGULAR[counted]
    if counted.endswith("ies"):
        return f"{counted[:-3]}y"
    return counted[:-1] if counted.endswith("s") and not counted.endswith("ss") else counted


def _bare(text: str | None) -> str:
    return (text or "").strip().rstrip(".")


def _who(speaker: Speaker | None) -> str:
    if speaker is None:
        return _NOBODY
    about = ", ".join(part for part in (speaker.role, speaker.organisation) if part and part != speaker.name)
    return f"{speaker.name} ({about})" if about else speaker.name


def _by(speaker: Speaker | None) -> str:
    return f"according to {_NOBODY}" if speaker is None else f"{_who(speaker)} said"


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
