"""What the filter field of a list of claims asks of the desk, and how a filter is kept under a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from factdesk.desk import filtering, saved_filters
from factdesk.model.filter_completion import SORT, Spot
from factdesk.model.filter_fields import CLAIM_FIELDS, ORDERS, OTHER_WAY, Fields
from factdesk.model.filter_terms import FilterProblem
from factdesk.model.views import ClaimFilter
from factdesk.tui.widgets.filter_bar import Values

__all__ = ["ClaimHelper", "choose_order", "keep_filter"]

ORDER_KEYS: Final = {
    "o": "outline", "n": "newest", "d": "said", "v": "verdict", "f": "figure", "m": "measure", "w": "speaker",
    "p": "place", "s": "sources", "c": "code",
}  # fmt: skip
"""The letter that chooses an order; as a capital it chooses the same order the other way round."""


def choose_order(app: Any, then: Callable[[str], object]) -> None:
    """Offers the orders of a list of claims; `then` gets the name of the one that was taken."""
    from factdesk.tui.screens.dialogs import Option, choose

    named = ORDER_KEYS | {key.upper(): OTHER_WAY[name] for key, name in ORDER_KEYS.items() if name in OTHER_WAY}
    options = [Option(key, name, ORDERS[name], *_other_way(key, name)) for key, name in ORDER_KEYS.items()]
    choose(app, "Which order?", options, lambda key: then(named[key]))


def _other_way(key: str, name: str) -> tuple[str, ...]:
    """The capital letter for the order turned round, and what it does."""
    return (key.upper(), ORDERS[OTHER_WAY[name]]) if name in OTHER_WAY else ()


class ClaimHelper:
    """Answers a `FilterBar` over the claims `within`, on the screen's own desk or through the reader's thread."""

    fields: Fields = CLAIM_FIELDS
    orders: Mapping[str, str] = ORDERS

    def __init__(self, screen: Any, within: ClaimFilter) -> None:
        self._screen, self._within = screen, within
        self._measures: Sequence[str] = filtering.measures(screen.desk)
        self._saved = saved_filters.saved(screen.desk)

    def measures(self) -> Sequence[str]:
        """The measures on the desk when the field was opened."""
        return self._measures

    def saved(self) -> Mapping[str, str]:
        """The saved filters when the field was opened."""
        return self._saved

    def check(self, text: str) -> FilterProblem | None:
        """What is wrong with a text, as far as reading it can tell."""
        return filtering.slip(self._screen.desk, text)

    def values(self, found: Spot, others: str, answer: Callable[[Values], None]) -> None:
        """Asks the reader's thread; the answer to an older question is dropped."""
        field = found.field
        if field is None or field is SORT:
            return
        self._screen.app.bridge.ask(
            "facets",
            lambda desk: filtering.values(desk, field.name, found.typed, others, self._within),
            answer,
            asker=self._screen,
        )


def keep_filter(screen: Any, text: str, then: Callable[[], object]) -> None:
    """Asks for a name and keeps the filter under it; `then` is called when that is done or left."""
    from factdesk.tui.screens.dialogs import ask_text

    def save(name: str) -> None:
        def done(_: None) -> None:
            screen.say(f"Saved: type @{name.removeprefix('@')} in any filter", "done")
            then()

        screen.app.bridge.write(lambda desk: saved_filters.save(desk, name, text), done, quiet=True)

    if not text:
        screen.say("Type a filter first.", "warning")
    elif screen.may_write():
        ask_text(
            screen.app, "Save this filter as", save, detail=f"{text} · everybody who opens this desk finds it by @name"
        )
