"""Makes desk files and brings older ones up to date, each under one lock, after a backup beside the file."""

from __future__ import annotations

import os
import secrets
import sqlite3
from pathlib import Path

from factdesk.model.errors import Failed, Refused
from factdesk.store import schema
from factdesk.store.connection import connect, durable, read_header, readable


def create(path: Path) -> None:
    """Makes an empty desk file at `path`, whole or not at all.

    Raises Refused when something is there already, Failed when it cannot be written.
    """
    if os.path.lexists(path):
        raise Refused("there is a file already", where=str(path), todo="choose another name, or open that desk")
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with readable(path):
            conn = connect(part, "rwc")
            try:
                conn.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
                durable(conn)
                _apply(conn)
                conn.execute("PRAGMA journal_mode=DELETE").fetchall()
            finally:
                conn.close()
        os.link(part, path)  # unlike a rename, a link never replaces what somebody made meanwhile
    except FileExistsError:
        raise Refused("there is a file already", where=str(path), todo="choose another name") from None
    except FileNotFoundError:
        raise Failed("there is no such folder", where=str(path.parent), todo="make the folder first") from None
    except OSError as error:
        raise Failed(f"cannot be written ({error.strerror})", where=str(path), todo="choose another place") from None
    finally:
        part.unlink(missing_ok=True)


def bring_up_to_date(path: Path) -> Path | None:
    """Migrates an older desk after a backup beside it; returns the backup's path, None where nothing was old.

    Raises Failed (and leaves the desk as it was) when the backup or a migration fails.
    """
    if read_header(path) == schema.version():
        return None
    with readable(path):
        conn = connect(path, "rw")
        try:
            durable(conn)
            conn.execute("PRAGMA foreign_keys=OFF")
            old = conn.execute("PRAGMA user_version").fetchone()[0]
            backup = _backup(conn, path, old)
            _apply(conn)
            conn.execute("PRAGMA journal_mode=DELETE").fetchall()
        finally:
            conn.close()
    return backup


def compare_schema(conn: sqlite3.Connection, path: Path) -> None:
    """Refuses a desk whose tables, triggers, views or indexes are not the ones that this program made."""
    with readable(path):
        rows = conn.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB '*_fts_*'"
            " AND name NOT GLOB '*_sqlite_migrations*' UNION ALL"
            " SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name GLOB '*_fts_*'"
        ).fetchall()
    found: dict[str, str] = dict(rows)
    expected = schema.expected()
    missing = sorted(expected.keys() - found.keys())
    extra = sorted(found.keys() - expected.keys())
    altered = sorted(name for name in expected.keys() & found.keys() if expected[name] != found[name])
    told = [f"{word} {names[0]}" for word, names in
            (("missing", missing), ("not ours:", extra), ("altered", altered)) if names]  # fmt: skip
    if told:
        raise Refused(
            f"another tool changed the desk's structure ({'; '.join(told)})",
            where=str(path),
            todo="restore a backup; nothing was changed in the file",
        )


def _backup(conn: sqlite3.Connection, path: Path, version: int) -> Path:
    backup = path.with_name(f"{path.stem}.before-v{schema.version()}-from-v{version}{path.suffix}")
    number = 1
    while os.path.lexists(backup):
        number += 1
        backup = backup.with_name(f"{path.stem}.before-v{schema.version()}-from-v{version}-{number}{path.suffix}")
    target = connect(backup, "rwc")
    try:
        conn.backup(target)
    finally:
        target.close()
    return backup


def _apply(conn: sqlite3.Connection) -> None:
    """Applies what is missing under one write lock: two processes that open an old desk do it once."""
    from sqlite_utils import Database as Tables
    from sqlite_utils import Migrations

    steps = Migrations("factdesk")
    for number, file in enumerate(schema.files(), 1):
        steps(name=file.stem)(_step(number, file.read_text("utf-8")))
    conn.execute("BEGIN IMMEDIATE")
    try:
        steps.apply(Tables(conn, execute_plugins=False))
        conn.execute(f"PRAGMA user_version={schema.version()}")  # also where a damaged header said less
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def _step(number: int, script: str):  # type: ignore[no-untyped-def]  # sqlite-utils wants a bare function
    def step(db) -> None:  # type: ignore[no-untyped-def]
        for statement in schema.statements(script):
            db.conn.execute(statement)
        db.conn.execute(f"PRAGMA user_version={number}")

    return step
