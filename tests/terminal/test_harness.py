"""The harness itself: that it sees what a person would see, and that nothing slips past its auditor."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.audit import PILE, audit, hidden, pieces
from support.hostile import HOSTILE, KEPT, REFUSED, Hostile
from support.pty_app import Terminal

Start = Callable[..., Terminal]

ECHO = """
from textual.app import App
from textual.widgets import Input, Label

class Echo(App):
    def compose(self):
        yield Label("ready", id="said", markup=False)
        yield Input(select_on_focus=False)

    def on_input_changed(self, event):
        self.query_one("#said", Label).update(f"got {event.value!r}")

    def on_input_submitted(self, event):
        self.exit(return_code=7, message="goodbye")

    def on_click(self, event):
        self.query_one("#said", Label).update(f"click {event.screen_x},{event.screen_y}")

    def on_mouse_scroll_down(self, event):
        self.query_one("#said", Label).update("scrolled")

    def on_resize(self, event):
        self.sub_title = str(event.size)
        self.query_one("#said", Label).update(f"size {event.size.width}x{event.size.height}")

    def on_key(self, event):
        if event.key in ("escape", "f2", "pagedown", "ctrl+t"):
            self.query_one("#said", Label).update(f"key {event.key}")

Echo().run()
"""


@pytest.fixture
def echo(tmp_path: Path, terminal: Start) -> Terminal:
    """A small Textual program that says what reaches it."""
    path = tmp_path / "echo.py"
    path.write_text(ECHO + "\nimport sys; sys.exit(7)\n")
    started = terminal([sys.executable, str(path)])
    started.wait_for(r"size 80x24")
    return started


def shell(terminal: Start, script: str) -> Terminal:
    """A terminal that runs one line of shell to its end."""
    started = terminal(["/bin/sh", "-c", script])
    started.wait_exit()
    return started


def test_types_keys_and_reads_the_answer(echo: Terminal) -> None:
    echo.type("héllo 日本")
    echo.wait_for("got 'héllo 日本'")
    for key in ("escape", "f2", "pagedown", "ctrl+t"):
        echo.press(key)
        echo.wait_for(f"key {key.replace('+', chr(92) + '+')}$")


def test_pastes_in_one_piece(echo: Terminal) -> None:
    echo.paste("five \x1b[201~killed")
    echo.wait_for("got 'five killed'")
    assert echo.emulator.kitty


def test_clicks_scrolls_and_finds_cells(echo: Terminal) -> None:
    echo.click(30, 10)
    echo.wait_for("click 30,10")
    assert echo.find("30,10") == (6, 0)
    echo.scroll(30, 10, 2)
    echo.wait_for("scrolled")


def test_resizes(echo: Terminal) -> None:
    echo.resize(120, 36)
    echo.wait_for("size 120x36")
    assert len(echo.lines()) == 36
    echo.resize(20, 5)
    echo.wait_for("size 20x5")
    assert all(len(line) <= 20 for line in echo.lines())


def test_knows_how_a_program_ended(echo: Terminal) -> None:
    assert echo.alive
    echo.press("enter")
    assert echo.wait_exit() == 7
    assert "goodbye" in echo.text()


def test_kills(echo: Terminal) -> None:
    echo.kill()
    assert not echo.alive
    assert echo.wait_exit() == -9


def test_a_wait_that_fails_shows_the_screen(echo: Terminal) -> None:
    with pytest.raises(AssertionError, match=r"never said.*(?s:.*)size 80x24"):
        echo.wait_for("never said", timeout=0.2)


def test_textual_speaks_only_the_language_that_is_allowed(echo: Terminal) -> None:
    echo.type("x").wait_for("got 'x'")
    echo.click(5, 5)
    echo.wait_for("click 5,5")
    echo.resize(100, 30)
    echo.wait_for("size 100x30")
    echo.press("enter")
    echo.wait_exit()
    assert echo.audit() == []


def test_an_answering_terminal_is_no_slower_than_it_must_be(tmp_path: Path, terminal: Start) -> None:
    ask = (
        "import os,sys,tty,time;tty.setraw(0);t=time.time()\n"
        "for q in '\\x1b[c','\\x1b[6n','\\x1b[?2026$p','\\x1b[?u','\\x1b]11;?\\x07':\n"
        "  os.write(1,q.encode()); a=os.read(0,99); os.write(1,repr(a).encode()+b'\\r\\n')\n"
        "os.write(1,b'all answered' if time.time()-t<5 else b'slow')\n"
    )
    started = terminal([sys.executable, "-c", ask])
    started.wait_for("all answered")
    assert [line.startswith(r"b'\x1b") for line in started.lines()[:5]] == [True] * 5


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x1b[6n", "csi"),
        (b"\x1b[H", "csi"),
        (b"\x1b[2J", "csi"),
        (b"\x1b[5D", "csi"),
        (b"\x1b[c", "csi"),
        (b"\x1b[?1h\x1b[21t", "csi"),
        (b"\x1b[4 q", "csi"),
        (b"\x1b[?9001h", "csi"),
        (b"\x1b[31:;m", "csi"),
        (b"\x1b]52;c;YQ==\x07", "osc"),
        (b"\x1b]0;title\x1b\\", "osc"),
        (b"\x1b]8;;http://x\x1b\\", "osc"),
        (b"\x1b]22;evil\x07", "osc"),
        (b"\x1b]unfinished", "escape"),
        (b"\x1bP$q\x1b\\", "string"),
        (b"\x1b_G\x1b\\", "string"),
        (b"\x1bc", "escape"),
        (b"\x1b(0", "escape"),
        (b"end\x1b", "escape"),
        (b"\x07", "control"),
        (b"\t", "control"),
        (b"\x7f", "control"),
        ("\x9b31m".encode(), "control"),
        (b"\x9b31m", "not UTF-8"),
        (b"caf\xe9", "not UTF-8"),
        ("\u202e".encode(), "bidi"),
        ("a\u200bb".encode(), "width"),
        ("\ufeff".encode(), "width"),
        ("\u2028".encode(), "separator"),
        ("\U000e0041".encode(), "tag"),
        ("\ufffe".encode(), "noncharacter"),
        (("e" + "\u0301" * (PILE + 1)).encode(), "pile"),
    ],
)
def test_the_auditor_reports(data: bytes, kind: str) -> None:
    assert [found.kind for found in audit(b"before " + data + b"\x1b[0m after")][:1] == [kind]


@pytest.mark.parametrize(
    "data",
    [
        "plain, Київ, قُتِلَ, 日本, ☠️\r\n".encode(),
        b"\x1b[?1049h\x1b[?1000h\x1b[?2026$p\x1b[>25u\x1b[<u\x1b[?2026h\x1b[3;4H\x1b[1;38;2;9;8;7mx\x1b[0m\x1b[?2026l",
        b"\x1b]22;pointer\x07\x1b]22;nesw-resize\x07",
        ("e" + "\u0301" * PILE).encode(),
    ],
)
def test_the_auditor_lets_pass(data: bytes) -> None:
    assert audit(data) == []


def test_the_auditor_permits_a_copy_only_when_asked_and_only_base64() -> None:
    assert audit(b"\x1b]52;c;YQ==\x07", clipboard=True) == []
    assert audit(b"\x1b]52;c;?\x07", clipboard=True) != []


def test_the_auditor_sees_what_a_shell_lets_through(terminal: Start) -> None:
    leaky = shell(terminal, r"printf 'x\033]0;owned\007\033[38;5;213;5mblinking'")
    assert [found.kind for found in leaky.audit()] == ["osc"]
    sgr = next(item for item in HOSTILE if item.name == "sgr")
    assert any(piece in leaky.raw for piece in sgr.pieces), "colours from data are told from a program's own"


def test_hostile_list_is_large_and_named() -> None:
    assert len(HOSTILE) >= 80
    assert len({item.name for item in HOSTILE}) == len({item.text for item in HOSTILE}) == len(HOSTILE)
    assert all(item.plain in item.text for item in HOSTILE)


@pytest.mark.parametrize("item", KEPT, ids=str)
def test_hostile_pieces_are_found_in_the_raw_text_and_not_in_a_clean_screen(item: Hostile) -> None:
    raw = item.text.encode("utf-8", "surrogatepass")
    assert all(piece in raw for piece in item.pieces)
    assert bool(audit(raw)) == any(hidden(c) and c not in "\r\n" for c in item.text) or item.name in OWN
    clean = "".join(c if not hidden(c) else "·" for c in item.text).encode()
    assert not any(piece in b"\x1b[0m" + clean + b"\x1b[0m\r\n" for piece in item.pieces)


OWN = {
    "sgr",
    "zalgo",
    "leave alternate screen",
    "kitty keyboard and mouse",
    "combining first",
}
"""What only its place tells from a program's own output, or is no character but a pile."""


def test_refused_texts_cannot_be_stored_as_text() -> None:
    for item in REFUSED:
        assert "\x00" in item.text or any(0xD800 <= ord(c) <= 0xDFFF for c in item.text)


def test_pieces_tell_data_from_a_programs_own_sequences() -> None:
    assert pieces("\x1b[0m") == ()
    assert pieces("x\u202ey") == ("\u202e".encode(),)
    assert pieces("a\nforged") == (b"\nforged",)
