"""The first page of a desk for a screen that is about to come: read fast, promising nothing."""

from __future__ import annotations

from factdesk.store.first_page import FirstClaim, FirstIncident, FirstPage, read

__all__ = ["FirstClaim", "FirstIncident", "FirstPage", "read"]
