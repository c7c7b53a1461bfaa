"""Before an export: every place where a part of a withheld name may stand, to be read one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from textual.actions import SkipAction
from textual.app import ComposeResult

from factdesk.model.leaks import Leak
from factdesk.tui.export_lines import caution_lines
from factdesk.tui.screens.dialogs import Confirm
from factdesk.tui.widgets.text_pane import TextPane

__all__ = ["ReadCautions"]

_BESIDE: Final = 12
"""Lines of the screen that the list cannot have: the box's own, the question, the buttons, some of what is below."""


class _Places(TextPane):
    """Scrolls; Enter is the box's."""

    def action_select(self) -> None:
        raise SkipAction()


class ReadCautions(Confirm):
    """Lists the places; y says that a person read them, Enter and Esc leave everything as it is."""

    CSS_PATH = "cautions.tcss"

    def __init__(self, cautions: Sequence[Leak], then: Callable[[], object]) -> None:
        self._lines = tuple(caution_lines(cautions))
        places = "this place" if len(cautions) == 1 else f"these {len(cautions)} places"
        super().__init__(
            f"Did you read {places}?",
            "A part of a name that stays behind may stand there. Nobody else looks before the file is handed over.",
            then, "I read them, write it" if len(cautions) > 1 else "I read it, write it", "Write nothing", None, True,
        )  # fmt: skip

    def body(self) -> ComposeResult:
        """The question, the places, the buttons."""
        for place, widget in enumerate(super().body()):
            yield widget
            if place == 0:
                yield _Places(self._lines, id="cautions")

    def on_mount(self) -> None:
        pane = self.query_one("#cautions", TextPane)
        pane.styles.height = max(3, min(len(self._lines), self.app.size.height - _BESIDE))
        pane.focus()
