"""Sorts statements by what they are about: the text's own event, another event, or no single event (talks, the war)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from factdesk.intake.clauses import general
from factdesk.intake.drafts import Draft
from factdesk.intake.places import places
from factdesk.intake.same import same_place
from factdesk.intake.sentences import Sentence
from factdesk.intake.statements import Statement
from factdesk.intake.tokens import Page
from factdesk.intake.words import words

STATEMENTS: Final = "statements"
_TALKS: Final = words("""
    ceasefire cease-fire truce talks talk negotiations negotiation negotiate negotiators peace sanctions proposal
    diplomacy diplomatic summit war agreement treaty deal armistice settlement
    """)
_HARM: Final = words("""
    hit hits struck attacked targeted shelled bombed exploded collapsed capsized sank derailed crashed erupted fired
    rammed attacking striking hitting shelling bombing burned flooded
    """)
_EVENT: Final = words("""
    missile blast explosion fire fires crash strike attack site building buildings scene shooting gunman quake
    earthquake flood boat ship vessel victims wounded rescuers dead casualties military civilian civilians soldiers
    restaurant munitions drone drones rocket shell
    """)


def sort(page: Page, found: Sequence[Sentence], made: Sequence[Statement], main: str) -> None:
    """Sets `scope` and `place` of every statement; one that names nothing stays where the one before it was."""
    firsts = [sentence.first for sentence in found]
    known: dict[int, list[tuple[int, str]]] = {}
    before, paragraph = "main", -1
    for item in made:
        sentence = found[bisect_right(firsts, item.first) - 1]
        if sentence.nr not in known:
            known[sentence.nr] = places(page, sentence)
        near = set(page.low[sentence.first : sentence.after])
        elsewhere = _elsewhere(page, item, known[sentence.nr], main)
        here = any(main and same_place(name, main) for _, name in known[sentence.nr])
        if item.kind == "denial" and general(page, item.said):
            item.scope, item.place = STATEMENTS, ""
            continue
        if elsewhere:
            item.scope, item.place = "other_event", elsewhere
            continue
        if not _TALKS.isdisjoint(near) and not here:
            item.scope = STATEMENTS
        elif not here and _EVENT.isdisjoint(near) and _HARM.isdisjoint(near):
            item.scope = before if before == STATEMENTS or sentence.paragraph == paragraph else "main"
        item.place = main if item.scope == "main" else ""
        before, paragraph = item.scope, sentence.paragraph
    for item in made:
        if item.denies is not None and item.kind == "denial":
            other = item.denies
            item.scope, item.place = other.scope if not isinstance(other, Draft) else "main", other.place or main


def _elsewhere(page: Page, item: Statement, named: Sequence[tuple[int, str]], main: str) -> str:
    """The place of another event: behind a word of harm in the statement's own words, and not the main place."""
    harm = next((at for at in range(item.first, item.after) if page.low[at] in _HARM), None)
    if harm is None or not main:
        return ""
    behind = [name for at, name in named if harm < at < item.after]
    return behind[0] if behind and not any(same_place(name, main) for _, name in named) else ""
