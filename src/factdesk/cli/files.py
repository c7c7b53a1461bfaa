"""Whole files: makes desks, checks them, copies them, and checks reviewed files."""

from __future__ import annotations

import click

from factdesk.cli.context import DEFAULT, desk_argument, json_option, path_of
from factdesk.cli.output import Out, tell
from factdesk.cli.stopping import Progress


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


@click.command(epilog=DEFAULT)
@desk_argument
@json_option
def check(desk: str | None, as_json: bool) -> int:
    """Check a desk file: its integrity, every hash of the ledger, and that the tables are what the ledger tells.

    Exit code 1 where something is wrong.
    """
    from factdesk.desk.check import check_file

    path = path_of(desk)
    with Progress("checking") as progress:
        report = check_file(path, progress)
    out = Out()
    if as_json:
        out.json({"ok": report.ok, "problems": list(report.problems), "skipped": list(report.skipped),
                  "counts": report.counts})  # fmt: skip
        return 0 if report.ok else 1
    for line in report.problems:
        out.line(("problem", "denied"), f": {line}")
    for line in report.skipped:
        tell(f"not looked at: {line}")
    told = ", ".join(f"{number:,} {name}" for name, number in report.counts.items())
    out.line(f"{path}: ", "sound" if report.ok else "not sound", f" ({told})")
    return 0 if report.ok else 1
