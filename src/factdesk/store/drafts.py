"""What was typed and not stored yet: kept in the desk, outside the ledger, so that a crash loses nothing."""

from __future__ import annotations

import json
from typing import Any

from factdesk.store.connection import Database


def save(db: Database, key: str, author: str, at: str, body: dict[str, Any]) -> None:
    """Keeps the draft under its key, in place of an older one."""
    with db.write() as conn:
        conn.execute(
            "INSERT INTO drafts (key, author, at, body) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET author = excluded.author, at = excluded.at, body = excluded.body",
            (key, author, at, json.dumps(body, ensure_ascii=True)),
        ).close()


def drop(db: Database, key: str) -> None:
    """Forgets a draft; its words are overwritten in the file."""
    with db.write() as conn:
        conn.execute("DELETE FROM drafts WHERE key = ?", (key,)).close()


def one(db: Database, key: str) -> dict[str, Any] | None:
    """The fields kept under that key, or None."""
    found = db.value("SELECT body FROM drafts WHERE key = ?", key)
    return None if found is None else dict(json.loads(found))


def there(db: Database, key: str) -> bool:
    """Whether a draft is kept under this key."""
    return db.one("SELECT 1 FROM drafts WHERE key = ?", key) is not None


def all_of(db: Database, author: str) -> list[tuple[str, str, dict[str, Any]]]:
    """The author's drafts as key, time and fields, newest first."""
    rows = db.all("SELECT key, at, body FROM drafts WHERE author = ? ORDER BY at DESC, key", author)
    return [(key, at, json.loads(body)) for key, at, body in rows]
