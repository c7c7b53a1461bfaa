"""Whole files: makes desks, checks them, copies them, and checks reviewed files."""

from __future__ import annotations

from pathlib import Path

import click

from factdesk.cli.context import DEFAULT, desk_argument, exactly, json_option, path_of, reader, words_argument
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


@click.command()
@click.argument("out", metavar="OUT")
@json_option
def verify(out: str, as_json: bool) -> int:
    """Check a reviewed file as its receiver: structure, references, counts and content hash. No desk is needed.

    Exit code 1 where something does not fit.
    """
    from factdesk.desk.verify import verify as look

    found = look(Path(out).expanduser())
    stdout = Out()
    if as_json:
        lines = [{"ok": ok, "text": text} for ok, text in found.lines]
        manifest = [dict(zip(("section", "name", "reason", "value"), row, strict=True)) for row in found.manifest]
        stdout.json({"ok": found.ok, "lines": lines, "manifest": manifest, "content_hash": found.content_hash})
        return 0 if found.ok else 1
    for ok, text in found.lines:
        stdout.line(("ok     ", "confirmed") if ok else ("problem", "denied"), f"  {text}")
    stdout.line(f"{out}: ", "in order" if found.ok else "not in order")
    return 0 if found.ok else 1


@click.command(epilog=f"Example: factdesk backup strike.sqlite /media/stick/strike-april.sqlite\n\n{DEFAULT}")
@words_argument("[DESK] OUT")
@json_option
def backup(words: tuple[str, ...], as_json: bool) -> None:
    """Copy a desk to a new file, whole or not at all, even while somebody works on it."""
    from factdesk.desk.backup import backup as copy

    word, (out,) = exactly(words, "OUT")
    with reader(word) as desk, Progress("copying") as progress:
        done = copy(desk, Path(out).expanduser(), progress)
    if as_json:
        Out().json({"path": str(done.path), "size": done.size})
    else:
        Out().line(f"{done.path}: {done.size:,} bytes")
