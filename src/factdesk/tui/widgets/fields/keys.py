"""What the keys do inside a text field: the customs of terminals and of desktop editors alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from factdesk.tui.widgets.fields.text import TextField

__all__ = ["act"]

Act = Callable[["TextField", bool], bool]
"""Does something; the flag says whether the selection grows. False: the key belongs to the form."""


def act(field: TextField, key: str) -> bool:
    """Does what the key does in a text field; False where it does nothing there."""
    name = key.removeprefix("shift+").replace("ctrl+shift+", "ctrl+")
    select = "shift+" in key
    if name in _MOVES:
        return _move(field, _MOVES[name], select)
    done = _EDITS.get(key)
    return done is not None and done(field)


def _move(field: TextField, move: Act, select: bool) -> bool:
    taken = move(field, select)
    if taken:
        field.refresh()
    return taken


def _to(field: TextField, index: int, select: bool) -> bool:
    field.buffer.move(index, select=select)
    field.goal = None
    return True


def _left(field: TextField, select: bool) -> bool:
    start, stop = field.buffer.selection
    return _to(field, start if start != stop and not select else field.buffer.cursor - 1, select)


def _right(field: TextField, select: bool) -> bool:
    start, stop = field.buffer.selection
    return _to(field, stop if start != stop and not select else field.buffer.cursor + 1, select)


def _page(field: TextField) -> int:
    return max(1, field.body_height(field.body_cells(field.size.width)) - 1)


_MOVES: Final[dict[str, Act]] = {
    "left": _left,
    "right": _right,
    "ctrl+left": lambda f, s: _to(f, f.buffer.word_left(), s),
    "ctrl+right": lambda f, s: _to(f, f.buffer.word_right(), s),
    "home": lambda f, s: _to(f, f.row_edges()[0], s),
    "end": lambda f, s: _to(f, f.row_edges()[1], s),
    "ctrl+home": lambda f, s: _to(f, 0, s),
    "ctrl+end": lambda f, s: _to(f, len(f.buffer.text), s),
    "up": lambda f, s: f.row_move(-1, select=s),
    "down": lambda f, s: f.row_move(1, select=s),
    "pageup": lambda f, s: f.row_move(-_page(f), select=s),
    "pagedown": lambda f, s: f.row_move(_page(f), select=s),
}


def _cut(field: TextField, start: int, stop: int) -> bool:
    before = field.buffer.text
    field.buffer.delete(start, stop)
    if field.buffer.text is not before:
        field.edited()
    return True


def _copy(field: TextField) -> bool:
    if field.buffer.selected:
        field.app.copy_to_clipboard(field.buffer.selected)
    return True


def _cut_out(field: TextField) -> bool:
    _copy(field)
    return _cut(field, field.buffer.cursor, field.buffer.cursor)


def _enter(field: TextField) -> bool:
    if not field.many:
        return False
    field.buffer.insert("\n")
    field.edited()
    return True


def _again(field: TextField, done: bool) -> bool:
    if done:
        field.edited()
    return True


def _select_all(field: TextField) -> bool:
    field.buffer.select_all()
    field.refresh()
    return True


def _paste(field: TextField) -> bool:
    if field.app.clipboard:
        field.paste(field.app.clipboard)
    return True


def _cursor(field: TextField) -> int:
    return field.buffer.cursor


_EDITS: Final[dict[str, Callable[[TextField], bool]]] = {
    "backspace": lambda f: _cut(f, _cursor(f) - 1, _cursor(f)),
    "delete": lambda f: _cut(f, _cursor(f), _cursor(f) + 1),
    "ctrl+d": lambda f: _cut(f, _cursor(f), _cursor(f) + 1),
    "ctrl+w": lambda f: _cut(f, f.buffer.word_left(), _cursor(f)),
    "ctrl+backspace": lambda f: _cut(f, f.buffer.word_left(), _cursor(f)),
    "alt+backspace": lambda f: _cut(f, f.buffer.word_left(), _cursor(f)),
    "ctrl+delete": lambda f: _cut(f, _cursor(f), f.buffer.word_right()),
    "ctrl+u": lambda f: _cut(f, f.row_edges()[0], _cursor(f)),
    "ctrl+k": lambda f: _cut(f, _cursor(f), f.buffer.line_end()),
    "ctrl+e": lambda f: _move(f, _MOVES["end"], False),
    "ctrl+a": _select_all,
    "ctrl+c": _copy,
    "ctrl+x": _cut_out,
    "ctrl+v": _paste,
    "ctrl+z": lambda f: _again(f, f.buffer.undo()),
    "ctrl+y": lambda f: _again(f, f.buffer.redo()),
    "enter": _enter,
}
