"""The footer of a form: keys that act while one types. A letter or sign would be typed, so F keys stand there."""

from __future__ import annotations

from dataclasses import replace

from factdesk.tui import safe
from factdesk.tui.commands import FooterKey, footer_for
from factdesk.tui.keymap import key_label
from factdesk.tui.theme import Look
from factdesk.tui.widgets.key_footer import KeyFooter

__all__ = ["FormFooter"]


class FormFooter(KeyFooter):
    """As `KeyFooter`, with the keys of the form and of those commands that have a key other than a letter."""

    def left(self, look: Look, width: int) -> list[safe.Part]:
        parts: list[safe.Part] = []
        self._keys, at = [], 0
        for key in footer_for(*self._contexts, width=width):
            shown = _chord(key)
            if shown is None:
                continue
            parts += [(f" {shown.key}", look.style("key")), (f" {shown.title} ", look.style("text"))]
            self._keys.append((at, at + shown.cells, shown))
            at += shown.cells
        return parts


def _chord(key: FooterKey) -> FooterKey | None:
    """The key that acts in a form: not a letter, and for a command of everywhere not one that changes screens."""
    chords = [one for one in key.command.keys if len(one) > 1]
    if not chords or key.command.id == "palette":
        return None
    return replace(key, key=key_label(chords[0]))
