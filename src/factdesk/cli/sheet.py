"""The fact sheet of an incident, printed as text, Markdown or HTML."""

from __future__ import annotations

from dataclasses import asdict

import click

from factdesk.cli.context import DEFAULT, cautions_option, exactly, json_option, reader, words_argument
from factdesk.cli.output import Out, tell
from factdesk.cli.stopping import Progress


@click.command(epilog=f"Example: factdesk sheet strike.sqlite A --format html > sheet.html\n\n{DEFAULT}")
@words_argument("[DESK] INCIDENT")
@click.option("--format", "form", type=click.Choice(["md", "html", "txt"]), default="txt", help="txt, md or html.")
@click.option("--judged", is_flag=True, help="Leave out what is open.")
@click.option(
    "--name-confidential", "named", metavar="ID", multiple=True,
    help="A source or speaker that is named though it is not public; repeatable.",
)  # fmt: skip
@cautions_option
@json_option
def sheet(
    words: tuple[str, ...], form: str, judged: bool, named: tuple[str, ...], cautions_read: bool, as_json: bool
) -> None:
    """Print the fact sheet of an incident: what can be said, attributed, and what is not known.

    Confirmed, disputed with both sides, denied with its basis, open, superseded figures, open questions, sources by
    root. What is not public stays behind as in a reviewed file; how much that is is said on stderr. Where a reviewed
    file would be refused, so is the sheet: factdesk export --plan lists every place.
    """
    from factdesk.desk.sheet import sheet as make
    from factdesk.desk.sheet_forms import FORMS

    word, (ref,) = exactly(words, "ID")
    with reader(word) as desk, Progress("looking through the desk") as progress:
        found = make(desk, ref, named, progress, cautions_read=cautions_read, include_open=not judged)
    out = Out()
    if as_json:
        out.json(asdict(found))
    else:
        for line in FORMS[form](found):
            out.line(line)
    if found.held:
        told = ", ".join(f"{number} because {why}" for why, number in found.held.items())
        tell(f"claims left out: {told}")
