"""Files that were handed over and what changed since: a line of the list, and the card with the draft of the notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual.strip import Strip

from factdesk.desk.affected import Affected, Changed
from factdesk.model.handover import KINDS, Change
from factdesk.model.times import show_moment
from factdesk.tui import safe
from factdesk.tui.theme import Look
from factdesk.tui.widgets.text_lines import BLANK, Line, field, heading

__all__ = ["Row", "card", "row", "rows"]

STYLES = {"correction": "error", "source-error": "disputed", "update": "accent"}
MEASURED = ("low", "high", "value", "qualifier")
"""Fields that follow from the words: the words tell the change."""


@dataclass(frozen=True, slots=True)
class Row:
    """A file (`changed` None), or a change of a claim that it carries. `id` tells rows apart."""

    nr: int
    id: str
    file: Affected
    changed: Changed | None = None


def rows(found: Sequence[Affected]) -> list[Row]:
    """The files with most to be told first, each with its changes under it."""
    made: list[Row] = []
    for file in sorted(found, key=lambda one: (not one.changed, one.at or ""), reverse=False):
        made.append(Row(len(made), file.content_hash + (file.at or ""), file))
        for one in file.changed:
            made.append(Row(len(made), f"{file.content_hash}{file.at}:{one.number}", file, one))
    return made


def row(one: Row, width: int, look: Look, selected: bool) -> Strip:
    """A file with how much of it changed, or a change with the notice that it asks for."""
    shown = look.style("heading" if selected else "text")
    if one.changed is None:
        many = len(one.file.changed)
        note = f"{many} changed" if many else "nothing changed"
        when = show_moment(one.file.at[:10]) if one.file.at else "not by this desk"
        name = safe.fit(one.file.name, max(8, width - 32))
        parts = [Segment(name, look.style("accent")), Segment(f" {safe.fit(when, 16)}", look.style("dim")),
                 Segment(safe.fit(note, 15, "right"), look.style("warning" if many else "ok"))]  # fmt: skip
        return Strip(parts).adjust_cell_length(width)
    kind = one.changed.kind
    lead = f"  {safe.fit(kind, 13)}{safe.fit(one.changed.code or 'removed', 9)}"
    parts = [Segment(lead, look.style(STYLES.get(kind, "text"))),
             Segment(safe.cut(_what(one.changed.changes), max(4, width - 24)), shown)]  # fmt: skip
    return Strip(parts).adjust_cell_length(width)


def card(one: Row, draft: str) -> list[Line]:
    """What the file is, or what changed in it and the notice as it stands now: drafted, or as it was edited."""
    if one.changed is None:
        return _file(one.file)
    it = one.changed
    lines = [Line(((f"{it.kind}  ", STYLES.get(it.kind, "text")), (KINDS.get(it.kind, ""), "heading"))), BLANK]
    lines += [field("file", one.file.name), field("claim", f"{it.number} in the file, {it.code or 'removed'} here")]
    for change in it.changes:
        lines.append(field(change.field.replace("_", " "), f"{_value(change.old)} → {_value(change.new)}"))
    for title, text in (("As the file says it", it.then), ("As the desk says it now", it.now)):
        if text:
            lines += [BLANK, heading(title), Line(((text, "text"),))]
    if not it.public:
        lines += [BLANK, Line((("! ", "warning"), ("It may not be told: what is not public stays behind.", "text")))]
    state = "edited; not kept after this screen" if draft != it.draft else "drafted"
    lines += [BLANK, heading("Notice", f"{state} · e edits it, y copies it"), Line(((draft, "quote"),))]
    return lines


def _file(it: Affected) -> list[Line]:
    lines = [heading(it.name), BLANK, field("handed over", show_moment(it.at) if it.at else "not by this desk"),
             field("claims", f"{it.claims:,}"), field("content", it.content_hash, style="dim"), BLANK]  # fmt: skip
    if not it.changed:
        return [*lines, Line((("Nothing that it carries changed since.", "ok"),))]
    for kind, means in KINDS.items():
        many = sum(one.kind == kind for one in it.changed)
        if many:
            lines.append(field(kind, f"{many:,}: {means}", width=14))
    if it.unmatched:
        lines.append(field("not found", f"{len(it.unmatched):,} of its claims were not found here for certain"))
    return lines


def _what(changes: Sequence[Change]) -> str:
    told = [f"{one.field.replace('_', ' ')} {_value(one.old)} → {_value(one.new)}" if one.old or one.new else one.field
            for one in changes if one.field not in MEASURED]  # fmt: skip
    return ", ".join(told) or "the figure"


def _value(value: object) -> str:
    """A value before or after; of a verdict its word alone."""
    if isinstance(value, list | tuple):
        return str(value[0]) if value else "nothing"
    return "nothing" if value is None else str(value)
