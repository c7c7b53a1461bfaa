"""Whole files: makes desks, checks them, copies them, and checks reviewed files."""

from __future__ import annotations

import click

from factdesk.cli.context import DEFAULT, path_of
from factdesk.cli.output import Out


@click.command(epilog=f"Example: factdesk new strike.sqlite --sample\n\n{DEFAULT}")
@click.argument("desk", required=False, metavar="[DESK]")
@click.option("--sample", is_flag=True, help="Fill it with the sample: the reports of April 2025.")
def new(desk: str | None, sample: bool) -> None:
    """Make a desk file. Nothing is ever overwritten."""
    path = path_of(desk)
    if desk is None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if sample:
        from factdesk.desk.sample import build_sample

        build_sample(path).close()
    else:
        from factdesk.desk.open import create_desk

        create_desk(path).close()
    Out().line(str(path))
