"""Idle work on the search indexes: fewer segments, the same hits."""

from __future__ import annotations

from pathlib import Path

from factdesk.desk.add import add
from factdesk.desk.find import find
from factdesk.desk.open import create_desk
from factdesk.desk.tidy import tidy


def test_tidying_merges_and_loses_nothing(tmp_path: Path) -> None:
    with create_desk(tmp_path / "desk.sqlite", author="A") as desk:
        add(desk, "incident", {"code": "A", "title": "Strike"})
        for number in range(24):
            add(desk, "claim", {"incident": "A", "kind": "assertion", "statement": f"word{number} was said"})
        before = desk.db.value("SELECT count(DISTINCT segid) FROM claims_fts_idx")
        for _ in range(8):
            tidy(desk)
        after = desk.db.value("SELECT count(DISTINCT segid) FROM claims_fts_idx")
        assert after < before
        assert [hit.kind for hit in find(desk, "word17")] == ["claim"]


def test_a_read_only_desk_is_left_alone(tmp_path: Path) -> None:
    create_desk(tmp_path / "desk.sqlite").close()
    (tmp_path / "desk.sqlite").chmod(0o444)
    from factdesk.desk.open import open_desk

    bytes_before = (tmp_path / "desk.sqlite").read_bytes()
    with open_desk(tmp_path / "desk.sqlite") as desk:
        tidy(desk)
    assert (tmp_path / "desk.sqlite").read_bytes() == bytes_before
