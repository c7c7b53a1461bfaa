"""Proposes what may be on the desk twice; nothing is ever joined but by a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import asin, cos, radians, sin, sqrt
from typing import Final

from factdesk.desk.open import Desk
from factdesk.store import duplicates
from factdesk.store.duplicates import Place

NEAR: Final = 5.0
"""Kilometres within which two incidents of a day may be one."""

_CROWD: Final = 400
"""Events of two days at most among which each is held against each; on more crowded days only equal places are."""

Figure = tuple[str, str, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one: codes, what they say, and why. `weight` is higher where more speaks for it."""

    kind: str
    keep: str
    other: str
    keep_told: str
    other_told: str
    why: str
    weight: int


def proposals(desk: Desk, limit: int = 100) -> list[Pair]:
    """Likely twins, those with most for them first: sources, and incidents of a day at a place with fitting figures."""
    with desk.db.snapshot():
        found = [*_sources(desk, limit), *_incidents(desk, limit)]
    found.sort(key=lambda pair: -pair.weight)
    return found[:limit]


def _sources(desk: Desk, limit: int) -> Iterator[Pair]:
    told: set[tuple[str, str]] = set()
    for key, why, weight in (("file", "the same file", 9), ("url_key", "the same address", 8)):
        for shared, group in groupby(duplicates.same_sources(desk.db, key, limit), key=lambda row: row[0]):
            (_, _, keep, title), *others = group
            for _, _, code, other in others:
                if (keep, code) not in told:
                    told.add((keep, code))
                    named = f"{why} ({shared[:80]})" if key == "url_key" else why
                    yield Pair("source", keep, code, title, other, named, weight)


def _incidents(desk: Desk, limit: int) -> Iterator[Pair]:
    made = 0
    window: list[Place] = []
    for one in duplicates.dated_incidents(desk.db):
        window = [other for other in window if _days_apart(other.day, one.day) <= 1]
        near = [other for other in window[-_CROWD:] if _near(one, other)]
        for pair in _fitting(desk, one, near) if near else ():
            yield pair
            made += 1
            if made >= limit * 4:
                return
        window.append(one)


def _fitting(desk: Desk, one: Place, near: list[Place]) -> Iterator[Pair]:
    figures = duplicates.figures_of(desk.db, [one.id, *(other.id for other in near)])
    for other in near:
        shared = list(_shared(figures[one.id], figures[other.id]))
        if not all(fits for _, fits in shared):
            continue
        equal = [told for told, fits in shared if fits]
        days = "the same day" if one.day == other.day else "a day apart"
        where = f"both in {one.place}" if _same_place(one, other) else "within 5 km"
        why = f"{days}, {where}" + (f", {', '.join(equal[:3])}" if equal else "")
        weight = 2 + 2 * bool(equal) + (one.day == other.day) + _same_place(one, other)
        yield Pair("incident", other.code, one.code, other.title, one.title, why, weight)


def _shared(first: list[Figure], second: list[Figure]) -> Iterator[tuple[str, bool]]:
    """For each measure and population that both tell: whether some of their figures can both be true."""
    for measure, counted in {(one[0], one[1]) for one in first} & {(one[0], one[1]) for one in second}:
        mine = [(low, high) for m, c, low, high in first if (m, c) == (measure, counted)]
        theirs = [(low, high) for m, c, low, high in second if (m, c) == (measure, counted)]
        fits = any(_meet(a, b) for a in mine for b in theirs)
        yield f"fitting figures ({counted} {measure})", fits


def _meet(first: tuple[int | None, int | None], second: tuple[int | None, int | None]) -> bool:
    low = max(first[0] or 0, second[0] or 0)
    highs = [high for high in (first[1], second[1]) if high is not None]
    return not highs or low <= min(highs)


def _near(one: Place, other: Place) -> bool:
    if _same_place(one, other):
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return kilometres(one.lat, one.lon, other.lat, other.lon) <= NEAR


def _same_place(one: Place, other: Place) -> bool:
    return bool(one.place) and (one.place or "").casefold().strip() == (other.place or "").casefold().strip()


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two points on the globe, in kilometres (haversine)."""
    high, wide = radians(other_lat - lat), radians(other_lon - lon)
    half = sin(high / 2) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(wide / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(min(1.0, half)))


def _days_apart(first: str, second: str) -> int:
    from datetime import date

    try:
        return abs((date.fromisoformat(second) - date.fromisoformat(first)).days)
    except ValueError:
        return 99
