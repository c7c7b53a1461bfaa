"""One line that a list opens under itself to be asked for words: search, filter, a reason."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from factdesk.tui import safe
from factdesk.tui.widgets.words_field import WordsField

__all__ = ["AskBar"]


def _nothing(text: str) -> None:
    return None


class AskBar(WordsField):
    """Hidden until `ask`; Enter and Esc close it again, and ↑ and ↓ stay with the list.

    `typed` is called with every change, `entered` with the text on Enter, `left` on Esc with what stood there.
    """

    DEFAULT_CSS = """
    AskBar { display: none; }
    AskBar.asking { display: block; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(typed=self._told, entered=self._done, id=id)
        self._typed: Callable[[str], object] = _nothing
        self._entered: Callable[[str], object] = _nothing
        self._left: Callable[[str], object] = _nothing
        self._steps: Callable[[int], object] | None = None

    @property
    def asking(self) -> bool:
        """Whether it is open."""
        return self.has_class("asking")

    def ask(
        self,
        title: str,
        value: str = "",
        *,
        typed: Callable[[str], None] = _nothing,
        entered: Callable[[str], None] = _nothing,
        left: Callable[[str], None] = _nothing,
        steps: Callable[[int], object] | None = None,
    ) -> None:
        """Opens with the title in its border and `value` in it. `steps` gets 1 and -1 for ↓ and ↑."""
        self._typed, self._entered, self._left, self._steps = typed, entered, left, steps
        self.border_title = safe.content(title)
        self.tell("")
        self.add_class("asking")
        self.put(value)
        self.focus()

    def close(self) -> None:
        """Closes without a word to anybody."""
        self.remove_class("asking")

    def _told(self, text: str) -> None:
        if self.asking:
            self._typed(text)

    def _done(self, text: str) -> None:
        self.close()
        self._entered(text)

    def on_key(self, event: events.Key) -> None:
        """Esc leaves; ↑ and ↓ move in the list that asked."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.close()
            self._left(self.text)
        elif event.key in ("up", "down") and self._steps is not None:
            event.stop()
            event.prevent_default()
            self._steps(1 if event.key == "down" else -1)
