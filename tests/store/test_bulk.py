"""A bulk change leaves what one-by-one changes do: each trigger that it takes down has its work done at the end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factdesk.desk.open import Desk, create_desk
from factdesk.store import bulk, bulk_end, bulk_undo, schema
from factdesk.store.migrate import compare_schema

TABLES = "incidents|speakers|sources|claims|citations|reviews|imports"


def triggers(event: str) -> set[str]:
    """The triggers on tables that a bulk change writes, by what they follow."""
    form = re.compile(rf"AFTER {event} ON ({TABLES})\b")
    return {name for name, text in schema.expected().items() if text.startswith("CREATE TRIGGER") and form.search(text)}


def test_every_trigger_that_would_work_row_by_row_is_known() -> None:
    """A new one is either named here with what does its work once, or it makes imports slow: decide."""
    assert triggers("INSERT") == set(bulk.ADDING) - {"ledger_no_replace"}
    assert triggers("DELETE") == set(bulk.LEAVING)


def test_tables_that_the_triggers_keep_are_kept_by_the_statements_at_the_end() -> None:
    texts = schema.expected()
    written = re.compile(r"(?:INTO|UPDATE|DELETE FROM) (\w+)")
    for names, statements in ((bulk.ADDING, bulk_end.ONCE), (bulk.LEAVING, bulk_undo.OFF)):
        kept = {table for name in names for table in written.findall(texts[name]) if not table.endswith("_fts")}
        assert kept - {"SET"} <= {table for statement in statements for table in written.findall(statement)}


def test_the_triggers_are_back_letter_by_letter_after_a_bulk_change(tmp_path: Path) -> None:
    with create_desk(tmp_path / "desk.sqlite", author="Ida") as desk:
        with bulk.bulk(desk.db, label="x", author="Ida", at="2025-04-04", down=(*bulk.ADDING, *bulk.LEAVING)):
            pass
        compare_schema(desk.db.conn, desk.path)
        assert desk.db.value("PRAGMA foreign_keys") == 1


def test_so_are_the_indexes_of_a_load_that_sorts_them_at_its_end(tmp_path: Path) -> None:
    with create_desk(tmp_path / "desk.sqlite", author="Ida") as desk:
        with bulk.bulk(desk.db, label="x", author="Ida", at="2025-04-04") as work:
            work.sort_later()
            assert {"ledger_by_id", "claims_by_code", "citations_by_claim"} <= set(work.later)
            held = desk.db.all("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
            assert not {name for (name,) in held} & set(work.later)
            number = bulk_end.steps(work)
            assert len(list(bulk_end.once(work))) == number
        compare_schema(desk.db.conn, desk.path)


def broken_off(desk: Desk) -> None:
    """A load that forgets the end of its work."""
    with bulk.bulk(desk.db, label="x", author="Ida", at="2025-04-04") as work:
        work.sort_later()


def test_a_load_that_breaks_off_leaves_its_indexes_where_they_were(tmp_path: Path) -> None:
    with create_desk(tmp_path / "desk.sqlite", author="Ida") as desk:
        with pytest.raises(AssertionError, match="once"):
            broken_off(desk)
        compare_schema(desk.db.conn, desk.path)
        assert desk.db.value("PRAGMA temp_store") == 2
