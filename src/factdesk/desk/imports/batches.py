"""The rows of a file as batches of records: read, mapped and made ready, by whichever process does that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple, Protocol, cast

from factdesk.desk.imports.maps import Found, check_columns
from factdesk.desk.imports.report import Flag as Told
from factdesk.desk.imports.report import Report, cells_of
from factdesk.desk.imports.tables import Numbered, Table
from factdesk.model.importing.rows import Draft, Flag, Mapper, SetAside, Taken
from factdesk.store.prepared import Prepared, Preparer

BATCH: Final = 2_000
"""Records that are written in one go."""


class Row(NamedTuple):
    """What a row became: `records` (drafts, or prepared ones) and `flags`; where it is not taken, no records and
    the one flag that tells why. `cells` only for whoever writes rows that are set aside."""

    number: int
    key: str
    records: list[Draft] | list[Prepared]
    flags: list[Told]
    cells: list[Any]


class Batch(NamedTuple):
    """Rows with about `BATCH` records together, and the bytes of the file (or rows of the table) read so far."""

    done: int
    rows: list[Row]


class Batches(Protocol):
    """The batches of a file, once; afterwards the SHA-256 of the file (hex)."""

    def __iter__(self) -> Iterator[Batch]: ...

    def digest(self) -> str:
        """The hash of the whole file, once all batches were read."""
        ...


class Importer:
    """One file on its way in, and what is told of it. `form` is what was said of the file beside its map."""

    def __init__(self, table: Table, found: Found, form: dict[str, str]) -> None:
        self.table, self.found, self.form = table, found, form
        check_columns(found.map, table)
        self.mapper = Mapper(found.map)
        self.report = Report(found.map.name, table.path.name, found.origin)

    def bytes(self) -> int:
        """How large the file is."""
        return self.table.path.stat().st_size


class Here:
    """Reads, maps and prepares in this process. Without a preparer the records are drafts."""

    def __init__(self, importer: Importer, preparer: Preparer | None, *, cells: bool) -> None:
        self._table, self._mapper, self._preparer, self._cells = importer.table, importer.mapper, preparer, cells

    def __iter__(self) -> Iterator[Batch]:
        rows: list[Row] = []
        size = 0
        for numbered in self._table.rows:
            row = self._row(numbered)
            rows.append(row)
            size += len(row.records) or 1
            if size >= BATCH:
                yield Batch(self._table.done(), rows)
                rows, size = [], 0
        yield Batch(self._table.done(), rows)

    def _row(self, numbered: Numbered) -> Row:
        cells = cells_of(numbered, self._table) if self._cells else []
        if numbered.fault:
            return Row(numbered.number, "", [], [("", numbered.fault, "")], cells)
        try:
            taken = self._mapper.row(numbered.row)
        except SetAside as problem:
            return Row(numbered.number, "", [], [told(problem.flag)], cells)
        flags = [told(flag) for flag in taken.flags]
        if self._preparer is None:
            return Row(numbered.number, taken.key, taken.drafts, flags, cells)
        return Row(numbered.number, taken.key, self._preparer.records(taken.drafts), flags, cells)

    def digest(self) -> str:
        """The hash of the whole file."""
        return self._table.digest()


def told(flag: Flag) -> Told:
    """A flag in plain values."""
    return flag.column, flag.reason, flag.cell


def taken_of(row: Row) -> Taken:
    """A row that came as drafts, as the map took it."""
    return Taken(row.key, cast(list[Draft], row.records), [Flag(*flag) for flag in row.flags])
