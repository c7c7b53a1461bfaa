"""Finding one's way in a long list, measured from outside: the scroll bar, search as you type, filters."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent.parent))

from stopwatch import Stopwatch, Taken

from support import keys

WORDS: Final = ("missile", "the hospital", "зап", "killed at", "mayor", "report 9", "bridge", "ambush", "civil", "k77")
"""What is typed into the search: words of many claims and of few, of incidents, of speakers, a code, another script."""
FILTERS: Final = (
    "verdict:open", "measure:killed", "killed>100", "kind:assertion", "since:2025-04-20", "verdict:confirmed,denied",
    "measure:injured", "counted:civilians", "verdict:open killed>20", "until:2025-04-10", "verdict:disputed",
    "injured<5",
)  # fmt: skip
"""Filters on what an index knows."""
RESULTS: Final = (0, 4, 120, 34)
"""Where the search shows what it found, without the field above it."""
PATIENCE: Final = 5.0
"""Seconds after which nothing that is typed changes anything any more."""
STOPS: Final = (9, 17, 25, 13, 29)
"""Rows of the screen to which the bar is drawn, one after the other."""


def typed(watch: Stopwatch, number: int) -> Taken:
    """Types the word of that number letter by letter; from each key to the paint of other results.

    Where a letter leaves the results as they are, the rest of the word is not typed: nothing says when it is there.
    """
    taken = Taken()
    watch.tap("ctrl+a", "ctrl+k")
    watch.settle(0.1)
    for letter in WORDS[number % len(WORDS)]:
        took = watch.sent(letter.encode(), RESULTS, PATIENCE)
        watch.settle()
        if took is None:
            break
        taken.add(took)
    return taken


def filtered(watch: Stopwatch, number: int) -> float:
    """Filters by the text of that number, from Enter to the first page under its name; then shows all again."""
    text = FILTERS[number % len(FILTERS)]
    watch.tap("f")
    watch.child.write(keys.pasted(text))
    watch.settle(0.2)
    took = watch.until("enter", rf"filter: {re.escape(text)} ", gone="Tab completes", timeout=30)
    watch.settle(0.1)
    watch.tap("escape")
    watch.settle(0.1)
    return took


def along_the_bar(watch: Stopwatch, turn: int) -> Taken:
    """Takes the thumb of the list's scroll bar and draws it to other places, from each move to its paint."""
    top = watch.emulator.rows()[1]
    bar = top.index("\u256e") - 1  # just within the pane's right corner
    box = (1, 2, bar, 33)
    taken = Taken()
    watch.child.write(keys.mouse(0, bar, 2))
    watch.settle(0.1)
    for row in STOPS:
        taken.add(watch.sent(keys.mouse(32, bar, row + turn % 3), box, PATIENCE))
        watch.settle()
    watch.child.write(keys.mouse(0, bar, row, press=False))
    watch.settle(0.1)
    return taken
