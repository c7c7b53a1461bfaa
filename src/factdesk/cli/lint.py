"""The copy lint on standard output: what in a draft does not agree with the desk, and what would be right."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import groupby

import click

from factdesk.cli.context import DEFAULT, exactly, json_option, reader, words_argument
from factdesk.cli.output import Out, tell
from factdesk.desk.lint import KINDS, Finding

FOUND = 1
"""The exit code where something was found."""


@click.command(
    epilog=f"Example: factdesk lint strike.sqlite A draft.txt\n\n{DEFAULT} Exit code 1: something was found."
)
@words_argument("[DESK] INCIDENT DRAFT")
@json_option
def lint(words: tuple[str, ...], as_json: bool) -> int:
    """Hold a draft (a text file, or - for standard input) against the desk: lost qualifiers, old tolls, flat claims."""
    from factdesk.desk import documents
    from factdesk.desk.lint import as_data
    from factdesk.desk.lint import lint as check

    word, (ref, draft) = exactly(words, "INCIDENT", "DRAFT")
    if draft == "-":
        document = documents.read_bytes(sys.stdin.buffer.read(documents.LARGEST_FILE + 1))
    else:
        document = documents.open_document(draft)
    with reader(word) as desk:
        found = check(desk, ref, document.text)
    out = Out()
    if as_json:
        out.json(as_data(found))
    else:
        for _, group in groupby(found.findings, key=lambda one: (one.start, one.end, one.code)):
            _show(out, list(group))
    number = len(found.findings)
    tell(f"{found.figures} figures, {number} finding{'' if number == 1 else 's'}")
    return FOUND if number else 0


def _show(out: Out, group: Sequence[Finding]) -> None:
    """The faults of one place in the draft, then once what the desk has and what would be right."""
    first = group[0]
    out.line((f"line {first.line}: ", "dim"), f"“{_line(first.words)}”")
    for one in group:
        out.line("  ", (KINDS[one.kind], "warning"), f": {_line(one.why)}")
    if first.told:
        out.line(f"  desk: {_line(first.told)}")
    if first.say:
        out.line("  say:  ", (_line(first.say), "bold"))


def _line(text: str) -> str:
    return " ".join(text.split())
