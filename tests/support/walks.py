"""Random walks of changes over a desk, and the rules that must hold after any of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from factdesk.desk.add import add, add_many
from factdesk.desk.attach import attach
from factdesk.desk.check import check
from factdesk.desk.edit import edit, remove
from factdesk.desk.open import Desk
from factdesk.desk.review import mark
from factdesk.desk.undo import redo, undo
from factdesk.model.errors import Problem
from support import desks

WORDS = ("16", "at least 16", "up to 85", "dozens", "6", "16–20", "more than 30")


class Walk:
    """Does random things on a desk, as one of its authors; what is refused must have changed nothing."""

    def __init__(self, desk: Desk, seed: int, authors: tuple[str, ...]) -> None:
        self.desk, self.chance, self.authors = desk, random.Random(seed), authors
        self.done = 0
        add(desk, "incident", {"title": "The first", "code": "A"})
        add_many(desk, [("claim", {**desks.FIGURE, "figure": words}) for words in WORDS])
        add(desk, "source", {"kind": "article", "title": "The first"})

    def codes(self, table: str, column: str = "code") -> list[str]:
        """The records that there are."""
        return [row[0] for row in self.desk.db.all(f"SELECT {column} FROM {table} ORDER BY nr")]

    def some(self, table: str, column: str = "code", most: int = 1) -> list[str]:
        """Up to `most` of them; a name that nobody has where there are none."""
        there = self.codes(table, column) or ["nobody"]
        return self.chance.sample(there, min(len(there), self.chance.randint(1, most)))

    def step(self) -> None:
        """One random action."""
        acts: list[Callable[[], Any]] = [
            lambda: add(self.desk, "incident", {"title": "Incident"}),
            lambda: add(self.desk, "speaker", {"name": f"Speaker {self.chance.randint(0, 10**9)}"}),
            self.add_claim, self.add_claim, self.add_claim, self.add_several,
            lambda: add(self.desk, "source", {"kind": "post", "title": "P", "root": self.maybe(self.some("sources"))}),
            lambda: attach(self.desk, self.some("claims", most=3), url=self.address()),
            lambda: attach(self.desk, self.some("claims", most=2), text=f"text {self.chance.randint(0, 3)}"),
            lambda: attach(self.desk, self.some("claims"), source=self.some("sources")[0], stance="opposes"),
            self.edit_claim, self.edit_claim, self.edit_source,
            lambda: remove(self.desk, self.some(*self.chance.choice(
                [("claims",), ("sources",), ("incidents",), ("speakers", "id"), ("citations", "id")]))[0]),
            lambda: mark(self.desk, self.some("claims", most=4), "confirmed", basis="authority", reason="so"),
            lambda: mark(self.desk, self.some("claims"), "open", reason="again"),
            lambda: undo(self.desk), lambda: undo(self.desk), lambda: redo(self.desk),
        ]  # fmt: skip
        self.desk.author = self.chance.choice(self.authors)
        before = desks.contents(self.desk)
        try:
            self.chance.choice(acts)()
            self.done += 1
        except Problem:
            assert desks.contents(self.desk) == before

    def maybe(self, refs: list[str]) -> str | None:
        """The first of the names, or now and then none."""
        return refs[0] if self.chance.random() < 0.6 and refs != ["nobody"] else None

    def address(self) -> str:
        """One of a few addresses, so that some are known."""
        return f"https://example.org/{self.chance.randint(0, 9)}"

    def claim(self) -> dict[str, Any]:
        """The fields of a figure."""
        return {
            **desks.FIGURE, "incident": self.some("incidents")[0], "figure": self.chance.choice(WORDS),
            "part_of": self.maybe(self.some("claims")), "speaker": self.maybe(self.some("speakers", "id")),
        }  # fmt: skip

    def add_claim(self) -> None:
        """Adds a figure."""
        add(self.desk, "claim", self.claim())

    def add_several(self) -> None:
        """Adds three records as one action."""
        add_many(self.desk, [("claim", self.claim()), ("speaker", {"name": "One more"}), ("claim", self.claim())])

    def edit_claim(self) -> None:
        """Changes one field of a claim."""
        change = self.chance.choice([
            {"scope": f"scope {self.chance.randint(0, 99)}"}, {"figure": self.chance.choice(WORDS)},
            {"part_of": self.maybe(self.some("claims"))}, {"code": f"X{self.chance.randint(0, 9)}"},
            {"denies": self.maybe(self.some("claims"))}])  # fmt: skip
        edit(self.desk, self.some("claims")[0], change)

    def edit_source(self) -> None:
        """Changes one field of a source."""
        change = self.chance.choice([
            {"url": self.address()}, {"withdrawn": "2025-04-09: taken back"},
            {"root": self.maybe(self.some("sources"))}, {"code": f"Y{self.chance.randint(0, 9)}"}])  # fmt: skip
        edit(self.desk, self.some("sources")[0], change)


def assert_coherent(desk: Desk) -> None:
    """The rules of the desk hold, whatever was undone and done again."""
    assert check(desk).problems == ()
    for table in ("claims", "sources", "incidents"):
        assert desk.db.all(f"SELECT code FROM {table} GROUP BY code HAVING count(*) > 1") == []
    sql = "SELECT p.code FROM claims AS p JOIN claims AS w ON w.id = p.part_of WHERE p.low > w.high"
    assert desk.db.all(f"{sql} OR p.incident <> w.incident") == []
