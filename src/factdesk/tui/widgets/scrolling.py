"""How a line-drawn widget tells how many lines it has, without a layout of the screen where none is needed."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView

__all__ = ["set_line_count"]


def set_line_count(view: ScrollView, count: int) -> None:
    """The view's content is `count` lines high from now on.

    Setting `virtual_size` makes Textual lay the whole screen out again. That is needed only when the
    scrollbar comes or goes; else its thumb alone changes.
    """
    size = Size(1, count)
    if size == view.virtual_size:
        return
    height = view.container_size.height
    if height and (count > height) == view.show_vertical_scrollbar:
        view.set_reactive(ScrollView.virtual_size, size)
        view._scroll_update(size)
    else:
        view.virtual_size = size
