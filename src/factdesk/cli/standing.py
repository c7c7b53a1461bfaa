"""The standing of an incident on standard output: its findings as sentences, or all of it as data."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import click

from factdesk.cli.context import DEFAULT, exactly, reader, words_argument
from factdesk.cli.output import Out, Piece, tell

if TYPE_CHECKING:
    from factdesk.desk.standing import IncidentStanding
    from factdesk.model.standing.bounds import Range

HEADINGS: Final = {
    "conflict": "Cannot all be true", "one-scope": "Could not hold for one scope", "scope": "Questions of scope",
    "counting": "Questions of counting", "revised": "Revised downwards", "wording": "One statement, other words",
    "denied": "Denied", "enemy": "A party about its enemy", "agree": "Agree",
    "ladder": "Superseded, and none was wrong", "circle": "Carried in a circle",
    "one-root": "Several reports, one root",
}  # fmt: skip


@click.command(epilog=f"Example: factdesk standing strike.sqlite A\n\n{DEFAULT}")
@words_argument("[DESK] INCIDENT")
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON document.")
@click.option("--jsonl", is_flag=True, help="Print JSON Lines: a part a line, each with its `part`.")
def standing(words: tuple[str, ...], as_json: bool, jsonl: bool) -> None:
    """Tell what stands of an incident's figures: which agree, are superseded, differ in scope or conflict, and why."""
    from factdesk.desk.standing import as_data
    from factdesk.desk.standing import standing as read

    word, (ref,) = exactly(words, "ID")
    with reader(word) as desk:
        found = read(desk, ref)
    out = Out()
    if as_json:
        out.json(as_data(found))
    elif jsonl:
        out.records(_lines_of_data(as_data(found)), lines=True)
    else:
        for line in _text(found):
            out.line(*line)
    if found.standing.cut:
        tell("there are more conflicts than are listed: settle some of them and look again")


def _lines_of_data(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every entry of every list as a record of its own, the incident first."""
    yield {"part": "incident", **data["incident"]}
    for part, entries in data.items():
        if isinstance(entries, list):
            yield from ({"part": part, **entry} for entry in entries)


def _text(found: IncidentStanding) -> Iterator[tuple[Piece, ...]]:
    """The findings under their headings, then what the numbers lie between, then what asks for another look."""
    yield ((f"{found.incident.code}  {found.incident.title}", "bold"),)
    if not found.standing.figures and not found.standing.findings:
        yield ("No figures and no denials yet.",)
    for kind, group in groupby(found.standing.findings, key=lambda one: one.kind):
        yield ("",)
        yield ((HEADINGS[kind], "bold"),)
        for one in group:
            codes = " ".join(found.facts[id_].claim.code for id_ in dict.fromkeys(one.claims))
            yield (f"- {one.sentence} ", (f"[{codes}]", "dim"))
    yield from _ranges("Bounds that the confirmed claims imply", found, "confirmed")
    yield from _ranges("Range over all claims that stand", found, "standing")
    stale = found.stale()
    if stale:
        yield ("",)
        yield (("Asks for another look", "bold"),)
    for id_, causes in stale.items():
        yield (f"- {found.facts[id_].claim.code}: {' '.join(causes)}",)


def _ranges(heading: str, found: IncidentStanding, basis: str) -> Iterator[tuple[Piece, ...]]:
    ranges = [one for one in found.standing.bounds if one.basis == basis]
    if ranges:
        yield ("",)
        yield ((heading, "bold"),)
    for one in ranges:
        about = ", ".join(part for part in (one.scope, one.as_of) if part)
        yield (
            f"- {one.counted} {one.measure}: {_span(one)}{f' ({about})' if about else ''} ",
            (f"[{_codes(found, one)}]", "dim"),
        )


def _span(one: Range) -> str:
    low, high = one.low.number or 0, one.high.number
    return str(low) if low == high else f"{low}..{'∞' if high is None else high}"


def _codes(found: IncidentStanding, one: Range) -> str:
    ids = dict.fromkeys((*one.low.claims, *one.high.claims))
    codes = [found.facts[id_].claim.code for id_ in ids]
    return " ".join(codes if len(codes) <= 8 else [*codes[:7], f"+{len(codes) - 7}"])
