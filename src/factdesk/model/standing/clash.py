"""Which figures cannot all be true: minimal sets of floors and ceilings for which no whole numbers exist.

A claim is a floor (so many or more) and a ceiling (so many or fewer) of one quantity at one moment. Floors and
ceilings clash when whoever is counted in the floors is counted at least as often in the ceilings, no earlier than
there where a number only rises, and yet the floors add up to more than the ceilings. By Farkas' lemma this is the
only way in which such counts can be impossible; the tests compare it with every assignment of numbers on small cases.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, combinations, permutations, product
from typing import Final

from factdesk.model.standing.moments import Moment
from factdesk.model.standing.nesting import Key, Kinds

MOST_SETS: Final = 400
"""Clashes that are listed for one group of quantities; beyond, `Group.cut` says that there are more."""

MOST_TRIES: Final = 10_000
"""Figures that are looked at for sums in one group; beyond, `Group.cut` says that there may be more."""

ZONES: Final = 28 * 3_600
"""By how many seconds two clocks can differ for one moment."""

EXCHANGED: Final = 16
"""Distinct figures of a group up to which clashes of two floors with two ceilings are looked for; beyond,
`Group.cut` says that there may be more."""

PARTS: Final = 4
"""The most parts that are added up against one whole."""


@dataclass(frozen=True, slots=True)
class Side:
    """One figure at one moment with all the claims that state it. `low` 0 and `high` None are open ends."""

    key: Key
    moment: Moment
    low: int
    high: int | None
    claims: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Clash:
    """Floors that add up to more than the ceilings can hold. One claim of each side makes a minimal set."""

    floors: tuple[Side, ...]
    ceilings: tuple[Side, ...]

    @property
    def sides(self) -> tuple[Side, ...]:
        """All sides, floors first."""
        return (*self.floors, *self.ceilings)

    def sets(self) -> Iterator[frozenset[str]]:
        """Every minimal set of claims that cannot all be true."""
        for choice in product(*(side.claims for side in self.sides)):
            yield frozenset(choice)


@dataclass
class Group:
    """Quantities that bear on each other, with the figures for them. `grows`: no later number is smaller."""

    kinds: Kinds
    grows: bool
    sides: Sequence[Side]
    cut: bool = False
    _tries: int = 0
    _low: dict[Key, list[Side]] = field(default_factory=dict)
    _top: dict[Key, list[Side]] = field(default_factory=dict)
    _paired: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Sorts the figures once: floors from the largest, ceilings from the smallest."""
        for side in sorted(self.sides, key=lambda s: -s.low):
            if side.low > 0:
                self._low.setdefault(side.key, []).append(side)
        for side in sorted((s for s in self.sides if s.high is not None), key=_high):
            self._top.setdefault(side.key, []).append(side)

    def clashes(self) -> list[Clash]:
        """The minimal clashes, pairs first."""
        found: dict[frozenset[int], Clash] = {}
        self.cut = self.cut or self.kinds.plain
        for clash in chain(self._pairs(), self._sums(), self._covers(), self._exchanges()):
            sides = frozenset(map(id, clash.sides))
            if sides in found or (len(sides) > 2 and self._smaller(clash)):
                continue
            found[sides] = clash
            if len(sides) == 2:
                one, other = sides
                self._paired |= {(one, other), (other, one)}
            if len(found) >= MOST_SETS:
                self.cut = True
                break
        return list(found.values())

    def impossible(self, floors: Sequence[Side], ceilings: Sequence[Side]) -> bool:
        """Whether these floors add up to more than these ceilings can hold."""
        highs = [side.high for side in ceilings]
        if None in highs or sum(side.low for side in floors) <= sum(high for high in highs if high is not None):
            return False
        keys = (*(side.key for side in floors), *(side.key for side in ceilings))
        earlier = tuple(tuple(self._reaches(low, high) for high in ceilings) for low in floors)
        return _dominated(_members(self.kinds, keys), len(floors), earlier)

    def _reaches(self, low: Side, high: Side) -> bool:
        """Whether all that a floor counts is there when the ceiling is counted."""
        if not self.grows:
            return low.moment.text == high.moment.text
        return low.moment.not_after(high.moment)

    def _smaller(self, clash: Clash) -> bool:
        """Whether some of the sides clash without the others. All pairs that clash are known by then."""
        sides = clash.sides
        if any((id(one), id(other)) in self._paired for one, other in combinations(sides, 2)):
            return True
        return any(
            self.impossible(floors, ceilings)
            for size in range(3, len(sides))
            for some in combinations(sides, size)
            for floors, ceilings in _splits(some)
        )

    def _floors(self, key: Key) -> list[Side]:
        return self._low.get(key, [])

    def _ceilings(self, key: Key) -> list[Side]:
        return self._top.get(key, [])

    def _keys(self) -> list[Key]:
        return sorted({*self._low, *self._top})

    def _pairs(self) -> Iterator[Clash]:
        """A floor above a ceiling of the same or a wider population, in time linear in figures and clashes."""
        keys = self._keys()
        for wide in keys:
            inside = [key for key in keys if self.kinds.within(key, wide)]
            floors = [side for key in inside for side in self._floors(key)]
            together: defaultdict[str, list[Side]] = defaultdict(list)
            for side in floors:
                together[side.moment.text].append(side)
            for listed in together.values():
                listed.sort(key=lambda s: -s.low)
            ceilings = self._ceilings(wide)
            for high in ceilings:
                for low in together.get(high.moment.text, ()):
                    if low.low <= _high(high):
                        break
                    yield Clash((low,), (high,))
            if self.grows:
                yield from self._earlier(floors, ceilings)

    def _earlier(self, floors: list[Side], ceilings: list[Side]) -> Iterator[Clash]:
        """Floors of surely earlier moments above a ceiling: the number would have fallen."""
        waiting = sorted(floors, key=lambda s: s.moment.last)
        room = ZONES if any(side.moment.utc is not None for side in (*floors, *ceilings)) else 0
        above: list[tuple[int, int, Side]] = []
        at = 0
        for high in sorted(ceilings, key=lambda s: s.moment.first):
            while at < len(waiting) and waiting[at].moment.last <= high.moment.first + room:
                insort(above, (-waiting[at].low, at, waiting[at]))
                at += 1
            for _, _, low in above:
                if low.low <= _high(high):
                    break
                if low.moment.text != high.moment.text and self._reaches(low, high):
                    yield Clash((low,), (high,))

    def _sums(self) -> Iterator[Clash]:
        """Parts that share nobody and add up to more than their whole."""
        for wide in self._keys():
            ceilings = self._ceilings(wide)
            inside = [k for k in self._keys() if k != wide and self.kinds.within(k, wide) and self._floors(k)]
            for size in range(2, min(PARTS, len(inside)) + 1 if ceilings else 0):
                for parts in combinations(inside, size):
                    if self.kinds.apart(parts):
                        floors = [self._floors(key) for key in parts]
                        for high in ceilings:
                            yield from (Clash(lows, (high,)) for lows in self._adding(floors, high))

    def _adding(
        self, floors: Sequence[list[Side]], high: Side, chosen: tuple[Side, ...] = ()
    ) -> Iterator[tuple[Side, ...]]:
        """One floor of each list, together above the ceiling; the largest first. No two that clash by themselves."""
        rest = sum(side.low for side in chosen) + sum(listed[0].low for listed in floors[1:])
        for low in floors[0]:
            if low.low + rest <= _high(high) or self._tired():
                return
            if self._reaches(low, high) and not self._known(low, high, *chosen):
                if len(floors) == 1:
                    yield (*chosen, low)
                else:
                    yield from self._adding(floors[1:], high, (*chosen, low))

    def _covers(self) -> Iterator[Clash]:
        """A whole that is more than all of its parts together can be."""
        keys = self._keys()
        for all_ in keys:
            floors = self._floors(all_)
            others = [key for key in keys if key != all_ and self._ceilings(key) and not self.kinds.within(all_, key)]
            for size in range(2, min(PARTS, len(others)) + 1 if floors else 0):
                for parts in combinations(others, size):
                    if self.kinds.covers([all_], parts):
                        ceilings = [self._ceilings(key) for key in parts]
                        for low in floors:
                            yield from (Clash((low,), highs) for highs in self._holding(low, ceilings))

    def _holding(
        self, low: Side, ceilings: Sequence[list[Side]], chosen: tuple[Side, ...] = ()
    ) -> Iterator[tuple[Side, ...]]:
        """One ceiling of each list, together below the floor; the smallest first. No two that clash by themselves."""
        rest = sum(map(_high, chosen)) + sum(_high(listed[0]) for listed in ceilings[1:])
        for high in ceilings[0]:
            if low.low <= _high(high) + rest or self._tired():
                return
            if self._reaches(low, high) and not self._known(high, low, *chosen):
                if len(ceilings) == 1:
                    yield (*chosen, high)
                else:
                    yield from self._holding(low, ceilings[1:], (*chosen, high))

    def _known(self, side: Side, *others: Side) -> bool:
        """Whether this figure clashes with one of the others by itself, so that no minimal set holds both."""
        return any((id(side), id(other)) in self._paired for other in others)

    def _exchanges(self) -> Iterator[Clash]:
        """Two floors that add up to more than two ceilings hold, though each pair by itself could be."""
        if len(self._keys()) < 2:
            return
        if len(self.sides) > EXCHANGED:
            self.cut = True
            return
        floors = list(combinations([s for s in self.sides if s.low > 0], 2))
        ceilings = list(combinations([s for s in self.sides if s.high is not None], 2))
        for lows, highs in product(floors, ceilings):
            if not set(lows) & set(highs) and self.impossible(lows, highs):
                yield Clash(lows, highs)

    def _tired(self) -> bool:
        self._tries += 1
        self.cut = self.cut or self._tries > MOST_TRIES
        return self._tries > MOST_TRIES


def _high(side: Side) -> int:
    assert side.high is not None
    return side.high


def _splits(sides: Sequence[Side]) -> Iterator[tuple[tuple[Side, ...], tuple[Side, ...]]]:
    """Every way in which these sides could be floors and ceilings against each other."""
    for size in range(1, len(sides)):
        for places in combinations(range(len(sides)), size):
            yield tuple(sides[i] for i in places), tuple(s for i, s in enumerate(sides) if i not in places)


def _members(kinds: Kinds, keys: Sequence[Key]) -> tuple[tuple[bool, ...], ...]:
    return tuple(kinds.members(keys))


@lru_cache(maxsize=4_096)
def _dominated(members: tuple[tuple[bool, ...], ...], lows: int, earlier: tuple[tuple[bool, ...], ...]) -> bool:
    """Whether each kind of person finds, for each floor that counts it, a ceiling of its own that counts it too."""
    return all(_matched(member[:lows], member[lows:], earlier) for member in members)


def _matched(inside: Sequence[bool], held: Sequence[bool], earlier: Sequence[Sequence[bool]]) -> bool:
    wanted = [place for place, counted in enumerate(inside) if counted]
    free = [place for place, counted in enumerate(held) if counted]
    if len(wanted) > len(free):
        return False
    return any(
        all(earlier[low][high] for low, high in zip(wanted, chosen, strict=True))
        for chosen in permutations(free, len(wanted))
    )


def gather(claims: Iterable[tuple[str, Key, Moment, int, int | None]]) -> list[Side]:
    """The sides of claims given as id, quantity, moment, low and high; equal figures of one moment are one side."""
    found: dict[tuple[Key, str, int, int | None], tuple[Moment, list[str]]] = {}
    for id_, key, at, low, high in claims:
        found.setdefault((key, at.text, low, high), (at, []))[1].append(id_)
    return [Side(key, at, low, high, tuple(ids)) for (key, _, low, high), (at, ids) in found.items()]
