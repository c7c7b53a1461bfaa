"""What the screenshots show: for each the keys that lead there from the open desk, and in which sizes and themes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SMALL, NORMAL, LARGE = (80, 24), (120, 36), (200, 60)
SIZES: Final = (SMALL, NORMAL, LARGE)


@dataclass(frozen=True, slots=True)
class Scene:
    """One screen: its name, what it shows, the keys to it, and the sizes in which it is drawn in light colours too.

    A key is a name as Textual knows it; `"text"` in quotation marks is typed letter by letter, and at `REST` it is
    waited until the screen stands still.
    """

    name: str
    shows: str
    keys: str
    light: tuple[tuple[int, int], ...] = ()
    welcome: bool = False
    sizes: tuple[tuple[int, int], ...] = SIZES


def _down(times: int) -> str:
    return "j " * times


REST: Final = "(rest)"
TO_CLAIMS: Final = "enter "
REPORT: Final = (
    "Serhii Lysak said on 16 April 2025 that the toll of the missile attack on Kryvyi Rih rose from 20 to 21, "
    "including nine children. Over 70 people were injured, he said. Russia's Ministry of Defence claimed that the "
    "strike killed up to 85 military personnel. Ukraine denied that any military site was hit. Up to 12 people are "
    "feared trapped, rescuers said."
)
DRAFT: Final = (
    "Russia's defence ministry said 85 soldiers were killed. At least 16 people died, among them six children. "
    "Officials spoke of 44 casualties."
)
TO_CANDIDATES: Final = f'i "{REPORT}" f2 '
FIGURE: Final = ' "не менше 16" tab "people" tab "killed"'

SCENES: Final = (
    Scene("desk", "Incidents, the claims of one, and the card of a claim", "", SIZES),
    Scene("claims", "The claims of one incident, parts under their whole", TO_CLAIMS, sizes=(SMALL,)),
    Scene("card", "A claim as said, who carries it, what was decided", TO_CLAIMS + _down(11) + "enter", (NORMAL,)),
    Scene("board", "Every figure of a strike on one scale, and what follows from them", TO_CLAIMS + "b"),
    Scene("why", "A conflict: both sides, and the verdicts that would settle it", TO_CLAIMS + _down(48) + "w"),
    Scene("over-time", "A toll over time, a track a speaker", TO_CLAIMS + "t"),
    Scene("sheet", "The fact sheet: what can be said, attributed", TO_CLAIMS + "S", sizes=(NORMAL,)),
    Scene("strip", "A verdict before it is recorded, with what makes it thin", TO_CLAIMS + _down(12) + "c", (NORMAL,)),
    Scene("queue", "Open claims, worst first", "2", (NORMAL,)),
    Scene("sources", "What carries the claims, and its roots", "3"),
    Scene("history", "What was changed, and by whom", "4"),
    Scene("as-of", "The desk and a record as they stood after a change", "4 j j t"),
    Scene("handed-over", "A file that was handed over, and what changed since, with the notice drafted",
          f'E f2 {REST} escape escape {REST} {TO_CLAIMS}{REST} d "The counts differ." enter {REST} D {REST} j'),
    Scene("search", "Everything in which a word stands", '5 "children"'),
    Scene("claim-form", "A figure typed as people write it", TO_CLAIMS + "a enter" + FIGURE, (NORMAL,)),
    Scene("intake", "A report, and what it asserts: nothing is stored yet", TO_CANDIDATES + "a a j", (NORMAL,)),
    Scene("correct", "A candidate corrected beside the report", TO_CANDIDATES + "j e", (NORMAL,)),
    Scene("lint", "An editor's own draft, held against the desk", f'home down L "{DRAFT}" f2', (NORMAL,)),
    Scene("attach", "A source attached to a claim", TO_CLAIMS + "A"),
    Scene("export", "What leaves and what stays behind", 'E "~/kryvyi-rih-reviewed.sqlite"', (NORMAL,)),
    Scene("import", "A table before it is taken in: its map, and its first rows as claims",
          'I "data/example/reported.csv" enter'),
    Scene("help", "All keys and what the words mean", "?"),
    Scene("palette", "Every command by its name", ':', sizes=(NORMAL,)),
    Scene("welcome", "The first run", "", (NORMAL,), welcome=True),
)  # fmt: skip


def keys_of(scene: Scene) -> list[str]:
    """The scene's keys one by one."""
    found: list[str] = []
    for place, part in enumerate(scene.keys.split('"')):
        found += part.split() if place % 2 == 0 else [" " if sign == "\t" else sign for sign in part]
    return found
