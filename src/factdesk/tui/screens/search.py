"""Search everything: results as you type, the card of the one under the cursor, and Enter to go there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.strip import Strip

from factdesk.desk import browse
from factdesk.desk.find import find_in_order
from factdesk.model.errors import Problem
from factdesk.model.filter_terms import Term
from factdesk.model.records import Speaker
from factdesk.model.views import ClaimFilter, ClaimRow, Hit
from factdesk.tui import cards, rows, safe
from factdesk.tui.command_table import Command
from factdesk.tui.screens.claim_actions import ClaimActions
from factdesk.tui.screens.list_and_card import ListAndCard
from factdesk.tui.theme import look
from factdesk.tui.widgets.key_footer import KeyFooter
from factdesk.tui.widgets.text_pane import BLANK, Line, TextPane
from factdesk.tui.widgets.window_list import WindowList
from factdesk.tui.widgets.window_pages import ListWindow as Rows
from factdesk.tui.widgets.words_field import WordsField

__all__ = ["Found", "SearchScreen", "summary"]

MOST: Final = 50
"""Hits of each kind that are shown; more are told by a plus sign."""
KINDS: Final = {"incident": "incident", "claim": "claim", "citation": "quote", "source": "source",
                "speaker": "speaker"}  # fmt: skip
SPOKEN: Final = 100
"""Claims of a speaker that its card lists."""
HINTS: Final = """Type words to search the whole desk:
claims, quotes and translations, sources with their notes, speakers, incidents.

The last word may be unfinished. All words must be there, in any order.
Codes work too: A12, S7. Any script: Лисак, Харків, ضربة.

↓ ↑ move, Enter goes to the record, Tab into the list."""

NOTHING: Final = """Nothing is found in which all these words stand.
Leave one out, or type only its beginning; a code is found too: A12, S7."""


@dataclass(frozen=True, slots=True)
class Found:
    """One hit in the list; `nr` is its place, for hits have no number of their own."""

    nr: int
    id: str
    hit: Hit


def summary(hits: Sequence[Hit]) -> str:
    """How many were found of what: `12 found: 8 claims, 4 sources`."""
    counted = Counter(hit.kind for hit in hits)
    parts = [
        f"{number}{'+' if number >= MOST else ''} {word}{'' if number == 1 else 's'}"
        for kind, word in KINDS.items()
        if (number := counted[kind])
    ]
    more = "+" if any(number >= MOST for number in counted.values()) else ""
    return f"{len(hits)}{more} found: {', '.join(parts)}" if hits else "nothing found"


class SearchScreen(ClaimActions, ListAndCard):
    """The words on top, the hits, and from 100 columns on the card of one beside them."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("search",)
    CSS_PATH = "search.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._away = self._best = False

    def body(self) -> ComposeResult:
        yield WordsField(
            placeholder="search everything", typed=self._search, entered=self._enter_words, id="search-words"
        )
        with Horizontal(id="search-panes"):
            with Vertical(id="search-list-pane", classes="pane"):
                yield WindowList[Found](self._draw, on_cursor=self._at_hit, empty=HINTS, id="search-list")
            with Vertical(id="search-card-pane", classes="pane"):
                yield TextPane(id="search-card")

    def on_mount(self) -> None:
        """Ready to be typed into."""
        self._show_title("Search")
        self.query_one("#search-card-pane").border_title = safe.content("Record")
        self.show_header()
        self.words.focus()

    @property
    def words(self) -> WordsField:
        """The field of the words."""
        return self.query_one("#search-words", WordsField)

    def _draw(self, row: Found, width: int, selected: bool, marked: bool) -> Strip:
        return rows.hit(row.hit, width, look(self.app), selected)

    def _show_title(self, text: str) -> None:
        self.query_one("#search-list-pane").border_title = safe.content(text)

    # Searching

    def _search(self, text: str, at: Hit | None = None) -> None:
        """Asks the reader's thread; an older question is stopped and its answer dropped."""
        if not text.strip():
            self.app.bridge.forget("search")
            self._show_hits([], HINTS)
            self._show_title("Search")
            return

        best = self._best

        def found(answer: tuple[list[Hit], bool]) -> None:
            hits, ranked = answer
            self._show_hits(hits, NOTHING, at)
            order = ("best first" if ranked else "best first where few are found") if best else "newest first"
            self._show_title(f"{summary(hits)} · {order}" if hits else summary(hits))

        self.app.bridge.ask("search", lambda desk: find_in_order(desk, text, MOST, best), found, asker=self)

    def action_sort(self) -> None:
        """`s`: newest first, or best first."""
        self._best = not self._best
        self.say(f"Order: {'best' if self._best else 'newest'} first")
        self._search(self.words.text)

    def _show_hits(self, hits: Sequence[Hit], empty: str, at: Hit | None = None) -> None:
        same = next((nr for nr, hit in enumerate(hits) if at and (hit.kind, hit.id) == (at.kind, at.id)), None)
        self.items.show(Rows([Found(nr, hit.id, hit) for nr, hit in enumerate(hits)]), at=same, empty=empty)

    def read_anew(self, what: str) -> None:
        """A change by anybody: the same words are searched again, the cursor stays on its hit."""
        row = self.items.current
        self._search(self.words.text, row.hit if row is not None else None)

    def _at_hit(self, nr: int | None, row: Found | None) -> None:
        """The card follows the cursor, in the same frame."""
        try:
            self.card.show(self._card_of(row.hit) if row is not None else [])
        except Problem as problem:
            self.card.show([cards.note(str(problem))])

    def _card_of(self, hit: Hit) -> list[Line]:
        now = look(self.app)
        if hit.kind in ("claim", "citation"):
            return cards.claim(browse.claim_card(self.desk, hit.id), now)
        if hit.kind == "source":
            return cards.source(browse.source_card(self.desk, hit.id), now)
        if hit.kind == "incident":
            counted = browse.incident_row(self.desk, hit.id).counts
            return cards.incident(browse.incident(self.desk, hit.id), counted, now)
        found = browse.record(self.desk, hit.id)
        return self._speaker_card(found) if isinstance(found, Speaker) else []

    def _speaker_card(self, speaker: Speaker) -> list[Line]:
        """Who it is, and the claims in that name."""
        facts = (("role", speaker.role), ("for", speaker.organisation), ("side", speaker.side),
                 ("seen by", speaker.confidentiality), ("note", speaker.note))  # fmt: skip
        lines = [Line(((speaker.name, "heading"),)), BLANK]
        lines += [Line(((f"{label:<10}", "label"), (value, "text")), hang=10) for label, value in facts if value]
        window = browse.claim_window(self.desk, ClaimFilter(terms=(Term("who", (speaker.name,)),)))
        spoken = [row for row in window.rows(0, SPOKEN) if row.speaker == speaker.name]
        lines += [BLANK, Line(((f"Claims in this name  {len(spoken)}", "accent"),))]
        lines += [cards.claim_line(row, look(self.app)) for row in spoken]
        return lines

    # Claims among the hits can be judged here

    def current_claim(self) -> ClaimRow | None:
        row = self.items.current
        if row is None or row.hit.kind not in ("claim", "citation") or self.words.has_focus:
            return None
        return browse.claim_row(self.desk, row.id)

    def why_not(self, command: Command) -> str:
        """Why a key does nothing here."""
        row = self.items.current
        if command.id in ("edit", "remove", "copy", "confirm", "dispute", "deny", "reopen", "attach"):
            if self.words.has_focus:
                return "Letters are typed into the search. Tab goes to what was found."
            if row is None:
                return "Nothing is found yet: type words first."
            if command.id != "edit" and row.hit.kind not in ("claim", "citation"):
                return f"This hit is a {row.hit.kind}, not a claim. Enter goes to it."
        return ""

    def action_edit(self) -> None:
        """Corrects what the cursor is on, whatever its kind."""
        from factdesk.tui.forms import open_edit

        row = self.items.current
        if row is not None and self.may_write():
            open_edit(self.app, row.id, self.changed)

    # Going there

    def _enter_words(self, text: str) -> None:
        self.enter_row()

    def enter_row(self) -> None:
        """Enter: to the record in its own screen; a speaker has none, so its card takes the focus."""
        row = self.items.current
        if row is None:
            self.say(NOTHING.replace("\n", " ") if self.words.text.strip() else "Type words to search first.")
        elif row.hit.kind == "speaker":
            self.go_in(True)
        else:
            self.app.go_to(row.id)

    @on(TextPane.Entered, "#search-card")
    def _enter_reference(self, event: TextPane.Entered) -> None:
        self.app.go_to(event.ref)

    def on_key(self, event: events.Key) -> None:
        """↑ and ↓ move in the hits while the words are being typed; Esc there clears them, then leaves."""
        if not self.words.has_focus:
            return
        steps = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}
        if event.key in steps:
            self.items.go_to(max(0, self.items.cursor + steps[event.key]))
        elif event.key == "escape" and self.words.text:
            self.words.text = ""
        else:
            return
        event.stop()
        event.prevent_default()

    def on_screen_suspend(self) -> None:
        self._away = self.app.current_mode != self.CONTEXTS[0]

    def on_screen_resume(self) -> None:
        """Coming from another screen, the words can be typed over at once."""
        super().on_screen_resume()
        if self._away:
            self._away = False
            self.words.focus()

    # Moving

    def on_descendant_focus(self) -> None:
        """A click or Tab brings its pane along."""
        super().on_descendant_focus()
        self.query_one(KeyFooter).refresh()

    def action_find(self) -> None:
        """`/`: to the words."""
        self.words.focus()

    def action_next_pane(self) -> None:
        """Tab: words, hits, card."""
        if self.words.has_focus:
            self.items.focus()
        elif self.items.has_focus and self.items.count:
            self.go_in(True)
        else:
            self.words.focus()

    def action_previous_pane(self) -> None:
        if self.words.has_focus and self.items.count:
            self.go_in(True)
        elif self.card.has_focus:
            self.items.focus()
        else:
            self.words.focus()

    def action_leave(self) -> None:
        """Esc: from the card to the hits, from there to the words, from empty words to the desk."""
        if self.card.has_focus:
            self.go_in(False)
        elif self.items.has_focus:
            self.words.focus()
        else:
            super().action_leave()
