"""Conflicts among current figures: minimal sets that cannot all be true, in groups that one sentence tells.

Source of the rule: the meaning of `disputed` (accounts that cannot all hold for the same measure, counted, scope and
moment) and Every Casualty (parts and wholes). What cannot be true only if two scopes are one is no conflict: such
sets are found by the same arithmetic and handed to `scope`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factdesk.model.standing.clash import Clash, Group, Side, gather
from factdesk.model.standing.comparable import Quantity
from factdesk.model.standing.facts import Fact
from factdesk.model.standing.nesting import Key, Nesting, kinds


@dataclass(frozen=True, slots=True)
class Found:
    """The clashes of some figures; `cut` says that more were there than are listed."""

    clashes: tuple[Clash, ...]
    cut: bool


def clashes(facts: Sequence[Fact], of: Mapping[str, Quantity], nesting: Nesting, *, one_scope: bool = False) -> Found:
    """The minimal clashes among these figures, scope by scope, or as if all scopes were one."""
    frames: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        frames["" if one_scope else of[fact.id].scope].append(fact)
    found: list[Clash] = []
    cut = False
    for frame in frames.values():
        for group in _groups(frame, of, nesting):
            found += group.clashes()
            cut = cut or group.cut
    return Found(tuple(found), cut)


def _groups(frame: Sequence[Fact], of: Mapping[str, Quantity], nesting: Nesting) -> Iterator[Group]:
    """The figures of one scope, apart where nothing connects them."""
    links = {(of[f.id].key, inside) for f in frame if (inside := of[f.id].inside) is not None}
    keys = {of[fact.id].key for fact in frame} | {key for link in links for key in link}
    for together in _connected(keys, links, nesting):
        stated = frozenset(link for link in links if link[0] in together)
        some = kinds(nesting, together, stated)
        figures = [fact for fact in frame if of[fact.id].key in together]
        grows = all(measure in nesting.growing for measure, _ in together)
        for at_once in [figures] if grows else _by_moment(figures):
            sides = gather((f.id, of[f.id].key, f.moment, *f.interval) for f in at_once)
            yield Group(some, grows, sides)


def _by_moment(figures: Iterable[Fact]) -> Iterable[list[Fact]]:
    moments: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in figures:
        moments[fact.moment.text].append(fact)
    return moments.values()


def _connected(keys: set[Key], links: set[tuple[Key, Key]], nesting: Nesting) -> list[set[Key]]:
    """The quantities in groups that the vocabulary or the claims connect."""
    family = dict(nesting.measures)
    tops: dict[tuple[str, str], set[Key]] = {}
    for key in keys:
        for top in nesting.parents(key[1]):
            tops.setdefault((family.get(key[0], key[0]), top), set()).add(key)
    near: defaultdict[Key, set[Key]] = defaultdict(set)
    for group in (*tops.values(), *({low, high} for low, high in links)):
        first = next(iter(group))
        for key in group:
            near[key].add(first)
            near[first].add(key)
    return _components(keys, near)


def _components(keys: Iterable[Key], near: Mapping[Key, set[Key]]) -> list[set[Key]]:
    found, seen = [], set[Key]()
    for key in sorted(keys):
        if key in seen:
            continue
        together, todo = {key}, [key]
        while todo:
            more = near[todo.pop()] - together
            together |= more
            todo += more
        seen |= together
        found.append(together)
    return found


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures that cannot all be true, with the sentence that says why.

    `sides` are figures; each is the ids of the claims that state it, those that more claims connect together in one
    conflict. `sets` are the minimal sets: each a choice of sides by place, of which one claim each cannot all hold.
    """

    kind: str
    measure: str
    counted: str
    scope: str
    sides: tuple[tuple[str, ...], ...]
    sets: tuple[tuple[int, ...], ...]
    beside: tuple[str, ...]
    sentence: str

    @property
    def claims(self) -> tuple[str, ...]:
        """All claims that take part."""
        return tuple(id_ for side in self.sides for id_ in side)


def clusters(found: Sequence[Clash]) -> list[list[Clash]]:
    """The clashes that belong in one sentence: pairs that share a figure, and sums that share one."""
    pairs = [clash for clash in found if len(clash.sides) == 2]
    sums = [clash for clash in found if len(clash.sides) > 2]
    return [*_sharing(pairs), *_sharing(sums)]


def _sharing(found: Sequence[Clash]) -> list[list[Clash]]:
    parent: dict[int, int] = {}

    def top(side: Side) -> int:
        item = id(side)
        while parent.setdefault(item, item) != item:
            parent[item] = item = parent[parent[item]]
        return item

    for clash in found:
        first, *others = clash.sides
        for other in others:
            parent[top(first)] = top(other)
    together: defaultdict[int, list[Clash]] = defaultdict(list)
    for clash in found:
        together[top(clash.sides[0])].append(clash)
    return list(together.values())
