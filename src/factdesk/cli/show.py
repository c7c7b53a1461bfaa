"""One record whole, for reading: a claim with all that speaks for and against it, or any other record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from factdesk.cli import documents
from factdesk.cli.context import DEFAULT, as_of_option, exactly, json_option, looking, words_argument
from factdesk.cli.output import Out, Piece
from factdesk.desk.open import Desk
from factdesk.model.views import CitationView, ClaimCard, ClaimRow, LogLine, ReviewView, SourceCard
from factdesk.model.wording import figure_text, interval, verdict_short, verdict_text

SHOWN = 20
"""Changes of the history that the plain form shows; --json and `log --record` show more."""

Lines = Iterator[tuple[Piece, ...]]


@click.command(epilog=f"Example: factdesk show strike.sqlite A1\n\n{DEFAULT}")
@words_argument("[DESK] ID")
@as_of_option
@json_option
def show(words: tuple[str, ...], when: str | None, as_json: bool) -> None:
    """Show one record whole: a claim with citations, reviews, history and warnings.

    ID is a code (A12, S3), a speaker's name, or an id as the lists print it.
    """
    word, (ref,) = exactly(words, "ID")
    out = Out()
    with looking(word, when) as desk:
        document, lines = _record(desk, ref, out)
    if as_json:
        out.json(document)
        return
    for line in lines:
        out.line(*line)


def _record(desk: Desk, ref: str, out: Out) -> tuple[dict[str, Any], list[tuple[Piece, ...]]]:
    from factdesk.desk import browse, history
    from factdesk.desk.report import any_record

    kind, id_ = browse.kind_of(desk, ref)
    if kind == "claim":
        card = browse.claim_card_now(desk, id_)
        return documents.card(card), list(_claim(card, out))
    if kind == "source":
        source = browse.source_card(desk, id_)
        return documents.source_card(source), list(_source(source))
    values = any_record(desk, id_).values()
    past = history.log(desk, record=id_)
    document = {"record": kind} | values | {"history": [documents.change(line) for line in past]}
    return document, [*_fields(values), *_history(past)]


def _claim(card: ClaimCard, out: Out) -> Lines:
    claim = card.claim
    short = verdict_short(card.verdict, ascii_only=not out.unicode)
    yield ((claim.code, "bold"), "  ", (short, card.verdict), "  ", verdict_text(card.verdict, card.basis))
    yield from _block(documents.sentence(card))
    yield ("",)
    yield from _field("incident", f"{card.incident.code} {card.incident.title}")
    yield from _field("kind", claim.kind)
    if claim.kind == "figure":
        yield from _field("figure", f"{figure_text(claim)}  ({interval(claim.low, claim.high)}, {claim.qualifier})")
    for name in ("statement", "scope", "as_of", "said_at", "denies_aspect"):
        yield from _field(name, getattr(claim, name))
    yield from _field("speaker", _speaker(card))
    yield from _field("id", claim.id)
    for text in card.stale:
        yield (("stale", "warning"), f": {text}")
    for code, text in card.warnings:
        yield (("warning", "warning"), f": {text} ({code})")
    yield from _relatives(card, out)
    supporting = len({tie.source.id for tie in card.citations if tie.stance == "supports"})
    yield from _heading(f"citations ({supporting} supporting sources, {card.roots} roots)", card.citations)
    for tie in card.citations:
        yield from _citation(tie)
    yield from _heading("reviews", card.reviews)
    for one in card.reviews:
        yield from _review(one, out)
    yield from _history(card.history)


def _speaker(card: ClaimCard) -> str:
    if card.speaker is None:
        return "nobody is named"
    who = card.speaker
    return ", ".join(part for part in (who.name, who.role, who.organisation, who.side) if part)


def _relatives(card: ClaimCard, out: Out) -> Lines:
    groups = (("part of", (card.whole,)), ("parts", card.parts), ("denies", (card.denies,)),
              ("denied by", card.denied_by))  # fmt: skip
    for title, rows in groups:
        for row in rows:
            if row is not None:
                yield from _field(title, _other(row, out))


def _other(row: ClaimRow, out: Out) -> str:
    who = f", {row.speaker}" if row.speaker else ""
    return f"{row.code} {verdict_short(row.verdict, ascii_only=not out.unicode)}  {figure_text(row)}{who}"


def _citation(tie: CitationView) -> Lines:
    source = tie.source
    marks = [word for word in (source.confidentiality,) if word != "public"] + ["withdrawn"] * bool(source.withdrawn)
    told = f"  [{', '.join(marks)}]" if marks else ""
    yield ("  ", (source.code, "bold"), f" {tie.stance}: {source.title}", (told, "warning"))
    about = (source.kind, source.publisher, source.published_at, _root(tie), tie.locator)
    yield ("    ", (", ".join(part for part in about if part), "dim"))
    for text in (source.url, source.withdrawn and f"withdrawn: {source.withdrawn}"):
        if text:
            yield ("    ", text)
    if tie.quote:
        yield from _block(f"“{tie.quote}”", "    ")
    if tie.translation:
        yield from _block(f"({tie.translation})", "    ")
    yield ("    ", (f"citation {tie.id}", "dim"))


def _root(tie: CitationView) -> str:
    if tie.carries:
        further = "" if tie.root_key in (tie.root, tie.root_speaker) else f", root {tie.root_label}"
        return f"here it carries {'the words of ' if tie.root_speaker else ''}{tie.carries}{further}"
    return f"carries {tie.root_label}" if tie.root_key != tie.source.id else "a root itself"


def _review(one: ReviewView, out: Out) -> Lines:
    short = verdict_short(one.verdict, ascii_only=not out.unicode)
    stands = "" if one.stands else "  (replaced)"
    yield ("  ", (short, one.verdict), f" {one.basis or ''}  {one.reviewer}, {one.at}", (stands, "dim"))
    yield from _block(one.reason, "    ")
    if one.warnings:
        yield ("    ", (f"given in view of: {', '.join(one.warnings)}", "dim"))


def _source(card: SourceCard) -> Lines:
    yield from _fields(card.source.values())
    yield from _field("root", card.root_label)
    if card.file_name is not None:
        yield from _field("file", f"{card.file_name}, {card.file_size:,} bytes")
    yield from _heading("carried by", card.carriers)
    for carrier in card.carriers:
        yield ("  ", (carrier.code, "bold"), f" {carrier.title}")
    yield from _heading("cited by", card.claims)
    for claim in card.claims:
        whose = f"  (carrying {card.carries[claim.id]})" if claim.id in card.carries else ""
        yield ("  ", (claim.code, "bold"), f" {figure_text(claim)}{whose}")
    yield from _history(card.history)


def _fields(values: dict[str, Any]) -> Lines:
    for name, value in values.items():
        if value not in (None, ""):
            yield from _field(name, ", ".join(map(str, value)) if isinstance(value, list | tuple) else value)


def _field(name: str, value: Any) -> Lines:
    if value is None or value == "":
        return
    first, *more = str(value).split("\n")
    yield ((f"{name:<14}", "dim"), first)
    for line in more:
        yield (" " * 14, line)


def _block(text: str, lead: str = "") -> Lines:
    """Text with its own line breaks, each line behind `lead`, so that none can pass for a line of ours."""
    for line in text.split("\n"):
        yield (f"{lead or '  '}", line)


def _heading(text: str, items: tuple[Any, ...]) -> Lines:
    if items:
        yield ("",)
        yield ((text, "bold"),)


def _history(lines: tuple[LogLine, ...]) -> Lines:
    yield from _heading("history", lines)
    for line in lines[:SHOWN]:
        yield ("  ", (line.at, "dim"), f"  {line.author}: {line.label}")
    if len(lines) > SHOWN:
        yield (f"  and {len(lines) - SHOWN} more, see: factdesk log --record ID",)
