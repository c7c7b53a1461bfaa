"""The one registry of commands: bindings, footer, palette, help and the README's key table come from it.

Nothing here needs Textual until bindings or the palette are asked for, so that the command line and the
README can read the table without it. A screen writes `BINDINGS = bindings_for("desk")` and has methods
`action_<id>`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from factdesk.model.values import dataclass
from factdesk.tui.cells import width_of
from factdesk.tui.command_table import COMMANDS, GROUPS, Command
from factdesk.tui.keymap import key_label, keys_label, layouts

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.command import Provider

__all__ = [
    "COMMANDS", "Command", "FooterKey", "HelpGroup", "bindings_for", "commands_for", "find", "footer_for",
    "help_text", "key_table_markdown", "palette_provider",
]  # fmt: skip

_BY_ID: Final = {command.id: command for command in COMMANDS}
_TYPED_INTO: Final = frozenset({"form", "report", "strip"})
"""Contexts that shut the application's keys out and where letters are typed: help comes by F1 alone."""


def find(id: str) -> Command | None:
    """The command of that id or action (`undo`, `app.quit`), or None: Textual has actions of its own."""
    return _BY_ID.get(id.rpartition(".")[2])


def commands_for(*contexts: str) -> list[Command]:
    """The commands of the contexts, in the order of the table."""
    wanted = set(contexts)
    return [command for command in COMMANDS if wanted.intersection(command.where)]


def bindings_for(*contexts: str) -> list[BindingType]:
    """Textual bindings of the contexts, every letter under three layouts.

    Only quitting acts before an input field sees the key. A dialog, which shuts the application's keys out,
    may take the context "app" in to have help and the palette.
    """
    from textual.binding import Binding

    shut = _TYPED_INTO.intersection(contexts) and "app" not in contexts
    bindings: list[BindingType] = [
        Binding(
            "comma" if typed == "," else typed,
            f"app.{command.id}" if "app" in command.where else command.id,
            command.title,
            show=typed == command.keys[0],
            key_display=key_label(key),
            priority=command.id == "quit",
        )
        for command in commands_for(*contexts)
        for key in command.keys
        for typed in layouts(key)
    ]
    return [*bindings, Binding("f1", "app.help", "Help", show=False)] if shut else bindings


@dataclass(frozen=True, slots=True)
class FooterKey:
    """One key of the footer: `key` as people read it, and what it does."""

    command: Command
    key: str
    title: str

    @property
    def cells(self) -> int:
        """How wide it is drawn: a space, the key, a space, the title, a space."""
        return width_of(self.key) + width_of(self.title) + 3


def footer_for(*contexts: str, width: int, typing: bool = False) -> list[FooterKey]:
    """The keys that fit into `width` cells, the most needed first chosen, at most seven in 80 cells.

    Wider footers hold up to one key more for every twelve cells. While somebody is `typing`, letters and signs
    go into the text: only keys that still act are named.
    """
    most = 7 + max(0, width - 80) // 12
    typed_into = bool(_TYPED_INTO.intersection(contexts))
    here = [*commands_for(*contexts), _BY_ID["help"]] if typed_into else commands_for(*contexts, "app")
    acting = [(c, [k for k in c.keys if len(k) > 1 or not (typing or typed_into)]) for c in here if c.footer]
    ranked = sorted(
        ((command, keys[0]) for command, keys in acting if keys),
        key=lambda found: (found[0].footer, COMMANDS.index(found[0])),
    )
    chosen: list[FooterKey] = []
    room = width
    for command, acts in ranked:
        key = FooterKey(command, key_label(acts), command.title)
        if len(chosen) < most and key.cells <= room:
            chosen.append(key)
            room -= key.cells
    return sorted(chosen, key=lambda key: COMMANDS.index(key.command))


@dataclass(frozen=True, slots=True)
class HelpGroup:
    """A group of the help: its title, and for each command its keys, title and what it does."""

    title: str
    rows: tuple[tuple[str, str, str], ...]


def help_text(*contexts: str) -> list[HelpGroup]:
    """The commands with keys by group; with contexts only theirs and those that act everywhere."""
    shown: Iterable[Command] = commands_for(*contexts, "app", "list", "text") if contexts else COMMANDS
    if _TYPED_INTO.intersection(contexts):
        shown = [*commands_for(*contexts), _BY_ID["help"], _BY_ID["quit"]]
    keyed = [command for command in shown if command.keys]
    groups = []
    for group in GROUPS:
        rows = tuple((keys_label(c.keys), c.title, c.help) for c in keyed if c.group == group)
        if rows:
            groups.append(HelpGroup(group, rows))
    return groups


def key_table_markdown() -> str:
    """The key table of the README, ending in a line break."""
    lines = ["| key | does | |", "|---|---|---|"]
    for group in help_text():
        lines.append(f"| **{group.title}** | | |")
        for keys, title, does in group.rows:
            shown = " ".join(f"`{key}`" for key in keys.split())
            lines.append(f"| {shown} | {title} | {does} |")
    return "\n".join(lines) + "\n"


def palette_provider() -> type[Provider]:
    """The command palette's source: the commands of the screen below that somebody there can do."""
    from factdesk.tui.palette import CommandProvider

    return CommandProvider


def doer(command: Command, nodes: Iterable[Any]) -> Callable[[], Any] | None:
    """The method `action_<id>` of the first node that has it, or None."""
    for node in nodes:
        method = getattr(node, f"action_{command.id}", None)
        if callable(method):
            return method  # type: ignore[no-any-return]  # getattr on a DOM node is untyped
    return None
