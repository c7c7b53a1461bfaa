"""The names of the commands and what they do in a line: known without loading anything."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

COMMANDS: Final = {
    "demo": "open the sample desk full-screen, in a scratch copy",
    "new": "make a desk file",
    "incidents": "list incidents with their counts by verdict",
    "claims": "list claims with verdict, basis and roots",
    "sources": "list sources",
    "speakers": "list who is quoted",
    "queue": "list open claims, worst first",
    "show": "show one record whole",
    "search": "search everything on the desk",
    "filters": "list, keep or drop saved filters",
    "add": "add an incident, speaker, claim, source or citation",
    "edit": "change fields of a record",
    "remove": "remove a record",
    "attach": "attach a source to claims",
    "intake": "read a report (text, HTML, EML) and propose its claims",
    "import": "take in a data set: CSV, JSON, JSON Lines or SQLite",
    "duplicates": "list incidents and sources that may be one",
    "join": "make two records one; both codes lead to it",
    "mark": "mark claims confirmed, disputed, denied or open again",
    "undo": "take back your last change",
    "redo": "do it again",
    "log": "show what was changed, by whom and when",
    "standing": "tell which figures agree, are superseded or cannot all be true, and why",
    "lint": "hold your own draft against the desk: lost qualifiers, old tolls, flat claims",
    "vocabulary": "show or extend which words lie inside which, and who speaks after whom",
    "sheet": "print the fact sheet of an incident: what can be said, attributed",
    "export": "write the reviewed file for others",
    "affected": "tell which files that were handed over carry what changed since, and draft the notices",
    "verify": "check a reviewed file",
    "check": "check a desk file against its ledger",
    "backup": "copy a desk safely, even while it is open",
}
"""Every command with the line that the help shows, in the order of the help."""

DESK_SUFFIXES: Final = (".sqlite", ".sqlite3", ".db", ".factdesk")


def looks_like_path(word: str) -> bool:
    """Whether a word is meant as a file: there is one, or it has a folder or a suffix."""
    slashes = "/" in word or "\\" in word
    return slashes or word.startswith("~") or os.path.lexists(word) or bool(Path(word).suffix)


def looks_like_desk(word: str) -> bool:
    """Whether a word among others is the desk: an SQLite file, a path with a folder, or a desk's suffix."""
    if "/" in word or (os.sep in word) or word.lower().endswith(DESK_SUFFIXES):
        return True
    try:
        with open(word, "rb") as file:
            return file.read(16) == b"SQLite format 3\x00"
    except (OSError, ValueError):
        return False


def unknown(word: str) -> str:
    """What to say about a first word that is no command."""
    from difflib import get_close_matches

    if looks_like_path(word):
        return f"after the desk {word!r} there is one word too many; the screen takes a desk and nothing else"
    near = get_close_matches(word, COMMANDS, n=1, cutoff=0.6)
    todo = f"did you mean {near[0]}?" if near else "see: factdesk --help"
    return f"no command and no desk file is called {word!r}; {todo}"
