"""Reads the corpus of short passages with their gold figures, denials and traps, and holds a reading against it.

A file holds passages: a line `# name date`, the text, then the gold, one line each:
`F measure qualifier number ; words ; by speaker ; of words of the whole ; scope s ; feared ; neg ; derived`,
`D word of the denial ; by speaker`, and `T fragment` for a number that is no figure. `by -` says that nobody
is named. Words are looked for in the text; `F` lines of the same words stand in the order of the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).resolve().parents[1] / "intake" / "corpus"
HALVES = ("tuned", "untouched")


@dataclass
class Gold:
    """A figure as a person read it; `start`..`end` are the words in the text."""

    measure: str
    qualifier: str
    number: str
    words: str
    start: int
    end: int
    by: str | None = None
    of: str | None = None
    scope: str = "main"
    flags: frozenset[str] = frozenset()


@dataclass
class Passage:
    """A text with its gold."""

    name: str
    genre: str
    half: str
    day: date
    text: str
    figures: list[Gold] = field(default_factory=list)
    denials: list[tuple[str, str | None]] = field(default_factory=list)
    traps: list[tuple[int, int]] = field(default_factory=list)


def passages(half: str) -> list[Passage]:
    """The passages of one half, file by file."""
    return [p for path in sorted((CORPUS / half).glob("*.txt")) for p in _file(path, half)]


def _file(path: Path, half: str) -> list[Passage]:
    found: list[Passage] = []
    for block in path.read_text(encoding="utf-8").split("\n# "):
        head, *lines = block.removeprefix("# ").strip().split("\n")
        name, day = head.split()
        gold = [line for line in lines if line[:2] in ("F ", "D ", "T ")]
        text = "\n".join(line for line in lines if line not in gold)
        passage = Passage(name, path.stem, half, date.fromisoformat(day), text)
        for line in gold:
            _gold(passage, line)
        found.append(passage)
    return found


def _gold(passage: Passage, line: str) -> None:
    kind, rest = line[0], line[2:]
    head, *fields = [part.strip() for part in rest.split(" ; ")]
    if kind == "T":
        start = _place(passage, head, 0)
        passage.traps.append((start, start + len(head)))
        return
    by = next((f[3:] for f in fields if f.startswith("by ")), None)
    if kind == "D":
        assert head in passage.text, (passage.name, head)
        passage.denials.append((head, by))
        return
    measure, qualifier, number = head.split()
    words = fields[0]
    start = _place(passage, words, max((g.end for g in passage.figures if g.words == words), default=0))
    passage.figures.append(
        Gold(
            measure,
            qualifier,
            number,
            words,
            start,
            start + len(words),
            by,
            next((f[3:] for f in fields if f.startswith("of ")), None),
            next((f[6:] for f in fields if f.startswith("scope ")), "main"),
            frozenset(f for f in fields if f in ("feared", "neg", "derived")),
        )
    )


def _place(passage: Passage, words: str, after: int) -> int:
    """Where the words stand as words of their own: `3` is not in `30`."""
    text = passage.text
    at = text.find(words, after)
    while at >= 0:
        before, behind = text[at - 1 : at], text[at + len(words) : at + len(words) + 1]
        if not (before.isalnum() and words[0].isalnum()) and not (behind.isalnum() and words[-1].isalnum()):
            return at
        at = text.find(words, at + 1)
    raise AssertionError(f"{passage.name}: {words!r} does not stand in the text")


@dataclass
class Score:
    """Counts over passages; every pair is right ones and all."""

    passages: int = 0
    gold: int = 0
    found: int = 0
    right: int = 0
    derived: int = 0
    qualifier: list[int] = field(default_factory=lambda: [0, 0])
    parts: list[int] = field(default_factory=lambda: [0, 0])
    attribution: list[int] = field(default_factory=lambda: [0, 0])
    denials: list[int] = field(default_factory=lambda: [0, 0])
    scope: list[int] = field(default_factory=lambda: [0, 0])
    traps: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, passage: Passage, read: dict[str, Any]) -> None:
        """Holds one reading (the JSON contract) against its passage."""
        self.passages += 1
        figures = read["figures"]
        taken: dict[int, dict[str, Any]] = {}
        for nr, gold in enumerate(passage.figures):
            match = next(
                (f for f in figures if f["id"] not in {t["id"] for t in taken.values()} and _same(gold, f)), None
            )
            if match is not None:
                taken[nr] = match
        matched = {f["id"] for f in taken.values()}
        self.gold += len(passage.figures)
        self.found += len(figures)
        self.right += len(taken)
        for nr, gold in enumerate(passage.figures):
            if nr in taken:
                self._details(passage, gold, taken[nr], taken)
            else:
                self._fault(passage, f"missed {gold.measure} {gold.words}")
        for extra in (f for f in figures if f["id"] not in matched):
            trap = any(extra["start"] < end and start < extra["end"] for start, end in passage.traps)
            self.traps += trap
            self._fault(passage, f"{'TRAP' if trap else 'extra'} {extra['measure']} {extra['words']!r}")
        self._denied(passage, read)

    def _details(self, passage: Passage, gold: Gold, got: dict[str, Any], taken: dict[int, dict[str, Any]]) -> None:
        self._pair(
            self.qualifier,
            passage,
            got["qualifier"] == gold.qualifier,
            f"qualifier of {gold.words}: {got['qualifier']}",
        )
        whole = {f["id"]: passage.figures[nr].words for nr, f in taken.items()}.get(got["part_of"] or "")
        if gold.of is not None or got["part_of"] is not None:
            self._pair(
                self.parts,
                passage,
                whole == gold.of and (gold.of is not None or got["part_of"] is None),
                f"part {gold.words}: of {whole}, not {gold.of}",
            )
        if gold.by is not None:
            self._pair(
                self.attribution,
                passage,
                _who(gold.by, got["speaker"], got["speaker_words"]),
                f"speaker of {gold.words}: {got['speaker']}, not {gold.by}",
            )
        if gold.scope != "main":
            self._pair(self.scope, passage, got["scope"] != "main", f"background {gold.words} came out as main")
        elif got["scope"] != "main":
            self._fault(passage, f"main {gold.words} came out as {got['scope']}")
        for flag, told in (
            ("feared", got["certainty"] == "feared"),
            ("neg", got["negated"]),
            ("derived", got["derived"]),
        ):
            if (flag in gold.flags) != told:
                self._fault(passage, f"{flag} of {gold.words}: {told}")

    def _denied(self, passage: Passage, read: dict[str, Any]) -> None:
        told = [a for a in read["assertions"] if a["type"] == "denial"]
        for word, by in passage.denials:
            hit = [a for a in told if by is None or _who(by, a["speaker"], a["speaker_words"])]
            self._pair(self.denials, passage, bool(hit), f"denial {word} by {by}: {[a['speaker'] for a in told]}")

    def _pair(self, pair: list[int], passage: Passage, right: bool, fault: str) -> None:
        pair[1] += 1
        pair[0] += right
        if not right:
            self._fault(passage, fault)

    def _fault(self, passage: Passage, fault: str) -> None:
        self.faults.append(f"{passage.name}: {fault}")

    def rate(self, name: str) -> float:
        """A share by its name, 1.0 where there was nothing to get wrong."""
        if name in ("recall", "precision"):
            whole = self.gold if name == "recall" else self.found
            return self.right / whole if whole else 1.0
        pair = getattr(self, name)
        return pair[0] / pair[1] if pair[1] else 1.0


def _same(gold: Gold, got: dict[str, Any]) -> bool:
    if gold.measure != got["measure"] or not (got["start"] < gold.end and gold.start < got["end"]):
        return False
    if ("derived" in gold.flags) != got["derived"]:
        return False
    if "-" in gold.number and gold.number != "-":
        return gold.number == f"{got['low']}-{got['high']}"
    if gold.qualifier == "vague":
        return got["value"] is None
    return int(gold.number) in (got["value"], got["low"] if got["value"] is None else None)


def _who(want: str, name: str | None, words: str | None) -> bool:
    if want == "-":
        return name is None
    told = f"{name or ''} {words or ''}".casefold()
    return all(part in told for part in want.casefold().split()) if name or words else False
