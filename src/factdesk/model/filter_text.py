"""A filter as the text that reads back as the same filter."""

from __future__ import annotations

import re
from typing import Final

from factdesk.model.filter_terms import Range, Term, Value
from factdesk.model.filters import NAMED
from factdesk.model.views import ClaimFilter, Filter

_PLAIN: Final = re.compile(r'[^\s":,<>=≤≥\\-][^\s":,<>=≤≥\\]*')


def show_filter(wanted: Filter) -> str:
    """The filter as text that `parse` reads back as the same filter (but for a claim list's own incident)."""
    shown = [_shown(term) for term in wanted.terms]
    if wanted.order and wanted.order != ClaimFilter().order:
        shown.append(f"sort:{wanted.order}")
    shown += [_word(word) for word in wanted.words.split()]
    return " ".join(shown)


def _shown(term: Term) -> str:
    minus = "-" if term.negated else ""
    if not term.field:
        return minus + quote(str(term.values[0]))
    return f"{minus}{quote(term.field)}{term.sign}{','.join(map(_value, term.values))}"


def _value(value: Value) -> str:
    if isinstance(value, Range):
        low, high = ("" if end is None else str(end) for end in (value.low, value.high))
        return quote(f"{low}..{high}")
    return quote(str(value))


def _word(word: str) -> str:
    if not word.startswith(("-", '"')) and '"' not in word and not NAMED.match(word):
        return word
    return quote(word)


def quote(value: str) -> str:
    """The value, in quotes where it would be read as something else without them."""
    if _PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
