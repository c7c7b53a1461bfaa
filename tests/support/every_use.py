"""A small desk on which every use case that stores content was at work, so that each table has rows of each past."""

from __future__ import annotations

from pathlib import Path

from factdesk.desk import vocabulary
from factdesk.desk.add import add
from factdesk.desk.attach import attach
from factdesk.desk.edit import edit, remove
from factdesk.desk.export import export
from factdesk.desk.imports import run
from factdesk.desk.join import join
from factdesk.desk.open import Desk
from factdesk.desk.review import mark
from factdesk.desk.undo import redo, undo
from support import desks

HEADER = "id,date,place,killed,injured,source,url\n"


def table(path: Path, rows: int, killed: int = 1, prefix: str = "E") -> Path:
    """A data set of made-up incidents; places and addresses come again."""
    lines = [
        f"{prefix}{n},2025-04-{n + 1:02d},Place {n % 3},{killed + n % 5},{n % 9},Wire,https://news.example/{n % 4}"
        for n in range(rows)
    ]
    path.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    return path


def build(path: Path) -> None:
    """Makes the desk at `path`; the files that it imports and exports lie beside it meanwhile."""
    with desks.small(path) as desk:
        by_hand(desk)
        imported(desk, path.parent)
        out = path.with_suffix(".out")
        export(desk, out, include_open=True, cautions_read=True)
        out.unlink()


def by_hand(desk: Desk) -> None:
    """What an editor does: attaches, judges, edits, removes, joins, says words, and takes back."""
    attach(desk, ["A1"], text="pasted words " * 9, quote="words")
    mark(desk, ["A1"], "confirmed", basis="authority", reason="they counted")
    mark(desk, ["A2", "A3"], "disputed", basis="status", reason="contested")
    mark(desk, ["A2"], "open", reason="one more look")
    attach(desk, ["A2"], text="soon undone")
    undo(desk)
    edit(desk, "A3", {"scope": "the city"})
    add(desk, "claim", {"incident": "A", "code": "A9", "kind": "denial", "statement": "none", "denies": "A1"})
    remove(desk, "A9")
    undo(desk)
    redo(desk)
    vocabulary.say(desk, [("inside", "Rescuers", ("civilians",))], successors=[("Ministry", "Officials")])
    add(desk, "incident", {"code": "B", "title": "Same strike", "place": "Kryvyi Rih", "lat": "47.91", "lon": "-33.4"})
    add(desk, "incident", {"code": "C", "title": "Same once more", "began": "2025-04-04T18:50+03:00"})
    join(desk, "A", "B")
    join(desk, "A", "C")
    undo(desk)


def imported(desk: Desk, folder: Path) -> None:
    """A data set taken in, its next release, and another one that was taken back."""
    data = folder / "set.csv"
    run.store(desk, run.plan(table(data, 6), None, desk))
    run.store(desk, run.plan(table(data, 8, killed=2), None, desk))
    other = folder / "other.csv"
    run.store(desk, run.plan(table(other, 4, prefix="F"), None, desk))
    undo(desk)
    for path in (data, other):
        path.unlink()
