"""Words between a number and its verb that do not part them: asides about parts, ages, the rest of a list."""

from __future__ import annotations

from typing import Final

from factdesk.intake.countable import countable
from factdesk.intake.pieces import REACH, Chunk
from factdesk.intake.tokens import Page

_ASIDES: Final = frozenset(
    ["some", "most", "many", "mostly", "mainly", "the", "nearly", "almost", "including", "a", "an"]
)
_ARTICLES: Final = frozenset(["a", "an", "the", "several", "some", "part", "his", "her", "their", "its", "other"])


def held(page: Page, found: list[Chunk], i: int) -> bool:
    """`two shelters housing 230 people`: the number only belongs to a participle."""
    before = found[i - 1]
    last = page.low[before.after - 1] if before.kind == "x" else ""
    return last.endswith("ing") or (last == "of" and page.low[found[i].at] == "one")


def apposition(page: Page, found: list[Chunk], i: int) -> int:
    """Where an aside that counts nobody ends: ages, `some as young as two`; 0 where none begins at this comma."""
    closing = _aged_aside(page, found, i)
    if not closing and _age_aside(page, found, i):
        closing = i + 2
        if closing + 1 < len(found) and found[closing + 1].kind == "rel":
            closing -= 1  # the relative clause opens at the comma that closes the age
    return closing or _said_aside(page, found, i)


def _aged_aside(page: Page, found: list[Chunk], i: int) -> int:
    """`three boys, aged 15, 16 and 17, are held`: the piece of the closing comma, 0 for none."""
    if i + 1 >= len(found) or found[i + 1].kind != "x" or page.low[found[i + 1].at] not in ("aged", "ages", "age"):
        return 0
    for later in range(i + 2, min(len(found), i + REACH)):
        if found[later].kind == "comma" and (later + 1 == len(found) or found[later + 1].kind not in ("num", "and")):
            return later
    return 0


def _said_aside(page: Page, found: list[Chunk], i: int) -> int:
    """`87 people, some as young as two, were buried`: the piece of the closing comma, 0 for none."""
    if i + 1 >= len(found) or page.low[found[i].after] not in _ASIDES:
        return 0
    for later in range(i + 2, min(len(found) - 1, i + REACH)):
        if found[later].kind == "comma":
            return later if found[later + 1].kind in ("x", "pred") else 0
        if found[later].kind in ("pred", "stop") or found[later].verb == 2:
            return 0
    return 0


def _age_aside(page: Page, found: list[Chunk], i: int) -> bool:
    """`one girl, 12, is missing`."""
    if i + 2 >= len(found) or found[i + 1].kind != "num" or found[i + 2].kind != "comma":
        return False
    return not countable(page, found, i + 1)


def listed(page: Page, found: list[Chunk], i: int) -> bool:
    """Whether the number in piece `i` goes on a list of subjects: joined by `and`, or by commas up to an `and`."""
    single = found[i - 1].kind == "x" and found[i - 1].after - found[i - 1].at == 1 and i >= 2
    if single and page.low[found[i - 1].at] in ("her", "his", "their", "its"):
        return found[i - 2].kind == "and"
    before = found[i - 1].kind
    if before == "and":
        return True
    if before != "comma":
        return False
    if i == 2 and found[0].kind == "num" and found[0].noun is not None and found[0].noun.kind in ("people", "things"):
        return True
    for later in range(i + 1, min(len(found) - 1, i + 5)):
        if found[later].kind == "and" and (found[later + 1].kind == "num" or _last_item(page, found[later + 1])):
            return True
        if found[later].kind not in ("comma", "num"):
            return False
    return False


def _last_item(page: Page, piece: Chunk) -> bool:
    """`two shops and a power line were damaged`: the last of a list need not be a number."""
    return piece.kind == "x" and page.low[piece.at] in _ARTICLES and piece.after - piece.at > 1


def aside(found: list[Chunk], i: int) -> bool:
    """Whether a comma opens an aside about parts: `, six of them children,`."""
    following = found[i + 1] if i + 1 < len(found) else None
    if following is None:
        return False
    part = following.kind == "num" and following.noun is not None and following.noun.of
    return part or following.kind == "incl"


def past(page: Page, found: list[Chunk], i: int) -> int:
    """The piece that closes an aside: the comma behind it, or the last piece before a passive verb; -1 for none."""
    opened = found[i].kind == "comma"
    word = page.low[found[i + 1].at] if opened and i + 1 < len(found) else ""
    for later in range(i + 1, min(len(found), i + REACH)):
        if found[later].kind in ("comma", "close", "dash"):
            following = found[later + 1].kind if later + 1 < len(found) else ""
            if following not in ("num", "incl"):
                return later
        if found[later].kind == "pred":
            return -1 if opened and word != "including" else later - 1
    return min(len(found), i + REACH)


def closed(found: list[Chunk], i: int) -> int:
    """The piece that closes the bracket or dash in piece `i`; -1 where a dash is never closed."""
    want = "close" if found[i].kind == "open" else "dash"
    for later in range(i + 1, min(len(found), i + REACH)):
        if found[later].kind == want:
            return later
    return -1 if want == "dash" else min(len(found), i + REACH)
