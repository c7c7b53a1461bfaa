"""A small application over the real widgets, with a window that counts what it is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from factdesk.model.views import Counts
from factdesk.tui import safe
from factdesk.tui.app import FactdeskApp
from factdesk.tui.commands import bindings_for
from factdesk.tui.theme import look
from factdesk.tui.widgets.header_line import HeaderLine
from factdesk.tui.widgets.key_footer import KeyFooter
from factdesk.tui.widgets.status_line import StatusLine
from factdesk.tui.widgets.text_pane import BLANK, Line, TextPane, field, heading, line
from factdesk.tui.widgets.window_list import WindowList

SIZES = [(80, 24), (120, 36), (200, 60)]


@dataclass(frozen=True)
class Row:
    nr: int
    id: str
    text: str


class CountingWindow:
    """A window over made-up rows: nr is 10 more than the index; `reads` collects the ranges that were read."""

    def __init__(self, count: int, text: str = "claim", gone: frozenset[int] = frozenset()) -> None:
        self.reads: list[tuple[int, int]] = []
        self.text = text
        self._count = count
        self.numbers: Sequence[int] = range(10, 10 + count)
        if gone:
            self.drop(gone)

    def drop(self, gone: frozenset[int]) -> None:
        self.numbers = [nr for nr in self.numbers if nr not in gone]

    def count(self) -> int:
        return len(self.numbers)

    def rows(self, start: int, stop: int) -> list[Row]:
        self.reads.append((start, stop))
        return [Row(nr, f"c-{nr}", f"{self.text} {nr}") for nr in self.numbers[start:stop]]

    def keys(self, start: int, stop: int) -> list[int]:
        return list(self.numbers[start:stop])

    def index_of(self, ref: int | str) -> int | None:
        nr = ref if isinstance(ref, int) else int(ref[2:])
        if isinstance(self.numbers, range):
            return nr - 10 if nr in self.numbers else None
        return self.numbers.index(nr) if nr in self.numbers else None

    def reload(self) -> None:
        self.reads.clear()


class DemoScreen(Screen[None]):
    """List, pane and the three lines, wired as a real screen wires them."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("desk",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("desk")
    CSS = "WindowList, TextPane { width: 1fr; } DemoScreen { layout: vertical; }"

    def __init__(self, window: Any = None, lines: Sequence[Line] | None = None) -> None:
        super().__init__()
        self.window = CountingWindow(300) if window is None else window
        self.given = lines
        self.done: list[str] = []
        self.seen: list[int | None] = []
        self.marked: list[int] = []
        self.renders = 0

    def compose(self) -> ComposeResult:
        from textual.containers import Horizontal

        yield HeaderLine("desk", name="demo.sqlite")
        with Horizontal():
            yield WindowList(
                self.draw, self.window, on_cursor=self.at, on_marks=self.marked.append, empty="No claims yet."
            )
            yield TextPane(self.given or ())
        yield StatusLine()
        yield KeyFooter("desk")

    @property
    def list(self) -> WindowList[Row]:
        return self.query_one(WindowList)

    @property
    def pane(self) -> TextPane:
        return self.query_one(TextPane)

    @property
    def status(self) -> StatusLine:
        return self.query_one(StatusLine)

    def on_mount(self) -> None:
        self.query_one(HeaderLine).show(author="Anna", counts=Counts(20, 9, 3, 2))

    def draw(self, row: Row, width: int, selected: bool, marked: bool) -> Strip:
        self.renders += 1
        return safe.strip([(row.text, look(self.app).style("text"))], width)

    def at(self, nr: int | None, row: Row | None) -> None:
        self.seen.append(nr)
        if self.given is None and row is not None:
            self.pane.show([heading(row.text), BLANK, field("speaker", "Ukrainian officials"), line(row.text, ref="r")])

    def on_window_list_selected(self, event: WindowList.Selected) -> None:
        self.done.append(f"selected {event.nr}")

    def on_text_pane_entered(self, event: TextPane.Entered) -> None:
        self.done.append(f"entered {event.ref}")

    def action_confirm(self) -> None:
        self.done.append("confirm")

    def action_leave(self) -> None:
        self.done.append("leave")


class DemoApp(FactdeskApp):
    """The real application with one mode."""

    MODES: ClassVar[dict[str, Any]] = {"desk": DemoScreen}
    SCREENS: ClassVar[dict[str, Any]] = {}

    def __init__(self, screen: DemoScreen | None = None, **options: Any) -> None:
        super().__init__(**options)
        if screen is not None:
            self._modes["desk"] = lambda: screen

    @property
    def demo(self) -> DemoScreen:
        screen = self.screen_stack[0]
        assert isinstance(screen, DemoScreen)
        return screen


def shown(app: FactdeskApp) -> list[str]:
    """The lines of the screen as text, after all filters."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


async def until(pilot: Pilot[None], done: Callable[[], object], seconds: float = 30) -> None:
    """Waits for what happens in a later turn of the loop."""
    end = monotonic() + seconds
    while not done():
        assert monotonic() < end, "it did not happen"
        await pilot.pause(0.01)
