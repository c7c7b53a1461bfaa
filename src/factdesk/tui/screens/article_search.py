"""Searching the article of a screen: each hit is gone to while the words are typed."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from textual.widget import Widget

from factdesk.tui.screens.base import MainScreen
from factdesk.tui.widgets.article_words import hits
from factdesk.tui.widgets.ask_bar import AskBar

if TYPE_CHECKING:
    from factdesk.tui.widgets.article_pane import ArticlePane

__all__ = ["ArticleSearch"]

TITLE = "Search the article · ↓ ↑ next, before · Enter stays there · Esc goes back"


class ArticleSearch(MainScreen):
    """Its screen has an `article` and an `AskBar`. A hit is chosen, so that it can be added or gone on from."""

    def __init__(self) -> None:
        super().__init__()
        self._sought = ""
        self._hits: list[tuple[int, int]] = []
        self._hit = -1
        self._origin = (0, 0)
        self._before: Widget | None = None

    @property
    def article(self) -> ArticlePane:
        """The article."""
        raise NotImplementedError

    def action_find(self) -> None:
        """`/`: asks for words; Enter with the same words as before goes to the next hit."""
        article = self.article
        self._origin = article.chosen if article.chosen != (0, 0) else article.here
        self._before = self.focused
        self.query_one(AskBar).ask(
            TITLE, self._sought, typed=self._seek, entered=self._found, left=self._left, steps=self._step
        )

    def _seek(self, words: str) -> None:
        """The first hit from where the search began, around the end if need be."""
        self._hits = hits(self.article.text, words)
        self._hit = bisect_left(self._hits, (self._origin[0], 0)) if self._hits else -1
        self._show(words)

    def _step(self, step: int) -> None:
        self._hit += step if self._hit >= 0 else 0
        self._show(self._sought or self.query_one(AskBar).text)

    def _show(self, words: str) -> None:
        told = ""
        if self._hits:
            self._hit %= len(self._hits)
            self.article.choose(*self._hits[self._hit])
            told = f"{self._hit + 1:,} of {len(self._hits):,}"
        elif words.strip():
            told = "not in the article"
        self.query_one(AskBar).tell(told)

    def _found(self, words: str) -> None:
        if words.strip() and words == self._sought and self._hits:
            self._step(1)  # the same once more
        elif words.strip() and not self._hits:
            self._seek(words)
        self._sought = words
        self.article.focus()
        if not words.strip():
            return
        if self._hits:
            self.at_hit(self._hit + 1, len(self._hits))
        else:
            self.say(f"“{words.strip()}” is not in the article.", "warning")

    def at_hit(self, number: int, of: int) -> None:
        """A search ended at a hit."""
        self.say(f"Hit {number:,} of {of:,}: n and N go to the others, Tab to the findings.")

    def _left(self, words: str) -> None:
        self.article.go_to(*self._origin)
        (self._before or self.article).focus()

    def action_find_next(self) -> None:
        """`n`: to the next hit."""
        self._again(1)

    def action_find_previous(self) -> None:
        """`N`: to the hit before."""
        self._again(-1)

    def _again(self, step: int) -> None:
        if not self._hits:
            self.say("Nothing was searched for yet: / searches the article.", "warning")
            return
        self._step(step)
        self.article.focus()
        self.at_hit(self._hit + 1, len(self._hits))
