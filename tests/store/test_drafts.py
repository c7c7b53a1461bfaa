"""Drafts come back after a crash, belong to their author, and leave no words behind once they are dropped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from factdesk.desk.check import check
from factdesk.desk.drafts import drafts, drop_draft, save_draft
from factdesk.desk.history import log
from factdesk.desk.open import open_desk
from support import desks

SECRET = "the-witness-lives-in-the-blue-house"


def test_a_draft_comes_back_as_it_was_typed(tmp_path: Path) -> None:
    fields = {"title": "половина слова\u202e[/x]\x1b", "low": 3, "refs": ["A1"], "none": None, "half": "\ud800"}
    with desks.small(tmp_path / "desk.sqlite") as desk:
        save_draft(desk, "claim:new", {"title": "older"})
        save_draft(desk, "claim:new", fields)
    with open_desk(tmp_path / "desk.sqlite", author="Anna") as desk:
        (draft,) = drafts(desk)
        assert (draft.key, draft.fields) == ("claim:new", fields)
        drop_draft(desk, "claim:new")
        assert drafts(desk) == []
        drop_draft(desk, "claim:new")
        assert check(desk).ok


def test_a_draft_survives_a_killed_process(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    desks.small(path).close()
    script = """
import os, sys
from factdesk.desk.open import open_desk
from factdesk.desk.drafts import save_draft
save_draft(open_desk(sys.argv[1], author="Anna"), "note", {"text": "typed"})
os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", script, str(path)], timeout=30, check=False)
    with open_desk(path, author="Anna") as desk:
        assert [draft.fields for draft in drafts(desk)] == [{"text": "typed"}]


def test_drafts_are_their_authors_and_no_part_of_the_history(tmp_path: Path) -> None:
    with desks.small(tmp_path / "desk.sqlite") as anna, open_desk(anna.path, author="Ben") as ben:
        lines = len(log(anna, limit=10_000))
        save_draft(anna, "k", {"text": "hers"})
        save_draft(ben, "k", {"text": "his"})
        assert [draft.fields for draft in drafts(anna)] == [{"text": "hers"}]
        drop_draft(ben, "k")
        assert [draft.fields for draft in drafts(anna)] == [{"text": "hers"}]
        assert len(log(anna, limit=10_000)) == lines


def test_the_words_of_a_dropped_draft_are_in_no_byte_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    with desks.small(path) as desk:
        for number in range(12):
            save_draft(desk, f"k{number}", {"text": f"{SECRET} " * (1 + number * 60)})
        assert any(SECRET.encode() in (tmp_path / name).read_bytes() for name in os.listdir(tmp_path))
        for number in range(12):
            drop_draft(desk, f"k{number}")
        assert [name for name in os.listdir(tmp_path) if SECRET.encode() in (tmp_path / name).read_bytes()] == []
    assert SECRET.encode() not in path.read_bytes()


def test_a_shorter_draft_leaves_nothing_of_the_longer_one(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    with desks.small(path) as desk:
        save_draft(desk, "k", {"text": "short " + SECRET * 300})
        save_draft(desk, "k", {"text": "short"})
    assert SECRET.encode() not in path.read_bytes()


def test_a_read_only_desk_keeps_no_draft_and_does_not_fail(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    desks.small(path).close()
    with open_desk(path, author="Anna", read_only=True) as desk:
        save_draft(desk, "k", {"text": "x"})
        drop_draft(desk, "k")
        assert drafts(desk) == []
