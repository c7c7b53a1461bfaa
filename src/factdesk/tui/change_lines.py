"""A change of the ledger as a line of the history and as a card: who did what when, and each value old and new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from rich.segment import Segment
from textual.strip import Strip

from factdesk.desk.history import Told
from factdesk.model.records import RECORDS
from factdesk.model.views import LogLine
from factdesk.tui import safe
from factdesk.tui.theme import Look
from factdesk.tui.widgets.text_lines import BLANK, Line, field, heading

__all__ = ["card", "row"]

DONE: Final = {"add": "added", "edit": "changed", "remove": "removed", "redacted": "redacted"}
HIDDEN: Final = frozenset({"id"})
"""Fields that say nothing to a person: the card shows the record's id elsewhere."""


def row(line: LogLine, width: int, look: Look, selected: bool, *, opens: bool, new: bool) -> Strip:
    """A change: when, who and the action's name on the first line of an action, the record on all."""
    what = f"{line.op} {line.kind} {line.name}"
    style = look.style("heading" if selected else "text")
    parts = [Segment(look.sign("bullet") + " " if new else "  ", look.style("match"))]
    author, when = min(24, max(10, width // 5)), 17 if width >= 64 else 12
    if not opens:
        joint = look.sign("rule")
        parts.append(Segment(" " * (when + author + 1)))
        left = max(width - author - when - 5, 1)
        parts += [Segment(f"{joint} ", look.style("rule")), Segment(safe.cut(what, left), look.style("dim"))]
        return Strip(parts).adjust_cell_length(width)
    parts.append(Segment(safe.fit(line.at.replace("T", " ")[17 - when : 16], when), look.style("dim")))
    parts.append(Segment(safe.fit(line.author, author) + " ", look.style("accent")))
    left = max(width - sum(part.cell_length for part in parts), 1)
    label = safe.cut(line.label or what, left)
    parts.append(Segment(label, style))
    left -= safe.cell_len(label) + 2
    if line.label and line.name not in line.label and left > 1:
        parts.append(Segment("  " + safe.cut(what, left), look.style("dim")))
    return Strip(parts).adjust_cell_length(width)


def card(told: Told) -> list[Line]:
    """A change whole: its action, its record, every value before and after, and what identifies it."""
    line = told.line
    target = line.changes.get("claim") or told.before.get("claim")
    ref = target if line.kind in ("citation", "review") and isinstance(target, str) else line.record
    return [
        heading(line.label or f"{line.op} {line.kind}"),
        BLANK,
        field("who", line.author),
        field("when", f"{line.at.replace('T', ' ')}  (as the author's clock said)"),
        field("record", f"{line.kind} {line.name} {DONE.get(line.op, line.op)}", style="anchor", ref=ref),
        BLANK,
        *_values(told),
        BLANK,
        field("entry", f"{line.seq:,} of this desk's ledger", style="dim"),
        field("hash", " ".join(line.entry[at : at + 16] for at in range(0, len(line.entry), 16)), style="dim"),
        field("id", line.record, style="dim"),
    ]


def _values(told: Told) -> Iterator[Line]:
    line = told.line
    if line.op == "redacted":
        yield Line((("What was changed was redacted: only its hash is left.", "dim"),))
        return
    shown = _order(line.kind, told.before if line.op == "remove" else line.changes)
    width = max([12, *(safe.cell_len(name) + 2 for name in shown)])
    for name in shown:
        old, new = told.before.get(name), line.changes.get(name)
        if line.op == "edit":
            yield _both(name.replace("_", " "), _text(old, told), _text(new, told), width)
        elif (value := _text(old if line.op == "remove" else new, told)) is not None:
            yield field(name.replace("_", " "), value, width=width, style="dim" if line.op == "remove" else "text")


def _order(kind: str, values: Iterable[str]) -> list[str]:
    """The fields in the order of the record's table; those that this version does not know come last."""
    held = set(values) - HIDDEN
    known = [name for name in RECORDS[kind].columns() if name in held] if kind in RECORDS else []
    return [*known, *sorted(held.difference(known))]


def _both(name: str, old: str | None, new: str | None, width: int) -> Line:
    """A field with its old and its new value; a long text stands on a line of its own."""
    joint = " → " if max(len(old or ""), len(new or "")) <= 60 else "\n→ "
    return Line(
        ((safe.pad(name, width), "label"), (old if old is not None else "empty", "dim"), (joint, "accent"),
         (new if new is not None else "empty", "text")),
        hang=width,
    )  # fmt: skip


def _text(value: Any, told: Told) -> str | None:
    """A value as people read it, ids by the names of their records; None where there is nothing."""
    if value is None or value == []:
        return None
    if isinstance(value, list):
        return ", ".join(told.names.get(item, str(item)) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return told.names.get(value, str(value))
