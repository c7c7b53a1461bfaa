"""Reads an article, post or statement and prints what it asserts, as proposals; stores them where that is asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

import click

from factdesk.cli.context import as_option, json_option, leading, path_of, reader, writer
from factdesk.cli.output import Out, tell
from factdesk.desk.intake import LARGEST, Proposal, Taken
from factdesk.model.errors import BadInput, Failed

_EXAMPLES: Final = """\b
Examples:
  factdesk intake --dry --json article.txt
  pbpaste | factdesk intake strike.sqlite - --date 2025-04-04 --json
  factdesk intake strike.sqlite article.txt --url https://example.org/report --accept all

DESK must be named, but for --dry, which needs none. Nothing is stored without --accept."""


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
    """Read a text (a file, or - for standard input) and propose the figures, assertions and denials in it."""
    from factdesk.desk import intake as use

    word, article = _named(words, dry)
    if dry and accept:
        raise BadInput("--dry stores nothing", todo="leave out --dry or --accept")
    text = _text(article)
    source = {"title": title, "url": url, "publisher": publisher, "published_at": _moment(date)}
    if dry:
        _show(use.propose(text, source), as_json)
    elif accept is None:
        with reader(word) as desk:
            _show(use.propose_for(desk, text, source), as_json)
    else:
        with writer(word, author) as desk:
            taken = use.accept(desk, text, use.propose_for(desk, text, source))
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


def _text(article: str) -> str:
    """The text as given, every character kept, so that offsets hold."""
    try:
        if article == "-":
            data = sys.stdin.buffer.read(4 * LARGEST + 1)
        else:
            with Path(article).expanduser().open("rb") as file:
                data = file.read(4 * LARGEST + 1)
    except OSError as error:
        raise Failed(
            f"{article}: {error.strerror or 'cannot be read'}", todo="name a file that holds the text"
        ) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Failed("the text is not UTF-8", where=article, todo="save it as UTF-8 text") from None


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
        out.line(f"{item['id']:4} {item['type']:10} {_one(item['quote'])}  [{who}]{tied}")
    for item in found["unread"]:
        out.line(f"{item['id']:4} {'unread':10} {_one(item['quote'])}")
    tell(f"{len(found['figures'])} figures, {len(found['assertions'])} statements, {len(found['unread'])} unread")


def _line(figure: dict[str, Any]) -> str:
    marks = [figure["scope"]] if figure["scope"] != "main" else []
    marks += [figure["certainty"]] if figure["certainty"] != "stated" else []
    marks += [f"part of {figure['part_of']}"] if figure["part_of"] else []
    marks += ["rejected"] if figure["negated"] else []
    marks += ["derived"] if figure["derived"] else []
    marks += [f"known as {figure['known']}"] if figure.get("known") else []
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
