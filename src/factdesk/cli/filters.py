"""The filter language in the help of the lists: the same table of fields that reads it."""

from __future__ import annotations

from collections.abc import Mapping

from factdesk.model.filter_fields import Fields


def about(fields: Fields, orders: Mapping[str, str] | None = None) -> str:
    """The fields of a list, an example each, and its orders, as a block of help."""
    width = max(len(field.example) for field in fields.values())
    lines = ["\b", "Filters: terms that must all hold; commas part alternatives, a minus turns a term round.",
             "What is no term is searched for as words. Quotes hold a value with blanks together."]  # fmt: skip
    lines += [f"  {field.example:<{width}}  {field.help}" for field in fields.values()]
    if "verdict" in fields and "measure" in fields:
        lines.append(f"  {'killed>10':<{width}}  any measure: a figure that may be above ten, as “at least 5” may")
    shown = "\n".join(lines) + "\n"
    if orders:
        shown += "\n\b\nOrders:\n" + "\n".join(f"  {name:<10} {told}" for name, told in orders.items()) + "\n"
    return shown
