"""Keys: the same key under the Ukrainian and Russian layouts, and how a key is written for people."""

from __future__ import annotations

from typing import Final

__all__ = ["key_label", "keys_label", "layouts"]

_LATIN: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_UKRAINIAN: Final = "йцукенгшщзхїфівапролджєячсмитьбю."
_RUSSIAN: Final = "йцукенгшщзхъфывапролджэячсмитьбю."
_SHIFTED: Final = {"{": "[", "}": "]", ":": ";", '"': "'", "<": ",", ">": ".", "?": "/"}
"""The Latin layout's signs that share a key with another sign, by that sign."""


def _twin(key: str, layout: str) -> str | None:
    """What the key types under another layout, or None where it types the same or is no letter key."""
    upper = key.isupper() or key in _SHIFTED
    at = _LATIN.find(_SHIFTED.get(key, key.lower()))
    if len(key) != 1 or at < 0:
        return None
    typed = layout[at]
    if upper:
        typed = "," if typed == "." else typed.upper()
    return typed if typed != key else None


def layouts(key: str) -> tuple[str, ...]:
    """The key and what the same key types under the Ukrainian and the Russian ЙЦУКЕН layout.

    `c` gives `c` and `с`; `s` gives `s`, `і` and `ы`; `/` gives `/` and `.`; named keys (`enter`,
    `ctrl+p`) stand alone.
    """
    found = [key]
    for layout in (_UKRAINIAN, _RUSSIAN):
        twin = _twin(key, layout)
        if twin is not None and twin not in found:
            found.append(twin)
    return tuple(found)


_LABELS: Final = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "space": "Space",
    "delete": "Del",
    "plus": "+",
    "minus": "-",
}


def key_label(key: str) -> str:
    """How a key is written on the screen and in the README: `Esc`, `Ctrl+P`, `F1`, `c`, `U`."""
    if key in _LABELS:
        return _LABELS[key]
    if len(key) > 1:
        return "+".join(part.capitalize() for part in key.split("+"))
    return key


def keys_label(keys: tuple[str, ...]) -> str:
    """All keys of a command, as people read them."""
    return " ".join(key_label(key) for key in keys)
