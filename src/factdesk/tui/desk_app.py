"""The application on a desk: who signs, where a reference leads, and what follows a change."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual import events

from factdesk.desk import browse
from factdesk.desk.drafts import Draft, drafts
from factdesk.tui.app import FactdeskApp
from factdesk.tui.bridge import Bridge
from factdesk.tui.reaching import reach
from factdesk.tui.standings import Standings

if TYPE_CHECKING:
    from factdesk.tui.standing_view import FindingRow


class DeskApp(FactdeskApp):
    """`FactdeskApp` with a bridge that is there for certain, and with what all main screens ask of it."""

    bridge: Bridge

    def __init__(self, bridge: Bridge, *, ascii: bool = False, theme: str | None = None, name: str = "") -> None:
        super().__init__(bridge, ascii=ascii, theme=theme)
        self.bridge_name = name or getattr(bridge.path, "name", str(bridge.path))
        self.standings = Standings(bridge)
        self.change_kind = "all"
        self._after: list[Callable[[], object]] = []
        self._touched = time.monotonic()
        bridge.resting = lambda: time.monotonic() - self._touched
        bridge.on_told = self._told

    async def on_event(self, event: events.Event) -> None:
        """As Textual's; what can wait until nobody types is told when somebody last did."""
        if isinstance(event, events.InputEvent):
            self._touched = time.monotonic()
            for line in [*self.spoken] if isinstance(event, events.Key) else ():
                line.grow_old()
        await super().on_event(event)

    def _told(self) -> None:
        """It was counted which incidents hold conflicts: screens that list them show it."""
        for screen in self.screen_stack:
            told: Any = getattr(screen, "standing_told", None)
            if callable(told):
                reach(screen, told)

    @property
    def author(self) -> str | None:
        """The name that stands under changes; None until somebody gave it."""
        return self.bridge.author

    def desk_changed(self, own: bool) -> None:
        """Shows a commit everywhere, then does what waited for it (going to the changed record)."""
        super().desk_changed(own)
        for screen in self.screen_stack:
            told: Any = getattr(screen, "desk_changed", None)
            if callable(told):
                reach(screen, told, own)
        self.change_kind = "all"
        waiting, self._after = self._after, []
        for call in waiting:
            call()

    def state_known(self) -> None:
        """It is known now whether the desk can be written: the header and the keys say so, drafts are told of."""
        super().state_known()
        if self.author and not self.bridge.read_only:
            self.bridge.ask("drafts", lambda desk: len(drafts(desk)), self._tell_drafts)
        for screen in self.screen_stack:
            told: Any = getattr(screen, "show_header", None)
            if callable(told):
                reach(screen, told)

    def _tell_drafts(self, number: int) -> None:
        if number:
            many = f"{number} forms were" if number > 1 else "One form was"
            self.say(f"{many} typed and not saved. To go on with it: press : and choose Unfinished drafts.", "warning")

    def action_drafts(self) -> None:
        """Lists what was typed and not saved, to be taken up."""
        from factdesk.tui.forms import offer_drafts

        screen: Any = self.screen_stack[0]
        if not offer_drafts(self, getattr(screen, "changed", lambda result: None)):
            self.say("Nothing was typed and not saved.")

    def resume_verdict(self, draft: Draft) -> None:
        """Opens the strip with a verdict that was typed and not recorded."""
        from factdesk.tui.proposal import from_draft

        verdict, claims = draft.fields.get("verdict"), draft.fields.get("claims")
        if not isinstance(verdict, str) or not isinstance(claims, list):
            return

        async def open_strip() -> None:
            screen: Any = self.screen
            await screen.open_strip(verdict, [str(claim) for claim in claims], from_draft(draft))

        if self.current_mode != "desk":
            self.switch_mode("desk")
        self.call_after_refresh(open_strip)

    def on_load(self) -> None:
        """A closed terminal or a polite kill ends the program as `q` does: the desk is closed, a demo's copy goes."""
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM"):
            # no such signal on this system, or not the main thread
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(getattr(signal, name), self.exit)

    def after_change(self, call: Callable[[], object]) -> None:
        """Does it once the commit that was just made is shown."""
        self._after.append(call)

    def with_author(self, then: Callable[[], object]) -> None:
        """Does it at once where a name to sign with is known; asks for the name first where not."""
        if self.author:
            then()
            return
        from factdesk.desk.author import check_name, keep_author
        from factdesk.tui.screens.dialogs import ask_text

        def named(name: str) -> None:
            keep_author(name)
            self.bridge.author = self.bridge.desk.author = name
            self.bridge.write(lambda desk: setattr(desk, "author", name), lambda _: then())

        ask_text(self, "Which name stands under your changes?", named, check=check_name)

    def action_check(self) -> None:
        """Replays the ledger and compares."""
        from factdesk.tui.care import check_desk

        check_desk(self)

    def action_affected(self) -> None:
        """Shows which exported files carry what changed since, with drafts of the notices."""
        from factdesk.tui.screens.affected import AffectedScreen

        if not isinstance(self.screen, AffectedScreen):
            self.push_screen(AffectedScreen())

    def action_backup(self) -> None:
        """Copies the desk to a new file."""
        from factdesk.tui.care import back_up_desk

        back_up_desk(self)

    def go_to(self, ref: str) -> None:
        """Shows the record that a reference names: a claim or incident on the desk, a source in its screen."""
        kind = browse.kind_if_there(self.bridge.desk, ref)
        if kind is None:
            self.say("This record is not on the desk any more.", "warning")
            return
        mode, reveal = {"source": ("sources", "reveal_source"), "incident": ("desk", "reveal_incident")}.get(
            kind, ("desk", "reveal_claim")
        )
        if self.current_mode != mode:
            self.switch_mode(mode)
        self.call_after_refresh(self._reveal, reveal, ref)

    def show_finding(self, incident: str, row: FindingRow) -> None:
        """The claims of a finding alone in the desk's list, their incident in its."""
        self.go_to(row.claims[0] if row.claims else incident)
        self.call_after_refresh(self._reveal, "show_finding", row)

    def _reveal(self, method: str, ref: str | FindingRow) -> None:
        shown: Any = getattr(self.screen, method, None)
        if callable(shown):
            reach(self.screen, shown, ref)
