"""Saved filters: lists, keeps and drops them."""

from __future__ import annotations

import click

from factdesk.cli.context import DEFAULT, as_option, desk_argument, json_option, reader, writer
from factdesk.cli.output import Out, tell
from factdesk.model.errors import BadInput

_EPILOG = f"""\b
Examples:
  factdesk filters strike.sqlite --save thin "verdict:confirmed root:1"
  factdesk claims strike.sqlite --where "@thin incident:A"
  factdesk filters strike.sqlite --drop thin

{DEFAULT}"""


@click.command(epilog=_EPILOG)
@desk_argument
@click.option("--save", nargs=2, metavar="NAME FILTER", help="Keep a filter under a name, in place of an older one.")
@click.option("--drop", metavar="NAME", help="Forget a saved filter.")
@as_option
@json_option
def filters(
    desk: str | None, save: tuple[str, str] | None, drop: str | None, author: str | None, as_json: bool
) -> None:
    """List the saved filters, keep one, or drop one. In any filter, @NAME stands for the saved one."""
    from factdesk.desk import saved_filters

    if save and drop:
        raise BadInput("one thing at a time", todo="use --save or --drop")
    if save or drop:
        with writer(desk, author) as opened:
            if save:
                saved_filters.save(opened, *save)
            elif drop:
                saved_filters.drop(opened, drop)
    with reader(desk) as opened:
        known = saved_filters.saved(opened)
    out = Out()
    if as_json:
        out.json(known)
        return
    for name, text in known.items():
        out.line(f"@{name}\t{text}")
    if not known:
        tell("no filter is saved on this desk")


__all__ = ["filters"]
