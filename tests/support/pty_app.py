"""A person at a terminal: starts a program full-screen, types, clicks, looks, keeps every byte it wrote."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from support import audit, keys
from support.child import NOW, Child
from support.emulator import Emulator
from support.nursery import Nursery

PATIENCE = 60.0
"""Seconds that a wait lasts before it fails: far more than needed, since test machines are shared."""


def environment(home: Path, *, lang: str = "C.UTF-8", term: str = "xterm-256color", **extra: str) -> dict[str, str]:
    """A small environment that knows nothing of the person who runs the tests: its home is `home`."""
    folders = {f"XDG_{k}_HOME": str(home / v) for k, v in _FOLDERS.items()}
    found = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), "USER": "tester", "TZ": "UTC"}
    found |= {"TERM": term, "COLORTERM": "truecolor", "LANG": lang, "LC_ALL": lang, "TMPDIR": str(home)}
    return found | folders | extra


_FOLDERS = {"CONFIG": ".config", "DATA": ".local/share", "CACHE": ".cache", "STATE": ".local/state"}


def factdesk(*args: object) -> list[str]:
    """The command line of factdesk under the Python that runs the tests."""
    return [sys.executable, "-m", "factdesk", *map(str, args)]


class Terminal:
    """A program on a real pty with a screen that can be read; use as a context manager.

    `size` is (columns, rows). With a `nursery`, `argv` are the arguments of factdesk alone. Waits raise
    AssertionError with the screen as it was.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        size: tuple[int, int] = (80, 24),
        cwd: Path | None = None,
        nursery: Nursery | None = None,
    ) -> None:
        self.size = size
        self.argv = list(argv)
        self._raw: list[bytes] = []
        self.child = Child(argv, size=size, env=env, cwd=cwd, nursery=nursery)
        self.emulator = Emulator(size, self.child.write)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- typing -----------------------------------------------------------

    def press(self, *names: str) -> Terminal:
        """Keys by name or single characters: `press("down", "c", "enter")`."""
        for name in names:
            kitty = self.emulator.kitty
            self.child.write(keys.encode(name, kitty=kitty))
            if name == "escape" and not kitty:
                self.pump(0.15)  # or the next key would be read as its second half
        return self

    def type(self, text: str) -> Terminal:
        """The characters of `text`, as if typed."""
        self.child.write(text.encode("utf-8", "surrogatepass"))
        return self

    def send(self, data: bytes) -> Terminal:
        """Raw bytes."""
        self.child.write(data)
        return self

    def paste(self, text: str) -> Terminal:
        """Pastes `text`: bracketed if the program asked for that, else as typed, as terminals do."""
        self.pump(0)
        data = keys.pasted(text)
        self.child.write(data if 2004 << 5 in self.emulator.screen.mode else data[6:-6])
        return self

    def click(self, x: int, y: int, button: int = 0) -> Terminal:
        """Presses and releases a mouse button at cell (x, y), counted from 0."""
        self.child.write(keys.mouse(button, x, y) + keys.mouse(button, x, y, press=False))
        return self

    def click_on(self, text: str) -> Terminal:
        """Clicks on the first place where `text` is shown."""
        spot = self.find(text)
        assert spot is not None, f"nothing to click on reads {text!r}{self.report()}"
        return self.click(*spot)

    def scroll(self, x: int, y: int, lines: int = 1) -> Terminal:
        """Turns the wheel over cell (x, y): down if `lines` is positive."""
        self.child.write(keys.mouse(65 if lines > 0 else 64, x, y) * abs(lines))
        return self

    def resize(self, columns: int, rows: int) -> Terminal:
        """Gives the terminal another size."""
        self.pump(0)
        self.size = (columns, rows)
        self.emulator.resize(self.size)
        self.child.set_size(self.size)
        return self

    # -- looking ----------------------------------------------------------

    def pump(self, seconds: float, until: Callable[[], Any] | None = None) -> Any:
        """Draws what arrives for `seconds`, or until `until()` is true; returns what that gave."""
        end = NOW() + seconds
        found = until() if until else None
        while not found:
            if self.child.chunks:
                data = self.child.chunks.popleft()[1]
                self._raw.append(data)
                self.emulator.feed(data)
                found = until() if until else None
                continue
            left = end - NOW()
            if left <= 0 or not self.child.reading:
                break
            self.child.arrived.clear()
            if not self.child.chunks:
                self.child.arrived.wait(min(left, 0.05))
        return found

    def wait_for(self, what: str | Callable[[], Any], timeout: float = PATIENCE) -> Any:
        """Waits until a regular expression is on the screen (returns its match) or a call is true."""
        look: Callable[[], Any]
        if isinstance(what, str):
            pattern = re.compile(what, re.M)
            look = lambda: pattern.search(self.text())  # noqa: E731
        else:
            look = what
        found = self.pump(timeout, look)
        assert found, f"waited {timeout:g} s for {what!r}{self.report()}"
        return found

    def wait_gone(self, pattern: str, timeout: float = PATIENCE) -> None:
        """Waits until nothing on the screen matches."""
        seen = re.compile(pattern, re.M)
        gone = self.pump(timeout, lambda: not seen.search(self.text()))
        assert gone, f"{pattern!r} did not go within {timeout:g} s{self.report()}"

    def settle(self, quiet: float = 0.15, timeout: float = PATIENCE) -> Terminal:
        """Waits until the program has written nothing for `quiet` seconds."""
        end = NOW() + timeout
        while NOW() < end:
            before = len(self._raw)
            self.pump(quiet)
            if len(self._raw) == before:
                return self
        raise AssertionError(f"the program never fell silent for {quiet:g} s{self.report()}")

    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """The lines of the screen without trailing blanks."""
        return self.emulator.rows()

    def line(self, number: int) -> str:
        """One line, counted from 0; negative from the bottom."""
        return self.lines()[number]

    def find(self, text: str) -> tuple[int, int] | None:
        """The cell (x, y) where `text` starts, or None."""
        screen = self.emulator.screen
        for y in range(screen.lines):
            cells = [screen.buffer[y][x].data for x in range(screen.columns)]
            at = "".join(cells).find(text)
            if at >= 0:
                before = 0
                for x, data in enumerate(cells):
                    if before >= at and data:
                        return x, y
                    before += len(data)
        return None

    @property
    def raw(self) -> bytes:
        """Every byte that the program wrote so far."""
        self.pump(0)
        return b"".join(self._raw)

    def audit(self, *, clipboard: bool = False) -> list[audit.Finding]:
        """What in the output is no part of a full-screen program's own language. See support.audit."""
        if self.alive:
            self.settle(0.1)  # or the end might be half a sequence
        return audit.audit(self.raw, clipboard=clipboard)

    # -- ending -----------------------------------------------------------

    @property
    def alive(self) -> bool:
        """Whether the program still runs."""
        return self.child.poll() is None

    def wait_exit(self, timeout: float = PATIENCE) -> int:
        """Waits for the end of the program; returns its exit status (negative: a signal)."""
        end = NOW() + timeout
        while self.alive and NOW() < end:
            self.pump(0.02)
        assert not self.alive, f"it did not end within {timeout:g} s{self.report()}"
        self.pump(0.2)
        assert self.child.status is not None
        return self.child.status

    def kill(self, sig: int = signal.SIGKILL) -> None:
        """Sends a signal, by default the one that cannot be caught, and waits for the end."""
        self.child.kill(sig)
        if sig == signal.SIGKILL:
            self.child.wait(5)

    def close(self) -> None:
        """Ends the program, whatever it does, and gives everything back."""
        self.child.close()

    def report(self) -> str:
        """The screen in a frame and how the program stands, for messages of failures."""
        edge = "+" + "-" * self.size[0] + "+"
        shown = "\n".join("|" + line.ljust(self.size[0]) + "|" for line in self.lines())
        state = "running" if self.alive else f"ended with {self.child.status}"
        command = " ".join(self.argv)
        return f"\n{command}: {state}\n{edge}\n{shown}\n{edge}\nlast bytes: {b''.join(self._raw)[-200:]!r}"
