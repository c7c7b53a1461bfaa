"""Marks claims: confirmed, disputed, denied, or open again, with basis and reason."""

from __future__ import annotations

import sys
from typing import Final

import click

from factdesk.cli import documents
from factdesk.cli.context import DEFAULT, as_option, json_option, leading, words_argument, writer
from factdesk.cli.output import Out, tell
from factdesk.cli.stopping import Progress
from factdesk.desk.open import Desk
from factdesk.model.errors import BadInput, Cancelled, NotFound
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
  factdesk mark strike.sqlite disputed --where "killed:20..21 verdict:open" --basis figures-conflict --reason "two"
  factdesk claims strike.sqlite --where incident:A | cut -f1 | factdesk mark strike.sqlite - open --reason "new report"

{DEFAULT}"""


@click.command(epilog=_EPILOG)
@words_argument("[DESK] CLAIM… VERDICT")
@click.option("--basis", metavar="BASIS", help="Why the verdict holds, one of the words below; none for open.")
@click.option("--reason", metavar="TEXT", default="", help="In a sentence, why.")
@click.option("--rests-on", metavar="ID", multiple=True, help="A citation or source that it rests on; repeatable.")
@click.option("--where", metavar="FILTER", help="All claims that the filter lets pass, in place of CLAIM…")
@click.option("--yes", is_flag=True, help="With --where: do not ask whether so many claims are meant.")
@as_option
@json_option
def mark(
    words: tuple[str, ...], basis: str | None, reason: str, rests_on: tuple[str, ...], where: str | None, yes: bool,
    author: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Mark claims confirmed, disputed, denied or open, as one change.

    CLAIM is a code or id, or - for codes from standard input, one a line. What makes the verdict thin is said
    on stderr and kept with it. With --where, the number of claims is said first, and asked for where nobody said --yes.
    """
    from factdesk.desk.review import mark as give

    if where is not None:
        _mark_where(words, where, yes, basis, reason, rests_on, author, as_json)
        return
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


def _mark_where(
    words: tuple[str, ...], where: str, yes: bool, basis: str | None, reason: str, rests_on: tuple[str, ...],
    author: str | None, as_json: bool,
) -> None:  # fmt: skip
    from factdesk.desk.review import mark as give
    from factdesk.desk.review import matching, warned

    word, rest = leading(words, 1)
    if len(rest) != 1:
        raise BadInput("with --where no claims are named", todo="give [DESK] VERDICT --where FILTER")
    if rest[0] not in VERDICTS:
        raise BadInput(f"no verdict is called {rest[0]!r}", where="verdict", todo=f"use one of {', '.join(VERDICTS)}")
    with writer(word, author) as desk:
        claims = matching(desk, where)
        if not claims:
            raise NotFound("no claim passes this filter", where="--where", todo="look with: factdesk claims --where …")
        _agreed(f"mark {len(claims):,} claim{'' if len(claims) == 1 else 's'} {rest[0]}?", yes)
        with Progress("marking") as progress:
            done = give(desk, claims, rest[0], basis=basis, reason=reason, rests_on=rests_on or None,
                        progress=progress)  # fmt: skip
        found = warned(desk, done)
    out = Out()
    if as_json:
        out.json(documents.action(done) | {"claims": len(claims), "warnings": found})
        return
    out.line(done.label)
    for code, number in found.items():
        tell(f"{number:,} of {len(claims):,}: {code}")


def _agreed(question: str, yes: bool) -> None:
    """Asks on a terminal; elsewhere nobody can answer, and --yes is needed."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise BadInput(f"{question} nobody is there to say so", todo="add --yes")
    if not click.confirm(question, default=False, err=True):
        raise Cancelled("nothing was marked")


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
