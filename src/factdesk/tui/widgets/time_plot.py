"""Figures over the time at which they were said: a track a speaker, drawn line by line, with a cursor on a figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from factdesk.model.standing.board import Point, Timeline
from factdesk.tui import safe
from factdesk.tui.commands import bindings_for
from factdesk.tui.patient import Patient
from factdesk.tui.plot_bands import LEFT, band
from factdesk.tui.scales import Scale, scale
from factdesk.tui.theme import Look, look
from factdesk.tui.time_axis import TimeAxis
from factdesk.tui.widgets.scrolling import set_line_count

__all__ = ["TimePlot"]

LEAST: Final = 4
MOST: Final = 9
"""Lines of a track, its name included."""
RIGHT: Final = 7
"""Cells kept free at the right for the number of the last figure."""
FARTHEST: Final = 64
"""How far it zooms in."""


class TimePlot(Patient, ScrollView, can_focus=True):
    """Shows one `Timeline`. `on_point(point, track's speaker)` is told what the cursor stands on."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("plot")
    DEFAULT_CSS = """
    TimePlot { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """

    class Entered(Message):
        """Somebody went into a figure."""

        def __init__(self, claim: str) -> None:
            super().__init__()
            self.claim = claim

    def __init__(self, on_point: Callable[[Point | None, str], object], *, id: str) -> None:
        super().__init__(id=id)
        self._on_point = on_point
        self._line: Timeline | None = None
        self._scale = Scale(0, 1, 1)
        self._at_track, self._at_point = 0, 0
        self._times, self._from = 1, 0
        self._bands: dict[int, list[list[Segment]]] = {}
        self._look: Look | None = None

    # What is shown

    def show(self, timeline: Timeline, at: str | None = None) -> None:
        """Another timeline, whole; the cursor on the claim `at`, else on the last figure of the first track."""
        places = [(t, p) for t, track in enumerate(timeline.tracks) for p, one in enumerate(track.points)
                  if one.claim == at]  # fmt: skip
        self._line = timeline
        ends = [end for track in timeline.tracks for one in track.points for end in (one.low, one.high)]
        self._scale = scale(ends)
        self._at_track, self._at_point = places[0] if places else (0, len(timeline.tracks[0].points) - 1)
        self._times, self._from = 1, 0
        set_line_count(self, len(timeline.tracks) * self._lines)
        self._moved()

    @property
    def scale(self) -> Scale:
        """The scale that all tracks share."""
        return self._scale

    @property
    def zoom(self) -> int:
        """How many times wider than the screen the whole is drawn."""
        return self._times

    @property
    def current(self) -> Point | None:
        """The figure under the cursor."""
        return None if self._line is None else self._line.tracks[self._at_track].points[self._at_point]

    @property
    def _lines(self) -> int:
        """Lines of a track, so that as many tracks as can be are seen at once."""
        tracks = len(self._line.tracks) if self._line is not None else 1
        return min(MOST, max(LEAST, self._height // max(1, tracks)))

    @property
    def _height(self) -> int:
        """Lines for the tracks: the last one is the axis of time."""
        return max(1, self.scrollable_content_region.height - 1)

    @property
    def _width(self) -> int:
        return max(8, self.scrollable_content_region.width - LEFT)

    def _axis(self) -> TimeAxis:
        assert self._line is not None
        return TimeAxis(self._line.first, self._line.last, max(2, (self._width - RIGHT) * self._times))

    def _cell(self, point: Point) -> int:
        """The cell of a figure within the view; figures whose time is not told stand at the left end."""
        axis = self._axis()
        return (axis.cell(point.second) if point.second is not None else 0) - self._from

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        now = look(self.app)
        if now is not self._look:
            self._look = now
            self._bands.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        width, base = self.scrollable_content_region.width, self.visual_style.rich_style
        if self._line is None or self._look is None:
            return Strip.blank(width, base)
        if y == self._height:
            return self._time(width).apply_style(base)
        number, place = divmod(self.scroll_offset.y + y, self._lines)
        if number >= len(self._line.tracks):
            return Strip.blank(width, base)
        drawn = self._titled(number, width) if place == 0 else Strip(self._band(number)[place - 1])
        return drawn.adjust_cell_length(width).apply_style(base)

    def _band(self, number: int) -> list[list[Segment]]:
        assert self._line is not None
        assert self._look is not None
        found = self._bands.get(number)
        if found is None:
            current = self.current
            chosen = current.claim if current is not None and self.has_focus and number == self._at_track else None
            track = self._line.tracks[number]
            found = band(track, self._scale, self._lines - 1, self._width, self._cell, self._look, chosen)
            self._bands[number] = found
        return found

    def _titled(self, number: int, width: int) -> Strip:
        assert self._line is not None
        assert self._look is not None
        track, here = self._line.tracks[number], number == self._at_track and self.has_focus
        sign = self._look.sign("cursor") if here else " "
        many = f"  {len(track.points):,} figures" if len(track.points) > 1 else ""
        name = safe.cut(track.speaker, max(8, width // 2))
        return safe.strip(
            [(f"{sign} ", self._look.style("accent")), (name, self._look.style("heading" if here else "text")),
             (f"  {track.scope}" if track.scope else "", self._look.style("dim")), (many, self._look.style("dim"))],
            width,
        )  # fmt: skip

    def _time(self, width: int) -> Strip:
        """The days under the tracks."""
        assert self._look is not None
        line = [" "] * max(width, 1)
        for cell, text in self._axis().labels():
            start = LEFT + cell - self._from
            if start >= LEFT and start + len(text) <= width:
                line[start : start + len(text)] = text
        return safe.strip([("".join(line), self._look.style("accent"))], width)

    # Moving

    def _moved(self) -> None:
        """After the cursor or the zoom changed: it is kept in view, and all is drawn anew."""
        point = self.current
        if point is None or self._line is None:
            return
        room, at = self._width - RIGHT, self._cell(point) + self._from
        if not self._from <= at < self._from + room:
            self._from = max(0, min(at - room // 2, room * (self._times - 1)))
        top, lines = self._at_track * self._lines, self._lines
        if top < self.scroll_offset.y or top + lines > self.scroll_offset.y + self._height:
            self.scroll_to(y=max(0, top + lines - self._height), animate=False, force=True)
        self._bands.clear()
        self.refresh()
        self._on_point(point, self._line.tracks[self._at_track].speaker)

    def _to(self, track: int, point: int) -> None:
        if self._line is not None:
            self._at_track = min(max(track, 0), len(self._line.tracks) - 1)
            self._at_point = min(max(point, 0), len(self._line.tracks[self._at_track].points) - 1)
            self._moved()

    def _to_track(self, track: int) -> None:
        """To another speaker, to the figure nearest in time."""
        before = self.current
        self._to(track, 0)
        if self._line is not None and before is not None and before.second is not None:
            points = self._line.tracks[self._at_track].points
            near = min(range(len(points)), key=lambda at: abs((points[at].second or 0) - (before.second or 0)))
            self._to(self._at_track, near)

    def action_cursor_down(self) -> None:
        self._to_track(self._at_track + 1)

    def action_cursor_up(self) -> None:
        self._to_track(self._at_track - 1)

    def action_first(self) -> None:
        self._to_track(0)

    def action_last(self) -> None:
        self._to_track(len(self._line.tracks) - 1 if self._line is not None else 0)

    def action_earlier(self) -> None:
        self._to(self._at_track, self._at_point - 1)

    def action_later(self) -> None:
        self._to(self._at_track, self._at_point + 1)

    def action_zoom_in(self) -> None:
        self._zoom_to(self._times * 2)

    def action_zoom_out(self) -> None:
        self._zoom_to(self._times // 2)

    def _zoom_to(self, zoom: int) -> None:
        self._times = min(max(zoom, 1), FARTHEST)
        self._from = 0
        self._moved()

    def action_to_claim(self) -> None:
        if self.current is not None:
            self.post_message(self.Entered(self.current.claim))

    def on_click(self, event: events.Click) -> None:
        """To the figure nearest to the mouse; a double click goes into it."""
        place = event.get_content_offset_capture(self)
        number = (self.scroll_offset.y + place.y) // self._lines
        if self._line is None or place.y >= self._height or number >= len(self._line.tracks):
            return
        points = self._line.tracks[number].points
        self._to(number, min(range(len(points)), key=lambda at: abs(self._cell(points[at]) + LEFT - place.x)))
        if event.chain == 2:
            self.action_to_claim()

    def on_focus(self) -> None:
        self._bands.clear()
        self.refresh()

    def on_blur(self) -> None:
        self.on_focus()

    def on_resize(self, event: events.Resize) -> None:
        if self._line is not None:
            set_line_count(self, len(self._line.tracks) * self._lines)
            self._from = 0
            self._moved()
