"""Reads JSON Lines and JSON arrays row by row: an array is never in memory as a whole, wherever it stands."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from factdesk.desk.imports.delimited import encoding_of, lines
from factdesk.desk.imports.tables import LONGEST_ROW, Numbered, Reading, Table
from factdesk.model.errors import BadInput

WHOLE: Final = 64 * 1024 * 1024
"""Bytes of a JSON document that is read whole, because its rows stand somewhere inside an object."""

_LOOKED: Final = 200
"""Rows that are looked at for the names of the columns."""
_BLANK: Final = " \t\r\n\ufeff"


def open_lines(reading: Reading, head: bytes, form: dict[str, Any]) -> Table:
    """A file with one JSON object a line."""
    return _table(reading, "jsonl", _of_lines(lines(reading, encoding_of(head, form, reading))))


def _of_lines(found: Iterator[str]) -> Iterator[Numbered]:
    number = 0
    for line in found:
        if line.strip(_BLANK):
            number += 1
            yield _parsed(number, line)


def _parsed(number: int, line: str) -> Numbered:
    try:
        value = json.loads(line.strip(_BLANK))
    except (ValueError, RecursionError) as error:
        return Numbered(number, {}, _told(error), [line.rstrip("\r\n")])
    if isinstance(value, dict):
        return Numbered(number, value)
    return Numbered(number, {}, "the line holds no JSON object", [line.rstrip("\r\n")])


def _told(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "the JSON is nested too deeply"
    return f"this is no JSON ({error.msg})" if isinstance(error, json.JSONDecodeError) else "a number is too long"


def open_json(reading: Reading, head: bytes, form: dict[str, Any]) -> Table:
    """A JSON document: an array of objects, or an object in which the list of the rows is named or is the only one."""
    encoding = encoding_of(head, form, reading)
    start = codecs.getincrementaldecoder(encoding)("replace").decode(head).lstrip(_BLANK)
    if start.startswith("[") and not form.get("list"):
        return _table(reading, "json", _array(reading, encoding))
    if reading.size > WHOLE:
        raise BadInput(
            f"the rows stand inside a JSON object of {reading.size >> 20} MiB; such a file is read up to"
            f" {WHOLE >> 20} MiB", where=str(reading.path), todo="save the list itself, or JSON Lines",
        )  # fmt: skip
    return _table(reading, "json", iter(_inside(reading, encoding, form.get("list"))))


def _inside(reading: Reading, encoding: str, name: str | None) -> list[Numbered]:
    """The rows of a list inside an object, by its name (dots lead deeper) or because there is no other."""
    data = b"".join(reading.pieces())
    try:
        document = json.loads(data.decode(encoding))
    except (ValueError, RecursionError) as error:
        raise BadInput(_told(error), where=str(reading.path), todo="check where the file was cut off") from None
    found = document
    for step in name.split(".") if name else ():
        found = found.get(step) if isinstance(found, dict) else None
    if not name and isinstance(document, dict):
        lists = [value for value in document.values() if isinstance(value, list) and value]
        found = lists[0] if len(lists) == 1 else None
    if not isinstance(found, list):
        raise BadInput("it holds no list of rows" + (f" called {name!r}" if name else ""), where=str(reading.path),
                       todo='name the list in the map: [format] list = "…"')  # fmt: skip
    told = "this is no JSON object"
    return [
        Numbered(number, row) if isinstance(row, dict) else Numbered(number, {}, told, [json.dumps(row)])
        for number, row in enumerate(found, 1)
    ]


class _Window:
    """A piece of the text of a file, moved along; `ended` once there is no more."""

    def __init__(self, reading: Reading, encoding: str) -> None:
        self.reading, self.encoding = reading, encoding
        self._decoder, self._pieces = codecs.getincrementaldecoder(encoding)(), reading.pieces()
        self._scan = json.JSONDecoder()
        self.text, self.at, self.ended = "", 0, False

    def peek(self) -> str:
        """The next character that is no blank; empty at the end."""
        while True:
            while self.at < len(self.text):
                if self.text[self.at] not in _BLANK:
                    return self.text[self.at]
                self.at += 1
            if self.ended:
                return ""
            self.more()

    def more(self) -> None:
        """Reads on, and forgets what lies behind."""
        piece = next(self._pieces, b"")
        self.ended = not piece
        try:
            self.text, self.at = self.text[self.at :] + self._decoder.decode(piece, self.ended), 0
        except UnicodeError:
            raise BadInput(f"it is not {self.encoding.upper()} text", where=str(self.reading.path),
                           todo="save it as UTF-8") from None  # fmt: skip

    def value(self, number: int) -> Any:
        """The JSON value that begins here. Raises BadInput where there is none."""
        while True:
            try:
                value, end = self._scan.raw_decode(self.text, self.at)
                if end < len(self.text) or self.ended:
                    self.at = end
                    return value
            except (ValueError, RecursionError) as error:
                if self.ended or len(self.text) - self.at > LONGEST_ROW or isinstance(error, RecursionError):
                    raise BadInput(f"row {number}: {_told(error)}", where=str(self.reading.path),
                                   todo="check where the file was cut off") from None  # fmt: skip
            self.more()


def _array(reading: Reading, encoding: str) -> Iterator[Numbered]:
    """The items of a top-level array, decoded one by one."""
    window, number = _Window(reading, encoding), 0
    window.peek()
    window.at += 1  # the bracket that told this form
    while (sign := window.peek()) != "]":
        number += 1
        if sign == "," and number > 1:
            window.at += 1
            sign = window.peek()
        elif number > 1:
            sign = ""
        if not sign:
            raise BadInput(f"the list breaks off at row {number}", where=str(reading.path),
                           todo="check where the file was cut off")  # fmt: skip
        yield _item(number, window.value(number))


def _item(number: int, value: Any) -> Numbered:
    if isinstance(value, dict):
        return Numbered(number, value)
    return Numbered(number, {}, "the item is no JSON object", [json.dumps(value, ensure_ascii=False)])


def _table(reading: Reading, kind: str, rows: Iterator[Numbered]) -> Table:
    """The table with the names that its first rows have."""
    looked: list[Numbered] = []
    for row in rows:
        looked.append(row)
        if len(looked) >= _LOOKED:
            break
    names: dict[str, None] = {}
    for numbered in looked:
        for name, value in numbered.row.items():
            names[name] = None
            if isinstance(value, dict):
                names.update((f"{name}.{inner}", None) for inner in value)
    if not looked:
        raise BadInput("it holds no rows", where=str(reading.path), todo="give a file that holds some")
    return Table(reading.path, kind, reading.size, list(names), chain(looked, rows), reading.sha256,
                 lambda: reading.done)  # fmt: skip
