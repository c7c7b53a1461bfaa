"""The file of an export comes whole or not at all, replaces only what it may, and is always the same."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from factdesk.desk.edit import edit
from factdesk.desk.export import export, plan_export
from factdesk.desk.open import Desk, create_desk
from factdesk.desk.review import mark
from factdesk.desk.undo import redo, undo
from factdesk.desk.verify import verify
from factdesk.model.errors import Busy, Cancelled, Failed, Refused
from support import handover


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with handover.build(tmp_path / "desk.sqlite") as made:
        yield made


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "out.sqlite"


def test_only_the_file_is_there_afterwards(desk: Desk, out: Path) -> None:
    made = export(desk, out)
    assert os.listdir(out.parent) == ["out.sqlite"]
    assert made.path == out
    assert made.size == out.stat().st_size
    plain = out.with_name("plain")
    plain.write_text("x")
    assert out.stat().st_mode == plain.stat().st_mode


def test_the_same_desk_gives_the_same_bytes(desk: Desk, out: Path) -> None:
    first = export(desk, out)
    second = export(desk, out.with_name("again.sqlite"))
    assert first.plan == second.plan
    assert first.path.read_bytes() == second.path.read_bytes()


def test_undo_and_redo_give_the_same_bytes(desk: Desk, out: Path) -> None:
    first = export(desk, out).path.read_bytes()
    edit(desk, "A1", {"scope": "the market"})
    mark(desk, ["A2", "A3"], "disputed", basis="status", reason="contested")
    undo(desk)
    undo(desk)
    undo(desk)
    redo(desk)
    assert export(desk, out.with_name("again.sqlite")).path.read_bytes() == first


def test_another_desk_gives_another_hash(desk: Desk) -> None:
    hashes = {plan_export(desk).content_hash, plan_export(desk, include_open=True).content_hash}
    mark(desk, ["A3"], "confirmed", basis="authority", reason="they counted")
    hashes.add(plan_export(desk).content_hash)
    edit(desk, "S7", {"confidentiality": "background"})
    hashes.add(plan_export(desk).content_hash)  # nothing that goes has changed, but what stays behind has
    assert len(hashes) == 4


def test_what_is_there_already_is_refused(desk: Desk, out: Path) -> None:
    out.write_text("precious")
    with pytest.raises(Refused, match="there is a file already"):
        export(desk, out)
    assert out.read_text() == "precious"


def test_only_an_earlier_reviewed_file_is_replaced(desk: Desk, out: Path) -> None:
    export(desk, out)
    before = out.stat().st_ino
    mark(desk, ["A3"], "confirmed", basis="authority", reason="they counted")
    export(desk, out, replace=True)
    assert out.stat().st_ino != before
    assert verify(out).ok
    text, other = out.with_name("notes.txt"), out.with_name("other.sqlite")
    text.write_text("precious")
    create_desk(other).close()
    for file in (text, other):
        kept = file.read_bytes()
        with pytest.raises(Refused):
            export(desk, file, replace=True)
        assert file.read_bytes() == kept


@pytest.mark.parametrize("by", ["name", "link", "hard link"])
def test_the_desk_itself_is_refused(desk: Desk, out: Path, by: str) -> None:
    where = desk.path
    if by != "name":
        where = out
        (os.symlink if by == "link" else os.link)(desk.path, out)
    before = desk.path.read_bytes()
    for replace in (False, True):
        with pytest.raises(Refused, match="this is the desk itself"):
            export(desk, where, replace=replace)
    assert desk.path.read_bytes() == before


def test_links_to_anywhere_else_are_refused(desk: Desk, out: Path) -> None:
    out.symlink_to(out.with_name("nothing"))
    for replace in (False, True):
        with pytest.raises(Refused):
            export(desk, out, replace=replace)
    assert os.listdir(out.parent) == ["out.sqlite"]


def test_a_folder_that_is_not_there_fails(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Failed, match="no such folder"):
        export(desk, tmp_path / "nowhere" / "out.sqlite")
    with pytest.raises(Failed, match="no such folder"):
        export(desk, desk.path / "out.sqlite")
    with pytest.raises(Refused):
        export(desk, tmp_path)


def test_a_file_that_somebody_made_meanwhile_is_kept(desk: Desk, out: Path) -> None:
    def meanwhile(done: int, total: int | None) -> None:
        if done == total:
            out.write_text("theirs")

    with pytest.raises(Refused, match="there is a file already"):
        export(desk, out, progress=meanwhile)
    assert out.read_text() == "theirs"
    assert os.listdir(out.parent) == ["out.sqlite"]


def test_where_links_are_unknown_the_file_still_comes_whole(
    desk: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    assert verify(export(desk, out).path).ok
    assert os.listdir(out.parent) == ["out.sqlite"]


def test_stopping_leaves_nothing_wherever_it_happens(desk: Desk, out: Path) -> None:
    beats: list[int] = []
    export(desk, out, progress=lambda done, total: beats.append(done))
    assert beats == sorted(beats)
    assert beats[-1] == 100
    out.unlink()
    for stop in range(len(beats)):
        left = iter(range(stop))

        def listen(done: int, total: int | None, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise Cancelled("stopped")

        with pytest.raises(Cancelled):
            export(desk, out, progress=listen)
        assert os.listdir(out.parent) == []


def test_what_changed_since_the_plan_is_not_sent_unseen(desk: Desk, out: Path) -> None:
    plan = plan_export(desk)
    assert export(desk, out, seen=plan).plan == plan
    mark(desk, ["A3"], "confirmed", basis="authority", reason="they counted")
    with pytest.raises(Busy, match="changed since"):
        export(desk, out.with_name("again.sqlite"), seen=plan)
    assert os.listdir(out.parent) == ["out.sqlite"]


FULL = """
import resource, signal, sys
from factdesk.desk.open import open_desk
from factdesk.desk.export import export
from factdesk.desk.backup import backup
from factdesk.model.errors import Failed
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
with open_desk(sys.argv[1], read_only=True) as desk:
    try:
        (export if sys.argv[4] == "export" else backup)(desk, sys.argv[2])
    except Failed as problem:
        print(problem)
        sys.exit(7)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are a Unix matter")
@pytest.mark.parametrize("job", ["export", "backup"])
@pytest.mark.parametrize("room", [0, 5_000, 100_000])
def test_where_there_is_no_room_nothing_is_left(desk: Desk, out: Path, job: str, room: int) -> None:
    desk.close()
    argv = [sys.executable, "-c", FULL, str(desk.path), str(out), str(room), job]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=60)
    assert done.returncode == 7, done.stderr
    assert "nothing" in done.stdout
    assert os.listdir(out.parent) == []
