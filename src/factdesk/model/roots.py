"""Folds sources to their roots: ten outlets that carry one post are ten sources and one root.

Source of the rule: AP and Iraq Body Count count independent origins, not carriers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Parents = Mapping[str, tuple[str | None, str | None]]
"""For each source id the source and the speaker that it carries (at most one of the two is given)."""


def fold(source: str, parents: Parents) -> tuple[str, tuple[str, ...]]:
    """The root of a source and, where carrying turns back on itself, the sources of that circle.

    The root is a source id, or a speaker's id where the last source carries a speaker's own words. A circle
    (A carries B, B carries A) has no origin among its members: it counts as one root, its smallest id.
    """
    seen: dict[str, None] = {}
    at = source
    while True:
        if at in seen:
            chain = list(seen)
            circle = tuple(sorted(chain[chain.index(at) :]))
            return circle[0], circle
        seen[at] = None
        above, speaker = parents.get(at, (None, None))
        if speaker is not None:
            return speaker, ()
        if above is None:
            return at, ()
        at = above


def count_roots(sources: Iterable[str], parents: Parents) -> int:
    """How many roots these sources fold to: what corroboration counts."""
    return len({fold(source, parents)[0] for source in sources})
