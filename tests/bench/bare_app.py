"""The reference: the smallest Textual application, which paints one label."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Label


class Bare(App[None]):
    """One label and nothing else."""

    def compose(self) -> ComposeResult:
        """The label whose first paint is timed."""
        yield Label("factdesk")


if __name__ == "__main__":
    Bare().run()
