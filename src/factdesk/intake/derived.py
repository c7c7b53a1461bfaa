"""The whole that a text gives only by its parts: `11 children and nine adults`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from factdesk.intake.counted import Noun
from factdesk.intake.drafts import Draft
from factdesk.intake.pieces import Chunk
from factdesk.intake.tokens import Page
from factdesk.model.figures import Figure

_PAIRS: Final = (
    ({"children", "adults"}, "people"),
    ({"men", "women"}, "people"),
    ({"men", "women", "children"}, "people"),
    ({"boys", "girls"}, "children"),
)
_KINDS: Final = frozenset(kind for pair, _ in _PAIRS for kind in pair)


def with_totals(page: Page, made: list[Draft], found: list[Chunk]) -> list[Draft]:
    """Adds the whole that `11 children and nine adults` implies, marked as derived, before its parts."""
    if len(made) < 2 or _KINDS.isdisjoint(item.counted for item in made):
        return made
    result: list[Draft] = []
    run: list[Draft] = []
    for item in [*made, None]:
        joined = run and item is not None and item.pred == run[-1].pred and _joined(found, run[-1], item)
        if not joined:
            whole = _total(page, run)
            result.extend([whole, *run] if whole is not None else run)
            run = []
        if item is not None:
            run.append(item)
    return result


def _joined(found: list[Chunk], first: Draft, second: Draft) -> bool:
    between = found[first.piece + 1 : second.piece]
    return bool(between) and all(c.kind in ("and", "comma") for c in between)


def _total(page: Page, run: Sequence[Draft]) -> Draft | None:
    counted = {item.counted for item in run}
    values = [item.figure.value for item in run]
    if len(run) < 2 or any(v is None for v in values) or any(i.part_of or i.figure.qualifier != "exact" for i in run):
        return None
    for pair, name in _PAIRS:
        if counted == pair and len(run) == len(pair):
            value = sum(v for v in values if v is not None)
            first, last = run[0], run[-1]
            figure = Figure(value, value, "exact", value, page.said(first.first, last.after))
            noun = Noun("people", name, last.after)
            whole = replace(first, after=last.after, counted=name, figure=figure, noun=noun, derived=True)
            for item in run:
                item.part_of = whole
            return whole
    return None
