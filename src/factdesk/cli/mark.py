"""Marks claims: confirmed, disputed, denied, or open again, with basis and reason."""

from __future__ import annotations

import sys
from typing import Final

import click

from factdesk.cli import documents
from factdesk.cli.context import DEFAULT, as_option, json_option, leading, words_argument, writer
from factdesk.cli.output import Out, tell
from factdesk.desk.open import Desk
from factdesk.model.errors import BadInput
from factdesk.model.vocabulary import BASES, VERDICTS

_BASES: Final = "\n".join(
    f"  {verdict:<10} {basis:<17} {meaning}" for verdict, words in BASES.items() for basis, meaning in words.items()
)
_MEANINGS: Final = "\n".join(f"  {verdict:<10} {meaning}" for verdict, meaning in VERDICTS.items())
_EPILOG: Final = f"""\b
Verdicts:
{_MEANINGS}

\b
Bases:
{_BASES}

\b
Examples:
  factdesk mark strike.sqlite A1 confirmed --basis authority --reason "stated by the city's own council"
  factdesk claims strike.sqlite --where incident:A | cut -f1 | factdesk mark strike.sqlite - open --reason "new report"

{DEFAULT}"""


@click.command(epilog=_EPILOG)
@words_argument("[DESK] CLAIM… VERDICT")
@click.option("--basis", metavar="BASIS", help="Why the verdict holds, one of the words below; none for open.")
@click.option("--reason", metavar="TEXT", default="", help="In a sentence, why.")
@click.option("--rests-on", metavar="ID", multiple=True, help="A citation or source that it rests on; repeatable.")
@as_option
@json_option
def mark(
    words: tuple[str, ...], basis: str | None, reason: str, rests_on: tuple[str, ...], author: str | None, as_json: bool
) -> None:
    """Mark claims confirmed, disputed, denied or open, as one change.

    CLAIM is a code or id, or - for codes from standard input, one a line. What makes the verdict thin is said
    on stderr and kept with it.
    """
    from factdesk.desk.review import mark as give

    word, rest = leading(words)
    if len(rest) < 2:
        raise BadInput("a claim or the verdict is missing", todo="give [DESK] CLAIM… VERDICT")
    *claims, verdict = rest
    claims = _claims(claims)
    with writer(word, author) as desk:
        done = give(desk, claims, verdict, basis=basis, reason=reason, rests_on=rests_on or None)
        warnings = _warnings(desk, claims)
    out = Out()
    if as_json:
        out.json(documents.action(done) | {"warnings": warnings})
        return
    out.line(done.label)
    for claim, found in warnings.items():
        for warning in found:
            tell(f"{claim}: {warning['text']} ({warning['code']})")


def _claims(words: list[str]) -> list[str]:
    if words != ["-"]:
        return words
    lines = sys.stdin.buffer.read().decode("utf-8", "replace").splitlines()
    return [line.strip() for line in lines if line.strip()]


def _warnings(desk: Desk, claims: list[str]) -> dict[str, list[documents.Document]]:
    """What makes the verdicts thin, by the codes of the claims."""
    from factdesk.desk.browse import claim_card

    found = {}
    for ref in claims:
        card = claim_card(desk, ref)
        if card.warnings:
            found[card.claim.code] = [{"code": code, "text": text} for code, text in card.warnings]
    return found
