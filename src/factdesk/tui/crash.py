"""What a crash prints: where in the program it happened, and not one character of the desk's data."""

from __future__ import annotations

import platform
import traceback
from pathlib import PurePath
from types import TracebackType

from factdesk.version import __version__

__all__ = ["crash_report"]


def crash_report(error: BaseException) -> str:
    """A report that can be sent to strangers: kinds of errors and places in the code, no messages, no
    values, no paths outside the program."""
    lines = ["factdesk stopped because of an error in the program.", ""]
    cause: BaseException | None = error
    seen: set[int] = set()
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines.extend(_frames(cause.__traceback__))
        cause = cause.__cause__ or cause.__context__
    lines += ["", f"factdesk {__version__}, Python {platform.python_version()}, {platform.system()}"]
    lines += ["Everything that said “recorded” is in the desk. What was being typed comes back as a draft."]
    lines += ["The lines above hold none of the desk's data: please send them with a report of the fault."]
    return "\n".join(lines)


def _frames(trace: TracebackType | None) -> list[str]:
    return [
        f"  {_place(frame.f_code.co_filename)}:{line} in {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(trace)
    ]


def _place(filename: str) -> str:
    """The file from its package on: a home folder's name is nobody's business."""
    parts = PurePath(filename).parts
    for root in ("site-packages", "src"):
        if root in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(root) :])
    return parts[-1] if parts else "?"
