"""Hostile texts in every field of every record: all screens show them literally and nothing of them acts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from factdesk.desk.browse import claim_card
from factdesk.desk.open import open_desk
from support import hostile_desk
from support.at_desk import ask, judge, quit_from_anywhere, to_all_claims, wait_recorded
from support.desks import contents
from support.hostile import KEPT, SHORT, Hostile
from support.pty_app import Terminal

Opened = Callable[..., Terminal]
MISDRAWN = {"hangul jamo"}
"""Texts that the emulator of the tests draws otherwise than it was told: it composes no syllables."""
BRIEF = 0.02
"""Seconds that a key is given to be drawn on a walk; a slow machine draws fewer of the steps."""


@pytest.fixture
def hostile(built_hostile: Path, tmp_path: Path) -> Path:
    """A hostile desk of one's own."""
    return Path(shutil.copyfile(built_hostile, tmp_path / "hostile.sqlite"))


def assert_clean(term: Terminal) -> None:
    """Nothing of the data acted on the terminal, and the program still runs."""
    assert term.alive, term.report()
    assert term.audit() == []
    raw = re.sub(rb"\x1b\]22;[a-z-]*\x07", b"", term.raw)  # the shape of the mouse pointer, Textual's own
    leaked = [item.name for item in KEPT if any(piece in raw for piece in item.pieces)]
    assert not leaked, f"raw on the terminal: {leaked}"


def held(path: Path) -> object:
    with open_desk(path, read_only=True) as desk:
        return contents(desk)


def walk(term: Terminal, key: str, times: int) -> None:
    for _ in range(times):
        term.press(key)
        term.pump(BRIEF)


def pane(term: Terminal, left: int, right: int) -> str:
    """The text of some columns, its lines joined as if they had never been wrapped."""
    screen = term.emulator.screen
    cells = (screen.buffer[y][x].data for y in range(2, screen.lines - 3) for x in range(left, right))
    return "".join("".join(cells).split())


def test_every_claim_and_card_is_shown_literally(opened: Opened, hostile: Path) -> None:
    before = held(hostile)
    term = opened(hostile, author="Anna [/x]", size=(200, 60))
    walk(term, "j", len(KEPT))
    to_all_claims(term)
    unseen = []
    for item in KEPT:
        code = hostile_desk.codes(item)[1]
        term.wait_for(rf"▌ ✓ CONF {code}\b")
        card = pane(term, 134, 199)
        plain = "".join(item.plain.split())
        unseen += [item.name] if plain not in card and item.name not in MISDRAWN else []
        term.press("j", "j")
    assert not unseen, f"not readable on their cards: {unseen}"
    assert_clean(term)
    quit_from_anywhere(term)
    assert_left_clean(term)
    assert held(hostile) == before


def assert_left_clean(term: Terminal) -> None:
    assert term.child.status == 0, term.report()
    assert term.audit() == []


@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=str)
def test_the_other_screens(opened: Opened, hostile: Path, size: tuple[int, int]) -> None:
    before = held(hostile)
    term = opened(hostile, size=size)
    for mode, title in (("2", "Queue"), ("3", "Sources"), ("4", "History")):
        term.press(mode).wait_for(title)
        walk(term, "j", 25 if size[0] < 100 else 50)
        walk(term, "pagedown", 3)
        term.press("enter").pump(0.1)
        walk(term, "J", 3)
        term.press("escape")
    term.press("?").settle()
    walk(term, "pagedown", 3)
    term.press("escape", "1", "home", "enter").settle()
    walk(term, "pagedown", 8)
    term.press("enter").settle()
    walk(term, "pagedown", 5)
    assert_clean(term)
    assert quit_from_anywhere(term) == 0
    assert_left_clean(term)
    assert held(hostile) == before


def test_search_for_everything(opened: Opened, hostile: Path) -> None:
    term = opened(hostile)
    term.press("5").wait_for("search everything")
    for item in SHORT:
        term.press("ctrl+a", "ctrl+k").paste(item.text)
        term.pump(BRIEF * 2)
    term.press("escape").settle()
    assert_clean(term)
    assert quit_from_anywhere(term) == 0


def test_fields_of_the_lists(opened: Opened, hostile: Path) -> None:
    term = to_all_claims(opened(hostile))
    for key in "/f":
        for item in SHORT[key == "f" :: 6]:
            term.press(key).pump(BRIEF)
            term.paste(item.text).pump(BRIEF)
            term.press("enter").pump(BRIEF)
            term.press("escape")
    term.settle()
    assert_clean(term)
    assert quit_from_anywhere(term) == 0


def test_strips_on_hostile_claims_and_pasted_reasons(opened: Opened, hostile: Path) -> None:
    term = to_all_claims(opened(hostile))
    for item in KEPT:
        if KEPT.index(item) % 3:
            term.press("j", "j")
            continue
        term.press("c")
        term.wait_for(rf"Confirm {hostile_desk.codes(item)[1]}:")
        term.paste("long" if item.long else item.text).pump(BRIEF)
        term.press("down", "escape", "escape")
        term.wait_gone("Confirm H")
        term.press("j", "j")
    assert_clean(term)
    assert quit_from_anywhere(term) == 0


WORTH_RECORDING = ("markup closing nothing", "sgr", "clipboard", "bidi override", "zalgo", "sql", "formula")


def test_recorded_reasons_come_back_as_they_were_pasted(opened: Opened, hostile: Path) -> None:
    chosen = [item for item in SHORT if item.name in WORTH_RECORDING]
    assert len(chosen) == len(WORTH_RECORDING)
    term = to_all_claims(opened(hostile))
    given: list[tuple[str, Hostile]] = []
    for item in chosen:
        code = ask(term, "d")
        term.paste(item.text).press("enter")
        wait_recorded(term, "d", code)
        given.append((code, item))
        term.press("j")
    assert_clean(term)
    assert quit_from_anywhere(term) == 0
    with open_desk(hostile) as desk:
        for code, item in given:
            assert claim_card(desk, code).reviews[0].reason == item.text.strip(), item.name


def test_an_author_of_hostile_words(opened: Opened, hostile: Path) -> None:
    term = to_all_claims(opened(hostile, author="[@click=app.quit]Anna[/] [/x]"))
    judge(term, "x", "said by nobody")
    term.press("u").wait_for("recorded: undo")
    term.press("4").wait_for("History")
    walk(term, "j", 5)
    assert_clean(term)
    assert quit_from_anywhere(term) == 0
