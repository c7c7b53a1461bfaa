"""How the findings name who said what: the words as said, the speaker or the outlet, the moment, and small lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from factdesk.model.standing.facts import Fact
from factdesk.model.times import show_moment
from factdesk.model.wording import figure_text

_UP_TO_TWENTY: Final = (
    ("zero", "zeroth"), ("one", "first"), ("two", "second"), ("three", "third"), ("four", "fourth"),
    ("five", "fifth"), ("six", "sixth"), ("seven", "seventh"), ("eight", "eighth"), ("nine", "ninth"),
    ("ten", "tenth"), ("eleven", "eleventh"), ("twelve", "twelfth"), ("thirteen", "thirteenth"),
    ("fourteen", "fourteenth"), ("fifteen", "fifteenth"), ("sixteen", "sixteenth"), ("seventeen", "seventeenth"),
    ("eighteen", "eighteenth"), ("nineteen", "nineteenth"), ("twenty", "twentieth"),
)  # fmt: skip
MOST_NAMED: Final = 5


def who(fact: Fact) -> str:
    """The speaker; where nobody is named, what carries the claim."""
    if fact.speaker is not None:
        return fact.speaker.name
    carrying = next((one.name for one in fact.supporting()), "")
    return f"{carrying}, no speaker named" if carrying else "nobody named"


def told(fact: Fact) -> str:
    """The figure whole: `at least 16 people killed`."""
    return figure_text(fact.claim)


def short(fact: Fact) -> str:
    """The figure in its own words alone: `at least 16`."""
    return fact.claim.words or ""


def counted(fact: Fact) -> str:
    """The figure with what is counted: `at least 16 people`."""
    return told(fact).removesuffix(f" {fact.claim.measure}")


def when(fact: Fact) -> str:
    """The moment for which it holds, for reading; "" for none."""
    iso = fact.claim.as_of or fact.claim.said_at
    return show_moment(iso) if iso else ""


def scope(fact: Fact) -> str:
    """The scope as told, or that none is."""
    return fact.claim.scope or "scope not said"


def behind(fact: Fact, *more: str) -> str:
    """Who said it and what else is known of it, in brackets."""
    return f"({'; '.join(part for part in (who(fact), *more) if part)})"


def listed(parts: Iterable[str], most: int = MOST_NAMED) -> str:
    """`a`, `a and b`, `a, b and c`; beyond `most` the others are counted."""
    found = list(dict.fromkeys(parts))
    if len(found) > most:
        found = [*found[: most - 1], f"{len(found) - most + 1} more"]
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}" if found else ""


def figures_in_turn(facts: Sequence[Fact], *, moments: bool, scopes: bool = False, named: bool = True) -> str:
    """Figures with their speakers (but for `named`); the measure, and what is counted, are said once where they are
    the same for all."""
    about = {(fact.claim.measure, fact.claim.counted) for fact in facts}
    again = told if len({measure for measure, _ in about}) > 1 else counted if len(about) > 1 else short
    parts = []
    for place, fact in enumerate(facts):
        figure = told(fact) if place == 0 else again(fact)
        more = (who(fact) if named else "", when(fact) if moments else "", scope(fact) if scopes else "")
        inside = "; ".join(part for part in more if part)
        parts.append(f"{figure} ({inside})" if inside else figure)
    return listed(parts)


def one_voice(facts: Iterable[Fact]) -> str:
    """The speaker of all these figures, or "" where there are several."""
    names = {who(fact) for fact in facts}
    return names.pop() if len(names) == 1 else ""


def nothing_between(low: int, high: int | None) -> str:
    """An interval in words: `18`, `19 or more`, `at most 85`, `10 to 20`."""
    if high is None:
        return f"{many(low)} or more"
    return many(low) if low == high else f"at most {many(high)}" if low == 0 else f"{many(low)} to {many(high)}"


def many(number: int) -> str:
    """A number of ours for reading: from 10,000 on with commas. What somebody said is never rewritten."""
    return f"{number:,}" if number >= 10_000 else str(number)


def mentions(text: str | None, number: int) -> bool:
    """Whether a text names this number in digits or English words, also as an ordinal."""
    words = {str(number), *(_UP_TO_TWENTY[number] if number < len(_UP_TO_TWENTY) else ())}
    return not words.isdisjoint(re.findall(r"\w+", (text or "").casefold()))


def sentence(text: str) -> str:
    """Text that begins with a capital and ends with a full stop."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "”", "?")) else ".")
