"""What can be done to claims, wherever a claim has the focus: judge, attach, edit, copy, remove."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.geometry import Region
from textual.widget import Widget

from factdesk.desk import browse
from factdesk.desk.open import Desk
from factdesk.model.errors import Problem
from factdesk.model.views import Action, ClaimRow
from factdesk.tui.long_write import LongWrite
from factdesk.tui.problems import on_screen
from factdesk.tui.screens.base import MainScreen
from factdesk.tui.widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from factdesk.tui.forms.keeping import Keeper
    from factdesk.tui.proposal import Typed
    from factdesk.tui.strip import VerdictStrip


class ClaimActions(MainScreen):
    """The actions of the claim keys; screens say which claims they mean by `current_claim` and `targets`."""

    def __init__(self) -> None:
        super().__init__()
        self._strip: VerdictStrip | None = None
        self._before_strip: Widget | None = None
        self._strip_made = asyncio.Lock()

    def current_claim(self) -> ClaimRow | None:
        """The claim with the focus; None where none has it."""
        raise NotImplementedError

    def targets(self) -> list[str]:
        """The ids of the claims that a verdict is for: the marked ones, or the one with the focus."""
        row = self.current_claim()
        return [row.id] if row is not None else []

    def judged(self, action: Action) -> None:
        """After a verdict was recorded."""

    async def action_confirm(self) -> None:
        await self.ask_verdict("confirmed")

    async def action_dispute(self) -> None:
        await self.ask_verdict("disputed")

    async def action_deny(self) -> None:
        await self.ask_verdict("denied")

    async def action_reopen(self) -> None:
        await self.ask_verdict("open")

    async def ask_verdict(self, verdict: str) -> None:
        """Opens the strip for the claims that are meant; nothing is recorded before Enter there."""
        claims = self._wanted("judge")
        if claims and self.may_write():
            await self.open_strip(verdict, claims, self._kept(verdict, claims))

    async def open_strip(self, verdict: str, claims: Sequence[str], typed: Typed | None = None) -> None:
        """Opens the strip for these claims, with what was typed for them before."""
        from factdesk.tui.strip import VerdictStrip

        async with self._strip_made:  # a refused verdict and a resumed draft come from outside, beside a key
            if self._strip is None:
                strip = VerdictStrip(self._strip_left)
                await self.mount(strip)
                self._strip = strip
        if not self._strip.asking:
            self._before_strip = self.focused
        try:
            self._strip.ask(self.desk, claims, verdict, partial(self._record, verdict, claims), typed)
        except Problem as problem:
            self.failed(problem)
            return
        self.query_one(KeyFooter).lend(*VerdictStrip.CONTEXTS)

    def _strip_left(self) -> None:
        """The focus goes back to where it was before the strip."""
        self.query_one(KeyFooter).lend()
        self.set_focus(self._before_strip, scroll_visible=False)

    @property
    def strip(self) -> VerdictStrip | None:
        """The strip while it asks."""
        return self._strip if self._strip is not None and self._strip.asking else None

    def get_widget_at(self, x: int, y: int) -> tuple[Widget, Region]:
        """While the strip asks, the mouse reaches only it and the footer, which names its keys."""
        widget, region = super().get_widget_at(x, y)
        strip = self.strip
        if strip is None or strip in widget.ancestors_with_self or isinstance(widget, KeyFooter):
            return widget, region
        return strip, strip.region

    def _kept(self, verdict: str, claims: Sequence[str]) -> Typed | None:
        """What was typed for this verdict and not recorded: a crash lost nothing."""
        from factdesk.desk.drafts import drafts
        from factdesk.tui.proposal import draft_key, from_draft

        key = draft_key(verdict, claims)
        return next((from_draft(draft) for draft in drafts(self.desk) if draft.key == key), None)

    def _record(
        self, verdict: str, claims: Sequence[str], typed: Typed, keeper: Keeper, known: Callable[[], None]
    ) -> None:
        """Records the verdict; where that fails the strip comes back with what was typed, and says why."""

        from factdesk.desk.review import mark

        many = LongWrite(self.app, f"{verdict.capitalize()}: {len(claims):,} claims", len(claims))

        def job(desk: Desk) -> Action:
            return mark(desk, claims, verdict, basis=typed.basis, reason=typed.reason, rests_on=typed.rests_on,
                        progress=many.progress)  # fmt: skip

        def again(problem: Problem) -> None:
            self.say("Not recorded; the strip says why, and keeps what was typed.", "error")
            asked = replace(typed, note=f"Not recorded: {on_screen(problem)}")
            self.app.call_later(self.open_strip, verdict, claims, asked)  # once the first one has gone

        wanted = keeper.drop_after(job) if keeper.kept else job
        self.write(wanted, self.judged, what="verdict", failed=again, known=many.over(known))

    def _wanted(self, what: str) -> list[str]:
        claims = self.targets()
        if not claims:
            self._say_none(what)
        return claims

    def _one_claim(self, what: str) -> ClaimRow | None:
        row = self.current_claim()
        if row is None:
            self._say_none(what)
        return row

    def _say_none(self, what: str) -> None:
        if self._total:
            self.say(f"No claim has the focus: go to one (Enter goes in) to {what} it.", "warning")
        else:
            self.say("There is no claim on this desk yet: i reads a report, a adds one by hand.", "warning")

    def action_attach(self) -> None:
        """Attaches a source to the marked claims, or to the one with the focus."""
        from factdesk.tui.forms import open_attach

        claims = self._wanted("attach a source to")
        if claims and self.may_write():
            open_attach(self.app, claims, self.changed)

    def action_edit(self) -> None:
        """Corrects the claim with the focus."""
        from factdesk.tui.forms import open_edit

        row = self._one_claim("correct")
        if row is not None and self.may_write():
            open_edit(self.app, row.id, self.changed)

    def action_add(self) -> None:
        """Asks what to add; a claim goes to the incident that is shown."""
        from factdesk.tui.forms import open_chooser

        if self.may_write():
            open_chooser(self.app, self.presets(), self.changed)

    def presets(self) -> dict[str, Any]:
        """What a new record is filled with: the incident that is shown."""
        row = self.current_claim()
        return {"incident": row.incident} if row is not None else {}

    def action_remove(self) -> None:
        """Removes the claim with the focus, after asking; undo brings it back."""
        from factdesk.desk.edit import remove
        from factdesk.tui.screens.dialogs import confirm

        row = self._one_claim("remove")
        if row is None or not self.may_write():
            return
        question = f"Remove claim {row.code} with its citations and reviews?"
        confirm(self.app, question, "u brings it back.", lambda: self.write(partial(remove, ref=row.id)))

    def action_why(self) -> None:
        """What agrees with the claim with the focus, contradicts it or replaces it, and what would settle it."""
        from factdesk.tui.why import open_why

        open_why(self, self.current_claim())

    def action_over_time(self) -> None:
        """The figures of the claim's measure over time."""
        from factdesk.tui.why import open_over_time

        open_over_time(self, self.current_claim())

    def action_copy(self) -> None:
        """Copies the attributed sentence of the claim with the focus."""
        from factdesk.model.sentences import of_card

        row = self._one_claim("copy the sentence of")
        if row is None:
            return
        sentence = of_card(browse.claim_card(self.desk, row.id))
        self.app.copy_to_clipboard(sentence)
        self.say(f"Copied: {sentence}", "done")
