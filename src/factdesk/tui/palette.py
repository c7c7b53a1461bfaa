"""The command palette over the registry: every command by name, with its key, those that act here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from factdesk.tui.commands import Command, commands_for, doer
from factdesk.tui.keymap import key_label
from factdesk.tui.safe import assemble, content

__all__ = ["CommandProvider"]


class CommandProvider(Provider):
    """Searches the commands of the screen that the palette lies over."""

    def _possible(self) -> Iterator[Command]:
        nodes = (self.screen, self.app)
        contexts = getattr(self.screen, "CONTEXTS", ())
        for command in commands_for(*contexts, "app"):
            if command.palette and doer(command, nodes) is not None:
                yield command

    def _run(self, command: Command) -> None:
        target = "screen" if doer(command, (self.screen,)) is not None else "app"
        self.app.call_later(partial(self.app.run_action, f"{target}.{command.id}"))

    async def discover(self) -> Hits:
        """All commands, before anything was typed."""
        for command in self._possible():
            run = partial(self._run, command)
            yield DiscoveryHit(_title(command), run, text=command.title, help=command.help)

    async def search(self, query: str) -> Hits:
        """The commands whose title or explanation holds the typed letters."""
        matcher = self.matcher(query)
        for command in self._possible():
            score = max(matcher.match(command.title), 0.6 * matcher.match(command.help))
            if score > 0:
                run = partial(self._run, command)
                yield Hit(score, _title(command), run, text=command.title, help=command.help)


def _title(command: Command) -> Content:
    keys = "  ".join(key_label(key) for key in command.keys)
    return assemble(content(command.title), ("   " + keys if keys else "", "$accent"))
