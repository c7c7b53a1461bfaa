"""What an export would hold and what would stay behind, and afterwards what was written, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factdesk.desk.export import Counted, Exported, ExportPlan, in_words
from factdesk.desk.verify import Verified
from factdesk.model.leaks import Leak
from factdesk.tui.widgets.text_lines import BLANK, RULE, Line, field, heading

__all__ = ["caution_lines", "plan_lines", "written_lines"]

TABLES = ("claims", "incidents", "speakers", "sources", "citations", "reviews")
"""The tables in which a person thinks, in the order of the list."""
SHOWN = 40
"""Leaks or cautions that are listed; the rest are counted."""


def plan_lines(plan: ExportPlan) -> list[Line]:
    """The plan: what refuses it first, then what must be read, what goes, what stays behind and why."""
    return [
        *_found("This would give away what stays behind", plan.leaks, "error",
                "Change these texts, or name the record; until then nothing is written."),
        *_found("Read these places before anything is written", plan.cautions, "warning",
                "They may give away a withheld name, or be ordinary words: only a person can tell."),
        *_going(plan),
        *_counted("What stays behind, and why", plan.withheld, "Nothing stays behind."),
        *_counted("Named for this file though not public", plan.named),
        *_counted("Readers will see this mark", plan.marked),
        *_hash(plan.content_hash, "dim"),
    ]  # fmt: skip


def caution_lines(cautions: Sequence[Leak]) -> Iterator[Line]:
    """Every place where a part of a withheld name may stand: the record, the field, and how to mend it."""
    for number, caution in enumerate(cautions, 1):
        where = f"the {caution.field} of {caution.place}" if caution.field else caution.place
        what = f"{caution.secret.field} of {caution.secret.kind} {caution.secret.ref}"
        yield Line(((f"{number:>3}  ", "dim"), (where, "heading")), hang=5)
        yield Line(((f"may hold a {what}", "text"),), indent=5, hang=5)
        yield Line(((f"to mend it: {caution.mend}", "dim"),), indent=5, hang=5)


def _going(plan: ExportPlan) -> Iterator[Line]:
    yield heading("What goes")
    if not plan.going.get("claims"):
        why = "there is no claim" if plan.include_open else "no claim has a verdict yet"
        yield Line((("! ", "warning"), (f"No claim would be in the file: {why}.", "text")), indent=1, hang=2)
    counted = [(plan.going.get(name, 0), name) for name in TABLES]
    told = [
        piece
        for number, name in counted
        for piece in ((f"{number:,} ", "accent"), (f"{in_words(name, number)}  ", "text"))
    ]
    yield Line(tuple(told), indent=1)
    yield BLANK


def _counted(title: str, counted: Sequence[Counted], empty: str = "") -> Iterator[Line]:
    if not counted and not empty:
        return
    yield heading(title)
    if not counted:
        yield Line(((empty, "dim"),), indent=1)
    for one in counted:
        yield _number(one.number, one.of, one.why)
    yield BLANK


def _number(number: int, name: str, why: str) -> Line:
    pieces = [(f"{number:>8,} ", "accent"), (f"{name:<11}", "text")]
    return Line((*pieces, (why, "dim")), indent=1, hang=20)


def _found(title: str, leaks: Sequence[Leak], style: str, todo: str) -> Iterator[Line]:
    if not leaks:
        return
    yield heading(title, f"{len(leaks):,}")
    yield Line(((todo, "dim"),), indent=1)
    for leak in leaks[:SHOWN]:
        yield Line((("! ", style), (str(leak), "text")), indent=1, hang=2)
    if len(leaks) > SHOWN:
        yield Line(((f"… and {len(leaks) - SHOWN:,} more", "dim"),), indent=1)
    yield BLANK


def written_lines(done: Exported, checked: Verified | None = None) -> list[Line]:
    """What was written, how its receiver checks it, and what this program's own check found."""
    lines = [
        Line((("✓ ", "ok"), ("Written, searched for every withheld text, and on the disk.", "heading"))),
        BLANK,
        field("file", str(done.path)),
        field("size", f"{done.size:,} bytes"),
        *_hash(done.plan.content_hash, "text"),
        field("to check it", f"factdesk verify {_quoted(str(done.path))}"),
        BLANK,
        *(_checked(checked) if checked is not None else [Line((("Checking it as its receiver would …", "dim"),))]),
        BLANK,
        RULE,
    ]
    return [*lines, *plan_lines(done.plan)]


def _hash(text: str, style: str) -> list[Line]:
    """The content hash, unbroken from 70 columns on, so that it can be compared and taken with the mouse."""
    return [Line((("content  ", "label"), (text, style)), hang=2)]


def _checked(checked: Verified) -> Iterable[Line]:
    if checked.ok:
        yield Line((("✓ ", "ok"), (f"Verified: all of {len(checked.lines)} checks are in order.", "text")))
        return
    for fine, told in checked.lines:
        yield Line((("✓ " if fine else "! ", "ok" if fine else "error"), (told, "text")), hang=2)


def _quoted(path: str) -> str:
    from shlex import quote

    return quote(path)
