"""One key after the other: a key goes where the one before it led.

Textual hands every key to what has the focus when it arrives. Over a slow line several keys arrive at once:
of `/`, `u`, `n` the last two would still go to the list, and undo something, before the search field has the
focus; of `c` and a reason, the reason would be lost and another one recorded.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import Any, Final

from textual import events
from textual.app import App, ScreenError
from textual.dom import DOMNode

from factdesk.tui.patient import Patient

__all__ = ["OneKeyApp"]

PATIENCE: Final = 0.5
"""Seconds that a key waits for the one before it: whoever is busy for longer gets the next one all the same."""
LOOK: Final = 0.01
"""Seconds after which it is looked whether somebody who is waited for is still there."""


class OneKeyApp(Patient, App[None]):
    """An application in which a key, or a paste, is handed on when the one before it was dealt with.

    A screen that is true for `holds_keys` gets none: a form that is being recorded will be gone, or refused,
    when they would be read.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._typed: deque[events.Key | events.Paste] = deque()
        self._dealing: asyncio.Task[None] | None = None

    def forget_typed(self) -> None:
        """Drops the keys that wait: what they were typed for has not come about."""
        self._typed.clear()

    async def on_event(self, event: events.Event) -> None:
        """As Textual's, for all but keys that come while another one is being dealt with."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        target = self.focused or self.screen
        if self._dealing is not None or self._held:
            self._typed.append(event)
        else:
            await super().on_event(event)
        if self._dealing is None:
            self._dealing = asyncio.create_task(self._deal(target), name="one key after the other")

    @property
    def _held(self) -> bool:
        """Whether the screen on top is about to go (`holds_keys`): keys are meant for what comes after it."""
        return bool(self.screen_stack) and bool(getattr(self.screen, "holds_keys", False))

    async def _deal(self, target: DOMNode) -> None:
        """Waits until `target` has dealt with its key, then hands on those that came meanwhile."""
        try:
            await self._dealt(target)
            await self._free()
            while self._typed:
                event = self._typed.popleft()
                target = self.focused or self.screen
                await super().on_event(event)
                await self._dealt(target)
                await self._free()
        except ScreenError:
            self._typed.clear()  # the program ends: there is no screen left to type at
        except Exception as error:
            self._handle_exception(error)
        finally:
            self._dealing = None

    async def _free(self) -> None:
        """Waits while the screen on top holds keys back, and then until what follows it is drawn."""
        if not self._held:
            return
        while self._held:
            await asyncio.sleep(LOOK)
        await self._dealt(self.screen)
        drawn = asyncio.Event()
        self.call_after_refresh(drawn.set)
        with suppress(TimeoutError):
            await asyncio.wait_for(drawn.wait(), PATIENCE)
        await self._dealt(self.focused or self.screen)

    async def _dealt(self, target: DOMNode) -> None:
        screen = self.screen
        try:
            async with asyncio.timeout(PATIENCE):
                # A key climbs from the focus to the screen; what it sets off (`Submitted`) climbs after it.
                for _ in range(2):
                    for node in target.ancestors_with_self:
                        await self._reached(node)
                if self.screen is not screen:  # a new screen reads its messages when it is built
                    await self._reached(self.screen)
                    await self._reached(self)
        except TimeoutError:
            return

    async def _reached(self, node: DOMNode) -> None:
        """Waits until a node has worked off the messages that it has now; at once where it is gone."""
        done = asyncio.Event()
        if not node.call_later(done.set):
            return
        while not done.is_set() and (node is self or node.is_attached):
            try:
                async with asyncio.timeout(LOOK):
                    await done.wait()
            except TimeoutError:
                continue
