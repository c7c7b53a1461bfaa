"""A style sheet that parses each source once for a theme."""

from __future__ import annotations

from typing import Final

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

__all__ = ["KeptStylesheet"]

SOURCES: Final = 256
"""Sources that stay parsed: more than all widgets and screens together have."""


class KeptStylesheet(Stylesheet):
    """Textual's own parses all sources anew whenever a screen is first shown: three times before the first
    paint, four milliseconds each, and again before the first verdict."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(SOURCES)
        self._known = dict(variables)

    def set_variables(self, variables: dict[str, str]) -> None:
        """The theme's variables; what was parsed is forgotten only where they differ."""
        if variables != self._known:
            self._known = dict(variables)
            super().set_variables(variables)

    def reparse(self) -> None:
        """Applies new variables; without any, all sources are as they were parsed."""
        self.parse()
