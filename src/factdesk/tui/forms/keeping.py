"""Keeps what is typed into a form as a draft, a second after the last key, so that a crash loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from textual.timer import Timer
from textual.widget import Widget

from factdesk.desk.drafts import Draft, drop_draft, save_draft
from factdesk.desk.open import Desk
from factdesk.model.errors import Problem
from factdesk.model.times import show_moment

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp

__all__ = ["Keeper"]

SECONDS: Final = 1.0
"""How long what was typed stays unkept at most."""


class Keeper:
    """The draft of one form, under its key. `body` gives what to keep, None where nothing was typed.

    `kept` says whether a draft was written, so that a form that had none forgets none.
    """

    def __init__(self, app: DeskApp, key: str, body: Callable[[], dict[str, Any] | None]) -> None:
        self._app, self.key, self.body = app, key, body
        self._timer: Timer | None = None
        self._over = False
        self.kept = False

    def touched(self, form: Widget) -> None:
        """Something was typed: it is kept within a second."""
        if self._timer is None and not self._over and form.is_mounted:
            self._timer = form.set_timer(SECONDS, self.keep_now)

    def keep_now(self) -> None:
        """Keeps what is in the form; a form as it was opened keeps nothing."""
        self._timer = None
        body = None if self._over else self.body()
        key = self.key
        if body is not None:
            self.kept = True
            self._app.bridge.write(lambda desk: save_draft(desk, key, body), _done, self._failed, quiet=True)

    def over(self) -> None:
        """The form is closed: nothing of it is kept any more."""
        self._over = True
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def throw_away(self) -> None:
        """Forgets the draft on purpose."""
        self.over()
        key = self.key
        self._app.bridge.write(lambda desk: drop_draft(desk, key), _done, self._failed, quiet=True)

    def drop_after(self, job: Callable[[Desk], Any]) -> Callable[[Desk], Any]:
        """The job, and after it the draft is forgotten: in this order, so that no crash loses both."""
        key = self.key

        def both(desk: Desk) -> Any:
            result = job(desk)
            drop_draft(desk, key)
            return result

        return both

    def _failed(self, problem: Problem) -> None:
        self._app.say(f"The draft was not kept: {problem}", "warning")

    @staticmethod
    def told(draft: Draft) -> str:
        """What a form says that was filled in from a draft."""
        return f"Taken up: what you typed on {when(draft.at)} and did not save. Esc, then y, throws it away."


def when(at: str) -> str:
    """A draft's day and time for reading; of this laptop's clock, and recent, so without zone and year."""
    day, _, clock = show_moment(at[:16]).rpartition(" ")
    return f"{day.rpartition(' ')[0]} {clock}".strip()


def _done(result: object) -> None:
    return None
