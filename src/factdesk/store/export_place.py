"""Puts a finished file in its place: whole or not at all, and never over something it was not told to replace."""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factdesk.model.errors import Failed, Problem, Refused
from factdesk.store.connection import explain


@contextmanager
def placed(out: Path, *, replace: bool = False) -> Iterator[Path]:
    """Yields a part file beside `out`; when the block ends well it is on the disk and becomes `out`.

    Whatever goes wrong, no part is left. Raises Refused where `out` is there already and `replace` is not
    set, Failed where the place cannot be written or the disk is full.
    """
    if os.path.lexists(out) and not replace:
        raise Refused("there is a file already", where=str(out), todo="choose another name")
    part = out.with_name(f".{out.name[:50]}.{secrets.token_hex(4)}.part")  # a name has 255 bytes at most
    try:
        try:
            mode = _make(part)
            yield part
            _flush(part, mode)
            if replace:
                os.replace(part, out)
            else:
                _link(part, out)
            _flush_folder(out.parent)
        finally:
            for leftover in (part, Path(f"{part}-journal")):
                leftover.unlink(missing_ok=True)
    except sqlite3.Error as error:
        raise _told(error, out) from error
    except FileExistsError:
        raise Refused("there is a file already", where=str(out), todo="choose another name") from None
    except (FileNotFoundError, NotADirectoryError):
        raise Failed("there is no such folder", where=str(out.parent), todo="make the folder first") from None
    except OSError as error:
        raise Failed(
            f"cannot be written ({error.strerror or error})", where=str(out), todo="choose another place"
        ) from None


def _told(error: sqlite3.Error, out: Path) -> Problem:
    """SQLite's error for a person; the desk is not meant, and nothing of the new file stays."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return Failed("the disk is full; nothing was written", where=str(out), todo="free some room and try again")
    if name.startswith("SQLITE_IOERR"):
        return Failed("the file cannot be written; nothing is left of it", where=str(out), todo="check the disk")
    return explain(error, out)


def _make(part: Path) -> int:
    """Makes the part for its owner alone, since it is not looked through yet; returns the mode that it gets later."""
    probe = part.with_suffix(".mode")
    os.close(os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        mode = probe.stat().st_mode & 0o777
    finally:
        probe.unlink(missing_ok=True)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return mode


def _flush(part: Path, mode: int) -> None:
    descriptor = os.open(part, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    part.chmod(mode)


def _link(part: Path, out: Path) -> None:
    """A second name for the part: unlike a rename, it never replaces what somebody made meanwhile."""
    try:
        os.link(part, out)
    except FileExistsError:
        raise
    except OSError:
        # Sticks and cards (FAT, exFAT) know no links: take the name first, then put the part over our own empty file.
        os.close(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        os.replace(part, out)


def _flush_folder(folder: Path) -> None:
    """Makes the new name durable; some systems and file systems know no such thing for folders."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
