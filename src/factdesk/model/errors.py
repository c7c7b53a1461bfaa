"""What can go wrong, each as one clear line (what, where, what to do) with its exit code."""

from __future__ import annotations

from typing import ClassVar


class Problem(Exception):
    """Base of every error that a person is meant to read.

    `what` says what is wrong, `where` names the field, file or record, `todo` says what to do next.
    `str()` gives them as one line. `exit_code` is what the command line ends with (DESK commands' codes:
    0 done, 1 failed, 2 usage, 3 busy or locked, 4 refused, 5 done with rows set aside).
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        self.what, self.where, self.todo = what, where, todo
        super().__init__(what)

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        return f"{line}; {self.todo}" if self.todo else line


class Failed(Problem):
    """The job could not be done: a missing file, a full disk, damage."""


class NotFound(Failed):
    """No record, file or desk answers to the name that was given."""


class BadInput(Problem):
    """A value that cannot be taken as it stands: a wrong basis, an empty reason, low above high."""

    exit_code = 2


class Incoherent(BadInput):
    """Values that contradict each other or the records around them (DESIGN: the desk refuses these)."""


class Busy(Problem):
    """Another program holds the desk, or changed the record while it was being edited."""

    exit_code = 3


class Refused(Problem):
    """The desk will not do it: it would leak, the file is newer, foreign or read-only."""

    exit_code = 4


class Cancelled(Problem):
    """The person stopped a long job; nothing of it was kept."""
