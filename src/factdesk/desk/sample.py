"""Builds the sample desk from its readable text, by the same use cases that an editor's hands go through."""

from __future__ import annotations

import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from factdesk.desk.add import add, add_many
from factdesk.desk.attach import attach
from factdesk.desk.open import Desk, create_desk
from factdesk.desk.review import mark
from factdesk.model.errors import Failed

DEMO_NAME: Final = "demo.sqlite"
_PACKAGE: Final = Path(__file__).resolve().parents[1]

Row = dict[str, Any]


def sample_folder() -> Path:
    """Where the sample's text lies: inside an installed package, or in `data/` of a checkout. Raises Failed."""
    for folder in (_PACKAGE / "sample", _PACKAGE.parents[1] / "data" / "sample"):
        if (folder / "claims.toml").is_file():
            return folder
    raise Failed("the sample's text was not installed", where=str(_PACKAGE), todo="install factdesk again")


def build_sample(path: Path | str, *, author: str | None = None) -> Desk:
    """Makes the sample desk at `path` and opens it for `author`; its rows stay signed by the sample's editors.

    Raises Refused when something is there already, Failed when it cannot be written; then nothing is left.
    """
    where, folder = Path(path), sample_folder()
    desk = create_desk(where)
    try:
        with desk.db.hasty():
            _build(desk, folder)
    except BaseException:
        desk.close()
        where.unlink(missing_ok=True)
        raise
    desk.author = author
    return desk


def demo_copy() -> Path:
    """A fresh sample desk in a scratch folder that only its owner can enter; the caller removes the folder."""
    folder = Path(tempfile.mkdtemp(prefix="factdesk-demo-"))
    try:
        build_sample(folder / DEMO_NAME).close()
    except BaseException:
        shutil.rmtree(folder)
        raise
    return folder / DEMO_NAME


def _build(desk: Desk, folder: Path) -> None:
    for row in _rows(folder, "incident"):
        desk.author = row.pop("by")
        add(desk, "incident", row)
    speakers = _speakers(desk, folder)
    for rows in _runs(desk, _rows(folder, "source")):
        for row in rows:
            if "root_speaker" in row:
                row["root_speaker"] = speakers[row["root_speaker"]]
        add_many(desk, [("source", row) for row in rows], f"add {_span('source', rows)}")
    for rows in _runs(desk, _rows(folder, "claim")):
        _claims(desk, rows, speakers)
    for row in _rows(folder, "review"):
        mark(desk, row.pop("claims"), row.pop("verdict"), author=row.pop("reviewer"), **row)


def _speakers(desk: Desk, folder: Path) -> dict[str, str]:
    """Adds the speakers; returns their ids by the keys that the other files name them with."""
    known: dict[str, str] = {}
    for rows in _runs(desk, _rows(folder, "speaker")):
        keys = [row.pop("key") for row in rows]
        added = add_many(desk, [("speaker", row) for row in rows], f"add {_names(rows)}")
        known.update(zip(keys, (one.id for one in added), strict=True))
    return known


def _claims(desk: Desk, rows: list[Row], speakers: dict[str, str]) -> None:
    """Adds the claims of one report as they would be pasted, then attaches to them what carries them."""
    ties: dict[tuple[tuple[str, Any], ...], list[str]] = {}
    for row in rows:
        for citation in row.pop("citation"):
            if "root_speaker" in citation:
                citation["root_speaker"] = speakers[citation["root_speaker"]]
            ties.setdefault(tuple(citation.items()), []).append(row["code"])
        if "speaker" in row:
            row["speaker"] = speakers[row["speaker"]]
    add_many(desk, [("claim", row) for row in rows], f"add {_span('claim', rows)}")
    for citation, claims in ties.items():
        attach(desk, claims, **dict(citation))


def _runs(desk: Desk, rows: list[Row]) -> Iterator[list[Row]]:
    """Neighbouring rows that one editor took in from one day's reports, with the desk in that editor's hands."""
    for (who, _, _), run in groupby(rows, key=lambda row: (row["by"], row.get("incident"), _day(row))):
        found = list(run)
        desk.author = who
        for row in found:
            del row["by"]
        yield found


def _day(row: Row) -> str:
    return str(row.get("said_at") or row.get("as_of") or "")[:10]


def _names(rows: list[Row]) -> str:
    return f"speaker {rows[0]['name']}" if len(rows) == 1 else f"{len(rows)} speakers"


def _span(kind: str, rows: list[Row]) -> str:
    first, last = rows[0]["code"], rows[-1]["code"]
    return f"{kind} {first}" if first == last else f"{kind}s {first} to {last}"


def _rows(folder: Path, kind: str) -> list[Row]:
    found: list[Row] = tomllib.loads((folder / f"{kind}s.toml").read_text("utf-8"))[kind]
    return found
