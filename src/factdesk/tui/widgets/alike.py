"""Containers that have nothing of their own to show: all their lines look alike, and one of them is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget as Base
else:
    Base = object  # of a widget's bases Textual takes the style sheets of the first that is a widget

__all__ = ["LinesAlike"]


class LinesAlike(Base):
    """To mix into a container or screen without border and padding. Their children cover them; Textual draws what is
    covered too, line by line, which for the containers of a full screen is a third of the lines of a frame."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of it."""
        if not crop.height:
            return []
        return super().render_lines(Region(crop.x, crop.y, crop.width, 1)) * crop.height
