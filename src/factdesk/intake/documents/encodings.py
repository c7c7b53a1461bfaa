"""Turns bytes into text: byte order mark, declared encoding, UTF-8, else a Windows page, which is then said."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from factdesk.model.errors import BadInput

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT: Final = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP or office file",
    b"\xd0\xcf\x11\xe0": "an old office file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3\x00": "an SQLite file",
    b"\x1f\x8b": "a compressed file",
}
_SURROGATES: Final = dict.fromkeys(range(55296, 57344), "�")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that it was read as, and what a person should know of it ("" for nothing)."""

    text: str
    encoding: str
    note: str = ""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of some bytes. A byte order mark decides, then `declared` where it fits, then UTF-8.

    What is none of these is read as Windows-1251 where it looks Cyrillic, else as Windows-1252, and the note says so.
    Raises BadInput for what is no text: a known binary file, or NUL among the characters.
    """
    for head, what in _NO_TEXT.items():
        if data.startswith(head):
            raise BadInput(f"this is {what}, not a text", todo="copy its text and paste it, or save it as text or HTML")
    found = _decode(data, declared)
    if "\x00" in found.text:
        raise BadInput("the text holds NUL characters", todo="save it as UTF-8 text")
    return found


def _decode(data: bytes, declared: str | None) -> Decoded:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _as(data, name) or Decoded(
                data.decode(name, "replace"), name, f"some bytes are no {name.upper()}; they are shown as �"
            )
    if data.startswith(codecs.BOM_UTF8):
        return _as(data, "utf-8") or Decoded(
            data.decode("utf-8", "replace"), "utf-8", "some bytes are no UTF-8; they are shown as �"
        )
    for wanted in (declared, "utf-8"):
        found = _as(data, wanted) if wanted else None
        if found is not None:
            return found
    name = "cp1251" if _cyrillic(data) else "cp1252"
    return Decoded(data.decode(name, "replace"), name, f"the encoding was guessed: read as {name}; look at the letters")


def _as(data: bytes, name: str) -> Decoded | None:
    """The text in this encoding; None where the bytes do not fit, or where no text encoding has that name."""
    try:
        known = codecs.lookup(name)
        if not getattr(known, "_is_text_encoding", True):
            return None
        return Decoded(data.decode(known.name), known.name)
    except (LookupError, ValueError):
        return None


def _cyrillic(data: bytes) -> bool:
    """Whether bytes above 127 stand in runs, as Cyrillic letters do, and not singly among Latin ones."""
    high = sum(byte > 0x7F for byte in data)
    pairs = sum(one > 0xBF and other > 0xBF for one, other in pairwise(data))
    return pairs * 2 > high


def settled(text: str) -> tuple[str, str]:
    """A text that came as characters, with half characters replaced one for one; and the note on that.

    Offsets stay as they are. Raises BadInput where it holds NUL.
    """
    if "\x00" in text:
        raise BadInput("the text holds NUL characters", where="text", todo="remove them")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.translate(_SURROGATES), "some characters were cut in half; they are shown as �"
    return text, ""
