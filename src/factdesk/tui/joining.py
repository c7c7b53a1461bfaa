"""What may be on the desk twice, to be looked through; nothing is joined before a person says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factdesk.desk.duplicates import Pair, proposals
from factdesk.tui import safe
from factdesk.tui.screens.dialogs import confirm
from factdesk.tui.screens.picker import Choice, Picker

if TYPE_CHECKING:
    from factdesk.tui.screens.base import MainScreen

__all__ = ["open_duplicates"]


def open_duplicates(screen: MainScreen) -> None:
    """Looks the desk through in the reader's thread and offers what was found."""
    screen.app.say("looking for what may be twice …")
    screen.app.bridge.ask("duplicates", proposals, lambda found: _offer(screen, found), screen.failed, asker=screen)


def _offer(screen: MainScreen, found: list[Pair]) -> None:
    if not found:
        screen.app.say("Nothing looks as if it were on the desk twice.")
        return
    screen.app.say("")
    choices = [Choice(nr, str(nr), _told(pair), pair.why) for nr, pair in enumerate(found)]
    screen.app.push_screen(Picker("What may be one", choices, lambda id_: _ask(screen, found[int(id_)])))


def _told(pair: Pair) -> str:
    return f"{pair.kind} {pair.keep} · {pair.other}   {pair.keep_told} · {pair.other_told}"


def _ask(screen: MainScreen, pair: Pair) -> None:
    from factdesk.desk.join import join

    detail = (
        f"{pair.keep}  {safe.cut(pair.keep_told, 60)}\n{pair.other}  {safe.cut(pair.other_told, 60)}\n\n{pair.why}\n\n"
        f"What hangs on {pair.other} moves to {pair.keep}; both codes lead there. u parts them again."
    )
    confirm(
        screen.app, f"Join {pair.other} into {pair.keep}?", detail,
        lambda: screen.write(lambda desk: join(desk, pair.keep, pair.other)),
        yes="Join them", no="They are two",
    )  # fmt: skip
