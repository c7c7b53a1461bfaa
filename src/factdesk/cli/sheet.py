"""The fact sheet of an incident as text, Markdown or HTML, with every text made harmless for that form."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import click

from factdesk.cli.context import DEFAULT, cautions_option, exactly, json_option, reader, words_argument
from factdesk.cli.output import Out, tell
from factdesk.cli.stopping import Progress
from factdesk.model.text import clean_line

if TYPE_CHECKING:
    from factdesk.desk.sheet import Entry, Item, Sheet

HEADINGS: Final = {"confirmed": "Confirmed, as qualified", "disputed": "Disputed", "denied": "Denied"}
_MARKDOWN: Final = re.compile(
    r"[\\`*_\[\]<>|~&$@]|(?<=www)\.|:(?=//)|\A[#+=-]|(?<=\A\d)[.)]|(?<=\A\d\d)[.)]", re.A | re.I
)
"""What Markdown reads as more than text: marks, web and mail addresses, and the sign of a heading or list in front."""

_ADDRESS: Final = re.compile(r"[^A-Za-z0-9/:?#@!$&+,;=%._~-]")

Lines = Iterator[str]


@click.command(epilog=f"Example: factdesk sheet strike.sqlite A --format html > sheet.html\n\n{DEFAULT}")
@words_argument("[DESK] INCIDENT")
@click.option("--format", "form", type=click.Choice(["md", "html", "txt"]), default="txt", help="txt, md or html.")
@click.option(
    "--name-confidential", "named", metavar="ID", multiple=True,
    help="A source or speaker that is named though it is not public; repeatable.",
)  # fmt: skip
@cautions_option
@json_option
def sheet(words: tuple[str, ...], form: str, named: tuple[str, ...], cautions_read: bool, as_json: bool) -> None:
    """Print the fact sheet of an incident: its judged claims as sentences that can be pasted, with their sources.

    It holds what a reviewed file would hold: what is open or not public stays behind. How much that is is said
    on stderr. Where a reviewed file would be refused, so is the sheet: factdesk export --plan lists every place.
    """
    from factdesk.desk.sheet import sheet as make

    word, (ref,) = exactly(words, "ID")
    with reader(word) as desk, Progress("looking through the desk") as progress:
        found = make(desk, ref, named, progress, cautions_read=cautions_read)
    out = Out()
    if as_json:
        out.json(asdict(found))
    else:
        for line in FORMS[form](found):
            out.line(line)
    if found.held:
        told = ", ".join(f"{number} because {why}" for why, number in found.held.items())
        tell(f"claims left out: {told}")


def _grouped(found: Sheet) -> Iterator[tuple[str, list[Entry]]]:
    for verdict, heading in HEADINGS.items():
        entries = [entry for entry in found.entries if entry.verdict == verdict]
        if entries:
            yield heading, entries


def _about(found: Sheet) -> str:
    return ", ".join(part for part in (found.place, found.began) if part)


def _why(entry: Entry) -> str:
    return f"({entry.told}{'; to be looked at again' if entry.stale else ''})"


def _marks(entry: Entry) -> str:
    return "".join(f" [{number}]" for number in entry.sources)


def _item(item: Item) -> str:
    return ", ".join(part for part in (item.title, item.publisher, item.published_at) if part)


def _text(found: Sheet) -> Lines:
    yield from (found.title, _about(found))
    for heading, entries in _grouped(found):
        yield from ("", heading)
        for entry in entries:
            yield f"- {entry.sentence}{_marks(entry)} {_why(entry)}"
    if found.sources:
        yield from ("", "Sources")
    for number, item in enumerate(found.sources, 1):
        yield f"[{number}] {_item(item)}{f', {item.url}' if item.url else ''}"


def _markdown(found: Sheet) -> Lines:
    yield from (f"# {_md(found.title)}", "", _md(_about(found)))
    for heading, entries in _grouped(found):
        yield from ("", f"## {heading}", "")
        for entry in entries:
            yield f"- {_md(entry.sentence)}{_md(_marks(entry))} *{_md(_why(entry))}*"
    if found.sources:
        yield from ("", "## Sources", "")
    for number, item in enumerate(found.sources, 1):
        link = f" <{_address(item.url)}>" if item.url else ""
        yield f"{number}. {_md(_item(item))}{link}"


def _html(found: Sheet) -> Lines:
    title = _safe(found.title)
    yield f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>'
    yield f"<h1>{title}</h1><p>{_safe(_about(found))}</p>"
    for heading, entries in _grouped(found):
        yield f"<h2>{heading}</h2><ul>"
        for entry in entries:
            yield f"<li><bdi>{_safe(entry.sentence)}</bdi>{_marks(entry)} <em>{_safe(_why(entry))}</em></li>"
        yield "</ul>"
    if found.sources:
        yield "<h2>Sources</h2><ol>"
        for item in found.sources:
            address = _safe(_address(item.url)) if item.url else ""
            link = f' <a rel="noopener nofollow" href="{address}">{address}</a>' if address else ""
            yield f"<li><bdi>{_safe(_item(item))}</bdi>{link}</li>"
        yield "</ol>"
    yield "</body></html>"


def _md(text: str) -> str:
    """Text in which no character means anything to Markdown."""
    return _MARKDOWN.sub(r"\\\g<0>", clean_line(text))


def _safe(text: str) -> str:
    """Text in which no character means anything to HTML."""
    return html.escape(clean_line(text))


def _address(url: str) -> str:
    """The address with everything percent-encoded that could end it; the model lets only http and https in."""
    return _ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)


FORMS: Final[dict[str, Callable[[Sheet], Lines]]] = {"txt": _text, "md": _markdown, "html": _html}
