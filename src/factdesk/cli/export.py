"""Hands over the reviewed file, and says what goes and what stays behind and why."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factdesk.cli.context import DEFAULT, as_option, cautions_option, exactly, json_option, reader, words_argument
from factdesk.cli.documents import Document
from factdesk.cli.output import Out, tell
from factdesk.cli.stopping import Progress

if TYPE_CHECKING:
    from factdesk.desk.export import Counted, ExportPlan

_EPILOG = f"""\b
Examples:
  factdesk export strike.sqlite reviewed.sqlite --plan        what would go, without writing anything
  factdesk export strike.sqlite reviewed.sqlite --include open
  factdesk export strike.sqlite reviewed.sqlite --name-confidential S7

{DEFAULT}"""


@click.command(epilog=_EPILOG)
@words_argument("[DESK] OUT")
@click.option("--include", type=click.Choice(["open"]), help="Also claims that are not judged, shown as open.")
@click.option(
    "--name-confidential", "named", metavar="ID", multiple=True,
    help="A source or speaker that goes though it is not public; repeatable.",
)  # fmt: skip
@click.option("--replace", is_flag=True, help="Write over an earlier reviewed file, and over nothing else.")
@cautions_option
@as_option
@click.option("--plan", "only_plan", is_flag=True, help="Say what would go and what would stay; write nothing.")
@json_option
def export(
    words: tuple[str, ...], include: str | None, named: tuple[str, ...], replace: bool, cautions_read: bool,
    author: str | None, only_plan: bool, as_json: bool,
) -> int:  # fmt: skip
    """Write the reviewed file: judged claims with their sources, without what is not public.

    It is a fresh SQLite file that others can check with factdesk verify. Every withheld text is searched for in
    its bytes; where one is found, nothing is written and the exit code is 4. So it is where a part of a withheld
    name stands in the desk's own words, until somebody has read the place. Reasons of past reviews stay behind.

    The desk remembers what the file carries, so that factdesk affected can say what changed since.
    """
    from factdesk.desk import author as authors
    from factdesk.desk.export import export as write
    from factdesk.desk.export import plan_export, refuse

    word, (out,) = _planned(words) if only_plan else exactly(words, "OUT")
    with reader(word) as desk, Progress("exporting") as progress:
        if only_plan:
            plan, document = plan_export(desk, include == "open", named, progress), {}
        else:
            desk.author = authors.check_name(author) if author is not None else authors.known_author()
            done = write(desk, Path(out).expanduser(), include == "open", named, replace=replace,
                         cautions_read=cautions_read, progress=progress)  # fmt: skip
            plan, document = done.plan, {"path": str(done.path), "size": done.size, "remembered": done.remembered}
    _report(plan, document, as_json)
    if document and not document["remembered"]:
        tell("this export is not remembered: the desk is read-only, or nobody is named with --as NAME")
    refuse(plan, cautions_read)
    return 0


def _planned(words: tuple[str, ...]) -> tuple[str | None, list[str]]:
    """As `exactly`, but a plan needs no OUT: a single word that is a file is the desk."""
    if not words:
        return None, [""]
    if len(words) == 1 and Path(words[0]).expanduser().is_file():
        return words[0], [""]
    return exactly(words, "OUT")


def _report(plan: ExportPlan, document: Document, as_json: bool) -> None:
    from factdesk.desk.export import in_words

    out = Out()
    if as_json:
        out.json(document | _document(plan))
    else:
        if document:
            out.line(f"{document['path']}: {document['size']:,} bytes")
        for name, number in plan.going.items():
            out.line(f"  goes      {number:>7,} {in_words(name, number)}")
        _lines(out, "named", plan.named)
        _lines(out, "marked", plan.marked)
        _lines(out, "withheld", plan.withheld)
        for leak in plan.leaks:
            out.line("  ", ("leak", "denied"), f"  {leak}")
        out.line(f"content hash {plan.content_hash}")
    for caution in plan.cautions:
        tell(f"look at: {caution} ({caution.mend})")


def _lines(out: Out, what: str, counted: tuple[Counted, ...]) -> None:
    for one in counted:
        why = f": {one.why}" if one.why else ""
        out.line(f"  {what:<9} {one.number:>7,} {one.of}{why}")


def _document(plan: ExportPlan) -> Document:
    def of(counted: tuple[Counted, ...]) -> list[Document]:
        return [asdict(one) | {"why": one.why} for one in counted]

    return {"include_open": plan.include_open, "going": plan.going, "withheld": of(plan.withheld),
            "marked": of(plan.marked), "named": of(plan.named), "leaks": [str(leak) for leak in plan.leaks],
            "cautions": [str(leak) for leak in plan.cautions], "content_hash": plan.content_hash}  # fmt: skip
