"""What `check` makes of a damaged file: every flipped bit that a reader would see is noticed."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from factdesk.desk.check import check_file
from factdesk.desk.open import open_desk
from factdesk.model.errors import Failed, NotFound, Problem, Refused
from support import desks


@pytest.fixture
def path(checked_master: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(checked_master, tmp_path / "desk.sqlite"))


def test_files_that_are_no_desk_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        check_file(tmp_path / "missing.sqlite")
    (tmp_path / "text").write_text("hello" * 100)
    with pytest.raises(Refused):
        check_file(tmp_path / "text")


def test_a_file_cut_short_is_a_problem_not_a_crash(path: Path) -> None:
    whole = path.read_bytes()
    for length in (512, 4096, len(whole) // 2, len(whole) - 4096):
        path.write_bytes(whole[:length])
        noticed(path, lambda: pytest.fail("a file cut short seems whole"))


def noticed(path: Path, unnoticed: Callable[[], object]) -> None:
    """Runs `unnoticed` where neither opening nor checking the desk says a word."""
    try:
        report = check_file(path)
    except Problem:
        return
    if report.ok:
        unnoticed()


def test_every_flipped_bit_that_a_reader_would_see_is_noticed(checked_master: Path, tmp_path: Path) -> None:
    """Random bits, at least half of them in pages that hold rows; a flip in unused space may pass."""
    whole, path, chance = checked_master.read_bytes(), tmp_path / "flipped.sqlite", random.Random(20250404)
    before, passed = seen(checked_master), 0
    for _ in range(150):
        place, bit = chance.randrange(100, len(whole)), 1 << chance.randrange(8)
        path.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])

        def unnoticed(place: int = place, bit: int = bit) -> None:
            nonlocal passed
            passed += 1
            assert seen(path) == before, f"byte {place}, bit {bit}"

        noticed(path, unnoticed)
        for left in tmp_path.iterdir():
            left.unlink()
    assert passed < 100


def seen(path: Path) -> object:
    """All that a reader sees of a desk: the tables and the ledger."""
    with open_desk(path) as desk:
        return desks.contents(desk, (*desks.TABLES, "actions", "ledger", "file_pieces", "drafts"))


def test_a_damaged_file_that_cannot_be_opened_is_reported(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:4096] = bytes(3996)
    path.write_bytes(data)
    try:
        report = check_file(path)
    except Refused:
        pytest.fail("damage is not a refusal")
    except Failed:
        pytest.fail("a check reports damage")
    assert not report.ok
    assert "damaged" in report.problems[0]
    assert "restore a backup" in report.problems[0]
