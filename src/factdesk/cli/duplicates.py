"""Lists what may be on the desk twice, and joins what a person says is one."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

import click

from factdesk.cli.change import report
from factdesk.cli.context import (
    DEFAULT,
    as_option,
    desk_argument,
    exactly,
    list_options,
    reader,
    words_argument,
    writer,
)
from factdesk.cli.output import Out

_JOIN: Final = f"""\b
Examples:
  factdesk duplicates strike.sqlite               what may be one
  factdesk join strike.sqlite A KHA2              KHA2 becomes one with A; A stays
  factdesk undo strike.sqlite                     parts them again

{DEFAULT}"""


@click.command(epilog=DEFAULT)
@desk_argument
@list_options
def duplicates(desk: str | None, limit: int | None, as_json: bool, jsonl: bool) -> None:
    """List incidents and sources that may be one; nothing is joined.

    Sources with one address (however it is written) or one file; incidents of the same or the next day, in one place or
    within 5 km, whose figures can all be true.
    """
    from factdesk.desk.duplicates import proposals

    with reader(desk) as opened:
        found = proposals(opened, 100 if limit is None else limit)
    out = Out()
    if as_json or jsonl:
        out.records((asdict(pair) for pair in found), lines=jsonl)
        return
    for pair in found:
        out.fields(pair.kind, pair.keep, pair.other, pair.why, pair.keep_told[:60], pair.other_told[:60])


@click.command(epilog=_JOIN)
@words_argument("[DESK] KEEP OTHER")
@as_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def join(words: tuple[str, ...], author: str | None, as_json: bool) -> None:
    """Make two incidents, sources or speakers one: what hangs on OTHER moves to KEEP, its code still finds it."""
    from factdesk.desk.join import join as act

    word, (keep, other) = exactly(words, "KEEP", "OTHER")
    with writer(word, author) as desk:
        done = act(desk, keep, other)
    report(done, as_json)
