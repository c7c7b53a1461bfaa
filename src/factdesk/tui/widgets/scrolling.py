"""How a line-drawn widget tells how many lines it has, without a layout of the screen where none is needed."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView

__all__ = ["set_line_count"]


def set_line_count(view: ScrollView, count: int) -> None:
    """The view's content is `count` lines high from now on.

    Setting `virtual_size` makes Textual lay the whole screen out again, and paint it in three or four frames. That is
    needed only where the scrollbar comes or goes; a bar that is always there (`overflow-y: scroll`) spares it, and its
    track has the colour of the pane.
    """
    size = Size(1, count)
    if size == view.virtual_size:
        return
    height = view.container_size.height
    always = view.styles.overflow_y == "scroll"
    if height and (always or (count > height) == view.show_vertical_scrollbar):
        view.set_reactive(ScrollView.virtual_size, size)
        view._scroll_update(size)
    else:
        view.virtual_size = size
