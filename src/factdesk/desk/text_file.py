"""Writes a text that a person asked for into a file: whole or not at all, and over another file only when told so."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from factdesk.model.errors import Failed


def write_text(path: Path, text: str, *, replace: bool = False) -> None:
    """Writes UTF-8 text. Raises Failed where the file is there already (but for `replace`) or cannot be written."""
    if os.path.lexists(path) and not replace:
        raise Failed(f"{path.name} is there already; nothing was written", todo="give another name")
    try:
        handle, made = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(made, 0o666 & ~_umask())
            os.replace(made, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(made)
            raise
    except OSError as error:
        raise Failed(f"{path} cannot be written: {error.strerror}", todo="give another place") from error


def _umask() -> int:
    """The rights that new files of this process do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
