"""The history: what was changed, by whom and when."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from factdesk.cli import documents
from factdesk.cli.context import DEFAULT, desk_argument, list_options, reader
from factdesk.cli.output import Out
from factdesk.cli.table import Column, print_rows
from factdesk.desk.open import Desk
from factdesk.model.errors import BadInput
from factdesk.model.times import parse_moment
from factdesk.model.views import LogLine

_TOLD = frozenset({"id", "code", "at", "reviewer", "claim", "incident"})
"""Fields that the line tells already, or that name a record by an id that nobody reads."""

PAGE = 500
"""Lines of one read."""

LINES = [
    Column("when", lambda line: line.at, most=16, least=16, shown=lambda line: line.at[:16].replace("T", " ")),
    Column("who", lambda line: line.author, most=20),
    Column("did", lambda line: line.label),
    Column("to", lambda line: f"{line.op} {line.kind} {line.name}", most=28, optional=True),
    Column(
        "values",
        lambda line: json.dumps(line.changes, ensure_ascii=False),
        shown=lambda line: _short(line),
        most=48,
        optional=True,
    ),
]


def _short(line: LogLine) -> str:
    return ", ".join(f"{name}={value}" for name, value in line.changes.items() if value not in (None, "", [])
                     and name not in _TOLD)  # fmt: skip


@click.command(epilog=DEFAULT)
@desk_argument
@click.option("--since", metavar="TIME", help="Only changes since then, by their authors' clocks, such as 2025-04-05.")
@click.option("--record", metavar="ID", help="Only this record; a claim with its citations and reviews.")
@list_options
def log(desk: str | None, since: str | None, record: str | None, as_json: bool, jsonl: bool, limit: int | None) -> None:
    """Show what was changed, by whom and when, the newest first."""
    if since is not None:
        since = _moment(since)
    out = Out()
    with reader(desk) as opened:
        lines = _lines(opened, since, record, limit)
        if as_json or jsonl:
            out.records(map(documents.change, lines), lines=jsonl)
        else:
            print_rows(out, LINES, lines)


def _moment(text: str) -> str:
    try:
        return parse_moment(text)[0]
    except BadInput as problem:
        raise BadInput(problem.what, where="since", todo=problem.todo) from None


def _lines(desk: Desk, since: str | None, record: str | None, limit: int | None) -> Iterator[LogLine]:
    """The lines page by page, so that a long past is not held in memory."""
    from factdesk.desk.history import log as read

    left = limit if limit is not None else 1 << 40
    if record is not None:
        yield from (line for line in read(desk, record=record, limit=min(left, 1 << 40))
                    if since is None or line.at >= since)  # fmt: skip
        return
    below: int | None = None
    while left > 0:
        page = read(desk, since=since, limit=min(PAGE, left), below=below)
        yield from page
        if len(page) < min(PAGE, left):
            return
        left -= len(page)
        below = page[-1].seq
