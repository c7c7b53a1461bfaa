"""Whose name stands under changes: given, from the environment, or kept in the person's own config.

Never the account's name in silence: it can give away who works on a desk.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from factdesk.model.errors import BadInput

VARIABLE = "FACTDESK_AUTHOR"
LONGEST = 80
"""Characters of an author's name at most."""


def known_author(given: str | None = None) -> str | None:
    """The name from `given`, FACTDESK_AUTHOR, or the config; None where nobody has said it yet."""
    for name in (given, os.environ.get(VARIABLE), _kept()):
        if name and name.strip():
            return check_name(name)
    return None


def keep_author(name: str) -> str:
    """Keeps the name for next time in the person's own config; returns it as kept. Raises BadInput."""
    name = check_name(name)
    file = config_file()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = file.with_suffix(".part")
    part.write_text(json.dumps({"author": name}, ensure_ascii=False), "utf-8")
    part.replace(file)
    return name


def check_name(name: str) -> str:
    """The name without blanks around it. Raises BadInput for an empty, long or unprintable one."""
    name = name.strip()
    if not name:
        raise BadInput("no name is given", where="author", todo="type the name that is to stand under your changes")
    if len(name) > LONGEST or not name.isprintable():
        raise BadInput(
            "an author's name has 1 to 80 printable characters",
            where="author",
            todo="give the name to sign with",
        )
    return name


def config_file() -> Path:
    """Where the name is kept, by the platform's custom."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home())
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "factdesk" / "config.json"


def default_desk() -> Path:
    """The desk that is opened where none is named: FACTDESK_DESK, else `desk.sqlite` in the data folder."""
    named = os.environ.get("FACTDESK_DESK")
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home())
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "factdesk" / "desk.sqlite"


def _kept() -> str | None:
    try:
        found = json.loads(config_file().read_text("utf-8"))
        return str(found["author"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
