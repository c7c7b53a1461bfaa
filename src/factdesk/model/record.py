"""What every record of the desk shares: its kind, its table, its id."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any, ClassVar

from factdesk.model.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record shares: its kind's name, its table, and an id that is never a row number."""

    KIND: ClassVar[str]
    TABLE: ClassVar[str]
    id: str

    @classmethod
    @cache
    def columns(cls) -> tuple[str, ...]:
        """The fields in the order of the plain table's columns, `id` first."""
        return tuple(f.name for f in fields(cls))

    def values(self) -> dict[str, Any]:
        """The record as a plain mapping, ready for the ledger (no floats, JSON types only)."""
        return {name: getattr(self, name) for name in self.columns()}
