"""A style sheet that parses each source once for a theme."""

from __future__ import annotations

from typing import Any, Final

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

__all__ = ["KeptStylesheet"]

SOURCES: Final = 256
"""Sources that stay parsed: more than all widgets and screens together have."""
THEMES: Final = 8
"""Themes of which they do."""

_parsed: LRUCache[tuple[tuple[str, str], ...], LRUCache[Any, Any]] = LRUCache(THEMES)


def _kept(variables: dict[str, str]) -> LRUCache[Any, Any]:
    """What was parsed with these variables, by any style sheet; what is parsed stays as it is."""
    key = tuple(sorted(variables.items()))
    found = _parsed.get(key)
    if found is None:
        found = LRUCache(SOURCES)
        _parsed.set(key, found)
    return found


class KeptStylesheet(Stylesheet):
    """Textual's own parses all sources anew whenever a screen is first shown: three times before the first
    paint, four milliseconds each, and again before the first verdict and for every other theme."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parse_cache = _kept(variables)
        self._known = dict(variables)

    def set_variables(self, variables: dict[str, str]) -> None:
        """The theme's variables; what was parsed with others is put by."""
        if variables != self._known:
            self._known = dict(variables)
            self._parse_cache = LRUCache(1)  # Textual empties it
            super().set_variables(variables)
            self._parse_cache = _kept(variables)

    def reparse(self) -> None:
        """Applies new variables; without any, all sources are as they were parsed."""
        self.parse()
