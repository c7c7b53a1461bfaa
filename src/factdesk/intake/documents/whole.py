"""The one door for documents: tells text, web page and mail apart, and reads each as what it is."""

from __future__ import annotations

import re
from typing import Any, Final

from factdesk.intake.documents.document import Document
from factdesk.intake.documents.encodings import decode, settled
from factdesk.model.errors import BadInput

LARGEST: Final = 16 * 1024 * 1024
"""Characters of a text that is read at once: more is no article."""

LARGEST_FILE: Final = 64 * 1024 * 1024
"""Bytes of a file that is read: a mail may carry pictures."""

_PAGE: Final = re.compile(rb"\s*(?:<!--[^>]{0,2000}-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HEADER: Final = re.compile(
    rb"(?:received|from|to|subject|date|message-id|mime-version|content-[a-z-]{2,30}|return-path|delivered-to|"
    rb"reply-to|sender|cc|dkim-signature|authentication-results|x-[\w-]{1,60}):",
    re.IGNORECASE,
)
_POST: Final = re.compile(r"https?://(?:t\.me|telegram\.me)/(?:s/)?[A-Za-z0-9_]{3,40}(?:/\d{1,12})?")


def read_bytes(data: bytes, name: str = "") -> Document:
    """The document that a file's bytes hold. `name` is the file's own name, which helps to tell what it is.

    Raises BadInput for what is empty, too large, or no text.
    """
    if len(data) > LARGEST_FILE:
        raise BadInput(f"the file has more than {LARGEST_FILE:,} bytes", todo="take it in in pieces")
    form = form_of(data, name)
    found: Document
    if form == "html":
        from factdesk.intake.documents.page import read_page

        found = read_page(data, name)
    elif form == "mail":
        from factdesk.intake.documents.mail import read_mail

        found = read_mail(data, name)
    else:
        plain = decode(data)
        notes = (plain.note,) if plain.note else ()
        found = Document(plain.text, "text", data, name or "text.txt", "text/plain", plain.encoding,
                         _told(plain.text), notes)  # fmt: skip
    return checked(found)


def read_text(text: str) -> Document:
    """The document that a person pasted: a plain text, or a web page or mail as its source shows it."""
    text, note = settled(text)
    data = text.encode("utf-8")
    if form_of(data[:8192], "") != "text":
        return read_bytes(data)
    found = Document(text, "text", data, "pasted text.txt", "text/plain", "utf-8", _told(text), (note,) if note else ())
    return checked(found)


def checked(found: Document) -> Document:
    """The document itself. Raises BadInput where there is nothing to read in it, or too much."""
    if not found.text.strip():
        todo = "paste the article, or name a file that holds it"
        raise BadInput("there is no text in it", where=found.name or "text", todo=todo)
    if len(found.text) > LARGEST:
        raise BadInput(f"the text has more than {LARGEST:,} characters", todo="take it in in pieces")
    return found


def form_of(data: bytes, name: str) -> str:
    """`html`, `mail` or `text`, by what the bytes begin with, then by the name."""
    head = data[:8192].removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(head):
        return "html"
    if _is_mail(head):
        return "mail"
    plain = name.lower()
    if plain.endswith((".html", ".htm", ".xhtml")):
        return "html"
    return "mail" if plain.endswith(".eml") else "text"


def _is_mail(head: bytes) -> bool:
    """Whether it begins with header lines of a mail, three of them at least, among them From or Received."""
    names = set()
    for nr, line in enumerate(head.splitlines()[:200]):
        if not line.strip():
            break
        found = _HEADER.match(line)
        if found is not None:
            names.add(found[0].lower())
        elif nr == 0 or not line[:1].isspace():
            return False
    return len(names) >= 3 and bool(names & {b"from:", b"received:", b"return-path:"})


def _told(text: str) -> dict[str, Any]:
    """What a plain text tells of its source: a line that is the address of a Telegram post."""
    for line in (*text[:2000].splitlines()[:3], *text[-500:].splitlines()[-3:]):
        found = _POST.fullmatch(line.strip())
        if found is not None:
            return {"kind": "post", "url": found[0], "publisher": "Telegram"}
    return {}
