"""Attached files: streamed and hashed in one pass, whole or not at all, and never what only looks like a file."""

from __future__ import annotations

import hashlib
import os
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factdesk.desk import browse
from factdesk.desk.attach import attach, known_source
from factdesk.desk.check import check
from factdesk.desk.open import Desk
from factdesk.desk.undo import redo, undo
from factdesk.model.errors import BadInput, Cancelled, Failed, NotFound, Problem, Refused
from factdesk.store import files
from support import desks

MIB = 1024 * 1024


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desks.small(tmp_path / "desk.sqlite") as made:
        yield made


def pieces(desk: Desk) -> list[tuple[str, int]]:
    """What is kept of files: hash and size of every one."""
    return desk.db.all("SELECT file, sum(length(bytes)) FROM file_pieces GROUP BY file ORDER BY file")


@pytest.mark.parametrize("size", [1, MIB - 1, MIB, MIB + 1, 3 * MIB + 7])
def test_a_file_is_kept_byte_for_byte_under_its_hash(desk: Desk, tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    path = tmp_path / "photo of the street.jpg"
    path.write_bytes(data)
    told: list[tuple[int, int | None]] = []
    made = attach(desk, ["A1"], file=path, quote="seen", progress=lambda done, total: told.append((done, total)))
    source = browse.source_card(desk, made.source)
    sha = hashlib.sha256(data).hexdigest()
    assert (source.source.file, source.file_size, source.file_name) == (sha, size, path.name)
    assert b"".join(files.pieces(desk.db, sha)) == data
    assert told[-1] == (size, size)
    assert len(told) == -(-size // MIB)
    assert check(desk).ok


def test_only_the_files_own_name_is_kept(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "secret-folder-of-a-person"
    folder.mkdir()
    (folder / "list.txt").write_text("x")
    attach(desk, ["A1"], file=folder / "list.txt")
    desk.close()
    assert b"secret-folder" not in (tmp_path / "desk.sqlite").read_bytes()


def test_a_name_that_is_no_text_is_kept_as_far_as_it_is(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("x")
    made = attach(desk, ["A1"], file=path)
    assert browse.source_card(desk, made.source).file_name == "caf\ufffd.txt"


def test_memory_does_not_grow_with_the_file(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "large"
    with open(path, "wb") as file:
        file.truncate(24 * MIB)
    tracemalloc.start()
    attach(desk, ["A1"], file=path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 * MIB


CHANGES: dict[str, Callable[[Path], object]] = {
    "longer": lambda path: path.open("ab").write(b"more"),
    "shorter": lambda path: os.truncate(path, MIB),
    "rewritten": lambda path: path.write_bytes(b"y" * 3 * MIB),
    "touched": lambda path: os.utime(path, ns=(1, 1)),
}


@pytest.mark.parametrize("how", CHANGES)
def test_a_file_that_changes_while_it_is_read_is_noticed(desk: Desk, tmp_path: Path, how: str) -> None:
    path = tmp_path / "changing"
    path.write_bytes(b"x" * 3 * MIB)
    before = desks.contents(desk)

    def progress(done: int, total: int | None) -> None:
        if done == MIB:
            CHANGES[how](path)

    with pytest.raises(Failed, match="changed while it was read"):
        attach(desk, ["A1"], file=path, progress=progress)
    assert desks.contents(desk) == before
    assert pieces(desk) == []


def test_a_copy_can_be_cancelled_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "long"
    path.write_bytes(b"x" * 3 * MIB)
    before = desks.contents(desk)

    def progress(done: int, total: int | None) -> None:
        if done > MIB:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        attach(desk, ["A1"], file=path, progress=progress)
    assert desks.contents(desk) == before
    assert pieces(desk) == []
    attach(desk, ["A1"], file=path)


def make_strange(path: Path, what: str) -> Path:
    """Something at `path` that is no plain file of a size that a desk takes."""
    if what == "link":
        (path.parent / "real").write_text("x")
        path.symlink_to(path.parent / "real")
    elif what == "dangling link":
        path.symlink_to(path.parent / "nowhere")
    elif what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    elif what == "device":
        return Path("/dev/zero")
    elif what == "NUL":
        return path.with_name("a\0b")
    return path


STRANGE = {"link": Refused, "dangling link": Refused, "pipe": Refused, "folder": Refused, "device": Refused,
           "missing": NotFound, "NUL": NotFound}  # fmt: skip


@pytest.mark.parametrize("what", STRANGE)
def test_what_is_no_plain_file_is_refused(desk: Desk, tmp_path: Path, what: str) -> None:
    path = make_strange(tmp_path / "strange", what)
    for act in (lambda: attach(desk, ["A1"], file=path), lambda: known_source(desk, file=path)):
        with pytest.raises(Problem) as problem:
            act()
        assert type(problem.value) is STRANGE[what]
        assert "strange" in str(problem.value) or what in ("device", "NUL")
    assert pieces(desk) == []


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 1000)
    path = tmp_path / "large"
    path.write_bytes(b"x" * 1001)
    with pytest.raises(Refused, match=r"1,001 bytes, more than the 1,000"):
        attach(desk, ["A1"], file=path, progress=lambda *_: pytest.fail("it was read"))
    with pytest.raises(Refused, match="more than the 1,000"):
        attach(desk, ["A1"], text="x" * 1001)
    path.write_bytes(b"x" * 1000)
    attach(desk, ["A1"], file=path)


def test_an_endless_file_is_refused(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 2 * MIB)
    path = tmp_path / "growing"
    path.write_bytes(b"x" * MIB)

    def grow(done: int, total: int | None) -> None:
        with path.open("ab") as file:
            file.write(b"x" * MIB)

    with pytest.raises(Refused, match="grew beyond"):
        attach(desk, ["A1"], file=path, progress=grow)
    assert pieces(desk) == []


def test_known_bytes_are_used_again(desk: Desk, tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("the same")
    two.write_text("the same")
    first = attach(desk, ["A1"], file=one)
    offered = known_source(desk, file=two)
    assert offered is not None
    assert offered.code == first.code
    again = attach(desk, ["A2"], file=two)
    assert (again.source, again.reused) == (first.source, True)
    assert len(pieces(desk)) == 1


def test_known_addresses_are_used_again_however_they_are_written(desk: Desk) -> None:
    first = attach(desk, ["A1"], url="https://www.example.org/story/?b=2&a=1&utm_source=x#top")
    for url in ("http://example.org/story?a=1&b=2", "https://EXAMPLE.org:443/story/?a=1&b=2&fbclid=9"):
        offered = known_source(desk, url=url)
        assert offered is not None
        assert offered.id == first.source
    again = attach(desk, ["A2"], url="http://example.org/story?a=1&b=2")
    assert (again.source, again.reused) == (first.source, True)
    assert known_source(desk, url="https://example.org/other") is None
    assert known_source(desk) is None
    assert attach(desk, ["A3"], url="https://example.org/other").source != first.source


def test_one_source_on_many_claims_is_one_action_and_one_undo(desk: Desk, tmp_path: Path) -> None:
    before = desks.contents(desk)
    path = tmp_path / "register.csv"
    path.write_text("a,b")
    made = attach(desk, ["A1", "A2", "A3"], file=path, quote="in the register", locator="line 4")
    assert len(made.citations) == 3
    assert made.label == f"attach {made.code} to A1 and 2 more"
    after = desks.contents(desk)
    assert undo(desk).label == f"undo {made.label}"
    assert desks.contents(desk) == before
    assert redo(desk).label == f"redo {made.label}"
    assert desks.contents(desk) == after
    assert check(desk).ok


def test_pasted_text_is_kept_in_utf8(desk: Desk) -> None:
    text = "«Не менше 16» — ‎صاروخ\u202e\u200b\r\n" * 50_000
    made = attach(
        desk, ["A1"], text=text, fields={"kind": "interview", "title": "Notes", "confidentiality": "confidential"}
    )
    source = browse.source_card(desk, made.source).source
    assert source.file is not None
    assert b"".join(files.pieces(desk.db, source.file)).decode() == text


@pytest.mark.parametrize("text", ["", "  \n", "half \ud800"])
def test_text_that_cannot_be_kept_is_refused(desk: Desk, text: str) -> None:
    before = desks.contents(desk)
    with pytest.raises(BadInput):
        attach(desk, ["A1"], text=text)
    assert desks.contents(desk) == before
