"""Opens documents that are to be read: a file, what stands on standard input, or what a person pasted."""

from __future__ import annotations

from pathlib import Path

from factdesk.intake.documents.document import Attachment, Document
from factdesk.intake.documents.whole import LARGEST_FILE, read_bytes
from factdesk.intake.documents.whole import read_text as pasted
from factdesk.model.errors import Failed

__all__ = ["LARGEST_FILE", "Attachment", "Document", "open_document", "pasted", "read_bytes"]


def open_document(path: str | Path) -> Document:
    """The document in a file: text, web page (HTML) or mail (EML), told by its content and then by its name.

    Raises Failed where the file cannot be read, BadInput where it holds no text, is damaged or too large.
    """
    where = Path(path).expanduser()
    try:
        with where.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or "cannot be read"
        raise Failed(f"{path}: {told}", todo="name a file that holds the text") from None
    return read_bytes(data, where.name)
