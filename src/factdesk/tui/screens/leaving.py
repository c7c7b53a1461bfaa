"""A modal screen that leaves for certain: at once where it is on top, else as soon as it is."""

from __future__ import annotations

from textual.screen import ModalScreen

from factdesk.tui.patient import Patient

__all__ = ["Leaving"]


class Leaving(Patient, ModalScreen[None]):
    """`dismiss` takes away whatever is on top, which may be help or a question; `leave` waits for its turn."""

    leaves = False

    def leave(self) -> None:
        """Goes away, now or when what covers it has gone."""
        self.leaves = True
        if self.is_active:
            self.dismiss()

    def on_screen_resume(self) -> None:
        """Uncovered again: goes if it was told to meanwhile."""
        if self.leaves and self.is_active:
            self.dismiss()
