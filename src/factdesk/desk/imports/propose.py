"""Proposes a map for a file that nobody mapped yet, from its header and its first rows."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any, Final

from factdesk.desk.imports.maps import Found, parse
from factdesk.desk.imports.tables import open_table
from factdesk.model.importing.propose import propose

LOOKED: Final = 300
"""Rows that are looked at."""


def proposed(path: Path, form: dict[str, Any]) -> Found:
    """The proposal for a file. Raises BadInput where no column looks like a figure or a statement."""
    table = open_table(path, form)
    rows = [one.row for one in islice(table.rows, LOOKED) if not one.fault]
    text = propose(path.name, table.header, rows)
    return Found(parse(text, "the proposed map"), text, "proposed")
