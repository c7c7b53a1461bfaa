"""The field in which a filter is typed: what may come next stands under it, counted, and a slip at its column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from textual import events
from textual.strip import Strip

from factdesk.model import filter_completion as completion
from factdesk.model.errors import Problem
from factdesk.model.filter_completion import Option, Spot
from factdesk.model.filter_fields import Fields
from factdesk.model.filter_terms import FilterProblem
from factdesk.tui import safe
from factdesk.tui.cells import width_of
from factdesk.tui.theme import Look
from factdesk.tui.widgets.fields.base import FieldWidget, Parts
from factdesk.tui.widgets.fields.matching import Match, MatchingField

__all__ = ["FilterBar", "Helper"]

SHOWN: Final = 40
"""Matches that are kept for the list."""

Values = Sequence[tuple[str, int | None]]


class Helper(Protocol):
    """What the bar needs to know of the list that it filters."""

    fields: Fields
    orders: Mapping[str, str]

    def measures(self) -> Sequence[str]:
        """The measures on the desk."""

    def saved(self) -> Mapping[str, str]:
        """The saved filters by name."""

    def check(self, text: str) -> FilterProblem | None:
        """What is wrong with a text, as far as it can be told at once."""

    def values(self, found: Spot, others: str, answer: Callable[[Values], None]) -> None:
        """Asks for the values of the spot's field, counted among what the rest of the filter lets pass."""


class FilterBar(MatchingField):
    """Hidden until `ask`. Tab takes the first match or the chosen one, ↓ and ↑ choose, Enter filters, Esc leaves.

    `entered` is called with the text on Enter, `left` on Esc, `keep` with the text on F2.
    """

    DEFAULT_CSS = """
    FilterBar { display: none; border: round $accent; background: $surface; padding: 0 1; }
    FilterBar.asking { display: block; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("filter", "", placeholder="verdict:open killed>10 -has:quote words …",
                         on_change=self._changed, id=id)  # fmt: skip
        self.margin = 0
        self._helper: Helper | None = None
        self._entered: Callable[[str], object] = lambda text: None
        self._left: Callable[[], object] = lambda: None
        self._keep: Callable[[str], object] = lambda text: None
        self._spot: Spot | None = None
        self._options: dict[str, Option] = {}
        self._slip: FilterProblem | None = None

    def ask(
        self,
        helper: Helper,
        title: str,
        value: str,
        *,
        entered: Callable[[str], object],
        left: Callable[[], object],
        keep: Callable[[str], object],
    ) -> None:
        """Opens with the text; the bar stays open until `close`."""
        self._helper, self._entered, self._left, self._keep = helper, entered, left, keep
        self.border_title = safe.content(title)
        self.border_subtitle = safe.content("Tab completes · Enter filters · F2 saves it · Esc leaves")
        self.add_class("asking")
        self.buffer.load(f"{value} " if value else "")
        self.left = 0
        self.focus()
        self._changed(self)
        self.redraw()

    def close(self) -> None:
        """Closes without a word to anybody."""
        self.remove_class("asking")

    def show_problem(self, problem: Problem) -> None:
        """Shows why a filter was not taken: at its column where it has one."""
        self._slip = problem if isinstance(problem, FilterProblem) else None
        self.error = "" if self._slip else str(problem)
        self.redraw()

    # what may come next

    def _changed(self, field: FieldWidget) -> None:
        helper = self._helper
        if helper is None:
            return
        self.error = self.note = ""
        self._look_for_slips(helper)
        text, at = self.text, self.buffer.cursor
        self._spot = found = completion.spot(text, at, helper.fields)
        self.at = -1
        if found is None:
            self._offer([])
        elif found.field is None:
            saved = [Option(f"@{name}", f"@{name}", told) for name, told in helper.saved().items()
                     if f"@{name}".casefold().startswith(found.typed.casefold())]  # fmt: skip
            names = completion.names(found, helper.fields, helper.measures(), helper.orders)
            self._offer([*saved, *names])
        else:
            self._offer(completion.words(found, []))
            before = completion.rest(text, found)
            helper.values(found, before, lambda counted: self._counted(found, counted))

    def _look_for_slips(self, helper: Helper) -> None:
        """A slip is told once the cursor has left the term that holds it: until then it may become right."""
        slip = helper.check(self.text)
        typing = slip is not None and not self.text[slip.column - 1 : self.buffer.cursor].strip(" ").count(" ")
        ended = self.text[: self.buffer.cursor].endswith(" ")
        self._slip = slip if slip is not None and (not typing or ended) else None

    def _counted(self, found: Spot, counted: Values) -> None:
        if self._spot == found and self.has_class("asking"):
            self._offer(completion.words(found, counted))
            self.redraw()

    def _offer(self, options: Sequence[Option]) -> None:
        self._options = {option.shown: option for option in options[:SHOWN]}
        self.matches = [Match(o.shown, o.shown, self._told(o)) for o in self._options.values()]

    def _told(self, option: Option) -> str:
        counted = "" if option.count is None else f"{option.count:>9,}"
        return "  ".join(part for part in (counted, option.help) if part) or " "

    def take(self, match: Match) -> None:
        """Puts the match in place of what was typed."""
        option = self._options.get(match.key)
        if option is None or self._spot is None:
            return
        text, cursor = completion.put_in(self.text, self._spot, option)
        self.buffer.replace(0, len(self.text), text)
        self.buffer.move(cursor)
        self.edited()

    # drawing

    def _label(self, looks: Look) -> Strip:
        return self._margin(looks)

    def extra_parts(self, cells: int) -> Sequence[Parts]:
        rows = list(super().extra_parts(cells))
        return [*self._slip_parts(cells), *rows] if self._slip is not None else rows

    def _slip_parts(self, cells: int) -> list[Parts]:
        assert self._slip is not None
        style = self.looks.style("error")
        before = self.text[self.left : max(self.left, self._slip.column - 1)]
        at = min(width_of(safe.plain(before)), cells - 1)
        mark: Parts = [(" " * at, None), ("^", style)]
        told = f"column {self._slip.column}: {self._slip.what}; {self._slip.todo}"
        return [mark, *([(line, style)] for line in safe.wrap(told, cells, limit=400)[:3])]

    # keys

    def on_key(self, event: events.Key) -> None:
        """Tab completes, Enter filters, Esc leaves; all else is typed or moves in the matches."""
        listed = self.listed()
        if event.key == "tab":
            if listed:
                self.take(listed[max(self.at, 0)])
        elif event.key == "enter" and self.at >= 0 and listed:
            self.take(listed[self.at])
        elif event.key == "enter":
            self._entered(self.text.strip())
        elif event.key == "escape" and self.at >= 0:
            self._go(-1)
        elif event.key == "escape":
            self._left()
        elif event.key in ("f2", "ctrl+s"):
            self._keep(self.text.strip())
        else:
            before = self.buffer.cursor
            super().on_key(event)
            if self.buffer.cursor != before and event.key in ("left", "right", "home", "end"):
                self._changed(self)
                self.redraw()
            return
        event.stop()
        event.prevent_default()
