"""Looking after the desk file from the screen: checking it and copying it, with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from factdesk.desk.open import Desk
from factdesk.model.errors import Cancelled, Problem

if TYPE_CHECKING:
    from factdesk.desk.backup import BackedUp
    from factdesk.desk.check import Report
    from factdesk.tui.desk_app import DeskApp

Result = TypeVar("Result")


def run_long(
    app: DeskApp, title: str, job: Callable[[Desk, Callable[[int, int | None], None]], Result],
    done: Callable[[Result], object],
) -> None:  # fmt: skip
    """Runs a reading job beside the screen, with its progress shown and Esc to stop it."""
    from factdesk.tui.screens.dialogs import show_progress

    shown: list[Any] = []
    task = app.bridge.task(lambda at, of: shown[0].report(at, of) if shown else None)
    shown.append(show_progress(app, title, task.cancel))

    def over(result: Result) -> None:
        shown[0].finish()
        done(result)

    def failed(problem: Problem) -> None:
        shown[0].finish()
        app.say("Stopped; nothing of it was kept." if isinstance(problem, Cancelled) else str(problem), "warning")

    app.bridge.ask(title, lambda desk: job(desk, task.progress), over, failed)


def check_desk(app: DeskApp) -> None:
    """Replays the ledger against the tables and verifies every hash; says what it found."""
    from factdesk.desk.check import check

    run_long(app, "Checking the desk", lambda desk, progress: check(desk, progress), lambda found: _told(app, found))


def _told(app: DeskApp, report: Report) -> None:
    if report.ok:
        counted = ", ".join(
            f"{number:,} {what}" for what, number in report.counts.items() if number and what != "problems"
        )
        skipped = f" Not looked at: {'; '.join(report.skipped)}." if report.skipped else ""
        app.say(f"The desk is sound: {counted}.{skipped}", "done")
        return
    from factdesk.tui.screens.dialogs import confirm

    number = report.counts.get("problems", len(report.problems))
    lines = "\n".join(report.problems[:12])
    detail = f"{lines}\n\nWork on a copy, or restore a backup. The command line lists all: factdesk check"
    confirm(app, f"The desk has {number:,} problems", detail, lambda: None, yes="Close", no="Close")


def back_up_desk(app: DeskApp) -> None:
    """Asks where to, and copies the desk there in one state of it."""
    from factdesk.desk.backup import backup
    from factdesk.desk.clock import now
    from factdesk.tui.screens.dialogs import ask_text

    path = Path(app.bridge.path)
    proposal = path.with_name(f"{path.stem}-backup-{now()[:10]}{path.suffix or '.sqlite'}")

    def start(answer: str) -> None:
        out = Path(answer).expanduser()
        run_long(app, "Copying the desk", lambda desk, progress: backup(desk, out, progress), said)

    def said(copied: BackedUp) -> None:
        app.say(f"Backed up to {copied.path} ({copied.size:,} bytes), checked.", "done")

    ask_text(app, "Back up the desk to which file?", start, value=str(proposal))
