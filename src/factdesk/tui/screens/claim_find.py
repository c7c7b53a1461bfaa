"""`/` in a list of claims: the cursor goes to the hits, as the words are typed; the list stays as it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from factdesk.desk import browse
from factdesk.model.views import ClaimFilter, ClaimRow
from factdesk.tui import safe
from factdesk.tui.widgets.window_list import WindowList

if TYPE_CHECKING:
    from factdesk.tui.widgets.words_field import WordsField

__all__ = ["FindInList"]

NEAR: Final = 4096
"""Claims up to which hits are looked for on the screen's thread, in the frame of the key."""


class FindInList:
    """The search of `ClaimList`, in which it is mixed."""

    _asking: str
    _field: WordsField | None = None
    _wanted: ClaimFilter
    _hits: Sequence[int] = ()
    items: Any
    count: Any
    screen: Any
    app: Any
    mount: Any
    add_class: Any

    def _close_input(self) -> None:
        raise NotImplementedError

    def action_find(self) -> None:
        """`/`: the cursor goes to the next claim that holds the words, as they are typed."""
        from factdesk.tui.widgets.words_field import WordsField

        self._asking = "find"
        field = self._field
        if field is None:
            field = self._field = WordsField(typed=self._typing, entered=self._entered, id="list-input")
            self.mount(field)
        field.border_title = safe.content(
            "Search this list: words, quotes, codes · Enter goes to the next · Esc leaves"
        )
        self.add_class("asking")
        field.put("")
        field.tell("")
        field.focus()

    def action_find_next(self) -> None:
        self._step(1)

    def action_find_previous(self) -> None:
        self._step(-1)

    def _typing(self, text: str) -> None:
        if self._asking != "find":
            return
        if not text.strip():
            self.app.bridge.forget("hits")
            self._found(())
            self._tell("")
            return
        wanted = replace(self._wanted, words=f"{self._wanted.words} {text}".strip())
        items: WindowList[ClaimRow] = self.items
        if self.count <= NEAR and not getattr(items.window, "open_ended", False):
            self._found(browse.places(self.screen.desk, wanted, items.window.keys(0, self.count)))
        else:
            keys = items.window.keys(0, self.count)
            self.app.bridge.ask("hits", lambda desk: browse.places(desk, wanted, keys), self._found, asker=self.items)

    def _found(self, hits: Sequence[int]) -> None:
        self._hits = hits
        self._tell(f"{len(hits):,} found")
        self._step(1, from_here=True)

    def _tell(self, text: str) -> None:
        if self._field is not None:
            self._field.tell(text)

    def _entered(self, text: str) -> None:
        self._close_input()

    def _step(self, step: int, *, from_here: bool = False) -> None:
        if not self._hits:
            return
        here = self.items.cursor - (1 if from_here else 0)
        if step > 0:
            place = bisect_right(self._hits, here) % len(self._hits)
        else:
            place = (bisect_left(self._hits, self.items.cursor) - 1) % len(self._hits)
        self.items.go_to(self._hits[place])
        self.screen.say(f"{place + 1:,} of {len(self._hits):,} found")
