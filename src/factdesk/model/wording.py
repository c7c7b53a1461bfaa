"""The desk's words: how a figure and a verdict are put. The attributed sentence is in `sentences`."""

from __future__ import annotations

from typing import Final, Protocol

from factdesk.model.vocabulary import BASES

GLYPHS: Final = {"open": "·", "confirmed": "✓", "disputed": "~", "denied": "✗"}
ASCII_GLYPHS: Final = {"open": ".", "confirmed": "+", "disputed": "~", "denied": "x"}
SHORT: Final = {"open": "open", "confirmed": "CONF", "disputed": "DISP", "denied": "DENY"}

_SINGULAR: Final = {
    "people": "person", "children": "child", "women": "woman", "men": "man",
    "military personnel": "member of the military",
}  # fmt: skip

_MANY: Final = frozenset(
    ("tens", "dozens", "scores", "hundreds", "thousands", "millions", "number", "handful", "couple", "majority", "half")
)
"""Words that stand for a number and take `of` before what is counted."""


class Said(Protocol):
    """What a claim says: a whole claim, or one line of a list. No class is named here, so that little is loaded."""

    @property
    def kind(self) -> str:
        """Figure, assertion, denial or statement."""

    @property
    def words(self) -> str | None:
        """Qualifier and number, verbatim."""

    @property
    def counted(self) -> str | None:
        """What is counted."""

    @property
    def measure(self) -> str | None:
        """What happened to them."""

    @property
    def statement(self) -> str | None:
        """What is said where it is no figure."""

    @property
    def low(self) -> int | None:
        """The least number."""

    @property
    def high(self) -> int | None:
        """The greatest number."""

    @property
    def qualifier(self) -> str | None:
        """How the number is qualified."""


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


def figure_text(claim: Said) -> str:
    """What a claim says in a line: `at least 16 people killed`, `a child hospitalised`, or its statement."""
    if claim.kind == "figure":
        return " ".join(part for part in (number_of(claim), claim.measure) if part)
    return claim.statement or ""


def interval(low: int | None, high: int | None, *, ascii_only: bool = False) -> str:
    """An interval of whole numbers, `16..∞`, `0..85`, `6`; `?` for a bound that the words do not set."""
    if low is None and high is None:
        return "?"
    if low == high:
        return str(low)
    end = ("" if ascii_only else "∞") if high is None else str(high)
    return f"{'?' if low is None else low}..{end}"


def number_of(claim: Said) -> str:
    """The figure in its words with what is counted: `at least 16 people`, `a child`, `thousands of civilians`."""
    words, counted = (claim.words or "").strip(), _counted(claim)
    of = "of" if counted and words.casefold().split()[-1:] and words.casefold().split()[-1] in _MANY else ""
    return " ".join(part for part in (claim.words, of, counted) if part)


def is_one(claim: Said) -> bool:
    """Whether what is counted stands in the singular: one, a, at least one, up to one, more than one."""
    words = (claim.words or "").casefold().split()
    one = {"at_least": (1, None), "exact": (1, 1), "up_to": (0, 1), "more_than": (2, None)}
    return words in (["a"], ["an"]) or (claim.low, claim.high) == one.get(claim.qualifier or "", ())


def _counted(claim: Said) -> str:
    """What is counted, in the number that goes with the figure."""
    counted = claim.counted or ""
    if not is_one(claim) or not counted.isascii():
        return counted
    if counted in _SINGULAR:
        return _SINGULAR[counted]
    if counted.endswith("ies"):
        return f"{counted[:-3]}y"
    return counted[:-1] if counted.endswith("s") and not counted.endswith("ss") else counted
