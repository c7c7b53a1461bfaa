"""Folds sources to their roots: ten outlets that carry one post are ten sources and one root.

Source of the rule: AP and Iraq Body Count count independent origins, not carriers. A page often carries one speaker's
words for one claim, another's for the next, and its own reporting beside: so a citation may say what it carries.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from typing import Final, cast

Carried = tuple[str | None, str | None]
"""The source and the speaker that something carries; at most one of the two is given."""

Parents = Mapping[str, Carried]
"""For each source id what it carries."""

NOTHING: Final[Carried] = (None, None)


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
        above, speaker = parents.get(at, NOTHING)
        if speaker is not None:
            return speaker, ()
        if above is None:
            return at, ()
        at = above


def count_roots(sources: Iterable[str], parents: Parents) -> int:
    """How many roots these sources fold to: what corroboration counts."""
    return len({fold(source, parents)[0] for source in sources})


def fold_ties(ties: Sequence[tuple[str, Carried]], parents: Parents) -> list[tuple[str, tuple[str, ...]]]:
    """The root and the circle (see `fold`) of each citation of one claim: its source, and what this citation carries.

    Where a citation says what it carries, that holds, else what its source carries. On the way up it is the same: a
    source that is cited for the claim too carries there what its own citation says (of several that differ: a speaker
    before a source, then the smallest id). So an outlet that copies a page carries whom the page quotes.
    """
    said: dict[str, Carried] = {}
    for source, own in ties:
        if own != NOTHING and (source not in said or _order(own) < _order(said[source])):
            said[source] = own
    if not said:
        return [fold(source, parents) for source, _ in ties]
    found = []
    for source, own in ties:
        first = own if own != NOTHING else parents.get(source, NOTHING)
        maps = ({source: first}, said, cast(MutableMapping[str, Carried], parents))
        found.append(fold(source, ChainMap(*maps)))
    return found


def _order(own: Carried) -> tuple[bool, str]:
    root, speaker = own
    return speaker is None, speaker or root or ""
