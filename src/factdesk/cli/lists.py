"""The lists: incidents, claims, sources, speakers, the queue, and what a search finds."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from itertools import islice
from typing import Any

import click

from factdesk.cli import documents
from factdesk.cli.context import (
    DEFAULT,
    as_of_option,
    desk_argument,
    leading,
    list_options,
    looking,
    reader,
    words_argument,
)
from factdesk.cli.filters import about
from factdesk.cli.output import Out, tell
from factdesk.cli.table import Column, print_rows
from factdesk.desk.open import Desk
from factdesk.model.errors import Problem
from factdesk.model.filter_fields import CLAIM_FIELDS, INCIDENT_FIELDS, ORDERS, SOURCE_FIELDS
from factdesk.model.views import Judged, SourceRow
from factdesk.model.wording import figure_text, verdict_short

TABS = "Piped, the columns are separated by tabs and nothing is cut; for a program, --json holds every field."


def _print(rows: Iterable[Any], columns: list[Column], document: Any, as_json: bool, jsonl: bool) -> None:
    out = Out()
    if as_json or jsonl:
        out.records((document(row) for row in rows), lines=jsonl)
    else:
        print_rows(out, columns, rows)


def _verdict(row: Judged) -> str:
    return " ".join(part for part in (row.verdict, row.basis, "stale" if row.stale else "") if part)


def _verdict_shown(row: Judged) -> str:
    short = verdict_short(row.verdict, ascii_only=not Out().unicode)
    return " ".join(part for part in (short, row.basis, "(stale)" if row.stale else "") if part)


CLAIMS = [
    Column("code", lambda row: row.claim.code, most=10),
    Column("verdict", _verdict, most=24, shown=_verdict_shown, least=24, style=lambda row: row.verdict),
    Column("claim", lambda row: figure_text(row.claim), shown=lambda row: "  " * row.depth + figure_text(row.claim)),
    Column("scope", lambda row: row.claim.scope or "", most=24, optional=True),
    Column("speaker", lambda row: row.speaker_name or "", most=24),
    Column("said", lambda row: row.claim.said_at or "", most=10, optional=True),
    Column("roots", lambda row: f"{row.roots}/{row.sources}", most=5, right=True),
]


@click.command()
@desk_argument
@click.option("--where", metavar="FILTER", default="", help="Which claims, in the language below.")
@click.option("--sort", metavar="ORDER", help="The order, in the words below.")
@as_of_option
@list_options
def claims(
    desk: str | None, where: str, sort: str | None, when: str | None, as_json: bool, jsonl: bool, limit: int | None
) -> None:
    """List claims with verdict, basis and roots."""
    from dataclasses import replace

    from factdesk.desk.browse import claim_window
    from factdesk.desk.filtering import claim_filter
    from factdesk.desk.report import judged

    with looking(desk, when) as opened:
        wanted = claim_filter(opened, where)
        if sort:
            wanted = replace(wanted, order=sort)
        _print(judged(opened, claim_window(opened, wanted), limit), CLAIMS, documents.claim, as_json, jsonl)


@click.command()
@desk_argument
@click.option("--incident", metavar="ID", help="Only the claims of this incident.")
@list_options
def queue(desk: str | None, incident: str | None, as_json: bool, jsonl: bool, limit: int | None) -> None:
    """List open claims, worst first: those that somebody denies, then figures, then those with the fewest sources.

    Behind them stand the claims whose verdict asks for another look (stale), in the same order.
    """
    from factdesk.desk.queue import queue as window
    from factdesk.desk.report import judged

    with reader(desk) as opened:
        listed = window(opened, incident)
        _count(opened)
        _print(judged(opened, listed, limit), CLAIMS, documents.claim, as_json, jsonl)


INCIDENTS = [
    Column("code", lambda row: row.code, most=12),
    Column("began", lambda row: row.began or "", most=10),
    Column("title", lambda row: row.title),
    Column("place", lambda row: ", ".join(part for part in (row.place, row.country) if part), most=28, optional=True),
    Column("open", lambda row: str(row.counts.open), most=6, right=True),
    Column("conf", lambda row: str(row.counts.confirmed), most=6, style=lambda _: "confirmed", right=True),
    Column("disp", lambda row: str(row.counts.disputed), most=6, style=lambda _: "disputed", right=True),
    Column("deny", lambda row: str(row.counts.denied), most=6, style=lambda _: "denied", right=True),
    Column("conflicts", lambda row: _known(row.conflicts), most=9, style=lambda row: "warning" * bool(row.conflicts),
           right=True),
    Column("stale", lambda row: _known(row.stale), most=5, style=lambda row: "warning" * bool(row.stale), right=True),
]  # fmt: skip


@click.command()
@desk_argument
@click.option("--where", metavar="FILTER", default="", help="Which incidents, in the language below.")
@as_of_option
@list_options
def incidents(desk: str | None, where: str, when: str | None, as_json: bool, jsonl: bool, limit: int | None) -> None:
    """List incidents with their counts by verdict, of conflicts between their figures, and of stale verdicts.

    What was changed since it was counted is counted first, for some seconds at most; `?` (null) is not counted yet.
    """
    from factdesk.desk.filtering import incidents_that
    from factdesk.desk.report import pages

    with looking(desk, when) as opened:
        left = _count(opened)
        _print(pages(incidents_that(opened, where), limit), INCIDENTS, documents.incident, as_json, jsonl)
    if left:
        tell("not all conflicts are counted yet: the same command goes on counting where it ended")


COUNTING = 5.0
"""Seconds for which a list counts the conflicts of incidents that were changed."""


def _count(desk: Desk) -> int:
    """Counts conflicts and stale verdicts where something was changed; returns how many incidents are left."""
    from factdesk.desk.standing import refresh

    with suppress(Problem):  # another program writes: what was counted before is shown
        return refresh(desk, COUNTING)
    return 0


def _known(number: int | None) -> str:
    return "?" if number is None else str(number)


def _standing(row: SourceRow) -> str:
    return "withdrawn" if row.withdrawn else row.confidentiality


def _in_part(row: SourceRow) -> str:
    return f"{row.carrying} of {row.claims} claims" if row.carrying else ""


SOURCES = [
    Column("code", lambda row: row.code, most=10),
    Column("kind", lambda row: row.kind, most=11),
    Column("title", lambda row: row.title),
    Column("publisher", lambda row: row.publisher or "", most=20, optional=True),
    Column("published", lambda row: row.published_at or "", most=10),
    Column("root", lambda row: row.root or _in_part(row), most=16, optional=True),
    Column("standing", _standing, most=12, style=lambda row: "" if _standing(row) == "public" else "warning"),
    Column("claims", lambda row: str(row.claims), most=6, right=True),
]


@click.command()
@desk_argument
@click.option("--where", metavar="FILTER", default="", help="Which sources, in the language below.")
@list_options
def sources(desk: str | None, where: str, as_json: bool, jsonl: bool, limit: int | None) -> None:
    """List sources, newest first: what they carry, whether they may be shown, how many claims cite them."""
    from factdesk.desk.filtering import sources_that
    from factdesk.desk.report import pages

    with reader(desk) as opened:
        _print(pages(sources_that(opened, where), limit), SOURCES, documents.source, as_json, jsonl)


SPEAKERS = [
    Column("id", lambda row: row.id, most=16),
    Column("name", lambda row: row.name),
    Column("role", lambda row: row.role or "", most=24),
    Column("organisation", lambda row: row.organisation or "", most=28, optional=True),
    Column("side", lambda row: row.side or "", most=16),
]


@click.command()
@desk_argument
@click.option("--where", metavar="WORDS", default="", help="Only those with these words in name, role or side.")
@list_options
def speakers(desk: str | None, where: str, as_json: bool, jsonl: bool, limit: int | None) -> None:
    """List who is quoted: people and bodies, never the publishers."""
    from factdesk.desk.browse import speakers as listed

    words = where.casefold().split()
    with reader(desk) as opened:
        found = [
            row for row in listed(opened)
            if all(word in f"{row.name} {row.role} {row.organisation} {row.side}".casefold() for word in words)
        ]  # fmt: skip
    _print(islice(found, limit), SPEAKERS, lambda row: row.values(), as_json, jsonl)


HITS = [
    Column("kind", lambda row: row.kind, most=9),
    Column("code", lambda row: row.code, most=16),
    Column("title", lambda row: row.title, most=40),
    Column("found", lambda row: documents.hit(row)["snippet"]),
]


@click.command(epilog=DEFAULT)
@words_argument("[DESK] TEXT…")
@click.option("--best", is_flag=True, help="The best first, in kinds with no more than 1,000 hits; else the newest.")
@list_options
def search(words: tuple[str, ...], best: bool, as_json: bool, jsonl: bool, limit: int | None) -> None:
    """Search everything on the desk: titles, quotes, notes, people, sources and claims.

    Every word must be found, the last one as a beginning. No text is read as search syntax.
    """
    from factdesk.desk.find import find
    from factdesk.model.errors import BadInput

    desk, text = leading(words, 1)
    if not text:
        raise BadInput("there is nothing to search for", todo="give at least one word")
    with reader(desk) as opened:
        found = find(opened, " ".join(text), limit if limit is not None else 50, best)
    _print(islice(found, limit), HITS, documents.hit, as_json, jsonl)


_EXAMPLES = """\b
Examples:
  factdesk claims                                   the default desk
  factdesk claims strike.sqlite --where "incident:A verdict:open"
  factdesk claims strike.sqlite --where "killed>=10 -has:quote" --jsonl | jq .words
"""
claims.epilog = f"{_EXAMPLES}\n{about(CLAIM_FIELDS, ORDERS)}\n{TABS}\n\n{DEFAULT}"
incidents.epilog = f"{about(INCIDENT_FIELDS)}\n{TABS}\n\n{DEFAULT}"
sources.epilog = f"{about(SOURCE_FIELDS)}\n{TABS}\n\n{DEFAULT}"
for command in (speakers, queue):
    command.epilog = f"{TABS}\n\n{DEFAULT}"

__all__ = ["claims", "incidents", "queue", "search", "sources", "speakers"]
