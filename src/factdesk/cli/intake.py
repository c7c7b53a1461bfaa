"""Reads an article, post or statement and prints what it asserts, as proposals; stores them where that is asked for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

import click

from factdesk.cli.context import as_option, json_option, leading, path_of, reader, writer
from factdesk.cli.output import Out, tell
from factdesk.desk.open import Desk
from factdesk.model.errors import BadInput

if TYPE_CHECKING:
    from factdesk.desk.documents import Document
    from factdesk.desk.intake import Proposal
    from factdesk.desk.take_in import Taken

_EXAMPLES: Final = """\b
Examples:
  factdesk intake --dry --json article.txt
  pbpaste | factdesk intake strike.sqlite - --date 2025-04-04 --json
  factdesk intake strike.sqlite page.html --accept all
  factdesk intake strike.sqlite statement.eml

DESK must be named, but for --dry, which needs none. Nothing is stored without --accept.
What a page or mail says of itself (title, publisher, address, date) is taken over; options say it better."""


@click.command(epilog=_EXAMPLES)
@click.argument("words", nargs=-1, metavar="[DESK] ARTICLE")
@click.option("--dry", is_flag=True, help="Read the text alone, without any desk.")
@click.option("--date", metavar="DATE", help="When it was published: `on Friday` is resolved against it.")
@click.option("--title", metavar="TEXT", help="What the source is called.")
@click.option("--url", metavar="URL", help="Its web address.")
@click.option("--publisher", metavar="TEXT", help="Who published it.")
@click.option("--accept", type=click.Choice(["all"]), help="Store all proposals, as one change and one undo.")
@as_option
@json_option
def intake(
    words: tuple[str, ...], dry: bool, date: str | None, title: str | None, url: str | None, publisher: str | None,
    accept: str | None, author: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Read a text, HTML or EML file (or - for standard input) and propose the figures, assertions and denials in it."""
    word, article = _named(words, dry)
    if dry and accept:
        raise BadInput("--dry stores nothing", todo="leave out --dry or --accept")
    document = _document(article)
    for note in document.notes:
        tell(note)
    source = {"title": title, "url": url, "publisher": publisher, "published_at": _moment(date)}
    if dry:
        from factdesk.desk.intake import propose_document

        _show(propose_document(document, source), as_json)
    elif accept is None:
        with reader(word) as desk:
            _show(_beside_desk(desk, document, source), as_json)
    else:
        with writer(word, author) as desk:
            taken = _take_all(desk, document, source)
        _report(taken, as_json)


def _named(words: tuple[str, ...], dry: bool) -> tuple[str | None, str]:
    word, rest = leading(words, 1)
    if len(rest) > 1 and not dry:
        word, rest = rest[0], rest[1:]
    if len(rest) != 1 or (dry and word is not None and len(words) > 1):
        raise BadInput("one text is read at a time", todo="give [DESK] and one file, or - for standard input")
    if word is None and not dry:
        path_of(None)
    return word, rest[0]


def _moment(date: str | None) -> str | None:
    from factdesk.model.times import parse_moment

    return parse_moment(date)[0] if date is not None else None


def _document(article: str) -> Document:
    from factdesk.desk import documents

    if article == "-":
        return documents.read_bytes(sys.stdin.buffer.read(documents.LARGEST_FILE + 1))
    return documents.open_document(article)


def _beside_desk(desk: Desk, document: Document, source: dict[str, Any]) -> Proposal:
    """The proposal, with the incident of the desk that fits each candidate and what is known or replaced there."""
    from factdesk.desk.decisions import Sheet
    from factdesk.desk.intake import propose_document
    from factdesk.desk.known import place

    found = propose_document(document, source)
    read = place(desk, document.text, found, found["source"])
    sheet = Sheet(read)
    for item in [*found["figures"], *found["assertions"]]:
        tie = sheet.tie(item["id"])
        group = sheet.groups.get(sheet.candidates[item["id"]].incident)
        item["incident"] = (group.code or None) if group else None
        item["known"], item["replaces"] = tie.known or None, tie.supersedes or None
        item["words_of"] = sheet.whose(sheet.candidates[item["id"]]) or None
    return found


def _take_all(desk: Desk, document: Document, source: dict[str, Any]) -> Taken:
    """Stores everything that can be a claim: not what its speaker rejects, nor what no rule read."""
    from factdesk.desk.decisions import Sheet
    from factdesk.desk.known import read_document
    from factdesk.desk.take_in import take_in

    sheet = Sheet(read_document(desk, document, source))
    sheet.accept([one.id for one in sheet.candidates.values() if not sheet.lacks(one)])
    accepted = sheet.accepted()
    if not accepted.candidates:
        raise BadInput("nothing was found in the text", todo="add the claims by hand")
    return take_in(desk, accepted)


def _show(found: Proposal, as_json: bool) -> None:
    out = Out()
    if as_json:
        out.json(found)
        return
    for figure in found["figures"]:
        out.line(_line(figure))
    for item in found["assertions"]:
        who = item["speaker"] or "no speaker named"
        tied = f" (denies {item['denies']})" if item["denies"] else ""
        known = f" (known as {item['known']})" if item.get("known") else ""
        out.line(f"{item['id']:4} {item['type']:10} {_one(item['quote'])}  [{_one(who)}]{tied}{known}")
    for item in found["unread"]:
        out.line(f"{item['id']:4} {'unread':10} {_one(item['quote'])}")
    tell(f"{len(found['figures'])} figures, {len(found['assertions'])} statements, {len(found['unread'])} unread")


def _line(figure: dict[str, Any]) -> str:
    marks = [figure["scope"].replace("_", " ")] if figure["scope"] != "main" else []
    marks += [figure["certainty"]] if figure["certainty"] != "stated" else []
    marks += [f"part of {figure['part_of']}"] if figure["part_of"] else []
    marks += ["rejected"] if figure["negated"] else []
    marks += ["derived"] if figure["derived"] else []
    marks += [f"known as {figure['known']}"] if figure.get("known") else []
    marks += [f"replaces {figure['replaces']}"] if figure.get("replaces") else []
    told = f" ({', '.join(marks)})" if marks else ""
    who = figure["speaker"] or "no speaker named"
    return f"{figure['id']:4} {figure['measure']:10} {figure['words']} · {figure['counted']}  [{_one(who)}]{told}"


def _one(text: str) -> str:
    return " ".join(text.split())


def _report(taken: Taken, as_json: bool) -> None:
    out = Out()
    if as_json:
        out.json({"source": taken.source, "incidents": list(taken.incidents), "claims": list(taken.claims),
                  "carried": list(taken.carried), "action": taken.action})  # fmt: skip
        return
    out.line(f"{taken.source}: {len(taken.claims)} claims, {len(taken.incidents)} new incidents")
    if taken.carried:
        out.line(f"already known, now carried by {taken.source}: {', '.join(taken.carried)}")
