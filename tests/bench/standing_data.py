"""Runs the rules of standing over the open data sets beside the project, and prints counts and some sentences.

    uv run python tests/bench/standing_data.py [--data ../shared/data] [--sentences 30]

Sets: UCDP events of Ukraine (two releases), tolls of 81 conflicts, daily tolls of Gaza and the West Bank (health
ministry against an outside count, flash against verified), IOM missing migrants. What a set says is taken as it is;
rows that no claim can hold (low above high, no number) are counted and left out.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from factdesk.model.errors import Problem
from factdesk.model.records import Claim, Speaker
from factdesk.model.standing.bounds import Range
from factdesk.model.standing.facts import Carrier, Fact, voices
from factdesk.model.standing.nesting import BASIC, Nesting
from factdesk.model.standing.whole import Standing, stand

DATA: Final = Path(__file__).resolve().parents[3] / "shared" / "data"
Row = dict[str, Any]
Incident = tuple[str, list[Row]]

UCDP: Final = Nesting(
    apart=frozenset(
        (a, b)
        for sides in (
            ("civilians", "unknown status", "combatants: government of ukraine"),
            ("combatants: dpr",), ("combatants: lpr",), ("combatants: maidan",),
            ("combatants: united armed forces of novorossiya",),
        )
        for a in sides
        for b in ("civilians", "unknown status", "combatants: government of ukraine", "combatants: dpr")
        if a != b
    ),
    inside=frozenset(
        (name, "people")
        for name in (
            "unknown status", "combatants: government of ukraine", "combatants: dpr", "combatants: lpr",
            "combatants: maidan", "combatants: united armed forces of novorossiya",
        )
    ),
)  # fmt: skip


def ucdp(folder: Path) -> Iterator[Incident]:
    """One incident an event; each release is a report of its own."""
    rows: dict[str, list[Row]] = {}
    for line in (folder / "ucdp_ged_ukraine" / "normalised.jsonl").read_text("utf-8").splitlines():
        event = json.loads(line)
        for claim in event["claims"]:
            rows.setdefault(event["ext_id"], []).append(
                {
                    "counted": claim["population"] or "people", "low": claim["low"], "high": claim["high"],
                    "speaker": "UCDP", "said_at": "2022", "as_of": event["date_end"], "scope": "the event",
                }
            )  # fmt: skip
    with (folder / "ucdp_ged_ukraine" / "conflict_data_ukr_2020release.csv").open(encoding="utf-8-sig") as file:
        for event in csv.DictReader(file):
            id_ = f"UCDP-{event.get('id')}"
            if id_ in rows:
                rows[id_].append(
                    {
                        "counted": "people", "low": _number(event.get("low")), "high": _number(event.get("high")),
                        "speaker": "UCDP", "said_at": "2020", "as_of": rows[id_][0]["as_of"], "scope": "the event",
                    }
                )  # fmt: skip
    yield from rows.items()


def conflict_tolls(folder: Path) -> Iterator[Incident]:
    """One incident a war; each side's military and civilian dead, and each cause, are populations of their own."""
    wars: dict[str, list[Row]] = {}
    often: Counter[tuple[str, str, str]] = Counter()
    with (folder / "conflict_tolls" / "totals.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            counted = {"military_killed": "military personnel", "civilians_killed_directly": "civilians"}
            group = counted.get(row["bucket"], row["bucket"].replace("_", " "))
            often[row["war_name"], row["side"], group] += 1
            wars.setdefault(row["war_name"], []).append(
                {
                    "counted": f"{group} of {row['side']}", "low": _number(row["low"]), "high": _number(row["high"]),
                    "scope": f"entry {often[row['war_name'], row['side'], group]}", "speaker": "Compilation",
                }
            )  # fmt: skip
    yield from wars.items()


def gaza(folder: Path) -> Iterator[Incident]:
    """One incident a day: the ministry's cumulative figures beside the outside count."""
    fields = (("killed_cum", "killed", "people"), ("killed_children_cum", "killed", "children"),
              ("killed_women_cum", "killed", "women"), ("injured_cum", "injured", "people"))  # fmt: skip
    for day in json.loads((folder / "gaza_daily" / "casualties_daily.json").read_text("utf-8")):
        rows = [
            _toll(measure, counted, day.get(f"{lead}{name}"), speaker, day["report_date"])
            for name, measure, counted in fields
            for lead, speaker in (("", "Ministry of Health"), ("ext_", "Outside count"))
        ]
        yield f"Gaza {day['report_date']}", rows


def gaza_whole(folder: Path) -> Iterator[Incident]:
    """All days in one incident, so that the figures are a ladder of each voice."""
    yield "Gaza, all days", [row for _, rows in gaza(folder) for row in rows]


def west_bank(folder: Path) -> Iterator[Incident]:
    """One incident a day: flash figures beside verified ones."""
    fields = (("killed_cum", "killed", "people"), ("killed_children_cum", "killed", "children"),
              ("injured_cum", "injured", "people"), ("injured_children_cum", "injured", "children"))  # fmt: skip
    for day in json.loads((folder / "gaza_daily" / "west_bank_daily.json").read_text("utf-8")):
        verified = day.get("verified", {})
        rows = [
            _toll(measure, counted, found.get(name), speaker, day["report_date"])
            for name, measure, counted in fields
            for found, speaker in ((day, "Flash updates"), (verified, "UN, verified"))
        ]
        yield f"West Bank {day['report_date']}", rows


def iom(folder: Path) -> Iterator[Incident]:
    """One incident a row: the dead and missing with the women, men and children among them, and the survivors."""
    fields = (("No. dead/missing", "people"), ("No. Female", "females"), ("No. Male", "males"),
              ("No. minors", "children"))  # fmt: skip
    with (folder / "iom_missing_migrants" / "iom_europe_2014_2026.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            rows = [
                {"measure": "dead or missing", "counted": counted, "low": _number(row[name]),
                 "high": _number(row[name]), "speaker": row["Source"] or "IOM", "as_of": row["incident_date_clean"]}
                for name, counted in fields
            ]  # fmt: skip
            yield row["Main ID"], rows


def _toll(measure: str, counted: str, number: Any, speaker: str, day: str) -> Row:
    return {"measure": measure, "counted": counted, "low": number, "high": number, "speaker": speaker,
            "as_of": day, "said_at": day, "scope": "cumulative"}  # fmt: skip


def _number(text: Any) -> int | None:
    try:
        return int(float(text))
    except (TypeError, ValueError):
        return None


def facts(rows: Iterable[Row], left_out: Counter[str]) -> list[Fact]:
    """The rows as claims; what no claim can hold is counted in `left_out`."""
    speakers: dict[str, Speaker] = {}
    found = []
    for place, row in enumerate(rows):
        low, high = row.get("low"), row.get("high")
        if low is None and high is None:
            left_out["no number"] += 1
            continue
        speaker = speakers.setdefault(row["speaker"], Speaker(id=f"p{len(speakers)}", name=row["speaker"]))
        try:
            claim = Claim(
                id=f"c{place}", code=f"A{place}", incident="i", kind="figure", measure=row.get("measure", "killed"),
                counted=row["counted"], low=low, high=high, qualifier="exact" if low == high else "vague",
                value=low if low == high else None, words=_words(low, high), scope=row.get("scope"),
                as_of=row.get("as_of"), said_at=row.get("said_at"), speaker=speaker.id,
            )  # fmt: skip
        except Problem as problem:
            left_out[str(problem)[:40]] += 1
            continue
        carrier = Carrier("s", "S", row["speaker"], "supports", "s", row["speaker"])
        found.append(Fact(claim, speaker, speaker.id, carriers=(carrier,)))
    assert set(voices(speakers.values())) == {one.id for one in speakers.values()}
    return found


def _words(low: int | None, high: int | None) -> str:
    if low == high:
        return str(low)
    return f"at least {low}" if high is None else f"up to {high}" if low is None else f"{low} to {high}"


SETS: Final[dict[str, tuple[Callable[[Path], Iterator[Incident]], Nesting]]] = {
    "UCDP, two releases": (ucdp, BASIC.extended(UCDP)), "tolls of conflicts": (conflict_tolls, BASIC),
    "Gaza by day": (gaza, BASIC), "Gaza, all days": (gaza_whole, BASIC), "West Bank by day": (west_bank, BASIC),
    "IOM": (iom, BASIC),
}  # fmt: skip


def run(name: str, folder: Path) -> tuple[Counter[str], list[tuple[str, Standing]]]:
    """The counts of one set and the standing of each of its incidents."""
    read, nesting = SETS[name]
    counts: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    found = []
    for title, rows in read(folder):
        told = stand(facts(rows, left_out), nesting)
        found.append((title, told))
        counts += Counter(
            incidents=1, figures=len(told.figures), ladders=len(told.ladders), conflicts=len(told.conflicts),
            sets=sum(len(one.sets) for one in told.conflicts), revised=sum(one.falls for one in told.ladders),
            questions=len(told.questions), ranges=sum(map(_open, told.bounds)),
            agreements=len(told.agreements), cut=int(told.cut),
        )  # fmt: skip
        counts["incidents with a conflict"] += bool(told.conflicts)
    counts["rows left out"] += sum(left_out.values())
    return counts, found


def _open(found: Range) -> bool:
    return found.low.number != found.high.number


def main() -> int:
    """Prints the counts of every set that is there, and the first sentences of its conflicts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--sentences", type=int, default=5, help="conflict sentences to print for each set")
    options = parser.parse_args()
    for name in SETS:
        started = time.perf_counter()
        try:
            counts, found = run(name, options.data)
        except FileNotFoundError as error:
            print(f"{name}: {error.filename} is not there")
            continue
        print(f"\n{name} ({time.perf_counter() - started:.2f} s)")
        print("  " + ", ".join(f"{number} {what}" for what, number in counts.items()))
        lines = [(title, one.sentence) for title, told in found for one in told.findings if one.kind in SHOWN]
        step = max(1, len(lines) // max(1, options.sentences))
        for title, line in lines[::step][: options.sentences]:
            print(f"  - {title}: {line}")
    return 0


SHOWN: Final = ("conflict", "revised", "scope", "one-scope", "counting")

if __name__ == "__main__":
    sys.exit(main())
