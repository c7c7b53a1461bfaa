"""Reads CSV, TSV and their kin: any delimiter and encoding, quoted line breaks, a row of HXL tags under the header."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from factdesk.desk.imports.tables import LONGEST_ROW, Numbered, Reading, Table
from factdesk.model.errors import BadInput

DELIMITERS: Final = ",;\t|"
_TAG: Final = re.compile(r"#[a-z][a-z_0-9]*(\s*\+[a-z_0-9]+)*\s*")
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def open_delimited(reading: Reading, head: bytes, form: dict[str, Any]) -> Table:
    """The file as a table. Raises BadInput where it has no rows of cells, or is in another encoding."""
    encoding = encoding_of(head, form, reading)
    sample = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    delimiter = str(form.get("delimiter") or delimiter_of(sample))
    if len(delimiter) != 1:
        raise BadInput(f"{delimiter!r} is no delimiter", where="format.delimiter", todo="write one character")
    csv.field_size_limit(LONGEST_ROW)
    cells = csv.reader(lines(reading, encoding), delimiter=delimiter)
    first = _next(cells, reading)
    if first is None or not any(cell.strip() for cell in first):
        raise BadInput("the first line names no columns", where=str(reading.path), todo="give the table a header")
    header = named(first)
    return Table(
        reading.path, "csv", reading.size, header, _rows(cells, header, reading), reading.sha256, lambda: reading.done,
        [f"delimiter {delimiter!r}, encoding {encoding.removesuffix('-sig')}"],
    )  # fmt: skip


def encoding_of(head: bytes, form: dict[str, Any], reading: Reading) -> str:
    """The encoding that the map names, that a byte order mark tells, or UTF-8."""
    named = form.get("encoding")
    if named:
        try:
            return codecs.lookup(str(named)).name
        except LookupError:
            raise BadInput(f"no encoding is called {named!r}", where="encoding", todo="use utf-8, cp1251 …") from None
    return next((encoding for mark, encoding in _BOMS if head.startswith(mark)), "utf-8")


def lines(reading: Reading, encoding: str) -> Iterator[str]:
    """The lines of a file with their ends, in bounded memory. Raises BadInput for one without an end."""
    decoder = codecs.getincrementaldecoder(encoding)()
    rest, number = "", 0
    classic: bool | None = None
    for piece in reading.pieces():
        text = _decoded(decoder, piece, reading, encoding, number)
        if classic is None:
            classic = "\r" in text and "\n" not in text
        rest += text.replace("\r", "\n") if classic else text
        *whole, rest = rest.split("\n")
        for line in whole:
            number += 1
            yield line + "\n"
        if len(rest) > LONGEST_ROW:
            raise BadInput(
                f"line {number + 1} has more than {LONGEST_ROW >> 20} million characters",
                where=str(reading.path), todo="this is no table of lines; look at the file",
            )  # fmt: skip
    rest += _decoded(decoder, b"", reading, encoding, number, final=True)
    if rest:
        yield rest


def _decoded(decoder: Any, piece: bytes, reading: Reading, encoding: str, line: int, *, final: bool = False) -> str:
    try:
        return str(decoder.decode(piece, final))
    except UnicodeError:
        name = encoding.removesuffix("-sig").upper()
        raise BadInput(
            f"it is not {name} text after line {line + 1}", where=str(reading.path),
            todo="name its encoding with --encoding, such as cp1251 or latin-1",
        ) from None  # fmt: skip


def delimiter_of(sample: str) -> str:
    """The delimiter that cuts the first lines into the same number of cells, the larger number first."""
    found = ","
    best = (0, 0)
    for delimiter in DELIMITERS:
        some = sample.split("\n")[:200]
        try:
            rows = [row for row in csv.reader(iter([line + "\n" for line in some]), delimiter=delimiter) if row][:60]
        except csv.Error:
            continue
        if not rows or len(rows[0]) < 2:
            continue
        width, often = Counter(map(len, rows)).most_common(1)[0]
        score = (often * 100 // len(rows) if width == len(rows[0]) else 0, width)
        if score > best:
            found, best = delimiter, score
    return found


def named(first: list[str]) -> list[str]:
    """The header: names without marks around them, nameless columns numbered, names that come twice numbered too."""
    seen: Counter[str] = Counter()
    header = []
    for place, cell in enumerate(first, 1):
        name = cell.strip("\ufeff \t\r\n").strip('"') or f"column {place}"
        seen[name] += 1
        header.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return header


def _next(cells: Any, reading: Reading) -> list[str] | None:
    try:
        return next(cells, None)
    except csv.Error as error:
        raise BadInput(
            f"line {cells.line_num} cannot be read as cells ({error})", where=str(reading.path),
            todo="look for a quotation mark that is never closed",
        ) from None  # fmt: skip


def _rows(cells: Any, header: list[str], reading: Reading) -> Iterator[Numbered]:
    width, number = len(header), 0
    while (row := _next(cells, reading)) is not None:
        if not row or (len(row) == 1 and not row[0].strip()):
            continue
        if number == 0 and is_tags(row):
            continue
        number += 1
        if len(row) == width:
            yield Numbered(number, dict(zip(header, row, strict=True)))
        else:
            told = f"the row has {len(row)} cells where the header has {width}"
            yield Numbered(number, {}, told, row)


def is_tags(row: list[str]) -> bool:
    """Whether a row holds nothing but HXL tags (`#affected+killed`) and empty cells."""
    told = [cell.strip() for cell in row if cell.strip()]
    return bool(told) and all(_TAG.fullmatch(cell) for cell in told)
