"""Checks a reviewed file as its receiver would: no desk is needed, and nothing is written."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from factdesk.store import export_check


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of a reviewed file found.

    `lines` are for people, each with whether it is in order. `manifest` holds the file's own account as
    (section, name, reason, value) rows; empty where the structure or the content hash does not fit.
    """

    path: Path
    ok: bool
    lines: tuple[tuple[bool, str], ...]
    manifest: tuple[tuple[str, str, str | None, str], ...]

    @property
    def content_hash(self) -> str | None:
        """The content hash that the file states of itself."""
        return next((value for section, name, _, value in self.manifest if (section, name) == _HASH), None)


_HASH = ("file", "content hash")


def verify(path: str | os.PathLike[str]) -> Verified:
    """Looks through a reviewed file: header, structure, damage, references, numbering, dictionary, counts, hash.

    A file that was changed or damaged gives a report that is not `ok`. Raises NotFound, Refused for a file that
    is no reviewed file or has a newer format, Failed where it cannot be read.
    """
    where = Path(path)
    found = export_check.check(where)
    return Verified(where, found.ok, found.lines, found.manifest)
