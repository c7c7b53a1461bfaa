"""The verdict strip: basis, reason and citations prefilled from what is attached, warnings in view."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import SelectionList, Static
from textual.widgets.selection_list import Selection

from factdesk.desk.open import Desk
from factdesk.desk.review import Preview, preview
from factdesk.model.errors import Problem
from factdesk.model.vocabulary import BASES
from factdesk.tui import safe
from factdesk.tui.commands import bindings_for
from factdesk.tui.forms.keeping import Keeper
from factdesk.tui.patient import Patient
from factdesk.tui.proposal import Typed, draft_key, likely_basis, likely_reason, told
from factdesk.tui.standings import notes
from factdesk.tui.strip_lines import basis_lines, meaning, room, title
from factdesk.tui.theme import look
from factdesk.tui.widgets.tick_list import TickList
from factdesk.tui.widgets.words_field import WordsField

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp
    from factdesk.tui.standing_view import View

Recorder = Callable[[Typed, Keeper, Callable[[], None]], None]
"""Takes what was chosen and typed when Enter is pressed, the keeper of its draft, and whom to tell once it is
known whether it was recorded."""
PATIENCE: Final = 0.1
"""Seconds that the strip stays for its verdict to be recorded, so that both show in one frame."""


class VerdictStrip(Patient, Vertical):
    """Asks for what a verdict needs, and records nothing until Enter.

    It lies over the lower part of its screen. While it asks, keys and mouse are its own: nothing below it acts.
    A strip is made once for a screen and asked anew for each verdict.
    """

    CONTEXTS: ClassVar[tuple[str, ...]] = ("strip",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("strip")
    DEFAULT_CSS = """
    VerdictStrip {
        layer: strip; dock: bottom; display: none;
        width: 100%; max-width: 140; height: auto; max-height: 100%; margin: 0 0 2 0;
        border: round $line; background: $surface; padding: 0 1; overflow-y: auto;
    }
    VerdictStrip.confirmed { border: round $confirmed; }
    VerdictStrip.disputed { border: round $disputed; }
    VerdictStrip.denied { border: round $denied; }
    VerdictStrip Static { height: auto; }
    VerdictStrip #strip-warnings { min-height: 1; }
    VerdictStrip #strip-citations { height: auto; max-height: 8; border: none; background: $surface; padding: 0; }
    VerdictStrip #strip-citations > .selection-list--button,
    VerdictStrip #strip-citations > .selection-list--button-highlighted { color: $dim; background: $surface; }
    VerdictStrip #strip-citations > .selection-list--button-selected,
    VerdictStrip #strip-citations > .selection-list--button-selected-highlighted {
        color: $accent; background: $surface; text-style: bold;
    }
    """

    app: DeskApp

    def __init__(self, left: Callable[[], None]) -> None:
        """`left` is called when the strip has gone, recorded or not."""
        super().__init__(id="strip")
        self._left = left
        self._claims: list[str] = []
        self._verdict = ""
        self._basis: str | None = None
        self._typed: Typed | None = None
        self._proposed = ""
        self._touched = self._asked = False
        self._known: tuple[str, ...] = ()
        self._preview: Preview
        self._keeper: Keeper
        self._record: Recorder

    def compose(self) -> ComposeResult:
        yield Static(id="strip-basis")
        yield WordsField(typed=self._typing, id="strip-reason")
        yield TickList(id="strip-citations")
        yield Static(id="strip-warnings")

    def on_mount(self) -> None:
        self.reason.border_title = safe.content("reason")

    @property
    def is_modal(self) -> bool:
        """Keys that mean nothing here mean nothing at all: they do not reach the screen below."""
        return True

    @property
    def asking(self) -> bool:
        """Whether it is open."""
        return bool(self.display)

    @property
    def reason(self) -> WordsField:
        """The field of the reason."""
        return self.query_one("#strip-reason", WordsField)

    @property
    def ticks(self) -> TickList:
        """The citations to choose from."""
        return self.query_one("#strip-citations", TickList)

    # Asking

    def ask(
        self, desk: Desk, claims: Sequence[str], verdict: str, record: Recorder, typed: Typed | None = None
    ) -> None:
        """Opens for these claims, with what was typed for them before. Raises Problem where one is gone."""
        found = preview(desk, claims, verdict, None, typed.rests_on if typed else None)
        self._desk, self._claims, self._verdict, self._record = desk, list(claims), verdict, record
        self._preview, self._typed = found, typed
        kept = typed is not None and not typed.proposed
        self._proposed = typed.reason if typed and not kept else likely_reason(verdict, found.citations)
        known = typed is not None and typed.basis in BASES[verdict]
        self._basis = typed.basis if typed and known else likely_basis(verdict, found.citations)
        self._touched, self._asked, self._known = kept, False, ()
        self._keeper = Keeper(self.app, draft_key(verdict, claims), self._draft)
        self._keeper.kept = kept
        self._fill()
        self._ask_what_stands()
        self.display = True
        self.scroll_to(y=0, animate=False, immediate=True)
        self.screen.set_focus(self.reason, scroll_visible=False)

    def _fill(self) -> None:
        """Shows what is known; the proposed reason is selected, so that typing replaces it."""
        for verdict in BASES:
            self.set_class(verdict == self._verdict, verdict)
        self.border_title = safe.content(title(self._verdict, self._preview.claims, self._preview.number))
        self.border_subtitle = safe.content(meaning(self._verdict, room(self.app.size.width) - 2))
        self.reason.put(self._typed.reason if self._typed else self._proposed)
        self.reason.tell("Tab goes to the citations, Space chooses" if self._preview.citations else "", "$dim")
        if not self._touched:
            self.reason.buffer.select_all()
        chosen = set(self._preview.rests_on)
        ticks = self.ticks
        with ticks.prevent(SelectionList.SelectedChanged):
            ticks.clear_options()
            ticks.add_options(Selection(safe.content(told(c)), c.id, c.id in chosen) for c in self._preview.citations)
        ticks.display = bool(self._preview.citations)
        self._show_basis()
        self._show_warnings()

    def close(self) -> None:
        """Goes, without a word to anybody but its screen."""
        self._keeper.over()
        self.display = False
        self._left()

    # Showing

    @property
    def _bases(self) -> list[str]:
        return list(BASES[self._verdict])

    def _chosen(self) -> list[str] | None:
        """The chosen citations of a single claim; None where each of several claims rests on its own."""
        return None if len(self._claims) > 1 else list(self.ticks.selected)

    def _show_basis(self) -> None:
        shown = basis_lines(self._verdict, self._basis, look(self.app), room(self.app.size.width))
        self.query_one("#strip-basis", Static).update(Content("\n").join(shown))

    def _show_warnings(self) -> None:
        with suppress(Problem):  # a desk that cannot be read just now leaves the last ones standing
            self._preview = preview(self._desk, self._claims, self._verdict, self._basis, self._chosen())
        warned = [warning.text for warning in self._preview.warnings]
        lines = [safe.content(f"! {text}", "$warning") for text in (*warned, *self._known)]
        if self._typed is not None and self._typed.note:
            lines.insert(0, safe.content(self._typed.note, "$accent"))
        self._tell(Content("\n").join(lines) if lines else safe.content("No warnings.", "$dim"))

    def _ask_what_stands(self) -> None:
        """What the other figures say of these claims is told as soon as it is known: nothing waits for it."""
        claims, incidents = tuple(self._claims), {claim.incident for claim in self._preview.claims}

        def known(view: View | None) -> None:
            if view is not None and self.asking and claims == tuple(self._claims):
                self._known = notes(view, claims)
                self._show_warnings()

        if len(incidents) == 1:
            self.app.standings.ask(incidents.pop(), known, "strip", asker=self)

    def _tell(self, shown: Content) -> None:
        self.query_one("#strip-warnings", Static).update(shown)

    # Choosing and typing

    async def on_key(self, event: events.Key) -> None:
        """Enter records from wherever the focus is; ↑ and ↓ change the basis while the reason is being typed."""
        if event.key == "enter":
            await self.action_record()
        elif event.key in ("up", "down") and self.reason.has_focus:
            self._step_basis(1 if event.key == "down" else -1)
        elif event.key in ("tab", "shift+tab"):
            self.action_next_field()
        else:
            return
        event.stop()
        event.prevent_default()

    def _step_basis(self, step: int) -> None:
        if self._basis in self._bases:
            self._take_basis((self._bases.index(self._basis) + step) % len(self._bases))

    def _take_basis(self, place: int) -> None:
        self._basis = self._bases[place]
        self._keeper.touched(self)
        self._show_basis()
        self._show_warnings()

    @on(events.Click, "#strip-basis")
    def _basis_clicked(self, event: events.Click) -> None:
        if 0 <= event.y < len(self._bases):
            self._take_basis(event.y)

    @on(SelectionList.SelectedChanged)
    def _choice_changed(self) -> None:
        self._show_warnings()

    def _typing(self, text: str) -> None:
        self._touched = text != self._proposed
        self._asked = False
        if self._touched:
            self._keeper.touched(self)

    def _draft(self) -> dict[str, Any] | None:
        """What a crash must not lose: the reason, and what it was typed for."""
        if not self._touched or not self.is_mounted:
            return None
        reason = self.reason.text
        return {"states": {"reason": reason}, "basis": self._basis, "verdict": self._verdict, "claims": self._claims}

    def action_next_field(self) -> None:
        """Between the reason and the citations, where there are any."""
        target: Widget = self.ticks if self.reason.has_focus and self.ticks.display else self.reason
        self.screen.set_focus(target)

    # Leaving

    async def action_record(self) -> None:
        """Hands the verdict over; a missing reason is said in place and nothing is recorded."""
        reason = self.reason.text.strip()
        if not reason:
            self._tell(safe.content("A verdict needs a reason: say in a sentence why it holds.", "$error"))
            self.screen.set_focus(self.reason)
            return
        chosen = self._chosen()
        self._keeper.over()
        typed, known = Typed(self._basis, reason, None if chosen is None else tuple(chosen)), asyncio.Event()
        if not self.app.author:  # the question for the name comes first
            self.close()
            self._record(typed, self._keeper, lambda: None)
            return

        def over() -> None:
            if not known.is_set():
                known.set()
                self.close()

        self._record(typed, self._keeper, over)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await known.wait()
        over()

    def action_dismiss(self) -> None:
        """Leaves without a verdict; asks first where a reason was typed."""
        if self._touched and not self._asked:
            self._asked = True
            text = "Your reason was not recorded. Esc again throws it away, Enter records it."
            self._tell(safe.content(text, "$warning"))
            return
        if self._touched:
            self._keeper.throw_away()
        self.close()
