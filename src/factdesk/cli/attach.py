"""Attaches a source to claims: an address, a file, pasted text, or a source that the desk knows."""

from __future__ import annotations

import sys
from typing import Any, Final

import click

from factdesk.cli import fields
from factdesk.cli.context import DEFAULT, as_option, json_option, leading, words_argument, writer
from factdesk.cli.output import Out, tell
from factdesk.cli.stopping import Progress
from factdesk.desk.attach import Attached, known_source
from factdesk.desk.attach import attach as attach_source
from factdesk.desk.open import Desk
from factdesk.model.errors import BadInput, Failed
from factdesk.model.views import SourceRow

_EXAMPLES: Final = f"""\b
Examples:
  factdesk attach strike.sqlite A1 A2 --url https://example.org/report --quote "at least 16"
  factdesk attach strike.sqlite A1 --file statement.pdf --kind document --title "Statement of the city"
  factdesk attach strike.sqlite A1 --source S3 --quote "16 killed" --opposes
  pbpaste | factdesk attach strike.sqlite A1 --text - --kind post --root "Serhii Lysak"

--root says whose words the source carries for these claims alone; --source-root what a new source carries as a whole.

{DEFAULT}"""

Values = dict[str, Any]


@click.command(epilog=_EXAMPLES)
@words_argument("[DESK] CLAIM…")
@click.option("--url", metavar="URL", help="Its web address; an address that the desk knows is used again.")
@click.option("--file", metavar="PATH", help="A file: copied into the desk under its hash, 256 MiB at most.")
@click.option("--text", metavar="TEXT", help="Pasted text, or - for standard input.")
@click.option("--source", metavar="ID", help="A source that is on the desk, by code or id.")
@click.option("--quote", metavar="TEXT", help=fields.HELP["quote"])
@click.option("--translation", metavar="TEXT", help=fields.HELP["translation"])
@click.option("--locator", metavar="TEXT", help=fields.HELP["locator"])
@click.option("--root", metavar="ID", help=fields.IN_CITATION["root"])
@click.option("--root-speaker", metavar="ID", help=fields.IN_CITATION["root_speaker"])
@click.option("--source-root", metavar="ID", help="Of a new source: the source or speaker that it only carries.")
@click.option("--opposes", is_flag=True, help="It speaks against the claim.")
@click.option("--confidential", is_flag=True, help="It leaves by no export unless somebody names it.")
@click.option("--background", is_flag=True, help="It informs the desk; it leaves by no export unless named.")
@fields.options("source", "url", "file", "confidentiality", "withdrawn", "root", "root_speaker")
@as_option
@json_option
def attach(
    words: tuple[str, ...], url: str | None, file: str | None, text: str | None, source: str | None,
    quote: str | None, translation: str | None, locator: str | None, root: str | None, root_speaker: str | None,
    source_root: str | None, opposes: bool, confidential: bool, background: bool, author: str | None, as_json: bool,
    **given: str | None,
) -> None:  # fmt: skip
    """Attach one source to one or many claims, as one change."""
    word, claims = leading(words)
    if not claims:
        raise BadInput("no claim is named", todo="name at least one claim by its code or id")
    if sum(way is not None for way in (url, file, text, source)) > 1:
        raise BadInput("--url, --file, --text and --source exclude each other", todo="give one of them")
    further = _further({**given, "root": source_root}, confidential, background)
    citation = {"quote": quote, "translation": translation, "locator": locator}
    citation |= {name: who for name, who in (("root", root), ("root_speaker", root_speaker)) if who is not None}
    citation["stance"] = "opposes" if opposes else "supports"
    pasted = _stdin() if text == "-" else text
    with writer(word, author) as desk:
        known = _known(desk, url, file, source)
        if known is not None:
            _fits(known, further)
        with Progress("copying the file") as progress:
            done = attach_source(desk, claims, url=url, file=file, text=pasted, source=source, fields=further,
                                 progress=progress, **citation)  # fmt: skip
    _report(done, as_json)


def _further(given: dict[str, str | None], confidential: bool, background: bool) -> Values:
    if confidential and background:
        raise BadInput("--confidential and --background exclude each other", todo="give one of them")
    values: Values = {name: value for name, value in given.items() if value is not None}
    if confidential or background:
        values["confidentiality"] = "confidential" if confidential else "background"
    return values


def _known(desk: Desk, url: str | None, file: str | None, source: str | None) -> SourceRow | None:
    """The source that will be used again."""
    if source is None:
        return known_source(desk, url=url, file=file)
    from factdesk.desk.browse import source_card, source_window

    window = source_window(desk)
    at = window.index_of(source_card(desk, source).source.id)
    return window.rows(at, at + 1)[0] if at is not None else None


def _fits(known: SourceRow, further: Values) -> None:
    """Refuses fields for a source that is there already: they would be lost, and a secret might be shown."""
    wanted = further.get("confidentiality", known.confidentiality)
    if wanted != known.confidentiality:
        raise BadInput(f"{known.code} is on the desk already, as {known.confidentiality}", where="confidentiality",
                       todo=f"change it with: factdesk edit {known.code} confidentiality={wanted}")  # fmt: skip
    others = sorted(further.keys() - {"confidentiality"})
    if others:
        raise BadInput(f"{known.code} is on the desk already and keeps its own {', '.join(others)}", where="source",
                       todo=f"leave them out, or change it with: factdesk edit {known.code} …")  # fmt: skip


def _stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError:
        raise Failed("standard input is not UTF-8 text", where="text", todo="attach it as a file") from None


def _report(done: Attached, as_json: bool) -> None:
    out = Out()
    if done.reused:
        tell(f"{done.code} is on the desk already and was used again")
    if as_json:
        out.json({"action": done.action, "label": done.label, "source": done.source, "code": done.code,
                  "citations": list(done.citations), "reused": done.reused})  # fmt: skip
    else:
        out.fields(done.code, done.source, *done.citations)
