"""Changes records, removes them, and takes changes back."""

from __future__ import annotations

from collections.abc import Callable

import click

from factdesk.cli import documents, fields
from factdesk.cli.context import DEFAULT, as_option, desk_argument, exactly, json_option, words_argument, writer
from factdesk.cli.names import looks_like_desk
from factdesk.cli.output import Out
from factdesk.cli.pace import Pace
from factdesk.cli.stopping import Progress
from factdesk.desk.open import Desk
from factdesk.model.errors import BadInput
from factdesk.model.views import Action


def report(done: Action, as_json: bool) -> None:
    """Says what was recorded."""
    out = Out()
    if as_json:
        out.json(documents.action(done))
    else:
        out.line(done.label)


_EDIT: str = f"""\b
Examples:
  factdesk edit strike.sqlite A1 figure="at least 18" as_of=2025-04-05
  factdesk edit strike.sqlite S3 withdrawn="retracted by the agency, 6 April"
  factdesk edit strike.sqlite A2 part_of=                     empties the field

{DEFAULT}"""


@click.command(epilog=_EDIT)
@words_argument("[DESK] ID FIELD=VALUE…")
@as_option
@json_option
def edit(words: tuple[str, ...], author: str | None, as_json: bool) -> None:
    """Change fields of a record, as one change. FIELD= without a value empties the field.

    A verdict that was given before is kept and marked stale. See factdesk add KIND --help for the fields.
    """
    from factdesk.desk.browse import kind_of
    from factdesk.desk.edit import edit as edit_record

    word, ref, pairs = _edited(words)
    with writer(word, author) as desk:
        kind, id_ = kind_of(desk, ref)
        done = edit_record(desk, id_, fields.typed(kind, _values(pairs)))
    report(done, as_json)


def _edited(words: tuple[str, ...]) -> tuple[str | None, str, list[str]]:
    """The desk, the record and the `field=value` words."""
    start = 1 if words and looks_like_desk(words[0]) else 0
    named = next((at for at, word in enumerate(words) if at >= start and "=" in word), len(words))
    word, (ref,) = exactly(words[:named], "ID")
    if named == len(words):
        raise BadInput("nothing is to be changed", where=ref, todo="give FIELD=VALUE, such as scope='the city'")
    return word, ref, list(words[named:])


def _values(pairs: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        name = name.replace("-", "_")
        if not sign:
            raise BadInput(f"{pair!r} is no FIELD=VALUE", todo="put quotes around values with blanks")
        if name in found:
            raise BadInput("this is given twice", where=name, todo="give it once")
        found[name] = value
    return found


@click.command(epilog=f"Example: factdesk remove strike.sqlite A4\n\n{DEFAULT}")
@words_argument("[DESK] ID")
@as_option
@json_option
def remove(words: tuple[str, ...], author: str | None, as_json: bool) -> None:
    """Remove a record, a claim with its citations and reviews; undo brings all of it back."""
    from factdesk.desk.edit import remove as remove_record

    word, (ref,) = exactly(words, "ID")
    with writer(word, author) as desk:
        done = remove_record(desk, ref)
    report(done, as_json)


def _taking_back(desk: str | None, author: str | None, as_json: bool, act: Callable[[Desk, Pace], Action]) -> None:
    with writer(desk, author) as opened, Progress("taking back") as progress:
        done = act(opened, Pace(progress))
    report(done, as_json)


@click.command(epilog=DEFAULT)
@desk_argument
@click.option(
    "--older", is_flag=True, help="Where others changed since what your last one set: the newest that can be."
)
@as_option
@json_option
def undo(desk: str | None, older: bool, author: str | None, as_json: bool) -> None:
    """Take back your last change, and say which. Changes of others are never touched."""
    from factdesk.desk.undo import undo as newest
    from factdesk.desk.undo import undo_older

    _taking_back(desk, author, as_json, undo_older if older else newest)


@click.command(epilog=DEFAULT)
@desk_argument
@as_option
@json_option
def redo(desk: str | None, author: str | None, as_json: bool) -> None:
    """Do again what you took back last."""
    from factdesk.desk.undo import redo as act

    _taking_back(desk, author, as_json, act)
