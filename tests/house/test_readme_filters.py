"""README's table of filter fields is the program's own."""

from __future__ import annotations

import re

from factdesk.model.filter_fields import CLAIM_FIELDS, INCIDENT_FIELDS, ORDERS, SOURCE_FIELDS
from house.test_readme import between, named, rows

LISTS = {"claims": CLAIM_FIELDS, "incidents": INCIDENT_FIELDS, "sources": SOURCE_FIELDS}


def test_every_field_stands_there_with_its_example_its_meaning_and_its_lists() -> None:
    told = {
        (named(field)[0], named(example)[0], meaning, name)
        for field, example, meaning, lists in rows(between("<!-- filter fields", "<!-- end of filter fields"))
        for name in lists.split(", ")
    }
    known = {(f.name, f.example, f.help, name) for name, fields in LISTS.items() for f in fields.values()}
    assert told == known


def test_every_order_is_named() -> None:
    told = between("`sort:` names an order:", "<!--")
    assert re.findall("`(-?[a-z]+)`", told) == list(ORDERS)
