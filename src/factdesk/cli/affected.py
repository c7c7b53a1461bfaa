"""Which reviewed files carry what changed since, and drafts of the notices that are due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from factdesk.cli.context import DEFAULT, json_option, leading, reader, words_argument
from factdesk.cli.output import Out, Piece
from factdesk.cli.stopping import Progress
from factdesk.model.errors import BadInput
from factdesk.model.handover import KINDS

if TYPE_CHECKING:
    from factdesk.desk.affected import Affected, Changed

_EPILOG = f"""\b
Examples:
  factdesk affected strike.sqlite                    every file that this desk handed over
  factdesk affected strike.sqlite reviewed.sqlite    one file, also from another laptop
  factdesk affected strike.sqlite reviewed.sqlite --drafts > notices.txt

{DEFAULT}"""


@click.command(epilog=_EPILOG)
@words_argument("[DESK] [FILE]")
@click.option("--drafts", is_flag=True, help="Print nothing but the drafts of the notices, to be edited.")
@click.option(
    "--name-confidential", "named", metavar="ID", multiple=True,
    help="A source or speaker that may be named though it is not public; repeatable.",
)  # fmt: skip
@json_option
def affected(words: tuple[str, ...], drafts: bool, named: tuple[str, ...], as_json: bool) -> None:
    """Tell which reviewed files carry a claim whose figure or verdict changed since, and what changed.

    FILE is a reviewed file, or the name or content hash of one that this desk wrote. For each change the notice of the
    right kind is drafted: update (the world changed), correction (we were wrong) or source error (they were wrong), for
    a person to edit. What is not public is neither named nor quoted. Nothing is changed.
    """
    from factdesk.desk.affected import affected as find

    word, rest = _words(words)
    with reader(word) as desk, Progress("looking through the exports") as progress:
        found = find(desk, rest, named, progress)
    out = Out()
    if as_json:
        out.json([_document(one) for one in found])
        return
    for line in _drafts(found) if drafts else _lines(found):
        out.line(*line)


def _words(words: tuple[str, ...]) -> tuple[str | None, str | None]:
    """The desk and the file: of two words the first is the desk, one alone is it where it is a desk."""
    if len(words) > 2:
        raise BadInput(f"{words[2]!r} is one word too many", todo="give [DESK] [FILE]")
    if len(words) == 2:
        return words[0], words[1]
    desk, rest = leading(words)
    return desk, rest[0] if rest else None


def _document(one: Affected) -> dict[str, Any]:
    told = asdict(one)
    for changed, entry in zip(one.changed, told["changed"], strict=True):
        entry["meaning"] = KINDS[changed.kind]
    return told


def _lines(found: list[Affected]) -> Iterator[tuple[Piece, ...]]:
    if not found:
        yield ("No file was handed over yet that this desk remembers.",)
    for place, one in enumerate(found):
        if place:
            yield ("",)
        when = f", handed over {one.at}" if one.at else ", not written by this desk as far as it remembers"
        yield ((one.name, "bold"), f"{when}, {one.claims} claims, content hash {one.content_hash[:16]}")
        if not one.changed:
            yield ("  nothing that it carries changed since",)
        for changed in one.changed:
            yield from _change(changed)
        if one.unmatched:
            numbers = ", ".join(map(str, one.unmatched[:20])) + (" …" if len(one.unmatched) > 20 else "")
            yield (f"  {len(one.unmatched)} of its claims were not found here for certain: {numbers}",)


def _change(changed: Changed) -> Iterator[tuple[Piece, ...]]:
    code = changed.code or "removed"
    kind = (f"{changed.kind}: {KINDS[changed.kind]}", "warning")
    yield ("  ", kind, f"  claim {changed.number} ({code}): {_what(changed)}")
    for line in changed.draft.split("\n"):
        yield ("    ", line)


def _what(changed: Changed) -> str:
    told = []
    for one in changed.changes:
        if one.field == "verdict" and one.old:
            told.append(f"verdict {one.old[0]} → {one.new[0]}")
        elif one.old is None and one.new is None:
            told.append(one.field)
        elif one.field not in ("low", "high", "value", "qualifier"):
            told.append(f"{one.field} {one.old if one.old is not None else 'nothing'} → "
                        f"{one.new if one.new is not None else 'nothing'}")  # fmt: skip
    return ", ".join(told) or "the figure"


def _drafts(found: list[Affected]) -> Iterator[tuple[Piece, ...]]:
    for one in found:
        for changed in one.changed:
            yield (changed.draft,)
            yield ("",)
