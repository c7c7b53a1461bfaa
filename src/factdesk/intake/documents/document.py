"""A document as it came in: its text, what it says of itself as a source, its bytes and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that hangs on a mail: never opened, only named, measured (bytes) and hashed (SHA-256, hex)."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Document:
    """One text to be read. Offsets of what is found count characters of `text`.

    `source` holds the fields of the source that the document tells of itself; `data` the bytes as they came,
    which the desk keeps; `notes` what a person should know about how it was read.
    """

    text: str
    form: str
    data: bytes
    name: str
    media_type: str
    encoding: str = "utf-8"
    source: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
