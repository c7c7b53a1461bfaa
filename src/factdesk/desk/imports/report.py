"""What an import did or would do, counted; and the rows that were set aside, kept for mending."""

from __future__ import annotations

import csv
import json
import os
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from factdesk.desk.imports.tables import Numbered, Table
from factdesk.model.errors import Failed, Refused

Flag = tuple[str, str, str]
"""What should be known of a row: which column, why, and what stands there."""

SHOWN: Final = 200
"""Rows that are told one by one; all are counted, and `--set-aside` writes all."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that was set aside, or one that was taken with a remark: where, which column, why, what stands there."""

    row: int
    column: str
    reason: str
    cell: str


@dataclass(slots=True)
class Report:
    """What an import did. `rows` = `taken` + `set_aside`; of the rows taken each is added, changed or unchanged."""

    dataset: str
    file: str
    map_from: str
    rows: int = 0
    taken: int = 0
    set_aside: int = 0
    flagged: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    records: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)
    asides: list[Aside] = field(default_factory=list)
    flags: list[Aside] = field(default_factory=list)
    kept: Counter[str] = field(default_factory=Counter)
    gone: list[tuple[str, str]] = field(default_factory=list)
    gone_count: int = 0
    left_out: int = 0
    action: str = ""
    label: str = ""
    aside_file: str = ""

    def aside(self, number: int, flag: Flag) -> None:
        """Counts a row that was set aside."""
        self.set_aside += 1
        self.reasons[_kind_of(flag)] += 1
        if len(self.asides) < SHOWN:
            self.asides.append(Aside(number, *flag))

    def remark(self, number: int, flags: list[Flag]) -> None:
        """Counts a row that was taken though something in it could not be."""
        self.flagged += 1
        for flag in flags:
            self.remarks[_kind_of(flag)] += 1
            if len(self.flags) < SHOWN:
                self.flags.append(Aside(number, *flag))


def _kind_of(flag: Flag) -> str:
    """A reason without the numbers of the row, so that equal ones are counted together."""
    column, reason, _ = flag
    told = re.sub(r"[0-9]+", "…", reason) if reason.startswith(_OF_A_ROW) else reason
    return f"{column}: {told}" if column else told


_OF_A_ROW: Final = ("low ", "the best number", "the part", "the row has")
"""How reasons begin that tell numbers of the row itself."""


class AsideFile:
    """Writes rows that were set aside as CSV, with all their cells: mended, the file can be imported again."""

    def __init__(self, path: Path, table: Table) -> None:
        if os.path.lexists(path):
            raise Refused("there is a file already", where=str(path), todo="give another name for --set-aside")
        self.path = path
        self._part = path.with_name(f".{path.name[:200]}.part")
        try:
            self._file = open(self._part, "w", encoding="utf-8", newline="")  # noqa: SIM115  (closed by `end`)
        except OSError as error:
            raise Failed(
                f"cannot be written ({error.strerror})", where=str(path), todo="choose another place"
            ) from None
        self._csv = csv.writer(self._file)
        own = ["set aside: row", "set aside: column", "set aside: reason"]
        self._csv.writerow([*(table.header if _flat(table) else ["row as JSON"]), *own])

    def write(self, number: int, cells: list[Any], flag: Flag) -> None:
        """One row (see `cells_of`) with the reason behind it."""
        column, reason, _ = flag
        self._csv.writerow([*cells, number, column, reason])

    def end(self, *, keep: bool) -> None:
        """Gives the finished file its name, or takes it away."""
        self._file.close()
        if keep:
            os.replace(self._part, self.path)
        else:
            self._part.unlink(missing_ok=True)


def cells_of(numbered: Numbered, table: Table) -> list[Any]:
    """The cells of a row as they are written for mending: under the file's own header, or the row as JSON."""
    if not _flat(table):
        return [numbered.raw[0] if numbered.raw else json.dumps(numbered.row, ensure_ascii=False)]
    if numbered.raw is not None:
        return [*numbered.raw, *[""] * (len(table.header) - len(numbered.raw))]
    return [numbered.row.get(name, "") for name in table.header]


def _flat(table: Table) -> bool:
    return table.kind in ("csv", "sqlite")
