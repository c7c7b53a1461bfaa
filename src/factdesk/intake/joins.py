"""Joins pieces that are one count, and takes back those that only tell who the counted are."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from factdesk.intake.nouns import GROUPS
from factdesk.intake.pieces import Chunk
from factdesk.intake.tokens import Page

_OWNERS: Final = frozenset(["its", "his", "her", "their", "our", "about", "around", "some", "nearly", "all"])
_VERBS: Final = frozenset(["is", "are", "was", "were", "has", "have", "had", "remain", "remained", "remains"])


def _only_article(piece: Chunk) -> bool:
    return piece.number is not None and piece.number.article


def described(found: list[Chunk]) -> list[Chunk]:
    """`two of them, a man and a woman in their sixties, …`: the articles tell who they are, and count nobody."""
    for place, piece in enumerate(found[:-2]):
        at = place + 2
        behind = found[place + 1].kind
        if piece.kind == "num" and behind == "pred" and found[at].kind in ("dash", "colon"):
            at, behind = at + 1, "dash"
        if piece.kind != "num" or piece.noun is None or not (behind == "dash" or (piece.noun.of and behind == "comma")):
            continue
        while at < len(found) and (found[at].kind in ("and", "comma") or _only_article(found[at])):
            found[at].kind = "x" if found[at].kind == "num" else found[at].kind
            at += 1
    return found


def groups(page: Page, found: list[Chunk]) -> list[Chunk]:
    """Makes one piece of `a family of five`: the number counts people, the article nobody."""
    place = 0
    if GROUPS.isdisjoint(page.low[found[0].at : found[-1].after] if found else ()):
        return found
    while place + 2 < len(found):
        group, link, last = found[place : place + 3]
        number, counted = last.number, last.noun
        one = group.noun is not None and _only_article(group) and page.low[group.noun.at] in GROUPS
        linked = one and link.kind == "x" and page.low[link.at : link.after] == ["of"]
        if linked and number and counted and counted.kind in ("none", "people") and not number.article:
            noun = replace(counted, kind="people", counted=counted.counted or "people")
            found[place : place + 3] = [replace(last, at=group.at, noun=noun)]
        place += 1
    return found


def _names(page: Page, state: Chunk) -> bool:
    """`five of the 21 injured are in hospital`: the participle names them, the verb behind says what became of them."""
    if state.kind != "pred" or state.aux or state.sense is None or state.sense.form not in ("part", "adj"):
        return False
    return page.low[state.after : state.after + 1] != [] and page.low[state.after] in _VERBS


def _of_all(page: Page, words: list[str], stock: Chunk) -> bool:
    """`of`, `of the`, `out of`, `of its`, `of the village's`: the words between some and all."""
    if words in (["of"], ["of", "the"], ["out", "of"], ["out", "of", "the"]):
        return True
    owned = len(words) <= 5 and words[:1] == ["of"] and (words[-1].endswith(("'s", "s'")) or words[-1] in _OWNERS)
    return owned and stock.number is not None and not stock.number.article


def some_of(page: Page, found: list[Chunk]) -> list[Chunk]:
    """Makes one piece of `26 of 36 hospitals`: the first number counts, the second is the stock."""
    if len(found) < 3 or "of" not in page.low[found[0].at : found[-1].after]:
        return found
    made: list[Chunk] = []
    place = 0
    while place < len(found):
        piece = found[place]
        far = place + 1 + (place + 1 < len(found) and found[place + 1].kind == "x")
        last = found[far] if far < len(found) else None
        if piece.kind == "num" and last is not None and last.kind == "num" and piece.noun and last.noun:
            words = page.low[piece.number.after if piece.number else piece.after : last.at]
            bare = piece.noun.kind == "none" or (words and words[-1].endswith(("'s", "s'")))
            if bare and _of_all(page, words, last):
                piece = replace(
                    piece,
                    after=last.after,
                    noun=replace(last.noun, of=words[-1] == "the" and last.noun.sense is not None),
                )
                place = far
                state = found[far + 1] if far + 1 < len(found) else None
                if words[-1] == "the" and state is not None and _names(page, state):
                    assert piece.noun is not None
                    noun = replace(piece.noun, of=True, sense=state.sense, at=state.at, kind="people")
                    piece = replace(piece, after=state.after, noun=noun)
                    place += 1
        made.append(piece)
        place += 1
    return made
