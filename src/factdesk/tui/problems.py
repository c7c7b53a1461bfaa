"""A problem as the screen says it: where the advice names a command, the key that does the same."""

from __future__ import annotations

from typing import Final

from factdesk.model.errors import Problem

__all__ = ["on_screen"]

_KEYS: Final = (
    ("see what was done with: factdesk log", "4 shows what was done"),
    ("see them with: factdesk affected", "D shows them"),
    ("look with: factdesk claims, sources or incidents", "5 searches the desk"),
    ("look at the desk with: factdesk check", ": Check the desk tells more"),
)


def on_screen(problem: Problem) -> str:
    """What, where and what to do, in one line, with keys instead of commands of the command line."""
    told = str(problem)
    for command, key in _KEYS:
        told = told.replace(command, key)
    return told if problem.where else told[:1].upper() + told[1:]
