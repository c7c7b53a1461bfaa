"""The form that attaches a source: where it comes from, what it says, what sort of item it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from factdesk.tui.forms.spec import Field, FormSpec, Group
from factdesk.tui.forms.specs import CARRIES, CITATION_FIELDS, SOURCE_FIELDS

__all__ = ["ATTACH", "SOURCE_NAMES"]

WAYS: Final = {
    "address": "a web address",
    "file": "a file; a copy of it is kept inside the desk",
    "text": "pasted words; they are kept inside the desk",
    "known": "a source that is on the desk already",
}
_MADE: Final = ("address", "file", "text")
"""Ways by which a source may be made anew."""


def _made(field: Field) -> Field:
    return replace(field, only=_MADE)


_TITLE: Final = replace(
    SOURCE_FIELDS[0], required=False, help="The headline. Left empty: the address, or the file's name."
)

ATTACH: Final = FormSpec(
    "attach",
    (
        Group("What to attach", (
            Field("way", "from", "choice", choices=WAYS, start="address", help="← → or a letter chooses the way."),
            Field("url", "address", required=True, only=("address",), placeholder="https://…",
                  help="Paste the web address. One that the desk knows is used again."),
            Field("file", "file", "path", required=True, only=("file",), placeholder="~/…",
                  help="The path of the file; → completes. Its bytes are copied into the desk."),
            Field("text", "text", "text", required=True, only=("text",), most=12,
                  help="Paste the words of the source, as many as there are."),
            Field("source", "source", "pick", required=True, only=("known",), what="source",
                  help="Type to find it by code, title or publisher; Enter takes."),
        )),
        Group("What it says", (*CITATION_FIELDS[:-1], replace(CITATION_FIELDS[-1], name="words_of"))),
        Group("The source", tuple(map(_made, (_TITLE, *SOURCE_FIELDS[1:])))),
        Group("Where it comes from", tuple(_made(f) for f in CARRIES if f.name != "withdrawn")),
    ),
    switch="way",
)  # fmt: skip

SOURCE_NAMES: Final = tuple(field.name for group in ATTACH.groups[2:] for field in group.fields)
"""Fields of the new source; hidden where a known one is used again."""
