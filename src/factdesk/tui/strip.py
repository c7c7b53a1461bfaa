"""The verdict strip: basis, reason and citations prefilled from what is attached, warnings in view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, SelectionList, Static
from textual.widgets.selection_list import Selection

from factdesk.desk.open import Desk
from factdesk.desk.review import Preview, preview
from factdesk.model.errors import Problem
from factdesk.model.vocabulary import BASES, VERDICTS
from factdesk.model.wording import figure_text
from factdesk.tui import safe
from factdesk.tui.commands import bindings_for
from factdesk.tui.forms.keeping import Keeper
from factdesk.tui.proposal import WORDS, Typed, draft_key, likely_basis, likely_reason, told
from factdesk.tui.theme import look
from factdesk.tui.widgets.tick_list import TickList

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp

Recorder = Callable[[Typed, Keeper], None]
"""Takes what was chosen and typed when Enter is pressed, and the keeper of its draft."""


class VerdictStrip(ModalScreen[None]):
    """Asks for what a verdict needs, and records nothing until Enter."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("strip",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("strip")
    CSS_PATH = "strip.tcss"

    app: DeskApp

    def __init__(
        self, desk: Desk, claims: Sequence[str], verdict: str, record: Recorder, typed: Typed | None = None
    ) -> None:
        super().__init__()
        self._desk, self._claims, self._verdict, self._record = desk, list(claims), verdict, record
        self._bases = list(BASES[verdict])
        self._preview = preview(desk, self._claims, verdict, None, typed.rests_on if typed else None)
        self._typed = typed
        self._proposed = likely_reason(verdict, self._preview.citations)
        known = typed is not None and typed.basis in self._bases
        self._basis = typed.basis if typed and known else likely_basis(verdict, self._preview.citations)
        self._touched = typed is not None
        self._asked = False

    def compose(self) -> ComposeResult:
        with Vertical(id="strip"):
            yield Static(id="strip-basis")
            yield Input(self._typed.reason if self._typed else self._proposed, id="strip-reason", select_on_focus=False)
            if self._preview.citations:
                yield TickList(*self._choices(), id="strip-citations")
            yield Static(id="strip-warnings")
            yield Static(id="strip-keys")

    @property
    def _dots(self) -> tuple[str, str]:
        return (" ", "*") if look(self.app).ascii else ("○", "●")

    def on_mount(self) -> None:
        """Fills in what is known and gives the reason the focus: typing replaces the proposal."""
        strip = self.query_one("#strip", Vertical)
        strip.add_class(self._verdict)
        strip.border_title = safe.content(self._title())
        strip.border_subtitle = safe.content(VERDICTS[self._verdict])
        reason = self.query_one("#strip-reason", Input)
        reason.border_title = safe.content("reason")
        reason.cursor_blink = False
        self._keeper = Keeper(self.app, draft_key(self._verdict, self._claims), self._draft)
        self._keeper.kept = self._typed is not None
        self._show_basis()
        self._show_warnings()
        self.query_one("#strip-keys", Static).update(self._keys())
        reason.focus()
        if self._typed is None:
            reason.select_all()  # at once: a key that comes before the focus was told would be added to the proposal

    def _title(self) -> str:
        claims = self._preview.claims
        if len(claims) == 1:
            return f"{WORDS[self._verdict]} {claims[0].code}: {safe.cut(figure_text(claims[0]), 90)}"
        return f"{WORDS[self._verdict]} {len(claims)} marked claims: {', '.join(c.code for c in claims[:6])}" + (
            " …" if len(claims) > 6 else ""
        )

    def _choices(self) -> list[Selection[str]]:
        chosen = set(self._preview.rests_on)
        return [Selection(safe.content(told(c)), c.id, c.id in chosen) for c in self._preview.citations]

    def _chosen(self) -> list[str] | None:
        """The chosen citations of a single claim; None where each of several claims rests on its own."""
        if len(self._claims) > 1:
            return None
        if not self._preview.citations:
            return []
        return list(self.query_one("#strip-citations", SelectionList).selected)

    def _show_basis(self) -> None:
        lines: list[Content] = []
        widest = max((len(basis) for basis in self._bases), default=0)
        for basis in self._bases:
            here = basis == self._basis
            dot = self._dots[here]
            named = (f"{dot} {basis:<{widest}}  ", "bold $accent" if here else "$dim")
            lines.append(safe.assemble(named, (BASES[self._verdict][basis], "$foreground" if here else "$dim")))
        if not lines:
            lines = [safe.content("The verdict is taken back; the claim is open again.")]
        self.query_one("#strip-basis", Static).update(Content("\n").join(lines))

    def _show_warnings(self) -> None:
        chosen = self._chosen() if self.is_mounted else None
        self._preview = _renewed(self._desk, self._claims, self._verdict, self._basis, chosen, self._preview)
        lines = [safe.content(f"! {w.text}", "$warning") for w in self._preview.warnings]
        if self._typed is not None and self._typed.note:
            lines.insert(0, safe.content(self._typed.note, "$accent"))
        shown = Content("\n").join(lines) if lines else safe.content("No warnings.", "$dim")
        self.query_one("#strip-warnings", Static).update(shown)

    def _keys(self) -> Content:
        keys = [("Enter", "records")]
        if len(self._bases) > 1:
            keys.append(("↑ ↓", "basis"))
        if self._preview.citations:
            keys += [("Tab", "citations"), ("Space", "chooses")]
        return safe.assemble(*(part for key, does in [*keys, ("Esc", "leaves")]
                               for part in ((f" {key} ", "bold $accent"), (f"{does}  ", "$dim"))))  # fmt: skip

    def on_key(self, event: events.Key) -> None:
        """↑ and ↓ change the basis while the reason is being typed."""
        if event.key in ("up", "down") and self.focused is not None and self.focused.id == "strip-reason":
            self._step_basis(1 if event.key == "down" else -1)
            event.stop()

    def _step_basis(self, step: int) -> None:
        if self._bases and self._basis in self._bases:
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

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        self._touched = event.value != self._proposed
        self._asked = False
        if self._touched:
            self._keeper.touched(self)

    def _draft(self) -> dict[str, Any] | None:
        """What a crash must not lose: the reason, and what it was typed for."""
        if not self._touched or not self.is_mounted:
            return None
        reason = self.query_one("#strip-reason", Input).value
        return {"states": {"reason": reason}, "basis": self._basis, "verdict": self._verdict, "claims": self._claims}

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_record()

    def action_record(self) -> None:
        """Hands the verdict over; a missing reason is said in place and nothing is recorded."""
        reason = self.query_one("#strip-reason", Input).value.strip()
        if not reason:
            self.query_one("#strip-warnings", Static).update(
                safe.content("A verdict needs a reason: say in a sentence why it holds.", "$error")
            )
            self.query_one("#strip-reason", Input).focus()
            return
        chosen = self._chosen()
        self._keeper.over()
        self.dismiss()
        self._record(Typed(self._basis, reason, None if chosen is None else tuple(chosen)), self._keeper)

    def action_dismiss(self, result: object = None) -> None:  # type: ignore[override]  # a key's action here
        """Leaves without a verdict; asks first where a reason was typed."""
        if self._touched and not self._asked:
            self._asked = True
            self.query_one("#strip-warnings", Static).update(
                safe.content("Your reason was not recorded. Esc again throws it away, Enter records it.", "$warning")
            )
            return
        if self._touched:
            self._keeper.throw_away()
        self.dismiss()

    def action_next_field(self) -> None:
        self.focus_next()


def _renewed(
    desk: Desk, claims: Sequence[str], verdict: str, basis: str | None, chosen: Sequence[str] | None, last: Preview
) -> Preview:
    """The preview for other choices; the last one where the desk cannot be read just now."""
    try:
        return preview(desk, claims, verdict, basis, chosen)
    except Problem:
        return last
