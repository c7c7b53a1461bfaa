"""Imports Textual without what it loads along and a start has no use for: a tenth of the time it takes.

`ssl` is for connections over a network, which this program makes none of; asyncio does without it, as where a Python
was built without. `textual.types` gives names for annotations and loads the widgets that they come from; and
`platformdirs` knows where downloads go. Stand-ins hold their places during the import alone: whoever asks for them
later gets the modules themselves.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

__all__ = ["import_textual"]


def import_textual() -> None:
    """Imports `textual.app`; modules that are loaded already stay as they are."""
    places: dict[str, ModuleType | None] = {
        "ssl": None,
        "textual.types": _module("textual.types", __getattr__=_type),
        "platformdirs": _module("platformdirs", user_downloads_path=_user_downloads_path),
    }
    held = {name: module for name, module in places.items() if name not in sys.modules}
    sys.modules.update(held)  # type: ignore[arg-type]  # None: there is no such module, as the language has it
    try:
        import_module("textual.app")
    finally:
        for name in held:
            del sys.modules[name]


def _module(name: str, **held: Any) -> ModuleType:
    made = ModuleType(name)
    vars(made).update(held)
    return made


def _type(name: str) -> Any:
    return getattr(import_module("textual._types"), name)


def _user_downloads_path() -> Path:
    """As the library's own, which is loaded when Textual wants to know."""
    found: Path = import_module("platformdirs").user_downloads_path()
    return found
