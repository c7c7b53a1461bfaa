"""Which populations and measures lie inside which: a small vocabulary, from which the arithmetic of tolls follows.

A kind of person is one way of being in or out of each population that the rules allow: a child is a civilian and a
person, nobody is both a civilian and a soldier. A set of populations covers another when every kind of person that is
counted in the one is counted at least as often in the other; then the numbers cannot be the other way round. Sources:
the tables of UCDP (civilians, combatants of each side, unknown), of the UN human rights office (children among the
civilians; women, men, girls, boys) and AP (killed and injured are never one number).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from functools import cache, lru_cache
from itertools import combinations
from typing import Final

from factdesk.model.values import dataclass

MOST: Final = 14
"""Populations that are combined into kinds of people; where more meet, only plain nesting is looked at."""

Key = tuple[str, str]
"""A measure and a population, both in the vocabulary's own spelling."""


@dataclass(frozen=True, slots=True)
class Nesting:
    """The vocabulary. `inside` has each population with what it lies in, `apart` pairs that share nobody.

    `whole` says that a population is all of its parts together and that the parts share nobody. `same` maps other
    words to the vocabulary's. `measures` has measures that lie inside another. `growing` are the measures whose
    number can only rise from one moment to the next: the injured are not among them, because some die, nor are those
    in hospital, missing or displaced. `tallied` are measures that are told upwards while a count goes on.
    """

    inside: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()
    whole: frozenset[tuple[str, ...]] = frozenset()
    same: frozenset[tuple[str, str]] = frozenset()
    measures: frozenset[tuple[str, str]] = frozenset()
    growing: frozenset[str] = frozenset()
    tallied: frozenset[str] = frozenset()

    def extended(self, more: Nesting) -> Nesting:
        """This vocabulary with the words of another added."""
        return replace(self, **{name: getattr(self, name) | getattr(more, name) for name in self.__slots__})

    def key(self, measure: str | None, counted: str | None) -> Key:
        """Measure and population in one spelling; what the vocabulary does not know stays itself, folded."""
        return _key(self, measure, counted)

    def parents(self, population: str) -> frozenset[str]:
        """All populations that this one lies inside, itself included."""
        return _above(self, population)

    def people(self, population: str) -> bool:
        """Whether it counts people, as far as the vocabulary knows."""
        return "people" in _above(self, population)


def resolved(nesting: Nesting) -> Nesting:
    """The vocabulary with other words followed to their end: what is the same as a word that is the same as a third."""
    same = dict(nesting.same)

    def last(word: str) -> str:
        seen = {word}
        while (word := same.get(word, word)) not in seen:
            seen.add(word)
        return word

    def pairs(found: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        return frozenset((last(one), last(other)) for one, other in found)

    return replace(
        nesting, same=frozenset((word, last(word)) for word in same), inside=pairs(nesting.inside),
        apart=pairs(nesting.apart), whole=frozenset(tuple(map(last, group)) for group in nesting.whole),
    )  # fmt: skip


@lru_cache(maxsize=4_096)
def _key(nesting: Nesting, measure: str | None, counted: str | None) -> Key:
    return _fold(measure), _plain(nesting).same.get(_fold(counted), _fold(counted))


def _fold(word: str | None) -> str:
    return " ".join((word or "").casefold().split())


@dataclass(frozen=True, slots=True)
class _Plain:
    same: dict[str, str]
    up: dict[str, set[str]]


@cache
def _plain(nesting: Nesting) -> _Plain:
    up: dict[str, set[str]] = {}
    for low, high in nesting.inside:
        up.setdefault(low, set()).add(high)
    for all_, *parts in nesting.whole:
        for part in parts:
            up.setdefault(part, set()).add(all_)
    return _Plain(dict(nesting.same), up)


@cache
def _above(nesting: Nesting, population: str) -> frozenset[str]:
    found, todo = {population}, [population]
    while todo:
        for parent in _plain(nesting).up.get(todo.pop(), ()):
            if parent not in found:
                found.add(parent)
                todo.append(parent)
    return frozenset(found)


@dataclass(frozen=True)
class Kinds:
    """The kinds of people among some quantities, each quantity as a bit mask over them.

    `plain`: so many populations meet that only plain nesting was looked at.
    """

    masks: dict[Key, int] = field(default_factory=dict)
    plain: bool = False

    def meet(self, keys: Sequence[Key]) -> bool:
        """Whether anybody could be counted in all of them."""
        common = -1
        for key in keys:
            common &= self.masks[key]
        return bool(common)

    def within(self, inner: Key, outer: Key) -> bool:
        """Whether all that `inner` counts is counted by `outer`."""
        return not self.masks[inner] & ~self.masks[outer]

    def apart(self, keys: Sequence[Key]) -> bool:
        """Whether no two of them share anybody."""
        return all(not self.masks[a] & self.masks[b] for a, b in combinations(keys, 2))

    def covers(self, floors: Sequence[Key], ceilings: Sequence[Key]) -> bool:
        """Whether whoever is counted in `floors` is counted at least as often in `ceilings`."""
        return all(
            sum(self.masks[key] >> bit & 1 for key in floors) <= sum(self.masks[key] >> bit & 1 for key in ceilings)
            for bit in self._bits(floors)
        )

    def members(self, keys: Sequence[Key]) -> Iterator[tuple[bool, ...]]:
        """For each kind of person that is in any of `keys`, in which of them; each pattern once."""
        bits = self._bits(keys)
        yield from dict.fromkeys(tuple(bool(self.masks[key] >> bit & 1) for key in keys) for bit in bits)

    def _bits(self, keys: Sequence[Key]) -> list[int]:
        union = 0
        for key in keys:
            union |= self.masks[key]
        return [bit for bit in range(union.bit_length()) if union >> bit & 1]


def kinds(nesting: Nesting, keys: Iterable[Key], links: Iterable[tuple[Key, Key]] = ()) -> Kinds:
    """The kinds of people among these quantities; `links` are parts and wholes that the claims themselves state."""
    return _kinds(nesting, frozenset(keys), frozenset(links))


@lru_cache(maxsize=512)
def _kinds(nesting: Nesting, keys: frozenset[Key], links: frozenset[tuple[Key, Key]]) -> Kinds:
    words = _relevant(nesting, {population for _, population in keys})
    measures = {measure for measure, _ in keys}
    tags = {low for low, high in nesting.measures if low in measures and high in measures}
    plain = len(words) + len(tags) > MOST
    if plain:
        ways = _plainly(nesting, keys, links)
    else:
        ways = _linked(_ways(nesting, words), tags, keys, links)
    masks = dict.fromkeys(keys, 0)
    for place, way in enumerate(dict.fromkeys(ways)):
        for key in way:
            masks[key] |= 1 << place
    return Kinds(masks, plain)


def _relevant(nesting: Nesting, populations: set[str]) -> set[str]:
    """The populations, all that they lie in, and the other parts of what is a whole of parts."""
    found, todo = set[str](), set(populations)
    while todo:
        found |= {above for population in todo for above in _above(nesting, population)}
        todo = {part for all_, *parts in nesting.whole if all_ in found for part in parts} - found
    return found


def _ways(nesting: Nesting, words: set[str]) -> list[frozenset[str]]:
    """Every way to be in or out of these populations that the vocabulary allows, the wider populations first."""
    ways: list[frozenset[str]] = [frozenset()]
    for word in sorted(words, key=lambda word: (len(_above(nesting, word)), word)):
        needs = _above(nesting, word) - {word}
        bars = {other for pair in nesting.apart if word in pair for other in pair if other != word}
        bars |= {part for _, *parts in nesting.whole if word in parts for part in parts if part != word}
        ways += [way | {word} for way in ways if needs <= way and not bars & way]
    return [way for way in ways if way and _complete(nesting, way)]


def _complete(nesting: Nesting, way: frozenset[str]) -> bool:
    """Whether who is in a whole of parts is in one of the parts."""
    return all(all_ not in way or way.intersection(parts) for all_, *parts in nesting.whole)


def _linked(
    ways: list[frozenset[str]], tags: set[str], keys: frozenset[Key], links: frozenset[tuple[Key, Key]]
) -> Iterator[frozenset[Key]]:
    """Each way as the quantities that it is counted in, leaving out those that stated parts and wholes forbid."""
    tagged: list[frozenset[str]] = [frozenset()]
    for tag in sorted(tags):
        tagged += [more | {tag} for more in tagged]
    for way in ways:
        for on in tagged:
            inside = frozenset(key for key in keys if key[1] in way and (key[0] not in tags or key[0] in on))
            if all(low not in inside or high in inside for low, high in links):
                yield inside


def _plainly(nesting: Nesting, keys: frozenset[Key], links: frozenset[tuple[Key, Key]]) -> Iterator[frozenset[Key]]:
    """Where too many populations meet: nesting alone, with somebody who is in all, so that nothing adds up."""
    above = {key: _wider(nesting, key, keys) | {high for low, high in links if low == key} for key in keys}
    yield keys
    for key in keys:
        found, todo = {key}, [key]
        while todo:
            more = above[todo.pop()] - found
            found |= more
            todo += more
        yield frozenset(found)


def _wider(nesting: Nesting, key: Key, keys: frozenset[Key]) -> set[Key]:
    measures = {key[0], *(high for low, high in nesting.measures if low == key[0])}
    return {other for other in keys if other[0] in measures and other[1] in _above(nesting, key[1])}


BASIC: Final = Nesting(
    inside=frozenset(
        (
            ("civilians", "people"), ("children", "civilians"), ("military personnel", "people"),
            ("military personnel", "adults"), ("women", "adults"), ("men", "adults"), ("girls", "children"),
            ("boys", "children"), ("infants", "children"), ("medics", "people"), ("journalists", "people"),
            ("females", "people"), ("males", "people"), ("women", "females"), ("girls", "females"),
            ("men", "males"), ("boys", "males"), ("officers", "military personnel"),
            ("apartment buildings", "buildings"), ("schools", "educational institutions"),
            ("educational institutions", "buildings"), ("hospitals", "buildings"),
        )
    ),
    apart=frozenset(
        (
            ("civilians", "military personnel"), ("women", "men"), ("girls", "boys"), ("females", "males"),
            ("apartment buildings", "educational institutions"), ("apartment buildings", "hospitals"),
            ("educational institutions", "hospitals"),
        )
    ),
    whole=frozenset((("people", "children", "adults"),)),
    same=frozenset(
        (
            ("persons", "people"), ("person", "people"), ("victims", "people"), ("civilian", "civilians"),
            ("non-combatants", "civilians"), ("noncombatants", "civilians"), ("minors", "children"),
            ("child", "children"), ("kids", "children"), ("babies", "infants"), ("adult", "adults"),
            ("soldiers", "military personnel"), ("troops", "military personnel"),
            ("servicemen", "military personnel"), ("military", "military personnel"),
            ("medical workers", "medics"), ("reporters", "journalists"),
            ("residential buildings", "apartment buildings"),
            ("люди", "people"), ("діти", "children"), ("дети", "children"), ("цивільні", "civilians"),
            ("військові", "military personnel"), ("военные", "military personnel"),
        )
    ),
    measures=frozenset((("hospitalised", "injured"),)),
    growing=frozenset(("killed", "destroyed", "rescued", "abducted")),
    tallied=frozenset(("killed", "destroyed", "rescued", "abducted", "injured", "damaged", "evacuated")),
)  # fmt: skip
"""The vocabulary that every desk has. Whatever is not in it is comparable with nothing but itself."""
