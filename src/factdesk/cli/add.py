"""Adds records: one from options, or many as JSON Lines from a pipe, all of them or none."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final

import click

from factdesk.cli import fields
from factdesk.cli.context import DEFAULT, as_option, json_option, writer
from factdesk.cli.names import looks_like_path
from factdesk.cli.output import Out
from factdesk.desk.add import ADDABLE, Added, add_within, name_of
from factdesk.desk.add import add as add_one
from factdesk.model.errors import BadInput, Problem
from factdesk.model.records import Record

LINES: Final = "-"
_STDIN: Final = "Add many, from JSON Lines on standard input: all of them, or none."

_HELP: Final = """Add a record, or many from JSON Lines on standard input.

\b
  factdesk add [DESK] KIND --field TEXT …     one record; see: factdesk add claim --help
  factdesk add [DESK] KIND - < lines          one JSON object a line, its keys the field names
  factdesk add [DESK] - < lines               any kinds: {"speaker": {"name": …}} a line

From lines, all records are added or none, and one undo takes all of them back. A later line may name an
earlier record by its code. Printed are the code (or name) and the id of each."""


class AddGroup(click.Group):
    """The kinds of record as commands, behind an optional DESK."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Takes the desk off the front and puts it where the command finds it."""
        if args[0] not in self.commands:
            ctx.obj = args[0]
            args = args[1:]
            if not args:
                raise _no_kind(ctx.obj)
        if args[0] not in self.commands:
            raise BadInput(f"no record is called {args[0]!r}", todo=f"add one of {', '.join(ADDABLE)}")
        return super().resolve_command(ctx, args)


def _no_kind(word: str) -> BadInput:
    if looks_like_path(word):
        return BadInput("what is to be added is not said", todo=f"name one of {', '.join(ADDABLE)}")
    return BadInput(f"no record is called {word!r}", todo=f"add one of {', '.join(ADDABLE)}")


@click.command(cls=AddGroup, help=_HELP, epilog=DEFAULT)
def add() -> None:
    """Add a record."""


def _command(kind: str) -> click.Command:
    @click.pass_obj
    def adding(word: str | None, /, author: str | None, as_json: bool, lines: str | None, **given: str | None) -> None:
        values = {name: value for name, value in given.items() if value is not None}
        if lines is None:
            with writer(word, author) as desk:
                done = add_one(desk, kind, fields.typed(kind, _with_kind(kind, values)))
            _report([done], as_json)
            return
        if lines != LINES or values:
            fault = f"{lines!r} is one word too many" if lines != LINES else "fields and - exclude each other"
            raise BadInput(fault, todo="give the fields as options, or - and JSON Lines on standard input")
        _from_lines(word, author, kind, as_json)

    told = f"Add {'an' if kind[0] in 'aeiou' else 'a'} {kind}; or many, with - and JSON Lines on standard input."
    command = fields.options(kind)(json_option(as_option(adding)))
    command = click.argument("lines", required=False, metavar="[-]")(command)
    return click.command(kind, help=told)(command)


def _with_kind(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """A claim's kind goes without saying where a figure is given; a source with an address is an article."""
    if "kind" in values:
        return values
    if kind == "claim":
        figures = {"figure", "words", "low", "high", "value"}
        return values | {
            "kind": "figure" if figures & values.keys() else "denial" if "denies" in values else "assertion"
        }
    return values | {"kind": "article" if "url" in values else "document"} if kind == "source" else values


@click.command(LINES, help=_STDIN)
@as_option
@json_option
@click.pass_obj
def _any_kind(word: str | None, author: str | None, as_json: bool) -> None:
    _from_lines(word, author, None, as_json)


def _from_lines(word: str | None, author: str | None, kind: str | None, as_json: bool) -> None:
    records = list(read_lines(sys.stdin.buffer.read(), kind))
    if not records:
        raise BadInput("standard input holds no record", todo="give one JSON object a line")
    done: list[tuple[Record, str]] = []
    label = f"add {len(records)} {kind or 'record'}s" if len(records) > 1 else f"add a {records[0][1]}"
    with writer(word, author) as desk, desk.change(label) as change:
        for number, what, values in records:
            try:
                done.append((add_within(change, what, _with_kind(what, values)), change.id))
            except Problem as error:
                raise _in_line(error, number) from None
    _report([Added(r.KIND, r.id, name_of(r), action, label) for r, action in done], as_json)


def _in_line(error: Problem, number: int) -> Problem:
    """The same error, with the line in which it lies."""
    where = f"line {number}, {error.where}" if error.where else f"line {number}"
    return type(error)(error.what, where=where, todo=f"{error.todo}; nothing was added" if error.todo else "")


def read_lines(data: bytes, kind: str | None) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Line number (from 1), kind and fields of each record. Raises BadInput that names the first bad line."""
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        found = _read(line, number)
        if kind is not None:
            yield number, kind, found
            continue
        if len(found) != 1 or not isinstance(values := next(iter(found.values())), dict):
            raise BadInput("this names no kind of record", where=f"line {number}",
                           todo='write {"claim": {…}}, or name the kind before the -')  # fmt: skip
        yield number, next(iter(found)), values


def _read(line: bytes, number: int) -> dict[str, Any]:
    try:
        found = json.loads(line.decode("utf-8"), object_pairs_hook=_no_twins)
    except UnicodeDecodeError:
        raise BadInput("this is not UTF-8 text", where=f"line {number}", todo="save the file as UTF-8") from None
    except RecursionError:
        raise BadInput("this is nested too deeply", where=f"line {number}", todo="write a flat object") from None
    except ValueError as error:
        raise BadInput(f"this is not JSON ({error})", where=f"line {number}", todo="write one object a line") from None
    if not isinstance(found, dict):
        raise BadInput("this is JSON but not an object", where=f"line {number}", todo="write one object a line")
    return found


def _no_twins(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twin = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twin!r} is given twice")
    return found


def _report(done: list[Added], as_json: bool) -> None:
    out = Out()
    if as_json:
        out.json_list({"record": one.kind, "id": one.id, "code": one.code, "action": one.action} for one in done)
        return
    for one in done:
        out.fields(one.code, one.id)


for _kind in ADDABLE:
    add.add_command(_command(_kind))
add.add_command(_any_kind)
