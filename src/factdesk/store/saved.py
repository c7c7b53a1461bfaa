"""Saved filters: a name and the text of a filter, kept in `meta`. How a list is shown is not content: no ledger."""

from __future__ import annotations

from typing import Final

from factdesk.store.connection import Database

_KEY: Final = "filter:"


def save(db: Database, name: str, text: str) -> None:
    """Keeps the text under the name, in place of an older one."""
    with db.write() as conn:
        conn.execute(
            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (_KEY + name, text),
        ).close()


def drop(db: Database, name: str) -> bool:
    """Forgets a saved filter; False where there is none of that name."""
    with db.write() as conn:
        return conn.execute("DELETE FROM meta WHERE key = ?", (_KEY + name,)).rowcount > 0


def every(db: Database) -> dict[str, str]:
    """All saved filters by name."""
    rows = db.all("SELECT substr(key, ?), value FROM meta WHERE key >= ? AND key < ? ORDER BY key",
                  len(_KEY) + 1, _KEY, _KEY + "\U0010ffff")  # fmt: skip
    return dict(rows)
