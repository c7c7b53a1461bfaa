"""What a picker finds: incidents, speakers, claims and sources for a few typed words, read off the screen's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from factdesk.desk import browse
from factdesk.desk.open import Desk
from factdesk.desk.words_of import speakers_of
from factdesk.model.views import ClaimFilter, ClaimRow, SourceRow
from factdesk.model.wording import figure_text
from factdesk.tui.widgets.fields.matching import Match, PickField
from factdesk.tui.widgets.fields.path import PathField, entries

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp

__all__ = ["find_matches", "look_up", "look_up_path"]

MOST: Final = 40
"""Matches that are read at once; more words narrow them."""

Within = Callable[[], str | None]
"""Gives the id of the incident that claims are looked for in; None for all."""


About = Callable[[], Sequence[str]]
"""Gives the ids of the claims that a form is about; their speakers are offered first."""


def look_up(app: DeskApp, what: str, within: Within, about: About = tuple) -> Callable[[PickField, str], None]:
    """The `look_up` of a picker for this kind of record: asks the reading thread, offers what it finds."""

    def ask(field: PickField, text: str) -> None:
        app.bridge.ask(
            f"pick:{field.field_name}",
            partial(find_matches, what=what, text=text, incident=within(), about=tuple(about())),
            partial(field.offer, text),
            lambda problem: field.complain(str(problem)),
            asker=field,
        )

    return ask


def look_up_path(app: DeskApp) -> Callable[[PathField, str], None]:
    """The `look_up` of a path: folders are read off the screen's thread, for one on a network may be slow."""

    def ask(field: PathField, text: str) -> None:
        app.bridge.ask(f"path:{field.field_name}", lambda desk: entries(text), partial(field.offer, text), asker=field)

    return ask


def find_matches(
    desk: Desk, what: str, text: str, incident: str | None = None, about: Sequence[str] = ()
) -> list[Match]:
    """The records of the kinds in `what` ("source or speaker") that answer to the words of `text`; the speakers of the
    claims in `about` come first."""
    kinds = what.split(" or ")
    found: list[Match] = []
    for kind in kinds:
        for match in _FINDERS[kind](desk, text, incident):
            named = f"{kind}: {match.words}" if len(kinds) > 1 else match.words
            found.append(Match(match.key, match.code, named))
    typed = text.casefold()
    first = speakers_of(desk, about)
    found.sort(key=lambda match: (match.code.casefold() != typed, match.key not in first,
                                  not match.code.casefold().startswith(typed)))  # fmt: skip
    return found[:MOST]


def _incidents(desk: Desk, text: str, incident: str | None) -> list[Match]:
    rows = browse.incidents(desk)
    return [Match(r.id, r.code, r.title) for r in rows if _has(text, r.code, r.title, r.place or "")]


def _speakers(desk: Desk, text: str, incident: str | None) -> list[Match]:
    found = []
    for one in browse.speakers(desk):
        about = ", ".join(part for part in (one.role, one.organisation) if part)
        if _has(text, one.name, about):
            found.append(Match(one.id, one.name, about))
    return found


def _claims(desk: Desk, text: str, incident: str | None) -> list[Match]:
    window = browse.claim_window(desk, ClaimFilter(incident=incident, words=text))
    return [_claim(row) for row in window.rows(0, MOST)]


def _claim(row: ClaimRow) -> Match:
    return Match(row.id, row.code, figure_text(row)[:200] + (f", {row.speaker}" if row.speaker else ""))


def _sources(desk: Desk, text: str, incident: str | None) -> list[Match]:
    rows: list[SourceRow] = list(browse.source_window(desk, text).rows(0, MOST))
    return [Match(row.id, row.code, row.title[:200]) for row in rows]


def _has(text: str, *parts: str) -> bool:
    """Whether every typed word stands somewhere in the parts."""
    whole = " ".join(parts).casefold()
    return all(word in whole for word in text.casefold().split())


_FINDERS: Final = {"incident": _incidents, "speaker": _speakers, "claim": _claims, "source": _sources}
