"""What reads the desk on the screen's thread outlives a desk that is locked, damaged or gone just then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factdesk.model.errors import Problem

if TYPE_CHECKING:
    from textual.message import Message
    from textual.message_pump import MessagePump

    Base = MessagePump
else:
    Base = object

__all__ = ["Patient"]


class Patient(Base):
    """Stands before a Textual class whose handlers read the desk: a `Problem` in one is said, and work goes on.

    Textual ends the program with any error in a handler. Another program may hold the desk at any moment, an import
    for a minute; what could not be read is read at the next key, or when the desk has changed.
    """

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Problem as problem:
            app: Any = self.app
            app.problem(problem)
