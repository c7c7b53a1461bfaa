"""The vocabulary on the command line: which words lie inside which, and who speaks after whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import click

from factdesk.cli.context import DEFAULT, Function, as_option, desk_argument, json_option, reader, writer
from factdesk.cli.output import Out, Piece

_EPILOG: Final = f"""\b
Examples:
  factdesk vocabulary strike.sqlite                               what is known of words and successors
  factdesk vocabulary strike.sqlite --inside rescuers civilians   rescuers are counted among the civilians
  factdesk vocabulary strike.sqlite --same "first responders" rescuers
  factdesk vocabulary strike.sqlite --apart rescuers children
  factdesk vocabulary strike.sqlite --whole passengers "crew,travellers"
  factdesk vocabulary strike.sqlite --measure-inside poisoned injured
  factdesk vocabulary strike.sqlite --after "New Mayor" "Old Mayor"   one voice that goes on counting
  factdesk remove strike.sqlite w-1f3c…                           takes back what was said, by its id

{DEFAULT}"""


def _pairs(name: str, metavar: str, text: str) -> Callable[[Function], Function]:
    return click.option(f"--{name}", name.replace("-", "_"), nargs=2, multiple=True, metavar=metavar, help=text)


@click.command(epilog=_EPILOG)
@desk_argument
@_pairs("inside", "WORD WIDER", "Whoever is counted as WORD is counted as WIDER too.")
@_pairs("same", "WORD OTHER", "WORD is another word for OTHER.")
@_pairs("apart", "WORD OTHER", "Nobody is counted as both.")
@_pairs("whole", "WORD PART,PART", "WORD is all of the parts together, which share nobody.")
@_pairs("measure-inside", "MEASURE WIDER", "Whoever is MEASURE is WIDER too, as hospitalised is injured.")
@click.option("--grows", multiple=True, metavar="MEASURE", help="A number of this measure never falls.")
@click.option("--rises", multiple=True, metavar="MEASURE", help="This measure is told upwards while a count goes on.")
@_pairs("after", "SPEAKER EARLIER", "SPEAKER is the stated successor of EARLIER.")
@click.option("--note", metavar="TEXT", help="Why SPEAKER is the successor; it stays on the desk.")
@as_option
@json_option
def vocabulary(desk: str | None, author: str | None, as_json: bool, note: str | None, **said: Any) -> None:
    """Show or extend the vocabulary that the standing of figures rests on.

    Populations, measures and successors that the desk does not know are comparable with nothing but themselves. What is
    said here is a change like any other: signed, in the history, taken back by undo. Options may be repeated.
    """
    from factdesk.desk import vocabulary as desks

    words, successors = _said(said)
    if not words and not successors:
        with reader(desk) as opened:
            found = desks.vocabulary(opened)
        _show(found, as_json)
        return
    with writer(desk, author) as opened:
        done = desks.say(opened, words, successors, note)
    from factdesk.cli.change import report

    report(done, as_json)


def _said(said: dict[str, Any]) -> tuple[list[tuple[str, str, tuple[str, ...]]], list[tuple[str, str]]]:
    words: list[tuple[str, str, tuple[str, ...]]] = []
    for relation in ("inside", "same", "apart", "whole", "measure-inside"):
        for word, other in said[relation.replace("-", "_")]:
            others = tuple(part.strip() for part in other.split(",")) if relation != "same" else (other,)
            words.append((relation, word, others))
    for relation in ("grows", "rises"):
        words += [(relation, word, ()) for word in said[relation]]
    return words, list(said["after"])


def _show(found: Any, as_json: bool) -> None:
    out = Out()
    if as_json:
        out.json(
            {
                "basic": [{"relation": r, "word": w, "others": list(o)} for r, w, o in found.basic],
                "own": [term.values() for term in found.own],
                "successors": [
                    {"id": one.id, "speaker": one.speaker_name, "speaker_id": one.speaker, "after": one.after_name,
                     "after_id": one.after, "note": one.note} for one in found.successors
                ],
            }
        )  # fmt: skip
        return
    for line in _lines(found):
        out.line(*line)


def _lines(found: Any) -> Iterator[tuple[Piece, ...]]:
    from factdesk.desk.vocabulary import in_words

    yield (("Of every desk", "bold"),)
    for relation, word, others in found.basic:
        yield (f"- {in_words(relation, word, others)}",)
    yield ("",)
    yield (("Of this desk", "bold"),)
    for term in found.own:
        yield (f"- {in_words(term.relation, term.word, term.others)} ", (f"[{term.id}]", "dim"))
    for one in found.successors:
        note = f": {one.note}" if one.note else ""
        yield (f"- {one.speaker_name} speaks after {one.after_name}{note} ", (f"[{one.id}]", "dim"))
    if not found.own and not found.successors:
        yield ("nothing yet; see: factdesk vocabulary --help",)
