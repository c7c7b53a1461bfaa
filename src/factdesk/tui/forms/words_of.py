"""The field that says whose words a source carries for a claim: its proposal, and what follows from it, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from factdesk.desk.open import Desk
from factdesk.desk.opened import Told
from factdesk.desk.words_of import proposed_root
from factdesk.model.errors import NotFound
from factdesk.tui import safe
from factdesk.tui.widgets.fields.matching import PickField

if TYPE_CHECKING:
    from factdesk.tui.forms.form import RecordForm

__all__ = ["WordsOf"]

CLEARED: Final = "Nobody else's: the source counts as a root of its own."


class WordsOf:
    """Proposes the claim's speaker as long as no person decided otherwise; a proposal alone makes no form dirty."""

    def __init__(self, form: RecordForm, name: str) -> None:
        self.form, self.name = form, name
        self.proposed: Any = form.first[name]

    @property
    def field(self) -> PickField:
        """The field of the form."""
        field = self.form.fields[self.name]
        assert isinstance(field, PickField)
        return field

    @property
    def decided(self) -> bool:
        """Whether a person took somebody else, or nobody."""
        return bool(self.field.state != self.proposed)

    def ask(self, claims: Sequence[str], source: str | None, kind: str, stance: str) -> None:
        """Looks anew whom to propose, off the screen's thread."""
        if self.decided:
            return

        def job(desk: Desk) -> Told | None:
            try:
                return proposed_root(desk, claims, source=source, kind=kind, stance=stance) if claims else None
            except NotFound:
                return None  # saving tells it

        self.form.app.bridge.ask("words of", job, self._take, asker=self.form)

    def _take(self, found: Told | None) -> None:
        if self.decided:
            return
        state: Any = [found.id, found.code, found.words] if found is not None else ""
        if state != self.field.state:
            self.proposed = self.form.first[self.name] = state
            self.field.state = state
        self.tell()

    def tell(self) -> None:
        """Says under the field what it means for the count of roots."""
        chosen = self.field.chosen
        if chosen is not None:
            name = safe.cut(chosen.code, 40)
            self.field.say(f"Proposed: {name} said it. However many outlets carry these words, they are one root."
                           " ⌫ empties it where the source found out by itself." if not self.decided and self.proposed
                           else f"All that carries {name} is one root.")  # fmt: skip
        elif self.decided and not self.field.text.strip():
            self.field.say(CLEARED)
