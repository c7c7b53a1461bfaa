"""Help: the keys of the screen below first, then all others, then what the words mean. From the registry alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input

from factdesk.model import vocabulary
from factdesk.tui import safe
from factdesk.tui.commands import HelpGroup, bindings_for, help_text
from factdesk.tui.theme import GLYPHS
from factdesk.tui.widgets.key_footer import KeyFooter
from factdesk.tui.widgets.status_line import StatusLine
from factdesk.tui.widgets.text_lines import BLANK, Line, heading
from factdesk.tui.widgets.text_pane import TextPane

__all__ = ["HelpScreen", "key_lines", "word_lines"]

KEYS: Final = 15
"""Cells of the column of keys."""
WORD: Final = 20
"""Cells of the column of words."""

READING: Final = {
    "16..∞": "an interval: 16 or more. ∞ is an open end, ? a bound that nobody set",
    "root": "where a report comes from: ten outlets carrying one post are ten sources and one root",
    "part of": "six children are part of 16 killed; a part is never larger than its whole",
    "stale": "a verdict that rests on a source since withdrawn, or on a figure since superseded",
    "3 src": "three sources are attached",
}
"""Signs and words of the lists that are not in the vocabulary."""


def key_lines(contexts: Iterable[str]) -> list[Line]:
    """The keys of these contexts, by group, then those that only act elsewhere."""
    wanted = tuple(contexts)
    here = help_text(*wanted)
    lines = [line for group in here for line in _group(group)]
    known = {(group.title, row) for group in here for row in group.rows}
    elsewhere = [HelpGroup(g.title, tuple(r for r in g.rows if (g.title, r) not in known)) for g in help_text()]
    others = [group for group in elsewhere if group.rows]
    if wanted and others:
        lines += [Line(rule=True), heading("Keys of other screens"), BLANK]
        lines += [line for group in others for line in _group(group)]
    return lines


def _group(group: HelpGroup) -> Iterator[Line]:
    yield heading(group.title)
    for keys, title, does in group.rows:
        more = "" if does.casefold() == title.casefold() else f"  {does}"
        yield Line(((safe.pad(keys, KEYS - 1) + " ", "key"), (title, "text"), (more, "dim")), indent=1, hang=KEYS)
    yield BLANK


def word_lines() -> list[Line]:
    """What verdicts, bases, kinds, qualifiers and the other words of the desk mean."""
    lines = [heading("What the verdicts mean")]
    for verdict, meaning in vocabulary.VERDICTS.items():
        name = f"{GLYPHS[verdict]} {verdict}"
        lines.append(Line(((safe.pad(name, WORD - 1) + " ", verdict), (meaning, "text")), indent=1, hang=WORD))
        lines += _words(vocabulary.BASES[verdict], indent=3)
    lines.append(BLANK)
    for title, words in (
        ("How to read the lists", READING),
        ("Kinds of claims", vocabulary.CLAIM_KINDS),
        ("Qualifiers of a figure", {name.replace("_", " "): told for name, told in vocabulary.QUALIFIERS.items()}),
        ("What a denial rejects", vocabulary.DENIED_ASPECTS),
        ("Who may see a source", vocabulary.CONFIDENTIALITY),
        ("Kinds of sources", vocabulary.SOURCE_KINDS),
        ("Reliability of a source", vocabulary.RELIABILITY),
        ("Kinds of incidents", vocabulary.INCIDENT_KINDS),
    ):
        lines += [heading(title), *_words(words), BLANK]
    return lines


def _words(words: Mapping[str, str], indent: int = 1) -> list[Line]:
    column = WORD + 1 - indent
    return [
        Line(((safe.pad(word, column - 1) + " ", "label"), (told, "text")), indent=indent, hang=column)
        for word, told in words.items()
    ]


class HelpScreen(Screen[None]):
    """Lies over the screen it explains: one scrolling column, two from 120 columns on."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("help",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("help")
    CSS_PATH = "help.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (120, "-two")]  # noqa: RUF012  # Screen declares it for instances

    def __init__(self, contexts: Iterable[str] = ()) -> None:
        super().__init__()
        self._given = self._contexts = tuple(contexts)
        self._sought = ""

    def compose(self) -> ComposeResult:
        with Horizontal(id="help-panes"):
            with Vertical(id="help-keys-pane"):
                yield TextPane(id="help-keys")
            with Vertical(id="help-words-pane"):
                yield TextPane(id="help-words")
        yield Input(placeholder="search the help", id="help-find")
        yield StatusLine()
        yield KeyFooter(*self.CONTEXTS)

    def on_mount(self) -> None:
        """Fills both columns; the search line stays away until it is asked for."""
        self.query_one("#help-keys-pane").border_title = safe.content("Help: keys")
        self.query_one("#help-words-pane").border_title = safe.content("What the words mean")
        field = self.query_one("#help-find", Input)
        field.display, field.cursor_blink = False, False
        self._keys.focus()

    def on_screen_resume(self) -> None:
        """Explains the screen that lies below this time."""
        stack = self.app.screen_stack
        if not self._given and len(stack) > 1:
            self._contexts = tuple(getattr(stack[-2], "CONTEXTS", ()))
        self._fill()

    @property
    def _keys(self) -> TextPane:
        return self.query_one("#help-keys", TextPane)

    @property
    def _words(self) -> TextPane:
        return self.query_one("#help-words", TextPane)

    @property
    def _two(self) -> bool:
        return self.has_class("-two")

    def _fill(self) -> None:
        keys, words = key_lines(self._contexts), word_lines()
        self._keys.show(keys if self._two else [*keys, Line(rule=True), *words])
        self._words.show(words)

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._fill)

    # Searching

    def action_find(self) -> None:
        """`/`: asks for a word."""
        field = self.query_one("#help-find", Input)
        field.display = True
        field.focus()

    @on(Input.Changed, "#help-find")
    def _typed(self, event: Input.Changed) -> None:
        self._sought = event.value.strip()
        self._seek(backwards=False)

    @on(Input.Submitted, "#help-find")
    def _submitted(self) -> None:
        self.query_one("#help-find").display = False
        self._keys.focus()

    def action_find_next(self) -> None:
        self._seek(backwards=False)

    def action_find_previous(self) -> None:
        self._seek(backwards=True)

    def _seek(self, backwards: bool) -> None:
        """Lights and shows the word in both columns; says so where it is in neither."""
        panes = (self._keys, self._words) if self._two else (self._keys,)
        found = [pane.find(self._sought, backwards=backwards) for pane in panes]
        status = self.query_one(StatusLine)
        if not self._sought or any(found):
            status.say("")
        else:
            status.say(f"“{self._sought}” is not in the help", "warning")

    # Leaving

    def action_leave(self) -> None:
        """Esc: out of the search line first, then back to the screen below."""
        field = self.query_one("#help-find", Input)
        if field.display:
            field.value = ""
            field.display = False
            self._keys.focus()
        else:
            self.dismiss()

    def action_back(self) -> None:
        """`q`: back to the screen below."""
        self.dismiss()

    def action_help(self) -> None:
        """`?` again: back to the screen below."""
        self.dismiss()

    def on_text_pane_entered(self, event: Any) -> None:
        """No line of the help leads anywhere."""
        event.stop()
