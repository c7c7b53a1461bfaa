"""The full-screen face: Textual lives here and nowhere else.

Textual reads these settings once, when it is first imported. Answers from a thread need a second frame,
and at the default 60 frames a second that frame comes up to 16 ms late; nothing here is animated.
"""

from __future__ import annotations

import os

os.environ.setdefault("TEXTUAL_FPS", "240")
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
os.environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
