"""Looking back from the history: the desk as it stood after the change under the cursor, in place of its card."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from factdesk.desk.looking_back import Then, look_back
from factdesk.model.errors import Cancelled, Problem
from factdesk.model.views import ClaimCard, Counts, LogLine
from factdesk.tui import cards
from factdesk.tui.app import FactdeskApp
from factdesk.tui.bridge import Bridge
from factdesk.tui.screens.dialogs import Progress, show_progress
from factdesk.tui.theme import Look, look
from factdesk.tui.widgets.text_lines import BLANK, Line, field, heading
from factdesk.tui.widgets.text_pane import TextPane

__all__ = ["then_lines", "turn_back"]

LONG: Final = 4_000
"""Entries from which on it takes so long that one wants to see how far it is, and to stop it."""


def turn_back(app: FactdeskApp, bridge: Bridge, pane: TextPane, change: LogLine) -> None:
    """Shows in the pane how the desk stood after the change; a long past shows how far it is and can be stopped."""
    shown: Progress | None = None
    task = bridge.task(lambda done, total: shown.report(done, total) if shown is not None else None)
    if change.seq > LONG:
        shown = show_progress(app, f"Going back to change {change.seq:,}", task.cancel)
    record = str(change.changes.get("claim") or change.record)

    def done(then: Then) -> None:
        if shown is not None:
            shown.finish()
        pane.show(list(then_lines(then, look(app))))

    def failed(problem: Problem) -> None:
        if shown is not None:
            shown.finish()
        if not isinstance(problem, Cancelled):
            pane.show([cards.note(str(problem))])

    bridge.ask("as-of", lambda desk: look_back(desk, change.seq, record, task.progress), done, failed, asker=pane)


def then_lines(then: Then, now: Look) -> Iterator[Line]:
    """Counts of then by incident, and the record as it stood."""
    yield heading("The desk " + then.stood)
    yield BLANK
    yield _counted("all", then.counts, now)
    for row in then.incidents:
        yield _counted(row.code, row.counts, now, row.title)
    if then.in_all > len(then.incidents):
        yield cards.note(f"and {then.in_all - len(then.incidents):,} more; all of them: factdesk incidents --as-of")
    yield Line(rule=True)
    if then.record is None:
        yield cards.note("The record of this change was not on the desk then.")
    elif isinstance(then.record, dict):
        yield from (field(name.replace("_", " "), str(value), width=16)
                    for name, value in then.record.items() if value not in (None, "", []))  # fmt: skip
    elif isinstance(then.record, ClaimCard):
        yield from cards.claim(then.record, now)
    else:
        yield from cards.source(then.record, now)


def _counted(code: str, counts: Counts, now: Look, title: str = "") -> Line:
    pieces: list[tuple[str, str]] = [(f"{code:<8}", "label")]
    for verdict in ("confirmed", "disputed", "denied", "open"):
        number = getattr(counts, verdict)
        sign = f"{now.verdict(verdict)[0]} {number}" if number else ""
        pieces.append((f"{sign:<7}", verdict))
    return Line((*pieces, (title, "text")), hang=8 + 4 * 7)
