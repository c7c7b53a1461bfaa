"""Proposes a map for a table that nobody mapped yet, as TOML text with a remark for every column left out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from factdesk.model.errors import BadInput
from factdesk.model.importing import nested, roles
from factdesk.model.importing.cells import bare

Rows = Sequence[Mapping[str, Any]]

_DATES = ("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%a, %m/%d/%Y - %H:%M", "%Y/%m/%d", "%Y%m%d", "%d %B %Y")


def propose(name: str, header: Sequence[str], rows: Rows) -> str:
    """The text of a map for a file of that name with that header and those first rows.

    Raises BadInput where no column looks like a figure or a statement.
    """
    work = _Proposal(header, rows)
    text = work.text(slug(name), name)
    if not work.claims:
        raise BadInput("no column looks like a figure or a statement", where=name,
                       todo="write a map that says which column becomes what (README, section Importing)")  # fmt: skip
    return text


def slug(name: str) -> str:
    """A name for a set out of a file's name."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.rpartition(".")[0].casefold() or name.casefold()).strip("-")
    return plain[:40].strip("-") or "data"


class _Proposal:
    """The columns of one table by their roles, and what is left of them."""

    def __init__(self, header: Sequence[str], rows: Rows) -> None:
        self.header, self.rows = list(header), rows
        self.roles: dict[str, str] = {}
        self.gradings: list[str] = []
        self.used: set[str] = set()
        self.claims: list[str] = []
        self.wholes: set[str] = set()
        self.lists = nested.lists_of(rows)
        self.empty = roles.empty_words(rows, header)
        for column in self.header:
            self._look(column)

    def values(self, column: str) -> list[str]:
        """The first values of a column that say something."""
        return [value for value in roles.values_of(self.rows, column) if value not in self.empty]

    def _look(self, column: str) -> None:
        role, values = roles.role_of(column), self.values(column)
        if role is None or not values or column in self.lists:
            return
        if role == "grading":
            self.gradings.append(column)
        elif role not in self.roles and self._holds(role, values):
            self.roles[role] = column

    def _holds(self, role: str, values: list[str]) -> bool:
        """Whether the values of a column bear out what its name promises."""
        if role == "key":
            return len(set(values)) >= 0.8 * len(values) and len(values) >= 0.8 * min(len(self.rows), 200)
        if role in ("began", "ended", "said_at"):
            return roles.are_moments(values) or date_form(values) is not None
        if role in ("lat", "lon"):
            return roles.mostly(values, float)
        if role == "url":
            return roles.are_addresses(values)
        if role in ("low", "high", "best"):
            return roles.are_numbers(values)
        if role == "figure":
            return roles.are_figures(values)
        return True

    def text(self, name: str, title: str) -> str:
        """The whole map."""
        self._claims()
        parts = [f"name = {q(name)}", f"title = {q(title)}"]
        if "key" in self.roles:
            parts.append(f"key = {self.cell('key')}")
        else:
            parts.append("# No column names the rows: a row whose cells change counts as another row.")
        if self.empty:
            parts.append(f"empty = {json.dumps(self.empty, ensure_ascii=False)}")
        parts += ["", *self._incident(), *self._sources(), *self.claims, *self._left()]
        return "\n".join(parts) + "\n"

    def cell(self, role: str) -> str:
        """The cell of a role, as the map writes it."""
        column = self.roles[role]
        self.used.add(column)
        form = date_form(self.values(column)) if role in ("began", "ended", "said_at") else None
        if form is not None:
            return f"{{ from = {q(f'{{{column}}}')}, date = {q(form)} }}"
        return q(f"{{{column}}}")

    def _incident(self) -> list[str]:
        lines = ["[incident]"]
        where = [self.roles[role] for role in ("place", "country") if role in self.roles][:1]
        if "title" not in self.roles and where:
            what = self.roles.get("began")
            told = f"{{{where[0]}}}" + (f", {{{what}}}" if what else "")
            lines.append(f"title = {q(told)}")
        for role in ("title", "began", "ended", "place", "region", "country", "lat", "lon", "coordinates", "summary"):
            if role in self.roles:
                lines.append(f"{role} = {self.cell(role)}")
        if self.gradings:
            told = ", ".join(f"{q(column)} = {q(f'{{{column}}}')}" for column in self.gradings)
            lines.append(f"grading = {{ {told} }}")
            self.used.update(self.gradings)
        return [*lines, ""]

    def _sources(self) -> list[str]:
        for column, items in self.lists.items():
            block = nested.sources_of(column, items) if column not in self.used else None
            if block is not None:
                self.used.add(column)
                return block
        if "url" not in self.roles and "publisher" not in self.roles:
            return ["[dataset]", f"title = {q('This data set')}", ""]
        lines = ["[[source]]"]
        separator = self._separator(self.roles["url"]) if "url" in self.roles else None
        if separator is not None:
            cells = [f"url = {self.cell('url')}"]
            if "publisher" in self.roles:
                cells.append(f"publisher = {self.cell('publisher')}")
            lines += [f"each = {{ cells = {{ {', '.join(cells)} }}, separator = {q(separator)} }}",
                      'url = "{url}"', 'publisher = "{publisher}"',
                      'title = { from = ["{publisher}", "{url}"] }']  # fmt: skip
            return [*lines, ""]
        named = self.cell("publisher") if "publisher" in self.roles else self.cell("url")
        lines += [f"title = {named}"]
        lines += [f"{role} = {self.cell(role)}" for role in ("publisher", "url") if role in self.roles]
        return [*lines, ""]

    def _separator(self, column: str) -> str | None:
        """What stands between several addresses in one cell; None where there is one a cell."""
        for separator in ("||", "; ", ";", ", ", " | ", "|", " ", "\n"):
            if any(value.count("http") > 1 and f"{separator}http" in value for value in self.values(column)):
                return separator
        return None

    def _claims(self) -> None:
        for column, items in self.lists.items():
            block = nested.claims_of(column, items, key=True)
            if block is not None:
                self.used.add(column)
                self.claims += block
        if self.claims:
            return
        if "measure" in self.roles:
            self._one_a_row()
            return
        ranges = self._ranges()
        for stem, ends in ranges.items():
            self._claim(roles.measure_of(stem) or "killed", roles.counted_of(stem), ends)
        for column in self.header:
            if column in self.used or (column in self.roles.values() and self.roles.get("figure") != column):
                continue
            measure, values = roles.measure_of(column), self.values(column)
            if measure is None or not values or column in self.gradings:
                continue
            if roles.are_numbers(values):
                self._claim(measure, roles.counted_of(column), {"number": column})
            elif roles.are_figures(values):
                self._claim(measure, roles.counted_of(column), {"figure": column})
        if not self.claims and "statement" in self.roles:
            self._statement("statement")
        elif not self.claims and "figure" in self.roles:
            self._claim("killed", "people", {"figure": self.roles["figure"]})
        elif not self.claims and "summary" in self.roles:
            self._statement("summary")

    def _ranges(self) -> dict[str, dict[str, str]]:
        """Columns that are the ends of a range, by what stands before the end's name."""
        found: dict[str, dict[str, str]] = {}
        for column in self.header:
            limit = roles.limit_of(column)
            if limit is not None and roles.are_numbers(self.values(column)):
                found.setdefault(limit[0], {})[limit[1]] = column
        return {stem: ends for stem, ends in found.items() if "low" in ends or "high" in ends}

    def _one_a_row(self) -> None:
        """A table with one claim a row: what is measured stands in a column."""
        lines = ["[[claim]]", f"measure = {self.cell('measure')}"]
        lines.append(f"counted = {self.cell('counted')}" if "counted" in self.roles else 'counted = "people"')
        if "figure" in self.roles:
            numbers = roles.are_numbers(self.values(self.roles["figure"]))
            lines.append(f"{'number' if numbers else 'figure'} = {self.cell('figure')}")
        lines += [f"{role} = {self.cell(role)}" for role in ("low", "high", "best", "qualifier", "scope", "statement")
                  if role in self.roles]  # fmt: skip
        self.claims += [*lines, *self._said(), ""]

    def _claim(self, measure: str, counted: str, columns: dict[str, str]) -> None:
        lines = ["[[claim]]", f"measure = {q(measure)}", f"counted = {q(counted)}"]
        whole = f"all {measure}"
        if counted == "people" and whole not in self.wholes and not _sums_up(next(iter(columns.values()))):
            self.wholes.add(whole)
            lines.insert(1, f"name = {q(whole)}")
        elif counted in PARTS and whole in self.wholes and not _sums_up(next(iter(columns.values()))):
            lines.append(f"part_of = {q(whole)}")
        for name, column in columns.items():
            lines.append(f"{name} = {q(f'{{{column}}}')}")
            self.used.add(column)
        first = next(iter(columns.values()))
        if _sums_up(first):
            lines.append('scope = "cumulative"')
            if "began" in self.roles:
                lines.append(f"as_of = {self.cell('began')}")
        beside = next((c for c in self.header if c in (f"{first}*", f"{first} qualifier", f"{first}_qualifier")), None)
        if beside is not None:
            self.used.add(beside)
            lines.append(f"qualifier = {q(f'{{{beside}}}')}")
        self.claims += [*lines, *self._said(), ""]

    def _statement(self, role: str) -> None:
        self.claims += ["[[claim]]", 'kind = "assertion"', f"statement = {self.cell(role)}", *self._said(), ""]

    def _said(self) -> list[str]:
        lines = []
        if "speaker" in self.roles:
            role = f", role = {self.cell('role')}" if "role" in self.roles else ""
            lines.append(f"speaker = {{ name = {self.cell('speaker')}{role} }}")
        if "said_at" in self.roles:
            lines.append(f"said_at = {self.cell('said_at')}")
        return lines

    def _left(self) -> list[str]:
        left = [column for column in self.header if column not in self.used]
        if not left:
            return []
        lines = ["# Columns that the map does not use, with their first value:"]
        for column in left:
            first = next(iter(self.values(column)), "")[:50]
            lines.append(f"#   {' '.join(column.split())}: {' '.join(first.split())}")
        return lines


def _sums_up(column: str) -> bool:
    """Whether a column counts from some day on: its parts are no parts of a day's number."""
    return bool(re.search(r"cum(?:ulative)?(?:$|[ _])|total", bare(column).casefold()))


PARTS: Final = ("children", "women", "men", "civilians", "medics", "journalists")
"""Populations that are parts of the people of the same row."""


def date_form(values: Sequence[str]) -> str | None:
    """How the dates of a column are written, where it is not a way that is understood anyway."""
    from factdesk.model.importing.fields import read_moment

    some = list(values)[:200]
    if not some or roles.mostly(some, read_moment, 1.0):
        times = [value for value in some if re.fullmatch(r"\d{4}-\d\d-\d\d[ T]00:00:00(?:\.0+)?", value)]
        return "day" if some and len(times) == len(some) else None
    fitting = [form for form in _DATES if roles.mostly(some, lambda text, f=form: read_moment(text, (f,)), 0.95)]
    return fitting[0] if len(fitting) == 1 else None


def q(text: str) -> str:
    """A TOML basic string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
