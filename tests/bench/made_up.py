"""Invented incidents, speakers, claims and sources, as many as wanted: the same seed gives the same rows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

Row = tuple[str, dict[str, Any]]

PLACES: Final = (
    "Avelmor", "Brestov", "Cinderford", "Dovzhyn", "Eastmarch", "Fallowden", "Горинь", "Хмелів", "Ізворське",
    "Karsava", "Lower Tamsin", "Marj al-Sidr", "Novyi Luh", "Ostrava Dolna", "Port Velim", "Qasr Nahl",
    "Ravenholt", "Stara Huta", "Тернівка", "Upper Wex",
)  # fmt: skip
KINDS: Final = ("Missile strike", "Drone attack", "Shelling", "Air strike", "Explosion", "Ambush", "Flood")
ROLES: Final = (
    ("head of the regional administration", "Region"), ("mayor", "City"), ("spokesperson", "Ministry"),
    ("chief surgeon", "District Hospital"), ("duty officer", "Emergency Service"), ("witness", ""),
)  # fmt: skip
FIGURES: Final = (
    "at least {n}", "{n}", "more than {n}", "up to {n}", "about {n}", "over {n}", "{n}–{m}", "fewer than {n}",
    "не менше {n}", "понад {n}", "dozens",
)  # fmt: skip
MEASURES: Final = (
    ("killed", "people"), ("injured", "people"), ("killed", "civilians"), ("missing", "people"),
    ("damaged", "apartment buildings"), ("destroyed", "vehicles"), ("hospitalised", "people"),
)  # fmt: skip
STATEMENTS: Final = (
    "the building was used as a shelter", "two drones came from the east", "the warning came early",
    "the road out of town was cut", "power was back by the evening",
)  # fmt: skip
VERDICTS: Final = (
    ("confirmed", "independent", "two outlets heard it from different people"),
    ("confirmed", "authority", "the office that keeps the register says so"),
    ("disputed", "figures-conflict", "the hospital's list has another number"),
    ("denied", "by-evidence", "the footage shows another day"),
)
PER_INCIDENT: Final = 8


@dataclass
class Desk:
    """What a made-up desk holds: rows in an order in which each may refer to earlier ones, and verdicts.

    `verdicts` maps (verdict, basis, reason) to the codes of the claims that got it: a third of all.
    """

    claims: int
    seed: int = 7
    verdicts: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)
    _whole: tuple[str, str, int] | None = None

    def rows(self) -> Iterator[Row]:
        """Every record as (kind, fields), by codes and names; fills `verdicts` on the way."""
        chance = random.Random(self.seed)
        names = [f"{a} {b}" for b in _LAST for a in _FIRST][: max(12, min(160, self.claims // 40))]
        for name in names:
            role, organisation = chance.choice(ROLES)
            yield "speaker", {"name": name, "role": role, "organisation": organisation}
        made = sources = number = 0
        while made < self.claims:
            number += 1
            wanted = min(self.claims - made, chance.randint(PER_INCIDENT // 2, PER_INCIDENT * 3 // 2))
            yield self._incident(chance, number)
            carried = [f"S{sources + i + 1}" for i in range(max(1, round(wanted * chance.uniform(1.2, 1.8))))]
            sources += len(carried)
            for code in carried:
                yield self._source(chance, code, number)
            for index in range(wanted):
                yield from self._claim(chance, number, index, carried, names)
            made += wanted

    def _incident(self, chance: random.Random, number: int) -> Row:
        place = chance.choice(PLACES)
        title = f"{chance.choice(KINDS)} in {place}, report {number}"
        return "incident", {
            "code": f"K{number}",
            "kind": "event",
            "title": title,
            "began": f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            "began_precision": "day",
            "place": place,
            "country": "Nowhere",
            "summary": f"Invented for the bench: {title}.",
        }

    def _source(self, chance: random.Random, code: str, number: int) -> Row:
        kind = chance.choice(("article", "article", "post", "statement", "video", "document"))
        host = chance.choice(("wire.example", "channel.example", "paper.example", "office.example"))
        secret = chance.random() < 0.01
        return "source", {
            "code": code,
            "kind": kind,
            "title": f"{kind.capitalize()} {code} on K{number}",
            "publisher": host,
            "published_at": "2025-04-04T10:00:00Z",
            "confidentiality": "confidential" if secret else "public",
            "url": None if secret else f"https://{host}/{number}/{code}",
        }

    def _claim(
        self, chance: random.Random, number: int, index: int, carried: list[str], names: list[str]
    ) -> Iterator[Row]:
        code = f"K{number}-{index + 1}"
        said = f"2025-04-{chance.randint(1, 30):02}T{chance.randint(0, 23):02}:15:00+03:00"
        fields: dict[str, Any] = {"code": code, "incident": f"K{number}", "speaker": chance.choice(names)}
        fields |= {"said_at": said} | self._content(chance, code, index)
        yield "claim", fields
        for source in chance.sample(carried, min(len(carried), chance.choice((1, 1, 2, 2)))):
            quote = f"{fields.get('figure') or fields['statement']}, it said"
            stance = "supports" if chance.random() < 0.9 else "opposes"
            yield "citation", {"claim": code, "source": source, "quote": quote, "stance": stance}
        if chance.random() < 1 / 3:
            self.verdicts.setdefault(chance.choice(VERDICTS), []).append(code)

    def _content(self, chance: random.Random, code: str, index: int) -> dict[str, Any]:
        """A figure (some of them a part of the incident's last whole) or an assertion."""
        if not index:
            self._whole = None  # the last whole was of another incident
        if chance.random() > 0.85:
            return {"kind": "assertion", "statement": chance.choice(STATEMENTS)}
        scope = {"kind": "figure", "scope": "the attack", "as_of": "2025-04-30"}
        if index and self._whole and chance.random() < 0.25:
            whole, measure, number = self._whole
            figure = str(max(1, number // 3))
            return scope | {"measure": measure, "counted": "children", "figure": figure, "part_of": whole}
        measure, counted = chance.choice(MEASURES)
        number = int(chance.lognormvariate(2.0, 1.2)) + 2
        said = chance.choice(FIGURES)
        if counted == "people" and "{n}" in said:
            self._whole = (code, measure, number)
        figure = said.format(n=number, m=number + chance.randint(1, 9))
        return scope | {"measure": measure, "counted": counted, "figure": figure}


_FIRST: Final = ("Ada", "Bohdan", "Chiara", "Danylo", "Edith", "Farah", "Goran", "Halyna", "Idris", "Jana")
_LAST: Final = (
    "Abara", "Bondar", "Castel", "Dvorak", "Eriksen", "Fomenko", "Grau", "Haddad", "Ivers", "Jelinek",
    "Lund", "Marek", "Nassar", "Orlyk", "Pavlenko",
)  # fmt: skip
