"""What the desk makes of a text while it is typed: understood, or not understood, never a guess."""

from __future__ import annotations

from factdesk.model.errors import Problem
from factdesk.model.figures import Figure, describe, parse_figure
from factdesk.model.times import parse_moment, show_moment
from factdesk.model.wording import interval

__all__ = ["as_typed", "read_figure", "read_moment"]


def read_figure(text: str, *, ascii_only: bool = False) -> tuple[str, str]:
    """The interval that a figure implies, or what of it was not understood. `ascii_only` writes `..` for no end."""
    if not text.strip():
        return "", "dim"
    try:
        figure = parse_figure(text)
    except Problem as problem:
        return _not_understood(problem)
    if figure.low is None and figure.high is None:
        return f"understood: {describe(figure)}", "ok"
    return f"understood: {describe(figure)} ({interval(figure.low, figure.high, ascii_only=ascii_only)})", "ok"


def read_moment(text: str) -> tuple[str, str]:
    """The moment that was understood, written out, or what of it was not."""
    if not text.strip():
        return "", "dim"
    try:
        iso, precision = parse_moment(text)
    except Problem as problem:
        return _not_understood(problem)
    return f"understood: {show_moment(iso)} (to the {precision})", "ok"


def _not_understood(problem: Problem) -> tuple[str, str]:
    return f"not understood: {problem.what}" + (f"; {problem.todo}" if problem.todo else ""), "warning"


def as_typed(values: dict[str, object]) -> tuple[str, str]:
    """A stored figure as it could have been typed, and the verbatim words where those say it otherwise.

    The typed figure is empty where nothing that can be typed gives this interval.
    """
    words = str(values.get("words") or "")
    if _means(words, values):
        return words, ""
    value, low, high = values.get("value"), values.get("low"), values.get("high")
    tries = {
        "exact": f"{value}", "at_least": f"at least {value}", "more_than": f"more than {value}",
        "up_to": f"up to {value}", "fewer_than": f"fewer than {value}", "about": f"about {value}",
        "between": f"{low}–{high}",
    }  # fmt: skip
    typed = tries.get(str(values.get("qualifier")), "")
    return (typed, words) if _means(typed, values) else ("", words)


def _means(text: str, values: dict[str, object]) -> bool:
    try:
        figure: Figure = parse_figure(text)
    except Problem:
        return False
    return all(getattr(figure, name) == values.get(name) for name in ("low", "high", "qualifier", "value"))
