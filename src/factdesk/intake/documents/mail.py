"""Reads a mail: its text part (or the page in it), what its head says, and which files hang on it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any, Final

from factdesk.intake.documents.document import Attachment, Document
from factdesk.intake.documents.encodings import decode

_DAMAGE: Final = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What the mail parser raises on heads that no mail program would write."""

MOST: Final = 500
"""Parts of a mail that are looked at: a mail with more is made to be slow."""


def read_mail(data: bytes, name: str = "") -> Document:
    """The document in a mail. Mail is nobody's publication: the source is proposed as `background`."""
    mail = message_from_bytes(data, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    text, form, encoding, notes, told = _body(mail)
    hung, more = _attachments(mail)
    fields = {key: value for key, value in {**told, **_head(mail)}.items() if value}
    source = {**fields, "kind": "statement", "confidentiality": "background"}
    lines = [f"attached: {a.name} ({a.media_type}, {a.size:,} bytes, SHA-256 {a.sha256})" for a in hung]
    sender = _header(mail, "From")
    source["note"] = "\n".join([*([f"mail from {sender}"] if sender else []), *lines]) or None
    if more:
        notes.append(f"the mail has more than {MOST} parts; the others were not looked at")
    return Document(
        text, f"mail ({form})", data, name or "mail.eml", "message/rfc822", encoding, source, tuple(notes), tuple(hung)
    )


def _body(mail: EmailMessage) -> tuple[str, str, str, list[str], dict[str, Any]]:
    """Text, form, encoding, notes and fields of the part that a reader of the mail would see."""
    plain, page = _part(mail, "plain"), _part(mail, "html")
    if plain is not None:
        found = decode(_payload(plain), _charset(plain))
        if found.text.strip():
            return found.text, "text", found.encoding, [found.note] if found.note else [], {}
    if page is not None:
        from factdesk.intake.documents.page import read_page

        read = read_page(_payload(page), declared=_charset(page))
        kept = {k: v for k, v in read.source.items() if k in ("language",)}
        return read.text, "html", read.encoding, list(read.notes), kept
    raw = mail.get_payload()
    if isinstance(raw, str):
        found = decode(raw.encode("utf-8", "surrogateescape"))
        return found.text, "text", found.encoding, ["the mail is damaged; its text was read as it stands"], {}
    return "", "text", "utf-8", [], {}


def _part(mail: EmailMessage, kind: str) -> EmailMessage | None:
    try:
        found = mail.get_body((kind,))
    except _DAMAGE:
        found = None
    return found if isinstance(found, EmailMessage) else None


def _payload(part: EmailMessage) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except _DAMAGE:
        found = None
    return found if isinstance(found, bytes) else b""


def _charset(part: EmailMessage) -> str | None:
    try:
        return part.get_content_charset()
    except _DAMAGE:
        return None


def _header(mail: EmailMessage, name: str) -> str:
    """A header as one line of whole characters, "" where it is missing or damaged."""
    try:
        text = str(mail[name] or "")
    except _DAMAGE:
        return ""
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\x00", "�")
    return " ".join(text.split())


def _head(mail: EmailMessage) -> dict[str, Any]:
    name, address = parseaddr(_header(mail, "From"))
    return {
        "title": _header(mail, "Subject")[:500] or None,
        "publisher": (name or address)[:300] or None,
        "published_at": _date(_header(mail, "Date")),
    }


def _date(text: str) -> str | None:
    try:
        found: datetime = parsedate_to_datetime(text)
        return found.isoformat(timespec="seconds") if 1000 <= found.year <= 2999 else None
    except (*_DAMAGE, IndexError, OverflowError):
        return None


def _attachments(mail: EmailMessage) -> tuple[list[Attachment], bool]:
    """The files that hang on the mail, nested mails among them, and whether there are too many to be looked at."""
    found: list[Attachment] = []
    for nr, part in enumerate(mail.walk()):
        if nr >= MOST:
            return found, True
        if not isinstance(part, EmailMessage) or part.is_multipart():
            continue
        try:
            filename, hangs = part.get_filename(), part.get_content_disposition() == "attachment"
        except _DAMAGE:
            filename, hangs = "(name not readable)", True
        if not hangs and filename is None and part.get_content_maintype() == "text":
            continue
        data = _payload(part)
        name = " ".join((filename or "(no name)").split())[:200]
        name = name.encode("utf-8", "replace").decode("utf-8").replace("\x00", "�")
        found.append(Attachment(name, part.get_content_type(), len(data), hashlib.sha256(data).hexdigest()))
    return found, False
