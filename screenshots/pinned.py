"""Takes chance and the clock out of the sample desk, so that the screenshots are the same at every run.

Only the screenshots do this. Everywhere else ids and salts are random and the time is the clock's.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from types import SimpleNamespace
from unittest.mock import patch

BEGIN = datetime.fromisoformat("2025-04-17T09:00:00+03:00")
"""When the pinned clock starts: the morning after the sample's last report. It moves on by 23 s a look."""


@contextmanager
def pinned(home: Path) -> Iterator[None]:
    """Ids, salts, times, time zone and the person's own folders are pinned while this holds."""
    chance, ticks = Random("factdesk"), iter(range(1 << 30))
    fixed = SimpleNamespace(
        choice=chance.choice, token_bytes=chance.randbytes, token_hex=lambda count: chance.randbytes(count).hex()
    )
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    settings = {
        "HOME": str(home),
        "TZ": "UTC",
        "TEXTUAL_FPS": "240",
        "COLORTERM": "truecolor",
        "TERM": "xterm-256color",
    }
    unset = ("NO_COLOR", "FACTDESK_AUTHOR", "FACTDESK_DESK", "TEXTUAL_THEME", "TEXTUAL_FILTERS", "TEXTUAL_COLOR_SYSTEM")
    with patch.dict(os.environ, {**folders, **settings}):
        for name in unset:
            os.environ.pop(name, None)
        time.tzset()
        with (
            patch("factdesk.store.ledger.secrets", fixed),
            patch("factdesk.desk.clock.now", lambda: _moment(next(ticks))),
        ):
            yield
    time.tzset()


def _moment(tick: int) -> str:
    return (BEGIN + timedelta(seconds=23 * tick)).isoformat(timespec="seconds")
