"""Makes desk files and brings older ones up to date, each under one lock, after a backup beside the file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from factdesk.model.errors import Failed, Problem, Refused
from factdesk.store import schema
from factdesk.store.connection import connect, durable, read_header, readable


def create(path: Path) -> None:
    """Makes an empty desk file at `path`, whole or not at all.

    Raises Refused when something is there already, Failed when it cannot be written.
    """
    if os.path.lexists(path):
        raise Refused("there is a file already", where=str(path), todo="choose another name, or open that desk")
    if not path.absolute().parent.is_dir():
        raise Failed("there is no such folder", where=str(path.parent), todo="make the folder first")
    import secrets  # loads a library of ciphers, which reading a desk does not need

    part = path.with_name(f".{path.name[:200]}.{secrets.token_hex(4)}.part")
    try:
        with readable(path):
            conn = connect(part, "rwc")
            try:
                conn.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
                durable(conn)
                conn.execute("BEGIN IMMEDIATE")
                _apply(conn)
                conn.execute("COMMIT")
            finally:
                _leave(conn)
        _put(part, path)
    except FileExistsError:
        raise Refused("there is a file already", where=str(path), todo="choose another name") from None
    except OSError as error:
        raise Failed(f"cannot be written ({error.strerror})", where=str(path), todo="choose another place") from None
    finally:
        part.unlink(missing_ok=True)


def _put(part: Path, path: Path) -> None:
    """Gives a finished file its name. Never replaces what somebody made meanwhile: that raises FileExistsError."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # USB sticks know no hard links: take the name first, then fill it
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        os.replace(part, path)


def bring_up_to_date(path: Path) -> Path | None:
    """Migrates an older desk after a backup beside it; returns the backup's path, None where nothing was old.

    One lock is held from the look at the version to the end, so that of two processes one migrates and the
    other finds it done. Raises Failed (and leaves the desk as it was) when the backup or a migration fails.
    """
    if read_header(path) == schema.version():
        return None
    with readable(path):
        conn = connect(path, "rw")
        try:
            durable(conn)
            conn.execute("PRAGMA foreign_keys=OFF")
            conn.execute("BEGIN IMMEDIATE")
            old = conn.execute("PRAGMA user_version").fetchone()[0]
            backup = _backup(path, old) if old < schema.version() else None
            try:
                if backup is not None:
                    _apply(conn)
                conn.execute("COMMIT")
            except BaseException:
                if backup is not None:
                    backup.unlink()  # the desk itself is as it was
                raise
        finally:
            _leave(conn)
    return backup


def _leave(conn: sqlite3.Connection) -> None:
    """Closes; what was not committed is rolled back, and no journal stays beside the file."""
    try:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        with suppress(Problem, sqlite3.Error):  # another process is at it already: the last one out tidies up
            conn.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        conn.close()


def compare_schema(conn: sqlite3.Connection, path: Path) -> None:
    """Refuses a desk whose tables, triggers, views or indexes are not the ones that this program made."""
    with readable(path):
        rows = conn.execute("SELECT name, sql, type FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    expected = schema.expected()
    inner = schema.inner()
    found = sorted((name, sql) for name, sql, kind in rows if inner.get(name) != kind)
    names = [name for name, _ in found]
    missing = sorted(expected.keys() - set(names))
    extra = [name for name in names if name not in expected or names.count(name) > 1]  # a trigger may share a name
    altered = [name for name, sql in found if expected.get(name, sql) != sql]
    told = [f"{word} {names[0]}" for word, names in
            (("missing", missing), ("not ours:", extra), ("altered", altered)) if names]  # fmt: skip
    if told:
        raise Refused(
            f"another tool changed the desk's structure ({'; '.join(told)})",
            where=str(path),
            todo="restore a backup; nothing was changed in the file",
        )


def _backup(path: Path, version: int) -> Path:
    """Copies the desk beside itself, through a reader's connection: the writer's has the lock."""
    backup = path.with_name(f"{path.stem}.before-v{schema.version()}-from-v{version}{path.suffix}")
    number = 1
    while os.path.lexists(backup):
        number += 1
        backup = backup.with_name(f"{path.stem}.before-v{schema.version()}-from-v{version}-{number}{path.suffix}")
    source, target = connect(path, "ro"), connect(backup, "rwc")
    try:
        source.backup(target)
    except BaseException:
        backup.unlink(missing_ok=True)
        raise
    finally:
        target.close()
        source.close()
    return backup


def _apply(conn: sqlite3.Connection) -> None:
    """Applies what is missing inside the caller's transaction."""
    from sqlite_utils import Database as Tables
    from sqlite_utils import Migrations

    steps = Migrations("factdesk")
    for number, file in enumerate(schema.files(), 1):
        steps(name=file.stem)(_step(number, file.read_text("utf-8")))
    steps.apply(Tables(conn, execute_plugins=False))
    conn.execute(f"PRAGMA user_version={schema.version()}")  # also where a damaged header said less


def _step(number: int, script: str):  # type: ignore[no-untyped-def]  # sqlite-utils wants a bare function
    def step(db) -> None:  # type: ignore[no-untyped-def]
        for statement in schema.statements(script):
            db.conn.execute(statement)
        db.conn.execute(f"PRAGMA user_version={number}")

    return step
