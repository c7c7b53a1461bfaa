"""One line of words in a box: a search, a filter, a reason. It is edited and shown as every field of the forms is."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.strip import Strip

from factdesk.tui import safe
from factdesk.tui.theme import Look
from factdesk.tui.widgets.fields.base import FieldWidget
from factdesk.tui.widgets.fields.text import TextField

__all__ = ["WordsField"]

Told = Callable[[str], object]


def _nobody(text: str) -> None:
    return None


class WordsField(TextField):
    """A `TextField` of one line that stands alone: `typed` is called with every change, `entered` on Enter.

    Both are called in the same handler as the key; without `entered`, Enter belongs to what is around the field.
    What a paste lost (line breaks) is told in the lower edge.
    """

    DEFAULT_CSS = """
    WordsField { height: 3; border: round $line; background: $surface; padding: 0 1; }
    WordsField:focus { border: round $accent; }
    """

    def __init__(
        self, *, placeholder: str = "", typed: Told = _nobody, entered: Told | None = None, id: str | None = None
    ) -> None:
        super().__init__("words", "", placeholder=placeholder, on_change=self._changed, id=id)
        self.margin = 0
        self.typed, self.entered = typed, entered

    def _changed(self, field: FieldWidget) -> None:
        self.typed(self.text)

    def put(self, text: str) -> None:
        """Another text, of which `typed` is not told."""
        self.buffer.load(text)
        self.top = self.left = 0
        self.refresh()

    def edited(self, note: str = "") -> None:
        """Tells what has changed, and in the lower edge what a paste lost."""
        super().edited(note)
        if note:
            self.tell(note, "$warning")

    def tell(self, text: str, style: str = "") -> None:
        """A word in the lower edge: how many were found, what was not understood."""
        self.border_subtitle = safe.content(text, style)

    def _label(self, looks: Look) -> Strip:
        return self._margin(looks)

    def on_key(self, event: events.Key) -> None:
        """Enter hands the words over, to what is around the field where nobody else is named."""
        if event.key == "enter" and self.entered is not None:
            event.stop()
            event.prevent_default()
            self.entered(self.text)
