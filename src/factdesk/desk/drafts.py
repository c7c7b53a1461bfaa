"""Drafts of forms: nothing typed is lost by a crash."""

from __future__ import annotations

from typing import Any

from factdesk.desk import clock
from factdesk.desk.open import Desk
from factdesk.model.values import dataclass
from factdesk.store import drafts as store


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that was not stored: its key, when it was last typed into, and its fields."""

    key: str
    at: str
    fields: dict[str, Any]


def save_draft(desk: Desk, key: str, fields: dict[str, Any]) -> None:
    """Keeps what is in a form; a read-only desk keeps none."""
    if not desk.read_only:
        store.save(desk.db, _key(desk, key), desk.author or "", clock.now(), fields)


def drop_draft(desk: Desk, key: str) -> None:
    """Forgets the draft, because it was stored or thrown away on purpose."""
    if not desk.read_only and store.there(desk.db, _key(desk, key)):
        store.drop(desk.db, _key(desk, key))


def drafts(desk: Desk) -> list[Draft]:
    """The author's drafts on this desk, newest first."""
    mine = f"{desk.author or ''}\x1f"
    return [Draft(key.removeprefix(mine), at, body) for key, at, body in store.all_of(desk.db, desk.author or "")]


def _key(desk: Desk, key: str) -> str:
    return f"{desk.author or ''}\x1f{key}"
